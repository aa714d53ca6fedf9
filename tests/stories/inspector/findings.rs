//! What is wrong is found, and nothing else is.

use crate::tags::TWO;
use anyhow::{Context, Result};
use support::answer::Answer;
use support::page::Page;
use support::shop::Shop;
use support::{stories, wait};

use super::panel::{inside, text, until_text};

stories![
    ten_mistakes_are_ten_findings,
    a_clean_page_has_no_findings,
    a_question_about_nothing_is_a_finding,
    what_the_gate_warns_of_is_a_finding,
];

async fn findings(page: &Page<'_>) -> Result<Vec<String>> {
    inside(page, "return [...(root?.querySelectorAll('[data-finding]') ?? [])].map((item) => item.dataset.finding).sort();").await
}

async fn ten_mistakes_are_ten_findings(page: &Page<'_>) -> Result<()> {
    let shop = Shop::new()
        .before(include_str!("../../pages/ten-mistakes.html"))
        .tag(r#"data-google-analytics="G-TEST000001""#)
        .body(include_str!("../../pages/ten-mistakes-body.html"))
        .elsewhere("www.googletagmanager.com/gtag/js", Answer::script(""))
        .csp("media-src 'none'");
    page.open_shop(shop);
    page.go("/?samtykke-inspect").await?;
    let planted = [
        "cookie-undeclared",
        "default-late",
        "double-firing",
        "kept-without-consent",
        "leak",
        "life-too-long",
        "policy-blocks",
        "reject-weaker",
        "state-overridden",
        "tag-beat-default",
    ];
    let mut found = Vec::new();
    let all = wait::until_true("all ten are found", async || {
        found = findings(page).await?;
        Ok(found == planted)
    });
    let outcome = all.await;
    outcome.with_context(|| format!("found {found:?}"))
}

async fn a_clean_page_has_no_findings(page: &Page<'_>) -> Result<()> {
    page.open_shop(Shop::new().tag(TWO));
    page.go("/?samtykke-inspect").await?;
    page.is_asked().await?;
    until_text(page, "findings", "Nothing is wrong").await?;
    page.accept().await?;
    page.ledger.first("www.facebook.com/tr").await?;
    wait::silence().await;
    until_text(page, "summary", "2 Released").await?;
    wait::until_true("nothing is wrong after the answer", async || {
        Ok(text(page, "findings").await?.contains("Nothing is wrong"))
    })
    .await
    .context(text(page, "findings").await?)
}

async fn a_question_about_nothing_is_a_finding(page: &Page<'_>) -> Result<()> {
    page.open_shop(Shop::new().tag(""));
    page.go("/?samtykke-inspect").await?;
    wait::until_true("it is found", async || Ok(findings(page).await? == ["question-without-need"])).await?;
    page.reject().await?;
    wait::until_true("nobody is asked any more", async || Ok(findings(page).await?.is_empty())).await
}

async fn what_the_gate_warns_of_is_a_finding(page: &Page<'_>) -> Result<()> {
    page.open_shop(Shop::new().tag(&format!("{TWO} data-layuot=\"bar\"")));
    page.go("/?samtykke-inspect").await?;
    wait::until_true("it is found", async || Ok(findings(page).await? == ["warning"])).await?;
    until_text(page, "findings", "Samtykke warns: unknown-setting").await?;
    until_text(page, "findings", "layuot").await
}
