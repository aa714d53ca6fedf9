//! Every tag: managed, marked, automatic and unknown; where it stands, why, since when, and which element it is.

use samtykke_browser::element::{Element, element};
use samtykke_browser::markup::Tag;
use samtykke_browser::samtykke::Decision;
use samtykke_core::Verdict;

use super::Part;
use crate::audit::leaked;
use crate::catalogue::{self, Known};
use crate::evidence::Evidence;
use crate::history::{allowed_now, standing};
use crate::hit::Seen;
use crate::reason;
use crate::view::{aside, badge, cell, code, name, note, number, screen, seconds, section, table};

/// Where a tag stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It runs.
    Released,
    /// It runs and may send pings without cookies.
    Cookieless,
    /// It does nothing.
    Held,
    /// Its script could not be loaded.
    Failed,
    /// It was asked without consent.
    Leaked,
    /// It runs past Samtykke; what it does is allowed, or nobody knows it.
    Unheld,
}

impl State {
    const COUNTED: [Self; 5] = [Self::Released, Self::Cookieless, Self::Held, Self::Failed, Self::Leaked];

    /// As it is read.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Released => "Released",
            Self::Cookieless => "Cookieless",
            Self::Held => "Held",
            Self::Failed => "Failed",
            Self::Leaked => "Leaked",
            Self::Unheld => "Not held",
        }
    }

    const fn kind(self) -> &'static str {
        match self {
            Self::Released => "release",
            Self::Cookieless => "cookieless",
            Self::Held => "hold",
            Self::Failed | Self::Leaked => "alarm",
            Self::Unheld => "command",
        }
    }

    fn after(verdict: &str) -> Option<Self> {
        match verdict {
            "failed" => Some(Self::Failed),
            word if word == Verdict::Release.name() => Some(Self::Released),
            word if word == Verdict::Cookieless.name() => Some(Self::Cookieless),
            word if word == Verdict::Hold.name() => Some(Self::Held),
            _ => None,
        }
    }
}

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
    let is_decided = |known: &Known| {
        decided.iter().any(|Decision(_, subject, ..)| subject.rsplit('/').next() == Some(known.id))
    };
    let mut met: Vec<&str> = Vec::new();
    for seen in &evidence.seen {
        let who = seen.vendor.map_or_else(|| host(seen.place()), |known| known.id);
        let foreign = who != evidence.host && seen.request.url.starts_with("http");
        if foreign && !met.contains(&who) && !seen.vendor.is_some_and(is_decided) {
            met.push(who);
            rows.push(unknown(evidence, seen, who));
        }
    }
    rows
}

fn of_decision(evidence: &Evidence, Decision(_, subject, verdict, reason): &Decision) -> Option<Row> {
    let (purpose, id) = subject.split_once('/').unwrap_or(("", subject));
    let known = catalogue::find(id);
    let marked = !purpose.is_empty() || known.is_none();
    let own = |seen: &&Seen| known.is_some() && seen.vendor == known;
    let leak = evidence.seen.iter().filter(own).any(|seen| leaked(evidence, seen));
    let how = match (marked, known) {
        (false, Some(known)) => format!("{}, managed", known.purpose.name()),
        _ if purpose.is_empty() => "marked".to_owned(),
        _ => format!("{purpose}, marked"),
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
        first: evidence.seen.iter().find(own).map(|seen| seen.request.start),
        element: element_of(evidence, |tag| {
            let key = tag.purpose.as_deref().unwrap_or_default();
            if marked {
                key == if purpose.is_empty() { id } else { purpose }
                    && (purpose.is_empty() || tag.vendor == id)
            } else {
                known.is_some() && catalogue::vendor(&tag.address) == known
            }
        }),
    })
}

/// A tag that Samtykke was not told of.
fn unknown(evidence: &Evidence, seen: &Seen, who: &str) -> Row {
    let consent = evidence.samtykke.as_ref().ok().map(|samtykke| &samtykke.consent);
    let leak = evidence
        .seen
        .iter()
        .filter(|other| seen.vendor.is_some() && other.vendor == seen.vendor)
        .any(|other| leaked(evidence, other));
    let (state, reason) = match seen.vendor {
        Some(_) if leak => (State::Leaked, "Neither named nor marked, and not allowed"),
        Some(known) if consent.is_some_and(|consent| allowed_now(consent, known.id, known.purpose)) => {
            (State::Unheld, "Neither named nor marked, but its purpose is accepted")
        }
        Some(_) => (
            State::Unheld,
            "Neither named nor marked; it can do without cookies, or that is the owner's decision",
        ),
        None => (State::Unheld, "In no list of vendors: find out what it is for"),
    };
    Row {
        name: seen.vendor.map_or_else(|| who.to_owned(), |known| known.name.to_owned()),
        how: seen
            .vendor
            .map_or_else(|| "unknown".to_owned(), |known| format!("{}, unmanaged", known.purpose.name())),
        state,
        reason: reason.to_owned(),
        first: Some(seen.request.start),
        element: element_of(evidence, |tag| match seen.vendor {
            Some(known) => catalogue::vendor(&tag.address) == Some(known),
            None => host(&tag.address) == who,
        }),
    }
}

fn element_of(evidence: &Evidence, is: impl Fn(&Tag) -> bool) -> String {
    let Some(tag) = evidence.tags.iter().find(|tag| is(tag)) else { return "none in the page".to_owned() };
    format!("<{}> {}", tag.name, tag.address.split('?').next().unwrap_or_default())
}

/// The host of an address.
pub fn host(url: &str) -> &str {
    let rest = crate::text::after_scheme(url).unwrap_or_default();
    rest.split(['/', '?', '#', ':']).next().unwrap_or_default()
}

/// How many tags stand where.
pub fn summary(evidence: &Evidence) -> Element {
    let rows = rows(evidence);
    let badges = State::COUNTED.into_iter().filter_map(|state| {
        let count = rows.iter().filter(|row| row.state == state).count();
        // The everyday states are always told, what is wrong only when it is there.
        (count > 0 || state.kind() != "alarm")
            .then(|| badge(state.kind(), format!("{count} {}", state.label())))
    });
    element("div").with("id", "summary").with("class", "summary").children(badges)
}

/// The screen.
pub fn part(evidence: &Evidence) -> Part {
    ("view", screen("", [tags(evidence)]))
}

/// The table, as it also stands in the report.
pub fn tags(evidence: &Evidence) -> Element {
    let rows = rows(evidence);
    let content = if rows.is_empty() {
        note("There is nothing to decide on: the page names no vendor, marks no tag and asks no other host.")
    } else {
        table("tags", &["Tag", "State", "Reason", "First fired", "Element"], rows.into_iter().map(row))
    };
    section("tags", "Every tag", [content])
}

fn row(row: Row) -> Vec<Element> {
    vec![
        name(row.name).child(aside(row.how)),
        element("td").child(badge(row.state.kind(), row.state.label())),
        cell(row.reason),
        number(row.first.map_or_else(|| "never".to_owned(), seconds)),
        element("td").child(code(row.element)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::example::{decision, evidence, request};
    use samtykke_browser::Error;

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
            ("TikTok Pixel", State::Leaked),
            ("who.example", State::Unheld),
        ];
        assert_eq!(states(&evidence), expected.map(|(name, state)| (name.to_owned(), state)));
        assert_eq!(summary(&evidence).words(), "2 Released0 Cookieless1 Held1 Leaked");
    }

    #[test]
    fn a_held_tag_that_was_asked_anyway_has_leaked() {
        let mut evidence = evidence();
        evidence.seen.push(request("https://www.facebook.com/tr?id=1", 9_100.0, "img", None).into());
        assert!(states(&evidence).contains(&("Meta (Facebook)".to_owned(), State::Leaked)));
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
        evidence.tags.push(Tag {
            name: "script".to_owned(),
            address,
            purpose: Some("statistics".to_owned()),
            vendor: "hotjar".to_owned(),
            live: true,
        });
        let words = tags(&evidence).words();
        assert!(words.contains("Hotjarstatistics, markedReleasedIts purpose was accepted9.02 s<script> https://static.hotjar.com/c/hotjar-1.js"), "{words}");
        assert!(
            words.contains(
                "Meta (Facebook)marketing, managedHeldIts purpose was refusednevernone in the page"
            ),
            "{words}"
        );
    }

    #[test]
    fn an_unreadable_log_leaves_what_was_asked() {
        let evidence = Evidence { samtykke: Err(Error::SamtykkeAbsent), seen: Vec::new(), ..evidence() };
        assert!(tags(&evidence).words().contains("There is nothing to decide on"));
    }
}
