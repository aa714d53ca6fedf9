//! What a visitor is asked about.

/// A reason to store or read something on the visitor's device.
///
/// The law knows two kinds: strictly necessary, and everything else, which waits for consent
/// (Norway: ekomloven § 3-15; EU: ePrivacy Directive, article 5(3)).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Needed for what the visitor asked for; never waits.
    Necessary,
    /// Remembering settings, embedded content.
    Functional,
    /// Counting and understanding visits.
    Statistics,
    /// Advertising, and measuring it.
    Marketing,
}

impl Purpose {
    /// The purposes a visitor can say yes or no to, in the order they are shown.
    pub const ASKED: [Self; 3] = [Self::Functional, Self::Statistics, Self::Marketing];

    /// The name used in attributes, settings, hooks and the API.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Necessary => "necessary",
            Self::Functional => "functional",
            Self::Statistics => "statistics",
            Self::Marketing => "marketing",
        }
    }

    /// The purpose of this name, if there is one.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Necessary, Self::Functional, Self::Statistics, Self::Marketing]
            .into_iter()
            .find(|purpose| purpose.name() == name)
    }

    const fn bit(self) -> u8 {
        match self {
            Self::Necessary => 0,
            Self::Functional => 1,
            Self::Statistics => 2,
            Self::Marketing => 4,
        }
    }
}

/// A set of accepted purposes. `Necessary` is always in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Purposes(u8);

impl Purposes {
    /// Everything refused.
    pub const NONE: Self = Self(0);
    /// Everything accepted.
    pub const ALL: Self = Self(7);

    /// Whether `purpose` was accepted.
    pub const fn contains(self, purpose: Purpose) -> bool {
        self.0 & purpose.bit() == purpose.bit()
    }

    /// This set and `purpose`.
    #[must_use]
    pub const fn with(self, purpose: Purpose) -> Self {
        Self(self.0 | purpose.bit())
    }

    /// The purposes named in `words`; names we do not know accept nothing.
    pub fn from_words<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        words.filter_map(Purpose::from_name).fold(Self::NONE, Self::with)
    }

    /// 0 to 7: functional 1, statistics 2, marketing 4.
    pub const fn bits(self) -> u8 {
        self.0
    }

    /// The set whose bits stand in a hexadecimal digit; higher bits are ignored, and anything else accepts nothing.
    pub fn from_digit(digit: &str) -> Self {
        match digit.as_bytes() {
            [digit @ b'0'..=b'9'] => Self::from_bits(*digit), // the lowest bits of a digit's code are its value
            [letter @ b'a'..=b'f'] => Self::from_bits(letter + 1), // 'a' is 0x61, and 0xa is 0b1010
            _ => Self::NONE,
        }
    }

    /// The set of these bits; higher bits are ignored.
    pub const fn from_bits(bits: u8) -> Self {
        Self(bits & Self::ALL.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_purposes_are_the_same_thing() {
        for purpose in Purpose::ASKED {
            assert_eq!(Purpose::from_name(purpose.name()), Some(purpose));
        }
        assert_eq!(Purpose::from_name("Marketing"), None);
    }

    #[test]
    fn a_digit_stands_for_its_three_lowest_bits() {
        for bits in 0..16_u8 {
            assert_eq!(Purposes::from_digit(&format!("{bits:x}")), Purposes::from_bits(bits));
        }
        assert_eq!(Purposes::from_digit("é"), Purposes::NONE);
    }

    #[test]
    fn unknown_names_accept_nothing() {
        assert_eq!(Purposes::from_words(["all", "", "true"].into_iter()), Purposes::NONE);
        assert!(Purposes::NONE.contains(Purpose::Necessary));
    }
}
