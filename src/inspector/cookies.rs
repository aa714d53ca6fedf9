//! The cookies this page can see, whose they are, and whether they should be here.

use samtykke_browser::element::{Element, element};
use samtykke_browser::jar::Cookie;
use samtykke_browser::samtykke::Samtykke;
use samtykke_core::vendors::{MANAGED, Vendor};
use samtykke_core::{Purpose, Verdict};

use crate::findings::Findings;
use crate::verdicts::last;
use crate::view::{aside, badge, cell, name, note, section as frame, table};

/// The product's own cookie.
const OWN: &str = "samtykke";

/// The section.
pub fn section(findings: &Findings) -> Element {
    let content = match &findings.cookies {
        Err(error) => note(format!("Not known: {error}.")),
        Ok(cookies) if cookies.is_empty() => note("None."),
        Ok(cookies) => {
            let samtykke = findings.samtykke.as_ref().ok();
            table(
                "cookies",
                &["Name", "Set by", "Consent"],
                cookies.iter().map(|cookie| row(cookie, samtykke)),
            )
        }
    };
    frame("cookies", "Cookies present now", [content])
}

fn row(cookie: &Cookie, samtykke: Option<&Samtykke>) -> Vec<Element> {
    let label = if cookie.name.is_empty() { "(without a name)" } else { &cookie.name };
    let (by, consent) = match owner(&cookie.name) {
        Some(vendor) => (
            cell(vendor.name).child(aside(vendor.purpose.name())),
            samtykke.map_or_else(|| cell("not known"), |samtykke| standing_of(vendor, samtykke)),
        ),
        None if cookie.name == OWN => (cell("Samtykke").child(aside("this choice")), cell("not needed")),
        None => (cell("not known"), cell("not known")),
    };
    vec![name(label.to_owned()), by, consent]
}

fn standing_of(vendor: &Vendor, samtykke: &Samtykke) -> Element {
    let badge =
        if allowed(vendor, samtykke) { badge("release", "allowed") } else { badge("alarm", "not allowed") };
    element("td").child(badge)
}

/// The vendor whose cookie has this name.
pub fn owner(cookie: &str) -> Option<&'static Vendor> {
    MANAGED.into_iter().find(|vendor| vendor.cookies.split(' ').any(|pattern| matches(pattern, cookie)))
}

/// `*` at the end of a pattern stands for any rest.
fn matches(pattern: &str, cookie: &str) -> bool {
    !pattern.is_empty()
        && pattern.strip_suffix('*').map_or(pattern == cookie, |start| cookie.starts_with(start))
}

/// Whether this vendor may keep cookies now: by its last verdict, or, where this page does not name it, by the choice.
fn allowed(vendor: &Vendor, samtykke: &Samtykke) -> bool {
    let consent = &samtykke.consent;
    let purpose = match vendor.purpose {
        Purpose::Necessary => true,
        Purpose::Functional => consent.functional,
        Purpose::Statistics => consent.statistics,
        Purpose::Marketing => consent.marketing,
    };
    match last(&samtykke.log, vendor.id) {
        Some(verdict) => verdict == Verdict::Release,
        None => consent.vendors.get(vendor.id).copied().unwrap_or(purpose),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::example::findings;
    use samtykke_browser::{Error, jar};

    fn words(cookies: &str) -> String {
        section(&Findings { cookies: Ok(jar::parse(cookies)), ..findings() }).words()
    }

    #[test]
    fn names_the_vendor_and_whether_it_may() {
        assert!(words("_ga_ABC=1").contains("_ga_ABCGoogle Analyticsstatisticsallowed"));
        assert!(words("_fbp=1").contains("_fbpMeta (Facebook)marketingnot allowed"));
        assert!(
            words("_gcl_au=1").contains("Google Adsmarketingnot allowed"),
            "not in the log, so by the choice"
        );
        assert!(
            words("samtykke=1; theme=dark").contains("samtykkeSamtykkethis choicenot neededthemenot known")
        );
    }

    #[test]
    fn a_pattern_matches_whole_names_only() {
        assert!(matches("_ga", "_ga") && !matches("_ga", "_gab") && !matches("_ga", "x_ga"));
        assert!(matches("_ga_*", "_ga_X") && !matches("_ga_*", "_ga"));
        assert!(!matches("", "") && !matches("", "_ga"));
    }

    #[test]
    fn denied_cookies_are_said_to_be() {
        let findings = Findings { cookies: Err(Error::CookiesDenied("sandboxed".to_owned())), ..findings() };
        assert!(section(&findings).words().contains("the browser denies its cookies: sandboxed"));
        assert!(words("").contains("None."));
    }
}
