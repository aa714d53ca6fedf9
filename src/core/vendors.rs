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
    /// The form of its ids, see [`crate::form::fits`].
    pub form: &'static str,
    /// An id as the owner would see it.
    pub example: &'static str,
}

/// A set of managed vendors: a bit each, in the order of [`MANAGED`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Vendors(pub u32);

impl Vendors {
    /// The vendors of the set.
    pub fn iter(self) -> impl Iterator<Item = (&'static Vendor, Self)> {
        (0..).zip(MANAGED).map(|(place, vendor)| (vendor, Self(1 << place))).filter(move |(_, bit)| self.0 & bit.0 != 0)
    }

    /// Whether the set has any vendor of `other`.
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// The managed vendor of this id.
pub fn find(id: &str) -> Option<&'static Vendor> {
    MANAGED.iter().copied().find(|vendor| vendor.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::fits;

    #[test]
    fn examples_match_their_own_shape() {
        for vendor in MANAGED {
            assert!(fits(vendor.form, vendor.example), "{}", vendor.id);
            for bad in ["", "UA-1-1", "abc", "<b>", "G-", "1 2", "G-a\u{1f}"] {
                assert!(!fits(vendor.form, bad), "{} {bad}", vendor.id);
            }
            assert_eq!(find(vendor.id).map(|found| found.name), Some(vendor.name));
        }
    }
}
