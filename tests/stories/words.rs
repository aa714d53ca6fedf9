//! What the visitor reads is true, whole, and in one language.

use crate::tags::TWO;
use anyhow::Result;
use serde_json::{Value, json};
use support::answer::Answer;
use support::page::{FIRST, Page, SETTINGS};
use support::shop::Shop;
use support::{check, check_eq, dist, stories, wait};

stories![
    the_question_says_how_long_an_answer_holds,
    the_settings_say_on_what_they_rest,
    an_owner_may_override_one_language,
    an_answer_without_letters_is_ours,
    a_language_file_with_holes_is_filled,
    nynorsk_falls_back_on_bokmal,
    who_keeps_no_cookies_is_told,
    every_answer_is_announced,
];

async fn text_of(page: &Page<'_>, selector: &str) -> Result<String> {
    page.script_with("return document.querySelector(arguments[0])?.textContent || '';", vec![selector.into()])
        .await
}

/// With these settings beside those of the tag.
fn shop(settings: &Value) -> Shop {
    let inline = format!(r#"<script type="application/json" id="samtykke-settings">{settings}</script>"#);
    Shop::new().before(&inline).tag(TWO)
}

/// Norwegian texts of which some are others.
fn norwegian(others: &Value) -> Result<Answer> {
    let mut texts: Value = serde_json::from_slice(&dist::read("texts/nb.json").unwrap_or_default())?;
    for (name, text) in others.as_object().into_iter().flatten() {
        texts[name] = text.clone();
    }
    Ok(Answer::json(texts.to_string()))
}

async fn the_question_says_how_long_an_answer_holds(page: &Page<'_>) -> Result<()> {
    for (settings, words) in [(json!({}), "for six months"), (json!({ "months": 3 }), "for 3 months")] {
        page.visit(shop(&settings)).await?;
        page.is_asked().await?;
        let question = text_of(page, FIRST).await?;
        check!(question.contains(words), "{words:?} is not in {question:?}");
        check!(!question.contains('{'), "{question}");
    }
    Ok(())
}

async fn the_settings_say_on_what_they_rest(page: &Page<'_>) -> Result<()> {
    page.visit(shop(&json!({}))).await?;
    page.is_asked().await?;
    page.open_settings().await?;
    let necessary = text_of(page, &format!("{SETTINGS} li")).await?;
    check!(necessary.contains("Legal basis: Necessary"), "{necessary}");
    let before_the_purposes = text_of(page, &format!("{SETTINGS} p")).await?;
    check!(before_the_purposes.contains("Legal basis: Your consent"), "{before_the_purposes}");
    Ok(())
}

async fn an_owner_may_override_one_language(page: &Page<'_>) -> Result<()> {
    let settings = json!({ "texts": { "nb": { "accept": "Ja takk" }, "reject": "Nei / No" } });
    for (language, accept) in [("nb", "Ja takk"), ("en", "Accept all")] {
        page.visit(shop(&settings).lang(language)).await?;
        page.is_asked().await?;
        check_eq!(text_of(page, &format!("{FIRST} [data-samtykke=accept]")).await?, accept, "{language}");
        check_eq!(text_of(page, &format!("{FIRST} [data-samtykke=reject]")).await?, "Nei / No", "{language}");
    }
    Ok(())
}

async fn an_answer_without_letters_is_ours(page: &Page<'_>) -> Result<()> {
    for nothing in [".", "\u{200b}"] {
        page.visit(shop(&json!({ "texts": { "reject": nothing } }))).await?;
        page.is_asked().await?;
        check_eq!(
            text_of(page, &format!("{FIRST} [data-samtykke=reject]")).await?,
            "Reject all",
            "{nothing:?}"
        );
        wait::until_true("it is named", async || {
            Ok(page.warnings().await?.iter().any(|one| one.contains("unequal-answers texts.reject")))
        })
        .await?;
        page.script::<()>(
            "document.body.append(document.createElement('samtykke-declaration')); samtykke.scan();",
        )
        .await?;
        let read = "return document.querySelector('samtykke-declaration').shadowRoot
            ?.querySelector('[data-samtykke=reject]')?.textContent || '';";
        wait::until_true("the cookie page says it too", async || {
            Ok(page.script::<String>(read).await? == "Reject all")
        })
        .await?;
    }
    Ok(())
}

async fn a_language_file_with_holes_is_filled(page: &Page<'_>) -> Result<()> {
    for hole in [json!(""), json!(null), json!({}), json!(7)] {
        let answer = norwegian(&json!({ "reject": hole, "language": "x y<" }))?;
        page.visit(Shop::new().lang("nb").tag(TWO).file("/texts/nb.json", answer)).await?;
        page.is_asked().await?;
        check_eq!(text_of(page, &format!("{FIRST} [data-samtykke=accept]")).await?, "Godta alle", "{hole}");
        check_eq!(text_of(page, &format!("{FIRST} [data-samtykke=reject]")).await?, "Reject all", "{hole}");
        check_eq!(
            page.script::<String>("return document.querySelector('samtykke-banner').lang;").await?,
            "nb",
            "{hole}"
        );
        check_eq!(page.warnings().await?.len(), 1, "warnings: {:?}", page.warnings().await?);
        page.open_settings().await?;
        check!(!text_of(page, SETTINGS).await?.contains("undefined"), "{}", text_of(page, SETTINGS).await?);
    }
    Ok(())
}

async fn nynorsk_falls_back_on_bokmal(page: &Page<'_>) -> Result<()> {
    page.excuse("404");
    page.visit(Shop::new().lang("nn").tag(TWO).file("/texts/nn.json", Answer::missing())).await?;
    page.is_asked().await?;
    check_eq!(text_of(page, &format!("{FIRST} [data-samtykke=accept]")).await?, "Godta alle", "bokmål");
    check!(page.warnings().await?.iter().any(|one| one.contains("texts-missing nn")), "not named");
    Ok(())
}

async fn who_keeps_no_cookies_is_told(page: &Page<'_>) -> Result<()> {
    let refusing = "<script>Object.defineProperty(document, 'cookie', { get: () => '', set() {} })</script>";
    page.visit(Shop::new().first(refusing).tag(TWO)).await?;
    page.is_asked().await?;
    page.accept().await?;
    wait::until_true("the visitor is told", async || {
        Ok(text_of(page, "samtykke-banner output").await?.contains("on this page only"))
    })
    .await
}

async fn every_answer_is_announced(page: &Page<'_>) -> Result<()> {
    page.visit(shop(&json!({}))).await?;
    page.is_asked().await?;
    page.script::<()>(
        "window.told = 0;
         new MutationObserver(() => (window.told += Boolean(document.querySelector('samtykke-banner output').value)))
             .observe(document.querySelector('samtykke-banner output'), { childList: true, characterData: true, subtree: true });",
    )
    .await?;
    for count in 1..=3 {
        page.script::<()>(if count % 2 == 1 { "samtykke.reject();" } else { "samtykke.accept();" }).await?;
        wait::until_true(
            "it is told",
            async || Ok(page.script::<u32>("return window.told;").await? >= count),
        )
        .await?;
    }
    Ok(())
}
