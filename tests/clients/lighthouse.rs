//! Lighthouse: accessibility 1.0, and a layout that does not shift when the question comes.

use crate::{packages, witness};
use anyhow::{Context, Result};
use serde_json::Value;
use support::looks::{CHROMIUM, LAYOUTS};
use support::page::Page;
use support::{check, check_eq, stories};

stories![in CHROMIUM; a_phone_is_accessible_and_stands_still, a_desktop_is_accessible_and_stands_still];

async fn a_phone_is_accessible_and_stands_still(page: &Page<'_>) -> Result<()> {
    for layout in LAYOUTS {
        full_marks(page, layout, &[]).await?;
    }
    Ok(())
}

async fn a_desktop_is_accessible_and_stands_still(page: &Page<'_>) -> Result<()> {
    full_marks(page, LAYOUTS[0], &["--preset=desktop"]).await
}

async fn full_marks(page: &Page<'_>, layout: &str, options: &[&str]) -> Result<()> {
    page.ledger.forget();
    page.open_shop(witness::shop(&format!(r#"data-layout="{layout}""#)));
    let report: Value = packages::node(&arguments(page, options)?).await?;
    let score = report.pointer("/categories/accessibility/score").and_then(Value::as_f64);
    let score = score.with_context(|| format!("no score: {}", report["runtimeError"]))?;
    check!((score - 1.0).abs() < f64::EPSILON, "{layout}: accessibility {score}: {:#?}", faults(&report));
    let shift = report.pointer("/audits/cumulative-layout-shift/numericValue").and_then(Value::as_f64);
    check_eq!(shift, Some(0.0), "{layout}: cumulative layout shift");
    check!(witness::seen(page) > 0, "{layout}: the banner was not in sight");
    Ok(())
}

fn arguments(page: &Page<'_>, options: &[&str]) -> Result<Vec<String>> {
    let program = packages::folder()?.join("lighthouse/cli/index.js").display().to_string();
    let chrome = format!(
        "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage \
         --ignore-certificate-errors --proxy-server={}",
        page.outside_world()
    );
    let fixed =
        ["--quiet", "--output=json", "--only-categories=accessibility", "--disable-full-page-screenshot"];
    let mut all = vec![program, format!("https://{}/", page.host), chrome];
    all.extend(fixed.iter().chain(options).map(|&option| option.to_owned()));
    all.push("--only-audits=cumulative-layout-shift".to_owned());
    Ok(all)
}

/// The audits that took points.
fn faults(report: &Value) -> Vec<String> {
    let audits = report["audits"].as_object().into_iter().flatten();
    let failed = audits.filter(|(_, audit)| audit["score"].as_f64().is_some_and(|score| score < 1.0));
    failed.map(|(name, audit)| format!("{name}: {} {}", audit["title"], audit["details"]["items"])).collect()
}
