//! Texts and numbers. The standard ways bring 8 kB (a text in a text) and 4 kB (formatting) along; what we need is little.

pub use samtykke_browser::cut::{before, cut, parts};
pub use samtykke_browser::recipe::fill;

/// Whether `part` stands anywhere in `text`.
pub fn has(text: &str, part: &str) -> bool {
    part.is_empty() || text.as_bytes().windows(part.len()).any(|window| window == part.as_bytes())
}

/// Whether `part`, in lower case, stands anywhere in `text` in any case. Without a copy: thousands of texts are searched
/// each time a filtered list is scrolled.
pub fn has_in_any_case(text: &str, part: &str) -> bool {
    let Some(first) = part.as_bytes().first() else { return true };
    let begins = |window: &[u8]| window.first().is_some_and(|byte| byte.to_ascii_lowercase() == *first);
    let mut windows = text.as_bytes().windows(part.len());
    windows.any(|window| begins(window) && window.eq_ignore_ascii_case(part.as_bytes()))
}

/// Adds a word to a list of them. One way for all: `join` comes once for each kind of list.
pub fn add(list: &mut String, separator: &str, word: &str) {
    if !list.is_empty() {
        list.push_str(separator);
    }
    list.push_str(word);
}

/// What follows the `://` of an address.
pub fn after_scheme(url: &str) -> Option<&str> {
    cut(url, b":")?.1.strip_prefix("//")
}

/// The host of an address.
pub fn host(url: &str) -> &str {
    before(after_scheme(url).unwrap_or_default(), b"/?#:")
}

/// An address without its query.
pub fn place(url: &str) -> &str {
    before(url, b"?#")
}

/// A whole number in digits.
pub fn number(number: usize) -> String {
    let mut digits = if number < 10 { String::new() } else { self::number(number / 10) };
    digits.push(char::from(b'0' + (number % 10) as u8));
    digits
}

/// A number to the nearest whole one that is not below zero.
#[allow(clippy::cast_sign_loss, reason = "not below zero")]
pub fn whole(number: f64) -> usize {
    number.max(0.0).round() as usize
}

/// Milliseconds since the navigation began, as `1.25 s`.
pub fn seconds(milliseconds: f64) -> String {
    let hundredths = whole(milliseconds / 10.0);
    let zero = if hundredths % 100 < 10 { "0" } else { "" };
    fill("{}.{}{} s", &[&number(hundredths / 100), zero, &number(hundredths % 100)])
}

/// A whole number of days, `1 day` or `7 days`.
pub fn days(days: f64) -> String {
    let whole = whole(days);
    if whole == 0 {
        return "less than a day".to_owned();
    }
    fill(if whole == 1 { "{} day" } else { "{} days" }, &[&number(whole)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_is_there() {
        assert!(has("samtykke.js", "tykke") && has("a", "a") && has("", ""));
        assert!(!has("samtykke.js", "tykker") && !has("", "a"));
        assert!(
            has_in_any_case("Meta (Facebook)", "(face")
                && has_in_any_case("A", "a")
                && has_in_any_case("", "")
        );
        assert!(!has_in_any_case("Meta", "metal") && !has_in_any_case("", "a"));
        assert_eq!(after_scheme("https://a.example/?b://c"), Some("a.example/?b://c"));
        assert_eq!(after_scheme("data:text/plain,://"), None);
        assert_eq!(host("https://a.example:8080/b?c"), "a.example");
    }

    #[test]
    fn numbers_have_their_digits() {
        assert_eq!([0, 7, 10, 40_960].map(number), ["0", "7", "10", "40960"]);
        assert_eq!(seconds(112.4), "0.11 s");
        assert_eq!(seconds(9_004.0), "9.00 s");
        assert_eq!(seconds(-0.01), "0.00 s");
        assert_eq!(days(0.02), "less than a day");
        assert_eq!(days(0.96), "1 day");
        assert_eq!(days(7.02), "7 days");
    }
}
