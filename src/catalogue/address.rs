//! Whose an address is.

use samtykke_core::text::{parts, take};

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

/// The parts of an address that tell whose it is, as bytes: see [`samtykke_core::text`].
#[derive(Clone, Copy, Debug)]
pub struct Address<'a> {
    host: &'a [u8],
    /// Without its first slash.
    path: &'a [u8],
    query: &'a [u8],
}

impl<'a> Address<'a> {
    /// Takes `url` apart; see [`by_url`] for what has parts.
    pub fn read(url: &'a str) -> Option<Self> {
        let mut rest = url.as_bytes();
        let scheme = take(&mut rest, b'/');
        let rest = rest.strip_prefix(b"/")?;
        let known = ["", "https:", "http:", "wss:", "ws:"];
        known.iter().find(|known| scheme.eq_ignore_ascii_case(known.as_bytes()))?;
        // Browsers read a backslash as a slash.
        let end = rest.iter().position(|byte| b"/\\?#".contains(byte)).unwrap_or(rest.len());
        let (mut authority, mut rest) = rest.split_at_checked(end)?;
        // Without what stands behind `#`.
        let mut query = take(&mut rest, b'#');
        let path = take(&mut query, b'?');
        // `name@evil.test` goes to evil.test; `host.` is the same host as `host`.
        while authority.contains(&b'@') {
            take(&mut authority, b'@');
        }
        let host = take(&mut authority, b':');
        let host = host.strip_suffix(b".").unwrap_or(host);
        Some(Self { host, path: path.get(1..).unwrap_or_default(), query })
    }

    /// How much a pattern, of `hosts` or `urls`, says of this address: of two, the greater says more. `None` where it
    /// does not fit.
    pub fn strength(&self, pattern: &str) -> Option<(u32, usize)> {
        let pattern = pattern.as_bytes();
        let is_url = pattern.contains(&b'/');
        let fits = if is_url { self.begins_like(pattern) } else { self.is_at(pattern) };
        let kind = match pattern {
            [b'*', ..] => 0,
            _ if is_url => 2,
            _ => 1,
        };
        fits.then_some((kind, pattern.len()))
    }

    fn is_at(&self, host: &[u8]) -> bool {
        let Some(domain) = host.strip_prefix(b".") else { return self.host.eq_ignore_ascii_case(host) };
        self.host.eq_ignore_ascii_case(domain) || ends_with(self.host, host)
    }

    fn begins_like(&self, mut pattern: &[u8]) -> bool {
        let host = take(&mut pattern, b'/');
        if host == b"*" {
            let file = self.path.iter().rposition(|byte| *byte == b'/').map_or(0, |slash| slash + 1);
            return self.path.get(file..) == Some(pattern);
        }
        let path = take(&mut pattern, b'?');
        let is_host = match host.strip_suffix(b"*") {
            Some(name) => is_below_any_country(self.host, name),
            None => self.host.eq_ignore_ascii_case(host),
        };
        is_host && path_begins(self.path, path) && self.asks(pattern)
    }

    /// Whether some parameter begins like this; any query asks for nothing.
    fn asks(&self, parameter: &[u8]) -> bool {
        parameter.is_empty() || parts(self.query, b'&').any(|one| one.starts_with(parameter))
    }
}

fn ends_with(host: &[u8], domain: &[u8]) -> bool {
    let begin = host.len().checked_sub(domain.len());
    begin.and_then(|begin| host.get(begin..)).is_some_and(|end| end.eq_ignore_ascii_case(domain))
}

/// Whether `host` is `name` and a country's ending: `no`, `co.uk`, `com.au`; or `com`.
fn is_below_any_country(host: &[u8], name: &[u8]) -> bool {
    let Some((begin, ending)) = host.split_at_checked(name.len()) else { return false };
    let country = ending.strip_prefix(b"co.").or_else(|| ending.strip_prefix(b"com.")).unwrap_or(ending);
    let is_country = country.len() == 2 && country.iter().all(u8::is_ascii_alphabetic);
    begin.eq_ignore_ascii_case(name) && (is_country || ending == b"com")
}

/// Folder by folder the same, and the last a beginning that ends with a word.
fn path_begins(mut path: &[u8], mut pattern: &[u8]) -> bool {
    while pattern.contains(&b'/') {
        let goes_on = path.contains(&b'/');
        let (folder, real) = (take(&mut pattern, b'/'), take(&mut path, b'/'));
        if !goes_on || folder != b"*" && folder != real {
            return false;
        }
    }
    begins(take(&mut path, b'/'), pattern)
}

fn begins(text: &[u8], word: &[u8]) -> bool {
    let ends_open = word.last().is_none_or(|byte| !byte.is_ascii_alphanumeric());
    let ends = |rest: &[u8]| rest.first().is_none_or(|byte| !byte.is_ascii_alphanumeric());
    text.strip_prefix(word).is_some_and(|rest| ends_open || ends(rest))
}
