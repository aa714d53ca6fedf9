//! DuckDuckGo's browsers: autoconsent with all its rules, and ours among them, answers for the visitor.

use crate::{packages, witness};
use anyhow::Result;
use serde::Deserialize;
use serde_json::Value;
use support::answer::Answer;
use support::looks::LAYOUTS;
use support::page::{FIRST, Page};
use support::{check, check_eq, dist, stories, wait};

stories![duckduckgo_refuses_for_the_visitor, duckduckgo_accepts_for_the_visitor];

const HOST: &str = include_str!("../pages/clients/autoconsent-host.js");
/// Milliseconds since the client began its work in the page.
const LIMIT: f64 = 1500.0;

#[derive(Deserialize, Debug)]
struct Report {
    #[serde(rename = "type")]
    kind: String,
    cmp: Option<String>,
    result: Option<Value>,
    at: f64,
}

async fn duckduckgo_refuses_for_the_visitor(page: &Page<'_>) -> Result<()> {
    in_every_layout(page, "optOut", "0").await
}

async fn duckduckgo_accepts_for_the_visitor(page: &Page<'_>) -> Result<()> {
    in_every_layout(page, "optIn", "7").await
}

async fn in_every_layout(page: &Page<'_>, wish: &str, answer: &str) -> Result<()> {
    for layout in LAYOUTS {
        let mut took = Vec::new();
        // Each time must be right; one must be quick: other programs share the machine.
        while took.last().is_none_or(|&time| time > LIMIT) {
            check!(took.len() < 3, "{layout}: {wish} took {took:.0?} ms");
            let reports = answered(page, layout, wish).await?;
            if wish == "optOut" {
                result(&reports, "selfTestResult")?;
            }
            check_eq!(witness::kinds(page), answer, "{layout}: the answer");
            let began = reports.first().map_or(0.0, |report| report.at);
            took.push(result(&reports, &format!("{wish}Result"))? - began);
        }
    }
    Ok(())
}

/// Lets the client answer a first visit.
async fn answered(page: &Page<'_>, layout: &str, wish: &str) -> Result<Vec<Report>> {
    let scripts = format!(
        r#"<script src="/autoconsent-host.js" data-wish="{wish}"></script><script src="/autoconsent.js"></script>"#
    );
    let shop = witness::shop(&format!(r#"data-layout="{layout}""#)).first(&scripts);
    let shop = shop
        .file("/autoconsent-host.js", Answer::script(HOST))
        .file("/autoconsent.js", packages::script("@duckduckgo/autoconsent/dist/autoconsent.playwright.js")?)
        .file("/autoconsent-rules.json", Answer::json(rules()?));
    page.visit_first(shop).await?;
    let told = "return window.autoconsentHeard ?? [];";
    let reports = wait::until("the client's self-test is done", async || {
        let reports: Vec<Report> = page.script(told).await?;
        let done = |report: &Report| report.kind == "selfTestResult";
        Ok(reports.iter().any(done).then_some(reports))
    })
    .await;
    let reports = match reports {
        Ok(reports) => reports,
        Err(error) => return Err(error.context(format!("{:#?}", page.script::<Value>(told).await?))),
    };
    let found = reports.iter().find(|report| report.kind == "popupFound");
    check_eq!(found.and_then(|found| found.cmp.as_deref()), Some("samtykke"), "whose question was found");
    page.until_gone(FIRST).await?;
    check_eq!(witness::seen(page), 1, "{layout}: page views in which the banner was seen");
    Ok(reports)
}

/// When the client reported this success.
fn result(reports: &[Report], kind: &str) -> Result<f64> {
    let report = reports.iter().find(|report| report.kind == kind);
    let success = report.filter(|report| report.result == Some(true.into()));
    success.map(|report| report.at).ok_or_else(|| anyhow::anyhow!("no success called {kind}: {reports:#?}"))
}

/// The rules that come with autoconsent, and ours at their end, where a new rule would stand.
fn rules() -> Result<Vec<u8>> {
    let mut rules: Value =
        serde_json::from_slice(&packages::read("@duckduckgo/autoconsent/rules/rules.json")?)?;
    let ours: Value = serde_json::from_slice(&dist::read("rules/autoconsent.json").unwrap_or_default())?;
    match rules.get_mut("autoconsent").and_then(Value::as_array_mut) {
        Some(list) => list.push(ours),
        None => anyhow::bail!("autoconsent's rules.json is not as expected"),
    }
    Ok(serde_json::to_vec(&rules)?)
}
