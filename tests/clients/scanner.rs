//! gdpr-cookie-scanner gives 100 points, on a desktop and on a phone. A clean page without a banner gets 100 from it too:
//! so the page itself must have seen both buttons pressed.

use crate::{packages, witness};
use anyhow::Result;
use serde_json::{Value, json};
use support::dist;
use support::looks::CHROMIUM;
use support::page::Page;
use support::{check, check_eq, stories};

stories![in CHROMIUM; the_scanner_finds_nothing_to_blame];

async fn the_scanner_finds_nothing_to_blame(page: &Page<'_>) -> Result<()> {
    // Google's cookieless pings would count as trackers before an answer.
    page.open_shop(witness::shop(r#"data-mode="basic""#));
    let driver = dist::workspace().join("tests/pages/clients/gdpr-scan.mjs").display().to_string();
    let url = format!("https://{}/", page.host);
    let modules = packages::folder()?.display().to_string();
    let viewports = ["desktop", "mobile"].map(String::from);
    let arguments = [vec![driver, modules, url, page.outside_world()], viewports.to_vec()].concat();
    let verdicts: Vec<Value> = packages::node(&arguments).await?;
    check_eq!(verdicts.len(), viewports.len(), "a verdict for each viewport");
    for verdict in &verdicts {
        check!(
            verdict["detected"] == true && verdict["errors"] == json!([]),
            "the banner was not tried: {verdict:#}"
        );
        check!(verdict["total"] == 100 && verdict["grade"] == "A", "less than 100 points: {verdict:#}");
    }
    // Each viewport visits twice, to refuse and to accept.
    check_eq!(witness::seen(page), 4, "page views in which the banner was seen");
    let mut kinds: Vec<char> = witness::kinds(page).chars().collect();
    kinds.sort_unstable();
    check_eq!(kinds, ['0', '0', '7', '7'], "two refusals and two yeses");
    Ok(())
}
