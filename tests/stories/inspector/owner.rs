//! What the owner has settled is known: whom the settings name, and what a policy holds.

use crate::tags::TWO;
use anyhow::Result;
use serde_json::{Value, json};
use support::answer::Answer;
use support::page::Page;
use support::shop::Shop;
use support::{check, stories};

use super::panel::{open, press, search, text, until_text};

stories![whom_the_settings_name_is_known, what_the_policy_blocks_is_no_leak];

async fn whom_the_settings_name_is_known(page: &Page<'_>) -> Result<()> {
    let acme = json!({ "name": "Acme", "purpose": "marketing", "script": "https://cdn.acme.test/t.js", "cookies": "acme_*" });
    let settings = json!({ "vendors": { "acme": acme }, "cookies": [{ "name": "mystery", "days": 30 }] });
    let before = format!(
        r#"<script type="application/json" id="samtykke-settings">{settings}</script>
           <script>document.cookie = "mystery=1;path=/"; document.cookie = "acme_x=1;path=/";</script>"#
    );
    let shop = Shop::new().before(&before).tag("");
    page.visit(shop.elsewhere("cdn.acme.test/", Answer::pixel())).await?;
    page.is_asked().await?;
    open(page, "tags").await?;
    until_text(page, "tags", "Acmemarketing, managedHeldNo answer yetnever").await?;
    page.script::<Value>("new Image().src = 'https://cdn.acme.test/p.gif';").await?;
    until_text(page, "tags", "Acmemarketing, managedLeaked").await?;
    press(page, "tab-keeping").await?;
    until_text(page, "cookies", "mysteryThis sitenecessary").await?;
    until_text(page, "cookies", "acme_xAcmemarketing").await?;
    press(page, "tab-findings").await?;
    until_text(page, "findings", "Acme was contacted without consent").await?;
    check!(!text(page, "findings").await?.contains("Nobody is known"), "both cookies are declared");
    Ok(())
}

async fn what_the_policy_blocks_is_no_leak(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(TWO).csp("media-src 'none'")).await?;
    page.is_asked().await?;
    open(page, "timeline").await?;
    page.script::<Value>("new Audio('https://analytics.tiktok.com/a.mp3?private=1').load();").await?;
    search(page, "media-src").await?;
    until_text(page, "rows", "https://analytics.tiktok.com/a.mp3").await?;
    press(page, "tab-findings").await?;
    until_text(page, "findings", "Nothing is wrong").await?;
    page.accept().await?;
    until_text(page, "findings", "The Content Security Policy blocked analytics.tiktok.com/a.mp3").await?;
    check!(!text(page, "findings").await?.contains("private"), "the query is left out");
    Ok(())
}
