//! Every tag: managed, marked, automatic and unknown; where it stands, why, since when, and which element it is.

use samtykke_browser::recipe::Recipe;
use samtykke_browser::samtykke::Decision;

use super::Part;
use crate::audit::leaked;
use crate::catalogue::{self, Known};
use crate::evidence::{Evidence, Placed};
use crate::history::{allowed_now, is_about, standing};
use crate::hit::Seen;
use crate::reason;
use crate::state::State;
use crate::text::{cut, fill, host, number, parts, place, seconds};
use crate::view::{note, screen, section, table};

/// One tag.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// As a marketer knows it.
    pub name: String,
    /// How it came to be known: its purpose, and whether managed, marked or unknown.
    pub how: String,
    /// Where it stands.
    pub state: State,
    /// Why.
    pub reason: String,
    /// When its first request was made, in milliseconds.
    pub first: Option<f64>,
    /// The element, as far as it can be told.
    pub element: String,
}

/// Every tag, those that Samtykke decides on first.
pub fn rows(evidence: &Evidence) -> Vec<Row> {
    let log = evidence.samtykke.as_ref().map(|samtykke| samtykke.log.as_slice()).unwrap_or_default();
    let decided = standing(log);
    let mut rows: Vec<Row> = decided.iter().filter_map(|decision| of_decision(evidence, decision)).collect();
    let is_decided =
        |known: &Known| decided.iter().any(|Decision(_, subject, ..)| is_about(subject, known.id));
    let mut met: Vec<&str> = Vec::new();
    for seen in &evidence.seen {
        let who = seen.vendor.map_or_else(|| host(&seen.request.url), |known| known.id);
        let foreign = who != evidence.host && seen.request.url.starts_with("http");
        if foreign && !met.contains(&who) && !seen.vendor.is_some_and(is_decided) {
            met.push(who);
            rows.push(unknown(evidence, seen, who));
        }
    }
    rows
}

fn of_decision(evidence: &Evidence, Decision(_, subject, verdict, reason): &Decision) -> Option<Row> {
    let (purpose, id) = cut(subject, b"/").unwrap_or(("", subject));
    let known = catalogue::find(id);
    let marked = !purpose.is_empty() || known.is_none();
    let own = |seen: &&Seen| known.is_some() && seen.vendor == known;
    let leak = evidence.seen.iter().filter(own).any(|seen| leaked(evidence, seen));
    let is_its = |tag: &&Placed| {
        let key = tag.purpose.as_deref().unwrap_or_default();
        if marked {
            key == if purpose.is_empty() { id } else { purpose } && (purpose.is_empty() || tag.vendor == id)
        } else {
            known.is_some() && tag.known == known
        }
    };
    let how = match known {
        Some(known) if !marked => fill("{}, managed", &[known.purpose.name()]),
        _ if purpose.is_empty() => "marked".to_owned(),
        _ => fill("{}, {}", &[purpose, marked_by(evidence.tags.iter().filter(is_its))]),
    };
    Some(Row {
        name: known.map_or_else(|| id.to_owned(), |known| known.name.to_owned()),
        how,
        state: if leak { State::Leaked } else { State::after(verdict)? },
        reason: if leak {
            "Something else asked it although it is held".to_owned()
        } else {
            reason::sentence(reason)
        },
        first: evidence.sent().into_iter().find(own).map(|seen| seen.request.start),
        element: element_of(evidence, |tag| is_its(&tag)),
    })
}

/// Who has marked these tags: the owner, the automatic tier, or each some of them.
fn marked_by<'a>(tags: impl Iterator<Item = &'a Placed>) -> &'static str {
    let (mut owner, mut tier) = (false, false);
    for tag in tags {
        *(if tag.automatic { &mut tier } else { &mut owner }) = true;
    }
    match (tier, owner) {
        (true, true) => "automatic and marked",
        (true, false) => "automatic",
        _ => "marked",
    }
}

/// A tag that Samtykke was not told of.
fn unknown(evidence: &Evidence, seen: &Seen, who: &str) -> Row {
    let consent = evidence.samtykke.as_ref().ok().map(|samtykke| &samtykke.consent);
    let leak = evidence
        .seen
        .iter()
        .filter(|other| seen.vendor.is_some() && other.vendor == seen.vendor)
        .any(|other| leaked(evidence, other));
    let same = |other: &&Seen| match seen.vendor {
        Some(_) => other.vendor == seen.vendor,
        None => host(&other.request.url) == who,
    };
    let first = evidence.sent().into_iter().find(same).map(|seen| seen.request.start);
    let (state, reason) = match seen.vendor {
        _ if first.is_none() => (State::Held, "The page's Content Security Policy blocks it"),
        Some(_) if leak => (State::Leaked, "Neither managed nor marked, and not allowed"),
        Some(known) if consent.is_some_and(|consent| allowed_now(consent, known.id, known.purpose)) => {
            (State::Unheld, "Neither managed nor marked, but its purpose is accepted")
        }
        Some(_) => (
            State::Unheld,
            "Neither managed nor marked; it can do without cookies, or that is the owner's decision",
        ),
        None => (State::Unheld, "In no list of vendors: find out what it is for"),
    };
    Row {
        name: seen.vendor.map_or_else(|| who.to_owned(), |known| known.name.to_owned()),
        how: seen.vendor.map_or_else(
            || "unknown".to_owned(),
            |known| {
                let mut listed = parts(evidence.setting("services").unwrap_or_default(), b" ,");
                let is_listed = listed.any(|id| id == known.id);
                let template = if is_listed { "{}, in services" } else { "{}, unmanaged" };
                fill(template, &[known.purpose.name()])
            },
        ),
        state,
        reason: reason.to_owned(),
        first,
        element: element_of(evidence, |tag| match seen.vendor {
            Some(_) => tag.known == seen.vendor,
            None => host(&tag.address) == who,
        }),
    }
}

fn element_of(evidence: &Evidence, is: impl Fn(&Placed) -> bool) -> String {
    let Some(tag) = evidence.tags.iter().find(|tag| is(tag)) else { return "none in the page".to_owned() };
    fill("<{}> {}", &[&tag.name, place(&tag.address)])
}

/// How many tags stand where.
pub fn summary(evidence: &Evidence) -> Recipe {
    let rows = rows(evidence);
    let mut view = Recipe::new("div.summary id=summary", &[]);
    for state in State::COUNTED {
        let count = rows.iter().filter(|row| row.state == state).count();
        // The everyday states are always told, what is wrong only when it is there.
        if count > 0 || state.kind() != "alarm" {
            let words = [state.kind(), &number(count), state.label()];
            view.add(" span.badge data-kind={}|{} {}", &words);
        }
    }
    view
}

/// The screen.
pub fn part(evidence: &Evidence) -> Part {
    let mut view = screen("");
    tags(&mut view, evidence);
    ("view", view)
}

/// The table, as it also stands in the report.
pub fn tags(view: &mut Recipe, evidence: &Evidence) {
    section(view, "tags", "Every tag");
    let rows = rows(evidence);
    if rows.is_empty() {
        return note(
            view,
            "There is nothing to decide on: the page names no vendor, marks no tag and asks no other host.",
        );
    }
    table(view, "tags", &["Tag", "State", "Reason", "First fired", "Element"]);
    for row in rows {
        let first = row.first.map_or_else(|| "never".to_owned(), seconds);
        let words =
            [&row.name, &row.how, row.state.kind(), row.state.label(), &row.reason, &first, &row.element];
        view.add(
            "   tr
    th scope=row|{}
     span.aside|{}
    td
     span.badge data-kind={}|{}
    td|{}
    td.number|{}
    td
     code|{}",
            &words,
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::example::{decision, evidence, request};
    use samtykke_browser::Error;
    use samtykke_browser::markup::Tag;
    use samtykke_browser::policy::Violation;

    fn words(evidence: &Evidence) -> String {
        let mut view = Recipe::default();
        tags(&mut view, evidence);
        view.words()
    }

    fn states(evidence: &Evidence) -> Vec<(String, State)> {
        rows(evidence).into_iter().map(|row| (row.name, row.state)).collect()
    }

    #[test]
    fn every_kind_of_tag_has_its_state() {
        let mut evidence = evidence();
        for (url, at) in [
            ("https://cdn.mxpnl.com/libs/mixpanel.js", 9_100.0),
            ("https://analytics.tiktok.com/i18n/pixel/events.js", 9_200.0),
            ("https://who.example/x.js", 50.0),
        ] {
            evidence.seen.push(request(url, at, "script", None).into());
        }
        let expected = [
            ("Google Analytics", State::Released),
            ("Meta (Facebook)", State::Held),
            ("Hotjar", State::Released),
            ("Mixpanel", State::Unheld),
            ("TikTok", State::Leaked),
            ("who.example", State::Unheld),
        ];
        assert_eq!(states(&evidence), expected.map(|(name, state)| (name.to_owned(), state)));
        assert_eq!(summary(&evidence).words(), "2 Released0 Cookieless1 Held1 Leaked");
        assert!(words(&evidence).contains("Mixpanelstatistics, unmanaged"));
        evidence.settings.push(("services".to_owned(), "youtube, mixpanel".to_owned()));
        assert!(words(&evidence).contains("Mixpanelstatistics, in services"));
    }

    #[test]
    fn a_held_tag_that_was_asked_anyway_has_leaked() {
        let mut evidence = evidence();
        evidence.seen.push(request("https://www.facebook.com/tr?id=1", 9_100.0, "img", None).into());
        assert!(states(&evidence).contains(&("Meta (Facebook)".to_owned(), State::Leaked)));
    }

    #[test]
    fn what_the_policy_blocks_is_held() {
        let mut evidence = evidence();
        let url = "https://analytics.tiktok.com/i18n/pixel/events.js?sdkid=1";
        evidence.seen.push(request(url, 300.0, "script", None).into());
        assert_eq!(rows(&evidence).last().map(|row| row.state), Some(State::Leaked));
        let blocked = "https://analytics.tiktok.com/i18n/pixel/events.js".to_owned();
        evidence.violations.push((1.0, Violation { directive: "script-src".to_owned(), blocked }));
        let last = rows(&evidence).pop().unwrap();
        assert_eq!((last.state, last.first), (State::Held, None));
    }

    #[test]
    fn a_vendor_of_the_owners_is_managed_and_watched() {
        let name = |field: &str| format!("vendors.acme.{field}");
        let settings =
            [("name", "Acme"), ("purpose", "marketing"), ("script", "https://cdn.acme.example/t.js")]
                .map(|(field, value)| (name(field), value.to_owned()));
        catalogue::learn(&settings, "shop.example");
        let mut evidence = evidence();
        let log = &mut evidence.samtykke.as_mut().unwrap().log;
        log.push(decision(9_004.0, "acme", "hold", "purpose-refused"));
        let row = |evidence: &Evidence| {
            let row = rows(evidence).pop().unwrap();
            (row.name, row.how, row.state)
        };
        let managed = ("Acme".to_owned(), "marketing, managed".to_owned());
        assert_eq!(row(&evidence), (managed.0.clone(), managed.1.clone(), State::Held));
        evidence.seen.push(request("https://cdn.acme.example/t.js", 9_100.0, "script", None).into());
        assert_eq!(row(&evidence), (managed.0, managed.1, State::Leaked));
    }

    #[test]
    fn a_failure_is_told() {
        let mut evidence = evidence();
        evidence.samtykke.as_mut().unwrap().log.push(decision(
            9_900.0,
            "google-analytics",
            "failed",
            "script-failed",
        ));
        assert!(states(&evidence).contains(&("Google Analytics".to_owned(), State::Failed)));
    }

    #[test]
    fn first_fired_and_element_are_told() {
        let mut evidence = evidence();
        let address = "https://static.hotjar.com/c/hotjar-1.js?sv=6".to_owned();
        let tag = Tag {
            name: "script".to_owned(),
            address,
            purpose: Some("statistics".to_owned()),
            vendor: "hotjar".to_owned(),
            live: true,
            automatic: false,
        };
        evidence.tags.push(tag.into());
        let words = words(&evidence);
        assert!(words.contains("Hotjarstatistics, markedReleasedIts purpose was accepted9.02 s<script> https://static.hotjar.com/c/hotjar-1.js"), "{words}");
        assert!(
            words.contains(
                "Meta (Facebook)marketing, managedHeldIts purpose was refusednevernone in the page"
            ),
            "{words}"
        );
    }

    #[test]
    fn who_has_marked_a_tag_is_told() {
        for (automatic, how) in [
            (vec![true], "statistics, automaticR"),
            (vec![false, true], "statistics, automatic and markedR"),
            (vec![], "statistics, markedR"),
        ] {
            let mut evidence = evidence();
            evidence.tags = automatic
                .into_iter()
                .map(|automatic| {
                    let purpose = Some("statistics".to_owned());
                    Tag { purpose, vendor: "hotjar".to_owned(), automatic, ..Tag::default() }.into()
                })
                .collect();
            assert!(words(&evidence).contains(how), "{how}");
        }
    }

    #[test]
    fn an_unreadable_log_leaves_what_was_asked() {
        let evidence = Evidence { samtykke: Err(Error::SamtykkeAbsent), seen: Vec::new(), ..evidence() };
        assert!(words(&evidence).contains("There is nothing to decide on"));
    }
}
