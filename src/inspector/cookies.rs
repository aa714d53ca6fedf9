//! The cookies this page can see, whose they are, and whether they should be here.

use samtykke_browser::element::{Element, element};
use samtykke_browser::jar::Cookie;
use samtykke_browser::samtykke::Samtykke;
use samtykke_core::Verdict;
use samtykke_core::vendors::Vendor;

use crate::catalogue::setter;
use crate::choice::accepts;
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
    let (by, consent) = match setter(&cookie.name) {
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

/// Whether this vendor may keep cookies now: by its last verdict, or, where this page does not name it, by the choice.
fn allowed(vendor: &Vendor, samtykke: &Samtykke) -> bool {
    let consent = &samtykke.consent;
    let purpose = accepts(consent, vendor.purpose);
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
    fn denied_cookies_are_said_to_be() {
        let findings = Findings { cookies: Err(Error::CookiesDenied("sandboxed".to_owned())), ..findings() };
        assert!(section(&findings).words().contains("the browser denies its cookies: sandboxed"));
        assert!(words("").contains("None."));
    }
}
