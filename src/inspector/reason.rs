//! The reasons of the decision log, in words.

use samtykke_core::Reason;

const SENTENCES: [(Reason, &str); 6] = [
    (Reason::Necessary, "Necessary, so it needs no consent"),
    (Reason::PurposeAccepted, "Its purpose was accepted"),
    (Reason::PurposeRefused, "Its purpose was refused"),
    (Reason::VendorAccepted, "This vendor was accepted by name"),
    (Reason::VendorRefused, "This vendor was refused by name"),
    (Reason::NoAnswer, "No answer yet"),
];

/// A sentence for a reason; an unknown one is shown as it is, without its hyphens.
pub fn sentence(reason: &str) -> String {
    let known = SENTENCES.iter().find(|(known, _)| known.name() == reason);
    known.map_or_else(|| capitalised(&spaced(reason)), |(_, sentence)| (*sentence).to_owned())
}

fn spaced(words: &str) -> String {
    words.chars().map(|letter| if letter == '-' { ' ' } else { letter }).collect()
}

/// With a capital at the beginning.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| [first.to_ascii_uppercase()].into_iter().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::sentence;

    #[test]
    fn known_reasons_are_explained_and_unknown_ones_shown() {
        assert_eq!(sentence("purpose-refused"), "Its purpose was refused");
        assert_eq!(sentence("moon-is-full"), "Moon is full");
        assert_eq!(sentence(""), "");
    }
}
