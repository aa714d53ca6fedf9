//! Which language the visitor is asked in.

use crate::text;

/// The languages we have texts in, one file each in `www/texts`.
pub const AVAILABLE: &str = "en nb";

/// The first of the `wanted` language tags (lower case, parted by spaces) that there are texts in.
///
/// `no` is bokmål unless something else is said; readers of nynorsk and Northern Sámi read it.
#[inline(never)]
pub fn choose(wanted: &str) -> Option<&'static str> {
    text::words(wanted).find_map(|tag| {
        let language = match text::cut(tag, b'-').0 {
            "no" | "nn" | "se" => "nb",
            language => language,
        };
        text::words(AVAILABLE).find(|known| *known == language)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn norwegian_has_many_names() {
        for wanted in ["nb", "no en", "nn-no", "nb-no", "se en"] {
            assert_eq!(choose(wanted), Some("nb"), "{wanted}");
        }
    }

    #[test]
    fn unknown_languages_pass_on_to_the_next() {
        assert_eq!(choose("tlh nb"), Some("nb"));
        assert_eq!(choose(""), None);
    }
}
