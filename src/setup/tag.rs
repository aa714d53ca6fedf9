//! The one tag to paste, and the files it needs.

use std::fmt::Write as _;

use crate::fields::{FIRST, vendor};
use crate::{Pairs, json};

/// How far a site goes; `src/TIERS.md` says what each tier stops.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tier {
    /// The one tag.
    #[default]
    Managed,
    /// A static policy: scripts that nobody has marked neither load nor run.
    Strict,
    /// A second script that holds what it recognises.
    Automatic,
    /// Headers by cookie.
    Server,
}

impl Tier {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Managed, Self::Strict, Self::Automatic, Self::Server];

    /// One word.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Managed => "managed",
            Self::Strict => "strict",
            Self::Automatic => "automatic",
            Self::Server => "server",
        }
    }

    /// What it stops, in a sentence.
    pub const fn help(self) -> &'static str {
        match self {
            Self::Managed => {
                "Ids instead of snippets: what is not in the page cannot run. Enough for most sites."
            }
            Self::Strict => {
                "Scripts that you have not marked neither load nor run. Your own inline scripts need a nonce."
            }
            Self::Automatic => {
                "For pages whose tags you cannot edit. Holds what it recognises; it is not prior blocking."
            }
            Self::Server => {
                "Your server sends headers by the visitor's answer: browsers then ask nobody else."
            }
        }
    }

    /// The tier of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tier| tier.name() == name)
    }
}

/// The nonce of the strict tier. It says what the owner wants, and is no secret.
const NONCE: &str = "samtykke";

/// What to paste first in `<head>`: the tag, and what the tier wants before it.
pub fn head(pairs: &Pairs, source: &str, tier: Tier) -> String {
    let before = match tier {
        Tier::Managed | Tier::Server => String::new(),
        Tier::Strict => samtykke_policy::strict_meta(NONCE) + "\n",
        Tier::Automatic => {
            "<script data-auto>/* paste the content of samtykke-auto.js here */</script>\n".to_owned()
        }
    };
    before + &tag(pairs, source, tier)
}

/// The beginning of the tag. Under the strict policy what we insert needs the nonce, and takes it from our own tag.
fn opening(source: &str, tier: Tier) -> String {
    let nonce = if tier == Tier::Strict { format!(" nonce=\"{NONCE}\"") } else { String::new() };
    format!("<script{nonce} src=\"{}\"", escaped(source))
}

/// The tag, with everything before it that it needs; `source` is the address of `samtykke.js`.
///
/// Plain settings become attributes. Texts and single vendors have no place there: they stand in a JSON element before it.
pub fn tag(pairs: &Pairs, source: &str, tier: Tier) -> String {
    let (inside, attributes): (Vec<_>, Vec<_>) = pairs.iter().partition(|(path, _)| path.contains('.'));
    let mut out = String::new();
    if !inside.is_empty() {
        // `<` could end the element.
        let settings = json::write(&inside.into_iter().collect()).replace('<', "\\u003c");
        let _ = write!(
            out,
            "<script type=\"application/json\" id=\"samtykke-settings\">\n{settings}\n</script>\n"
        );
    }
    out += &opening(source, tier);
    for (path, value) in attributes {
        let _ = write!(out, "\n  data-{path}=\"{}\"", escaped(value));
    }
    out + "></script>"
}

/// The same settings, all in a file of their own.
pub fn tag_with_file(source: &str, file: &str, tier: Tier) -> String {
    format!("{} data-config=\"{}\"></script>", opening(source, tier), escaped(file))
}

/// Text as it may stand in an attribute or between elements.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The files that must lie in one folder for these settings, with what each is for.
pub fn files(pairs: &Pairs, tier: Tier) -> Vec<(&'static str, &'static str)> {
    let further =
        |path: &str| path.starts_with("vendors.") || vendor(path).is_some_and(|one| !FIRST.contains(&one.id));
    let mut all = vec![
        ("samtykke.js", "the script itself"),
        ("samtykke-later.js", "what can wait until the question stands there"),
    ];
    if pairs.iter().any(|(path, _)| further(path)) {
        all.push(("samtykke-vendors.js", "for vendors that few sites name, as yours does"));
    }
    if tier == Tier::Automatic {
        all.push(("samtykke-auto.js", "its content is pasted into the page"));
    }
    all.push(("samtykke-declaration.js, catalogue.json", "only for a page with the cookie table"));
    if !pairs.get("endpoint").is_empty() {
        all.push(("samtykke-record.js", "sends your record to your own server"));
    }
    all.push(("texts/", "the languages; not needed for English alone"));
    all.push(("samtykke-nowasm.js", "only where a policy forbids WebAssembly"));
    all.push(("samtykke-inspector.js", "only for who looks with ?samtykke-inspect"));
    all
}

/// The command that copies these files into a site's folder; what is pasted into the page stays out.
pub fn copying(pairs: &Pairs, tier: Tier, folder: &str) -> String {
    let names = files(pairs, tier).into_iter().flat_map(|(names, _)| names.split(", "));
    let sources = names
        .filter(|name| *name != "samtykke-auto.js")
        .map(|name| format!("target/dist/{} ", name.trim_end_matches('/')));
    // On another host only its owner knows where the folder lies.
    let below = if folder.contains("//") { "" } else { folder.trim_end_matches('/') };
    format!("cp -r {}/path/to/your/site{below}", sources.collect::<String>())
}

/// The folder that the files lie in, as an address: from the site's root, or whole; it ends with a slash.
pub fn folder(written: &str) -> String {
    let inner = written.trim().trim_end_matches('/');
    let whole = inner.contains("//") || inner.starts_with('/') || inner.is_empty();
    format!("{}{inner}/", if whole { "" } else { "/" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_an_address() {
        for (written, expected) in [
            ("", "/"),
            ("/", "/"),
            (" consent ", "/consent/"),
            ("/js/consent/", "/js/consent/"),
            ("https://static.example/c", "https://static.example/c/"),
        ] {
            assert_eq!(folder(written), expected, "{written:?}");
        }
        let none = Pairs::default();
        assert!(copying(&none, Tier::Managed, "/consent/").ends_with(" /path/to/your/site/consent"));
        assert!(copying(&none, Tier::Managed, "https://static.example/c/").ends_with(" /path/to/your/site"));
    }

    #[test]
    fn plain_settings_are_attributes() {
        let pairs = Pairs::from_iter([("google-analytics", "G-1"), ("policy", "/privacy?a=\"<1>\"&b")]);
        let expected = "<script src=\"/samtykke.js\"\n  data-google-analytics=\"G-1\"\n  \
                        data-policy=\"/privacy?a=&quot;&lt;1&gt;&quot;&amp;b\"></script>";
        assert_eq!(tag(&pairs, "/samtykke.js", Tier::Managed), expected);
    }

    #[test]
    fn texts_stand_in_json_that_cannot_end_early() {
        let pairs = Pairs::from_iter([("meta", "1"), ("texts.accept", "</script>")]);
        let tag = tag(&pairs, "/samtykke.js", Tier::Managed);
        assert!(tag.starts_with("<script type=\"application/json\" id=\"samtykke-settings\">\n{"), "{tag}");
        assert_eq!(tag.matches("</script>").count(), 2, "{tag}");
        let (_, rest) = tag.split_once(">\n").unwrap();
        let (json, _) = rest.split_once("\n</script>").unwrap();
        assert_eq!(json::read(json).unwrap().get("texts.accept"), "</script>");
    }

    #[test]
    fn a_tier_adds_what_must_stand_first() {
        let pairs = Pairs::from_iter([("meta", "1")]);
        for tier in Tier::ALL {
            let plain = tag(&pairs, "/samtykke.js", tier);
            let head = head(&pairs, "/samtykke.js", tier);
            assert!(head.ends_with(&plain), "{head}");
            assert_eq!(head == plain, matches!(tier, Tier::Managed | Tier::Server), "{head}");
            assert_eq!(Tier::named(tier.name()), Some(tier));
        }
        assert_eq!(Tier::named("none"), None);
    }

    #[test]
    fn what_the_strict_policy_lets_through_is_what_our_tag_can_hand_on() {
        let pairs = Pairs::from_iter([("meta", "1")]);
        let carries = |tag: &str| tag.contains("<script nonce=\"samtykke\" src=\"/samtykke.js\"");
        let head = head(&pairs, "/samtykke.js", Tier::Strict);
        assert!(head.contains("'nonce-samtykke'") && carries(&head), "{head}");
        assert!(carries(&tag_with_file("/samtykke.js", "/samtykke.json", Tier::Strict)));
        assert!(!carries(&tag(&pairs, "/samtykke.js", Tier::Managed)));
    }

    #[test]
    fn files_follow_the_vendors() {
        let has = |path: &str| {
            files(&Pairs::from_iter([(path, "1")]), Tier::Managed)
                .iter()
                .any(|(file, _)| *file == "samtykke-vendors.js")
        };
        assert!(has("hotjar") && has("vendors.acme.name"));
        let none = Pairs::default();
        assert!(
            copying(&none, Tier::Automatic, "/")
                .starts_with("cp -r target/dist/samtykke.js target/dist/samtykke-later.js ")
        );
        assert!(!copying(&none, Tier::Automatic, "/").contains("auto"));
        assert!(!has("meta") && !has("lang"));
    }
}
