//! What the panel cannot see, it says; and it works all the same.

use crate::tags::TWO;
use anyhow::Result;
use serde_json::Value;
use support::page::Page;
use support::shop::Shop;
use support::{check, stories};

use super::panel::{inside, open, press, text, until_text};

stories![
    what_happens_in_frames_of_other_hosts_is_said_to_be_hidden,
    a_browser_that_tells_of_no_requests_is_said_to,
    a_browser_that_refuses_to_watch_is_said_to,
    where_storage_and_cookies_are_denied_it_says_so,
    where_storage_is_full_the_timeline_goes_on,
];

async fn what_happens_in_frames_of_other_hosts_is_said_to_be_hidden(page: &Page<'_>) -> Result<()> {
    let frame = r#"<iframe src="https://www.facebook.com/plugins/like.php"></iframe>"#;
    page.visit(Shop::new().tag(TWO).body(frame)).await?;
    page.is_asked().await?;
    open(page, "findings").await?;
    until_text(page, "blind-spots", "frames of other hosts stays there. On this page: www.facebook.com")
        .await?;
    until_text(page, "blind-spots", "Cookies of other hosts and HttpOnly cookies are hidden").await
}

/// Whatever a browser keeps to itself: every screen opens, and the choice is told.
async fn every_screen_opens(page: &Page<'_>) -> Result<()> {
    for (tab, place) in [
        ("tags", "tags"),
        ("wire", "wire"),
        ("keeping", "cookies"),
        ("timeline", "timeline"),
        ("simulate", "would"),
        ("findings", "choice"),
    ] {
        press(page, &format!("tab-{tab}")).await?;
        let there = format!("return Boolean(root.getElementById('{place}')?.textContent);");
        check!(inside::<bool>(page, &there).await?, "{tab} has no {place}");
    }
    until_text(page, "choice", "no answer").await
}

async fn a_browser_that_tells_of_no_requests_is_said_to(page: &Page<'_>) -> Result<()> {
    let denied =
        "<script>PerformanceObserver = undefined; performance.getEntriesByType = undefined;</script>";
    page.visit(Shop::new().before(denied).tag(TWO)).await?;
    page.is_asked().await?;
    open(page, "findings").await?;
    until_text(page, "blind-spots", "No requests: the browser refused PerformanceObserver: it is missing")
        .await?;
    every_screen_opens(page).await
}

async fn a_browser_that_refuses_to_watch_is_said_to(page: &Page<'_>) -> Result<()> {
    let denied = "<script>PerformanceObserver.prototype.observe = function () { throw new DOMException('not here', 'NotAllowedError'); };</script>";
    page.visit(Shop::new().before(denied).tag(TWO)).await?;
    page.is_asked().await?;
    open(page, "findings").await?;
    until_text(page, "blind-spots", "No requests since it opened: the browser refused observe: not here")
        .await?;
    every_screen_opens(page).await
}

async fn where_storage_and_cookies_are_denied_it_says_so(page: &Page<'_>) -> Result<()> {
    // As in a frame without an origin of its own: here the browsers themselves deny.
    page.visit(Shop::new().csp("sandbox allow-scripts").tag(TWO)).await?;
    page.is_asked().await?;
    open(page, "findings").await?;
    for said in ["No cookies: the browser denies", "No local storage:", "No session storage:"] {
        until_text(page, "blind-spots", said).await?;
    }
    every_screen_opens(page).await?;
    press(page, "close").await?;
    check!(!page.sees("samtykke-inspector").await?, "closed is closed");
    Ok(())
}

async fn where_storage_is_full_the_timeline_goes_on(page: &Page<'_>) -> Result<()> {
    let full = "<script>Storage.prototype.setItem = function () { throw new DOMException('full', 'QuotaExceededError'); };</script>";
    page.visit(Shop::new().before(full).tag(TWO)).await?;
    page.is_asked().await?;
    open(page, "timeline").await?;
    page.script::<Value>("dataLayer.push({ event: 'still-here' });").await?;
    until_text(page, "rows", "still-here").await?;
    check!(!text(page, "place").await?.is_empty(), "the frame stands");
    press(page, "place").await
}
