//! The choice as cookie text, and back.
//!
//! `7.1.20780.1.a1b2c3d4e5f6.-meta.+hotjar` reads: accepted purposes (one hexadecimal digit), version of this form,
//! day of the answer, revision, reference number, single vendors. The digit's bits: functional 1, statistics 2,
//! marketing 4, and 8 when a single vendor of a refused purpose was accepted. So a text that begins with `0` refuses
//! everything, whoever wrote it and whatever follows.

use crate::consent::{Consent, Exceptions, NAMES};
use crate::day::{Day, SECONDS};
use crate::form::is_like;
use crate::purpose::Purposes;
use crate::text::{self, Writer};

/// The cookie's name, and what stands before its value.
const NAME: &str = "samtykke=";
const VERSION: &str = "1";
const EXCEPTION_BIT: u8 = 8;
/// Days end before the year 2100, which is no leap year.
const LAST_DAY: u32 = 47_000;

/// Why a cookie's text is no choice. Nothing is released then, and the visitor is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CookieError {
    /// The first character is not a hexadecimal digit.
    Purposes,
    /// Written by a newer version of Samtykke, or by something else.
    Version,
    /// The day of the answer is missing or not a number.
    Day,
    /// The revision is missing or not a number.
    Revision,
    /// The reference number is missing or has other characters than letters and digits.
    Reference,
    /// A single vendor is not `+` or `-` and an id.
    Vendor,
}

/// The choice in a cookie's value.
///
/// # Errors
/// Names the first part that cannot be read; never for a value that begins with `0`.
#[inline(never)]
pub fn parse(value: &[u8]) -> Result<Consent<'_>, CookieError> {
    match read(value) {
        Ok(consent) if !value.starts_with(b"0") || consent.refuses_all() => Ok(consent),
        _ if value.starts_with(b"0") => Ok(Consent::REFUSED),
        outcome => outcome,
    }
}

fn read(mut rest: &[u8]) -> Result<Consent<'_>, CookieError> {
    let mut next = || text::take(&mut rest, b'.');
    let purposes = Purposes::from_digit(next()).ok_or(CookieError::Purposes)?;
    if next() != VERSION.as_bytes() {
        return Err(CookieError::Version);
    }
    let day = text::number(next()).filter(|day| *day < LAST_DAY).map(Day).ok_or(CookieError::Day)?;
    let revision = text::number(next()).ok_or(CookieError::Revision)?;
    let reference = next();
    if !is_like(NAMES, reference) {
        return Err(CookieError::Reference);
    }
    let exceptions = Exceptions::read(rest).ok_or(CookieError::Vendor)?;
    Ok(Consent { purposes, exceptions, day: Some(day), revision, reference })
}

/// Writes the cookie's value: the inverse of [`parse`].
#[inline(never)]
pub fn write_value(out: &mut impl Writer, consent: &Consent) {
    let exception = consent.exceptions.accept_any();
    out.write_bytes(&[hex(consent.purposes.bits() | if exception { EXCEPTION_BIT } else { 0 })]);
    let Some(day) = consent.day else { return };
    out.write(".");
    out.write(VERSION);
    out.write(".");
    text::write_number(out, day.0);
    out.write(".");
    text::write_number(out, consent.revision);
    out.write(".");
    out.write_bytes(consent.reference);
    if !consent.exceptions.0.is_empty() {
        out.write(".");
        out.write_bytes(consent.exceptions.0);
    }
}

/// The hexadecimal digit of a number below 16.
const fn hex(number: u8) -> u8 {
    if number < 10 { b'0' + number } else { b'a' - 10 + number }
}

/// Writes the text for `document.cookie`: value, path, and an age in seconds.
///
/// The cookie lives as long as the choice holds, counted from the answer: writing it again never lengthens a consent.
/// `now` is in seconds since 1970. `Secure` and `Domain` are left to the runtime, which knows the page.
pub fn write(out: &mut impl Writer, consent: &Consent, now: u32, months: u32) {
    out.write(NAME);
    write_value(out, consent);
    out.write(";path=/;samesite=lax;max-age=");
    text::write_number(out, (consent.end(months).0 * SECONDS).saturating_sub(now));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consent::MONTHS;
    use proptest::prelude::*;

    fn value(consent: &Consent) -> String {
        let mut text = String::new();
        write_value(&mut text, consent);
        text
    }

    #[test]
    fn reads_its_own_example() {
        let consent = parse(b"7.1.20780.1.a1b2c3d4e5f6.-meta").unwrap();
        assert_eq!(consent.purposes, Purposes::ALL);
        assert_eq!(consent.exceptions.of(b"meta"), Some(false));
        assert_eq!(value(&consent), "7.1.20780.1.a1b2c3d4e5f6.-meta");
    }

    #[test]
    fn whatever_begins_with_zero_refuses() {
        for text in ["0", "0.", "0.9.9", "00", "0.1.20780.1.abc.+meta", "0garbage;"] {
            assert!(parse(text.as_bytes()).unwrap().refuses_all(), "{text}");
        }
    }

    #[test]
    fn every_broken_part_has_a_name() {
        let cases = [
            ("", CookieError::Purposes),
            ("true", CookieError::Purposes),
            ("77.1.2.3.abc", CookieError::Purposes),
            ("7", CookieError::Version),
            ("7.2.20780.1.abc", CookieError::Version),
            ("7.1.x.1.abc", CookieError::Day),
            ("7.1.4294967295.1.abc", CookieError::Day),
            ("7.1.20780..abc", CookieError::Revision),
            ("7.1.20780.1.", CookieError::Reference),
            ("7.1.20780.1.a<b", CookieError::Reference),
            ("7.1.20780.1.abc.meta", CookieError::Vendor),
            ("7.1.20780.1.abc.-", CookieError::Vendor),
        ];
        for (text, error) in cases {
            assert_eq!(parse(text.as_bytes()), Err(error), "{text}");
        }
    }

    #[test]
    fn writing_again_never_lengthens() {
        let consent = parse(b"7.1.20780.1.abc").unwrap();
        let age = |now: u32| {
            let mut text = String::new();
            write(&mut text, &consent, now, MONTHS);
            text.rsplit('=').next().unwrap().parse::<u32>().unwrap()
        };
        let start = 20_780 * SECONDS;
        assert_eq!(start + age(start), start + 1_000 + age(start + 1_000));
        assert_eq!(age(start) / SECONDS, Day(20_780).plus_months(MONTHS).0 - 20_780);
        assert_eq!(age(u32::MAX), 0);
    }

    proptest! {
        #[test]
        fn every_text_is_a_choice_or_a_named_error(text in "\\PC{0,200}") {
            let _ = parse(text.as_bytes());
        }

        #[test]
        fn nearly_right_texts_are_read_totally(text in "[0-9a-f]\\.1\\.[0-9]{0,6}\\.[0-9]{0,11}\\.[a-z0-9]{0,5}(\\.[+-]?[a-z]{0,3}){0,3}") {
            if let Ok(consent) = parse(text.as_bytes()) {
                let written = value(&consent);
                prop_assert_eq!(parse(written.as_bytes()), Ok(consent));
            }
        }

        #[test]
        fn choices_round_trip(
            bits in 0_u8..8, day in 0_u32..LAST_DAY, revision: u32, reference in "[a-z0-9-]{1,16}",
            vendors in "([+-][a-z][a-z0-9-]{0,8}(\\.[+-][a-z][a-z0-9-]{0,8}){0,4})?",
        ) {
            let consent = Consent {
                purposes: Purposes::from_bits(bits), exceptions: Exceptions(vendors.as_bytes()), day: Some(Day(day)), revision,
                reference: reference.as_bytes(),
            };
            let text = value(&consent);
            prop_assert_eq!(text.starts_with('0'), consent.refuses_all());
            prop_assert_eq!(parse(text.as_bytes()), Ok(consent));
        }
    }
}
