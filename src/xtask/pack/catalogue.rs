//! The catalogue of vendors as the browser gets it: all facts for the cookie page, and few for the script.

use std::path::Path;

use anyhow::{Context, Result};
use samtykke_catalogue::{Purpose, Role, Tag, Transfer, VENDORS, Vendor, find, tag};
use samtykke_core::settings::VENDOR_FORMS;
use serde_json::{Map, Value, json};

use crate::workspace;

/// The vendors whose tags `samtykke.js` carries, in the order in which they are released.
pub const FIRST: &[&str] = &[
    "google-analytics",
    "google-ads",
    "google-floodlight",
    "google-tag-manager",
    "meta",
    "linkedin",
    "microsoft-uet",
];

/// The same for `samtykke-vendors.js`, which only those load who name one of these.
const FURTHER: &[&str] = &[
    "plausible",
    "fathom",
    "matomo",
    "posthog",
    "microsoft-clarity",
    "hotjar",
    "survicate",
    "pinterest-tag",
    "tiktok-pixel",
    "snapchat-pixel",
    "x-pixel",
    "reddit-pixel",
    "criteo",
    "hubspot",
    "klaviyo",
    "sharpspring",
    "google-recaptcha",
    "teamtailor",
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

/// The vendors as `samtykke.js` knows them, as a JavaScript object: rows of those that it carries, of the others the
/// global only; `runtime/catalogue.js` says what each place means.
pub fn first() -> Result<String> {
    let known = FIRST.iter().map(|id| entry(id, row));
    object(known.chain(FURTHER.iter().map(|id| entry(id, |_, tag| json!([tag.global])))))
}

/// What `samtykke-later.js` adds to the rows of the first vendors.
pub fn later() -> Result<String> {
    let rest = |vendor: &Vendor, tag: &Tag| {
        let members = rest(vendor, tag).into_iter().map(|(place, words)| (place.to_string(), json!(words)));
        Value::Object(members.collect())
    };
    object(FIRST.iter().map(|id| entry(id, rest)))
}

/// Rows of the vendors that `samtykke-vendors.js` carries.
pub fn further() -> Result<String> {
    object(FURTHER.iter().map(|id| entry(id, whole_row)))
}

fn entry(id: &str, value: impl Fn(&Vendor, &Tag) -> Value) -> Result<String> {
    let vendor = find(id).with_context(|| format!("{id} is not in the catalogue"))?;
    let tag = tag(id).with_context(|| format!("{id} has no tag in the catalogue"))?;
    Ok(format!("{}:{}", json!(id), value(vendor, tag)))
}

/// Without a prototype: it has no other names than these.
fn object(entries: impl Iterator<Item = Result<String>>) -> Result<String> {
    let entries = entries.collect::<Result<Vec<_>>>()?;
    Ok(format!("{{__proto__:null,{}}}", entries.join(",")))
}

/// The forms of an owner's settings for single vendors, as a JavaScript object.
pub fn forms() -> Result<String> {
    object(VENDOR_FORMS.iter().map(|(field, form)| Ok(format!("{}:{}", json!(field), json!(form)))))
}

/// What is needed before the first paint.
fn row(vendor: &Vendor, tag: &Tag) -> Value {
    let flags = [(vendor.pings, PINGS), (vendor.reload, RELOAD)];
    let flags: u32 = flags.iter().filter(|(set, _)| *set).map(|(_, flag)| flag).sum();
    let kind = vendor.purpose.bit() + flags;
    let mut row = vec![json!(tag.global), json!(kind), json!(vendor.example), json!(tag.script)];
    if !tag.calls.is_empty() {
        row.push(json!(tag.calls));
    }
    Value::from(row)
}

/// What comes behind it, by its place in the row.
fn rest(vendor: &Vendor, tag: &Tag) -> Vec<(usize, String)> {
    let sweep = vendor.swept().collect::<Vec<_>>().join(" ");
    let words = [vendor.name.to_owned(), sweep, tag.grant.to_owned(), tag.revoke.to_owned()];
    (5..).zip(words).filter(|(_, words)| !words.is_empty()).collect()
}

fn whole_row(vendor: &Vendor, tag: &Tag) -> Value {
    let mut row = row(vendor, tag).as_array().cloned().unwrap_or_default();
    for (place, words) in rest(vendor, tag) {
        row.resize(place, json!(""));
        row.push(json!(words));
    }
    Value::from(row)
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
        ("choices", json!(vendor.choices)),
        ("role", json!(vendor.role.map(Role::name))),
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

    #[test]
    fn every_vendor_with_a_tag_is_carried() {
        for (id, _) in samtykke_catalogue::TAGS {
            assert!(FIRST.contains(id) != FURTHER.contains(id), "{id}");
        }
    }

    #[test]
    fn every_vendor_that_an_id_can_manage_has_a_tag() {
        for vendor in VENDORS.iter().filter(|vendor| vendor.example.is_some()) {
            assert!(tag(vendor.id).is_some(), "{}", vendor.id);
        }
    }

    #[test]
    fn a_further_vendor_has_its_row_elsewhere() {
        assert!(first().unwrap().contains(r#","hotjar":["hj q"],"#));
        assert!(further().unwrap().contains(r#""hotjar":["hj q",34,"1234567","https"#));
    }

    #[test]
    fn the_script_gets_a_row_for_each() {
        let script = first().unwrap();
        for part in [
            r#"{__proto__:null,"google-analytics":["gtag",10,"G-ABC123DEF4","#,
            r#""google-ads":["gtag",12,"#,
            r#""linkedin":["lintrk q",36,"1234567","#,
            r#"/insight.min.js"],"#,
        ] {
            assert!(script.contains(part), "{part} in {script}");
        }
    }

    #[test]
    fn what_can_wait_comes_later() {
        assert!(later().unwrap().contains(r#""google-analytics":{"5":"Google Analytics","6":"_ga _ga_*"#));
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
