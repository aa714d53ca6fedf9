//! Where law meets code: may this tag run?
//!
//! The rule is short. What is necessary runs. Everything else needs a yes: the visitor's word on the single vendor if
//! there is one, else on its purpose, if the question was asked about it. Without a yes the tag is held, or, where the vendor can ping without cookies and
//! the owner lets it, runs cookieless. No answer is no.

use crate::consent::Consent;
use crate::purpose::Purpose;
use crate::text::Writer;

/// A tag to decide on: a managed vendor, or a tag marked in the page.
#[derive(Clone, Copy, Debug)]
pub struct Tag<'a> {
    /// What the tag is for.
    pub purpose: Purpose,
    /// The vendor's id; empty when a marked tag names none.
    pub vendor: &'a [u8],
    /// Whether it sends cookieless pings while consent is denied, and may (Consent Mode, advanced).
    pub pings: bool,
    /// The revision of the question that first asked about it; 0 if all did.
    pub since: u32,
}

/// What may happen to a tag now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Verdict {
    /// It runs.
    Release,
    /// It runs with every consent signal denied: pings without cookies.
    Cookieless,
    /// It does not load, run or store anything.
    Hold,
}

/// Why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Reason {
    /// It serves what the visitor asked for.
    Necessary,
    /// The visitor said yes to its purpose.
    PurposeAccepted,
    /// The visitor said no to its purpose.
    PurposeRefused,
    /// The visitor said yes to this vendor.
    VendorAccepted,
    /// The visitor said no to this vendor.
    VendorRefused,
    /// The visitor has not answered, or the answer has expired.
    NoAnswer,
}

/// A verdict and its reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decision {
    /// What may happen.
    pub verdict: Verdict,
    /// Why.
    pub reason: Reason,
}

impl Decision {
    /// Writes it as two digits, the places of verdict and reason in the lists of `runtime/state.js`.
    pub fn write(self, out: &mut impl Writer) {
        out.write_bytes(&[b'0' + self.verdict as u8, b'0' + self.reason as u8]);
    }
}

/// Decides on `tag`, given the valid choice if there is one.
#[inline(never)]
pub fn decide(consent: Option<&Consent>, tag: Tag) -> Decision {
    let (yes, reason) = answer(consent, tag);
    let verdict = match (yes, tag.pings) {
        (true, _) => Verdict::Release,
        (false, true) => Verdict::Cookieless,
        (false, false) => Verdict::Hold,
    };
    Decision { verdict, reason }
}

fn answer(consent: Option<&Consent>, tag: Tag) -> (bool, Reason) {
    if tag.purpose == Purpose::Necessary {
        return (true, Reason::Necessary);
    }
    // Who answered an earlier question has not been asked about a vendor that came later.
    let Some(consent) = consent.filter(|consent| consent.revision >= tag.since || consent.refuses_all())
    else {
        return (false, Reason::NoAnswer);
    };
    match consent.exceptions.of(tag.vendor) {
        Some(true) => (true, Reason::VendorAccepted),
        Some(false) => (false, Reason::VendorRefused),
        None if consent.purposes.contains(tag.purpose) => (true, Reason::PurposeAccepted),
        None => (false, Reason::PurposeRefused),
    }
}

impl Verdict {
    /// The word in the decision log.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Release => "release",
            Self::Cookieless => "cookieless",
            Self::Hold => "hold",
        }
    }
}

impl Reason {
    /// The word in the decision log.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Necessary => "necessary",
            Self::PurposeAccepted => "purpose-accepted",
            Self::PurposeRefused => "purpose-refused",
            Self::VendorAccepted => "vendor-accepted",
            Self::VendorRefused => "vendor-refused",
            Self::NoAnswer => "no-answer",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cookie;
    use proptest::prelude::*;

    const META: Tag = Tag { purpose: Purpose::Marketing, vendor: b"meta", pings: false, since: 0 };
    const ANALYTICS: Tag =
        Tag { purpose: Purpose::Statistics, vendor: b"google-analytics", pings: true, since: 0 };

    fn verdict(cookie: &str, tag: Tag) -> (Verdict, Reason) {
        let decision = decide(cookie::parse(cookie.as_bytes()).ok().as_ref(), tag);
        (decision.verdict, decision.reason)
    }

    #[test]
    fn no_answer_is_no() {
        assert_eq!(verdict("", META), (Verdict::Hold, Reason::NoAnswer));
        assert_eq!(verdict("", ANALYTICS), (Verdict::Cookieless, Reason::NoAnswer));
    }

    #[test]
    fn the_word_on_a_vendor_goes_before_the_word_on_its_purpose() {
        assert_eq!(verdict("7.1.20780.1.abc.-meta", META), (Verdict::Hold, Reason::VendorRefused));
        assert_eq!(verdict("a.1.20780.1.abc.+meta", META), (Verdict::Release, Reason::VendorAccepted));
        assert_eq!(verdict("a.1.20780.1.abc.+meta", ANALYTICS), (Verdict::Release, Reason::PurposeAccepted));
    }

    #[test]
    fn an_older_yes_does_not_speak_of_a_later_vendor() {
        let later = Tag { since: 2, ..META };
        assert_eq!(verdict("7.1.20780.1.abc", later), (Verdict::Hold, Reason::NoAnswer));
        assert_eq!(verdict("7.1.20780.2.abc", later), (Verdict::Release, Reason::PurposeAccepted));
        assert_eq!(verdict("0", later), (Verdict::Hold, Reason::PurposeRefused));
    }

    proptest! {
        #[test]
        fn nothing_is_released_without_a_yes(bits in 0_u8..8, pings: bool, purpose in 0_usize..3) {
            let purpose = Purpose::ASKED[purpose];
            let value = format!("{bits}.1.20780.1.abc");
            let consent = cookie::parse(value.as_bytes()).unwrap();
            let decision = decide(Some(&consent), Tag { purpose, vendor: b"any", pings, since: 0 });
            prop_assert_eq!(decision.verdict == Verdict::Release, consent.purposes.contains(purpose));
            prop_assert_eq!(decision.verdict == Verdict::Cookieless, pings && !consent.purposes.contains(purpose));
        }
    }
}
