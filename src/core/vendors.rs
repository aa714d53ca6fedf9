//! Who can be managed: named on the tag by an id alone.
//!
//! A vendor is one constant in its company's file, and its name in [`MANAGED`].

mod google;
mod linkedin;
mod meta;

use crate::purpose::Purpose;

/// Every vendor that can be managed, in the order in which their tags are released.
pub const MANAGED: [&Vendor; 4] = [&google::ANALYTICS, &google::ADS, &meta::PIXEL, &linkedin::INSIGHT];

/// What a decision on a vendor needs to know. How its tag is inserted is the runtime's business (`runtime/vendors.js`).
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
    #[inline(never)]
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
    MANAGED.iter().copied().find(|vendor| vendor.id == id)
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
