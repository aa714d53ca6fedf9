//! Who can be managed: named on the tag by an id alone.
//!
//! A vendor is one constant in its company's file, and its name in [`MANAGED`].

mod google;
mod linkedin;
mod meta;

use crate::purpose::Purpose;

/// Every vendor that can be managed, in the order in which their tags are released.
pub static MANAGED: [&Vendor; 4] = [&google::ANALYTICS, &google::ADS, &meta::PIXEL, &linkedin::INSIGHT];

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
    /// An id; all of its ids have the same form, see [`crate::form::is_like`].
    pub example: &'static str,
}

/// The managed vendor of this id.
pub fn find(id: impl AsRef<[u8]>) -> Option<&'static Vendor> {
    MANAGED.iter().copied().find(|vendor| vendor.id.as_bytes() == id.as_ref())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::is_like;

    #[test]
    fn an_id_of_another_form_is_none() {
        for vendor in MANAGED {
            assert!(is_like(vendor.example.as_bytes(), vendor.example.as_bytes()), "{}", vendor.id);
            for bad in ["", "UA-1-1", "abc", "<b>", "G-", "1 2", "G-a\u{1f}"] {
                assert!(!is_like(vendor.example.as_bytes(), bad.as_bytes()), "{} {bad}", vendor.id);
            }
            assert_eq!(find(vendor.id.as_bytes()).map(|found| found.name), Some(vendor.name));
        }
    }
}
