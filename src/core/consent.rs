//! What the visitor chose.

use crate::day::Day;
use crate::form::is_like;
use crate::purpose::{Purpose, Purposes};
use crate::text;

/// How many calendar months a choice holds, yes and no alike (CNIL and Garante: about six months for both).
pub const MONTHS: u32 = 6;

/// An example of the names that we and vendors give: small letters, digits and hyphens.
pub(crate) const NAMES: &[u8] = b"a-1";

/// A visitor's answer. No answer is `None::<Consent>`, and always means no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Consent<'a> {
    /// The accepted purposes.
    pub purposes: Purposes,
    /// Single vendors that differ from their purpose.
    pub exceptions: Exceptions<'a>,
    /// The day of the answer; `None` in the constant refusal `0`, which anybody may write.
    pub day: Option<Day>,
    /// The owner's revision of the question that was answered.
    pub revision: u32,
    /// The visitor's reference number for the record; empty in the constant refusal.
    pub reference: &'a [u8],
}

impl Consent<'_> {
    /// The refusal anybody may write: `samtykke=0`.
    pub const REFUSED: Consent<'static> = Consent {
        purposes: Purposes::NONE,
        exceptions: Exceptions(b""),
        day: None,
        revision: 0,
        reference: b"",
    };

    /// Whether nothing at all was accepted.
    pub fn refuses_all(&self) -> bool {
        self.purposes == Purposes::NONE && !self.exceptions.accept_any()
    }

    /// Whether a tag of `vendor` (empty when it names none) may serve `purpose`.
    pub fn allows(&self, purpose: Purpose, vendor: &[u8]) -> bool {
        self.exceptions.of(vendor).unwrap_or(self.purposes.contains(purpose))
    }

    /// The day from which the visitor may be asked again, given the months that the owner lets a choice hold; a no holds
    /// six at least. The constant refusal, which has no day, holds for ever.
    #[inline(never)]
    pub fn end(&self, months: u32) -> Day {
        let months = if self.refuses_all() { months.max(MONTHS) } else { months };
        self.day.map_or(Day::LAST, |day| day.plus_months(months))
    }

    /// Whether the choice still holds: not expired, and not given in the future (the clock is not set back to keep a yes).
    pub fn is_valid(&self, today: Day, months: u32) -> bool {
        let past = self.refuses_all() || self.day.is_none_or(|day| day.0 <= today.0 + 1);
        today < self.end(months) && past
    }

    /// Whether it answers the question of this `revision`. A no answers every one.
    pub fn answers(&self, revision: u32) -> bool {
        self.revision == revision || self.refuses_all()
    }
}

/// Single vendors that differ from their purpose, as they stand in the cookie: `+vendor` accepted, `-vendor` refused,
/// parted by dots. The last word on a vendor counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Exceptions<'a>(pub(crate) &'a [u8]);

impl<'a> Exceptions<'a> {
    /// Those that a text lists; `None` if it lists anything else.
    pub fn read(text: &'a [u8]) -> Option<Self> {
        let is_exception =
            |entry: &[u8]| matches!(entry, [b'+' | b'-', vendor @ ..] if is_like(NAMES, vendor));
        text::parts(text, b'.').all(is_exception).then_some(Self(text))
    }
}

impl Exceptions<'_> {
    /// Whether `vendor` was accepted or refused by itself.
    pub fn of(self, vendor: &[u8]) -> Option<bool> {
        let about = |entry: &&[u8]| entry.get(1..) == Some(vendor);
        text::parts(self.0, b'.').filter(about).last().map(|entry| entry.starts_with(b"+"))
    }

    /// Whether any vendor was accepted by itself: no id holds a `+`.
    pub fn accept_any(self) -> bool {
        text::holds(self.0, b'+')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHOICE: Consent = Consent {
        purposes: Purposes::from_bits(4),
        exceptions: Exceptions(b"-meta.+hotjar"),
        day: Some(Day(20_780)),
        revision: 1,
        reference: b"a1b2c3d4e5f6",
    };

    #[test]
    fn a_single_vendor_overrides_its_purpose() {
        assert!(CHOICE.allows(Purpose::Marketing, b"linkedin"));
        assert!(!CHOICE.allows(Purpose::Marketing, b"meta"));
        assert!(CHOICE.allows(Purpose::Statistics, b"hotjar"));
        assert!(!CHOICE.allows(Purpose::Statistics, b""));
    }

    #[test]
    fn a_choice_holds_six_calendar_months() {
        let end = Day(20_780).plus_months(6);
        assert!(CHOICE.is_valid(Day(end.0 - 1), 6));
        assert!(!CHOICE.is_valid(end, 6));
    }

    #[test]
    fn another_question_is_asked_again_but_a_no_stays_a_no() {
        assert!(CHOICE.answers(1) && !CHOICE.answers(2));
        let no = Consent { purposes: Purposes::NONE, exceptions: Exceptions(b"-meta"), ..CHOICE };
        assert!(no.answers(2) && Consent::REFUSED.answers(2));
    }

    #[test]
    fn an_owner_may_let_a_yes_hold_shorter_but_not_a_no() {
        let no = Consent { purposes: Purposes::NONE, exceptions: Exceptions(b""), ..CHOICE };
        let later = Day(20_780).plus_months(2);
        assert!(!CHOICE.is_valid(later, 1) && no.is_valid(later, 1));
        assert_eq!(no.end(12), CHOICE.end(12));
    }

    #[test]
    fn a_yes_from_the_future_does_not_hold() {
        assert!(CHOICE.is_valid(Day(20_779), 6), "one day is a matter of time zones");
        assert!(!CHOICE.is_valid(Day(20_700), 6));
    }
}
