//! Cutting and writing text without allocation, formatting or panics.
//!
//! Text from outside is bytes here: cutting a `str` checks at every cut whether it would split a character, and the
//! standard library's `split`, `format!` and `parse` would cost a visitor several kilobytes. What is called from many
//! places is marked `#[inline(never)]`: one copy of it is what a visitor downloads.

/// Somewhere text can be appended to.
pub trait Writer {
    /// Appends `bytes`.
    fn write_bytes(&mut self, bytes: &[u8]);

    /// Appends `text`.
    fn write(&mut self, text: &str) {
        self.write_bytes(text.as_bytes());
    }
}

#[cfg(not(target_family = "wasm"))]
impl Writer for String {
    fn write_bytes(&mut self, bytes: &[u8]) {
        self.push_str(&String::from_utf8_lossy(bytes));
    }
}

/// The parts of `text` between the ASCII `separator`s; an empty text has no parts.
pub fn parts(mut text: &[u8], separator: u8) -> impl Iterator<Item = &[u8]> {
    core::iter::from_fn(move || (!text.is_empty()).then(|| take(&mut text, separator)))
}

/// Takes the part up to the first ASCII `separator` off the text, and the separator with it.
#[inline(never)]
pub fn take<'a>(text: &mut &'a [u8], separator: u8) -> &'a [u8] {
    let end = text.iter().position(|byte| *byte == separator).unwrap_or(text.len());
    let (part, rest) = text.split_at_checked(end).unwrap_or_default();
    *text = rest.get(1..).unwrap_or_default();
    part
}

/// Whether the ASCII `byte` stands in the text.
#[inline(never)]
#[allow(
    clippy::manual_contains,
    reason = "the library's search reads words at a time, which costs a visitor 200 bytes"
)]
pub fn holds(text: &[u8], byte: u8) -> bool {
    text.iter().any(|one| *one == byte)
}

/// A whole number in decimal digits; `None` for anything else, also for one that does not fit.
#[inline(never)]
pub fn number(text: &[u8]) -> Option<u32> {
    if text.is_empty() {
        return None;
    }
    text.iter().try_fold(0_u32, |sum, byte| {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 { None } else { sum.checked_mul(10)?.checked_add(u32::from(digit)) }
    })
}

/// Writes `value` in decimal digits.
#[inline(never)]
pub fn write_number(out: &mut impl Writer, value: u32) {
    if value > 9 {
        write_number(out, value / 10);
    }
    out.write_bytes(&[b'0' + (value % 10) as u8]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn parts_agree_with_the_standard_library(text in "[a-zæ.]{0,20}") {
            let expected = text.strip_suffix('.').unwrap_or(&text).split('.').map(str::as_bytes);
            let found: Vec<_> = parts(text.as_bytes(), b'.').collect();
            prop_assert_eq!(found, if text.is_empty() { Vec::new() } else { expected.collect() });
        }

        #[test]
        fn numbers_round_trip(value: u32) {
            let mut text = String::new();
            write_number(&mut text, value);
            prop_assert_eq!(number(text.as_bytes()), Some(value));
            prop_assert_eq!(text, value.to_string());
        }

        #[test]
        fn numbers_agree_with_the_standard_library(text in "[0-9a-f+-]{0,12}") {
            let expected = if text.starts_with('+') { None } else { text.parse().ok() };
            prop_assert_eq!(number(text.as_bytes()), expected);
        }
    }
}
