//! Cookies and stored keys: allowed, declared, and not longer than they may live.

use samtykke_core::Purpose;

use super::rules::{COOKIE_UNDECLARED, KEPT_WITHOUT_CONSENT, LIFE_TOO_LONG};
use super::{Found, report};
use crate::catalogue::{self, Gate, Known};
use crate::evidence::{Evidence, listed};
use crate::history::allowed_now;
use crate::text::{add, days, fill};

/// What begins like this is ours.
pub const OWN: &str = "samtykke";

/// How many days Safari keeps a cookie that a script has written. <https://webkit.org/tracking-prevention/>
pub const CAP: f64 = 7.0;

/// Rounding and the time between writing and reading, in days.
const SLACK: f64 = 0.1;

pub fn audit(evidence: &Evidence, found: &mut Found) {
    early(evidence, found);
    undeclared(evidence, found);
    lasting(evidence, found);
}

/// Whether what a vendor keeps may be there now.
pub fn may_keep(evidence: &Evidence, known: &Known) -> bool {
    known.purpose == Purpose::Necessary
        || known.gate == Gate::Owner
        || evidence
            .samtykke
            .as_ref()
            .is_ok_and(|samtykke| allowed_now(&samtykke.consent, known.id, known.purpose))
}

/// Cookies and keys of vendors that are not allowed, by vendor.
fn early(evidence: &Evidence, found: &mut Found) {
    let mut kept: Vec<(&Known, String)> = Vec::new();
    let mut keep = |known: Option<&'static Known>, name: &str| {
        let Some(known) = known.filter(|known| !may_keep(evidence, known)) else { return };
        match kept.iter_mut().find(|(vendor, _)| *vendor == known) {
            Some((_, names)) => add(names, ", ", name),
            None => kept.push((known, name.to_owned())),
        }
    };
    for cookie in evidence.jar() {
        keep(catalogue::cookie(&cookie.name).map(|(known, _)| known), &cookie.name);
    }
    for items in &evidence.stored {
        for item in listed(items) {
            keep(catalogue::stored(&item.key), &item.key);
        }
    }
    for (known, names) in kept {
        report(found, &KEPT_WITHOUT_CONSENT, known.name, names);
    }
}

fn undeclared(evidence: &Evidence, found: &mut Found) {
    for cookie in evidence.jar() {
        if !cookie.name.starts_with(OWN) && catalogue::cookie(&cookie.name).is_none() {
            let name = if cookie.name.is_empty() { "(without a name)" } else { &cookie.name };
            report(found, &COOKIE_UNDECLARED, name, "It is in no list of vendors' cookies.".to_owned());
        }
    }
}

/// Statistics cookies that are meant to live longer than Safari lets them, one of each vendor.
fn lasting(evidence: &Evidence, found: &mut Found) {
    let mut told = Vec::new();
    for cookie in evidence.jar() {
        let Some((known, _)) = catalogue::cookie(&cookie.name) else { continue };
        let Some(Some(life)) = evidence.days(&cookie.name) else { continue };
        if known.purpose == Purpose::Statistics
            && may_keep(evidence, known)
            && life > CAP + SLACK
            && !told.contains(&known)
        {
            told.push(known);
            let seen = fill(
                "{} sets it for {}; Safari deletes it after 7, so returning visitors count as new there.",
                &[known.name, &days(life)],
            );
            report(found, &LIFE_TOO_LONG, &cookie.name, seen);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::kinds;
    use crate::evidence::example::evidence;
    use crate::evidence::{Kept, Write};
    use samtykke_browser::jar;
    use samtykke_browser::store::Item;

    fn with(cookies: &str) -> Vec<&'static str> {
        let mut evidence = evidence();
        evidence.cookies = Ok(jar::parse(cookies));
        kinds(&evidence)
    }

    #[test]
    fn what_is_kept_without_consent_is_found_once_for_each_vendor() {
        assert_eq!(with("_fbp=1; _fbc=2"), ["kept-without-consent"]);
        assert_eq!(with("_ga=1; samtykke=2; __stripe_mid=3"), [""; 0]);
        let mut stored = evidence();
        stored.stored[0] = Ok(vec![Item { key: "_gcl_ls".to_owned(), length: 3 }]);
        assert_eq!(kinds(&stored), ["kept-without-consent"]);
    }

    #[test]
    fn a_cookie_of_nobody_is_found() {
        assert_eq!(with("mystery=1"), ["cookie-undeclared"]);
    }

    #[test]
    fn a_statistics_cookie_lives_seven_days() {
        let mut long = evidence();
        long.cookies = Ok(jar::parse("_ga=1; _ga_X=2"));
        long.lives = ["_ga", "_ga_X"].map(|name| (name.to_owned(), Some(400.0 * 86_400.0))).to_vec();
        assert_eq!(kinds(&long), ["life-too-long"], "once for each vendor");
        long.lives = vec![("_ga".to_owned(), Some(400.0 * 86_400.0))];
        assert_eq!(kinds(&long), ["life-too-long"]);
        long.lives.clear();
        assert_eq!(kinds(&long), [""; 0], "unknown");
        long.writes.push(Write { at: 1.0, name: "_ga".to_owned(), kept: Kept::Cookie(Some(400.0)) });
        assert_eq!(kinds(&long), ["life-too-long"]);
    }
}
