//! What an owner says of single vendors: a vendor of their own, one that needs no consent.

use crate::more_vendors::nobody_heard_anything;
use anyhow::Result;
use serde_json::{Value, json};
use support::answer::Answer;
use support::page::{Page, REOPEN, SETTINGS};
use support::shop::Shop;
use support::{check, check_eq, stories, wait};

stories![
    what_stores_nothing_can_be_exempt,
    where_nothing_needs_an_answer_nothing_is_asked,
    one_of_googles_tags_can_be_basic,
    an_owner_adds_a_vendor,
    an_own_vendor_that_is_not_whole_is_named,
];

fn settings(value: &Value) -> String {
    format!(r#"<script type="application/json" id="samtykke-settings">{value}</script>"#)
}

async fn names_in_the_settings(page: &Page<'_>) -> Result<Vec<String>> {
    page.script_with(
        "return [...document.querySelectorAll(arguments[0] + ' li')].map((item) =>
           [...item.querySelectorAll(':scope > b, :scope > label b, small')].map((one) => one.textContent).join(': '));",
        vec![SETTINGS.into()],
    )
    .await
}

async fn what_stores_nothing_can_be_exempt(page: &Page<'_>) -> Result<()> {
    let exempt = json!({ "purpose": "necessary" });
    let vendors = json!({ "plausible": exempt, "matomo": exempt, "google-tag-manager": exempt });
    let tag = r#"data-matomo="https://stats.matomo.test/count/3" data-plausible="shop-1.example""#;
    page.visit(Shop::new().before(&settings(&json!({ "vendors": vendors }))).tag(tag)).await?;
    page.ledger.first("plausible.io/api/event").await?;
    let warnings = page.warnings().await?;
    check_eq!(warnings.len(), 2, "{warnings:?}");
    check!(warnings.iter().all(|one| one.contains("not-exempt")), "Matomo and Google store: {warnings:?}");
    page.open_settings().await?;
    let names = names_in_the_settings(page).await?;
    check!(names.iter().any(|one| one == "Necessary: Plausible"), "it is listed: {names:?}");
    check!(names.iter().any(|one| one == "Statistics: Matomo"), "as Matomo where it was: {names:?}");
    page.script::<Value>("samtykke.reject();").await?;
    wait::silence().await;
    check!(!page.ledger.touched("stats.matomo.test"), "Matomo waits for a yes");
    check_eq!(page.ledger.to("plausible.io/js/script.js").len(), 1, "Plausible was loaded once");
    Ok(())
}

async fn where_nothing_needs_an_answer_nothing_is_asked(page: &Page<'_>) -> Result<()> {
    let quiet = || Shop::new().tag(r#"data-layout="none""#);
    page.visit(quiet()).await?;
    wait::silence().await;
    check!(!page.sees("samtykke-banner *").await?, "nothing of ours is seen");
    check_eq!(page.warnings().await?, Vec::<String>::new(), "warnings");
    let marked = r#"<script type="text/plain" data-samtykke-purpose="marketing">window.ran = 1;</script>"#;
    page.visit(quiet().body(marked)).await?;
    page.is_asked().await?;
    check!(!page.script::<bool>("return 'ran' in window;").await?, "a tag that needs a yes is held");
    page.accept().await?;
    wait::until_true("it runs", async || page.script("return window.ran === 1;").await).await?;
    page.until_seen(REOPEN).await
}

async fn one_of_googles_tags_can_be_basic(page: &Page<'_>) -> Result<()> {
    let basic = json!({ "vendors": { "google-ads": { "mode": "basic" } } });
    let tag = r#"data-google-analytics="G-TEST000001" data-google-ads="AW-1234567890""#;
    page.visit(Shop::new().before(&settings(&basic)).tag(tag)).await?;
    let hit = page.ledger.ping("page_view").await?;
    check_eq!(hit.param("gcs"), Some("G100"), "Analytics pings without cookies");
    wait::silence().await;
    for host in ["pagead2.googlesyndication.com", "googleads.g.doubleclick.net"] {
        check!(page.ledger.to(host).is_empty(), "Ads heard of it at {host}");
    }
    page.accept().await?;
    page.ledger.first("googleads.g.doubleclick.net").await?;
    check_eq!(page.warnings().await?, Vec::<String>::new(), "warnings");
    Ok(())
}

async fn an_owner_adds_a_vendor(page: &Page<'_>) -> Result<()> {
    let acme = json!({
        "name": "Acme & Søn", "purpose": "marketing", "script": "https://cdn.acme.test/t.js",
        "cookies": "acme_* acme sam*", "company": "Acme AS", "country": "NO", "policy": "https://acme.test/privacy",
    });
    let script =
        Answer::script("document.cookie = 'acme_x=1; path=/'; window.acme = (window.acme || 0) + 1;");
    let shop = Shop::new().before(&settings(&json!({ "vendors": { "acme": acme } }))).tag("");
    page.visit(shop.elsewhere("cdn.acme.test/t.js", script)).await?;
    page.is_asked().await?;
    check_eq!(page.warnings().await?, Vec::<String>::new(), "warnings");
    nobody_heard_anything(page).await?;
    page.open_settings().await?;
    let names = names_in_the_settings(page).await?;
    check!(names.iter().any(|one| one == "Marketing: Acme & Søn"), "it is listed: {names:?}");
    page.script::<Value>("samtykke.accept();").await?;
    wait::until_true("it runs", async || page.script("return window.acme === 1;").await).await?;
    check!(page.script::<bool>("return samtykke.consent.vendors.acme;").await?, "what the page reads");
    page.script::<Value>("samtykke.withdraw();").await?;
    wait::until_true("its page is another", async || {
        page.script("return !window.acme && !!window.samtykke;").await
    })
    .await?;
    check_eq!(page.vendor_cookies().await?, Vec::<String>::new(), "cookies");
    check_eq!(page.cookie().await?.map(|cookie| cookie.starts_with('0')), Some(true), "the choice stays");
    page.ledger.forget();
    nobody_heard_anything(page).await
}

async fn an_own_vendor_that_is_not_whole_is_named(page: &Page<'_>) -> Result<()> {
    let vendors = json!({
        "no-script": { "name": "A", "purpose": "marketing" },
        "no-purpose": { "name": "B", "script": "/own-b.js" },
        "no-address": { "name": "C", "purpose": "marketing", "script": "javascript:alert(1)" },
        "mode": { "name": "D", "purpose": "marketing", "script": "/own-d.js" },
        "hotjar": { "nme": "E" },
    });
    page.visit(
        Shop::new().before(&settings(&json!({ "vendors": vendors }))).tag(r#"data-meta="1234567890""#),
    )
    .await?;
    page.is_asked().await?;
    let warnings = page.warnings().await?;
    for name in ["no-script", "no-purpose", "no-address", "mode"] {
        let is_named = |one: &String| one.contains("vendor-incomplete") && one.contains(name);
        check!(warnings.iter().any(is_named), "{name} is named: {warnings:?}");
    }
    for problem in [
        "malformed-setting, expected /address: vendors.no-address.script",
        "unknown-setting: vendors.hotjar.nme",
    ] {
        check!(warnings.iter().any(|one| one.contains(problem)), "{problem}: {warnings:?}");
    }
    check_eq!(warnings.len(), 6, "and nothing else: {warnings:?}");
    page.accept().await?;
    page.ledger.first("www.facebook.com/tr").await?;
    wait::silence().await;
    for file in ["own-b.js", "own-d.js"] {
        check!(page.ledger.to(&format!("{}/{file}", page.host)).is_empty(), "{file} was loaded");
    }
    Ok(())
}
