//! Tags as owners write them, and whom they must not wake; shared by the stories.

use anyhow::Result;
use support::page::Page;
use support::{check, wait};

/// All four managed tags of the first page anybody builds: analytics, ads, two networks.
pub const FOUR: &str = concat!(
    r#"data-google-analytics="G-TEST000001" data-google-ads="AW-1234567890" "#,
    r#"data-meta="1234567890" data-linkedin="7654321""#
);

/// Analytics alone.
pub const ANALYTICS: &str = r#"data-google-analytics="G-TEST000001""#;

/// Analytics and the Meta pixel: one vendor that pings without consent, one that must not load.
pub const TWO: &str = r#"data-google-analytics="G-TEST000001" data-meta="1234567890""#;

/// Hosts that must hear nothing before a yes.
pub const SILENT: [&str; 4] =
    ["connect.facebook.net", "www.facebook.com", "snap.licdn.com", "px.ads.linkedin.com"];

/// A landing page's address, with the click ids of three advertisers.
pub const LANDING: &str = "/landing?gclid=test-gclid&fbclid=test-fbclid&li_fat_id=0a1b2c3d";

/// After a while still nobody has been contacted who needs a yes.
pub async fn silent(page: &Page<'_>) -> Result<()> {
    wait::silence().await;
    for host in SILENT {
        check!(!page.ledger.touched(host), "{host} was contacted");
    }
    Ok(())
}
