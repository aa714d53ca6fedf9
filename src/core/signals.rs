//! A choice as Google's Consent Mode v2 and Microsoft's UET understand it.
//!
//! Source: Google tag platform, consent mode reference; Microsoft Advertising, UET consent mode. The types are always
//! sent together, so that no earlier state shines through. Their names stand in `runtime/queues.js`, in this order.

use crate::consent::Consent;
use crate::purpose::Purpose;
use crate::text::Writer;

/// What each signal needs: a yes to the purpose, unless the visitor refused the vendor.
///
/// The three `ad_` types are one signal: with `ad_storage` alone Google Ads writes nothing and measures nothing.
pub const SIGNALS: [(Purpose, &str); 4] = [
    (Purpose::Marketing, "google-ads"), // ad_storage, ad_user_data, ad_personalization
    (Purpose::Statistics, "google-analytics"), // analytics_storage
    (Purpose::Functional, ""),          // functionality_, personalization_ and security_storage
    (Purpose::Marketing, "microsoft-uet"), // UET's ad_storage
];

/// Writes ` +` (granted) or ` -` (denied) for each signal; no answer denies all.
pub fn write(out: &mut impl Writer, consent: Option<&Consent>) {
    for (purpose, vendor) in SIGNALS {
        let granted = consent.is_some_and(|consent| consent.allows(purpose, vendor.as_bytes()));
        out.write(if granted { " +" } else { " -" });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cookie;
    use proptest::prelude::*;

    fn text(cookie: &str) -> String {
        let mut out = String::new();
        write(&mut out, cookie::parse(cookie.as_bytes()).ok().as_ref());
        out
    }

    #[test]
    fn no_answer_denies_all() {
        assert_eq!(text(""), " - - - -");
        assert_eq!(text("0"), " - - - -");
    }

    #[test]
    fn statistics_alone_grants_analytics_alone() {
        assert_eq!(text("2.1.20780.1.abc"), " - + - -");
    }

    #[test]
    fn a_refused_vendor_is_denied_inside_an_accepted_purpose() {
        assert_eq!(text("7.1.20780.1.abc.-google-ads"), " - + + +");
        assert_eq!(text("7.1.20780.1.abc.-microsoft-uet"), " + + + -");
    }

    proptest! {
        #[test]
        fn signals_always_equal_the_stored_choice(
            bits in 0_u8..8, vendor in "([+-](google-ads|google-analytics|microsoft-uet|meta))?",
        ) {
            let value = format!("{bits}.1.20780.1.abc{}{vendor}", if vendor.is_empty() { "" } else { "." });
            let consent = cookie::parse(value.as_bytes()).unwrap();
            for ((purpose, vendor), sign) in SIGNALS.into_iter().zip(text(&value).split_whitespace()) {
                prop_assert_eq!(sign == "+", consent.allows(purpose, vendor.as_bytes()));
            }
        }
    }
}
