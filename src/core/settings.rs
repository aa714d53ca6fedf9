//! What the site owner wrote on the tag or in the settings file, checked.
//!
//! A setting that cannot be used is left out and named by [`Settings::problems`]; what is left out releases nothing.

use crate::form::{fits, is_web_address};
use crate::pairs::Pairs;
use crate::problem::{MALFORMED_SETTING, Problem, UNKNOWN_SETTING};
use crate::text;
use crate::vendors::{self, MANAGED, Vendor};

/// The settings that are no vendor, and their forms. `cfasync` is not ours but belongs on our tag: it keeps Cloudflare's
/// Rocket Loader from reordering it. An empty form is a web address.
const FORMS: [(&str, &str, &str); 9] = [
    ("mode", "advanced|basic", "advanced or basic"),
    ("layout", "box|bar", "box or bar"),
    ("revision", "#", "a whole number"),
    ("domain", "~", "a host name"),
    ("policy", "", "https://… or a path"),
    ("endpoint", "", "https://… or a path"),
    ("lang", "~", "a language tag"),
    ("config", "", "https://… or a path"),
    ("cfasync", "false", "false"),
];

/// The settings of one page.
#[derive(Clone, Copy, Debug)]
pub struct Settings<'a> {
    pairs: Pairs<'a>,
}

impl<'a> Settings<'a> {
    /// Settings over the owner's pairs.
    pub const fn new(pairs: Pairs<'a>) -> Self {
        Self { pairs }
    }

    /// Whether Google may get cookieless pings before consent (`data-mode="advanced"`, the default). A mode we do not
    /// know sends none.
    pub fn advanced(&self) -> bool {
        matches!(self.pairs.get("mode"), None | Some("advanced"))
    }

    /// The revision of the question (`data-revision`), 1 if none.
    pub fn revision(&self) -> u32 {
        self.pairs.get("revision").and_then(text::number).unwrap_or(1)
    }

    /// The cookie's domain (`data-domain`); empty for the host alone.
    pub fn domain(&self) -> &'a str {
        self.get("domain")
    }

    /// The address of the privacy page (`data-policy`); empty if there is none.
    pub fn policy(&self) -> &'a str {
        self.get("policy")
    }

    /// `box` or `bar`; empty for the default, `box`.
    pub fn layout(&self) -> &'a str {
        self.get("layout")
    }

    /// The language the owner asks for (`data-lang`); empty if none.
    pub fn language(&self) -> &'a str {
        self.get("lang")
    }

    /// The owner's ids for `vendor`, parted by spaces or commas; empty if there are none, or one is malformed.
    pub fn ids(&self, vendor: &Vendor) -> &'a str {
        self.get(vendor.id)
    }

    /// The vendors that the owner has named by well-formed ids.
    pub fn vendors(&self) -> impl Iterator<Item = &'static Vendor> {
        let settings = *self;
        MANAGED.iter().copied().filter(move |vendor| !settings.ids(vendor).is_empty())
    }

    /// Reports everything the owner may have to mend.
    pub fn problems(&self, mut report: impl FnMut(Problem<'a>)) {
        for (place, value) in self.pairs.iter().filter(|(path, _)| !path.starts_with("texts.")) {
            let expected = expected(place, value);
            if expected != FINE {
                let name = if expected == UNKNOWN { UNKNOWN_SETTING } else { MALFORMED_SETTING };
                report(Problem { name, place, value, expected });
            }
        }
    }

    /// The value of `path`; empty if there is none, or one we cannot use.
    #[inline(never)]
    fn get(&self, path: &str) -> &'a str {
        self.pairs.get(path).filter(|value| expected(path, value) == FINE).unwrap_or_default()
    }
}

const FINE: &str = "";
const UNKNOWN: &str = "another name";

/// What should stand at `path` instead of `value`; [`FINE`] if it is right, [`UNKNOWN`] if there is no such setting.
#[inline(never)]
fn expected(path: &str, value: &str) -> &'static str {
    if let Some(vendor) = vendors::find(path) {
        let right = !value.is_empty() && text::words(value).all(|id| fits(vendor.form, id));
        return if right { FINE } else { vendor.example };
    }
    let Some((_, form, expected)) = FORMS.iter().find(|(name, _, _)| *name == path) else { return UNKNOWN };
    let right = if form.is_empty() { is_web_address(value) } else { fits(form, value) };
    if right { FINE } else { expected }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(text: &str) -> Vec<String> {
        let text = text.replace('=', "\x1f").replace(';', "\x1e");
        let mut found = Vec::new();
        Settings::new(Pairs(&text)).problems(|problem| {
            let mut line = String::new();
            problem.write(&mut line);
            found.push(line);
        });
        found
    }

    #[test]
    fn a_good_tag_has_no_problems() {
        assert!(
            problems("google-analytics=G-ABC123;meta=123, 456;mode=basic;policy=/privacy;lang=nb;")
                .is_empty()
        );
    }

    #[test]
    fn every_mistake_is_named_with_its_place() {
        let cases = [
            ("gogle-analytics=G-1;", "unknown-setting: gogle-analytics = \"G-1\", expected another name"),
            (
                "google-analytics=UA-1-1;",
                "malformed-setting: google-analytics = \"UA-1-1\", expected G-ABC123DEF4",
            ),
            ("meta=;", "malformed-setting: meta = \"\", expected 123456789012345"),
            ("mode=quiet;", "malformed-setting: mode = \"quiet\", expected advanced or basic"),
            ("revision=two;", "malformed-setting: revision = \"two\", expected a whole number"),
            (
                "policy=javascript:alert(1);",
                "malformed-setting: policy = \"javascript:alert(1)\", expected https://… or a path",
            ),
        ];
        for (settings, expected) in cases {
            assert_eq!(problems(settings), [expected]);
        }
    }

    #[test]
    fn one_malformed_id_leaves_its_vendor_out() {
        let settings = Settings::new(Pairs("meta\x1f1, x, 2\x1elinkedin\x1f1 2\x1e"));
        assert_eq!(settings.vendors().map(|vendor| vendor.id).collect::<Vec<_>>(), ["linkedin"]);
    }

    #[test]
    fn an_unknown_mode_sends_no_pings() {
        assert!(Settings::new(Pairs("")).advanced());
        assert!(!Settings::new(Pairs("mode\x1fbasik\x1e")).advanced());
    }
}
