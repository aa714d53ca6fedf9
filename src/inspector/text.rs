//! Looking into texts. The standard search for a text in a text brings 8 kB along; what we look through is short.

/// Whether `part` stands anywhere in `text`.
pub fn has(text: &str, part: &str) -> bool {
    part.is_empty() || text.as_bytes().windows(part.len()).any(|window| window == part.as_bytes())
}

/// What follows the `://` of an address.
pub fn after_scheme(url: &str) -> Option<&str> {
    url.split_once(':')?.1.strip_prefix("//")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_is_there() {
        assert!(has("samtykke.js", "tykke") && has("a", "a") && has("", ""));
        assert!(!has("samtykke.js", "tykker") && !has("", "a"));
        assert_eq!(after_scheme("https://a.example/?b://c"), Some("a.example/?b://c"));
        assert_eq!(after_scheme("data:text/plain,://"), None);
    }
}
