//! What the browser tells us in one turn.

use crate::day::Day;
use crate::pairs::{FIELD, Pairs, RECORD};
use crate::text;

/// One turn's input: what happened, and everything the decision may depend on.
///
/// A field that is missing reads as empty, and empty never releases anything.
#[derive(Clone, Copy, Debug)]
pub struct Visit<'a> {
    header: &'a str,
    /// The owner's settings.
    pub pairs: Pairs<'a>,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// The script runs.
    Start,
    /// Held tags stand in the page; their keys are the detail.
    Found,
    /// The cookie has changed without us, from the value in the detail: another tab, or a page restored from the
    /// back/forward cache.
    Follow,
    /// A control was used.
    Press(Control),
    /// Nothing of ours.
    Unknown,
}

/// The controls, by what they do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Control {
    /// Yes to everything.
    Accept,
    /// No to everything; also withdraws an earlier yes.
    Reject,
    /// Yes to the purposes named in the detail; no to the others.
    Save,
    /// Show the settings layer.
    Settings,
    /// Leave: a refusal if there is no choice yet, else nothing changes.
    Close,
}

impl<'a> Visit<'a> {
    /// Reads a turn's input.
    pub fn read(input: &'a str) -> Self {
        let (header, pairs) = text::cut(input, RECORD);
        Self { header, pairs: Pairs(pairs.unwrap_or_default()) }
    }

    /// What happened.
    pub fn event(&self) -> Event {
        match self.field(0) {
            "start" => Event::Start,
            "found" => Event::Found,
            "follow" => Event::Follow,
            "accept" => Event::Press(Control::Accept),
            "reject" | "withdraw" => Event::Press(Control::Reject),
            "save" => Event::Press(Control::Save),
            "settings" | "open" => Event::Press(Control::Settings),
            "close" => Event::Press(Control::Close),
            _ => Event::Unknown,
        }
    }

    /// More about the event.
    pub fn detail(&self) -> &'a str {
        self.field(1)
    }

    /// Seconds since 1970.
    pub fn now(&self) -> u32 {
        text::number(self.field(2)).unwrap_or(u32::MAX) // a clock we cannot read lets every choice expire
    }

    /// Random hexadecimal digits, for a new reference number.
    pub fn random(&self) -> &'a str {
        self.field(3)
    }

    /// The value of the consent cookie; empty if there is none.
    pub fn cookie(&self) -> &'a str {
        self.field(4)
    }

    /// Whether the script of `vendor` was loaded in this page.
    pub fn runs(&self, vendor: &str) -> bool {
        text::words(self.field(5)).any(|id| id == vendor)
    }

    /// Whether the denied default was pushed before we were asked.
    pub fn late(&self) -> bool {
        self.field(6) == "1"
    }

    /// The day of this turn.
    pub fn today(&self) -> Day {
        Day::of(self.now())
    }

    #[inline(never)]
    fn field(&self, index: usize) -> &'a str {
        text::split(self.header, FIELD).nth(index).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_a_turn() {
        let visit = Visit::read("save\x1fstatistics\x1f1795420800\x1f0123\x1f0\x1fmeta\x1f\x1emeta\x1f1\x1e");
        assert_eq!(visit.event(), Event::Press(Control::Save));
        assert_eq!(visit.today(), Day(20_780));
        assert_eq!(visit.pairs.get("meta"), Some("1"));
        assert!(visit.runs("meta") && !visit.runs("linkedin") && !visit.late());
    }

    #[test]
    fn what_is_not_ours_is_nothing() {
        for input in ["", "buy\x1f\x1f1", "\x1e\x1e"] {
            assert_eq!(Visit::read(input).event(), Event::Unknown, "{input}");
            assert_eq!(Visit::read(input).cookie(), "");
        }
    }
}
