//! What the site owner wrote on the tag or in the settings file, checked.
//!
//! Settings are flat pairs of a path and a value: an attribute `data-meta="123"` is the pair `meta`, `123`; a JSON file
//! `{"texts": {"accept": "Yes"}}` is the pair `texts.accept`, `Yes`. One form for attributes, files, the set-up page and
//! the native checker. A pair that fails the check is left out, and what is left out releases nothing.

use crate::form::{is_like, is_web_address};
use crate::problem::Problem::{self, MalformedSetting, UnknownSetting};
use crate::text;

/// The settings that are no vendor, with their forms: one of several words parted by `|`, a web address if it begins
/// with `/`, else an example. `cfasync` is not ours but belongs on our tag: it keeps Cloudflare's Rocket Loader from
/// reordering it. `*` stands for a group of free texts, such as `controllers.0.name`: the dialog and the cookie page show
/// them as text, and `samtykke-declaration.js` names those that it does not know.
const FORMS: &[u8] = b"\
mode advanced|basic
layout box|bar|corner|modal|none
position start|center|end|top-start|top|top-end
logo /address
months 1|2|3|4|5|6|7|8|9|10|11|12
opt-out-regions NO US-CA
wait-for-update 500
url-passthrough true|false
do-not-track true|false
revision 1
domain shop-1.example
lang nb-NO
policy /address
endpoint /address
config /address
cfasync false
$schema /address
services a-1 b
texts *
controllers *
cookies *
retention *
statement *";

/// The settings of one vendor, as in `vendors.acme.purpose`, with their forms in the same way; `*` stands for any text.
/// Few owners have any, so the browser gets them only then, and hands the form over with the value.
pub const VENDOR_FORMS: &[(&str, &str)] = &[
    ("name", "*"),
    ("purpose", "functional|statistics|marketing|necessary"),
    ("script", "/address"),
    ("cookies", "acme_* ACME-1.id"),
    ("policy", "/address"),
    ("company", "*"),
    ("country", "NO"),
    ("since", "2"),
    ("mode", "advanced|basic"),
    ("transfer", "dpf|scc|none"),
    ("role", "controller|joint|processor"),
    ("choices", "/address"),
    ("days", "1"),
    ("retention", "*"),
];

/// Checks one pair. For a vendor `example` is one of its ids, for a setting of [`VENDOR_FORMS`] its form, else it is
/// empty. Between the entries of a list stands one space; each must be right.
///
/// # Errors
/// When there is no such setting, or its value has another form.
pub fn check<'a>(path: &[u8], example: &'a [u8], value: &[u8]) -> Result<(), Problem<'a>> {
    let expected = if example.is_empty() { form_of(path).ok_or(UnknownSetting)? } else { example };
    // An answer without words would be no answer.
    let right = !value.is_empty() && text::parts(value, b' ').all(|part| has_form(expected, part));
    if right { Ok(()) } else { Err(MalformedSetting { expected }) }
}

/// The settings that are no vendor, each with its form, for who lists them all.
pub fn forms() -> impl Iterator<Item = (&'static [u8], &'static [u8])> {
    text::parts(FORMS, b'\n').map(|mut form| (text::take(&mut form, b' '), form))
}

/// The form of a setting, or of the group it belongs to.
fn form_of(path: &[u8]) -> Option<&'static [u8]> {
    let mut field = path;
    let group = text::take(&mut field, b'.');
    let (_, form) = forms().find(|(name, _)| *name == group)?;
    ((form == b"*") != field.is_empty()).then_some(form)
}

fn has_form(form: &[u8], value: &[u8]) -> bool {
    match form.first() {
        Some(b'*') => true,
        Some(b'/') => is_web_address(value),
        _ if text::holds(form, b'|') => text::parts(form, b'|').any(|word| word == value),
        _ => is_like(form, value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn problem(path: &str, value: &str) -> String {
        let example = match path {
            "google-analytics" => "G-ABC123DEF4",
            "meta" => "123456789012345",
            _ => path.strip_prefix("vendors.acme.").and_then(vendor_form).unwrap_or_default(),
        };
        let mut text = String::new();
        if let Err(problem) = check(path.as_bytes(), example.as_bytes(), value.as_bytes()) {
            problem.write(&mut text);
        }
        text
    }

    fn vendor_form(field: &str) -> Option<&'static str> {
        VENDOR_FORMS.iter().find(|(name, _)| *name == field).map(|(_, form)| *form)
    }

    #[test]
    fn good_settings_pass() {
        for (path, value) in [
            ("google-analytics", "G-ABC123"),
            ("meta", "123 456"),
            ("mode", "basic"),
            ("policy", "/privacy"),
            ("lang", "nb"),
            ("revision", "2"),
            ("domain", ".example.no"),
            ("texts.accept", "Yes, please <b>"),
            ("controllers.0.name", "Fjell AS"),
            ("cookies.1.days", "30"),
            ("retention.statistics", "14 months"),
            ("vendors.acme.name", "Acme & Søn"),
            ("vendors.acme.purpose", "marketing"),
            ("vendors.acme.script", "https://cdn.acme.example/t.js?a=1"),
            ("vendors.acme.cookies", "acme_* acme_id"),
            ("vendors.acme.policy", "/acme"),
            ("vendors.acme.mode", "basic"),
            ("vendors.acme.company", "Acme AS"),
            ("vendors.acme.country", "NO"),
            ("vendors.acme.transfer", "scc"),
            ("vendors.acme.role", "joint"),
            ("vendors.acme.choices", "https://acme.example/choices"),
            ("statement.version", "3"),
            ("vendors.acme.days", "400"),
            ("vendors.acme.retention", "2 years"),
        ] {
            assert_eq!(problem(path, value), "", "{path}");
        }
    }

    #[test]
    fn every_mistake_is_named() {
        for (path, value, expected) in [
            ("gogle-analytics", "G-1", "unknown-setting"),
            ("", "", "unknown-setting"),
            ("mod", "basic", "unknown-setting"),
            ("mode.x", "basic", "unknown-setting"),
            ("controllers", "Fjell AS", "unknown-setting"),
            ("controller.name", "Fjell AS", "unknown-setting"),
            ("google-analytics", "UA-1", "malformed-setting, expected G-ABC123DEF4"),
            ("meta", "", "malformed-setting, expected 123456789012345"),
            ("meta", "1 x 2", "malformed-setting, expected 123456789012345"),
            ("mode", "quiet", "malformed-setting, expected advanced|basic"),
            ("mode", "advanced|basic", "malformed-setting, expected advanced|basic"),
            ("revision", "two", "malformed-setting, expected 1"),
            ("policy", "javascript:x", "malformed-setting, expected /address"),
            ("texts.reject", "", "malformed-setting, expected *"),
            ("vendors.acme", "x", "unknown-setting"),
            ("vendors.acme.nme", "x", "unknown-setting"),
            ("vendors.acme.name", "", "malformed-setting, expected *"),
            (
                "vendors.acme.purpose",
                "ads",
                "malformed-setting, expected functional|statistics|marketing|necessary",
            ),
            ("vendors.acme.script", "javascript:x", "malformed-setting, expected /address"),
            ("vendors.acme.cookies", "(acme)", "malformed-setting, expected acme_* ACME-1.id"),
            ("vendors.acme.country", "Norge", "malformed-setting, expected NO"),
            ("vendors.acme.transfer", "hope", "malformed-setting, expected dpf|scc|none"),
            ("vendors.acme.role", "friend", "malformed-setting, expected controller|joint|processor"),
            ("vendors.acme.choices", "javascript:x", "malformed-setting, expected /address"),
            ("vendors.acme.days", "a year", "malformed-setting, expected 1"),
        ] {
            assert_eq!(problem(path, value), expected, "{path}");
        }
    }

    proptest! {
        #[test]
        fn every_pair_is_checked_without_a_panic(
            path in "[a-z.-]{0,20}", example in "[A-Z]{0,2}-?[a-z0-9]{0,8}", value in "\\PC{0,40}",
        ) {
            let _ = check(path.as_bytes(), example.as_bytes(), value.as_bytes());
        }
    }
}
