//! The owner's set-up page: from ids to a tag that works, without anybody being asked and without a cookie of the site.

pub mod looks; // where its parts stand
pub mod own; // vendors of the owner's own
mod page;

use anyhow::Result;
use page::{
    SETUP, inside, leaves_no_trace, open, press, preview_has, read_json, ready, says, settings, shop_with,
    text, write,
};
use serde_json::{Value, json};
use support::answer::Answer;
use support::page::{FIRST, Page};
use support::shop::Shop;
use support::{check, check_eq, stories, wait};
use thirtyfour::By;

stories![
    ids_become_a_tag_that_works,
    the_preview_is_the_real_product_and_asks_nobody,
    the_preview_follows_the_fields,
    an_id_of_another_vendor_is_named_and_left_out,
    half_written_json_names_its_place_and_changes_nothing,
    settings_of_a_newer_version_are_named_and_left_out,
    a_mode_that_nobody_knows_is_the_stricter_one,
    a_settings_file_comes_back_as_it_was,
    a_pasted_head_says_what_to_take_out,
    the_tiers_write_what_they_need,
    a_yes_under_the_strict_tiers_policy_releases,
    a_draft_outlives_the_page_until_it_is_cleared,
    where_storage_is_denied_the_page_still_works,
    texts_with_markup_stay_text,
    every_managed_vendor_is_on_the_marketers_page,
    the_three_doors_lead_to_each_other,
];

async fn ids_become_a_tag_that_works(page: &Page<'_>) -> Result<()> {
    open(page).await?;
    for (id, value) in [("field-google-analytics", "G-TEST000001"), ("field-meta", "123456789012345")] {
        page.session().find(By::Id(id)).await?.send_keys(value).await?;
    }
    says(page, "out-tag", "data-meta=\"123456789012345\"").await?;
    says(page, "summary", "2 vendors.").await?;
    write(page, "folder", "consent").await?;
    says(page, "out-tag", "src=\"/consent/samtykke.js\"").await?;
    says(page, "out-copy", "/path/to/your/site/consent").await?;
    write(page, "folder", "").await?;
    says(page, "out-tag", "src=\"/samtykke.js\"").await?;
    leaves_no_trace(page).await?;
    let tag = text(page, "out-tag").await?;
    page.visit(Shop::new().raw_tag(&tag)).await?;
    page.is_asked().await?;
    page.ledger.ping("page_view").await?;
    check_eq!(page.warnings().await?, Vec::<String>::new(), "warnings of the finished tag");
    page.accept().await?;
    page.ledger.first("www.facebook.com/tr").await.map(drop)
}

async fn the_preview_is_the_real_product_and_asks_nobody(page: &Page<'_>) -> Result<()> {
    open(page).await?;
    write(page, "field-google-analytics", "G-TEST000001").await?;
    write(page, "field-meta", "123456789012345").await?;
    says(page, "decisions", "Meta (Facebook)held").await?;
    says(page, "decisions", "Google Analyticspings without cookies").await?;
    preview_has(page, &format!("document.querySelector('{FIRST}')?.getClientRects().length")).await?;
    inside::<Value>(page, "document.querySelector('[data-samtykke=accept]').click();").await?;
    preview_has(page, "samtykke.consent.marketing").await?;
    says(page, "decisions", "Meta (Facebook)runs").await?;
    leaves_no_trace(page).await
}

async fn the_preview_follows_the_fields(page: &Page<'_>) -> Result<()> {
    open(page).await?;
    write(page, "field-texts.accept", "Yes, gladly").await?;
    preview_has(page, "document.querySelector('[data-samtykke=accept]')?.textContent == 'Yes, gladly'")
        .await?;
    write(page, "field-lang", "nb").await?;
    preview_has(page, "document.querySelector('samtykke-banner')?.lang == 'nb'").await?;
    write(page, "colour-2", "#aa0055").await?;
    says(page, "out-css", "--samtykke-accent: #aa0055;").await?;
    says(page, "colours-note", "Buttons, links and focus on the background, dark theme").await?;
    preview_has(page, "document.documentElement.style.getPropertyValue('--samtykke-accent') == '#aa0055'")
        .await?;
    press(page, "[data-view=settings]").await?;
    preview_has(page, "document.querySelector('samtykke-banner dialog')?.open").await?;
    press(page, "[data-view=answered]").await?;
    preview_has(page, "samtykke.consent.decided && !samtykke.consent.marketing").await
}

async fn an_id_of_another_vendor_is_named_and_left_out(page: &Page<'_>) -> Result<()> {
    open(page).await?;
    write(page, "field-meta", "G-ABC123DEF4").await?;
    says(page, "error-meta", "It is one of Google Analytics: write it as \"google-analytics\".").await?;
    check!(page.sees("#field-meta[aria-invalid=true]").await?, "the field is marked");
    says(page, "summary", "1 setting is wrong").await?;
    check!(!text(page, "out-tag").await?.contains("data-meta"), "what is wrong is left out");
    write(page, "field-meta", "123456789012345").await?;
    check_eq!(text(page, "error-meta").await?, "", "mended");
    check!(page.sees("#field-meta:not([aria-invalid])").await?, "the mark is gone");
    Ok(())
}

async fn half_written_json_names_its_place_and_changes_nothing(page: &Page<'_>) -> Result<()> {
    open(page).await?;
    write(page, "field-meta", "123456789012345").await?;
    for (json, said) in [
        ("{\n  \"linkedin\": \"1234567\"\n  \"lang\": \"nb\"\n}", "Line 3, column 3: expected `,` or `}`"),
        ("{ \"linkedin\": \"1234567\", }", "no comma before a closing bracket"),
        ("{ \"linkedin\": \"12", "ends too early"),
        ("<script>", "this is HTML"),
        ("[]", "one object"),
        ("", "ends too early"),
    ] {
        read_json(page, json).await?;
        says(page, "json-said", said).await?;
        check_eq!(settings(page).await?, json!({ "meta": "123456789012345" }), "settings after {json}");
    }
    Ok(())
}

async fn settings_of_a_newer_version_are_named_and_left_out(page: &Page<'_>) -> Result<()> {
    open(page).await?;
    read_json(page, r#"{ "meta": "123456789012345", "quantum": { "mode": "spin" }, "layuot": "bar" }"#)
        .await?;
    says(page, "json-said", "3 settings taken over; to mend: quantum.mode, layuot.").await?;
    says(page, "problems", "has no setting called \"quantum.mode\": a slip, or one of a newer version")
        .await?;
    says(page, "problems", "Did you mean \"layout\"?").await?;
    check_eq!(settings(page).await?, json!({ "meta": "123456789012345" }), "what is written");
    Ok(())
}

async fn a_mode_that_nobody_knows_is_the_stricter_one(page: &Page<'_>) -> Result<()> {
    open(page).await?;
    read_json(page, r#"{ "mode": "Basic" }"#).await?;
    says(page, "error-mode", "Until then it counts as basic").await?;
    check_eq!(settings(page).await?, json!({ "mode": "basic" }), "what is written");
    Ok(())
}

async fn a_settings_file_comes_back_as_it_was(page: &Page<'_>) -> Result<()> {
    open(page).await?;
    let file = json!({
        "google-analytics": "G-TEST000001, G-TEST000002",
        "mode": "basic",
        "policy": "/privacy",
        "revision": "3",
        "texts": { "accept": "Ja, gjerne <3" },
        "vendors": { "acme": { "name": "Acme", "purpose": "marketing", "script": "https://cdn.acme.example/t.js" } },
    });
    read_json(page, &file.to_string()).await?;
    says(page, "json-said", "8 settings taken over.").await?;
    check_eq!(settings(page).await?, file, "the file");
    let field: String = page.script("return document.getElementById('field-texts.accept').value;").await?;
    check_eq!(field, "Ja, gjerne <3", "the field");
    says(page, "files", "samtykke-vendors.js").await
}

async fn a_pasted_head_says_what_to_take_out(page: &Page<'_>) -> Result<()> {
    open(page).await?;
    let head = "<script async src='https://www.googletagmanager.com/gtag/js?id=G-TEST000001'></script>\n\
        <script>\n!function(){}(window,document,'script','https://connect.facebook.net/en_US/fbevents.js');\n\
        fbq('init', '123456789012345');</script>\n\
        <script>gtag('consent', 'default', {}); gtag('config', 'AW-987654321');</script>\n\
        <script>var u='//stats.shop.example/'; _paq.push(['setTrackerUrl', u+'matomo.php'], ['setSiteId', '3']);</script>\n\
        <iframe title=Film src='https://www.youtube.com/embed/x'></iframe>";
    write(page, "head-text", head).await?;
    says(page, "head-said", "5 tags to look at.").await?;
    says(page, "head-found", "the one tag says data-meta=\"123456789012345\" instead").await?;
    says(page, "head-found", "data-src=\"https://www.youtube.com/embed/x\"").await?;
    press(page, "#head-take").await?;
    says(page, "out-tag", "data-google-analytics=\"G-TEST000001\"").await?;
    says(page, "out-tag", "data-meta=\"123456789012345\"").await?;
    says(page, "out-tag", "data-google-ads=\"AW-987654321\"").await?;
    says(page, "out-tag", "data-matomo=\"https://stats.shop.example/3\"").await?;
    says(page, "out-tag", "data-services=\"youtube\"").await?;
    leaves_no_trace(page).await
}

async fn the_tiers_write_what_they_need(page: &Page<'_>) -> Result<()> {
    open(page).await?;
    write(page, "field-hotjar", "1234567").await?;
    for (tier, part) in [
        ("strict", "<meta http-equiv=\"Content-Security-Policy\""),
        ("automatic", "<script data-auto>"),
        ("managed", "<script src=\"/samtykke.js\""),
    ] {
        press(page, &format!("#tier-{tier}")).await?;
        wait::until_true(tier, async || Ok(text(page, "out-tag").await?.starts_with(part))).await?;
    }
    write(page, "field-matomo", "https://stats.shop.example/3").await?;
    write(page, "field-logo", "https://img.shop.example/logo.svg").await?;
    says(page, "out-csp", "https://*.hotjar.com").await?;
    says(page, "out-csp", "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval' https://stats.shop.example")
        .await?;
    says(page, "out-csp", "https://img.shop.example").await?;
    says(page, "out-server", "map $cookie_samtykke").await?;
    write(page, "server", "caddy").await?;
    says(page, "out-server", "map {http.request.cookie.samtykke}").await?;
    says(page, "table", "Hotjar").await
}

/// A page with exactly the head that is written for the strict tier.
async fn a_yes_under_the_strict_tiers_policy_releases(page: &Page<'_>) -> Result<()> {
    open(page).await?;
    write(page, "field-meta", "123456789012345").await?;
    press(page, "#tier-strict").await?;
    says(page, "out-tag", "Content-Security-Policy").await?;
    let head = text(page, "out-tag").await?;
    page.visit(Shop::new().raw_tag(&head)).await?;
    page.accept().await?;
    page.ledger.first("connect.facebook.net").await.map(drop)
}

async fn a_draft_outlives_the_page_until_it_is_cleared(page: &Page<'_>) -> Result<()> {
    open(page).await?;
    write(page, "field-linkedin", "1234567").await?;
    says(page, "kept", "stays in this browser").await?;
    page.reload().await?;
    ready(page).await?;
    says(page, "out-tag", "data-linkedin=\"1234567\"").await?;
    press(page, "[data-do=clear]").await?;
    wait::until_true("all is empty", async || Ok(settings(page).await? == json!({}))).await?;
    page.reload().await?;
    ready(page).await?;
    check_eq!(settings(page).await?, json!({}), "after clearing");
    Ok(())
}

async fn where_storage_is_denied_the_page_still_works(page: &Page<'_>) -> Result<()> {
    let deny = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError'); } });";
    let shop = shop_with("<script src=\"/deny.js\"></script>")?.file("/deny.js", Answer::script(deny));
    page.open_shop(shop);
    page.go(SETUP).await?;
    ready(page).await?;
    write(page, "field-linkedin", "1234567").await?;
    says(page, "out-tag", "data-linkedin=\"1234567\"").await?;
    says(page, "kept", "This browser keeps no draft").await
}

async fn texts_with_markup_stay_text(page: &Page<'_>) -> Result<()> {
    open(page).await?;
    let hostile = "</script><img src=x onerror=alert(1)>";
    read_json(page, &json!({ "texts": { "title": hostile }, "<b>": hostile }).to_string()).await?;
    says(page, "problems", "<b>").await?;
    preview_has(page, "document.querySelector('samtykke-banner h2')?.textContent.includes('onerror')")
        .await?;
    let images: u64 = page.script("return document.querySelectorAll('img').length;").await?;
    check_eq!(images, 0, "images on the page");
    let tag = text(page, "out-tag").await?;
    page.visit(Shop::new().raw_tag(&tag)).await?;
    wait::until_true("the title is text", async || {
        page.script(
            "return document.querySelector('samtykke-banner h2')?.textContent.includes('onerror') ?? false;",
        )
        .await
    })
    .await
}

async fn every_managed_vendor_is_on_the_marketers_page(page: &Page<'_>) -> Result<()> {
    page.open_shop(Shop::new());
    page.go("/demo/every-tag.html?samtykke-inspect").await?;
    page.is_asked().await?;
    wait::until_true("the inspector is open", async || {
        page.script("return Boolean(document.querySelector('samtykke-inspector')?.shadowRoot);").await
    })
    .await?;
    let log = page.log().await?;
    let managed: Vec<String> = page
        .script("return [...document.querySelector('script').attributes].map((one) => one.name.replace('data-', ''));")
        .await?;
    let managed: Vec<_> = managed.iter().filter(|name| !["src", "policy"].contains(&name.as_str())).collect();
    check_eq!(managed.len(), 25, "vendors on the page");
    for vendor in managed {
        check!(log.iter().any(|(subject, ..)| subject == vendor), "{vendor} is in the log: {log:?}");
    }
    Ok(())
}

async fn the_three_doors_lead_to_each_other(page: &Page<'_>) -> Result<()> {
    page.open_shop(Shop::new());
    for file in ["index.html", "setup.html", "every-tag.html"] {
        page.go(&format!("/demo/{file}")).await?;
        let doors: Vec<String> = page
            .script("return [...document.querySelectorAll('.doors a')].map((door) => door.getAttribute('href').split('?')[0]);")
            .await?;
        check_eq!(doors, ["index.html", "setup.html", "every-tag.html"], "the doors of {file}");
        let here: String = page
            .script("return document.querySelector('.doors [aria-current=page]').getAttribute('href').split('?')[0];")
            .await?;
        check_eq!(here, file, "the door that is open");
    }
    Ok(())
}
