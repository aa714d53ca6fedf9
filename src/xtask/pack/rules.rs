//! `rules/`: how privacy tools that answer for a visitor find and press our buttons, in three tools' own forms.
//!
//! All three are made from the same hooks, which are public and the same in every language, layout and theme.

use std::path::Path;

use anyhow::Result;
use serde_json::{Value, json};

use crate::workspace;

const HOST: &str = "samtykke-banner";
/// What a refusal looks like in `document.cookie`, whoever wrote it.
const REFUSAL: (&str, &str) = ("samtykke", "0");
/// Purposes with their letters in Consent-O-Matic: preferences, performance, advertising.
const PURPOSES: [(&str, &str); 3] = [("functional", "A"), ("statistics", "B"), ("marketing", "F")];

/// Writes a file for each tool.
pub fn write(dist: &Path) -> Result<()> {
    for (tool, rule) in
        [("autoconsent", autoconsent()), ("consent-o-matic", consent_o_matic()), ("firefox", firefox())]
    {
        let file = dist.join("rules").join(format!("{tool}.json"));
        workspace::write(&file, serde_json::to_string_pretty(&rule)? + "\n")?;
    }
    Ok(())
}

/// The selector of a control of ours.
fn control(name: &str) -> String {
    format!("{HOST} [data-samtykke={name}]")
}

/// A rule for DuckDuckGo's autoconsent.
fn autoconsent() -> Value {
    json!({
        "name": "samtykke",
        "prehideSelectors": [HOST],
        "detectCmp": [{ "exists": HOST }],
        "detectPopup": [{ "visible": control("reject") }],
        "optOut": [{ "waitForThenClick": control("reject") }],
        "optIn": [{ "waitForThenClick": control("accept") }],
        "test": [{ "cookieContains": format!("{}={}", REFUSAL.0, REFUSAL.1) }],
    })
}

/// A rule for Firefox's own handling of banners, as its list service takes it. Firefox waits until `presence` is seen.
fn firefox() -> Value {
    json!([{
        "id": "samtykke",
        "domains": [],
        "click": {
            "presence": control("reject"),
            "optOut": control("reject"),
            "optIn": control("accept"),
            "runContext": "top",
        },
        "cookies": { "optOut": [{ "name": REFUSAL.0, "value": REFUSAL.1 }] },
    }])
}

/// A rule for Consent-O-Matic, which answers purpose by purpose.
fn consent_o_matic() -> Value {
    let click = |selector: &str| json!({ "type": "click", "target": { "selector": selector } });
    let consents: Vec<_> = PURPOSES
        .iter()
        .map(|(purpose, letter)| {
            let selector = format!("{HOST} input[name=samtykke-{purpose}]");
            let matcher = json!({ "type": "checkbox", "target": { "selector": selector } });
            json!({ "type": letter, "matcher": matcher, "toggleAction": click(&selector) })
        })
        .collect();
    let seen = json!({ "selector": control("reject"), "displayFilter": true });
    // The settings may come a moment after the click; it would find no box, and save nothing.
    let opened = json!({ "selector": control("save"), "displayFilter": true });
    let wait = json!({ "type": "waitcss", "target": opened, "retries": 40, "waitTime": 100 });
    let open = json!({ "type": "list", "actions": [click(&control("settings")), wait] });
    json!({
        "Samtykke": {
            "detectors": [{
                "presentMatcher": [{ "type": "css", "target": { "selector": HOST } }],
                "showingMatcher": [{ "type": "css", "target": seen }],
            }],
            "methods": [
                { "name": "OPEN_OPTIONS", "action": open },
                { "name": "DO_CONSENT", "action": { "type": "consent", "consents": consents } },
                { "name": "SAVE_CONSENT", "action": click(&control("save")) },
            ],
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const VIEWS: &str = include_str!("../../dialog/views.rs");

    #[test]
    fn every_hook_is_one_that_the_dialog_draws() {
        for name in ["accept", "reject", "settings", "save"] {
            assert!(VIEWS.contains(&format!("data-samtykke={name} ")), "{name}");
        }
        assert!(VIEWS.contains("name=samtykke-{id}"));
    }

    #[test]
    fn every_purpose_that_is_asked_has_a_letter() {
        let asked = samtykke_core::Purpose::ASKED.map(|purpose| purpose.name().to_owned());
        assert_eq!(PURPOSES.map(|(purpose, _)| purpose.to_owned()), asked);
    }

    #[test]
    fn a_refusal_is_what_the_cookie_calls_one() {
        let refused = samtykke_core::cookie::parse(REFUSAL.1.as_bytes()).unwrap();
        assert!(refused.refuses_all());
    }
}
