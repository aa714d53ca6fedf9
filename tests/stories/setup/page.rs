//! The set-up page, as the stories use it.

use anyhow::{Context, Result};
use serde_json::Value;
use support::answer::Answer;
use support::page::Page;
use support::shop::Shop;
use support::{check_eq, dist, wait};
use thirtyfour::By;

/// Where the demo has it.
pub const SETUP: &str = "/demo/setup.html";

/// The packed page, with the recorder in its head.
pub fn shop_with(more: &str) -> Result<Shop> {
    let html = String::from_utf8(dist::read("demo/setup.html").context("no demo/setup.html")?)?;
    let recorder = format!("<script src=\"/test-ledger.js\"></script>{more}<meta name=\"viewport\"");
    Ok(Shop::new().file(SETUP, Answer::html(html.replace("<meta name=\"viewport\"", &recorder))))
}

/// Waits until it is filled and the preview is there.
pub async fn ready(page: &Page<'_>) -> Result<()> {
    page.until_seen("#page[data-ready] #preview iframe").await
}

/// Opens it.
pub async fn open(page: &Page<'_>) -> Result<()> {
    page.open_shop(shop_with("")?);
    page.go(SETUP).await?;
    ready(page).await
}

/// Writes into a field, as typing and pasting do.
pub async fn write(page: &Page<'_>, id: &str, value: &str) -> Result<()> {
    page.script_with::<Value>(
        "const field = document.getElementById(arguments[0]);
         field.value = arguments[1];
         field.dispatchEvent(new Event('input', { bubbles: true }));",
        vec![id.into(), value.into()],
    )
    .await
    .map(drop)
}

/// The text of an element.
pub async fn text(page: &Page<'_>, id: &str) -> Result<String> {
    page.script_with("return document.getElementById(arguments[0]).textContent;", vec![id.into()]).await
}

/// Waits until an element says this.
pub async fn says(page: &Page<'_>, id: &str, part: &str) -> Result<()> {
    match wait::until_true(&format!("#{id} says {part}"), async || Ok(text(page, id).await?.contains(part)))
        .await
    {
        Ok(()) => Ok(()),
        Err(error) => Err(error.context(text(page, id).await.unwrap_or_default())),
    }
}

/// Presses a button that may be folded away.
pub async fn press(page: &Page<'_>, selector: &str) -> Result<()> {
    page.script_with::<Value>("document.querySelector(arguments[0]).click();", vec![selector.into()])
        .await
        .map(drop)
}

/// The settings file as it would be saved.
pub async fn settings(page: &Page<'_>) -> Result<Value> {
    Ok(serde_json::from_str(&text(page, "out-json").await?)?)
}

/// Nothing was blocked, asked for or stored that the page does not need.
pub async fn leaves_no_trace(page: &Page<'_>) -> Result<()> {
    wait::silence().await;
    check_eq!(page.blocked().await?, Vec::<String>::new(), "what the page's own policy blocked");
    let foreign: Vec<_> = page.ledger.foreign().iter().map(support::ledger::Request::address).collect();
    check_eq!(foreign, Vec::<String>::new(), "who was contacted");
    let cookies: Vec<_> = page.cookies().await?.into_iter().map(|cookie| cookie.name).collect();
    check_eq!(cookies, Vec::<String>::new(), "cookies");
    Ok(())
}

/// Runs a script inside the preview's frame, and comes back.
pub async fn inside<T: serde::de::DeserializeOwned>(page: &Page<'_>, script: &str) -> Result<T> {
    let frame = page.session().find(By::Css("#preview iframe")).await?;
    frame.enter_frame().await?;
    let found = page.script(script).await;
    page.session().enter_default_frame().await?;
    found
}

/// Waits until this is so inside the preview.
pub async fn preview_has(page: &Page<'_>, expression: &str) -> Result<()> {
    let script = format!("return Boolean({expression});");
    wait::until_true(&format!("the preview: {expression}"), async || inside(page, &script).await).await
}

/// Pastes settings and takes them over.
pub async fn read_json(page: &Page<'_>, json: &str) -> Result<()> {
    write(page, "json-text", json).await?;
    press(page, "[data-do=read-json]").await
}
