//! Firefox answers banners by itself when the visitor has asked for it; our rule tells it where to press.

use crate::witness;
use anyhow::{Context, Result};
use serde_json::{Value, json};
use support::engine::Engine;
use support::looks::LAYOUTS;
use support::page::{FIRST, Page};
use support::{check_eq, dist, stories, wait};

stories![in [Engine::Firefox]; firefox_refuses_for_the_visitor, firefox_accepts_where_nothing_can_be_refused];

/// What the visitor chose: `cookiebanners.service.mode`.
const REJECT: u8 = 1;
const REJECT_OR_ACCEPT: u8 = 2;

const WISH: &str = r#"
    const [mode, rules] = arguments;
    Services.prefs.setStringPref("cookiebanners.listService.testRules", rules);
    Services.prefs.setBoolPref("cookiebanners.listService.testSkipRemoteSettings", true);
    Services.prefs.setBoolPref("cookiebanners.service.enableGlobalRules", true);
    Services.prefs.setBoolPref("cookiebanners.bannerClicking.enabled", true);
    Services.prefs.setIntPref("cookiebanners.service.mode", mode);
    Services.cookieBanners.removeAllExecutedRecords(false);"#;
const KNOWN: &str = "return Services.cookieBanners.rules.map((rule) => rule.id);";
const FORGET: &str = r#"
    Services.prefs.setIntPref("cookiebanners.service.mode", 0);
    Services.prefs.clearUserPref("cookiebanners.listService.testRules");"#;

async fn firefox_refuses_for_the_visitor(page: &Page<'_>) -> Result<()> {
    for layout in LAYOUTS {
        answered(page, layout, REJECT, rules()?).await?;
        check_eq!(witness::kinds(page), "0", "{layout}: the answer");
    }
    Ok(())
}

/// Our rule without its refusal: shows that its yes is found too.
async fn firefox_accepts_where_nothing_can_be_refused(page: &Page<'_>) -> Result<()> {
    let mut rules = rules()?;
    let click = rules.pointer_mut("/0/click").and_then(Value::as_object_mut).context("the rule's clicks")?;
    click.remove("optOut").context("the rule's refusal")?;
    answered(page, LAYOUTS[0], REJECT_OR_ACCEPT, rules).await?;
    check_eq!(witness::kinds(page), "7", "the answer");
    Ok(())
}

async fn answered(page: &Page<'_>, layout: &str, mode: u8, rules: Value) -> Result<()> {
    page.firefox(WISH, vec![mode.into(), rules.to_string().into()]).await?;
    wait::until_true("Firefox knows our rule alone", async || {
        Ok(page.firefox(KNOWN, Vec::new()).await? == json!(["samtykke"]))
    })
    .await?;
    page.visit_first(witness::shop(&format!(r#"data-layout="{layout}""#))).await?;
    let told = page.ledger.first(&format!("{}/witness/answer", page.host)).await;
    page.firefox(FORGET, Vec::new()).await?;
    told?;
    check_eq!(witness::seen(page), 1, "{layout}: page views in which the banner was seen");
    page.until_gone(FIRST).await
}

fn rules() -> Result<Value> {
    Ok(serde_json::from_slice(&dist::read("rules/firefox.json").context("no rule for Firefox")?)?)
}
