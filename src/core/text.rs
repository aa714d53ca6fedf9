//! Splitting and writing text without allocation, formatting or panics.
//!
//! The standard library's `split`, `format!` and `parse` would cost a visitor several kilobytes. What is called from many
//! places is marked `#[inline(never)]`: one copy of it is what a visitor downloads.

/// Somewhere text can be appended to.
pub trait Writer {
    /// Appends `text`.
    fn write(&mut self, text: &str);
}

#[cfg(not(target_family = "wasm"))]
impl Writer for String {
    fn write(&mut self, text: &str) {
        self.push_str(text);
    }
}

/// The parts of `text` between the ASCII `separator`s; an empty text is one empty part.
pub fn split(text: &str, separator: u8) -> Split<'_> {
    Split { rest: Some(text), separator }
}

/// The words of `text`, parted by spaces or commas.
pub const fn words(text: &str) -> Words<'_> {
    Words { rest: text }
}

/// See [`split`].
#[derive(Clone)]
pub struct Split<'a> {
    rest: Option<&'a str>,
    separator: u8,
}

impl<'a> Iterator for Split<'a> {
    type Item = &'a str;

    #[inline]
    fn next(&mut self) -> Option<&'a str> {
        let text = self.rest?;
        let (part, rest) = cut(text, self.separator);
        self.rest = rest;
        Some(part)
    }
}

/// See [`words`].
#[derive(Clone)]
pub struct Words<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Words<'a> {
    type Item = &'a str;

    #[inline(never)]
    fn next(&mut self) -> Option<&'a str> {
        let is_separator = |byte: u8| matches!(byte, b' ' | b',');
        let start = self.rest.bytes().position(|byte| !is_separator(byte))?;
        let rest = self.rest.get(start..)?;
        let end = rest.bytes().position(is_separator).unwrap_or(rest.len());
        let (word, rest) = rest.split_at_checked(end)?;
        self.rest = rest;
        Some(word)
    }
}

/// `text` up to the first ASCII `separator`, and what follows it if there is one.
pub fn cut(text: &str, separator: u8) -> (&str, Option<&str>) {
    let at = find(text, separator);
    (text.get(..at).unwrap_or(text), text.get(at + 1..))
}

/// Where the first ASCII `separator` stands; the length of `text` if there is none.
#[inline(never)]
fn find(text: &str, separator: u8) -> usize {
    text.bytes().position(|byte| byte == separator).unwrap_or(text.len())
}

/// A whole number in decimal digits; `None` for anything else, also for one that does not fit.
#[inline(never)]
pub fn number(text: &str) -> Option<u32> {
    if text.is_empty() {
        return None;
    }
    text.bytes().try_fold(0_u32, |sum, byte| {
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
    let digit = (value % 10) as usize;
    out.write("0123456789".get(digit..=digit).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_are_parted_by_spaces_and_commas() {
        assert_eq!(words(" G-1, G-2,,G-3 ").collect::<Vec<_>>(), ["G-1", "G-2", "G-3"]);
        assert_eq!(words("").count(), 0);
    }

    proptest! {
        #[test]
        fn split_agrees_with_the_standard_library(text in "[a-zæ.]{0,20}") {
            prop_assert!(split(&text, b'.').eq(text.split('.')));
        }

        #[test]
        fn numbers_round_trip(value: u32) {
            let mut text = String::new();
            write_number(&mut text, value);
            prop_assert_eq!(number(&text), Some(value));
            prop_assert_eq!(text, value.to_string());
        }

        #[test]
        fn numbers_agree_with_the_standard_library(text in "[0-9a-f+-]{0,12}") {
            let expected = if text.starts_with('+') { None } else { text.parse().ok() };
            prop_assert_eq!(number(&text), expected);
        }
    }
}
