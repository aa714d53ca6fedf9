//! The site owner: one tag, any server, any language, and a README that tells the truth.

use crate::tags::{ANALYTICS, TWO};
use anyhow::{Context, Result};
use serde_json::Value;
use support::answer::Answer;
use support::page::{FIRST, Page, REOPEN};
use support::shop::Shop;
use support::{check, check_eq, dist, stories, wait};

stories![
    one_tag_in_a_blank_page_is_enough,
    a_tag_without_any_setting_works,
    the_files_may_lie_in_any_folder,
    the_files_may_lie_on_another_host,
    the_tag_may_stand_anywhere,
    a_norwegian_page_asks_in_norwegian,
    a_page_in_plain_no_asks_in_norwegian_too,
    the_norwegian_file_needs_no_further_request,
    an_owner_may_choose_the_language,
    missing_texts_fall_back_to_english_with_a_warning,
    the_privacy_page_is_linked,
    the_owners_own_texts_are_used,
    a_settings_file_works,
    settings_inside_the_page_work,
    attributes_win_over_the_file,
    a_new_revision_asks_again,
    the_cookie_may_cover_every_subdomain,
    the_readmes_tag_works,
    the_readme_quotes_the_budgets,
];

async fn accept_button(page: &Page<'_>) -> Result<String> {
    page.is_asked().await?;
    page.script_with(
        "return document.querySelector(arguments[0]).textContent.trim();",
        vec![format!("{FIRST} [data-samtykke=accept]").into()],
    )
    .await
}

/// The label of the accept button in a language's text file.
fn label(language: &str) -> Result<String> {
    let file = format!("texts/{language}.json");
    let texts: Value = serde_json::from_slice(&dist::read(&file).with_context(|| format!("no {file}"))?)?;
    let accept =
        texts.get("accept").and_then(Value::as_str).with_context(|| format!("no accept in {file}"))?;
    Ok(accept.to_owned())
}

/// How often a text file was asked for.
fn text_requests(page: &Page<'_>) -> Vec<String> {
    let texts = page.ledger.to(&format!("{}/texts/", page.host));
    texts.into_iter().map(|request| request.path).collect()
}

async fn one_tag_in_a_blank_page_is_enough(page: &Page<'_>) -> Result<()> {
    let blank =
        r#"<script src="samtykke.js" data-google-analytics="G-TEST000001" data-meta="1234567890"></script>"#;
    page.open_shop(Shop::new().file("/blank.html", Answer::html(blank)));
    page.go("/blank.html").await?;
    page.ledger.ping("page_view").await?;
    page.accept().await?;
    page.ledger.first("www.facebook.com/tr").await?;
    let own: Vec<String> = page
        .ledger
        .to(&page.host)
        .into_iter()
        .map(|request| request.path)
        .filter(|path| path != "/favicon.ico")
        .collect();
    check_eq!(
        own,
        ["/blank.html", "/samtykke.js", "/samtykke-later.js"],
        "all that the shop's server was asked for"
    );
    Ok(())
}

async fn a_tag_without_any_setting_works(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag("")).await?;
    page.accept().await?;
    let cookie = page.cookie().await?.unwrap_or_default();
    check!(cookie.starts_with("7."), "{cookie:?}");
    check_eq!(page.warnings().await?, Vec::<String>::new(), "warnings");
    Ok(())
}

async fn the_files_may_lie_in_any_folder(page: &Page<'_>) -> Result<()> {
    let shop = Shop::new().lang("nb").packed_in("/assets/v1/").tag_of("/assets/v1/samtykke.js", ANALYTICS);
    page.open_shop(shop);
    page.go("/shop/shoes/").await?;
    check_eq!(accept_button(page).await?, label("nb")?, "texts are found beside the script");
    Ok(())
}

async fn the_files_may_lie_on_another_host(page: &Page<'_>) -> Result<()> {
    let on_cdn = |file: &str| dist::answer(file).header("access-control-allow-origin", "*");
    let shop = Shop::new()
        .lang("nb")
        .raw_tag(
            r#"<script src="https://cdn.shop.test/samtykke.js" crossorigin data-meta="1234567890"></script>"#,
        )
        .elsewhere("cdn.shop.test/samtykke.js", on_cdn("samtykke.js"))
        .elsewhere("cdn.shop.test/samtykke-later.js", on_cdn("samtykke-later.js"))
        .elsewhere("cdn.shop.test/texts/nb.json", on_cdn("texts/nb.json"));
    page.visit(shop).await?;
    check_eq!(accept_button(page).await?, label("nb")?, "texts are found beside the script");
    page.accept().await?;
    page.ledger.first("www.facebook.com/tr").await?;
    Ok(())
}

async fn the_tag_may_stand_anywhere(page: &Page<'_>) -> Result<()> {
    for tag in [
        format!(r#"<script async src="/samtykke.js" {TWO}></script>"#),
        format!(r#"<script defer src="/samtykke.js" {TWO}></script>"#),
    ] {
        page.visit(Shop::new().raw_tag(&tag)).await?;
        page.is_asked().await?;
        page.ledger.ping("page_view").await?;
    }
    let at_the_end = format!(r#"<script src="/samtykke.js" {TWO}></script>"#);
    page.visit(Shop::new().body(&at_the_end)).await?;
    page.accept().await?;
    page.ledger.first("www.facebook.com/tr").await?;
    Ok(())
}

async fn a_norwegian_page_asks_in_norwegian(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().lang("nb").tag(TWO)).await?;
    check_eq!(accept_button(page).await?, label("nb")?, "the button");
    check!(label("nb")? != label("en")?, "the languages differ");
    page.open_settings().await?;
    wait::silence().await;
    check_eq!(text_requests(page), ["/texts/nb.json"], "one language, fetched once");
    let lang: String = page.script("return document.querySelector('samtykke-banner').lang;").await?;
    check_eq!(lang, "nb", "readers are told the language");
    Ok(())
}

async fn a_page_in_plain_no_asks_in_norwegian_too(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().lang("no").tag(TWO)).await?;
    check_eq!(accept_button(page).await?, label("nb")?, "the button");
    Ok(())
}

async fn the_norwegian_file_needs_no_further_request(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().lang("nb").tag_of("/samtykke.nb.js", TWO)).await?;
    check_eq!(accept_button(page).await?, label("nb")?, "the button");
    page.open_settings().await?;
    wait::silence().await;
    check_eq!(text_requests(page), Vec::<String>::new(), "further requests");
    Ok(())
}

async fn an_owner_may_choose_the_language(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().lang("en").tag(r#"data-lang="nb""#)).await?;
    check_eq!(accept_button(page).await?, label("nb")?, "data-lang wins over the page's language");
    Ok(())
}

async fn missing_texts_fall_back_to_english_with_a_warning(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().lang("nb").tag(TWO).file("/texts/nb.json", Answer::missing())).await?;
    check_eq!(accept_button(page).await?, label("en")?, "the button");
    let warning = page.one_warning().await?;
    check!(warning.contains("nb"), "the warning names the language: {warning}");
    page.accept().await?;
    page.ledger.first("www.facebook.com/tr").await?;
    Ok(())
}

async fn the_privacy_page_is_linked(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(r#"data-policy="/privacy""#)).await?;
    page.is_asked().await?;
    page.click(&format!("{FIRST} a[href='/privacy']")).await?;
    wait::until_true("the privacy page is read", async || {
        Ok(page.session().current_url().await?.path() == "/privacy")
    })
    .await
}

async fn the_owners_own_texts_are_used(page: &Page<'_>) -> Result<()> {
    let settings = r#"<script type="application/json" id="samtykke-settings">
        {"texts": {"accept": "Yes, <b>please</b>"}}</script>"#;
    page.visit(Shop::new().before(settings).tag(TWO)).await?;
    check_eq!(accept_button(page).await?, "Yes, <b>please</b>", "text stays text");
    Ok(())
}

const SETTINGS: &str = r#"{"google-analytics": "G-TEST000001", "meta": ["1234567890"], "mode": "basic"}"#;

/// Whether the settings above are at work: nothing to Google before the answer, both vendors after it.
async fn obeys_settings(page: &Page<'_>) -> Result<()> {
    page.is_asked().await?;
    wait::silence().await;
    check!(page.ledger.pings().is_empty(), "basic mode sends no pings");
    page.accept().await?;
    page.ledger.ping("page_view").await?;
    page.ledger.first("www.facebook.com/tr").await?;
    check_eq!(page.warnings().await?, Vec::<String>::new(), "warnings");
    Ok(())
}

async fn a_settings_file_works(page: &Page<'_>) -> Result<()> {
    let shop =
        Shop::new().tag(r#"data-config="/consent.json""#).file("/consent.json", Answer::json(SETTINGS));
    page.visit(shop).await?;
    obeys_settings(page).await
}

async fn settings_inside_the_page_work(page: &Page<'_>) -> Result<()> {
    let inline = format!(r#"<script type="application/json" id="samtykke-settings">{SETTINGS}</script>"#);
    page.visit(Shop::new().before(&inline).tag("")).await?;
    obeys_settings(page).await
}

async fn attributes_win_over_the_file(page: &Page<'_>) -> Result<()> {
    let inline = r#"<script type="application/json" id="samtykke-settings">{"meta": "1", "mode": "advanced"}</script>"#;
    page.visit(Shop::new().before(inline).tag(&format!(r#"{TWO} data-mode="basic""#))).await?;
    obeys_settings(page).await?;
    let hit = page.ledger.first("www.facebook.com/tr").await?;
    check_eq!(hit.param("id"), Some("1234567890"), "the pixel on the tag");
    Ok(())
}

async fn a_new_revision_asks_again(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(TWO)).await?;
    page.accept().await?;
    page.ledger.first("www.facebook.com/tr").await?;
    page.ledger.forget();
    page.visit(Shop::new().tag(&format!(r#"{TWO} data-revision="2""#))).await?;
    page.is_asked().await?;
    page.ledger.first("www.facebook.com/tr").await?;
    page.accept().await?;
    page.reload().await?;
    page.until_seen(REOPEN).await?;
    check!(!page.banner_visible().await?, "asked a third time");
    Ok(())
}

async fn the_cookie_may_cover_every_subdomain(page: &Page<'_>) -> Result<()> {
    let domain = page.host.trim_start_matches("www.").to_owned();
    page.visit(Shop::new().tag(&format!(r#"data-domain="{domain}""#))).await?;
    page.accept().await?;
    let cookie = page.cookie_named("samtykke").await?.context("no cookie")?;
    check_eq!(
        cookie.domain.as_deref().map(|found| found.trim_start_matches('.')),
        Some(domain.as_str()),
        "its domain"
    );
    check!(cookie.secure.unwrap_or_default(), "secure");
    Ok(())
}

fn readme() -> Result<String> {
    std::fs::read_to_string(dist::workspace().join("README.md")).context("README.md of the workspace")
}

async fn the_readmes_tag_works(page: &Page<'_>) -> Result<()> {
    let readme = readme()?;
    let block = readme
        .split("```html\n")
        .nth(1)
        .and_then(|rest| rest.split("```").next())
        .context("no html block")?;
    check!(block.contains("data-google-analytics=\"G-"), "the tag names an analytics id: {block}");
    page.visit(Shop::new().raw_tag(block)).await?;
    page.is_asked().await?;
    page.ledger.ping("page_view").await?;
    page.accept().await?;
    page.ledger.ping("user_engagement").await?;
    check_eq!(page.warnings().await?, Vec::<String>::new(), "warnings about the README's own tag");
    Ok(())
}

/// `samtykke.js` has one number in the README, and it is the budget that the build enforces.
async fn the_readme_quotes_the_budgets(_: &Page<'_>) -> Result<()> {
    let budgets = std::fs::read_to_string(dist::workspace().join("pkg-config/budgets.toml"))?;
    let budget = budgets
        .split("[\"samtykke.js\"]")
        .nth(1)
        .and_then(|table| table.lines().find_map(|line| line.strip_prefix("max = ")))
        .context("no budget for samtykke.js")?;
    let bytes: f64 = budget.split('#').next().unwrap_or_default().trim().replace('_', "").parse()?;
    let quoted = format!("{} kB", bytes / 1000.0);
    check!(readme()?.contains(&quoted), "the README does not say {quoted:?}");
    Ok(())
}
