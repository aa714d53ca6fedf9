//! The visitor without a mouse.

use crate::tags::TWO;
use anyhow::Result;
use support::page::{FIRST, Page, SETTINGS};
use support::shop::Shop;
use support::{check, stories, wait};
use thirtyfour::Key;

stories![
    tab_and_enter_reject,
    space_ticks_a_purpose_and_enter_saves,
    escape_in_the_settings_refuses_on_the_first_visit,
    focus_returns_to_where_the_dialog_was_opened,
    the_page_stays_usable_while_it_asks,
];

async fn tab_and_enter_reject(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(TWO)).await?;
    page.is_asked().await?;
    page.tab_to(&format!("{FIRST} [data-samtykke=reject]")).await?;
    page.press(Key::Enter).await?;
    page.until_gone(FIRST).await?;
    let cookie = page.cookie().await?.unwrap_or_default();
    check!(cookie.starts_with('0'), "a refusal starts with 0: {cookie:?}");
    Ok(())
}

async fn space_ticks_a_purpose_and_enter_saves(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(TWO)).await?;
    page.is_asked().await?;
    page.tab_to(&format!("{FIRST} [data-samtykke=settings]")).await?;
    page.press(Key::Enter).await?;
    page.until_seen(SETTINGS).await?;
    page.tab_to(&format!("{SETTINGS} input[name=samtykke-statistics]")).await?;
    page.press(Key::Space).await?;
    page.tab_to(&format!("{SETTINGS} [data-samtykke=save]")).await?;
    page.press(Key::Enter).await?;
    page.until_gone(SETTINGS).await?;
    let cookie = page.cookie().await?.unwrap_or_default();
    check!(cookie.starts_with("2."), "statistics was ticked: {cookie:?}");
    Ok(())
}

async fn escape_in_the_settings_refuses_on_the_first_visit(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(TWO)).await?;
    page.open_settings().await?;
    page.tick("marketing").await?;
    page.press(Key::Escape).await?;
    page.until_gone(SETTINGS).await?;
    page.until_gone(FIRST).await?;
    let cookie = page.cookie().await?.unwrap_or_default();
    check!(cookie.starts_with('0'), "Escape refuses: {cookie:?}");
    Ok(())
}

async fn focus_returns_to_where_the_dialog_was_opened(page: &Page<'_>) -> Result<()> {
    let footer = r##"<footer><a href="#" data-samtykke="open" id="opener">Cookies</a></footer>"##;
    page.visit(Shop::new().tag(TWO).body(footer)).await?;
    page.reject().await?;
    page.tab_to("#opener").await?;
    page.press(Key::Enter).await?;
    page.until_seen(SETTINGS).await?;
    let inside: bool =
        page.script("return Boolean(document.activeElement.closest('samtykke-banner'));").await?;
    check!(inside, "the dialog takes the focus");
    page.press(Key::Escape).await?;
    page.until_gone(SETTINGS).await?;
    wait::until_true("the focus is back on the link", async || page.focused("#opener").await).await
}

async fn the_page_stays_usable_while_it_asks(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(TWO)).await?;
    page.is_asked().await?;
    let stolen: bool =
        page.script("return Boolean(document.activeElement.closest('samtykke-banner'));").await?;
    check!(!stolen, "the question does not take the focus");
    page.tab_to("#checkout").await?;
    page.press(Key::Enter).await?;
    wait::until_true("the link was followed", async || {
        Ok(page.session().current_url().await?.path() == "/checkout")
    })
    .await
}
