//! What the build refuses, one mistake at a time.

#[path = "../build/check.rs"]
mod check;
#[path = "../build/entry.rs"]
mod entry;
#[path = "../build/generate.rs"]
mod generate;

const GOOD: &str = r#"
[some-vendor]
name = "Some Vendor"
company = "Some Vendor AS"
country = "NO"
policy = "https://vendor.example/privacy"
choices = "https://vendor.example/choices"
role = "joint"
purpose = "marketing"
hosts = [".vendor.example"]
urls = ["shared.example/*/tag.js"]
cookies = { _some = 90, "_some_*" = 0.02 }
storage = ["someKey", "someOptOut"]
keep = ["someOptOut"]
signal = "some consent"
example = "SV-123"
pings = true
"#;

fn mistake(text: &str) -> Option<String> {
    let checked = entry::read(text).and_then(|vendors| check::all(&vendors));
    checked.err().map(|error| format!("{error:#}"))
}

#[test]
fn a_good_entry_passes() {
    assert_eq!(mistake(GOOD), None);
}

#[test]
fn every_mistake_is_refused_by_name() {
    for (good, bad, word) in [
        ("country", "contry", "unknown field `contry`"),
        ("name = \"Some Vendor\"", "", "missing field `name`"),
        ("name = \"Some Vendor\"", "name = \" \"", "no name"),
        ("[some-vendor]", "[Some_Vendor]", "kebab-case"),
        ("marketing", "tracking", "unknown variant `tracking`"),
        ("country = \"NO\"", "", "come together"),
        ("\"NO\"", "\"Norway\"", "code of a country"),
        ("https://vendor", "javascript://vendor", "safe link"),
        ("[\".vendor.example\"]", "[\"example\"]", "no host"),
        ("[\".vendor.example\"]", "[\"Vendor.example\"]", "no host"),
        ("[\".vendor.example\"]", "[\"https://vendor.example\"]", "no host"),
        ("[\".vendor.example\"]", "[\"*.vendor.example\"]", "no host"),
        ("[\".vendor.example\"]", "[\".vendor.example\", \".vendor.example\"]", "twice"),
        ("shared.example/*/tag.js", "shared.example", "no host and path"),
        ("shared.example/*/tag.js", "shared.example/t*g.js", "no host and path"),
        ("shared.example/*/tag.js", "*/folder/tag.js", "no host and path"),
        ("shared.example/*/tag.js", "*/", "no host and path"),
        ("_some = 90", "_some = 730", "cannot live"),
        ("_some = 90", "_some = -1", "cannot live"),
        ("_some = 90", "_some = nan", "cannot live"),
        ("_some = 90", "_some = \"90\"", "invalid type"),
        ("\"_some_*\"", "\"_*\"", "no name of a cookie"),
        ("\"_some_*\"", "\"*_some\"", "no name of a cookie"),
        ("\"_some_*\"", "\"_some one\"", "no name of a cookie"),
        ("\"someKey\"", "\"\"", "no storage key"),
        ("\"someKey\"", "\"some*\"", "would sweep it"),
        ("keep = [\"someOptOut\"]", "keep = [\"other\"]", "neither a cookie nor a key"),
        ("SV-123", "SV-", "its own form"),
        ("SV-123", "SV-1 2", "beside other ids"),
        ("marketing", "necessary", "needs no consent"),
        ("signal = \"some consent\"", "", "nothing tells it"),
        ("[some-vendor]", "[some-vendor", "TOML"),
    ] {
        let text = GOOD.replacen(good, bad, 1);
        assert_ne!(text, GOOD, "{good} is not in the good entry");
        let found = mistake(&text).unwrap_or_else(|| panic!("{bad} was accepted"));
        assert!(found.contains(word), "{bad}: {found}");
    }
}

#[test]
fn what_is_one_vendors_cannot_be_anothers() {
    let other = GOOD.replace("some-vendor", "other-vendor");
    assert!(
        mistake(&format!("{GOOD}{other}"))
            .is_some_and(|found| found.contains("`Some Vendor` is there twice"))
    );
    let renamed = other.replace("Some Vendor", "Other Vendor");
    assert!(mistake(&format!("{GOOD}{renamed}")).is_some_and(|found| found.contains(".vendor.example")));
    let moved = renamed.replace(".vendor.example", ".other.example");
    assert!(mistake(&format!("{GOOD}{moved}")).is_some_and(|found| found.contains("shared.example")));
}

#[test]
fn a_vendor_that_nothing_leads_to_is_refused() {
    let text = GOOD.replace("[\".vendor.example\"]", "[]").replace("[\"shared.example/*/tag.js\"]", "[]");
    assert!(mistake(&text).is_some_and(|found| found.contains("no request")));
}

#[test]
fn an_entry_becomes_rust() {
    let rust = generate::rust(&entry::read(GOOD).unwrap());
    for part in [
        r#"id: "some-vendor""#,
        r#"company: Some("Some Vendor AS"), country: Some("NO"), policy: Some("https://vendor.example/privacy")"#,
        r#"choices: Some("https://vendor.example/choices"), role: Some(Role::Joint), transfer: None, purpose: Purpose::Marketing"#,
        r#"Cookie { name: "_some", days: 90.0 }, Cookie { name: "_some_*", days: 0.02 }"#,
        r#"keep: &["someOptOut"], signal: Some("some consent"), reload: false"#,
    ] {
        assert!(rust.contains(part), "{part} is not in {rust}");
    }
}
