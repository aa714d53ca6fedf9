//! What a second look found: two cookies, hanging files, taken names, late scripts.

use crate::tags::{ANALYTICS, TWO, silent};
use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::time::Duration;
use support::answer::Answer;
use support::page::{FIRST, Page, REOPEN, SETTINGS};
use support::shop::Shop;
use support::{check, check_eq, stories, wait};

stories![
    a_taken_queue_of_microsoft_leaves_google_denied,
    a_new_data_layer_gets_the_default_too,
    a_withdrawal_outlives_a_change_of_domain,
    a_refusal_for_a_folder_does_not_undo_a_later_yes,
    texts_that_never_come_do_not_hold_up_a_withdrawal,
    settings_that_never_come_leave_a_dialog_and_no_errors,
    an_element_called_samtykke_changes_nothing,
    a_click_with_a_polluted_prototype_is_no_answer,
    a_released_script_is_served_once,
    the_pages_own_methods_come_back,
    a_written_tag_under_trusted_types_holds_nobody_up,
    the_status_says_that_the_choice_is_saved,
    a_tag_that_is_marked_but_not_held_is_named,
    settings_open_before_there_is_a_body,
    half_a_language_is_filled_up_with_english,
    a_deleted_choice_is_asked_again,
    an_unknown_control_is_named,
    a_body_that_is_made_anew_keeps_the_question,
];

async fn default_is_denied(page: &Page<'_>) -> Result<()> {
    let commands = page.consent_commands().await?;
    let (name, signals) = commands.first().context("no consent command")?;
    check_eq!((name.as_str(), &signals["ad_storage"]), ("default", &json!("denied")), "in {commands:?}");
    Ok(())
}

async fn a_taken_queue_of_microsoft_leaves_google_denied(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().before("<script>var uetq = {};</script>").tag(ANALYTICS)).await?;
    page.ledger.ping("page_view").await?;
    default_is_denied(page).await?;
    let warning = page.one_warning().await?;
    check!(warning.contains("name-taken uetq"), "{warning}");
    Ok(())
}

async fn a_new_data_layer_gets_the_default_too(page: &Page<'_>) -> Result<()> {
    let anew = "<script>dataLayer = [{ event: 'own' }];</script>";
    page.visit(Shop::new().tag(ANALYTICS).head(anew)).await?;
    default_is_denied(page).await?;
    let hit = page.ledger.ping("page_view").await?;
    check_eq!(hit.param("gcs"), Some("G100"), "the first hit");
    Ok(())
}

async fn a_withdrawal_outlives_a_change_of_domain(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(TWO)).await?;
    page.accept().await?;
    page.ledger.first("www.facebook.com/tr").await?;
    let parent = page.host.split_once('.').context("a host below another")?.1.to_owned();
    page.visit(Shop::new().tag(&format!(r#"{TWO} data-domain="{parent}""#))).await?;
    page.until_seen(REOPEN).await?;
    page.script::<Value>("samtykke.withdraw();").await?;
    let ours = || async {
        Ok::<_, anyhow::Error>(page.cookies().await?.iter().filter(|one| one.name == "samtykke").count())
    };
    wait::until_true("one cookie is left", async || Ok(ours().await? == 1)).await?;
    page.ledger.forget();
    page.reload().await?;
    page.until_seen(REOPEN).await?;
    silent(page).await
}

async fn a_refusal_for_a_folder_does_not_undo_a_later_yes(page: &Page<'_>) -> Result<()> {
    page.open_shop(Shop::new().tag(TWO));
    page.go("/shop/page").await?;
    page.script::<Value>("document.cookie = 'samtykke=0; path=/shop';").await?;
    page.reload().await?;
    page.until_seen(REOPEN).await?;
    page.script::<Value>("samtykke.accept();").await?;
    page.ledger.first("www.facebook.com/tr").await?;
    page.reload().await?;
    page.until_seen(REOPEN).await?;
    check!(page.script::<bool>("return samtykke.consent.marketing;").await?, "the yes holds");
    Ok(())
}

/// Longer than anybody waits.
fn never() -> Answer {
    Answer::json("{}").after(Duration::from_secs(20))
}

async fn texts_that_never_come_do_not_hold_up_a_withdrawal(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(TWO)).await?;
    page.accept().await?;
    page.ledger.first("www.facebook.com/tr").await?;
    page.visit(Shop::new().lang("nb").tag(TWO).file("/texts/nb.json", never())).await?;
    page.script::<Value>("samtykke.withdraw();").await?;
    wait::until_true("Google is told", async || {
        let told = page.consent_commands().await?;
        Ok(told.last().is_some_and(|(_, signals)| signals["analytics_storage"] == json!("denied")))
    })
    .await?;
    check!(!page.script::<bool>("return samtykke.consent.marketing;").await?, "the page reads no");
    // And the dialog comes in the language inside.
    page.until_seen(REOPEN).await
}

async fn settings_that_never_come_leave_a_dialog_and_no_errors(page: &Page<'_>) -> Result<()> {
    let calls = "<script>fbq('track', 'Early'); gtag('event', 'early'); samtykke.open();</script>";
    let tag = format!(r#"{TWO} data-config="/consent.json""#);
    page.visit(Shop::new().tag(&tag).head(calls).file("/consent.json", never())).await?;
    page.until_seen(SETTINGS).await?;
    page.script::<Value>("document.querySelector('samtykke-banner dialog [data-samtykke=accept]').click();")
        .await?;
    wait::until_true("the early call is replayed", async || {
        let hits = page.ledger.to("www.facebook.com/tr");
        Ok(hits.iter().any(|hit| hit.param("ev") == Some("Early")))
    })
    .await
}

async fn an_element_called_samtykke_changes_nothing(page: &Page<'_>) -> Result<()> {
    let heading = r#"<h2 id="samtykke">Samtykke</h2>"#;
    page.visit(Shop::new().body(heading).tag(TWO)).await?;
    page.is_asked().await?;
    default_is_denied(page).await?;
    page.script::<Value>("samtykke.accept();").await?;
    page.ledger.first("www.facebook.com/tr").await?;
    Ok(())
}

async fn a_click_with_a_polluted_prototype_is_no_answer(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(TWO).body(r#"<p id="text">Text</p>"#)).await?;
    page.is_asked().await?;
    let click = "Object.prototype.samtykke = 'accept'; document.getElementById('text').click(); delete Object.prototype.samtykke;";
    page.script::<Value>(click).await?;
    silent(page).await?;
    check_eq!(page.cookie().await?, None, "nobody answered");
    Ok(())
}

async fn a_released_script_is_served_once(page: &Page<'_>) -> Result<()> {
    let script = "window.heard = 0; document.write('<i class=\"written\">x</i>');
        document.addEventListener('DOMContentLoaded', () => heard++);";
    let tag = r#"<script type="text/plain" data-samtykke-purpose="marketing" src="https://cdn.vendor.test/once.js"></script>"#;
    page.visit(Shop::new().tag("").body(tag).elsewhere("cdn.vendor.test/once.js", Answer::script(script)))
        .await?;
    page.accept().await?;
    page.until_seen(".written").await?;
    // Past the eight seconds that a hanging tag is waited for.
    tokio::time::sleep(Duration::from_secs(9)).await;
    let seen: Vec<u32> =
        page.script("return [window.heard, document.querySelectorAll('.written').length];").await?;
    check_eq!(seen, [1, 1], "listener and text");
    Ok(())
}

async fn the_pages_own_methods_come_back(page: &Page<'_>) -> Result<()> {
    let own = "<script>window.written = []; document.write = (...texts) => written.push(...texts);</script>";
    let tag = r#"<script type="text/plain" data-samtykke-purpose="marketing">window.ran = 1;</script>"#;
    page.visit(Shop::new().tag("").body(&format!("{own}{tag}"))).await?;
    page.accept().await?;
    wait::until_true("the tag has run", async || page.script("return window.ran === 1;").await).await?;
    let written: Vec<String> = page.script("document.write('page'); return window.written;").await?;
    check_eq!(written, ["page"], "the page's own document.write");
    Ok(())
}

async fn a_written_tag_under_trusted_types_holds_nobody_up(page: &Page<'_>) -> Result<()> {
    let tags = r#"<script type="text/plain" data-samtykke-purpose="marketing">document.write('<i id="written">x</i>');</script>
        <script type="text/plain" data-samtykke-purpose="marketing" src="/second.js"></script>"#;
    let policy = "require-trusted-types-for 'script'; trusted-types samtykke";
    let shop =
        Shop::new().csp(policy).tag("").body(tags).file("/second.js", Answer::script("window.second = 1;"));
    page.visit(shop).await?;
    page.accept().await?;
    wait::until_true("the second has run", async || page.script("return window.second === 1;").await).await?;
    page.until_seen("#written").await
}

async fn the_status_says_that_the_choice_is_saved(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(TWO)).await?;
    page.reject().await?;
    let status = "return document.querySelector('samtykke-banner output').value;";
    wait::until_true("the polite message", async || {
        Ok(page.script::<String>(status).await? == "Your choice is saved.")
    })
    .await
}

async fn a_tag_that_is_marked_but_not_held_is_named(page: &Page<'_>) -> Result<()> {
    let frame = r#"<iframe title="Film" src="https://cdn.vendor.test/film" data-samtykke-purpose="marketing"></iframe>"#;
    let shop = Shop::new().tag("").body(frame).elsewhere("cdn.vendor.test/film", Answer::html("<p>Film</p>"));
    page.visit(shop).await?;
    page.accept().await?;
    wait::silence().await;
    let warning = page.one_warning().await?;
    check!(warning.contains("not-held") && warning.contains("cdn.vendor.test/film"), "{warning}");
    let address: String = page.script("return document.querySelector('iframe').src;").await?;
    check_eq!(address, "https://cdn.vendor.test/film", "the frame is left alone");
    Ok(())
}

async fn settings_open_before_there_is_a_body(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(TWO).head("<script>samtykke.open();</script>")).await?;
    page.until_seen(SETTINGS).await?;
    check_eq!(page.warnings().await?, Vec::<String>::new(), "warnings");
    Ok(())
}

async fn half_a_language_is_filled_up_with_english(page: &Page<'_>) -> Result<()> {
    let half = Answer::json(r#"{"language": "nb", "title": "Hei"}"#);
    page.visit(Shop::new().lang("nb").tag(TWO).file("/texts/nb.json", half)).await?;
    page.is_asked().await?;
    let text: String = page.script("return document.querySelector('samtykke-banner').textContent;").await?;
    check!(text.contains("Hei") && text.contains("Reject all") && !text.contains("undefined"), "{text}");
    Ok(())
}

async fn a_deleted_choice_is_asked_again(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(TWO)).await?;
    page.accept().await?;
    page.script::<Value>(
        "document.cookie = 'samtykke=; max-age=0; path=/'; dispatchEvent(new Event('pageshow'));",
    )
    .await?;
    page.until_seen(FIRST).await
}

async fn an_unknown_control_is_named(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(TWO).body(r#"<button id="slip" data-samtykke="opne">Settings</button>"#))
        .await?;
    page.script::<Value>("document.getElementById('slip').click();").await?;
    let warning = page.one_warning().await?;
    check!(warning.contains("unknown-control") && warning.contains("opne"), "{warning}");
    Ok(())
}

async fn a_body_that_is_made_anew_keeps_the_question(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(TWO)).await?;
    page.is_asked().await?;
    let anew =
        "document.body.replaceChildren(Object.assign(document.createElement('p'), { textContent: 'Anew' }));";
    page.script::<Value>(anew).await?;
    page.until_seen(FIRST).await?;
    page.script::<Value>("document.body = document.createElement('body');").await?;
    page.until_seen(FIRST).await
}
