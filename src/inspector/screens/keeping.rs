//! Cookies and stored keys: whose, what for, how long they live against how long they may, and whether they may be here.

use samtykke_browser::recipe::Recipe;
use samtykke_core::Purpose;

use super::Part;
use crate::audit::{CAP, OWN, may_keep};
use crate::catalogue::{self, Known};
use crate::evidence::{Evidence, Kept, listed};
use crate::history::allowed;
use crate::text::{days, fill, number};
use crate::view::{note, screen, section, table};

/// The screen.
pub fn part(evidence: &Evidence) -> Part {
    let mut view = screen("");
    cookies(&mut view, evidence);
    stored(&mut view, evidence);
    ("view", view)
}

/// The cookies, as they also stand in the report.
pub fn cookies(view: &mut Recipe, evidence: &Evidence) {
    section(view, "cookies", "Cookies present now");
    match &evidence.cookies {
        Err(error) => note(view, &fill("Not known: {}.", &[&error.words()])),
        Ok(cookies) if cookies.is_empty() => note(view, "None."),
        Ok(cookies) => {
            table(view, "cookies", &["Cookie", "Set by", "Left to live", "Declared", "Set", "Consent"]);
            for cookie in cookies {
                row(view, evidence, &cookie.name);
            }
        }
    }
}

fn row(view: &mut Recipe, evidence: &Evidence, cookie: &str) {
    let found = catalogue::cookie(cookie);
    let known = found.map(|(known, _)| known);
    view.add("   tr\n    th scope=row|{}", &[if cookie.is_empty() { "(without a name)" } else { cookie }]);
    by(view, known, cookie);
    match evidence.days(cookie) {
        None => cell(view, "not told"),
        Some(None) => cell(view, "this session"),
        Some(Some(left))
            if left > CAP + 0.1 && known.is_some_and(|known| known.purpose == Purpose::Statistics) =>
        {
            view.add(
                "    td\n     span.badge data-kind=alarm|{}\n     span.aside|Safari: 7 days",
                &[&days(left)],
            );
        }
        Some(Some(left)) => cell(view, &days(left)),
    }
    cell(view, &declared(cookie, found));
    cell(view, set(evidence, known, cookie));
    consent(view, evidence, known, cookie);
}

fn cell(view: &mut Recipe, text: &str) {
    view.add("    td.number|{}", &[text]);
}

fn by(view: &mut Recipe, known: Option<&Known>, name: &str) {
    let (who, what) = match known {
        Some(known) => (known.name, known.purpose.name()),
        None if name.starts_with("samtykke-inspector") => ("Samtykke", "this panel, until it is closed"),
        None if name.starts_with(OWN) => ("Samtykke", "this choice"),
        None => ("not known", ""),
    };
    view.add("    td|{}\n     span.aside|{}", &[who, what]);
}

/// What the catalogue or the owner declares.
fn declared(cookie: &str, found: Option<(&Known, Option<u32>)>) -> String {
    match found {
        Some((_, Some(0))) => "this session".to_owned(),
        Some((_, Some(declared))) => days(f64::from(declared)),
        None if cookie == OWN => "6 months".to_owned(),
        _ => "not declared".to_owned(),
    }
}

/// When it was written, and whether that was before consent.
fn set(evidence: &Evidence, known: Option<&Known>, cookie: &str) -> &'static str {
    let write =
        evidence.writes.iter().find(|write| write.name == cookie && matches!(write.kept, Kept::Cookie(_)));
    match (write, known) {
        (None, _) => "before the inspector opened",
        (Some(write), Some(known)) if !allowed(evidence, known, write.at) => "before consent",
        (Some(_), Some(_)) => "with consent",
        (Some(_), None) => "while the inspector was open",
    }
}

fn consent(view: &mut Recipe, evidence: &Evidence, known: Option<&Known>, key: &str) {
    let (kind, word) = match known {
        Some(known) if may_keep(evidence, known) => ("release", "allowed"),
        Some(_) => ("alarm", "not allowed"),
        None if key.starts_with(OWN) => return cell(view, "not needed"),
        None => return cell(view, "not known"),
    };
    view.add("    td\n     span.badge data-kind={}|{}", &[kind, word]);
}

fn stored(view: &mut Recipe, evidence: &Evidence) {
    section(view, "stored", "Local and session storage");
    let areas = [("local", &evidence.stored[0]), ("session", &evidence.stored[1])];
    for (area, items) in areas {
        if let Err(denied) = items {
            note(view, &fill("The {} storage is not known: {}.", &[area, &denied.words()]));
        }
    }
    if areas.iter().all(|(_, items)| listed(items).is_empty()) {
        return note(view, "Nothing.");
    }
    table(view, "stored", &["Key", "Where", "Set by", "Characters", "Consent"]);
    for (area, items) in areas {
        for item in listed(items) {
            let known = catalogue::stored(&item.key);
            view.add("   tr\n    th scope=row|{}\n    td|{}", &[&item.key, area]);
            by(view, known, &item.key);
            cell(view, &number(item.length));
            consent(view, evidence, known, &item.key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::Write;
    use crate::evidence::example::evidence;
    use samtykke_browser::store::Item;
    use samtykke_browser::{Error, Refusal, jar};

    fn words(names: &str) -> String {
        let mut evidence = evidence();
        evidence.cookies = Ok(jar::parse(names));
        evidence.writes.push(Write { at: 300.0, name: "_fbp".to_owned(), kept: Kept::Cookie(Some(90.0)) });
        drawn(cookies, &evidence)
    }

    fn drawn(draw: fn(&mut Recipe, &Evidence), evidence: &Evidence) -> String {
        let mut view = Recipe::default();
        draw(&mut view, evidence);
        view.words()
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
        assert!(drawn(cookies, &evidence).contains("400 daysSafari: 7 days7 days"));
    }

    #[test]
    fn denied_cookies_and_storage_are_said_to_be() {
        let mut evidence = evidence();
        evidence.cookies = Err(Error::CookiesDenied(Refusal::new("cookies", "sandboxed")));
        evidence.stored[0] = Err(Error::StorageDenied);
        evidence.stored[1] = Ok(vec![Item { key: "maze-us".to_owned(), length: 12 }]);
        assert!(drawn(cookies, &evidence).contains("the browser denies its cookies: sandboxed"));
        let words = drawn(stored, &evidence);
        assert!(
            words.contains("The local storage is not known: the browser denies its storage.")
                && words.contains("maze-ussession"),
            "{words}"
        );
    }
}
