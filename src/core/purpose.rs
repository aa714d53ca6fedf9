//! What a visitor is asked about.

/// A reason to store or read something on the visitor's device.
///
/// The law knows two kinds: strictly necessary, and everything else, which waits for consent
/// (Norway: ekomloven § 3-15; EU: ePrivacy Directive, article 5(3)).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Purpose {
    /// Needed for what the visitor asked for; never waits.
    Necessary = 0,
    /// Remembering settings, embedded content.
    Functional = 1,
    /// Counting and understanding visits.
    Statistics = 2,
    /// Advertising, and measuring it.
    Marketing = 4,
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

    /// The purpose of this bit; `None` for several bits or none, so that a mistake is never taken for `Necessary`.
    pub const fn from_bit(bit: u32) -> Option<Self> {
        match bit {
            1 => Some(Self::Functional),
            2 => Some(Self::Statistics),
            4 => Some(Self::Marketing),
            8 => Some(Self::Necessary),
            _ => None,
        }
    }

    const fn bit(self) -> u8 {
        self as u8
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

    /// 0 to 7: functional 1, statistics 2, marketing 4.
    pub const fn bits(self) -> u8 {
        self.0
    }

    /// The set whose bits stand in a hexadecimal digit; a higher bit is ignored. `None` for anything else.
    pub const fn from_digit(digit: &[u8]) -> Option<Self> {
        match digit {
            [digit @ b'0'..=b'9'] => Some(Self::from_bits(*digit)), // the lowest bits of a digit's code are its value
            [letter @ b'a'..=b'f'] => Some(Self::from_bits(*letter + 1)), // 'a' is 0x61, and 0xa is 0b1010
            _ => None,
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
    fn a_bit_is_one_purpose() {
        for purpose in Purpose::ASKED {
            assert_eq!(Purpose::from_bit(purpose.bit().into()), Some(purpose));
        }
        for mistake in [0, 3, 7, 16, u32::MAX] {
            assert_eq!(Purpose::from_bit(mistake), None);
        }
    }

    #[test]
    fn a_digit_stands_for_its_three_lowest_bits() {
        for bits in 0..16_u8 {
            assert_eq!(Purposes::from_digit(format!("{bits:x}").as_bytes()), Some(Purposes::from_bits(bits)));
        }
        assert_eq!(Purposes::from_digit("é".as_bytes()), None);
    }

    #[test]
    fn what_is_necessary_needs_no_yes() {
        assert!(Purposes::NONE.contains(Purpose::Necessary));
        assert!(!Purposes::NONE.contains(Purpose::Functional));
    }
}
