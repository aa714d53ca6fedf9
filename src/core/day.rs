//! Calendar days and months, in UTC.

/// Days since 1 January 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub u32);

/// Seconds of a day.
pub const SECONDS: u32 = 86_400;

impl Day {
    /// In the year 2106: the last whose seconds can be told here.
    pub const LAST: Self = Self(u32::MAX / SECONDS);

    /// The day of a moment given in seconds since 1970.
    pub const fn of(seconds: u32) -> Self {
        Self(seconds / SECONDS)
    }

    /// The same day of the month, `months` later; the month's last day where it is shorter.
    ///
    /// Counts through the months since 1970: a thousand short steps at the most for any day a cookie can hold.
    #[must_use]
    pub fn plus_months(self, months: u32) -> Self {
        let (mut month, mut first) = (0, 0);
        while first + length(month) <= self.0 {
            first += length(month);
            month += 1;
        }
        let of_month = self.0 - first;
        for _ in 0..months {
            first += length(month);
            month += 1;
        }
        Self(first + of_month.min(length(month) - 1))
    }
}

/// Days of a month, counted from January 1970: 31 and 30 in turn, beginning anew with August, but for February. Every
/// fourth year is a leap year until 2100, where days end.
#[inline(never)]
const fn length(month: u32) -> u32 {
    match month % 12 {
        1 => 28 + (month % 48 == 25) as u32,
        of_year => 31 - (of_year % 7) % 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn six_months_are_calendar_months() {
        let cases = [
            (0, 181, "1 January 1970, 1 July 1970"),
            (20_780, 20_961, "23 November 2026, 23 May 2027"),
            (20_696, 20_877, "31 August 2026, 28 February 2027"),
            (21_061, 21_243, "31 August 2027, 29 February 2028"),
        ];
        for (day, later, dates) in cases {
            assert_eq!(Day(day).plus_months(6), Day(later), "{dates}");
        }
    }

    proptest! {
        #[test]
        fn months_move_forward(days in 0_u32..47_000, months in 1_u32..25) {
            let gone = Day(days).plus_months(months).0 - days;
            prop_assert!(gone >= 28 * months && gone <= 31 * months);
        }

        #[test]
        fn months_add_up_from_the_first_of_a_month(months in 0_u32..100, more in 0_u32..100) {
            prop_assert_eq!(Day(0).plus_months(months).plus_months(more), Day(0).plus_months(months + more));
        }
    }
}
