//! Other tabs, and pages that the browser kept alive, follow within a second.

use crate::tags::TWO;
use anyhow::Result;
use serde_json::Value;
use support::answer::Answer;
use support::page::{FIRST, Page, Second};
use support::shop::Shop;
use support::{check, stories, wait};

stories![
    a_window_beside_it_follows_within_a_second,
    a_tab_that_is_shown_again_follows_within_a_second,
    a_page_that_comes_back_follows_within_a_second,
    a_page_that_comes_back_stops_what_was_withdrawn,
];

/// A page that notes when it was shown, when it heard of a change, and whether the browser had kept it.
const NOTES: &str = "<script>
    addEventListener('pageshow', (event) => { window.shown = Date.now(); window.kept = event.persisted; });
    document.addEventListener('visibilitychange', () => { if (!document.hidden) window.shown = Date.now(); });
    document.addEventListener('samtykke:change', () => { window.changed = Date.now(); });</script>";

/// Shorter than it takes to see what is missing, milliseconds.
const SECOND: u64 = 1_000;

async fn follows(page: &Page<'_>, since: u64) -> Result<()> {
    let changed = "return samtykke.consent.decided ? window.changed || 0 : 0;";
    let at = wait::until("the page follows", async || {
        let at: u64 = page.script(changed).await?;
        Ok((at > 0).then_some(at))
    })
    .await?;
    check!(at <= since + SECOND, "it took {} ms", at - since);
    page.until_gone(FIRST).await
}

async fn answered_in_second(page: &Page<'_>, second: Second) -> Result<u64> {
    page.visit(Shop::new().tag(TWO).head(NOTES)).await?;
    page.is_asked().await?;
    let [first, _] = page.open_second(second).await?;
    page.go("/checkout").await?;
    // By script: WebKitGTK's driver opens tabs behind the first one, where no click lands.
    let said = page.script("samtykke.reject(); return Date.now();").await?;
    if matches!(second, Second::Tab) {
        page.session().close_window().await?; // shows the first tab again
    }
    page.session().switch_to_window(first).await?;
    Ok(said)
}

async fn a_window_beside_it_follows_within_a_second(page: &Page<'_>) -> Result<()> {
    let said = answered_in_second(page, Second::Window).await?;
    follows(page, said).await
}

async fn a_tab_that_is_shown_again_follows_within_a_second(page: &Page<'_>) -> Result<()> {
    let said = answered_in_second(page, Second::Tab).await?;
    let shown: u64 = page.script("return window.shown;").await?;
    follows(page, said.max(shown)).await
}

/// A shop whose pages the browser may keep; the driver's browsers do so only without `no-store`.
fn shop_that_is_kept(page: &Page<'_>) -> Shop {
    let html = |tag: &str| {
        Answer::html(format!(
            "<!doctype html><html lang=\"en\"><title>Shop</title><script src=\"/test-ledger.js\"></script>{NOTES}<script src=\"/samtykke.js\" {tag}></script><body><h1 id=\"checkout\">{}</h1>",
            page.host
        ))
        .header("cache-control", "no-cache")
    };
    Shop::new().file("/one.html", html(TWO)).file("/two.html", html(TWO))
}

async fn comes_back(page: &Page<'_>) -> Result<u64> {
    page.session().back().await?;
    wait::until_true("the first page is back", async || {
        page.script("return location.pathname == '/one.html';").await
    })
    .await?;
    page.script("return window.shown;").await
}

async fn a_page_that_comes_back_follows_within_a_second(page: &Page<'_>) -> Result<()> {
    page.open_shop(shop_that_is_kept(page));
    page.go("/one.html").await?;
    page.is_asked().await?;
    page.script::<Value>("window.before = true;").await?;
    page.go("/two.html").await?;
    page.reject().await?;
    let shown = comes_back(page).await?;
    let kept: bool = page.script("return Boolean(window.kept && window.before);").await?;
    eprintln!("{}: kept {kept}", page.engine().name());
    if kept {
        follows(page, shown).await
    } else {
        // Loaded anew: it reads the choice as it starts.
        check!(page.script::<bool>("return samtykke.consent.decided;").await?, "the choice");
        page.until_gone(FIRST).await
    }
}

async fn a_page_that_comes_back_stops_what_was_withdrawn(page: &Page<'_>) -> Result<()> {
    page.open_shop(shop_that_is_kept(page));
    page.go("/one.html").await?;
    page.accept().await?;
    page.ledger.first("www.facebook.com/tr").await?;
    page.go("/two.html").await?;
    page.script::<Value>("samtykke.withdraw();").await?;
    wait::until_true("the cookies are gone", async || Ok(page.vendor_cookies().await?.is_empty())).await?;
    let shown = comes_back(page).await?;
    let denied = "return !samtykke.consent.marketing && samtykke.consent.decided ? Date.now() : 0;";
    let at = wait::until("the first page knows", async || {
        let at: u64 = page.script(denied).await?;
        Ok((at > 0).then_some(at))
    })
    .await?;
    check!(at <= shown + SECOND, "it took {} ms", at - shown);
    wait::silence().await;
    page.ledger.forget();
    page.script::<Value>("fbq('track', 'Lead');").await?;
    wait::silence().await;
    check!(page.ledger.to("www.facebook.com").is_empty(), "Meta counts after the withdrawal");
    Ok(())
}
