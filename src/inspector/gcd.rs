//! Google's `gcs` and `gcd`, letter by letter, as read off real hits of Google's own tags.

/// The types that `gcd` tells of, in its order, each with whose choice it follows.
pub const TYPES: [(&str, Side); 4] = [
    ("ad_storage", Side::Ads),
    ("analytics_storage", Side::Statistics),
    ("ad_user_data", Side::Ads),
    ("ad_personalization", Side::Ads),
];

/// Whose choice a signal follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Google Ads.
    Ads,
    /// Google Analytics.
    Statistics,
}

/// What was said about one type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The letter.
    pub letter: char,
    /// What the `default` command said.
    pub default: Word,
    /// What the `update` command said.
    pub update: Word,
}

/// What a command said about one type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// Nothing.
    None,
    /// `denied`.
    Denied,
    /// `granted`.
    Granted,
}

use Word::{Denied, Granted, None as Unset};

/// Every letter that was seen.
pub const LETTERS: [Letter; 9] = [
    Letter { letter: 'l', default: Unset, update: Unset },
    Letter { letter: 'p', default: Denied, update: Unset },
    Letter { letter: 'q', default: Denied, update: Denied },
    Letter { letter: 't', default: Granted, update: Unset },
    Letter { letter: 'r', default: Denied, update: Granted },
    Letter { letter: 'm', default: Unset, update: Denied },
    Letter { letter: 'n', default: Unset, update: Granted },
    Letter { letter: 'u', default: Granted, update: Denied },
    Letter { letter: 'v', default: Granted, update: Granted },
];

impl Letter {
    /// What the tag goes by: the update, or else the default. `None` where nothing was said, which counts as granted.
    pub const fn granted(self) -> Option<bool> {
        match (self.default, self.update) {
            (Unset, Unset) => None,
            (_, Granted) | (Granted, Unset) => Some(true),
            (_, Denied) | (Denied, Unset) => Some(false),
        }
    }

    /// `denied by default, then granted`.
    pub fn words(self) -> &'static str {
        match (self.default, self.update) {
            (Unset, Unset) => "not set: no command was given",
            (Denied, Unset) => "denied by default",
            (Denied, Denied) => "denied by default, denied again",
            (Granted, Unset) => "granted by default",
            (Denied, Granted) => "denied by default, then granted",
            (Unset, Denied) => "no default, denied by update",
            (Unset, Granted) => "no default, granted by update",
            (Granted, Denied) => "granted by default, then denied",
            (Granted, Granted) => "granted by default, granted again",
        }
    }
}

/// The four letters of a `gcd`, in the order of [`TYPES`]: `13p3t3r3l5l1` has p, t, r and l.
pub fn letters(gcd: &str) -> Option<[Letter; 4]> {
    let mut rest = gcd.strip_prefix('1')?.chars();
    let mut next = || {
        rest.next().filter(char::is_ascii_digit)?;
        let letter = rest.next()?;
        LETTERS.iter().copied().find(|known| known.letter == letter)
    };
    Some([next()?, next()?, next()?, next()?])
}

/// Ads and statistics of a `gcs` such as `G101`; an inner `None` is `-`, not set.
#[allow(clippy::option_option, reason = "unreadable and not set are different things")]
pub fn gcs(text: &str) -> Option<[Option<bool>; 2]> {
    let mut states = text.strip_prefix("G1")?.chars().map(|state| match state {
        '1' => Some(Some(true)),
        '0' => Some(Some(false)),
        '-' => Some(None),
        _ => None,
    });
    let read = [states.next()??, states.next()??];
    states.next().is_none().then_some(read)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The table of real hits: default, update, the letter seen in all four places.
    const SEEN: [(Word, Word, &str, Option<bool>); 9] = [
        (Unset, Unset, "13l3l3l3l1l1", None),
        (Denied, Unset, "13p3p3p3p5l1", Some(false)),
        (Denied, Denied, "13q3q3q3q5l1", Some(false)),
        (Granted, Unset, "13t3t3t3t5l1", Some(true)),
        (Denied, Granted, "13r3r3r3r5l1", Some(true)),
        (Unset, Denied, "13m3m3m3m5l1", Some(false)),
        (Unset, Granted, "13n3n3n3n5l1", Some(true)),
        (Granted, Denied, "13u3u3u3u5l1", Some(false)),
        (Granted, Granted, "13v3v3v3v5l1", Some(true)),
    ];

    #[test]
    fn every_letter_is_read_as_it_was_seen() {
        for (default, update, gcd, granted) in SEEN {
            for letter in letters(gcd).unwrap() {
                assert_eq!(
                    (letter.default, letter.update, letter.granted()),
                    (default, update, granted),
                    "{gcd}"
                );
            }
        }
        let mixed: String = letters("13p3t3r3l5l1").unwrap().iter().map(|letter| letter.letter).collect();
        assert_eq!(mixed, "ptrl");
    }

    #[test]
    fn anything_else_is_no_gcd() {
        for gcd in ["", "1", "13l3l3l", "13x3x3x3x5l1", "23l3l3l3l1l1", "1ll3l3l3l"] {
            assert_eq!(letters(gcd), None, "{gcd}");
        }
    }

    #[test]
    fn gcs_has_two_states() {
        assert_eq!(gcs("G101"), Some([Some(false), Some(true)]));
        assert_eq!(gcs("G1--"), Some([None, None]));
        for bad in ["", "G1", "G12x", "G1111", "G1x1"] {
            assert_eq!(gcs(bad), None, "{bad}");
        }
    }
}
