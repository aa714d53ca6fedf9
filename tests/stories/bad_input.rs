//! Settings and tags that are wrong, late or broken. Whatever fails, the answer is no, the page works, and one warning
//! says why.

use crate::tags::{ANALYTICS, FOUR, TWO, silent};
use anyhow::{Context, Result};
use serde_json::json;
use std::time::Duration;
use support::answer::Answer;
use support::page::Page;
use support::shop::Shop;
use support::{check, check_eq, dist, stories, wait};

stories![
    an_unknown_attribute_is_named,
    a_malformed_id_is_named_and_loads_nothing,
    an_unknown_purpose_stays_held_and_is_named,
    a_missing_settings_file_denies_and_still_asks,
    a_slow_settings_file_releases_nothing_early,
    broken_settings_are_named,
    absurdly_deep_settings_do_no_harm,
    a_second_tag_changes_nothing,
    broken_bytes_deny_everything,
    broken_bytes_of_the_later_half_are_named_and_the_answer_holds,
];

async fn an_unknown_attribute_is_named(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(&format!(r#"{ANALYTICS} data-gogle-ads="AW-1""#))).await?;
    let warning = page.one_warning().await?;
    check!(warning.contains("gogle-ads"), "the warning names it: {warning}");
    page.accept().await?;
    page.ledger.ping("user_engagement").await?;
    Ok(())
}

async fn a_malformed_id_is_named_and_loads_nothing(page: &Page<'_>) -> Result<()> {
    for id in ["abc", "", "12 34x", "&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"] {
        page.visit(Shop::new().tag(&format!(r#"{ANALYTICS} data-meta="{id}""#))).await?;
        let warning = page.one_warning().await?;
        check!(warning.contains("meta"), "the warning names it: {warning}");
    }
    page.visit(Shop::new().tag(&format!(r#"{ANALYTICS} data-linkedin="eight""#))).await?;
    page.accept().await?;
    page.ledger.ping("user_engagement").await?;
    silent(page).await
}

async fn an_unknown_purpose_stays_held_and_is_named(page: &Page<'_>) -> Result<()> {
    let tag = r#"<script type="text/plain" data-samtykke-purpose="markting">window.leak = 1;</script>
        <script type="text/plain" data-samtykke-purpose>window.leak = 1;</script>"#;
    page.visit(Shop::new().tag("").body(tag)).await?;
    page.accept().await?;
    wait::until_true("the warning names it", async || {
        Ok(page.warnings().await?.iter().any(|warning| warning.contains("markting")))
    })
    .await?;
    wait::silence().await;
    check!(!page.script::<bool>("return 'leak' in window;").await?, "it ran");
    Ok(())
}

async fn a_missing_settings_file_denies_and_still_asks(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(r#"data-config="/consent.json""#).file("/consent.json", Answer::missing()))
        .await?;
    let warning = page.one_warning().await?;
    check!(warning.contains("/consent.json"), "the warning names the file: {warning}");
    denied_by_default(page).await?;
    page.accept().await
}

async fn denied_by_default(page: &Page<'_>) -> Result<()> {
    let commands = page.consent_commands().await?;
    let (name, signals) = commands.first().context("no consent command")?;
    check_eq!(name, "default", "the first command, in {commands:?}");
    let denied = signals
        .as_object()
        .is_some_and(|all| all.len() == 7 && all.values().all(|one| one == &json!("denied")));
    check!(denied, "all seven denied: {commands:?}");
    Ok(())
}

async fn a_slow_settings_file_releases_nothing_early(page: &Page<'_>) -> Result<()> {
    let settings = Answer::json(r#"{"google-analytics": "G-TEST000001", "meta": "1234567890"}"#);
    let shop = Shop::new()
        .tag(r#"data-config="/consent.json""#)
        .head("<script>window.fromHead = dataLayer.length;</script>")
        .file("/consent.json", settings.after(Duration::from_secs(2)));
    page.visit(shop).await?;
    denied_by_default(page).await?;
    check!(
        page.script::<usize>("return window.fromHead;").await? > 0,
        "the default is there before the page's scripts"
    );
    check!(page.ledger.pings().is_empty(), "a ping before the settings");
    page.is_asked().await?;
    page.ledger.ping("page_view").await?;
    page.accept().await?;
    page.ledger.first("www.facebook.com/tr").await?;
    Ok(())
}

async fn broken_settings_are_named(page: &Page<'_>) -> Result<()> {
    for json in ["{", "{\"meta\": }", "<!doctype html>", "\u{feff}nonsense"] {
        let inline = format!(r#"<script type="application/json" id="samtykke-settings">{json}</script>"#);
        page.visit(Shop::new().before(&inline).tag(TWO)).await?;
        page.one_warning().await?;
        page.is_asked().await?;
        page.visit(
            Shop::new().tag(r#"data-config="/consent.json""#).file("/consent.json", Answer::json(json)),
        )
        .await?;
        page.one_warning().await?;
        page.is_asked().await?;
    }
    silent(page).await?;
    // Odd but legal JSON is no reason to fail either.
    for json in ["null", "[]", "7", "\"text\"", "{\"\": {\"\": []}}"] {
        let shop = Shop::new().tag(&format!(r#"{TWO} data-config="/consent.json""#));
        page.visit(shop.file("/consent.json", Answer::json(json))).await?;
        page.is_asked().await?;
    }
    silent(page).await
}

async fn absurdly_deep_settings_do_no_harm(page: &Page<'_>) -> Result<()> {
    let depth = 100_000;
    let deep = format!("{}1{}", "{\"a\":".repeat(depth), "}".repeat(depth));
    page.visit(
        Shop::new().tag(&format!(r#"{TWO} data-config="/deep.json""#)).file("/deep.json", Answer::json(deep)),
    )
    .await?;
    page.is_asked().await?;
    denied_by_default(page).await?;
    silent(page).await
}

async fn a_second_tag_changes_nothing(page: &Page<'_>) -> Result<()> {
    let second =
        r#"<script src="/samtykke.js" data-meta="999" data-google-analytics="G-OTHER00002"></script>"#;
    page.visit(Shop::new().tag(TWO).head(second)).await?;
    page.one_warning().await?;
    page.accept().await?;
    page.ledger.first("www.facebook.com/tr").await?;
    page.ledger.ping("user_engagement").await?;
    wait::silence().await;
    check_eq!(
        page.script::<usize>("return document.querySelectorAll('samtykke-banner').length;").await?,
        1,
        "banners"
    );
    let views = page.ledger.pings().iter().filter(|hit| hit.param("en") == Some("page_view")).count();
    check_eq!(views, 1, "page views counted");
    let pixels = page.ledger.to("www.facebook.com/tr");
    check!(pixels.iter().all(|hit| hit.param("id") == Some("1234567890")), "only the first tag counts");
    Ok(())
}

/// A packed file whose module no browser compiles: it begins with `\0asm` and version 1; there is no version 2.
fn broken(name: &str) -> Result<Vec<u8>> {
    let script = dist::read(name).with_context(|| format!("no {name}"))?;
    let magic = script
        .windows(4)
        .position(|bytes| bytes == b"asm\x01")
        .with_context(|| format!("no module in {name}"))?;
    let parts = [script.get(..magic + 3), Some(b"\x02".as_slice()), script.get(magic + 4..)];
    Ok(parts.into_iter().flatten().collect::<Vec<_>>().concat())
}

async fn broken_bytes_deny_everything(page: &Page<'_>) -> Result<()> {
    let shop = Shop::new()
        .tag(FOUR)
        .head("<script>window.own = true;</script>")
        .file("/samtykke.js", Answer::script(broken("samtykke.js")?));
    // The same Rust without WebAssembly takes over …
    page.visit(shop.clone()).await?;
    page.accept().await?;
    page.ledger.first("www.facebook.com/tr").await?;
    // … and where that is missing too, all is denied.
    page.session().delete_all_cookies().await?;
    page.visit(shop.file("/samtykke-nowasm.js", Answer::missing())).await?;
    page.ledger.forget();
    check!(page.script::<bool>("return window.own === true;").await?, "the page's own script ran");
    page.one_warning().await?;
    denied_by_default(page).await?;
    silent(page).await?;
    check!(page.ledger.pings().is_empty(), "nobody decided, so nobody is told");
    Ok(())
}

async fn broken_bytes_of_the_later_half_are_named_and_the_answer_holds(page: &Page<'_>) -> Result<()> {
    let later = Answer::script(broken("samtykke-later.js")?);
    page.visit(Shop::new().tag(TWO).file("/samtykke-later.js", later)).await?;
    page.accept().await?;
    let warning = page.one_warning().await?;
    check!(warning.contains("wasm-failed samtykke-later.js"), "it says what failed: {warning}");
    // Who would have carried the answer out is missing; the next page's first turn does by itself.
    silent(page).await?;
    page.visit(Shop::new().tag(TWO)).await?;
    page.ledger.first("www.facebook.com/tr").await?;
    Ok(())
}
