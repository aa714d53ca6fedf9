//! The cookie page's receipts, its accessibility, and what owners and pages can get wrong.
#![allow(clippy::indexing_slicing, reason = "a story that panics has failed, and says where")]

use crate::declaration::{ELEMENT, TAG, controllers, inside, is_drawn, press, rows, settings, text, until};
use anyhow::Result;
use serde_json::{Value, json};
use support::answer::Answer;
use support::page::Page;
use support::shop::Shop;
use support::{axe, check, check_eq, schema, stories, wait};

stories![
    the_receipts_have_their_forms,
    a_refusal_has_a_receipt_too,
    axe_finds_nothing,
    at_320_pixels_nothing_is_cut_off,
    html_in_settings_is_text_and_no_script_is_linked,
    sixty_vendors_and_none,
    a_missing_language_is_english_altogether,
    without_its_files_the_owner_s_own_words_stay,
    in_a_sandbox_it_is_drawn,
    a_strict_policy_holds,
    other_pages_load_none_of_it,
];

/// The receipts as the page shows them.
async fn receipts(page: &Page<'_>, how_many: usize) -> Result<Vec<Value>> {
    until(page, &format!("root.querySelectorAll('pre').length === {how_many}")).await?;
    let texts: Vec<String> =
        inside(page, "return [...root.querySelectorAll('pre')].map((one) => one.textContent);").await?;
    texts.iter().map(|text| Ok(serde_json::from_str(text)?)).collect()
}

async fn the_receipts_have_their_forms(page: &Page<'_>) -> Result<()> {
    let own = settings(&json!({ "controllers": controllers(), "texts": { "marketing_text": "Ads." } }));
    page.visit(Shop::new().before(&own).tag(&format!("{TAG} data-policy=\"/privacy\"")).body(ELEMENT))
        .await?;
    is_drawn(page).await?;
    check!(receipts(page, 0).await?.is_empty(), "no receipt before an answer");
    page.script::<Value>("samtykke.save({ marketing: true });").await?;
    let [iso, kantara] = receipts(page, 2).await?.try_into().map_err(|all| anyhow::anyhow!("{all:?}"))?;
    check_eq!(schema::problems("iso-27560", &iso)?, Vec::<String>::new(), "{iso}");
    check_eq!(schema::problems("kantara-1.1", &kantara)?, Vec::<String>::new(), "{kantara}");
    let reference: String = page.script("return samtykke.consent.reference;").await?;
    check_eq!(kantara["piiPrincipalId"], reference.as_str(), "whose it is");
    check_eq!(
        kantara["services"][0]["purposes"][0]["purpose"],
        "Marketing: Ads.",
        "the words that were shown"
    );
    check_eq!(kantara["services"].as_array().map(Vec::len), Some(1), "Meta alone: statistics was refused");
    let record = &iso["dpv:hasRecordOfActivity"];
    let states: Vec<&Value> = record["dpv:hasProcess"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|process| &process["dpv:hasConsentStatus"][0]["@type"][0])
        .collect();
    check_eq!(
        states,
        ["dpv:ConsentRefused", "dpv:ConsentRefused", "dpv:ConsentGiven"],
        "each purpose's state"
    );
    check_eq!(record["dpv:hasJurisdiction"], "loc:NO", "the controller's country");
    // What is downloaded is what is shown.
    let file: (String, String) = page
        .script_until_done(
            "const root = document.querySelector('samtykke-declaration').shadowRoot;
         const click = HTMLAnchorElement.prototype.click;
         HTMLAnchorElement.prototype.click = function () {
           fetch(this.href).then((answer) => answer.text()).then((text) => done([this.download, text]));
         };
         root.querySelector('[aria-label=\"Download receipt: Kantara 1.1\"]').click();",
        )
        .await?;
    check_eq!(file.0, format!("samtykke-kantara-1.1-{reference}.json"), "its name");
    check_eq!(serde_json::from_str::<Value>(&file.1)?, kantara, "its content");
    Ok(())
}

async fn a_refusal_has_a_receipt_too(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(TAG).body(ELEMENT)).await?;
    page.reject().await?;
    is_drawn(page).await?;
    let [iso] = receipts(page, 1).await?.try_into().map_err(|all| anyhow::anyhow!("{all:?}"))?;
    check_eq!(schema::problems("iso-27560", &iso)?, Vec::<String>::new(), "without controllers: {iso}");
    Ok(())
}

async fn axe_finds_nothing(page: &Page<'_>) -> Result<()> {
    let own = settings(&json!({ "controllers": controllers() }));
    for lang in ["en", "ar"] {
        page.visit(
            Shop::new().lang(lang).before(&own).tag(&format!("{TAG} data-policy=\"/privacy\"")).body(ELEMENT),
        )
        .await?;
        is_drawn(page).await?;
        page.script::<Value>("samtykke.accept(); document.cookie = 'stranger=1';").await?;
        receipts(page, 2).await?;
        until(page, "root.querySelector('.unlisted button')").await?;
        check_eq!(axe::violations(page, "samtykke-declaration").await?, Vec::<String>::new(), "{lang}");
    }
    Ok(())
}

async fn at_320_pixels_nothing_is_cut_off(page: &Page<'_>) -> Result<()> {
    let body = format!("<div id=narrow style='width: 320px; overflow: auto'>{ELEMENT}</div>");
    for lang in ["en", "de", "ar"] {
        page.visit(Shop::new().lang(lang).tag(TAG).body(&body)).await?;
        is_drawn(page).await?;
        page.script::<Value>("samtykke.accept();").await?;
        receipts(page, 2).await?;
        let (whole, seen): (f64, f64) =
            page.script("return [narrow.scrollWidth, narrow.clientWidth];").await?;
        check!(whole <= seen, "{lang}: {whole} pixels in {seen}");
        let short: Vec<String> = inside(
            page,
            "return [...root.querySelectorAll('button, input')].filter((one) => Math.min(one.offsetWidth, one.offsetHeight) < 22)
               .map((one) => one.outerHTML);",
        ).await?;
        check_eq!(short, Vec::<String>::new(), "controls large enough to hit");
    }
    Ok(())
}

async fn html_in_settings_is_text_and_no_script_is_linked(page: &Page<'_>) -> Result<()> {
    let html = "<img src=x onerror=\"window.harm=1\"><b>bold</b>";
    let own = json!({
        "controllers": [{ "name": html, "address": html, "url": "javascript:harm()", "email": "javascript:harm()@x?cc=y" }],
        "cookies": [{ "name": html, "text": html, "days": "soon" }],
        "texts": { "heading": html, "statistics_text": html },
        "retention": { "statistics": html },
        "vendors": { "acme": { "name": "A".repeat(5000), "purpose": "statistics", "script": "/acme.js", "company": html, "country": "ZZZ",
                               "policy": "javascript:harm()" } },
    });
    page.visit(Shop::new().before(&settings(&own)).tag(r#"data-policy="javascript:harm()""#).body(ELEMENT))
        .await?;
    is_drawn(page).await?;
    let (text, links): (String, Vec<String>) =
        inside(page, "return [root.textContent, [...root.querySelectorAll('a')].map((link) => link.href)];")
            .await?;
    check!(text.matches(html).count() >= 7, "shown as it is written: {text}");
    check_eq!(
        inside::<usize>(page, "return root.querySelectorAll('img, b > b, script').length;").await?,
        0,
        "elements made of it"
    );
    check!(links.iter().all(|link| !link.starts_with("javascript")), "{links:?}");
    check!(!page.script::<bool>("return 'harm' in window;").await?, "nothing ran");
    check!(!text.contains(&"A".repeat(200)), "long names are cut");
    let warnings = page.warnings().await?;
    check!(warnings.iter().any(|one| one.contains("policy=\"javascript")), "the owner is told: {warnings:?}");
    Ok(())
}

async fn sixty_vendors_and_none(page: &Page<'_>) -> Result<()> {
    let vendor = |number: usize| {
        (
            format!("own-{number}"),
            json!({ "name": format!("Vendor {number}"), "purpose": "marketing", "script": "/own.js", "cookies": "own_*" }),
        )
    };
    let sixty: serde_json::Map<String, Value> = (0..60).map(vendor).collect();
    page.visit(Shop::new().before(&settings(&json!({ "vendors": sixty }))).tag("").body(ELEMENT)).await?;
    is_drawn(page).await?;
    check_eq!(
        inside::<usize>(page, "return root.querySelectorAll('input').length;").await?,
        63,
        "three purposes, sixty vendors"
    );
    page.visit(Shop::new().tag("").body(ELEMENT)).await?;
    is_drawn(page).await?;
    let text = text(page).await?;
    check_eq!(text.matches("No services for this purpose.").count(), 3, "{text}");
    check_eq!(page.warnings().await?, Vec::<String>::new(), "warnings");
    Ok(())
}

async fn a_missing_language_is_english_altogether(page: &Page<'_>) -> Result<()> {
    let shop = Shop::new().lang("nb").tag(TAG).body(ELEMENT);
    page.visit(shop.file("/texts/declaration/nb.json", Answer::missing())).await?;
    is_drawn(page).await?;
    let text = text(page).await?;
    check!(text.contains("Statistics") && !text.contains("Statistikk"), "one language: {text}");
    check_eq!(
        inside::<String>(page, "return root.querySelector('[lang]').lang;").await?,
        "en",
        "and it says which"
    );
    let warnings = page.warnings().await?;
    check!(warnings.iter().any(|one| one.contains("texts-missing nb")), "{warnings:?}");
    Ok(())
}

async fn without_its_files_the_owner_s_own_words_stay(page: &Page<'_>) -> Result<()> {
    let mut shop = Shop::new().tag(TAG).body(ELEMENT).file("/catalogue.json", Answer::missing());
    page.visit(shop.clone()).await?;
    is_drawn(page).await?;
    check!(text(page).await?.contains("Google Analytics"), "vendors are named without their facts");
    let listed = rows(page).await?;
    check!(
        listed.iter().any(|row| row.first().is_some_and(|name| name == "_ga")),
        "and what they leave: {listed:?}"
    );
    shop = shop.file("/texts/declaration/en.json", Answer::missing());
    page.visit(shop).await?;
    wait::until_true("the owner is told", async || {
        Ok(page.warnings().await?.iter().any(|one| one.contains("declaration-failed")))
    })
    .await?;
    check!(page.sees("samtykke-declaration").await?, "the element is seen");
    check!(inside(page, "return Boolean(root.querySelector('slot'));").await?, "with what stands inside");
    Ok(())
}

async fn in_a_sandbox_it_is_drawn(page: &Page<'_>) -> Result<()> {
    let anybody = |path: &str| support::dist::answer(path).header("access-control-allow-origin", "*");
    let mut shop = Shop::new().tag("").body(ELEMENT).csp("sandbox allow-scripts");
    for file in ["catalogue.json", "texts/en.json", "texts/declaration/en.json"] {
        shop = shop.file(&format!("/{file}"), anybody(file));
    }
    page.visit(shop).await?;
    is_drawn(page).await?;
    press(page, "[data-samtykke=accept]").await?;
    until(page, "root.querySelector('.choice').textContent.includes('Yes')").await
}

async fn a_strict_policy_holds(page: &Page<'_>) -> Result<()> {
    let policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'nonce-n'; connect-src 'self'; img-src 'self'; style-src 'nonce-n'; \
                  require-trusted-types-for 'script'; trusted-types samtykke";
    page.visit(Shop::new().csp(policy).nonce("n").tag("nonce=n").body(ELEMENT)).await?;
    is_drawn(page).await?;
    page.script::<Value>("samtykke.accept();").await?;
    receipts(page, 2).await?;
    check_eq!(page.blocked().await?, Vec::<String>::new(), "blocked");
    let border: String =
        inside(page, "return getComputedStyle(root.querySelector('.choice')).borderTopStyle;").await?;
    check_eq!(border, "solid", "its styles are there");
    Ok(())
}

async fn other_pages_load_none_of_it(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(TAG)).await?;
    page.accept().await?;
    wait::silence().await;
    for file in ["samtykke-declaration.js", "samtykke-record.js", "catalogue.json", "texts"] {
        check!(page.ledger.to(&format!("{}/{file}", page.host)).is_empty(), "{file} was loaded");
    }
    check!(page.script::<bool>("return !('samtykke-outbox' in localStorage);").await?, "nothing is kept");
    Ok(())
}
