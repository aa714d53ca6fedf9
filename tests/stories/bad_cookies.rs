//! The stored choice is written by somebody else, broken, old, or cannot be stored at all.

use crate::tags::{FOUR, TWO, silent};
use anyhow::Result;
use serde_json::Value;
use std::time::{SystemTime, UNIX_EPOCH};
use support::page::{FIRST, Page, REOPEN};
use support::shop::Shop;
use support::{check, check_eq, stories, wait};

stories![
    a_refusal_written_by_anybody_is_honoured,
    garbage_asks_again_and_releases_nothing,
    an_old_answer_asks_again,
    an_answer_from_the_future_asks_again,
    a_yes_of_today_is_honoured,
    single_vendors_are_honoured,
    a_look_alike_cookie_is_not_ours,
    where_cookies_are_denied_the_choice_holds_for_the_page,
    in_a_sandbox_the_banner_works,
];

/// Days since 1970.
fn today() -> Result<i64> {
    Ok(i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs() / 86_400)?)
}

/// The visitor comes with this cookie text.
async fn with_cookie(page: &Page<'_>, name: &str, value: &str) -> Result<()> {
    page.script_with::<Value>(
        "document.cookie = arguments[0];",
        vec![format!("{name}={value}; path=/").into()],
    )
    .await?;
    page.go("/").await
}

/// A page of this shop without our tag, to lay the cookie.
async fn arrive(page: &Page<'_>, shop: Shop) -> Result<()> {
    page.visit(Shop::new()).await?;
    page.open_shop(shop);
    Ok(())
}

async fn a_refusal_written_by_anybody_is_honoured(page: &Page<'_>) -> Result<()> {
    arrive(page, Shop::new().tag(FOUR)).await?;
    with_cookie(page, "samtykke", "0").await?;
    page.until_seen(REOPEN).await?;
    wait::silence().await;
    check!(!page.banner_visible().await?, "asked although refused");
    check_eq!(page.warnings().await?, Vec::<String>::new(), "warnings");
    silent(page).await
}

async fn garbage_asks_again_and_releases_nothing(page: &Page<'_>) -> Result<()> {
    let day = today()?;
    let kinds = [
        "x".to_owned(),
        "7".to_owned(),
        "%37%2E1".to_owned(),
        format!("7.2.{day}.1.abcdef"),
        "7.1.yesterday.1.abcdef".to_owned(),
        "7.1.99999999999999999999.1.abcdef".to_owned(),
        format!("7.1.{day}.1.<script>"),
        format!("7.1.{day}.1.abcdef.hotjar"),
        format!("g.1.{day}.1.abcdef"),
        format!("77.1.{day}.1.abcdef"),
        "z".repeat(3_900),
        format!("7.1.{day}.1.{}!", "a".repeat(3_800)),
    ];
    arrive(page, Shop::new().tag(FOUR)).await?;
    for value in kinds {
        with_cookie(page, "samtykke", &value).await?;
        let shown: String = value.chars().take(40).collect();
        wait::until_true(&format!("{shown:?} asks again"), async || page.sees(FIRST).await).await?;
        let warnings = page.warnings().await?;
        check_eq!(warnings.len(), 1, "one warning about {shown:?}: {warnings:?}");
    }
    silent(page).await?;
    // And the answer replaces it.
    page.reject().await?;
    check!(page.cookie().await?.is_some_and(|cookie| cookie.starts_with('0')), "the refusal is stored");
    Ok(())
}

async fn asks_again(page: &Page<'_>, value: &str) -> Result<()> {
    arrive(page, Shop::new().tag(FOUR)).await?;
    with_cookie(page, "samtykke", value).await?;
    page.is_asked().await?;
    wait::silence().await;
    for hit in page.ledger.pings() {
        check_eq!(hit.param("gcs"), Some("G100"), "pings are denied");
    }
    silent(page).await
}

async fn an_old_answer_asks_again(page: &Page<'_>) -> Result<()> {
    asks_again(page, &format!("7.1.{}.1.abcdef", today()? - 190)).await
}

async fn an_answer_from_the_future_asks_again(page: &Page<'_>) -> Result<()> {
    asks_again(page, &format!("7.1.{}.1.abcdef", today()? + 400)).await
}

async fn a_yes_of_today_is_honoured(page: &Page<'_>) -> Result<()> {
    arrive(page, Shop::new().tag(FOUR)).await?;
    with_cookie(page, "samtykke", &format!("7.1.{}.1.abcdef", today()? - 100)).await?;
    page.ledger.first("www.facebook.com/tr").await?;
    let hit = page.ledger.ping("page_view").await?;
    check_eq!(hit.param("gcs"), Some("G111"), "the first hit");
    check!(!page.banner_visible().await?, "asked although answered");
    Ok(())
}

async fn single_vendors_are_honoured(page: &Page<'_>) -> Result<()> {
    arrive(page, Shop::new().tag(FOUR)).await?;
    // Marketing, but not Meta.
    with_cookie(page, "samtykke", &format!("4.1.{}.1.abcdef.-meta", today()?)).await?;
    page.ledger.first("px.ads.linkedin.com/collect").await?;
    wait::silence().await;
    check!(!page.ledger.touched("connect.facebook.net"), "Meta was refused by name");
    // Nothing but LinkedIn.
    page.ledger.forget();
    with_cookie(page, "samtykke", &format!("8.1.{}.1.abcdef.+linkedin", today()?)).await?;
    page.ledger.first("px.ads.linkedin.com/collect").await?;
    wait::silence().await;
    check!(!page.ledger.touched("connect.facebook.net"), "Meta was not accepted");
    for hit in page.ledger.pings() {
        check_eq!(hit.param("gcs"), Some("G100"), "analytics was not accepted");
    }
    Ok(())
}

async fn a_look_alike_cookie_is_not_ours(page: &Page<'_>) -> Result<()> {
    let yes = format!("7.1.{}.1.abcdef", today()?);
    arrive(page, Shop::new().tag(TWO)).await?;
    for name in ["xsamtykke", "samtykke2", "Samtykke", "other=samtykke"] {
        with_cookie(page, name, &yes).await?;
        page.is_asked().await?;
    }
    silent(page).await
}

/// The banner works, and the choice holds for this page view.
async fn works_in_memory(page: &Page<'_>) -> Result<()> {
    page.is_asked().await?;
    check!(page.sees("#checkout").await?, "the page is there");
    page.accept().await?;
    wait::until_true("the marked tag has run", async || page.script("return window.released === 1;").await)
        .await?;
    wait::until_true("the visitor reads that it is not kept", async || {
        let said =
            "return document.querySelector('samtykke-banner output').value.includes('keeps no cookies');";
        Ok(page.sees("samtykke-banner output").await? && page.script(said).await?)
    })
    .await?;
    let kept: bool = page.script("return samtykke.consent.decided && samtykke.consent.marketing;").await?;
    check!(kept, "the choice is held in memory");
    page.reopen().await?;
    check_eq!(page.ticked().await?, ["functional", "statistics", "marketing"], "and shown");
    let warning = page.one_warning().await?;
    check!(warning.contains("cookie"), "{warning}");
    Ok(())
}

const MARKED: &str = r#"<script type="text/plain" data-samtykke-purpose="marketing">window.released = (window.released || 0) + 1;</script>"#;

async fn where_cookies_are_denied_the_choice_holds_for_the_page(page: &Page<'_>) -> Result<()> {
    let deny = "<script>Object.defineProperty(Document.prototype, 'cookie', {
        get() { throw new DOMException('denied', 'SecurityError'); },
        set() { throw new DOMException('denied', 'SecurityError'); } });</script>";
    page.visit(Shop::new().before(deny).tag("").body(MARKED)).await?;
    works_in_memory(page).await
}

async fn in_a_sandbox_the_banner_works(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().csp("sandbox allow-scripts").tag("").body(MARKED)).await?;
    works_in_memory(page).await
}
