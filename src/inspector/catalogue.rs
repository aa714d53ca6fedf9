//! Which vendor sets a cookie of which name.

use samtykke_core::vendors::{self, Vendor};

/// Each managed vendor's cookies; `*` at the end stands for any rest. The same as the script sweeps after a withdrawal.
const COOKIES: [(&str, &str); 4] = [
    ("google-analytics", "_ga _ga_* _gid _gat* _gac_* _dc_gtm_*"),
    ("google-ads", "_gcl_* FPGCLAW FPGCLGB FPAU"),
    ("meta", "_fbp _fbc lastExternalReferrer* topicsLastReferenceTime multiFbc"),
    ("linkedin", "li_fat_id li_giant li_adsId* ln_or lastExternalReferrer*"),
];

/// The vendor whose cookie has this name.
pub fn setter(cookie: &str) -> Option<&'static Vendor> {
    let known =
        COOKIES.iter().find(|(_, patterns)| patterns.split(' ').any(|pattern| matches(pattern, cookie)));
    known.and_then(|(vendor, _)| vendors::find(vendor))
}

fn matches(pattern: &str, cookie: &str) -> bool {
    pattern.strip_suffix('*').map_or(pattern == cookie, |start| cookie.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_matches_whole_names_only() {
        assert!(matches("_ga", "_ga") && !matches("_ga", "_gab") && !matches("_ga", "x_ga"));
        assert!(matches("_ga_*", "_ga_X") && !matches("_ga_*", "_ga"));
        assert_eq!(setter("").map(|vendor| vendor.id), None);
        assert_eq!(setter("_fbp").map(|vendor| vendor.id), Some("meta"));
    }

    #[test]
    fn every_managed_vendor_is_here() {
        for vendor in vendors::MANAGED {
            assert!(COOKIES.iter().any(|(id, _)| *id == vendor.id), "{} has no cookies here", vendor.id);
        }
    }

    #[test]
    fn the_script_sweeps_the_same_cookies() {
        let script = include_str!("../runtime/catalogue.js");
        for (vendor, patterns) in COOKIES {
            assert!(script.contains(&format!("'{patterns}'")), "{vendor}: {patterns}");
        }
    }
}
