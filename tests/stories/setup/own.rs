//! What the form writes beyond ids: vendors of the owner's own, and what is said of single ones.

use anyhow::Result;
use serde_json::{Value, json};
use support::answer::Answer;
use support::page::{Page, SETTINGS};
use support::shop::Shop;
use support::{check, check_eq, stories, wait};
use thirtyfour::Key;

use super::page::{open, press, read_json, ready, says, settings, text, write};

stories![
    a_vendor_of_ones_own_is_added_by_a_form,
    more_can_be_said_of_a_listed_vendor,
    a_vendor_of_ones_own_is_taken_away_again,
    read_settings_bring_their_vendors_fields,
];

/// Writes into a field of a single vendor.
async fn say(page: &Page<'_>, id: &str, field: &str, value: &str) -> Result<()> {
    write(page, &format!("field-vendors.{id}.{field}"), value).await
}

async fn add(page: &Page<'_>, name: &str) -> Result<()> {
    write(page, "own-name", name).await?;
    press(page, "[data-do=add-vendor]").await
}

async fn a_vendor_of_ones_own_is_added_by_a_form(page: &Page<'_>) -> Result<()> {
    open(page).await?;
    page.script::<Value>("document.getElementById('own-name').closest('details').open = true;").await?;
    add(page, " ").await?;
    says(page, "own-said", "Write its name first").await?;
    add(page, "YouTube").await?;
    says(page, "own-said", "data-samtykke-vendor=\"youtube\"").await?;
    write(page, "own-name", "Acme & Søn").await?;
    page.script::<Value>("document.getElementById('own-name').focus();").await?;
    page.press(Key::Enter).await?;
    let id = "acme-s-n";
    let focused: String = page.script("return document.activeElement.id;").await?;
    check_eq!(focused, format!("field-vendors.{id}.purpose"), "the focus goes where to write on");
    says(page, &format!("error-vendors.{id}"), "A vendor of your own also needs: purpose, script.").await?;
    say(page, id, "purpose", "marketing").await?;
    say(page, id, "script", "javascript:alert(1)").await?;
    says(page, &format!("error-vendors.{id}.script"), "Write https://…").await?;
    check!(!text(page, "out-tag").await?.contains("acme"), "what is wrong is left out");
    say(page, id, "script", "https://cdn.acme.test/t.js").await?;
    say(page, id, "cookies", "acme_*").await?;
    says(page, &format!("error-vendors.{id}"), "").await?;
    says(page, "summary", "1 vendor.").await?;
    says(page, "files", "samtykke-vendors.js").await?;
    says(page, "decisions", "Acme & Sønheld").await?;
    says(page, "table", "acme_*").await?;
    let tag = text(page, "out-tag").await?;
    let script = Answer::script("document.cookie = 'acme_x=1; path=/';");
    page.visit(Shop::new().raw_tag(&tag).elsewhere("cdn.acme.test/t.js", script)).await?;
    page.is_asked().await?;
    check_eq!(page.warnings().await?, Vec::<String>::new(), "warnings of the finished tag");
    page.open_settings().await?;
    let listed: String = page
        .script_with("return document.querySelector(arguments[0]).textContent;", vec![SETTINGS.into()])
        .await?;
    check!(listed.contains("Acme & Søn"), "it is listed: {listed}");
    check!(!page.ledger.touched("cdn.acme.test"), "it waits");
    page.script::<Value>("samtykke.accept();").await?;
    page.ledger.first("cdn.acme.test/t.js").await.map(drop)
}

async fn more_can_be_said_of_a_listed_vendor(page: &Page<'_>) -> Result<()> {
    open(page).await?;
    write(page, "field-linkedin", "1234567").await?;
    add(page, "LinkedIn").await?;
    say(page, "linkedin", "retention", "2 years").await?;
    let expected = json!({ "linkedin": "1234567", "vendors": { "linkedin": { "retention": "2 years" } } });
    wait::until_true("it is in the file", async || Ok(settings(page).await? == expected)).await?;
    say(page, "linkedin", "purpose", "necessary").await?;
    says(page, "error-vendors.linkedin.purpose", "Only a vendor that stores nothing can change its purpose")
        .await
}

async fn a_vendor_of_ones_own_is_taken_away_again(page: &Page<'_>) -> Result<()> {
    open(page).await?;
    add(page, "Acme").await?;
    add(page, "Beta").await?;
    say(page, "beta", "retention", "1 year").await?;
    press(page, "[data-remove=acme]").await?;
    let left: Vec<String> = page
        .script("return [...document.querySelectorAll('#own-vendors legend')].map((one) => one.textContent);")
        .await?;
    check_eq!(left, ["beta"], "whose fields are left");
    let kept: String =
        page.script("return document.getElementById('field-vendors.beta.retention').value;").await?;
    check_eq!(kept, "1 year", "what was written there");
    press(page, "[data-remove=beta]").await?;
    says(page, "summary", "No vendor yet").await?;
    check_eq!(settings(page).await?, json!({}), "nothing is left");
    Ok(())
}

async fn read_settings_bring_their_vendors_fields(page: &Page<'_>) -> Result<()> {
    open(page).await?;
    let acme = json!({ "name": "Acme", "purpose": "statistics", "script": "https://cdn.acme.test/t.js" });
    let file = json!({ "vendors": { "acme": acme } });
    read_json(page, &file.to_string()).await?;
    page.reload().await?;
    ready(page).await?;
    let shown: Vec<String> = page
        .script("return ['name', 'purpose', 'script'].map((one) => document.getElementById(`field-vendors.acme.${one}`).value);")
        .await?;
    check_eq!(shown, ["Acme", "statistics", "https://cdn.acme.test/t.js"], "the fields, also after a reload");
    check_eq!(settings(page).await?, file, "the file");
    Ok(())
}
