//! Pages that stand in our way: a data layer used before us or for something else, old libraries, hostile scripts.

use crate::tags::{ANALYTICS, FOUR, TWO, silent};
use anyhow::{Context, Result};
use serde_json::{Value, json};
use support::answer::Answer;
use support::page::Page;
use support::shop::Shop;
use support::{check, check_eq, stories, wait};

stories![
    earlier_entries_of_the_data_layer_stay_behind_the_default,
    a_data_layer_that_is_no_array_is_left_alone,
    old_libraries_extensions_do_no_harm,
    polluted_prototypes_cannot_say_yes,
    replaced_methods_cannot_say_yes,
];

async fn earlier_entries_of_the_data_layer_stay_behind_the_default(page: &Page<'_>) -> Result<()> {
    let early = "<script>window.dataLayer = [{ event: 'early' }];
        (function () { dataLayer.push(arguments); })('event', 'early_event');</script>";
    page.visit(Shop::new().before(early).tag(ANALYTICS)).await?;
    page.is_asked().await?;
    let layer = page.data_layer().await?;
    let first = layer.first().context("an empty data layer")?;
    check_eq!(first.pointer("/arguments/1"), Some(&json!("default")), "the default is first, in {layer:?}");
    let own = layer.iter().position(|entry| entry.pointer("/value/event") == Some(&json!("early")));
    check_eq!(own, Some(3), "the page's own stand behind the default and its two settings, in {layer:?}");
    page.ledger.ping("page_view").await?;
    for hit in page.ledger.pings() {
        check_eq!(hit.param("gcs"), Some("G100"), "every ping is denied");
    }
    Ok(())
}

async fn a_data_layer_that_is_no_array_is_left_alone(page: &Page<'_>) -> Result<()> {
    let own = "<script>window.dataLayer = { mine: 1 };</script>";
    page.visit(Shop::new().before(own).tag(TWO)).await?;
    page.accept().await?;
    page.ledger.first("www.facebook.com/tr").await?;
    wait::silence().await;
    check!(!page.warnings().await?.is_empty(), "a warning says so");
    check_eq!(
        page.script::<Value>("return window.dataLayer;").await?,
        json!({ "mine": 1 }),
        "the page's value"
    );
    check!(
        page.ledger.to("www.googletagmanager.com").is_empty(),
        "Google is not loaded: it would not hear us"
    );
    Ok(())
}

/// Drivers talk to the page through its own prototypes: while these are broken only plain values come back, and the end
/// of the story needs them whole. `restore()` undoes every change made between `save` and `restore`.
const SAVE: &str = "<script>
    const whole = [Array, Object, String, RegExp].map(({ prototype }) =>
      [prototype, Object.getOwnPropertyDescriptors(prototype), Reflect.ownKeys(prototype)]);
    const { ownKeys, defineProperty, deleteProperty } = Reflect;
    window.restore = () => {
      for (const [prototype, descriptors, names] of whole) {
        for (const name of ownKeys(prototype)) if (!(name in descriptors)) deleteProperty(prototype, name);
        for (const name of names) defineProperty(prototype, name, descriptors[name]);
      }
    };</script>";

async fn old_libraries_extensions_do_no_harm(page: &Page<'_>) -> Result<()> {
    let library = "<script>
        Array.prototype.last = function () { return this[this.length - 1]; };
        Array.prototype.remove = function () {};
        Object.prototype.extend = function () { return this; };
        String.prototype.capitalize = function () { return this; };
        Array.prototype.toJSON = undefined;</script>";
    page.visit(Shop::new().before(&[SAVE, library].concat()).tag(FOUR)).await?;
    for hook in ["[data-samtykke=settings]", "[name=samtykke-marketing]", "dialog [data-samtykke=save]"] {
        let hook = format!("samtykke-banner {hook}");
        page.until_seen(&hook).await?;
        page.script::<Value>(&format!("document.querySelector('{hook}').click();")).await?;
    }
    page.ledger.first("www.facebook.com/tr").await?;
    page.script::<Value>("restore();").await?;
    check_eq!(page.warnings().await?, Vec::<String>::new(), "warnings");
    Ok(())
}

/// Each alone: together, one that stops us altogether would hide the others.
const POLLUTION: [(&str, &str); 15] = [
    ("samtykke", "'accept'"),
    ("config", "'/evil.json'"),
    ("meta", "'999'"),
    ("linkedin", "'999'"),
    ("marketing", "true"),
    ("decided", "true"),
    ("samtykkePurpose", "'necessary'"),
    ("samtykkeVendor", "'meta'"),
    ("samtykkeLayer", "'first'"),
    ("src", "'https://cdn.vendor.test/evil.js'"),
    ("consent", "'granted'"),
    ("cookie", "'samtykke=7'"),
    ("type", "'text/javascript'"),
    ("0", "'7'"),
    ("1", "'7.1.20000.1.abcdef'"),
];

async fn polluted_prototypes_cannot_say_yes(page: &Page<'_>) -> Result<()> {
    let marked = r#"<p id="text">Text</p>
        <script type="text/plain" data-samtykke-purpose="marketing">window.leak = 1;</script>
        <iframe title="Film" data-samtykke-purpose="marketing" data-src="https://cdn.vendor.test/film"></iframe>"#;
    let evil = r#"{"meta": "999", "mode": "advanced", "linkedin": "999"}"#;
    let shop = Shop::new()
        .tag(TWO)
        .body(marked)
        .file("/evil.json", Answer::json(evil))
        .elsewhere("cdn.vendor.test/evil.js", Answer::script("window.leak = 1;"))
        .elsewhere("cdn.vendor.test/film", Answer::html("<p>Film</p>"));
    // A page that breaks itself may throw; it must not become a yes.
    page.excuse("");
    for (name, value) in POLLUTION {
        let pollute = format!("{SAVE}<script>Object.prototype['{name}'] = {value};</script>");
        page.visit(shop.clone().before(&pollute)).await?;
        page.script::<Value>("document.getElementById('text').click();").await?;
        silent(page).await?;
        check!(page.ledger.to("cdn.vendor.test").is_empty(), "{name}: a marked tag was loaded");
        check!(!page.script::<bool>("return 'leak' in window;").await?, "{name}: a marked tag ran");
        page.script::<Value>("restore();").await?;
        check_eq!(page.cookies().await?.len(), 0, "{name}: nobody answered");
    }
    Ok(())
}

async fn replaced_methods_cannot_say_yes(page: &Page<'_>) -> Result<()> {
    let replace = "<script>
        Array.prototype.includes = Array.prototype.some = Array.prototype.every = () => true;
        String.prototype.includes = String.prototype.endsWith = () => true;
        RegExp.prototype.test = () => true;</script>";
    let marked = r#"<script type="text/plain" data-samtykke-purpose="marketing">window.leak = 1;</script>"#;
    page.excuse("");
    page.visit(Shop::new().before(&[SAVE, replace].concat()).tag(FOUR).body(marked)).await?;
    silent(page).await?;
    page.script::<Value>("samtykke.reject(); samtykke.scan();").await?;
    silent(page).await?;
    page.script::<Value>("restore();").await?;
    check!(!page.script::<bool>("return 'leak' in window;").await?, "a marked tag ran");
    Ok(())
}
