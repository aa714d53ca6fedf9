//! Every vendor that is managed from an id alone: silent before the answer, once after a yes, gone after a no.

use anyhow::Result;
use serde_json::Value;
use support::answer::Answer;
use support::page::Page;
use support::shop::Shop;
use support::{check, check_eq, stories, wait};

stories![
    every_managed_vendor_waits_and_runs_once,
    every_managed_vendor_is_silent_after_a_refusal,
    withdrawing_removes_what_every_vendor_left,
    a_vendor_id_of_another_vendor_is_named_and_left_out,
    accepting_after_a_refusal_runs_what_was_held,
    withdrawing_from_a_vendor_that_hears_nothing_loads_the_page_anew,
    a_page_that_answers_a_form_is_never_loaded_again,
    a_single_vendor_can_differ_from_its_purpose,
    floodlight_waits_for_marketing,
    floodlight_refused_beside_ads_does_not_go_on,
    uet_hears_a_yes_after_a_no,
    a_fragment_survives_the_page_that_is_loaded_anew,
    widgets_wait_for_functional,
    forms_of_a_held_vendor_work,
];

/// All vendors but Google's pinging ones, which `vendors.rs` tells of.
const TAG: &str = concat!(
    r#"data-google-tag-manager="GTM-TEST123" data-meta="1234567890" data-linkedin="7654321" "#,
    r#"data-microsoft-uet="12345678" data-microsoft-clarity="abcdef1234" data-sharpspring="KOI-4TEST/koi-3TEST""#
);

/// Where each loads its script from, and where it sends what it sees.
const HOSTS: [(&str, &str); 6] = [
    ("www.googletagmanager.com/gtm.js", "tag.inside.test/pixel"),
    ("connect.facebook.net/en_US/fbevents.js", "www.facebook.com/tr"),
    ("snap.licdn.com/li.lms-analytics/insight.min.js", "px.ads.linkedin.com/collect"),
    ("bat.bing.com/bat.js", "bat.bing.com/action/0"),
    ("www.clarity.ms/tag/abcdef1234", "a.clarity.ms/collect"),
    ("koi-3test.marketingautomation.services/client/ss.js", "koi-3test.marketingautomation.services/net"),
];

async fn nobody_heard_anything(page: &Page<'_>) -> Result<()> {
    wait::silence().await;
    let foreign: Vec<_> = page.ledger.foreign().iter().map(support::ledger::Request::address).collect();
    check_eq!(foreign, Vec::<String>::new(), "requests to vendors");
    check_eq!(page.vendor_cookies().await?, Vec::<String>::new(), "cookies");
    Ok(())
}

async fn everybody_ran_once(page: &Page<'_>) -> Result<()> {
    for (script, hit) in HOSTS {
        page.ledger.first(hit).await?;
        check_eq!(page.ledger.to(script).len(), 1, "{script} is loaded once");
    }
    Ok(())
}

async fn every_managed_vendor_waits_and_runs_once(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(TAG)).await?;
    page.is_asked().await?;
    nobody_heard_anything(page).await?;
    page.accept().await?;
    everybody_ran_once(page).await?;
    wait::silence().await;
    for (_, hit) in HOSTS {
        check_eq!(page.ledger.to(hit).len(), 1, "{hit} counts one page view");
    }
    let account = page.ledger.first("koi-3test.marketingautomation.services/net").await?;
    check_eq!(account.param("account"), Some("KOI-4TEST"), "SharpSpring's account");
    Ok(())
}

async fn every_managed_vendor_is_silent_after_a_refusal(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(TAG)).await?;
    page.reject().await?;
    nobody_heard_anything(page).await?;
    page.reload().await?;
    nobody_heard_anything(page).await
}

async fn withdrawing_removes_what_every_vendor_left(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(TAG)).await?;
    page.accept().await?;
    everybody_ran_once(page).await?;
    wait::until_true("vendors keep cookies", async || {
        let kept = page.vendor_cookies().await?;
        Ok(["_fbp", "_uetvid", "_clck", "__ss_tk"].iter().all(|name| kept.iter().any(|one| one == name)))
    })
    .await?;
    page.script::<Value>("samtykke.withdraw();").await?;
    wait::until_true("their cookies are gone", async || {
        let kept = page.vendor_cookies().await?;
        Ok(kept.iter().all(|name| name == "inside_the_container"))
    })
    .await?;
    page.ledger.forget();
    page.reload().await?;
    page.until_seen(support::page::REOPEN).await?;
    wait::silence().await;
    check!(page.ledger.foreign().is_empty(), "vendors are silent on the next page");
    Ok(())
}

async fn a_vendor_id_of_another_vendor_is_named_and_left_out(page: &Page<'_>) -> Result<()> {
    page.visit(
        Shop::new().tag(r#"data-google-tag-manager="G-TEST000001" data-microsoft-clarity="GTM-TEST""#),
    )
    .await?;
    let warnings = page.warnings().await?;
    check_eq!(warnings.len(), 2, "a warning each: {warnings:?}");
    for name in ["google-tag-manager", "microsoft-clarity"] {
        check!(warnings.iter().any(|warning| warning.contains(name)), "{name} is named: {warnings:?}");
    }
    page.accept().await?;
    nobody_heard_anything(page).await
}

async fn accepting_after_a_refusal_runs_what_was_held(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(TAG)).await?;
    page.reject().await?;
    nobody_heard_anything(page).await?;
    page.script::<Value>("samtykke.accept();").await?;
    everybody_ran_once(page).await
}

/// LinkedIn's script knows no consent call: it goes on as long as the page lives.
const LINKEDIN: &str = r#"data-linkedin="7654321""#;

async fn withdrawing_from_a_vendor_that_hears_nothing_loads_the_page_anew(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(LINKEDIN)).await?;
    page.accept().await?;
    page.ledger.first("px.ads.linkedin.com/collect").await?;
    page.script::<Value>("window.before = true; samtykke.withdraw();").await?;
    wait::until_true("the page is another", async || {
        page.script("return !window.before && !!window.samtykke;").await
    })
    .await?;
    let choice = "return samtykke.consent.decided && !samtykke.consent.marketing;";
    wait::until_true("and keeps the refusal", async || page.script(choice).await).await?;
    page.ledger.forget();
    nobody_heard_anything(page).await
}

async fn a_page_that_answers_a_form_is_never_loaded_again(page: &Page<'_>) -> Result<()> {
    let form = r#"<form method="post" action="/order"><button id="order">Order</button></form>"#;
    page.visit(Shop::new().tag(LINKEDIN).body(form)).await?;
    page.accept().await?;
    page.ledger.first("px.ads.linkedin.com/collect").await?;
    page.click("#order").await?;
    wait::until_true("the order is answered", async || {
        page.script("return location.pathname == '/order';").await
    })
    .await?;
    page.until_seen(support::page::REOPEN).await?;
    page.script::<Value>("window.before = true; samtykke.withdraw();").await?;
    wait::silence().await;
    check!(page.script::<bool>("return window.before === true;").await?, "the same page");
    let warning = page.one_warning().await?;
    check!(warning.contains("reload-needed"), "{warning}");
    Ok(())
}

async fn a_single_vendor_can_differ_from_its_purpose(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(r#"data-meta="1234567890" data-linkedin="7654321""#)).await?;
    page.script::<Value>("samtykke.save({ marketing: true, vendors: { linkedin: false } });").await?;
    page.ledger.first("www.facebook.com/tr").await?;
    wait::silence().await;
    check!(!page.ledger.touched("snap.licdn.com"), "LinkedIn was refused by name");
    let vendors: Value = page.script("return samtykke.consent.vendors;").await?;
    check_eq!(vendors, serde_json::json!({ "meta": true, "linkedin": false }), "what the page reads");
    page.script::<Value>("samtykke.save({ vendors: { linkedin: true } });").await?;
    page.ledger.first("px.ads.linkedin.com/collect").await?;
    let cookie = page.cookie().await?.unwrap_or_default();
    check!(cookie.starts_with('8') && cookie.ends_with("+linkedin"), "the cookie says so: {cookie}");
    Ok(())
}

async fn floodlight_waits_for_marketing(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(r#"data-google-floodlight="DC-1234567" data-mode="basic""#)).await?;
    page.is_asked().await?;
    nobody_heard_anything(page).await?;
    page.accept().await?;
    let script = page.ledger.first("www.googletagmanager.com/gtag/js").await?;
    check_eq!(script.param("id"), Some("DC-1234567"), "whose script");
    Ok(())
}

/// Google's ads share one signal: while it is a yes, a tag that is refused beside them could not be told its own no.
async fn floodlight_refused_beside_ads_does_not_go_on(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(r#"data-google-floodlight="DC-1234567" data-google-ads="AW-123456789""#))
        .await?;
    page.accept().await?;
    page.ledger.ping("page_view").await?;
    page.script::<Value>(
        "window.before = true; samtykke.save({ marketing: true, vendors: { 'google-floodlight': false } });",
    )
    .await?;
    wait::until_true("the page is another", async || {
        page.script("return !window.before && Boolean(window.samtykke?.consent.decided);").await
    })
    .await?;
    let told = "return dataLayer.filter(([name]) => name == 'config').map(([, id]) => id);";
    wait::until_true("Ads runs alone", async || {
        Ok(page.script::<Vec<String>>(told).await? == ["AW-123456789"])
    })
    .await
}

/// Whoever has said no, and then yes, is heard by Microsoft too.
async fn uet_hears_a_yes_after_a_no(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(r#"data-microsoft-uet="12345678""#)).await?;
    page.is_asked().await?;
    page.script::<Value>("samtykke.reject();").await?;
    wait::silence().await;
    page.script::<Value>("samtykke.accept();").await?;
    let hit = page.ledger.first("bat.bing.com/action").await?;
    check_eq!(hit.param("asc"), Some("G"), "its word for a yes");
    let told = "return JSON.stringify(samtykke.consent.vendors);";
    check_eq!(page.script::<String>(told).await?, r#"{"microsoft-uet":true}"#, "as the page reads it");
    Ok(())
}

/// An address with a fragment is asked for anew like any other, never reloaded, and gets its fragment back.
async fn a_fragment_survives_the_page_that_is_loaded_anew(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(LINKEDIN).body("<p id=\"part\">Part</p>")).await?;
    page.accept().await?;
    page.ledger.first("px.ads.linkedin.com/collect").await?;
    page.script::<Value>("location.hash = 'part'; window.before = true; samtykke.withdraw();").await?;
    wait::until_true("the page is another, at the same place", async || {
        page.script(
            "return !window.before && Boolean(window.samtykke?.consent.decided) && location.hash == '#part';",
        )
        .await
    })
    .await
}

async fn widgets_wait_for_functional(page: &Page<'_>) -> Result<()> {
    const WIDGETS: [&str; 2] =
        ["www.google.com/recaptcha/api.js", "scripts.teamtailor-cdn.com/widgets/production/jobs.js"];
    let tag = r#"data-google-recaptcha="6LcTest" data-teamtailor="jobs""#;
    let widget = || Answer::script("window.widgets = (window.widgets || 0) + 1;");
    page.visit(Shop::new().tag(tag).elsewhere(WIDGETS[0], widget()).elsewhere(WIDGETS[1], widget())).await?;
    page.is_asked().await?;
    nobody_heard_anything(page).await?;
    page.script::<Value>("samtykke.save({ marketing: true, statistics: true });").await?;
    nobody_heard_anything(page).await?;
    page.script::<Value>("samtykke.save({ functional: true });").await?;
    wait::until_true("both run", async || page.script("return window.widgets === 2;").await).await?;
    for widget in WIDGETS {
        check_eq!(page.ledger.to(widget).len(), 1, "{widget} is loaded once");
    }
    Ok(())
}

/// SharpSpring's form is the visitor's own errand: it is sent although its tracking is refused.
async fn forms_of_a_held_vendor_work(page: &Page<'_>) -> Result<()> {
    let form = r#"<form method="post" target="answer" action="https://app-3test.marketingautomation.services/webforms/receivePostback">
        <input name="email" value="kari@example.test" aria-label="Email"><button id="send">Send</button></form><iframe name="answer" title="Answer"></iframe>"#;
    let shop = Shop::new().tag(r#"data-sharpspring="KOI-4TEST/koi-3TEST""#).body(form);
    let address = "app-3test.marketingautomation.services/webforms/receivePostback";
    page.visit(shop.elsewhere(address, Answer::html("Thank you"))).await?;
    page.reject().await?;
    page.click("#send").await?;
    let sent = page.ledger.first(address).await?;
    check!(sent.body.contains("kari"), "what was sent: {}", sent.body);
    check!(!page.ledger.touched("koi-3test.marketingautomation.services"), "its tracking was loaded");
    Ok(())
}
