//! What the site owner wrote on the tag or in the settings file, checked.
//!
//! A setting that cannot be used is left out and named by [`Settings::problems`]; what is left out releases nothing.

use crate::pairs::Pairs;
use crate::problem::{Kind, Problem};
use crate::text;
use crate::vendors::{MANAGED, Vendor};

/// The paths that are no vendor: name, and the values it knows (empty: any).
const KNOWN: [(&str, &str); 10] = [
    ("mode", "advanced basic"),
    ("layout", "box bar"),
    ("lang", ""),
    ("policy", ""),
    ("revision", ""),
    ("domain", ""),
    ("endpoint", ""),
    ("config", ""),
    // Not ours, but written on our tag: Cloudflare's Rocket Loader reorders scripts that do not carry it.
    ("cfasync", ""),
    ("denied", ""), // set by the runtime on the tag of the no-wasm build
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
        self.pairs.get("domain").filter(|domain| is_domain(domain)).unwrap_or_default()
    }

    /// The privacy page (`data-policy`), if it is an address a visitor can be sent to.
    pub fn policy(&self) -> Option<&'a str> {
        self.pairs.get("policy").filter(|url| is_web_address(url))
    }

    /// `box` (default) or `bar`.
    pub fn layout(&self) -> &'a str {
        self.pairs.get("layout").filter(|layout| text::words(KNOWN[1].1).any(|known| known == *layout)).unwrap_or("box")
    }

    /// The language the owner asks for (`data-lang`); empty if none.
    pub fn language(&self) -> &'a str {
        self.pairs.get("lang").unwrap_or_default()
    }

    /// The text `name`: the owner's own, else the language file's. `None` when there is none.
    pub fn text(&self, name: &str) -> Option<&'a str> {
        self.pairs.iter().find(|(path, _)| path.strip_prefix(TEXTS) == Some(name)).map(|(_, value)| value)
    }

    /// The owner's well-formed ids for `vendor`.
    pub fn ids(&self, vendor: &'static Vendor) -> impl Iterator<Item = &'a str> + Clone {
        text::words(self.pairs.get(vendor.id).unwrap_or_default()).filter(|id| vendor.identifier.matches(id))
    }

    /// The vendors that have at least one well-formed id.
    pub fn vendors(&self) -> impl Iterator<Item = &'static Vendor> {
        let settings = *self;
        MANAGED.into_iter().filter(move |vendor| settings.ids(vendor).next().is_some())
    }

    /// Reports everything the owner may have to mend.
    pub fn problems(&self, mut report: impl FnMut(Problem<'a>)) {
        for (place, value) in self.pairs.iter() {
            let value = value.trim_ascii();
            if let Some((kind, expected)) = problem(place, value) {
                report(Problem { kind, place, value, expected });
            }
        }
    }
}

const TEXTS: &str = "texts.";

fn problem(path: &str, value: &str) -> Option<(Kind, &'static str)> {
    if path.starts_with(TEXTS) {
        return None;
    }
    if let Some(vendor) = MANAGED.into_iter().find(|vendor| vendor.id == path) {
        let right = !value.is_empty() && text::words(value).all(|id| vendor.identifier.matches(id));
        return (!right).then_some((Kind::MalformedId, vendor.identifier.example));
    }
    let Some((_, values)) = KNOWN.iter().find(|(name, _)| *name == path) else {
        return Some((Kind::UnknownSetting, ""));
    };
    let (right, expected) = match path {
        "policy" | "endpoint" => return (!is_web_address(value)).then_some((Kind::UnsafeUrl, "https://… or a path")),
        "revision" => (text::number(value).is_some(), "a whole number"),
        "domain" => (is_domain(value), "a host name"),
        _ => (values.is_empty() || text::words(values).any(|known| known == value), *values),
    };
    (!right).then_some((Kind::UnknownValue, expected))
}

/// Whether `url` is `http(s)` or relative: the part before the first `/`, `?` or `#` names no other scheme. Control
/// characters are refused because browsers drop them from URLs ("java\nscript:").
fn is_web_address(url: &str) -> bool {
    let end = url.bytes().position(|byte| matches!(byte, b'/' | b'?' | b'#')).unwrap_or(url.len());
    let scheme = url.get(..end).unwrap_or_default();
    !url.bytes().any(|byte| byte <= b' ')
        && (!scheme.bytes().any(|byte| byte == b':')
            || scheme.eq_ignore_ascii_case("https:")
            || scheme.eq_ignore_ascii_case("http:"))
}

fn is_domain(domain: &str) -> bool {
    domain.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'))
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
        assert!(problems("google-analytics=G-ABC123;meta=123, 456;mode=basic;policy=/privacy;lang=nb;").is_empty());
    }

    #[test]
    fn every_mistake_is_named_with_its_place() {
        let cases = [
            ("gogle-analytics=G-1;", "unknown-setting: gogle-analytics = \"G-1\""),
            ("google-analytics=UA-1-1;", "malformed-id: google-analytics = \"UA-1-1\", expected G-ABC123DEF4"),
            ("meta=;", "malformed-id: meta = \"\", expected 123456789012345"),
            ("mode=quiet;", "unknown-value: mode = \"quiet\", expected advanced basic"),
            ("revision=two;", "unknown-value: revision = \"two\", expected a whole number"),
            ("policy=javascript:alert(1);", "unsafe-url: policy = \"javascript:alert(1)\", expected https://… or a path"),
        ];
        for (settings, expected) in cases {
            assert_eq!(problems(settings), [expected]);
        }
    }

    #[test]
    fn one_bad_id_does_not_lose_the_good_ones() {
        let settings = Settings::new(Pairs("meta\x1f1, x, 2\x1e"));
        let vendor = settings.vendors().next().unwrap();
        assert_eq!(settings.ids(vendor).collect::<Vec<_>>(), ["1", "2"]);
    }

    #[test]
    fn an_unknown_mode_sends_no_pings() {
        assert!(Settings::new(Pairs("")).advanced());
        assert!(!Settings::new(Pairs("mode\x1fbasik\x1e")).advanced());
    }

    #[test]
    fn only_web_addresses_are_linked() {
        for good in ["https://a.test/x", "HTTP://a.test", "/privacy", "privacy.html", "?page=privacy:1", "//a.test"] {
            assert!(is_web_address(good), "{good}");
        }
        for bad in ["javascript:alert(1)", "JavaScript:x", "data:text/html,x", "java\nscript:x", " javascript:x"] {
            assert!(!is_web_address(bad), "{bad}");
        }
    }

    #[test]
    fn the_owner_may_override_a_text() {
        let settings = Settings::new(Pairs("texts.accept\x1fYes please\x1etexts.accept\x1fAccept all\x1e"));
        assert_eq!(settings.text("accept"), Some("Yes please"));
        assert_eq!(settings.text("reject"), None);
    }
}
