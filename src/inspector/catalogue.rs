//! Who is known: whose an address is, and whose a cookie or a stored key.
//!
//! `catalogue.txt` has a line for each vendor, its fields parted by `|`: id, name, two letters, addresses, cookies and
//! their days, storage keys. First letter, the purpose: `n`ecessary, `f`unctional, `s`tatistics, `m`arketing. Second
//! letter, how it may be held: `b`lock it, send it a `s`ignal, or the `o`wner decides, since it stores nothing.

use std::sync::LazyLock;

use samtykke_core::Purpose;

/// A vendor.
#[derive(Debug, PartialEq, Eq)]
pub struct Known {
    /// Its id, as in attributes and in the decision log.
    pub id: &'static str,
    /// As a marketer knows it.
    pub name: &'static str,
    /// What it is for.
    pub purpose: Purpose,
    /// What may happen before consent.
    pub gate: Gate,
    addresses: Vec<&'static str>,
    cookies: Vec<&'static str>,
    stored: Vec<&'static str>,
}

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

static KNOWN: LazyLock<Vec<Known>> =
    LazyLock::new(|| include_str!("catalogue.txt").lines().filter_map(read).collect());

fn read(line: &'static str) -> Option<Known> {
    let mut fields = line.split('|');
    let mut field = || fields.next();
    let (id, name, letters) = (field()?, field()?, field()?);
    let words = |text: &'static str| text.split(' ').filter(|word| !word.is_empty()).collect();
    let (addresses, cookies, stored) = (words(field()?), words(field()?), words(field()?));
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
    KNOWN.iter().find(|known| known.id == id)
}

/// Whose this address is: of several that fit, the one that says most.
pub fn vendor(url: &str) -> Option<&'static Known> {
    let rest = crate::text::after_scheme(url)?;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    let weight = |address: &&&str| -> bool {
        match address.strip_prefix('.') {
            Some(domain) => host.strip_suffix(domain).is_some_and(|sub| sub.is_empty() || sub.ends_with('.')),
            None if address.contains('/') => rest.starts_with(**address),
            None => host == **address,
        }
    };
    let fits = |known: &'static Known| {
        known.addresses.iter().filter(weight).map(|address| address.len()).max().map(|length| (length, known))
    };
    // The first of equals: the catalogue lists the likelier vendor first.
    KNOWN.iter().filter_map(fits).rev().max_by_key(|(length, _)| *length).map(|(_, known)| known)
}

/// Whose a cookie of this name is, and how many days it was seen to live.
pub fn cookie(name: &str) -> Option<(&'static Known, Option<u32>)> {
    KNOWN.iter().find_map(|known| {
        let entry = known.cookies.iter().find(|entry| matches(entry.split(':').next(), name))?;
        Some((known, entry.split_once(':').and_then(|(_, days)| days.parse().ok())))
    })
}

/// Whose a stored key is.
pub fn stored(key: &str) -> Option<&'static Known> {
    KNOWN.iter().find(|known| known.stored.iter().any(|pattern| matches(Some(pattern), key)))
}

fn matches(pattern: Option<&str>, name: &str) -> bool {
    let Some(pattern) = pattern else { return false };
    pattern.strip_suffix('*').map_or(pattern == name, |start| name.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;
    use samtykke_core::vendors::MANAGED;

    fn id(url: &str) -> Option<&'static str> {
        vendor(url).map(|known| known.id)
    }

    #[test]
    fn managed_vendors_keep_what_the_catalogue_says() {
        for managed in MANAGED {
            let vendor = samtykke_catalogue::VENDORS.iter().find(|vendor| vendor.id == managed.id).unwrap();
            for name in vendor.cookies.iter().map(|cookie| cookie.name.replace('*', "x")) {
                let first = samtykke_catalogue::by_cookie(&name).map(|vendor| vendor.id);
                assert_eq!(cookie(&name).map(|(known, _)| known.id), first, "{name}");
            }
        }
    }

    #[test]
    fn every_line_is_read() {
        assert_eq!(KNOWN.len(), include_str!("catalogue.txt").lines().count());
        assert!(KNOWN.iter().all(|known| !known.addresses.is_empty()));
    }

    #[test]
    fn every_managed_vendor_is_known_by_the_same_name_and_purpose() {
        for managed in MANAGED {
            let known = find(managed.id).unwrap();
            assert_eq!((known.name, known.purpose), (managed.name, managed.purpose));
        }
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
        assert_eq!(of("_ga"), Some(("google-analytics", Some(400))));
        assert_eq!(of("_ga_X"), Some(("google-analytics", Some(400))));
        assert_eq!(of("_gab"), None);
        assert_eq!(of(""), None);
        assert_eq!(of("_fbp"), Some(("meta", Some(90))));
        assert_eq!(stored("_gcl_ls").map(|known| known.id), Some("google-ads"));
    }
}
