//! The forms a setting, an id or a field of the cookie may have.

use crate::text;

/// Whether `value` has one of the `forms`, which are parted by `|`.
///
/// In a form, `#` stands for one or more digits, `$` for one or more capitals or digits, `~` for one or more small
/// letters, digits, dots or hyphens, and `^` for one hexadecimal digit. Anything else stands for itself.
#[inline(never)]
pub fn fits(forms: &str, value: &str) -> bool {
    text::split(forms, b'|').any(|form| fits_one(form, value.as_bytes()))
}

fn fits_one(form: &str, mut value: &[u8]) -> bool {
    for kind in form.bytes() {
        let mut taken = value.iter().take_while(|byte| stands_for(kind, **byte)).count();
        if !matches!(kind, b'#' | b'$' | b'~') {
            taken = taken.min(1);
        }
        match value.get(taken..) {
            Some(rest) if taken > 0 => value = rest,
            _ => return false,
        }
    }
    value.is_empty()
}

const fn stands_for(kind: u8, byte: u8) -> bool {
    match kind {
        b'#' => byte.is_ascii_digit(),
        b'$' => byte.is_ascii_digit() || byte.is_ascii_uppercase(),
        b'~' => matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.'),
        b'^' => matches!(byte, b'a'..=b'f' | b'0'..=b'9'),
        _ => byte == kind,
    }
}

/// Whether `url` is `http(s)` or relative: the part before the first `/`, `?` or `#` names no other scheme. Control
/// characters are refused because browsers drop them from URLs ("java\nscript:").
pub fn is_web_address(url: &str) -> bool {
    let end = url.bytes().position(|byte| matches!(byte, b':' | b'/' | b'?' | b'#' | 0..=b' '));
    let relative = end.is_none_or(|end| url.as_bytes().get(end) != Some(&b':'));
    (relative || url.starts_with("https:") || url.starts_with("http:")) && url.bytes().all(|byte| byte > b' ')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn forms_stand_for_whole_values() {
        for (form, good, bad) in [
            ("G-$", "G-ABC123DEF4", "G-"),
            ("G-$", "G-1", "UA-1-1"),
            ("#", "123", "12a"),
            ("advanced|basic", "basic", "basics"),
            ("+~|-~", "-google-ads", "google-ads"),
            ("^", "f", "ff"),
            ("~", "www.example.no", "www example"),
        ] {
            assert!(fits(form, good), "{form} {good}");
            assert!(!fits(form, bad), "{form} {bad}");
            assert!(!fits(form, ""), "{form}");
        }
    }

    #[test]
    fn only_web_addresses_are_linked() {
        for good in [
            "https://a.test/x",
            "http://a.test",
            "/privacy",
            "privacy.html",
            "?page=privacy:1",
            "//a.test",
            "#a:b",
        ] {
            assert!(is_web_address(good), "{good}");
        }
        for bad in [
            "javascript:alert(1)",
            "JavaScript:x",
            "data:text/html,x",
            "java\nscript:x",
            " javascript:x",
            "/a b",
        ] {
            assert!(!is_web_address(bad), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn every_value_fits_or_does_not(form in "[a-z#$~^|-]{0,8}", value in "\\PC{0,20}") {
            let _ = fits(&form, &value);
        }

        #[test]
        fn digits_are_digits(value in "[0-9a]{0,6}") {
            prop_assert_eq!(fits("#", &value), !value.is_empty() && !value.contains('a'));
        }
    }
}
