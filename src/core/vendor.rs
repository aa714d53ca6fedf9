//! The vendors that the owner has named, with what a decision on them needs to know.
//!
//! They come with the turn: `10 google-analytics 4 meta`, a number and an id each. So the catalogue of vendors is data,
//! and a vendor that only the owner knows is decided on like any other.

use crate::purpose::Purpose;
use crate::text;

const PINGS: u32 = 8;
const RUNS: u32 = 16;
const STAYS: u32 = 32;
/// What stands above is the revision that first asked about it.
const SINCE: u32 = 64;

/// A vendor that the owner has named by a well-formed id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Vendor<'a> {
    /// Its id, which is also its attribute: `data-<id>`.
    pub id: &'a [u8],
    /// What it is for.
    pub purpose: Purpose,
    number: u32,
}

impl Vendor<'_> {
    /// Whether it sends pings without cookies while consent is denied.
    pub const fn pings(&self) -> bool {
        self.number & PINGS != 0
    }

    /// Whether its script was loaded in this page.
    pub const fn runs(&self) -> bool {
        self.number & RUNS != 0
    }

    /// Whether its script, once loaded, goes on whatever it is told, until the page is loaded anew.
    pub const fn stays(&self) -> bool {
        self.number & STAYS != 0
    }

    /// The revision of the question that first asked about it; 0 if all did. An older yes does not speak of it.
    pub const fn since(&self) -> u32 {
        self.number / SINCE
    }
}

/// Vendors as the runtime tells them, parted by spaces: for each a number (functional 1, statistics 2, marketing 4,
/// necessary 0; 8 more if it can ping without cookies, 16 more if it runs, 32 more if no signal stops it, 64
/// times the revision that first asked about it), and its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Vendors<'a>(pub &'a [u8]);

impl<'a> Vendors<'a> {
    /// Whether the owner has named none.
    pub const fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// One by one. A number that is none of these ends the list: what cannot be read is not released.
    pub fn iter(self) -> impl Iterator<Item = Vendor<'a>> {
        let mut rest = self.0;
        core::iter::from_fn(move || next(&mut rest))
    }
}

#[inline(never)]
fn next<'a>(rest: &mut &'a [u8]) -> Option<Vendor<'a>> {
    let number = text::number(text::take(rest, b' '))?;
    let purpose = match number & 7 {
        0 => Purpose::Necessary,
        bit => Purpose::from_bit(bit)?,
    };
    Some(Vendor { id: text::take(rest, b' '), purpose, number })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_tell_what_a_vendor_is() {
        let all: Vec<_> = Vendors(b"10 google-analytics 20 meta 0 plausible").iter().collect();
        let [analytics, meta, plausible] = all[..] else { panic!("{all:?}") };
        assert_eq!((analytics.id, analytics.purpose), (&b"google-analytics"[..], Purpose::Statistics));
        assert!(analytics.pings() && !analytics.runs());
        assert!(meta.purpose == Purpose::Marketing && meta.runs() && !meta.pings());
        assert_eq!(plausible.purpose, Purpose::Necessary);
        assert_eq!(Vendors(b"132 new").iter().next().unwrap().since(), 2);
    }

    #[test]
    fn two_purposes_at_once_are_none() {
        assert_eq!(Vendors(b"4 meta 6 both 4 linkedin").iter().count(), 1);
    }

    proptest! {
        #[test]
        fn every_text_is_a_list(text in "\\PC{0,60}") {
            let _ = Vendors(text.as_bytes()).iter().count();
        }
    }
}
