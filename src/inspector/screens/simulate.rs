//! What another visitor would get on this page, decided by the same core as on the page. Nothing is written: the core is
//! a pure function, and this screen only asks it.

use samtykke_browser::recipe::Recipe;
use samtykke_core::consent::{Consent, Exceptions};
use samtykke_core::day::Day;
use samtykke_core::decide::Tag;
use samtykke_core::signals::SIGNALS;
use samtykke_core::{Purpose, Purposes, Verdict, decide};

use super::{Part, Scene};
use crate::catalogue::{self, Gate, Known};
use crate::evidence::Evidence;
use crate::reason;
use crate::text::{add, fill, number, place};
use crate::view::{note, pair, screen, section, table, toggle};

/// A visitor.
struct Scenario {
    name: &'static str,
    /// The purposes accepted; `None` without an answer.
    accepted: Option<Purposes>,
    /// The answer was to the question before.
    old: bool,
    /// Rust cannot run.
    broken: bool,
    /// What there is to say.
    note: &'static str,
}

const NEW: Scenario = Scenario {
    name: "New visitor",
    accepted: None,
    old: false,
    broken: false,
    note: "There is no choice, so everything is denied and the question is asked.",
};

const SCENARIOS: [Scenario; 11] = [
    NEW,
    Scenario {
        name: "Refused",
        accepted: Some(Purposes::NONE),
        note: "Everything is denied; nobody is asked for six months.",
        ..NEW
    },
    Scenario {
        name: "Accepted",
        accepted: Some(Purposes::ALL),
        note: "Everything is granted before any tag runs.",
        ..NEW
    },
    Scenario {
        name: "Functional only",
        accepted: Some(Purposes::from_bits(1)),
        note: "Only this purpose is granted.",
        ..NEW
    },
    Scenario {
        name: "Statistics only",
        accepted: Some(Purposes::from_bits(2)),
        note: "Only this purpose is granted.",
        ..NEW
    },
    Scenario {
        name: "Marketing only",
        accepted: Some(Purposes::from_bits(4)),
        note: "Only this purpose is granted.",
        ..NEW
    },
    Scenario {
        name: "Global Privacy Control",
        note: "Without an answer nothing is granted, with this signal or without it. The settings say that it was heard, and in regions where data-opt-out-regions grants from the start, advertising stays denied.",
        ..NEW
    },
    Scenario {
        name: "Another language",
        note: "The verdicts do not depend on the language. The texts are fetched once, and the question is drawn when they are here; everything is denied until then.",
        ..NEW
    },
    Scenario {
        name: "Accepted an old revision",
        accepted: Some(Purposes::ALL),
        old: true,
        note: "The visitor is asked again. Until then the yes holds for what it answered; vendors that came with the new question wait.",
        ..NEW
    },
    Scenario {
        name: "Refused an old revision",
        accepted: Some(Purposes::NONE),
        old: true,
        note: "A no is honoured until it expires, whatever the revision.",
        ..NEW
    },
    Scenario {
        name: "WebAssembly missing",
        broken: true,
        note: "Google is told that all is denied, no managed tag is inserted and marked tags stay held. samtykke-nowasm.js is tried; where it loads, all is as for a new visitor.",
        ..NEW
    },
];

/// The screen.
pub fn parts(scene: Scene) -> Vec<Part> {
    let mut view = screen("");
    section(&mut view, "simulate", "What another visitor would get here");
    note(
        &mut view,
        "Computed by the same decisions as on the page. Nothing is written: neither the cookie, nor any tag, nor the record.",
    );
    view.add(" div.controls", &[]);
    for (at, known) in SCENARIOS.iter().enumerate() {
        toggle(&mut view, "scenario", at, known.name, at == scene.ui.scenario);
    }
    view.add("div id=outcome", &[]);
    let scenario = SCENARIOS.get(scene.ui.scenario).unwrap_or(&NEW);
    vec![("view", view), ("outcome", outcome(scene.evidence, scenario))]
}

fn outcome(evidence: &Evidence, scenario: &Scenario) -> Recipe {
    let revision = evidence.setting("revision").and_then(|text| text.parse().ok()).unwrap_or(1_u32);
    let today = Day(20_000); // Which day it is makes no difference: the answer is from the same one.
    let stored = scenario.accepted.map(|purposes| Consent {
        purposes,
        exceptions: Exceptions::default(),
        day: Some(today),
        revision: if scenario.old { revision.wrapping_sub(1) } else { revision },
        reference: b"",
    });
    let consent = stored.filter(|stored| stored.is_valid(today, 6));
    let consent = consent.as_ref();
    let asked = if consent.is_some_and(|consent| consent.answers(revision)) {
        "no"
    } else if scenario.broken {
        "no: without an engine nobody can answer"
    } else {
        "yes"
    };
    let mut view = Recipe::new("div id=outcome", &[]).nested(1);
    section(&mut view, "would", "What would happen");
    view.add(" dl.pairs", &[]);
    pair(&mut view, "Asked", "span", asked);
    pair(&mut view, "Google is told", "code", &signals(consent));
    pair(&mut view, "What it means", "span", scenario.note);
    table(&mut view, "would", &["Tag", "Verdict", "Reason"]);
    for tag in tags(evidence) {
        verdict(&mut view, scenario, consent, &tag);
    }
    would_not(&mut view, evidence, scenario, consent);
    view
}

fn signals(consent: Option<&Consent>) -> String {
    let names = [
        "ad_storage, ad_user_data, ad_personalization",
        "analytics_storage",
        "functionality_storage, personalization_storage, security_storage",
    ];
    let mut told = String::new();
    for (names, (purpose, vendor)) in names.iter().zip(SIGNALS) {
        let granted = consent.is_some_and(|consent| consent.allows(purpose, vendor.as_bytes()));
        add(&mut told, "; ", &fill("{}: {}", &[names, if granted { "granted" } else { "denied" }]));
    }
    told
}

/// A tag of this page: its label, what it is for, its vendor, and whether it may ping.
type Candidate = (String, Purpose, String, bool);

fn tags(evidence: &Evidence) -> Vec<Candidate> {
    let mut tags = Vec::new();
    if let Ok(samtykke) = &evidence.samtykke {
        for (id, _) in &samtykke.consent.vendors {
            if let Some(known) = catalogue::find(id) {
                let pings = known.gate == Gate::Signal && !evidence.is_basic(id);
                tags.push((known.name.to_owned(), known.purpose, known.id.to_owned(), pings));
            }
        }
    }
    for tag in &evidence.tags {
        for purpose in [Purpose::Necessary, Purpose::Functional, Purpose::Statistics, Purpose::Marketing] {
            if tag.purpose.as_deref() == Some(purpose.name()) {
                let label = fill("<{}> {}", &[&tag.name, place(&tag.address)]);
                tags.push((label, purpose, tag.vendor.clone(), false));
            }
        }
    }
    tags
}

fn verdict(
    view: &mut Recipe,
    scenario: &Scenario,
    consent: Option<&Consent>,
    (label, purpose, vendor, pings): &Candidate,
) {
    let decision = decide(
        consent,
        Tag { purpose: *purpose, vendor: vendor.as_bytes(), pings: *pings && !scenario.broken, since: 0 },
    );
    let held = scenario.broken && decision.verdict != Verdict::Hold;
    let (kind, word) = match decision.verdict {
        _ if held => ("hold", "Held"),
        Verdict::Release => ("release", "Released"),
        Verdict::Cookieless => ("cookieless", "Cookieless"),
        Verdict::Hold => ("hold", "Held"),
    };
    let why = if scenario.broken {
        "Nobody can decide".to_owned()
    } else {
        reason::sentence(decision.reason.name())
    };
    view.add(
        "   tr
    th scope=row|{}
     span.aside|{}
    td
     span.badge data-kind={}|{}
    td|{}",
        &[label, purpose.name(), kind, word, &why],
    );
}

/// The requests that this page made, held against the scenario.
fn would_not(view: &mut Recipe, evidence: &Evidence, scenario: &Scenario, consent: Option<&Consent>) {
    let pings = evidence.setting("mode") != Some("basic") && !scenario.broken;
    let held = |known: &Known| {
        let allowed = known.purpose == Purpose::Necessary
            || consent.is_some_and(|consent| consent.allows(known.purpose, known.id.as_bytes()));
        let needs_consent = match known.gate {
            Gate::Block => true,
            Gate::Signal => !pings,
            Gate::Owner => false,
        };
        needs_consent && !allowed
    };
    let mut counts: Vec<(&Known, usize)> = Vec::new();
    for known in evidence.seen.iter().filter_map(|seen| seen.vendor).filter(|known| held(known)) {
        match counts.iter_mut().find(|(counted, _)| counted.id == known.id) {
            Some((_, count)) => *count += 1,
            None => counts.push((known, 1)),
        }
    }
    section(view, "report-only", "Report only: the requests of this page that would not have been made");
    if counts.is_empty() {
        return note(view, "None: all that this page has asked so far, this visitor's page may ask as well.");
    }
    table(view, "report-only", &["Vendor", "Purpose", "Requests"]);
    for (known, count) in counts {
        view.add(
            "   tr\n    th scope=row|{}\n    td|{}\n    td|{}",
            &[known.name, known.purpose.name(), &number(count)],
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::example::{evidence, request};

    fn words(name: &str) -> String {
        let mut evidence = evidence();
        evidence.seen.push(request("https://www.facebook.com/tr?id=1", 9_100.0, "img", None).into());
        outcome(&evidence, SCENARIOS.iter().find(|known| known.name == name).unwrap()).words()
    }

    #[test]
    fn each_visitor_gets_what_the_core_decides() {
        for (name, asked, analytics, meta) in [
            ("New visitor", "Askedyes", "CookielessNo answer yet", "HeldNo answer yet"),
            ("Refused", "Askedno", "CookielessIts purpose was refused", "HeldIts purpose was refused"),
            ("Accepted", "Askedno", "ReleasedIts purpose was accepted", "ReleasedIts purpose was accepted"),
            ("Statistics only", "Askedno", "ReleasedIts purpose was accepted", "HeldIts purpose was refused"),
            (
                "Marketing only",
                "Askedno",
                "CookielessIts purpose was refused",
                "ReleasedIts purpose was accepted",
            ),
            (
                "Accepted an old revision",
                "Askedyes",
                "ReleasedIts purpose was accepted",
                "ReleasedIts purpose was accepted",
            ),
            (
                "Refused an old revision",
                "Askedno",
                "CookielessIts purpose was refused",
                "HeldIts purpose was refused",
            ),
            ("WebAssembly missing", "Askedno: without", "HeldNobody can decide", "HeldNobody can decide"),
        ] {
            let words = words(name);
            for expected in [
                asked.to_owned(),
                format!("Google Analyticsstatistics{analytics}"),
                format!("Meta (Facebook)marketing{meta}"),
            ] {
                assert!(words.contains(&expected), "{name}: {expected} in {words}");
            }
        }
    }

    #[test]
    fn report_only_counts_what_would_not_have_been_asked() {
        assert!(words("New visitor").contains("Meta (Facebook)marketing1"));
        assert!(words("Accepted").contains("None: all that this page has asked"));
        assert!(words("WebAssembly missing").contains("Google Analyticsstatistics2"));
    }

    #[test]
    fn google_is_told_by_type() {
        assert!(words("Statistics only").contains("analytics_storage: granted"));
        assert!(words("Statistics only").contains("ad_personalization: denied"));
    }
}
