//! Who can be managed: named on the tag by an id alone.
//!
//! A vendor is one constant in its company's file, and its name in [`MANAGED`].

mod google;
mod linkedin;
mod meta;

use crate::purpose::Purpose;

/// Every vendor that can be managed, in the order in which their tags are released.
pub const MANAGED: [&Vendor; 4] = [&google::ANALYTICS, &google::ADS, &meta::PIXEL, &linkedin::INSIGHT];

/// One vendor's facts. Recipes are lists of actions, see [`crate::Actions::recipe`].
#[derive(Debug)]
pub struct Vendor {
    /// The id of the vendor, which is also its attribute: `data-<id>`.
    pub id: &'static str,
    /// As the visitor reads it.
    pub name: &'static str,
    /// What it is for.
    pub purpose: Purpose,
    /// Whether it sends pings without cookies while consent is denied.
    pub pings: bool,
    /// The shape of its ids.
    pub identifier: Identifier,
    /// The script it needs, which vendors may share.
    pub script: &'static Script,
    /// Asked for before any answer: calls that wait in the script's queue.
    pub prepare: &'static str,
    /// Asked for once per page when its script may load.
    pub run: &'static str,
    /// The vendor's own signal for a yes after a no, when it runs already.
    pub grant: &'static str,
    /// The vendor's own signal for a withdrawal, when it runs already.
    pub revoke: &'static str,
    /// Cookies it writes on the site, space-parted; `*` at the end stands for any rest.
    pub cookies: &'static str,
}

/// A vendor's script and the queue that stands for it until it has loaded.
#[derive(Debug)]
pub struct Script {
    /// Asked for once per page, before any of its vendors.
    pub begin: &'static str,
    /// Makes the queue, so that a call before consent waits instead of throwing.
    pub queue: &'static str,
    /// Loads the script.
    pub load: &'static str,
    /// Empties the queue and keeps it empty: after a no, calls vanish.
    pub forget: &'static str,
}

/// The shape of a vendor's ids: a prefix, then at least one character of a kind.
#[derive(Debug)]
pub struct Identifier {
    /// How every id begins.
    pub prefix: &'static str,
    /// Whether letters may follow, or digits only.
    pub letters: bool,
    /// An id as the owner would see it.
    pub example: &'static str,
}

impl Identifier {
    /// Whether `id` has this shape.
    pub fn matches(&self, id: &str) -> bool {
        id.strip_prefix(self.prefix).is_some_and(|rest| {
            !rest.is_empty()
                && rest.bytes().all(|byte| {
                    byte.is_ascii_digit() || (self.letters && byte.is_ascii_uppercase())
                })
        })
    }
}

/// The managed vendor of this id.
pub fn find(id: &str) -> Option<&'static Vendor> {
    MANAGED.into_iter().find(|vendor| vendor.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_match_their_own_shape() {
        for vendor in MANAGED {
            assert!(vendor.identifier.matches(vendor.identifier.example), "{}", vendor.id);
            for bad in ["", "UA-1-1", "abc", "<b>", "G-", "1 2", "G-a\u{1f}"] {
                assert!(!vendor.identifier.matches(bad), "{} {bad}", vendor.id);
            }
            assert_eq!(find(vendor.id).map(|found| found.name), Some(vendor.name));
        }
    }
}
