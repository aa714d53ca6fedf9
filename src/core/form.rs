//! The forms that a setting or an id may have, told by an example.

use crate::text;

/// Whether `text` has the form of `example`: it begins with the same capitals and hyphen, if there are any (`G-`), and
/// has no other kinds of characters than the rest of the example. Digits, capitals and small letters are a kind each;
/// anything else stands for itself.
///
/// Examples of forms: `G-ABC123DEF4`, `123456789`, `shop-1.example`.
#[inline(never)]
pub fn is_like(example: &[u8], text: &[u8]) -> bool {
    let prefix = example.iter().take_while(|byte| byte.is_ascii_uppercase()).count();
    let prefix = if example.get(prefix) == Some(&b'-') { prefix + 1 } else { 0 };
    let (begin, kinds) = example.split_at_checked(prefix).unwrap_or_default();
    let is_known = |byte: &u8| kinds.iter().any(|known| kind(*known) == kind(*byte));
    text.strip_prefix(begin).is_some_and(|rest| !rest.is_empty() && rest.iter().all(is_known))
}

/// One byte that stands for all of its kind.
const fn kind(byte: u8) -> u8 {
    match byte {
        b'0'..=b'9' => b'0',
        b'A'..=b'Z' => b'A',
        b'a'..=b'z' => b'a',
        other => other,
    }
}

/// Whether `url` is `http(s)` or relative, and so safe to link: without a colon it names no scheme, not even one that a
/// browser would read after dropping control characters ("java\nscript:").
pub fn is_web_address(url: &[u8]) -> bool {
    let mut rest = url;
    let scheme = text::take(&mut rest, b':');
    scheme.len() == url.len() && !url.is_empty() || scheme == b"https" || scheme == b"http"
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_example_stands_for_its_form() {
        for (example, good, bad) in [
            ("G-ABC123DEF4", "G-1", "UA-1-1"),
            ("G-ABC123DEF4", "G-XYZ", "G-xyz"),
            ("G-ABC123DEF4", "G-ABC123DEF4", "G-"),
            ("123456789", "123", "12a"),
            ("shop-1.example", "www.example.no", "www example"),
            ("shop-1.example", "my-shop.no", "My-Shop.no"),
        ] {
            assert!(is_like(example.as_bytes(), good.as_bytes()), "{example} {good}");
            assert!(!is_like(example.as_bytes(), bad.as_bytes()), "{example} {bad}");
            assert!(!is_like(example.as_bytes(), b""), "{example}");
        }
    }

    #[test]
    fn only_web_addresses_are_linked() {
        for good in [
            "https://a.test/x",
            "http://a.test",
            "/privacy",
            "privacy.html",
            "?page=privacy",
            "//a.test",
            "#a",
        ] {
            assert!(is_web_address(good.as_bytes()), "{good}");
        }
        for bad in
            ["javascript:alert(1)", "JavaScript:x", "data:text/html,x", "java\nscript:x", " javascript:x", ""]
        {
            assert!(!is_web_address(bad.as_bytes()), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn every_text_has_a_form_or_not(example in "[A-Z]{0,2}-?[a-z0-9]{0,8}", text in "\\PC{0,20}") {
            let _ = is_like(example.as_bytes(), text.as_bytes());
        }

        #[test]
        fn digits_are_digits(text in "[0-9a]{0,6}") {
            prop_assert_eq!(is_like(b"1", text.as_bytes()), !text.is_empty() && !text.contains('a'));
        }
    }
}
