//! Every request to a known vendor, decoded; what differs from the stored choice stands out and is explained.

use samtykke_browser::element::{Element, element};

use super::{Part, Scene};
use crate::evidence::Evidence;
use crate::history::allowed_for;
use crate::hit::{Seen, Signal, Standing};
use crate::list::{Row, list, rows};
use crate::view::{
    badge, cell, code, name, note, number, pair, pairs, place, screen, seconds, section, table, toggle, words,
};

/// Every request to a known vendor; with `differing`, only those that differ from the choice.
pub fn hits(evidence: &Evidence, differing: bool) -> Vec<&Seen> {
    let known = evidence.seen.iter().filter(|seen| seen.vendor.is_some());
    known.filter(|seen| !differing || standing(evidence, seen) != Standing::Right).collect()
}

/// The worst that a request says.
fn standing(evidence: &Evidence, seen: &Seen) -> Standing {
    let signals = seen.signals(allowed_for(evidence, seen));
    signals.iter().map(|signal| signal.standing).max().unwrap_or(Standing::Right)
}

/// The screen.
pub fn parts(scene: Scene) -> (Vec<Part>, usize) {
    let Scene { evidence, ui, .. } = scene;
    let hits = hits(evidence, ui.differing);
    let controls = element("div").with("class", "controls").children([toggle(
        "differing",
        "Only what differs from the choice",
        ui.differing,
    )]);
    let frame = section("wire", "Requests to known vendors", [controls, list("Requests to known vendors")]);
    let parts = vec![
        ("view", screen("split", [frame, place("detail").with("class", "section")])),
        ("rows", rows(hits.len(), ui, |at| hits.get(at).map_or_else(Row::empty, |seen| row(evidence, seen)))),
        ("detail", detail(evidence, hits.get(ui.row).copied())),
    ];
    (parts, hits.len())
}

fn row(evidence: &Evidence, seen: &Seen) -> Row {
    let text = |text: String| words(text);
    let event = seen.event().unwrap_or_else(|| seen.request.initiator.clone());
    let consent = seen.parameter("gcs").or_else(|| seen.parameter("asc")).unwrap_or_default();
    Row {
        cells: vec![
            ("at", text(seconds(seen.request.start))),
            ("who", text(seen.vendor.map_or("", |known| known.name).to_owned())),
            ("what", text(event)),
            ("text", text([consent, seen.account()].join(" "))),
        ],
        bad: standing(evidence, seen) == Standing::More,
    }
}

/// The chosen request, letter by letter.
fn detail(evidence: &Evidence, seen: Option<&Seen>) -> Element {
    let content = match seen {
        None => vec![note("No such request so far.")],
        Some(seen) => decoded(evidence, seen),
    };
    let title = element("h3").with("id", "decoded-title").text("Decoded");
    place("detail").with("class", "section").child(title).children(content)
}

fn decoded(evidence: &Evidence, seen: &Seen) -> Vec<Element> {
    let allowed = allowed_for(evidence, seen);
    let chosen = |yes| words(if yes { "allowed" } else { "not allowed" });
    let facts = [
        ("Vendor", words(seen.vendor.map_or("", |known| known.name))),
        ("Event", words(seen.event().unwrap_or_else(|| "none: a script or another file".to_owned()))),
        ("Address", code(seen.place().to_owned())),
        ("The choice then", chosen(allowed.vendor)),
    ];
    let ids = seen.ids().into_iter().map(|(id, value)| pair(id, code(value)));
    let signals = seen.signals(allowed);
    let table = if signals.is_empty() {
        note("It says nothing about consent.")
    } else {
        table(
            "decoded",
            &["Signal", "Value", "Meaning", "Against the choice"],
            signals.into_iter().map(signal),
        )
    };
    vec![pairs(facts.into_iter().map(|(term, value)| pair(term, value)).chain(ids)), table]
}

fn signal(signal: Signal) -> Vec<Element> {
    let (kind, verdict) = match signal.standing {
        Standing::Right => ("release", "as chosen"),
        Standing::Less => ("cookieless", "less than allowed: sent before the choice was told"),
        Standing::More => ("alarm", "more than the visitor allowed"),
    };
    vec![
        name(signal.name),
        element("td").child(code(signal.value)),
        cell(signal.meaning),
        element("td").child(badge(kind, verdict)),
    ]
}

/// The table in the report: every request with what it says.
pub fn report(evidence: &Evidence) -> Element {
    let row = |seen: &&Seen| {
        let differs = standing(evidence, seen) == Standing::More;
        vec![
            name(seen.vendor.map_or("", |known| known.name)),
            cell(seen.event().unwrap_or_default()),
            element("td").child(code(seen.place().to_owned())),
            cell(if differs { "differs from the choice" } else { "" }),
            number(seconds(seen.request.start)),
        ]
    };
    let hits = hits(evidence, false);
    section(
        "wire",
        "Requests to known vendors",
        [table("wire", &["Vendor", "Event", "Address", "Consent", "At"], hits.iter().map(row))],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::example::{evidence, request};

    fn page() -> Evidence {
        let mut evidence = evidence();
        let url = "https://www.google-analytics.com/g/collect?v=2&tid=G-1&cid=1.2&en=scroll&gcs=G111&gcd=13r3r3r3r5l1&npa=0";
        evidence.seen.push(request(url, 9_100.0, "fetch", None).into());
        evidence
    }

    #[test]
    fn only_known_vendors_are_listed_and_differences_can_be_filtered() {
        let evidence = page();
        assert_eq!(hits(&evidence, false).len(), 4);
        assert_eq!(hits(&evidence, true).len(), 1);
    }

    #[test]
    fn a_hit_is_decoded_letter_by_letter() {
        let evidence = page();
        let words = detail(&evidence, hits(&evidence, true).first().copied()).words();
        for expected in [
            "VendorGoogle Analytics",
            "Eventscroll",
            "tidG-1",
            "cid1.2",
            "gcsG111ads granted, statistics grantedmore than the visitor allowed",
            "ad_storagerdenied by default, then grantedmore than the visitor allowed",
            "analytics_storagerdenied by default, then grantedas chosen",
            "npa0personalised adsmore than the visitor allowed",
        ] {
            assert!(words.contains(expected), "{expected} in {words}");
        }
    }

    #[test]
    fn without_requests_it_says_so() {
        let evidence = Evidence { seen: Vec::new(), ..evidence() };
        assert!(detail(&evidence, None).words().contains("No such request"));
    }
}
