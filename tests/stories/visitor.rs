//! The visitor: is asked, answers in one click, is remembered, changes their mind.

use anyhow::Result;
use support::page::{FIRST, Page};
use support::shop::Shop;
use support::{check, check_eq, stories, wait};

stories![
    before_the_answer_nothing_leaves_but_cookieless_pings,
    accepting_releases_every_tag,
    rejecting_keeps_all_silent,
];

const FOUR: &str = r#"data-google-analytics="G-TEST000001" data-google-ads="AW-1234567890" data-meta="1234567890" data-linkedin="7654321""#;

async fn before_the_answer_nothing_leaves_but_cookieless_pings(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(FOUR)).await?;
    page.is_asked().await?;
    let hit = page.ledger.ping("page_view").await?;
    check_eq!(hit.param("gcs"), Some("G100"), "the ping says that all is denied");
    wait::silence().await;
    for host in ["connect.facebook.net", "snap.licdn.com", "px.ads.linkedin.com"] {
        check!(!page.ledger.touched(host), "{host} was touched");
    }
    check_eq!(page.vendor_cookies().await?, Vec::<String>::new(), "cookies before the answer");
    Ok(())
}

async fn accepting_releases_every_tag(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(FOUR)).await?;
    page.accept().await?;
    page.ledger.first("www.facebook.com/tr").await?;
    page.ledger.first("px.ads.linkedin.com/collect").await?;
    let hit = page.ledger.ping("user_engagement").await?;
    check_eq!(hit.param("gcs"), Some("G111"), "the ping says that all is granted");
    Ok(())
}

async fn rejecting_keeps_all_silent(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(FOUR)).await?;
    page.reject().await?;
    let cookie = page.cookie().await?.unwrap_or_default();
    check!(cookie.starts_with('0'), "a refusal starts with 0: {cookie:?}");
    page.reload().await?;
    wait::silence().await;
    check!(!page.sees(FIRST).await?, "asked again");
    Ok(())
}
