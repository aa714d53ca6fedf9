//! Cookies and stored keys: whose, what for, how long they live against how long they may, and whether they may be here.

use samtykke_browser::Error;
use samtykke_browser::element::{Element, element};
use samtykke_browser::store::Item;
use samtykke_core::{Purpose, vendors};

use super::Part;
use crate::audit::{CAP, OWN, may_keep};
use crate::catalogue::{self, Known};
use crate::evidence::{Evidence, Kept};
use crate::history::allowed;
use crate::view::{aside, badge, cell, days, name, note, number, screen, section, table};

/// The screen.
pub fn part(evidence: &Evidence) -> Part {
    ("view", screen("", [cookies(evidence), stored(evidence)]))
}

/// The cookies, as they also stand in the report.
pub fn cookies(evidence: &Evidence) -> Element {
    let content = match &evidence.cookies {
        Err(error) => note(format!("Not known: {error}.")),
        Ok(cookies) if cookies.is_empty() => note("None."),
        Ok(cookies) => table(
            "cookies",
            &["Cookie", "Set by", "Left to live", "Declared", "Set", "Consent"],
            cookies.iter().map(|cookie| row(evidence, &cookie.name)),
        ),
    };
    section("cookies", "Cookies present now", [content])
}

fn row(evidence: &Evidence, cookie: &str) -> Vec<Element> {
    let label = if cookie.is_empty() { "(without a name)" } else { cookie };
    let found = catalogue::cookie(cookie);
    vec![
        name(label.to_owned()),
        by(found.map(|(known, _)| known), cookie),
        life(evidence, cookie),
        number(declared(cookie, found)),
        set(evidence, found.map(|(known, _)| known), cookie),
        consent(evidence, found.map(|(known, _)| known), cookie),
    ]
}

fn by(known: Option<&Known>, name: &str) -> Element {
    match known {
        Some(known) => cell(known.name).child(aside(known.purpose.name())),
        None if name.starts_with(OWN) => cell("Samtykke").child(aside("this choice")),
        None => cell("not known"),
    }
}

/// How long it has left; red beyond what Safari gives a statistics cookie.
fn life(evidence: &Evidence, cookie: &str) -> Element {
    let statistics = catalogue::cookie(cookie).is_some_and(|(known, _)| known.purpose == Purpose::Statistics);
    match evidence.days(cookie) {
        None => number("not told"),
        Some(None) => number("this session"),
        Some(Some(left)) if statistics && left > CAP + 0.1 => {
            element("td").child(badge("alarm", days(left))).child(aside("Safari: 7 days"))
        }
        Some(Some(left)) => number(days(left)),
    }
}

/// What its vendor declares; the statistics cookies we manage are set to live seven days.
fn declared(cookie: &str, found: Option<(&Known, Option<u32>)>) -> String {
    match found {
        Some((known, _)) if known.purpose == Purpose::Statistics && vendors::find(known.id).is_some() => {
            "7 days".to_owned()
        }
        Some((_, Some(declared))) => days(f64::from(declared)),
        None if cookie == OWN => "6 months".to_owned(),
        _ => "not declared".to_owned(),
    }
}

/// When it was written, and whether that was before consent.
fn set(evidence: &Evidence, known: Option<&Known>, cookie: &str) -> Element {
    let write =
        evidence.writes.iter().find(|write| write.name == cookie && matches!(write.kept, Kept::Cookie(_)));
    match (write, known) {
        (None, _) => cell("before the inspector opened"),
        (Some(write), Some(known)) if !allowed(evidence, known, write.at) => cell("before consent"),
        (Some(_), Some(_)) => cell("with consent"),
        (Some(_), None) => cell("while the inspector was open"),
    }
}

fn consent(evidence: &Evidence, known: Option<&Known>, key: &str) -> Element {
    match known {
        Some(known) if may_keep(evidence, known) => element("td").child(badge("release", "allowed")),
        Some(_) => element("td").child(badge("alarm", "not allowed")),
        None if key.starts_with(OWN) => cell("not needed"),
        None => cell("not known"),
    }
}

fn stored(evidence: &Evidence) -> Element {
    let [local, session] = &evidence.stored;
    let rows: Vec<_> = [("local", local), ("session", session)]
        .into_iter()
        .flat_map(|(area, items)| keys(evidence, area, items))
        .collect();
    let denied = [("local", local), ("session", session)].into_iter().filter_map(|(area, items)| {
        items.as_ref().err().map(|error| note(format!("The {area} storage is not known: {error}.")))
    });
    let denied: Vec<_> = denied.collect();
    let content = match (rows.is_empty(), denied.is_empty()) {
        (true, true) => note("Nothing."),
        (true, false) => element("div"),
        _ => table("stored", &["Key", "Where", "Set by", "Characters", "Consent"], rows),
    };
    section("stored", "Local and session storage", denied.into_iter().chain([content]))
}

fn keys(evidence: &Evidence, area: &'static str, items: &Result<Vec<Item>, Error>) -> Vec<Vec<Element>> {
    let row = |item: &Item| {
        let known = catalogue::stored(&item.key);
        vec![
            name(item.key.clone()),
            cell(area),
            by(known, &item.key),
            number(item.length.to_string()),
            consent(evidence, known, &item.key),
        ]
    };
    items.iter().flatten().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::Write;
    use crate::evidence::example::evidence;
    use samtykke_browser::jar;

    fn words(names: &str) -> String {
        let mut evidence = evidence();
        evidence.cookies = Ok(jar::parse(names));
        evidence.writes.push(Write { at: 300.0, name: "_fbp".to_owned(), kept: Kept::Cookie(Some(90.0)) });
        cookies(&evidence).words()
    }

    #[test]
    fn names_the_vendor_its_lives_and_whether_it_may() {
        let expected = "_gaGoogle Analyticsstatistics7 days7 daysbefore the inspector openedallowed";
        assert!(words("_ga=1").contains(expected), "{}", words("_ga=1"));
        let expected = "_fbpMeta (Facebook)marketing90 days90 daysbefore consentnot allowed";
        assert!(words("_fbp=1").contains(expected), "{}", words("_fbp=1"));
        let words = words("samtykke=1; theme=dark");
        assert!(words.contains("samtykkeSamtykkethis choicenot told6 months"), "{words}");
        assert!(words.contains("themenot knownnot toldnot declared"), "{words}");
    }

    #[test]
    fn a_statistics_cookie_beyond_the_cap_stands_out() {
        let mut evidence = evidence();
        evidence.lives = vec![("_ga".to_owned(), Some(400.0 * 86_400.0))];
        assert!(cookies(&evidence).words().contains("400 daysSafari: 7 days7 days"));
    }

    #[test]
    fn denied_cookies_and_storage_are_said_to_be() {
        let mut evidence = evidence();
        evidence.cookies = Err(Error::CookiesDenied("sandboxed".to_owned()));
        evidence.stored[0] = Err(Error::StorageDenied);
        evidence.stored[1] = Ok(vec![Item { key: "maze-us".to_owned(), length: 12 }]);
        assert!(cookies(&evidence).words().contains("the browser denies its cookies: sandboxed"));
        let words = stored(&evidence).words();
        assert!(
            words.contains("The local storage is not known") && words.contains("maze-ussession"),
            "{words}"
        );
    }
}
