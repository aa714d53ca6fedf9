//! What a visitor may rely on: a no as easy to see as a yes, no question without need, nothing left after a no.

use crate::tags::TWO;
use anyhow::Result;
use serde_json::{Value, json};
use support::answer::Answer;
use support::page::{FIRST, Page};
use support::shop::Shop;
use support::{check, check_eq, dist, stories, wait};

stories![
    colours_that_nobody_can_read_are_not_used,
    answers_that_look_different_are_named_and_made_equal,
    nobody_is_asked_where_all_is_necessary,
    a_marked_tag_brings_the_question_back,
    a_list_that_was_refused_stays_empty,
    nothing_is_left_under_a_suffix_of_two_parts,
];

async fn until_warned(page: &Page<'_>, name: &str) -> Result<()> {
    wait::until_true(name, async || Ok(page.warnings().await?.iter().any(|one| one.contains(name)))).await
}

async fn colour_of_reject(page: &Page<'_>) -> Result<String> {
    let read = "return getComputedStyle(document.querySelector(arguments[0])).backgroundColor;";
    page.script_with(read, vec![format!("{FIRST} [data-samtykke=reject]").into()]).await
}

async fn colours_that_nobody_can_read_are_not_used(page: &Page<'_>) -> Result<()> {
    let readable = "<style>:root { --samtykke-accent: rgb(120, 0, 60); --samtykke-on-accent: white }</style>";
    page.visit(Shop::new().head(readable).tag(TWO)).await?;
    page.is_asked().await?;
    wait::silence().await;
    check_eq!(colour_of_reject(page).await?, "rgb(120, 0, 60)", "the owner's own colour");
    let faint = "<style>:root { --samtykke-accent: rgb(230, 230, 230); --samtykke-on-accent: white }</style>";
    page.visit(Shop::new().head(faint).tag(TWO)).await?;
    page.is_asked().await?;
    until_warned(page, "low-contrast").await?;
    check!(colour_of_reject(page).await? != "rgb(230, 230, 230)", "the pale colour is used");
    Ok(())
}

async fn answers_that_look_different_are_named_and_made_equal(page: &Page<'_>) -> Result<()> {
    let small = "<style>@layer sly { [data-samtykke=reject] { font-size: 9px !important } }</style>";
    page.visit(Shop::new().first(small).tag(TWO)).await?;
    page.is_asked().await?;
    until_warned(page, "unequal-answers").await?;
    let equal = format!(
        "const [yes, no] = ['accept', 'reject'].map((name) =>
           getComputedStyle(document.querySelector(`{FIRST} [data-samtykke=${{name}}]`)));
         return [...yes].filter((name) => yes[name] !== no[name]).join();"
    );
    wait::until_true("they look alike", async || {
        let different: String = page.script(&equal).await?;
        Ok(!different.contains("font-size"))
    })
    .await
}

/// Plausible stores nothing, and this owner has declared it exempt.
fn exempt() -> Shop {
    let settings = json!({ "vendors": { "plausible": { "purpose": "necessary" } } });
    let inline = format!(r#"<script type="application/json" id="samtykke-settings">{settings}</script>"#);
    Shop::new().before(&inline).tag(r#"data-plausible="shop-1.example""#)
}

async fn nobody_is_asked_where_all_is_necessary(page: &Page<'_>) -> Result<()> {
    page.visit(exempt()).await?;
    page.until_seen(support::page::REOPEN).await?;
    wait::silence().await;
    check!(!page.banner_visible().await?, "a question without need");
    Ok(())
}

async fn a_marked_tag_brings_the_question_back(page: &Page<'_>) -> Result<()> {
    let marked = r#"<script type="text/plain" data-samtykke-purpose="marketing">window.ran = 1;</script>"#;
    page.visit(exempt().body(marked)).await?;
    page.is_asked().await?;
    page.accept().await?;
    wait::until_true("the marked tag runs", async || page.script("return window.ran === 1;").await).await
}

async fn a_list_that_was_refused_stays_empty(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(r#"data-microsoft-uet="12345678""#)).await?;
    page.reject().await?;
    let push = "uetq.push('event', 'buy', {}); return uetq.length;";
    wait::until_true("nothing gathers", async || Ok(page.script::<u32>(push).await? == 0)).await
}

async fn nothing_is_left_under_a_suffix_of_two_parts(page: &Page<'_>) -> Result<()> {
    const HOST: &str = "www.shop.co.uk";
    let html = r#"<!doctype html><html lang="en"><title>Shop</title><body>
        <script>for (const at of ['', ';domain=shop.co.uk', ';domain=www.shop.co.uk', ';path=/deep'])
          for (const name of ['_fbp', '_fbc']) document.cookie = name + '=1;path=/' + at;</script>
        <script src="/samtykke.js" data-meta="1234567890"></script>"#;
    let mut shop = Shop::new().elsewhere(&format!("{HOST}/deep/page"), Answer::html(html));
    for file in ["samtykke.js", "samtykke-later.js"] {
        shop = shop.elsewhere(&format!("{HOST}/{file}"), dist::answer(file));
    }
    page.open_shop(shop);
    page.session().goto(format!("https://{HOST}/deep/page")).await?;
    let jar = "return document.cookie.split('; ').filter((one) => one.startsWith('_fb')).length;";
    check!(page.script::<u32>(jar).await? >= 2, "the vendor's cookies are there");
    page.reject().await?;
    wait::until_true("none is left", async || Ok(page.script::<u32>(jar).await? == 0)).await?;
    page.script::<Value>("document.cookie = 'samtykke=;path=/;max-age=0';").await.map(drop)
}
