//! A choice in the words of Google's Consent Mode v2 and Microsoft's UET.
//!
//! Source: Google tag platform, consent mode reference; Microsoft Advertising, UET consent mode. The seven types are
//! always sent together, so that no earlier state shines through.

use crate::consent::Consent;
use crate::purpose::Purpose;
use crate::text::Writer;

/// The seven Consent Mode types, each with the purpose and the vendor whose yes grants it.
///
/// The three `ad_` types move together: with `ad_storage` alone Google Ads writes nothing and measures nothing.
pub const GOOGLE: [(&str, Purpose, &str); 7] = [
    ("ad_storage", Purpose::Marketing, "google-ads"),
    ("ad_user_data", Purpose::Marketing, "google-ads"),
    ("ad_personalization", Purpose::Marketing, "google-ads"),
    ("analytics_storage", Purpose::Statistics, "google-analytics"),
    ("functionality_storage", Purpose::Functional, ""),
    ("personalization_storage", Purpose::Functional, ""),
    ("security_storage", Purpose::Functional, ""),
];

/// Microsoft UET knows one type.
pub const MICROSOFT: [(&str, Purpose, &str); 1] = [("ad_storage", Purpose::Marketing, "microsoft-uet")];

/// Writes `types` as a JSON object of `granted` and `denied`; no answer denies all.
pub fn write(out: &mut impl Writer, types: &[(&str, Purpose, &str)], consent: Option<&Consent>) {
    let mut separator = "{\"";
    for (name, purpose, vendor) in types {
        let granted = consent.is_some_and(|consent| consent.allows(*purpose, vendor));
        out.write(separator);
        out.write(name);
        out.write(if granted { "\":\"granted\"" } else { "\":\"denied\"" });
        separator = ",\"";
    }
    out.write("}");
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
        assert_eq!(text.matches("denied").count(), 7);
        assert!(text.starts_with(r#"{"ad_storage":"denied","#) && text.ends_with('}'));
    }

    #[test]
    fn statistics_alone_grants_analytics_alone() {
        let text = text(cookie::parse("2.1.20780.1.abc").ok().as_ref());
        assert_eq!(text.matches("granted").count(), 1);
        assert!(text.contains(r#""analytics_storage":"granted""#));
    }

    proptest! {
        #[test]
        fn signals_always_equal_the_stored_choice(bits in 0_u8..8, vendor in "([+-](google-ads|google-analytics|meta))?") {
            let value = format!("{bits}.1.20780.1.abc{}{vendor}", if vendor.is_empty() { "" } else { "." });
            let consent = cookie::parse(&value).unwrap();
            let text = text(Some(&consent));
            for (name, purpose, vendor) in GOOGLE {
                let state = if consent.allows(purpose, vendor) { "granted" } else { "denied" };
                let expected = format!("\"{name}\":\"{state}\"");
                prop_assert!(text.contains(&expected));
            }
        }
    }
}
