//! A choice in the words of Google's Consent Mode v2 and Microsoft's UET.
//!
//! Source: Google tag platform, consent mode reference; Microsoft Advertising, UET consent mode. The seven types are
//! always sent together, so that no earlier state shines through.

use crate::consent::Consent;
use crate::purpose::Purpose;
use crate::text::Writer;

/// The purposes and vendors whose yes grants Consent Mode types. The three `ad_` types move together: with `ad_storage`
/// alone Google Ads writes nothing and measures nothing.
pub const GOOGLE: [Grant; 3] = [
    Grant {
        purpose: Purpose::Marketing,
        vendor: "google-ads",
        types: "ad_storage,ad_user_data,ad_personalization",
    },
    Grant { purpose: Purpose::Statistics, vendor: "google-analytics", types: "analytics_storage" },
    Grant {
        purpose: Purpose::Functional,
        vendor: "",
        types: "functionality_storage,personalization_storage,security_storage",
    },
];

/// Microsoft UET knows one type.
pub const MICROSOFT: [Grant; 1] =
    [Grant { purpose: Purpose::Marketing, vendor: "microsoft-uet", types: "ad_storage" }];

/// Consent types that are granted together.
#[derive(Debug)]
pub struct Grant {
    /// The purpose whose yes grants them,
    pub purpose: Purpose,
    /// unless the visitor refused this vendor.
    pub vendor: &'static str,
    /// The types, parted by commas.
    pub types: &'static str,
}

/// Writes the types of each of `grants` with a `+` (granted) or `-` (denied) before them; no answer denies all.
pub fn write(out: &mut impl Writer, grants: &[Grant], consent: Option<&Consent>) {
    for grant in grants {
        let granted = consent.is_some_and(|consent| consent.allows(grant.purpose, grant.vendor));
        out.write(if granted { " +" } else { " -" });
        out.write(grant.types);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cookie;
    use proptest::prelude::*;

    fn text(consent: Option<&Consent>) -> String {
        let mut out = String::new();
        write(&mut out, &GOOGLE, consent);
        out
    }

    #[test]
    fn no_answer_denies_all_seven() {
        let text = text(None);
        assert_eq!(text.matches([' ', ',']).count(), 7);
        assert!(!text.contains('+'));
    }

    #[test]
    fn statistics_alone_grants_analytics_alone() {
        let text = text(cookie::parse("2.1.20780.1.abc").ok().as_ref());
        assert_eq!(text.matches('+').count(), 1);
        assert!(text.contains(" +analytics_storage"));
    }

    proptest! {
        #[test]
        fn signals_always_equal_the_stored_choice(
            bits in 0_u8..8, vendor in "([+-](google-ads|google-analytics|meta))?",
        ) {
            let value = format!("{bits}.1.20780.1.abc{}{vendor}", if vendor.is_empty() { "" } else { "." });
            let consent = cookie::parse(&value).unwrap();
            let text = text(Some(&consent));
            for grant in GOOGLE {
                let sign = if consent.allows(grant.purpose, grant.vendor) { '+' } else { '-' };
                let expected = format!(" {sign}{}", grant.types);
                prop_assert!(text.contains(&expected));
            }
        }
    }
}
