//! Whose an address is.

use crate::{VENDORS, Vendor};

/// The vendor that a request to `url` goes to; `None` for every address that is not `http(s)`, `ws(s)` or `//host`.
///
/// `url` is read as browsers write it (`URL.href`). A pattern of host and path says more than a host, a host more than
/// a file that may lie anywhere; of the same kind the longest says most. In patterns
///
/// - a path is a beginning that ends with a word: `/tr` stands for `/tr/` and `/tr?id=1`, not for `/try`;
/// - `/*/` stands for any one folder, and `www.example.*` for any country's domain;
/// - behind `?` stands how some parameter begins, whichever its place;
/// - `*/file.js` stands for a file of that name on any host.
pub fn by_url(url: &str) -> Option<&'static Vendor> {
    let address = Address::read(url)?;
    let patterns = |vendor: &'static Vendor| vendor.urls.iter().chain(vendor.hosts);
    let strength = |vendor| patterns(vendor).filter_map(|pattern| address.strength(pattern)).max();
    // Of equals, `max_by_key` gives the last; the catalogue lists the likelier vendor first.
    let found = VENDORS.iter().rev().filter_map(|vendor| Some((strength(vendor)?, vendor)));
    found.max_by_key(|(strength, _)| *strength).map(|(_, vendor)| vendor)
}

/// The parts of an address that tell whose it is.
#[derive(Clone, Copy, Debug)]
pub struct Address<'a> {
    host: &'a str,
    /// Without its first slash.
    path: &'a str,
    query: &'a str,
}

impl<'a> Address<'a> {
    /// Takes `url` apart; see [`by_url`] for what has parts.
    pub fn read(url: &'a str) -> Option<Self> {
        let (scheme, rest) = url.split_once('/')?;
        let rest = rest.strip_prefix('/')?;
        let known = ["", "https:", "http:", "wss:", "ws:"];
        known.iter().find(|known| scheme.eq_ignore_ascii_case(known))?;
        // Browsers read a backslash as a slash.
        let end = rest.find(['/', '\\', '?', '#']).unwrap_or(rest.len());
        let (authority, rest) = rest.split_at_checked(end)?;
        let (rest, _fragment) = rest.split_once('#').unwrap_or((rest, ""));
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        // `name@evil.test` goes to evil.test; `host.` is the same host as `host`.
        let host = authority.rsplit('@').next()?.split(':').next()?;
        let host = host.strip_suffix('.').unwrap_or(host);
        Some(Self { host, path: path.get(1..).unwrap_or(""), query })
    }

    /// How much a pattern, of `hosts` or `urls`, says of this address: of two, the greater says more. `None` where it
    /// does not fit.
    pub fn strength(&self, pattern: &str) -> Option<(u32, usize)> {
        let is_url = pattern.contains('/');
        let fits = if is_url { self.begins_like(pattern) } else { self.is_at(pattern) };
        let kind = match pattern.strip_prefix('*') {
            Some(_) => 0,
            None if is_url => 2,
            None => 1,
        };
        fits.then_some((kind, pattern.len()))
    }

    fn is_at(&self, host: &str) -> bool {
        let Some(domain) = host.strip_prefix('.') else { return self.host.eq_ignore_ascii_case(host) };
        self.host.eq_ignore_ascii_case(domain) || ends_with(self.host, host)
    }

    fn begins_like(&self, pattern: &str) -> bool {
        let (host, rest) = pattern.split_once('/').unwrap_or((pattern, ""));
        if host == "*" {
            return self.path.rsplit('/').next() == Some(rest);
        }
        let (path, parameter) = rest.split_once('?').unwrap_or((rest, ""));
        let is_host = match host.strip_suffix('*') {
            Some(name) => is_below_any_country(self.host, name),
            None => self.host.eq_ignore_ascii_case(host),
        };
        is_host && path_begins(self.path, path) && self.query.split('&').any(|one| one.starts_with(parameter))
    }
}

fn ends_with(host: &str, domain: &str) -> bool {
    let begin = host.len().checked_sub(domain.len());
    begin.and_then(|begin| host.get(begin..)).is_some_and(|end| end.eq_ignore_ascii_case(domain))
}

/// Whether `host` is `name` and a country's ending: `no`, `co.uk`, `com.au`; or `com`.
fn is_below_any_country(host: &str, name: &str) -> bool {
    let Some((begin, ending)) = host.split_at_checked(name.len()) else { return false };
    let country = ["co.", "com."].iter().find_map(|second| ending.strip_prefix(second)).unwrap_or(ending);
    let is_country = country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_alphabetic());
    begin.eq_ignore_ascii_case(name) && (is_country || ending == "com")
}

/// Folder by folder the same, and the last a beginning that ends with a word.
fn path_begins(path: &str, pattern: &str) -> bool {
    let (folders, last) = pattern.rsplit_once('/').map_or((None, pattern), |(all, last)| (Some(all), last));
    let mut rest = path.split('/');
    let same = |folder: &str| rest.next().is_some_and(|real| folder == "*" || folder == real);
    folders.is_none_or(|folders| folders.split('/').all(same))
        && rest.next().is_some_and(|real| begins(real, last))
}

fn begins(text: &str, word: &str) -> bool {
    let ends_open = word.bytes().next_back().is_none_or(|byte| !byte.is_ascii_alphanumeric());
    let next = |rest: &str| rest.bytes().next().is_none_or(|byte| !byte.is_ascii_alphanumeric());
    text.strip_prefix(word).is_some_and(|rest| ends_open || next(rest))
}
