//! What we promise to other people's scripts: hooks, the script API, events, and that our own code talks to nobody.

use crate::tags::{ANALYTICS, FOUR, TWO};
use anyhow::Result;
use serde_json::{Value, json};
use support::ledger::Request;
use support::page::{FIRST, Page, SETTINGS};
use support::shop::Shop;
use support::{check, check_eq, stories, wait};

stories![
    the_hooks_are_real_buttons_and_checkboxes_in_the_light_dom,
    controls_of_the_page_itself_work,
    the_api_answers_for_the_visitor,
    saving_by_api_takes_only_what_is_true,
    the_consent_snapshot_cannot_be_changed,
    ready_resolves_with_the_state,
    a_change_is_told_with_a_diff,
    the_data_layer_hears_of_a_change,
    the_receipt_names_the_choice,
    our_own_code_contacts_nobody,
    privacy_tools_find_what_they_need,
];

async fn the_hooks_are_real_buttons_and_checkboxes_in_the_light_dom(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(FOUR)).await?;
    page.is_asked().await?;
    for control in ["accept", "reject", "settings"] {
        let tag: String = page
            .script_with(
                "return document.querySelector(arguments[0]).localName;",
                vec![format!("{FIRST} [data-samtykke={control}]").into()],
            )
            .await?;
        check_eq!(tag, "button", "the control {control}");
    }
    page.open_settings().await?;
    let names: Vec<String> = page
        .script_with(
            "return [...document.querySelectorAll(arguments[0] + ' input[type=checkbox]')].map((box) => box.name);",
            vec![SETTINGS.into()],
        )
        .await?;
    for name in ["samtykke-functional", "samtykke-statistics", "samtykke-marketing"] {
        check!(names.iter().any(|found| found == name), "a checkbox named {name} in {names:?}");
    }
    for control in ["save", "close"] {
        check!(
            page.sees(&format!("{SETTINGS} button[data-samtykke={control}]")).await?,
            "the control {control}"
        );
    }
    Ok(())
}

async fn controls_of_the_page_itself_work(page: &Page<'_>) -> Result<()> {
    let footer = r##"<footer><a href="#" data-samtykke="open" id="opener"><b>Cookies</b></a>
        <form><input type="checkbox" name="samtykke-statistics" id="own-box">
        <button type="button" data-samtykke="save" id="own-save">Save</button></form></footer>"##;
    page.visit(Shop::new().tag(TWO).body(footer)).await?;
    page.is_asked().await?;
    page.click("#opener b").await?;
    page.until_seen(SETTINGS).await?;
    page.click(&format!("{SETTINGS} [data-samtykke=close]")).await?;
    page.until_gone(SETTINGS).await?;
    page.click("#own-box").await?;
    page.click("#own-save").await?;
    wait::until_true("the page's own form is saved", async || {
        Ok(page.cookie().await?.is_some_and(|cookie| cookie.starts_with("2.")))
    })
    .await
}

async fn purposes(page: &Page<'_>) -> Result<Vec<bool>> {
    page.script("return ['decided', 'necessary', 'functional', 'statistics', 'marketing'].map((name) => samtykke.consent[name]);")
        .await
}

async fn the_api_answers_for_the_visitor(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(TWO)).await?;
    page.is_asked().await?;
    check_eq!(purposes(page).await?, [false, true, false, false, false], "before the answer");
    for (call, digit, wanted) in [
        ("samtykke.accept()", "7.", [true, true, true, true, true]),
        ("samtykke.withdraw()", "0", [true, true, false, false, false]),
        ("samtykke.save({ marketing: true })", "4.", [true, true, false, false, true]),
        ("samtykke.reject()", "0", [true, true, false, false, false]),
    ] {
        page.script::<Value>(&format!("{call};")).await?;
        let cookie = page.cookie().await?.unwrap_or_default();
        check!(cookie.starts_with(digit), "the cookie after {call}: {cookie:?}");
        check_eq!(purposes(page).await?, wanted, "samtykke.consent after {call}");
    }
    page.until_gone(FIRST).await?;
    page.script::<Value>("samtykke.open();").await?;
    page.until_seen(SETTINGS).await
}

async fn saving_by_api_takes_only_what_is_true(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(TWO)).await?;
    page.is_asked().await?;
    for choices in
        ["undefined", "null", "'marketing'", "{ marketing: 'yes', nonsense: true }", "[true, true, true]"]
    {
        page.script::<Value>(&format!("samtykke.save({choices});")).await?;
        let cookie = page.cookie().await?.unwrap_or_default();
        check!(cookie.starts_with('0'), "save({choices}) allows nothing: {cookie:?}");
    }
    Ok(())
}

async fn the_consent_snapshot_cannot_be_changed(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(TWO)).await?;
    page.is_asked().await?;
    let flipped: bool = page
        .script(
            "const tries = [
               () => { samtykke.consent.marketing = true; },
               () => { samtykke.consent.vendors.meta = true; },
               () => { samtykke.consent = { marketing: true }; },
               () => { Object.defineProperty(samtykke.consent, 'marketing', { value: true }); },
             ];
             for (const attempt of tries) { try { attempt(); } catch {} }
             return Boolean(samtykke.consent.marketing || samtykke.consent.vendors.meta);",
        )
        .await?;
    check!(!flipped, "the snapshot was changed from outside");
    check!(page.script("return Object.isFrozen(samtykke.consent);").await?, "it is frozen");
    Ok(())
}

async fn ready_resolves_with_the_state(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(TWO)).await?;
    let decided: bool =
        page.script_until_done("samtykke.ready.then((consent) => done(consent.decided));").await?;
    check!(!decided, "nobody has answered yet");
    check_eq!(page.events("samtykke:ready").await?.len(), 1, "samtykke:ready fires once");
    page.accept().await?;
    page.go("/checkout").await?;
    let marketing: bool =
        page.script_until_done("samtykke.ready.then((consent) => done(consent.marketing));").await?;
    check!(marketing, "the returning visitor's yes");
    Ok(())
}

async fn a_change_is_told_with_a_diff(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(TWO)).await?;
    page.open_settings().await?;
    page.tick("statistics").await?;
    page.save().await?;
    let changes = page.events("samtykke:change").await?;
    check_eq!(changes.len(), 1, "one change, one event");
    let change = changes.first().cloned().unwrap_or_default();
    check_eq!(change.pointer("/before/statistics"), Some(&json!(false)), "before");
    check_eq!(change.pointer("/consent/statistics"), Some(&json!(true)), "after");
    check_eq!(
        change.pointer("/changed/statistics"),
        Some(&json!(true)),
        "the diff names what changed: {change}"
    );
    check_eq!(change.pointer("/changed/marketing"), None, "and not what stayed");
    Ok(())
}

async fn the_data_layer_hears_of_a_change(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(ANALYTICS)).await?;
    page.accept().await?;
    let heard = async || -> Result<usize> {
        let layer = page.data_layer().await?;
        Ok(layer
            .iter()
            .filter(|entry| entry.pointer("/value/event") == Some(&json!("samtykke_change")))
            .count())
    };
    wait::until_true("dataLayer has samtykke_change", async || Ok(heard().await? > 0)).await?;
    wait::silence().await;
    check_eq!(heard().await?, 1, "one change, one event");
    Ok(())
}

async fn the_receipt_names_the_choice(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(TWO)).await?;
    page.accept().await?;
    let receipt: Value = page.script("return samtykke.record();").await?;
    check_eq!(receipt.get("host").and_then(Value::as_str), Some(page.host.as_str()), "where it was given");
    check_eq!(receipt.get("marketing"), Some(&json!(true)), "what was said");
    let reference = receipt.get("reference").and_then(Value::as_str).unwrap_or_default();
    let cookie = page.cookie().await?.unwrap_or_default();
    check!(!reference.is_empty() && cookie.contains(reference), "the reference of {cookie:?}: {reference:?}");
    Ok(())
}

/// `Page::end` checks in every story that nobody was contacted whom the story did not put on the network; here no vendor
/// is on the page at all.
async fn our_own_code_contacts_nobody(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag("")).await?;
    page.accept().await?;
    page.reload().await?;
    page.reopen().await?;
    wait::silence().await;
    let foreign: Vec<String> = page.ledger.foreign().iter().map(Request::address).collect();
    check_eq!(foreign, Vec::<String>::new(), "hosts besides the shop");
    Ok(())
}

async fn privacy_tools_find_what_they_need(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(FOUR)).await?;
    page.is_asked().await?;
    let region: Vec<String> = page
        .script_with(
            "const layer = document.querySelector(arguments[0]);
             const name = layer.getAttribute('aria-label') ||
               (document.getElementById(layer.getAttribute('aria-labelledby')) || {}).textContent || '';
             return [layer.localName, layer.getAttribute('role') || '', name, layer.closest('samtykke-banner').id];",
            vec![FIRST.into()],
        )
        .await?;
    let [tag, role, name, id] = region.as_slice() else { anyhow::bail!("{region:?}") };
    check!(tag == "dialog" || role == "region" || role == "dialog", "a landmark: <{tag} role={role:?}>");
    check!(!name.trim().is_empty(), "it has a name");
    check!(page.has_own_box().await?, "a box of its own, fixed");
    check!(id.contains("consent"), "scanners look for an id with consent: {id:?}");
    Ok(())
}
