//! A no after a yes, where no single vendor of ours hears it: marked tags, forms, basic mode, shared cookies, tags that ran
//! before us.

use anyhow::Result;
use serde_json::Value;
use support::answer::Answer;
use support::page::Page;
use support::shop::Shop;
use support::{check, check_eq, stories, wait};

stories![
    a_marked_vendor_stops_and_is_swept,
    a_marked_vendor_that_has_not_run_loads_nothing_anew,
    a_form_sent_by_script_is_not_sent_again,
    a_form_that_was_not_sent_hinders_nothing,
    basic_mode_falls_silent,
    what_an_allowed_vendor_shares_stays,
    a_function_of_the_pages_own_in_place_of_ours_harms_nothing,
];

const LINKEDIN: &str = r#"data-linkedin="7654321""#;

/// The page is another one than that which was marked, and ours stands in it.
async fn until_anew(page: &Page<'_>) -> Result<()> {
    let anew = "return !window.before && Boolean(window.samtykke?.consent.decided);";
    wait::until_true("the page is another", async || page.script(anew).await).await
}

async fn a_marked_vendor_stops_and_is_swept(page: &Page<'_>) -> Result<()> {
    let tag = r#"<script type="text/plain" data-samtykke-purpose="statistics" data-samtykke-vendor="mouseflow">
        localStorage.setItem('mine', 1);
        document.cookie = 'mf_user=1; max-age=9999';
        setInterval(() => fetch('https://o2.mouseflow.com/d', { mode: 'no-cors' }), 200);</script>"#;
    let shop = Shop::new().tag("").body(tag).elsewhere("o2.mouseflow.com/d", Answer::empty());
    page.visit(shop).await?;
    page.accept().await?;
    page.ledger.first("o2.mouseflow.com/d").await?;
    page.script::<Value>("window.before = true; samtykke.withdraw();").await?;
    until_anew(page).await?;
    let kept = "return [document.cookie.includes('mf_user'), localStorage.getItem('mine')];";
    check_eq!(page.script::<(bool, Option<String>)>(kept).await?, (false, Some("1".into())), "what is left");
    page.ledger.forget();
    wait::silence().await;
    check!(!page.ledger.touched("o2.mouseflow.com"), "it goes on");
    Ok(())
}

async fn a_marked_vendor_that_has_not_run_loads_nothing_anew(page: &Page<'_>) -> Result<()> {
    let tag = r#"<script type="text/plain" data-samtykke-purpose="marketing" data-samtykke-vendor="mouseflow">window.ran = 1;</script>"#;
    page.visit(Shop::new().tag("").body(tag)).await?;
    page.is_asked().await?;
    page.script::<Value>("window.before = true; samtykke.save({ statistics: true });").await?;
    wait::silence().await;
    page.script::<Value>("samtykke.withdraw();").await?;
    wait::silence().await;
    check!(page.script::<bool>("return window.before === true && !window.ran;").await?, "the same page");
    Ok(())
}

async fn a_form_sent_by_script_is_not_sent_again(page: &Page<'_>) -> Result<()> {
    let form = r#"<form method="post" action="/order"></form>"#;
    page.visit(Shop::new().tag(LINKEDIN).body(form)).await?;
    page.accept().await?;
    page.ledger.first("px.ads.linkedin.com/collect").await?;
    page.script::<Value>("document.forms[0].submit();").await?;
    wait::until_true("the order is answered", async || {
        page.script("return location.pathname == '/order' && Boolean(window.samtykke?.consent.decided);")
            .await
    })
    .await?;
    page.script::<Value>("window.before = true; samtykke.withdraw();").await?;
    until_anew(page).await?;
    wait::until_true("the answer is confirmed to who hears the page", async || {
        page.script(
            "return document.querySelector('samtykke-banner output').value == 'Your choice is saved.';",
        )
        .await
    })
    .await?;
    let sent = page.ledger.to(&page.host).into_iter().filter(|request| request.method == "POST").count();
    check_eq!(sent, 1, "orders");
    Ok(())
}

async fn a_form_that_was_not_sent_hinders_nothing(page: &Page<'_>) -> Result<()> {
    let form = r#"<form method="post" onsubmit="return false"><button id="send">Send</button></form>"#;
    page.visit(Shop::new().tag(LINKEDIN).body(form)).await?;
    page.accept().await?;
    page.click("#send").await?;
    page.go("/next").await?;
    page.ledger.first("px.ads.linkedin.com/collect").await?;
    page.script::<Value>("window.before = true; samtykke.withdraw();").await?;
    until_anew(page).await
}

async fn basic_mode_falls_silent(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(r#"data-google-analytics="G-TEST000001" data-mode="basic""#)).await?;
    page.accept().await?;
    page.ledger.ping("page_view").await?;
    page.script::<Value>("window.before = true; samtykke.withdraw();").await?;
    until_anew(page).await?;
    page.ledger.forget();
    page.script::<Value>("gtag('event', 'after');").await?;
    wait::silence().await;
    check!(!page.ledger.touched("www.google-analytics.com"), "a ping left");
    Ok(())
}

/// Google Ads and Floodlight write the same cookies.
async fn what_an_allowed_vendor_shares_stays(page: &Page<'_>) -> Result<()> {
    let tag = r#"data-google-ads="AW-1234567890" data-google-floodlight="DC-1234567""#;
    page.visit(Shop::new().tag(tag)).await?;
    page.is_asked().await?;
    let refuse = "document.cookie = '_gcl_au=1.1.2.3; max-age=9999';
        samtykke.save({ marketing: true, vendors: { 'google-floodlight': false } });";
    page.script::<Value>(refuse).await?;
    wait::silence().await;
    page.reload().await?;
    wait::until_true("Google Ads runs", async || {
        page.script("return samtykke.consent.vendors['google-ads'] === true;").await
    })
    .await?;
    wait::silence().await;
    check!(page.script::<bool>("return document.cookie.includes('_gcl_au=');").await?, "its cookie is gone");
    let told = "return [...dataLayer].filter((one) => one[0] == 'config').map((one) => one[1]);";
    check_eq!(page.script::<Vec<String>>(told).await?, ["AW-1234567890"], "who runs");
    Ok(())
}

/// As Google's own snippet has it, behind our tag.
const OWN: &str = "<script>function gtag() { dataLayer.push(arguments); } gtag('event', 'own');</script>";

async fn a_function_of_the_pages_own_in_place_of_ours_harms_nothing(page: &Page<'_>) -> Result<()> {
    for tag in [
        r#"data-google-tag-manager="GTM-TEST001""#,
        r#"data-google-analytics="G-TEST000001" data-mode="basic""#,
        r#"data-google-analytics="G-TEST000001" data-microsoft-clarity="abc1def2gh""#,
    ] {
        let container = Answer::script("window.container = 1;");
        let shop =
            || Shop::new().tag(tag).body(OWN).elsewhere("www.googletagmanager.com/gtm.js", container.clone());
        page.visit_first(shop()).await?;
        page.reject().await?;
        wait::silence().await;
        page.visit_first(shop()).await?;
        page.accept().await?;
        page.ledger.first("www.googletagmanager.com/").await?;
        wait::silence().await;
        let failed = page.warnings().await?.into_iter().find(|one| one.contains("action-failed"));
        check_eq!(failed, None, "{tag}");
    }
    Ok(())
}
