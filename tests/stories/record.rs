//! The record: every answer reaches the owner's endpoint as an event, once.
#![allow(clippy::indexing_slicing, reason = "a story that panics has failed, and says where")]

use anyhow::Result;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::time::Duration;
use support::answer::Answer;
use support::page::{FIRST, Page};
use support::shop::Shop;
use support::{check, check_eq, dist, schema, stories, wait};
use thirtyfour::Key;

stories![
    every_answer_is_an_event,
    an_event_says_how_it_was_answered,
    what_was_asked_is_told_by_its_hashes,
    nothing_is_told_or_kept_before_an_answer,
    an_answer_before_the_file_has_come_is_not_lost,
    a_page_left_at_once_sends_once,
    a_server_that_fails_gets_it_later,
    without_a_network_it_waits,
    two_tabs_send_once,
    without_storage_it_is_sent_once,
    a_broken_outbox_is_begun_anew,
    an_endless_outage_fills_no_storage,
    the_server_s_echo_keeps_the_cookie,
];

const TAG: &str = r#"data-meta="1234567890" data-endpoint="/record""#;

fn shop(answer: Answer) -> Shop {
    Shop::new().tag(TAG).file("/record", answer)
}

/// What the endpoint has heard.
fn events(page: &Page<'_>) -> Result<Vec<Value>> {
    let posts = page.ledger.to(&format!("{}/record", page.host));
    posts.iter().map(|post| Ok(serde_json::from_str(&post.body)?)).collect()
}

/// Waits until the endpoint has heard so many, and no more.
async fn heard(page: &Page<'_>, how_many: usize) -> Result<Vec<Value>> {
    wait::until_true(&format!("{how_many} events are heard"), async || Ok(events(page)?.len() >= how_many))
        .await?;
    wait::silence().await;
    let events = events(page)?;
    check_eq!(events.len(), how_many, "{events:?}");
    Ok(events)
}

async fn call(page: &Page<'_>, script: &str) -> Result<()> {
    page.script::<Value>(script).await.map(drop)
}

/// Waits until nothing waits to be sent.
async fn is_empty(page: &Page<'_>) -> Result<()> {
    wait::until_true("the outbox is empty", async || {
        page.script("return JSON.parse(localStorage['samtykke-outbox'] || '{}').waiting?.length === 0;").await
    })
    .await
}

async fn every_answer_is_an_event(page: &Page<'_>) -> Result<()> {
    page.open_shop(shop(Answer::empty()));
    page.go("/landing?fbclid=secret#part").await?;
    page.accept().await?;
    heard(page, 1).await?;
    call(page, "samtykke.save({ marketing: true, vendors: { meta: false } });").await?;
    heard(page, 2).await?;
    call(page, "samtykke.withdraw();").await?;
    let events = heard(page, 3).await?;
    for event in &events {
        check_eq!(schema::problems("event", event)?, Vec::<String>::new(), "{event}");
        check_eq!(event["reference"], events[0]["reference"], "one visitor");
        check_eq!(event["path"], "/landing", "no query");
    }
    let types: Vec<&Value> = events.iter().map(|event| &event["type"]).collect();
    check_eq!(types, ["given", "changed", "withdrawn"], "what happened");
    check_eq!(events[1]["vendors"]["meta"], false, "single vendors");
    check_eq!(
        (&events[1]["previous"], &events[2]["previous"]),
        (&events[0]["id"], &events[1]["id"]),
        "a chain"
    );
    let post = &page.ledger.to(&format!("{}/record", page.host))[0];
    check_eq!(post.header("content-type"), Some("application/json"), "its type");
    let key = events[0]["id"].as_str().map(|id| format!("\"{id}\""));
    check_eq!(post.header("idempotency-key").map(str::to_owned), key, "the id, for servers that look there");
    check!(!post.body.contains("Mozilla") && !post.body.contains("secret"), "{}", post.body);
    page.reload().await?;
    wait::silence().await;
    heard(page, 3).await.map(drop)
}

/// By Escape, by a button in each layer, and by a script.
async fn an_event_says_how_it_was_answered(page: &Page<'_>) -> Result<()> {
    let body = r#"<button data-samtykke="accept" id="own">Yes</button><samtykke-declaration></samtykke-declaration>"#;
    page.visit(shop(Answer::empty()).body(body)).await?;
    page.ledger.first(&format!("{}/samtykke-record.js", page.host)).await?;
    page.is_asked().await?;
    wait::silence().await;
    page.tab_to(&format!("{FIRST} [data-samtykke=accept]")).await?;
    page.press(Key::Escape).await?;
    page.until_gone(FIRST).await?;
    heard(page, 1).await?;
    page.reopen().await?;
    page.tick("marketing").await?;
    page.save().await?;
    heard(page, 2).await?;
    call(page, "samtykke.withdraw();").await?;
    heard(page, 3).await?;
    page.click("#own").await?;
    heard(page, 4).await?;
    let reject = "document.querySelector('samtykke-declaration').shadowRoot.querySelector('[data-samtykke=reject]').focus();";
    call(page, reject).await?;
    page.press(Key::Enter).await?;
    let events = heard(page, 5).await?;
    let way = |event: &Value| {
        ["how", "layer"].map(|name| event[name].as_str().unwrap_or("none").to_owned()).join("/")
    };
    let ways: Vec<String> = events.iter().map(way).collect();
    let wanted = ["escape/first", "button/settings", "other/", "button/page", "button/declaration"];
    check_eq!(ways, wanted, "how each was given");
    Ok(())
}

fn sha256(value: &Value) -> String {
    // serde_json writes members in the order of the file; the canonical form sorts them.
    let sorted: std::collections::BTreeMap<&String, &Value> =
        value.as_object().into_iter().flatten().collect();
    let digest = Sha256::digest(serde_json::to_string(&sorted).unwrap_or_default());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

async fn what_was_asked_is_told_by_its_hashes(page: &Page<'_>) -> Result<()> {
    let own = r#"<script type="application/json" id="samtykke-settings">{"texts": {"accept": "Ja, gjerne"}}</script>"#;
    page.visit(shop(Answer::empty()).lang("nb").before(own)).await?;
    page.accept().await?;
    let event = heard(page, 1).await?.remove(0);
    let mut texts: Value = serde_json::from_slice(&dist::read("texts/nb.json").unwrap_or_default())?;
    texts["accept"] = "Ja, gjerne".into();
    check_eq!(event["asked"]["language"], "nb", "the language");
    check_eq!(event["asked"]["texts"], sha256(&texts), "the words that were shown");
    let settings = json!({ "meta": "1234567890", "endpoint": "/record", "texts.accept": "Ja, gjerne" });
    check_eq!(event["asked"]["settings"], sha256(&settings), "the settings");
    Ok(())
}

async fn nothing_is_told_or_kept_before_an_answer(page: &Page<'_>) -> Result<()> {
    page.visit(shop(Answer::empty())).await?;
    page.is_asked().await?;
    page.ledger.first(&format!("{}/samtykke-record.js", page.host)).await?;
    wait::silence().await;
    check!(events(page)?.is_empty(), "told before an answer");
    check_eq!(page.script::<usize>("return localStorage.length + sessionStorage.length;").await?, 0, "kept");
    check_eq!(page.cookies().await?.len(), 0, "cookies");
    Ok(())
}

async fn an_answer_before_the_file_has_come_is_not_lost(page: &Page<'_>) -> Result<()> {
    let late = dist::answer("samtykke-record.js").after(Duration::from_millis(1500));
    page.visit(shop(Answer::empty()).file("/samtykke-record.js", late.clone())).await?;
    page.accept().await?;
    check_eq!(heard(page, 1).await?[0]["type"], "given", "heard when the file came");
    // And where the page is left before it comes.
    is_empty(page).await?;
    page.reload().await?;
    call(page, "samtykke.withdraw();").await?;
    page.open_shop(shop(Answer::empty()));
    page.go("/next").await?;
    check_eq!(heard(page, 2).await?[1]["type"], "withdrawn", "heard from the next page");
    Ok(())
}

async fn a_page_left_at_once_sends_once(page: &Page<'_>) -> Result<()> {
    page.visit(shop(Answer::empty().after(Duration::from_millis(1500)))).await?;
    page.is_asked().await?;
    page.ledger.first(&format!("{}/samtykke-record.js", page.host)).await?;
    wait::silence().await;
    call(page, "samtykke.accept();").await?;
    wait::until_true("it is under way", async || Ok(!events(page)?.is_empty())).await?;
    page.go("/next").await?;
    is_empty(page).await?;
    wait::silence().await;
    page.go("/next").await?;
    heard(page, 1).await.map(drop)
}

async fn a_server_that_fails_gets_it_later(page: &Page<'_>) -> Result<()> {
    page.visit(shop(Answer { status: 500, ..Answer::empty() })).await?;
    page.accept().await?;
    heard(page, 1).await?;
    page.open_shop(shop(Answer::empty()));
    let events = heard(page, 2).await?;
    check_eq!(events[0], events[1], "the same event, two seconds later");
    is_empty(page).await?;
    page.go("/next").await?;
    wait::silence().await;
    heard(page, 2).await?;
    page.go("/").await?;
    check_eq!(page.warnings().await?, Vec::<String>::new(), "warnings");
    Ok(())
}

async fn without_a_network_it_waits(page: &Page<'_>) -> Result<()> {
    // A request that the page may not make fails as one without a network does.
    let cut = format!("connect-src https://{}/texts/", page.host);
    page.visit(shop(Answer::empty()).csp(&cut)).await?;
    page.accept().await?;
    let warning = page.one_warning().await?;
    check!(warning.contains("endpoint-failed /record"), "{warning}");
    check!(events(page)?.is_empty(), "nothing left");
    page.open_shop(shop(Answer::empty()));
    page.go("/next").await?;
    let events = heard(page, 1).await?;
    check_eq!(
        (&events[0]["path"], &events[0]["type"]),
        (&json!("/"), &json!("given")),
        "the event of the first page"
    );
    Ok(())
}

async fn two_tabs_send_once(page: &Page<'_>) -> Result<()> {
    page.visit(shop(Answer::empty())).await?;
    page.is_asked().await?;
    let [first, _] = page.open_second(support::page::Second::Window).await?;
    page.go("/second").await?;
    call(page, "samtykke.accept();").await?;
    heard(page, 1).await?;
    page.session().switch_to_window(first).await?;
    page.until_gone(FIRST).await?;
    wait::silence().await;
    tokio::time::sleep(Duration::from_millis(1200)).await; // a tab that only follows lets the other go first
    heard(page, 1).await.map(drop)
}

async fn without_storage_it_is_sent_once(page: &Page<'_>) -> Result<()> {
    let refused = "<script>Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });</script>";
    page.visit(shop(Answer::empty()).tag(r#"data-endpoint="/record""#).before(refused)).await?;
    page.accept().await?;
    heard(page, 1).await?;
    page.go("/next").await?;
    wait::silence().await;
    heard(page, 1).await.map(drop)
}

async fn a_broken_outbox_is_begun_anew(page: &Page<'_>) -> Result<()> {
    page.visit(shop(Answer::empty())).await?;
    page.is_asked().await?;
    for broken in ["", "null", "[]", r#"{"waiting": {}}"#, r#"{"waiting": [null]}"#] {
        page.script_with::<Value>("localStorage['samtykke-outbox'] = arguments[0];", vec![broken.into()])
            .await?;
        page.reload().await?;
    }
    page.ledger.forget();
    page.accept().await?;
    heard(page, 1).await.map(drop)
}

async fn an_endless_outage_fills_no_storage(page: &Page<'_>) -> Result<()> {
    page.visit(shop(Answer { status: 503, ..Answer::empty() })).await?;
    page.accept().await?;
    heard(page, 1).await?;
    call(
        page,
        "const box = JSON.parse(localStorage['samtykke-outbox']);
         const [entry] = box.waiting;
         box.waiting = Array.from({ length: 500 }, (_, at) => ({ ...entry, after: Date.now() + 1e6, event: { ...entry.event, id: `${at}` } }));
         localStorage['samtykke-outbox'] = JSON.stringify(box);
         samtykke.withdraw();",
    )
    .await?;
    wait::until_true("the oldest are let go", async || {
        page.script("return JSON.parse(localStorage['samtykke-outbox']).waiting.length === 50;").await
    })
    .await
}

async fn the_server_s_echo_keeps_the_cookie(page: &Page<'_>) -> Result<()> {
    page.visit(shop(Answer { status: 500, ..Answer::empty() })).await?;
    page.accept().await?;
    heard(page, 1).await?;
    let value = page.cookie().await?.unwrap_or_default();
    let sent = page.ledger.to(&format!("{}/record", page.host));
    let carries = sent[0].header("cookie").is_some_and(|text| text.contains(&format!("samtykke={value}")));
    check!(carries, "the request brings the cookie along");
    // What the server's one line makes of it; a short life, to tell it from ours.
    let echo = format!("samtykke={value}; Path=/; Max-Age=99; SameSite=Lax; Secure");
    page.open_shop(shop(Answer::empty().header("set-cookie", &echo)));
    heard(page, 2).await?;
    let soon = page.script::<i64>("return Math.ceil(Date.now() / 1000) + 100;").await?;
    let cookie = page.cookie_named("samtykke").await?;
    check_eq!(cookie.as_ref().map(|cookie| &cookie.value), Some(&value), "the same choice");
    check!(cookie.and_then(|cookie| cookie.expiry).is_some_and(|end| end <= soon), "with the server's life");
    check_eq!(
        page.script::<usize>("return document.cookie.split('samtykke=').length;").await?,
        2,
        "one cookie"
    );
    Ok(())
}
