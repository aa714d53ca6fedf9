//! The catalogue of vendors as the browser gets it: all facts for the cookie page, and few for the script.

use std::path::Path;

use anyhow::{Context, Result};
use samtykke_catalogue::{Purpose, Transfer, VENDORS, Vendor, find};
use serde_json::{Map, Value, json};

use crate::workspace;

/// The managed vendors that come first, whatever their order in the catalogue: later ones are added behind.
const FIRST: &[&str] = &[
    "google-analytics",
    "google-ads",
    "google-floodlight",
    "google-tag-manager",
    "meta",
    "linkedin",
    "microsoft-uet",
    "microsoft-clarity",
    "sharpspring",
];

/// Added to a vendor's purpose in the script: it pings without cookies while consent is denied.
const PINGS: u32 = 8;
/// Likewise: withdrawal needs a reload once it has run.
const RELOAD: u32 = 32;

/// Writes `catalogue.json`: every vendor by id, without the facts that only the script needs.
pub fn write(dist: &Path) -> Result<()> {
    let mut vendors = Map::new();
    for vendor in VENDORS {
        vendors.insert(vendor.id.to_owned(), facts(vendor)?);
    }
    workspace::write(&dist.join("catalogue.json"), serde_json::to_string(&vendors)?)
}

/// The managed vendors as a JavaScript object for the script: by id, the name, the purpose and flags as one number, an
/// example of an id, and what to sweep, parted by spaces.
///
/// Functional is 1, statistics 2, marketing 4; [`PINGS`] and [`RELOAD`] are added.
#[cfg_attr(not(test), expect(dead_code, reason = "the script still has a list of its own"))]
pub fn runtime() -> Result<String> {
    let mut vendors = Map::new();
    for vendor in managed()? {
        vendors.insert(vendor.id.to_owned(), brief(vendor));
    }
    // JSON is JavaScript too.
    Ok(serde_json::to_string(&vendors)?)
}

fn managed() -> Result<Vec<&'static Vendor>> {
    let first = |id: &&str| find(id).with_context(|| format!("{id} is not in the catalogue"));
    let mut vendors = FIRST.iter().map(first).collect::<Result<Vec<_>>>()?;
    let rest = VENDORS.iter().filter(|vendor| vendor.example.is_some() && !FIRST.contains(&vendor.id));
    vendors.extend(rest);
    Ok(vendors)
}

fn brief(vendor: &Vendor) -> Value {
    let flags = [(vendor.pings, PINGS), (vendor.reload, RELOAD)];
    let flags: u32 = flags.iter().filter(|(set, _)| *set).map(|(_, flag)| flag).sum();
    let sweep = vendor.swept().collect::<Vec<_>>().join(" ");
    json!([vendor.name, vendor.purpose.bit() + flags, vendor.example, sweep])
}

/// As in the catalogue's own files: what a vendor does not have is left out.
fn facts(vendor: &Vendor) -> Result<Value> {
    let cookies = vendor.cookies.iter().map(|cookie| Ok((cookie.name.to_owned(), days(cookie.days)?)));
    let cookies = cookies.collect::<Result<Map<_, _>>>()?;
    let facts = [
        ("name", json!(vendor.name)),
        ("company", json!(vendor.company)),
        ("country", json!(vendor.country)),
        ("policy", json!(vendor.policy)),
        ("transfer", json!(vendor.transfer.map(Transfer::name))),
        ("purpose", json!(Purpose::name(vendor.purpose))),
        ("hosts", json!(vendor.hosts)),
        ("urls", json!(vendor.urls)),
        ("cookies", Value::Object(cookies)),
        ("storage", json!(vendor.storage)),
        ("keep", json!(vendor.keep)),
        ("signal", json!(vendor.signal)),
        ("reload", json!(vendor.reload)),
    ];
    let given = facts.into_iter().filter(|(_, fact)| !is_empty(fact));
    Ok(Value::Object(given.map(|(name, fact)| (name.to_owned(), fact)).collect()))
}

/// Whole days without a decimal point, as Rust writes them.
fn days(days: f64) -> Result<Value> {
    Ok(serde_json::from_str(&days.to_string())?)
}

fn is_empty(fact: &Value) -> bool {
    match fact {
        Value::Array(list) => list.is_empty(),
        Value::Object(members) => members.is_empty(),
        other => other.is_null() || *other == Value::Bool(false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn for_the_script() -> Map<String, Value> {
        serde_json::from_str(&runtime().unwrap()).unwrap()
    }

    #[test]
    fn the_script_gets_managed_vendors_only_and_all_of_them() {
        let vendors = for_the_script();
        for vendor in VENDORS {
            assert_eq!(vendors.contains_key(vendor.id), vendor.example.is_some(), "{}", vendor.id);
        }
        let order: Vec<_> = vendors.keys().take(FIRST.len()).collect();
        assert_eq!(order, FIRST);
    }

    #[test]
    fn the_script_gets_purpose_and_flags_as_one_number() {
        let vendors = for_the_script();
        for (vendor, name, number) in [
            ("google-analytics", "Google Analytics", 2 + PINGS),
            ("google-ads", "Google Ads", 4 + PINGS),
            ("meta", "Meta (Facebook)", 4),
            ("linkedin", "LinkedIn", 4 + RELOAD),
            ("survicate", "Survicate", 1 + RELOAD),
        ] {
            assert_eq!(vendors[vendor][0], name);
            assert_eq!(vendors[vendor][1], number, "{vendor}");
        }
        assert_eq!(vendors["google-analytics"][2], "G-ABC123DEF4");
        assert_eq!(
            vendors["google-analytics"][3],
            "_ga _ga_* _gid _gat* _dc_gtm_* _gac_* FPID FPLC AMP_TOKEN"
        );
    }

    #[test]
    fn the_cookie_page_gets_what_is_known_and_nothing_else() {
        let facts = facts(find("google-adsense").unwrap()).unwrap();
        assert_eq!(facts["cookies"]["__gpi"], 395);
        assert_eq!(facts["transfer"], "dpf");
        for absent in ["storage", "signal", "example", "pings"] {
            assert_eq!(facts.get(absent), None, "{absent}");
        }
        for (life, text) in [(0.0, "0"), (0.02, "0.02"), (90.0, "90")] {
            assert_eq!(days(life).unwrap().to_string(), text);
        }
    }
}
