//! Every setting there is, as data: from core's list and the catalogue, so that a new one needs a label here at most.

use samtykke_catalogue::{TAGS, Vendor, find};
use samtykke_core::settings;

/// The vendors whose tags `samtykke.js` carries, in the order in which they are released; the others' lie in
/// `samtykke-vendors.js`.
pub const FIRST: &[&str] = &[
    "google-analytics",
    "google-ads",
    "google-floodlight",
    "google-tag-manager",
    "meta",
    "linkedin",
    "microsoft-uet",
];

/// A setting that is no vendor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// As in the settings file, and behind `data-` on the tag.
    pub path: &'static str,
    /// The values it knows, parted by `|`; or `/…` for a web address; or an example.
    pub form: &'static str,
    /// What owners call it.
    pub label: &'static str,
    /// What it does, in a sentence.
    pub help: &'static str,
}

/// What to call the settings of core's list.
const WORDS: &[(&str, &str, &str)] = &[
    (
        "mode",
        "Google before an answer",
        "advanced, the default: cookieless pings before consent. basic: no request to Google before consent.",
    ),
    (
        "layout",
        "Layout",
        "How the question stands in the page; a box by default. A modal one is answered first.",
    ),
    (
        "position",
        "Position",
        "Which edge or corner the question stands at; the start of the lower edge by default.",
    ),
    ("logo", "Logo", "Address of a picture above the question."),
    ("months", "Months", "How long a yes holds, 1 to 12; 6 by default. A no holds 6 at least."),
    (
        "opt-out-regions",
        "Regions that opt out",
        "Where the law lets visitors object instead of consent: Google's signals are granted there by default.",
    ),
    ("wait-for-update", "Milliseconds to wait", "How long Google's tags wait for an answer."),
    ("url-passthrough", "Click ids in links", "Google passes them on while consent is denied."),
    ("do-not-track", "Do Not Track", "Counts like Global Privacy Control, which always counts."),
    ("lang", "Language", "Of the question. Without it, the page's language, else the browser's."),
    ("policy", "Privacy page", "Address of your privacy page; the question links to it."),
    (
        "revision",
        "Revision",
        "A number. Raise it when what you ask changes: those who said yes are asked again.",
    ),
    (
        "domain",
        "Cookie domain",
        "When several hosts share one choice: shop.example for www. and my.shop.example.",
    ),
    ("endpoint", "Record address", "Where each choice is posted, if you keep a record on your own server."),
    ("config", "Settings file", "Address of a JSON file with more settings; the tag's own win."),
    (
        "services",
        "Marked tags",
        "Vendors whose tags you have marked in your pages, by their ids: the cookie page lists them too.",
    ),
    ("$schema", "Schema", "Address of config.schema.json, for editors."),
    ("cfasync", "Cloudflare", "false keeps Cloudflare's Rocket Loader from moving the tag."),
];

/// What to call the settings of a single vendor.
const VENDOR_WORDS: &[(&str, &str, &str)] = &[
    ("name", "Name", "What your visitors know it as."),
    ("purpose", "Purpose", "What its data are for; it waits until the visitor allows that."),
    ("script", "Script", "Address of its script: what stands behind src= in the vendor's own snippet."),
    (
        "cookies",
        "Cookies",
        "The names it writes, parted by spaces; * for any rest. A withdrawal removes them.",
    ),
    ("policy", "Privacy policy", "Address of the vendor's own."),
    ("company", "Company", "Who gets the data."),
    ("country", "Country", "Where that company is, in two letters."),
    ("since", "Since revision", "The revision with which it came: older answers do not hold for it."),
    (
        "mode",
        "Mode",
        "For one of Google's tags: `basic` asks nobody before a yes, whatever the mode of the others is.",
    ),
    (
        "transfer",
        "Transfer",
        "dpf: Data Privacy Framework. scc: standard contractual clauses. none: data stay in Europe.",
    ),
    (
        "role",
        "Role",
        "What it is under the GDPR: a controller in its own right, a joint controller with you, or your processor.",
    ),
    ("choices", "Its own settings", "Address where visitors set what the vendor does with their data."),
    ("days", "Days", "How long its cookies live, at the most."),
    ("retention", "Kept for", "How long the vendor keeps the data, as in \"14 months\"."),
];

/// The settings of a single vendor, in core's order.
pub fn of_vendor() -> impl Iterator<Item = Field> {
    settings::VENDOR_FORMS.iter().map(|(path, form)| worded(VENDOR_WORDS, path, form))
}

fn worded(words: &'static [(&str, &str, &str)], path: &'static str, form: &'static str) -> Field {
    let words = words.iter().find(|(known, ..)| *known == path);
    let (label, help) = words.map_or((path, ""), |(_, label, help)| (*label, *help));
    Field { path, form, label, help }
}

/// What each group that the cookie page reads may say; `runtime/declaration` knows the same.
const GROUPS: &[(&str, &[&str])] = &[
    (
        "controllers",
        &["name", "number", "address", "country", "contact", "email", "phone", "url", "authority", "sites"],
    ),
    ("cookies", &["name", "purpose", "kind", "days", "text", "company"]),
    ("retention", &["necessary", "functional", "statistics", "marketing"]),
    ("statement", &["version", "date", "changes", "decisions"]),
];

/// What may stand in the place of the last word of a path such as `controllers.0.name`, if it may not stand there.
pub fn instead_of(path: &str) -> Option<&'static [&'static str]> {
    let (group, field) = path.split_once('.')?;
    let field = field.rsplit('.').next().unwrap_or(field);
    let known = of_group(group);
    (!known.is_empty() && !known.contains(&field)).then_some(known)
}

/// What an entry of this group may say; empty for one that the cookie page does not read.
pub fn of_group(group: &str) -> &'static [&'static str] {
    GROUPS.iter().find(|(name, _)| *name == group).map_or(&[], |(_, known)| known)
}

/// The groups of free texts: `texts`, `controllers`.
pub fn groups() -> impl Iterator<Item = &'static str> {
    forms().filter(|(_, form)| *form == "*").map(|(path, _)| path)
}

fn forms() -> impl Iterator<Item = (&'static str, &'static str)> {
    settings::forms().map(|(path, form)| (text(path), text(form)))
}

/// The settings that are no vendor, in core's order.
pub fn settings() -> impl Iterator<Item = Field> {
    forms().filter(|(_, form)| *form != "*").map(|(path, form)| worded(WORDS, path, form))
}

/// Core's list is ASCII.
fn text(bytes: &'static [u8]) -> &'static str {
    std::str::from_utf8(bytes).unwrap_or_default()
}

impl Field {
    /// The words it knows; none if it takes any text of its form.
    pub fn choices(&self) -> impl Iterator<Item = &'static str> {
        self.form.split('|').filter(|_| self.form.contains('|'))
    }

    /// Whether it is a web address.
    pub fn is_address(&self) -> bool {
        self.form.starts_with('/')
    }
}

/// The vendors that an id alone can manage: first those that `samtykke.js` carries.
pub fn vendors() -> impl Iterator<Item = &'static Vendor> {
    let others = TAGS.iter().map(|(id, _)| *id).filter(|id| !FIRST.contains(id));
    FIRST.iter().copied().chain(others).filter_map(vendor)
}

/// The vendor of this id, if an id can manage it.
pub fn vendor(id: &str) -> Option<&'static Vendor> {
    find(id).filter(|vendor| vendor.example.is_some())
}

/// How an id of this vendor looks; empty if no id can manage it.
pub fn example(id: &str) -> &'static str {
    vendor(id).and_then(|vendor| vendor.example).unwrap_or_default()
}

/// The languages of the dialog.
pub const LANGUAGES: [&str; 42] = [
    "ar", "bg", "bs", "ca", "cs", "cy", "da", "de", "el", "en", "es", "et", "eu", "fi", "fo", "fr", "ga",
    "gl", "he", "hr", "hu", "is", "it", "lt", "lv", "mk", "mt", "nb", "nl", "nn", "pl", "pt", "ro", "ru",
    "se", "sk", "sl", "sq", "sr", "sv", "tr", "uk",
];

/// Names and English words of the dialog's texts.
pub fn texts() -> Vec<(String, String)> {
    words_of(include_str!("../../www/texts/en.json"))
}

/// Those of the cookie page and the placeholders too.
pub fn all_texts() -> Vec<(String, String)> {
    [texts(), words_of(include_str!("../../www/texts/declaration/en.json"))].concat()
}

fn words_of(file: &str) -> Vec<(String, String)> {
    let all: serde_json::Map<String, serde_json::Value> = serde_json::from_str(file).unwrap_or_default();
    let own = all.into_iter().filter(|(name, _)| name != "language" && name != "review");
    own.map(|(name, value)| (name, value.as_str().unwrap_or_default().to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_of_core_has_words() {
        let all: Vec<_> = settings().collect();
        assert!(all.iter().any(|field| field.path == "mode" && field.choices().eq(["advanced", "basic"])));
        assert!(all.iter().any(|field| field.path == "policy" && field.is_address()));
        for field in all.into_iter().chain(of_vendor()) {
            assert!(!field.form.is_empty() && !field.help.is_empty(), "{}", field.path);
        }
    }

    #[test]
    fn every_managed_vendor_is_listed_once() {
        let ids: Vec<_> = vendors().map(|vendor| vendor.id).collect();
        assert_eq!(ids.len(), TAGS.len());
        assert!(ids.starts_with(FIRST));
        assert!(ids.contains(&"matomo"));
    }

    #[test]
    fn every_language_has_a_file() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../www/texts");
        let files = std::fs::read_dir(folder)
            .unwrap()
            .filter_map(|entry| entry.unwrap().path().file_name()?.to_str().map(str::to_owned));
        let mut all: Vec<_> = files.filter_map(|name| Some(name.strip_suffix(".json")?.to_owned())).collect();
        all.sort();
        assert_eq!(all, LANGUAGES);
    }

    #[test]
    fn texts_have_names() {
        assert!(texts().iter().any(|(name, text)| name == "accept" && text == "Accept all"));
        assert!(!texts().iter().any(|(name, _)| name == "language"));
    }
}
