use super::*;
use proptest::prelude::*;

fn found(pairs: &[(&str, &str)]) -> Vec<(String, &'static str, String)> {
    let findings = check(&pairs.iter().copied().collect());
    findings.into_iter().map(|one| (one.path, one.name, one.message)).collect()
}

/// The message of the only finding.
fn message(path: &str, value: &str) -> String {
    let found = found(&[(path, value)]);
    assert_eq!(found.len(), 1, "{found:?}");
    found.into_iter().next().map(|(_, _, message)| message).unwrap_or_default()
}

#[test]
fn good_settings_are_silent() {
    let good = [
        ("google-analytics", "G-ABC123, G-DEF456"),
        ("meta", "123456789012345"),
        ("matomo", "https://stats.example.com/3"),
        ("mode", "basic"),
        ("texts.accept", "Ja takk"),
        ("policy", "/privacy"),
    ];
    assert_eq!(found(&good), []);
}

#[test]
fn an_id_of_another_vendor_is_sent_to_its_place() {
    for (path, value, part) in [
        ("meta", "G-ABC123DEF4", "It is one of Google Analytics: write it as \"google-analytics\"."),
        ("google-analytics", "AW-123456789", "write it as \"google-ads\""),
        ("google-analytics", "GTM-ABC1234", "write it as \"google-tag-manager\""),
        ("google-analytics", "UA-1234-1", "begins with G-"),
        ("linkedin", "abc", "Ids look like 1234567."),
        ("meta", "1234567", "has 7 digits, ids of Meta (Facebook) usually have about 15"),
        ("linkedin", "123456789012345", "Is it another vendor's?"),
    ] {
        let message = message(path, value);
        assert!(message.contains(part), "{message}");
    }
}

#[test]
fn slips_are_set_right() {
    for (path, part) in [
        ("gogle-analytics", "Did you mean \"google-analytics\"?"),
        ("data-meta", "Did you mean \"meta\"?"),
        ("polcy", "Did you mean \"policy\"?"),
        ("quantum-consent", "newer version"),
        ("youtube", "is not managed by an id"),
    ] {
        let message = message(path, "1");
        assert!(message.contains(part), "{message}");
    }
}

#[test]
fn values_say_what_would_be_right() {
    for (path, value, part) in [
        ("mode", "quiet", "Choose one of: advanced, basic. Until then it counts as basic."),
        ("lang", "zz", "does not speak \"zz\""),
        ("policy", "javascript:alert(1)", "Write https://… or a path such as /privacy."),
        ("revision", "two", "Write it like 1."),
        ("services", "youtube, youtub", "no vendor called \"youtub\""),
        ("do-not-track", "yes", "Choose one of: true, false."),
        ("texts.acept", "Ja", "no text called \"acept\""),
        ("texts.nb.acept", "Ja", "no text called \"acept\""),
        ("texts.no.accept", "Ja", "Norwegian is \"nb\" or \"nn\"."),
        ("controllers.0.url", "javascript:alert(1)", "is no address of a page"),
        ("controllers.0.nmae", "Acme AS", "it knows name, number"),
        ("retention.marketting", "1 year", "it knows necessary, functional"),
        ("statement.author", "me", "it knows version, date"),
        ("vendors.linkedin.since", "2", "Set \"revision\" to 2"),
        ("statement.date", "soon", "is no day such as 2026-11-23"),
    ] {
        let message = message(path, value);
        assert!(message.contains(part), "{message}");
    }
    let pairs: Pairs = serde_json::from_str(r#"{ "meta": "", "policy": "" }"#).unwrap();
    let all = check(&pairs);
    assert!(
        all.iter().all(|one| one.message.contains("missing") || one.message.contains("empty")),
        "{all:?}"
    );
}

#[test]
fn a_wrong_mode_is_not_loosened() {
    let settings = [("mode", "Basic"), ("layuot", "bar"), ("lang", "nb")];
    let right: Vec<_> =
        right(&Pairs::from_iter(settings)).iter().map(|(_, value)| value.to_owned()).collect();
    assert_eq!(right, ["basic", "nb"]);
    assert_eq!(found(&settings[..1]).len(), 1, "it is still named");
}

#[test]
fn languages_are_those_of_the_dialog() {
    for language in ["nb", "nb-NO", "no", "SV", "sr-Cyrl"] {
        assert_eq!(found(&[("lang", language)]), [], "{language}");
    }
    for language in ["zz", "zz-ZZ", "sr-Latn"] {
        let found = found(&[("lang", language)]);
        assert_eq!(found.first().map(|(_, name, _)| *name), Some("unknown-language"), "{language}");
    }
}

#[test]
fn an_own_vendor_must_be_complete() {
    let whole = [
        ("vendors.acme.name", "Acme"),
        ("vendors.acme.purpose", "marketing"),
        ("vendors.acme.script", "https://cdn.acme.example/t.js"),
    ];
    assert_eq!(found(&whole), []);
    for place in 0..whole.len() {
        let mut rest = whole.to_vec();
        rest.remove(place);
        let found = found(&rest);
        assert!(
            found.iter().any(|(path, name, _)| path == "vendors.acme" && *name == "vendor-incomplete"),
            "{found:?}"
        );
    }
    assert!(message("vendors.acme.nme", "x").contains("vendors.acme.nme"));
}

#[test]
fn only_what_stores_nothing_is_exempt() {
    assert_eq!(found(&[("plausible", "shop.example"), ("vendors.plausible.purpose", "necessary")]), []);
    let found = found(&[("meta", "123456789012345"), ("vendors.meta.purpose", "necessary")]);
    assert_eq!(found.first().map(|(_, name, _)| *name), Some("not-exempt"));
}

proptest! {
    /// What core leaves out is named here, and only that weighs as wrong.
    #[test]
    fn the_gate_and_this_check_agree(path in "[a-z-]{1,12}|meta|mode|policy|google-ads", value in "[A-Za-z0-9/:-]{1,12}") {
        let right = settings::check(path.as_bytes(), fields::example(&path).as_bytes(), value.as_bytes()).is_ok();
        let pairs = Pairs::from_iter([(path.as_str(), value.as_str())]);
        let wrong = check(&pairs).iter().any(|one| one.weight == Weight::Wrong);
        prop_assert_eq!(right, !wrong);
    }
}
