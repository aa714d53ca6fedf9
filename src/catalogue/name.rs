//! Whose a cookie or a stored key is.

use crate::{VENDORS, Vendor};

/// The vendor that sets a cookie of this name. Several may fit: the pattern that says most decides, then the order of
/// the catalogue, which lists the likelier vendor first.
pub fn by_cookie(name: &str) -> Option<&'static Vendor> {
    strongest(name, |vendor| vendor.cookies.iter().map(|cookie| cookie.name))
}

/// The vendor that stores under this key, in local or session storage.
pub fn by_storage(key: &str) -> Option<&'static Vendor> {
    strongest(key, |vendor| vendor.storage.iter().copied())
}

fn strongest<Patterns>(name: &str, patterns: impl Fn(&'static Vendor) -> Patterns) -> Option<&'static Vendor>
where
    Patterns: Iterator<Item = &'static str>,
{
    let strength = |vendor| patterns(vendor).filter_map(|pattern| strength(pattern, name)).max();
    // Of equals, `max_by_key` gives the last.
    let found = VENDORS.iter().rev().filter_map(|vendor| Some((strength(vendor)?, vendor)));
    found.max_by_key(|(strength, _)| *strength).map(|(_, vendor)| vendor)
}

/// How much a pattern says of `name`: of two, the greater says more, and a whole name more than any beginning. `None`
/// where it does not fit.
pub fn strength(pattern: &str, name: &str) -> Option<(bool, usize)> {
    fits(pattern, name).then(|| (!pattern.ends_with('*'), pattern.len()))
}

/// Whether the pattern stands for `name`.
pub(crate) fn fits(pattern: &str, name: &str) -> bool {
    pattern.strip_suffix('*').map_or(pattern == name, |start| name.starts_with(start))
}
