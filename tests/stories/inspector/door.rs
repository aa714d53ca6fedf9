//! How the panel opens and closes, and that it leaves the page as it was.

use crate::tags::TWO;
use anyhow::Result;
use serde_json::{Value, json};
use support::page::Page;
use support::shop::Shop;
use support::{check, check_eq, stories, wait};
use thirtyfour::Key;

use super::panel::{inside, open, press, search, until_text};

stories![
    it_opens_again_on_the_next_page_until_it_is_closed,
    the_note_for_the_next_page_does_not_open_it_twice_on_this_one,
    the_bookmarklet_opens_it,
    closing_leaves_no_trace,
    a_modal_question_does_not_shut_it_out,
    where_webassembly_is_forbidden_it_says_so,
    escape_empties_the_filter_first,
];

async fn it_opens_again_on_the_next_page_until_it_is_closed(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(TWO)).await?;
    page.is_asked().await?;
    open(page, "tags").await?;
    page.go("/checkout").await?;
    until_text(page, "tabs", "Findings").await?;
    press(page, "close").await?;
    page.go("/thanks").await?;
    page.is_asked().await?;
    wait::silence().await;
    check!(!page.sees("samtykke-inspector").await?, "closed is closed");
    Ok(())
}

async fn the_note_for_the_next_page_does_not_open_it_twice_on_this_one(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(TWO)).await?;
    page.is_asked().await?;
    open(page, "tags").await?;
    inside::<Value>(page, "root.getElementById('tab-wire').focus();").await?;
    // The page looks for such a note a second after it has begun.
    page.script_until_done::<Value>("setTimeout(done, 1500);").await?;
    check_eq!(
        inside::<String>(page, "return root.activeElement.id;").await?,
        "tab-wire",
        "the reader keeps the focus"
    );
    check_eq!(
        page.ledger.to(&format!("{}/samtykke-inspector.js", page.host)).len(),
        1,
        "how often it was loaded"
    );
    Ok(())
}

async fn the_bookmarklet_opens_it(page: &Page<'_>) -> Result<()> {
    page.open_shop(Shop::new().tag(TWO));
    page.go("/demo/every-tag.html").await?;
    let bookmarklet: String =
        page.script("return document.getElementById('bookmarklet').getAttribute('href');").await?;
    check!(bookmarklet.starts_with("javascript:"), "{bookmarklet}");
    page.go("/").await?;
    page.reject().await?;
    // As the browser does with a bookmark: on whatever page is open.
    page.script_with::<Value>(
        "const link = Object.assign(document.createElement('a'), { href: arguments[0] });
         document.body.append(link); link.click(); link.remove();",
        vec![json!(bookmarklet)],
    )
    .await?;
    until_text(page, "tabs", "Findings").await
}

async fn closing_leaves_no_trace(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(TWO)).await?;
    page.accept().await?;
    page.ledger.first("www.facebook.com/tr").await?;
    wait::silence().await;
    let state = "return JSON.stringify([
        document.documentElement.outerHTML, Object.getOwnPropertyNames(window).sort(), Object.getOwnPropertyNames(document),
        Object.entries(sessionStorage), Object.entries(localStorage), document.cookie.split('; ').sort(),
        String(Storage.prototype.setItem), String(dataLayer.push), String(fetch), String(navigator.sendBeacon),
        document.adoptedStyleSheets.length, document.activeElement.localName, dataLayer.length, samtykke.log.length], null, 1);";
    let before: String = page.script(state).await?;
    open(page, "timeline").await?;
    page.script::<Value>(
        "document.cookie = 'x=1;max-age=9'; localStorage.setItem('y', 1); document.body.append('seen');",
    )
    .await?;
    search(page, "local storage").await?;
    until_text(page, "rows", "y").await?;
    press(page, "tab-simulate").await?;
    press(page, "scenario-2").await?;
    press(page, "place").await?;
    press(page, "close").await?;
    page.script::<Value>(
        "document.cookie = 'x=1;max-age=0'; localStorage.removeItem('y'); document.body.lastChild.remove();",
    )
    .await?;
    check_eq!(page.script::<String>(state).await?, before, "the page is as it was");
    let kept: u32 = page.script("return document.querySelectorAll('script[src*=inspector]').length;").await?;
    check_eq!(kept, 0, "scripts of ours that stay");
    page.script::<Value>(
        "document.cookie = 'y=2'; dataLayer.push({ event: 'after' }); sessionStorage.setItem('z', 1);",
    )
    .await?;
    wait::silence().await;
    check!(page.script::<String>("return document.cookie;").await?.contains("y=2"), "cookies still work");
    let keys: Vec<String> = page.script("return Object.keys(sessionStorage);").await?;
    check!(!keys.iter().any(|key| key.contains("inspector")), "notes: {keys:?}");
    Ok(())
}

async fn a_modal_question_does_not_shut_it_out(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(&format!(r#"{TWO} data-layout="modal""#))).await?;
    page.is_asked().await?;
    open(page, "tags").await?;
    for layer in ["first", "settings"] {
        if layer == "settings" {
            page.open_settings().await?;
        }
        let inert: bool = page.script("return Boolean(document.querySelector(':modal'));").await?;
        check!(!inert, "{layer}: nothing before the panel");
        let hit: String = inside(
            page,
            "const { left, top } = root.getElementById('tab-wire').getBoundingClientRect();
             return document.elementFromPoint(left + 5, top + 5)?.localName;",
        )
        .await?;
        check_eq!(hit, "samtykke-inspector", "{layer}: a press on a tab is heard");
    }
    Ok(())
}

async fn where_webassembly_is_forbidden_it_says_so(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().csp("script-src 'self'").tag(r#"data-meta="1234567890""#)).await?;
    page.is_asked().await?;
    page.script::<Value>("samtykke.inspect();").await?;
    wait::until_true("it says what to add", async || {
        inside(page, "return Boolean(root?.textContent.includes(\"'wasm-unsafe-eval'\"));").await
    })
    .await?;
    inside::<Value>(page, "root.querySelector('button').click();").await?;
    check!(!page.sees("samtykke-inspector").await?, "it is closed");
    Ok(())
}

async fn escape_empties_the_filter_first(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(TWO)).await?;
    page.is_asked().await?;
    open(page, "timeline").await?;
    search(page, "no such entry").await?;
    inside::<Value>(page, "root.getElementById('search').focus();").await?;
    page.press(Key::Escape).await?;
    wait::until_true("it is empty", async || {
        inside(page, "return root?.getElementById('search')?.value === '';").await
    })
    .await?;
    page.press(Key::Escape).await?;
    page.until_gone("samtykke-inspector").await
}
