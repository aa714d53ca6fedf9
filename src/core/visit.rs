//! What the browser tells us in one turn.

use crate::day::Day;
use crate::purpose::{Purpose, Purposes};
use crate::text;
use crate::vendor::Vendors;

/// One turn's input: what happened, and everything the decision may depend on.
#[derive(Clone, Copy, Debug)]
pub struct Visit<'a> {
    /// What happened.
    pub event: Event,
    purposes: u32,
    /// Seconds since 1970.
    pub now: u32,
    /// The revision of the question the owner asks.
    pub revision: u32,
    /// The vendors that the owner has named by well-formed ids.
    pub vendors: Vendors<'a>,
    flags: u32,
    /// The value of the consent cookie; empty if there is none.
    pub cookie: &'a [u8],
    /// Random hexadecimal digits, for a new reference number.
    pub random: &'a [u8],
    /// The choice that was carried out before, as a cookie's value; the vendor of a tag that was found; single vendors that
    /// shall differ from their purpose, as they stand in a cookie.
    pub detail: &'a [u8],
}

/// What happened. The runtime knows the events by their place in this list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// The script runs.
    Start,
    /// A held tag stands in the page.
    Found,
    /// What follows from the choice for tags and what they left may be done now.
    Carry,
    /// The cookie has changed without us: another tab, or a page restored from the back/forward cache.
    Follow,
    /// Yes to everything.
    Accept,
    /// No to everything; also withdraws an earlier yes.
    Reject,
    /// Yes to the ticked purposes; no to the others.
    Save,
    /// Leave: a refusal if there is no choice yet, else nothing changes.
    Close,
    /// Show the settings layer.
    Settings,
}

impl Event {
    /// All events, in the order of the list.
    pub const ALL: [Self; 9] = [
        Self::Start,
        Self::Found,
        Self::Carry,
        Self::Follow,
        Self::Accept,
        Self::Reject,
        Self::Save,
        Self::Close,
        Self::Settings,
    ];
}

impl<'a> Visit<'a> {
    /// A turn from what the runtime hands over: numbers, and a text of parts, parted by spaces: cookie, random digits,
    /// detail, vendors (see [`Vendors`]). Purposes: functional 1, statistics 2, marketing 4, necessary 8; flags: basic 1,
    /// late 2, objects 4, regions 8, modal 16, silent 32, and 64 for each month, from 1 to 12. `None` for an event we do not know.
    pub fn read(numbers: [u32; 5], mut text: &'a [u8]) -> Option<Self> {
        let [event, purposes, now, revision, flags] = numbers;
        let event = *Event::ALL.get(event as usize)?;
        let mut next = || text::take(&mut text, b' ');
        let (cookie, random, detail) = (next(), next(), next());
        Some(Self { event, purposes, now, revision, vendors: Vendors(text), flags, cookie, random, detail })
    }

    /// The ticked purposes of [`Event::Save`].
    pub const fn ticked(&self) -> Purposes {
        Purposes::from_bits(self.purposes as u8)
    }

    /// The purpose of the tag of [`Event::Found`].
    pub const fn purpose(&self) -> Option<Purpose> {
        Purpose::from_bit(self.purposes)
    }

    /// Whether Google may get no pings before consent (`data-mode="basic"`).
    pub const fn basic(&self) -> bool {
        self.flags & 1 != 0
    }

    /// Whether the denied default was pushed before we were asked.
    pub const fn late(&self) -> bool {
        self.flags & 2 != 0
    }

    /// Whether the browser objects to the sale and sharing of data (Global Privacy Control).
    pub const fn objects(&self) -> bool {
        self.flags & 4 != 0
    }

    /// Whether the owner grants Google's signals by default in regions whose law lets the visitor object instead of consent.
    pub const fn regions(&self) -> bool {
        self.flags & 8 != 0
    }

    /// Whether the question is asked in a modal dialog.
    pub const fn modal(&self) -> bool {
        self.flags & 16 != 0
    }

    /// Whether the owner says that nothing here needs an answer: nothing is asked until a tag does.
    pub const fn silent(&self) -> bool {
        self.flags & 32 != 0
    }

    /// How many months a choice holds: 1 to 12, as [`crate::settings`] lets the owner say.
    pub const fn months(&self) -> u32 {
        self.flags >> 6 & 15
    }

    /// The day of this turn.
    pub const fn today(&self) -> Day {
        Day::of(self.now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_a_turn() {
        let visit = Visit::read([6, 2, 1_795_420_800, 1, 1 + 64], b"0 0123 before 4 meta").unwrap();
        assert_eq!(visit.event, Event::Save);
        assert_eq!(visit.today(), Day(20_780));
        assert_eq!((visit.cookie, visit.random, visit.detail), (&b"0"[..], &b"0123"[..], &b"before"[..]));
        assert!(visit.basic() && !visit.late() && !visit.objects() && !visit.regions() && !visit.modal());
        assert!(!visit.silent());
        assert_eq!(visit.months(), 1);
        let other = Visit::read([0, 0, 0, 1, 2 + 4 + 8 + 16 + 32 + 6 * 64], b"").unwrap();
        assert!(!other.basic() && other.late() && other.objects() && other.regions() && other.modal());
        assert!(other.silent());
        assert_eq!(other.months(), 6);
        assert_eq!(visit.ticked(), Purposes::from_bits(2));
        assert_eq!(visit.vendors.iter().count(), 1);
    }

    #[test]
    fn an_unknown_event_is_no_turn() {
        assert!(Visit::read([9, 0, 0, 0, 0], b"").is_none());
        assert!(Visit::read([u32::MAX, 0, 0, 0, 0], b"").is_none());
    }
}
