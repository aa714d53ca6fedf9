//! Calendar days and months, in UTC.

/// Days since 1 January 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub u32);

/// Seconds of a day.
pub const SECONDS: u32 = 86_400;

impl Day {
    /// The day of a moment given in seconds since 1970.
    pub const fn of(seconds: u32) -> Self {
        Self(seconds / SECONDS)
    }

    /// The same day of the month, `months` later; the month's last day where it is shorter.
    #[must_use]
    pub fn plus_months(self, months: u32) -> Self {
        let (year, month, day) = self.civil();
        let months = year * 12 + (month - 1) + months;
        let (year, month) = (months / 12, months % 12 + 1);
        let last = first_of_month(months + 1).0 - first_of_month(months).0;
        debug_assert!(year >= 1970 && month <= 12);
        Self(first_of_month(months).0 + day.min(last) - 1)
    }

    /// Year, month (1 to 12) and day (1 to 31) in the Gregorian calendar.
    ///
    /// Years are counted from March, so that the leap day is a year's last day: the usual way to turn days into dates
    /// with whole numbers only.
    pub fn civil(self) -> (u32, u32, u32) {
        let days = self.0.saturating_add(719_468); // days since 1 March of the year 0
        let (era, of_era) = (days / 146_097, days % 146_097); // an era is 400 years
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
        (era * 400 + year_of_era + u32::from(month <= 2), month, day)
    }
}

/// The first day of a month counted from January of the year 0.
fn first_of_month(months: u32) -> Day {
    let (year, month) = (months / 12, months % 12 + 1);
    let year_from_march = year - u32::from(month <= 2);
    let month_from_march = if month > 2 { month - 3 } else { month + 9 };
    let leap_days = year_from_march / 4 - year_from_march / 100 + year_from_march / 400;
    Day((365 * year_from_march + leap_days + (153 * month_from_march + 2) / 5).saturating_sub(719_468))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(year: u32, month: u32, day: u32) -> Day {
        Day(first_of_month(year * 12 + month - 1).0 + day - 1)
    }

    #[test]
    fn six_months_are_calendar_months() {
        assert_eq!(Day(0).civil(), (1970, 1, 1));
        assert_eq!(day(2026, 11, 23).0, 20_780);
        assert_eq!(day(2026, 11, 23).plus_months(6).civil(), (2027, 5, 23));
        assert_eq!(day(2026, 8, 31).plus_months(6).civil(), (2027, 2, 28));
        assert_eq!(day(2027, 8, 31).plus_months(6).civil(), (2028, 2, 29));
    }

    proptest! {
        #[test]
        fn dates_round_trip_and_months_move_forward(days in 0_u32..60_000, months in 1_u32..25) {
            let (year, month, of_month) = Day(days).civil();
            prop_assert_eq!(day(year, month, of_month), Day(days));
            let gone = Day(days).plus_months(months).0 - days;
            prop_assert!(gone >= 28 * months && gone <= 31 * months);
        }
    }
}
