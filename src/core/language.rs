//! Which language the visitor is asked in.

use crate::text;

/// The languages we have texts in, one file each in `www/texts`.
pub const AVAILABLE: &str = "en nb";

/// What a language falls back to before the next wanted one: `no` is written bokmål by default, and readers of
/// nynorsk and Northern Sámi read it.
const FALLBACKS: [(&str, &str); 3] = [("no", "nb"), ("nn", "nb"), ("se", "nb")];

/// The first of `wanted` (language tags, most wanted first) that there are texts in; English when there is none.
pub fn choose<'a>(wanted: impl Iterator<Item = &'a str>) -> &'static str {
    wanted.map(|tag| text::cut(tag, b'-').0).find_map(|language| available(language).or_else(|| fallback(language))).unwrap_or("en")
}

fn available(language: &str) -> Option<&'static str> {
    text::words(AVAILABLE).find(|known| known.eq_ignore_ascii_case(language))
}

fn fallback(language: &str) -> Option<&'static str> {
    FALLBACKS.iter().find(|(from, _)| from.eq_ignore_ascii_case(language)).map(|(_, to)| *to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn norwegian_has_many_names() {
        for tag in ["nb", "no", "nn-NO", "NB-no", "se"] {
            assert_eq!(choose([tag, "en"].into_iter()), "nb", "{tag}");
        }
    }

    #[test]
    fn unknown_languages_pass_on_to_the_next() {
        assert_eq!(choose(["tlh", "nb"].into_iter()), "nb");
        assert_eq!(choose([""].into_iter()), "en");
    }
}
