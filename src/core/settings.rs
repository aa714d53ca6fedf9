//! What the site owner wrote on the tag or in the settings file, checked.
//!
//! Settings are flat pairs of a path and a value: an attribute `data-meta="123"` is the pair `meta`, `123`; a JSON file
//! `{"texts": {"accept": "Yes"}}` is the pair `texts.accept`, `Yes`. One form for attributes, files, the set-up page and
//! the native checker. A pair that fails the check is left out, and what is left out releases nothing.

use crate::form::{fits, is_web_address};
use crate::problem::{MALFORMED_SETTING, Problem, UNKNOWN_SETTING};
use crate::text;
use crate::vendors;

/// The settings that are no vendor: path, form, and what to expect. An empty form is a web address. `cfasync` is not ours
/// but belongs on our tag: it keeps Cloudflare's Rocket Loader from reordering it.
const FORMS: [(&str, &str, &str); 9] = [
    ("mode", "advanced|basic", "advanced or basic"),
    ("layout", "box|bar", "box or bar"),
    ("revision", "#", "a whole number"),
    ("domain", "~", "a host name"),
    ("policy", "", "a web address"),
    ("endpoint", "", "a web address"),
    ("lang", "~", "a language tag"),
    ("config", "", "a web address"),
    ("cfasync", "false", "false"),
];

/// Checks one pair.
///
/// # Errors
/// When there is no such setting, or its value has another form.
pub fn check<'a>(place: &'a str, value: &'a str) -> Result<(), Problem<'a>> {
    if place.starts_with("texts.") {
        return Ok(());
    }
    let (name, right, expected) = if let Some(vendor) = vendors::find(place) {
        let right = !value.is_empty() && text::words(value).all(|id| fits(vendor.form, id));
        (MALFORMED_SETTING, right, vendor.example)
    } else {
        match FORMS.iter().find(|(path, _, _)| *path == place) {
            Some((_, "", expected)) => (MALFORMED_SETTING, is_web_address(value), *expected),
            Some((_, form, expected)) => (MALFORMED_SETTING, fits(form, value), *expected),
            None => (UNKNOWN_SETTING, false, "another name"),
        }
    };
    if right { Ok(()) } else { Err(Problem { name, place, value, expected }) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn problem(place: &str, value: &str) -> String {
        let mut text = String::new();
        if let Err(problem) = check(place, value) {
            problem.write(&mut text);
        }
        text
    }

    #[test]
    fn good_settings_pass() {
        for (place, value) in [
            ("google-analytics", "G-ABC123"),
            ("meta", "123, 456"),
            ("mode", "basic"),
            ("policy", "/privacy"),
            ("lang", "nb"),
            ("revision", "2"),
            ("domain", ".example.no"),
            ("texts.accept", "Yes, please <b>"),
        ] {
            assert_eq!(problem(place, value), "", "{place}");
        }
    }

    #[test]
    fn every_mistake_is_named_with_its_place() {
        let cases = [
            ("gogle-analytics", "G-1", "unknown-setting: gogle-analytics = \"G-1\", expected another name"),
            ("google-analytics", "UA-1", "malformed-setting: google-analytics = \"UA-1\", expected G-ABC123DEF4"),
            ("meta", "", "malformed-setting: meta = \"\", expected 123456789012345"),
            ("meta", "1, x, 2", "malformed-setting: meta = \"1, x, 2\", expected 123456789012345"),
            ("mode", "quiet", "malformed-setting: mode = \"quiet\", expected advanced or basic"),
            ("revision", "two", "malformed-setting: revision = \"two\", expected a whole number"),
            ("policy", "javascript:x", "malformed-setting: policy = \"javascript:x\", expected a web address"),
        ];
        for (place, value, expected) in cases {
            assert_eq!(problem(place, value), expected);
        }
    }

    proptest! {
        #[test]
        fn every_pair_is_checked_without_a_panic(place in "[a-z.-]{0,20}", value in "\\PC{0,40}") {
            let _ = check(&place, &value);
        }
    }
}
