//! Who is known: whose an address is, and whose a cookie or a stored key.
//!
//! `build.rs` writes a line for each vendor of the catalogue, its fields parted by `|`: id, name, two letters, addresses,
//! cookies and their days, storage keys. First letter, the purpose: `n`ecessary, `f`unctional, `s`tatistics,
//! `m`arketing. Second letter, what may happen before consent: see [`Gate`].
//! What the owner's settings add stands behind: see [`owner`].

mod owner;

use std::cell::Cell;

use samtykke_catalogue::{Address, strength};
use samtykke_core::Purpose;

use crate::audit::OWN;
use crate::text::{cut, parts};

const LINES: &str = include_str!(concat!(env!("OUT_DIR"), "/catalogue.txt"));

/// A vendor.
#[derive(Debug)]
pub struct Known {
    /// Its id, as in attributes and in the decision log.
    pub id: &'static str,
    /// As a marketer knows it.
    pub name: &'static str,
    /// What it is for.
    pub purpose: Purpose,
    /// What may happen before consent.
    pub gate: Gate,
    // Patterns, parted by spaces.
    addresses: &'static str,
    cookies: &'static str,
    stored: &'static str,
}

impl PartialEq for Known {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Known {}

/// What may happen to a vendor before consent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gate {
    /// Nothing may be asked of it.
    Block,
    /// It may be asked without cookies, when it was told so first.
    Signal,
    /// The owner decides.
    Owner,
}

thread_local! {
    // Never freed: whoever was found may be kept. A `LazyLock` could panic, and would bring that along.
    static KNOWN: Cell<&'static [Known]> = const { Cell::new(&[]) };
}

fn all() -> &'static [Known] {
    let known = KNOWN.try_with(Cell::get).unwrap_or_default();
    // Tests ask without a page.
    if cfg!(test) && known.is_empty() {
        learn(&[], "");
        return all();
    }
    known
}

/// Makes known whom the owner's settings name, on a page of this host. Of two who fit equally the catalogue's counts: what
/// a vendor does is a fact, what the owner says of it is not.
pub fn learn(settings: &[(String, String)], host: &str) {
    let mut lines = LINES.to_owned();
    lines.push_str(&owner::lines(settings, host));
    let all: Vec<Known> = parts(lines.leak(), b"\n").filter_map(read).collect();
    let _ = KNOWN.try_with(|known| known.set(all.leak()));
}

fn read(line: &'static str) -> Option<Known> {
    let mut fields = parts(line, b"|");
    let mut field = || fields.next();
    let (id, name, letters) = (field()?, field()?, field()?);
    let (addresses, cookies, stored) = (field()?, field()?, field()?);
    let purpose = match letters.get(..1)? {
        "n" => Purpose::Necessary,
        "f" => Purpose::Functional,
        "s" => Purpose::Statistics,
        _ => Purpose::Marketing,
    };
    let gate = match letters.get(1..)? {
        "b" => Gate::Block,
        "s" => Gate::Signal,
        _ => Gate::Owner,
    };
    Some(Known { id, name, purpose, gate, addresses, cookies, stored })
}

/// The vendor of this id.
pub fn find(id: &str) -> Option<&'static Known> {
    all().iter().find(|known| known.id == id)
}

/// Whose this address is: of several that fit, the one that says most.
pub fn vendor(url: &str) -> Option<&'static Known> {
    let address = Address::read(url)?;
    strongest(|known| known.addresses, &|pattern| address.strength(pattern)).map(|(known, _)| known)
}

/// Whose a cookie of this name is, and how many days it was seen to live.
pub fn cookie(name: &str) -> Option<(&'static Known, Option<u32>)> {
    let (known, entry) = strongest(|known| known.cookies, &|entry| of_name(days(entry).0, name))?;
    Some((known, days(entry).1.parse().ok()))
}

/// Whose a stored key is.
pub fn stored(key: &str) -> Option<&'static Known> {
    strongest(|known| known.stored, &|pattern| of_name(pattern, key)).map(|(known, _)| known)
}

/// A cookie's pattern and its days, which may be missing.
fn days(entry: &str) -> (&str, &str) {
    cut(entry, b":").unwrap_or((entry, ""))
}

fn of_name(pattern: &str, name: &str) -> Option<(u32, usize)> {
    // A vendor without cookies has the empty pattern, and what is ours is nobody else's.
    strength(pattern, name)
        .filter(|(_, length)| *length > 0 && !name.starts_with(OWN))
        .map(|(is_whole, length)| (is_whole.into(), length))
}

/// Of several the one of whom most is said, and the pattern that says it; the first of equals, since the catalogue lists
/// the likelier vendor first. A plain loop for all three: chains of iterators weighed 2 kB.
fn strongest(
    patterns: fn(&'static Known) -> &'static str,
    strength: &dyn Fn(&'static str) -> Option<(u32, usize)>,
) -> Option<(&'static Known, &'static str)> {
    let (mut most, mut best) = ((0, 0), None);
    for known in all() {
        for pattern in parts(patterns(known), b" ") {
            let found = strength(pattern).unwrap_or_default();
            if found > most {
                (most, best) = (found, Some((known, pattern)));
            }
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use samtykke_catalogue::{VENDORS, by_cookie, by_storage, by_url};

    fn id(url: &str) -> Option<&'static str> {
        vendor(url).map(|known| known.id)
    }

    #[test]
    fn everybody_is_known_by_what_the_catalogue_knows_them_by() {
        for vendor in VENDORS {
            let known = find(vendor.id).unwrap();
            assert_eq!((known.name, known.purpose.name()), (vendor.name, vendor.purpose.name()));
            for pattern in vendor.hosts.iter().chain(vendor.urls) {
                let url = format!("https://{}", pattern.trim_start_matches('.').replace(".*/", ".no/"));
                let url = url.replace('*', "a.example");
                assert_eq!(id(&url), by_url(&url).map(|vendor| vendor.id), "{url}");
            }
            for cookie in vendor.cookies.iter().map(|cookie| cookie.name.replace('*', "x")) {
                let first = by_cookie(&cookie).map(|vendor| vendor.id);
                assert_eq!(super::cookie(&cookie).map(|(known, _)| known.id), first, "{cookie}");
            }
            for key in vendor.storage.iter().map(|key| key.replace('*', "x")) {
                let first = by_storage(&key).map(|vendor| vendor.id);
                assert_eq!(stored(&key).map(|known| known.id), first, "{key}");
            }
        }
    }

    #[test]
    fn what_may_happen_before_consent_follows_from_the_facts() {
        for (id, gate) in [
            ("google-analytics", Gate::Signal),
            ("google-tag-manager", Gate::Block),
            ("plausible", Gate::Owner),
            ("google-fonts", Gate::Owner),
            ("stripe", Gate::Owner),
            ("matomo", Gate::Block),
        ] {
            assert_eq!(find(id).map(|known| known.gate), Some(gate), "{id}");
        }
    }

    #[test]
    fn every_line_is_read() {
        assert_eq!(all().len(), VENDORS.len());
        assert!(all().iter().all(|known| !known.addresses.is_empty()));
    }

    #[test]
    fn the_address_that_says_most_decides() {
        assert_eq!(id("https://www.googletagmanager.com/gtag/js?id=G-ABC"), Some("google-analytics"));
        assert_eq!(id("https://www.googletagmanager.com/gtag/js?id=AW-1"), Some("google-ads"));
        assert_eq!(id("https://www.googletagmanager.com/gtm.js?id=GTM-1"), Some("google-tag-manager"));
        assert_eq!(id("https://region1.google-analytics.com/g/collect?v=2"), Some("google-analytics"));
        assert_eq!(id("https://www.facebook.com/tr/?id=1"), Some("meta"));
        assert_eq!(id("https://www.facebook.com/plugins/like.php"), Some("facebook-sdk"));
        assert_eq!(id("https://www.google.com/"), None);
        assert_eq!(id("https://notgoogle-analytics.com/"), None);
        assert_eq!(id("https://www.facebook.com.evil.example/tr"), None);
        assert_eq!(id("data:text/plain,x"), None);
    }

    #[test]
    fn a_pattern_matches_whole_names_only() {
        let of = |name| cookie(name).map(|(known, days)| (known.id, days));
        assert_eq!(of("_ga"), Some(("google-analytics", Some(7))));
        assert_eq!(of("_ga_X"), Some(("google-analytics", Some(7))));
        assert_eq!(of("_gab"), None);
        assert_eq!(of(""), None);
        assert_eq!(of("_fbp"), Some(("meta", Some(90))));
        assert_eq!(stored("_gcl_ls").map(|known| known.id), Some("google-ads"));
    }
}
