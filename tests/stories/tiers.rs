//! The tiers beyond the default: what the automatic one holds and gives back, and what the strict one releases. Which
//! shapes of tags each one stops before consent: `matrix.rs`.

use crate::matrix::{automatic, headers};
use crate::tags::TWO;
use anyhow::Result;
use serde_json::Value;
use std::time::{SystemTime, UNIX_EPOCH};
use support::answer::Answer;
use support::page::Page;
use support::shop::Shop;
use support::{check, check_eq, stories, wait};

stories![
    automatic_tags_run_once_in_order_after_a_yes,
    automatic_leaves_the_site_and_the_allowed_alone,
    automatic_lets_a_returning_visitors_tags_run_at_once,
    automatic_keeps_to_single_vendors,
    automatic_asks_the_owner_what_a_tag_is_for,
    automatic_calls_go_nowhere_until_a_yes,
    automatic_frames_and_images_come_after_a_yes,
    automatic_holds_an_inline_tag_that_comes_in_pieces,
    automatic_styles_and_sets_come_after_a_yes,
    automatic_leaves_managed_vendors_to_the_gate,
    strict_pages_release_without_a_reload,
    server_headers_let_through_what_was_chosen,
];

fn note(letter: &str) -> Answer {
    Answer::script(format!("(window.order = window.order || []).push('{letter}');"))
}

/// A known vendor of statistics, one of marketing, and somebody whom nobody knows.
pub(crate) fn site(attributes: &str, body: &str) -> Shop {
    Shop::new()
        .first(&automatic(attributes))
        .tag("")
        .body(body)
        .elsewhere("script.hotjar.com/a.js", note("H"))
        .elsewhere("static.criteo.net/b.js", note("C"))
        .elsewhere("cdn.stranger.test/c.js", note("S"))
}

const THREE: &str = r#"<script src="https://script.hotjar.com/a.js?{{host}}"></script>
    <script src="https://static.criteo.net/b.js?{{host}}"></script>
    <script src="https://cdn.stranger.test/c.js?{{host}}"></script>"#;

async fn order(page: &Page<'_>) -> Result<String> {
    page.script("return (window.order || []).join('');").await
}

async fn until_order(page: &Page<'_>, wanted: &str) -> Result<()> {
    wait::until_true(&format!("{wanted} have run"), async || Ok(order(page).await?.len() >= wanted.len()))
        .await?;
    wait::silence().await;
    check_eq!(order(page).await?, wanted, "what ran, in order");
    Ok(())
}

/// The visitor comes back with this choice: purposes, then single vendors.
async fn with_choice(page: &Page<'_>, digit: char, vendors: &str) -> Result<()> {
    let day = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs() / 86_400;
    let cookie = format!("samtykke={digit}.1.{day}.1.abcdef{vendors}; path=/");
    page.script_with::<Value>("document.cookie = arguments[0];", vec![cookie.into()]).await?;
    page.go("/next").await
}

async fn automatic_tags_run_once_in_order_after_a_yes(page: &Page<'_>) -> Result<()> {
    let dynamic = "<script>const made = document.createElement('script');
        made.src = 'https://cdn.stranger.test/c.js?dynamic={{host}}'; document.body.append(made);</script>";
    page.visit(site("", &format!("{THREE}{dynamic}"))).await?;
    page.is_asked().await?;
    wait::silence().await;
    check_eq!(order(page).await?, "", "ran before the answer");
    let purposes: Vec<String> = page
        .script("return [...document.querySelectorAll('main script[type=\"text/plain\"], body > script[type=\"text/plain\"]')].map((tag) => `${tag.dataset.samtykkePurpose}/${tag.dataset.samtykkeVendor}`);")
        .await?;
    check_eq!(
        purposes,
        ["statistics/hotjar", "marketing/criteo", "marketing/undefined", "marketing/undefined"],
        "how the tags are marked"
    );
    page.accept().await?;
    until_order(page, "HCSS").await
}

async fn automatic_leaves_the_site_and_the_allowed_alone(page: &Page<'_>) -> Result<()> {
    let body = r#"<script src="/own.js"></script><script src="https://cdn.{{host}}/own.js"></script>
        <script src="https://cdn.stranger.test/c.js?{{host}}"></script><link rel="canonical" href="https://elsewhere.test/">
        <script type="application/ld+json">{ "sameAs": "https://www.facebook.com/shop" }</script>"#;
    let shop = site(r#"data-allow="https://cdn.stranger.test""#, body).file("/own.js", note("o"));
    page.visit(shop.elsewhere(&format!("cdn.{}/own.js", page.host), note("p"))).await?;
    until_order(page, "opS").await?;
    check_eq!(
        page.script::<usize>("return document.querySelectorAll('[data-samtykke-purpose]').length;").await?,
        0,
        "tags that were marked"
    );
    Ok(())
}

async fn automatic_lets_a_returning_visitors_tags_run_at_once(page: &Page<'_>) -> Result<()> {
    page.visit(site("", THREE)).await?;
    with_choice(page, '2', "").await?;
    until_order(page, "H").await?;
    with_choice(page, '7', "").await?;
    until_order(page, "HCS").await?;
    with_choice(page, '0', "").await?;
    wait::silence().await;
    check_eq!(order(page).await?, "", "ran after a refusal");
    page.script::<Value>("document.cookie = 'samtykke=garbage; path=/';").await?;
    page.go("/next").await?;
    wait::silence().await;
    check_eq!(order(page).await?, "", "ran on a broken choice");
    Ok(())
}

async fn automatic_keeps_to_single_vendors(page: &Page<'_>) -> Result<()> {
    page.visit(site("", THREE)).await?;
    with_choice(page, '6', ".-criteo").await?;
    until_order(page, "HS").await?;
    with_choice(page, '8', ".+criteo").await?;
    until_order(page, "C").await
}

async fn automatic_asks_the_owner_what_a_tag_is_for(page: &Page<'_>) -> Result<()> {
    let body = r#"<script data-samtykke-purpose="necessary" src="https://cdn.stranger.test/c.js?{{host}}"></script>
        <script data-samtykke-purpose="functional" src="https://static.criteo.net/b.js?{{host}}"></script>"#;
    page.visit(site("", body)).await?;
    until_order(page, "S").await?;
    with_choice(page, '1', "").await?;
    until_order(page, "SC").await
}

async fn automatic_calls_go_nowhere_until_a_yes(page: &Page<'_>) -> Result<()> {
    let answer = || Answer::json("{}").header("access-control-allow-origin", "*");
    let shop = site("", "").elsewhere("in.hotjar.com/hit", answer()).file("/api.json", answer());
    page.visit(shop).await?;
    let call =
        "fetch('https://in.hotjar.com/hit').then((one) => done(one.status), (error) => done(error.name));";
    check_eq!(page.script_until_done::<Value>(call).await?, "TypeError", "as the network refuses");
    let request = "const one = new XMLHttpRequest(); one.onerror = () => done('error'); one.onload = () => done('load');
        one.open('GET', 'https://in.hotjar.com/hit'); one.send();";
    check_eq!(page.script_until_done::<Value>(request).await?, "error", "as the network refuses");
    let own = "fetch('/api.json').then((one) => done(one.status));";
    check_eq!(page.script_until_done::<Value>(own).await?, 200, "the site's own call");
    check!(!page.ledger.touched("in.hotjar.com"), "the vendor was contacted");
    page.accept().await?;
    check_eq!(page.script_until_done::<Value>(call).await?, 200, "after the yes");
    Ok(())
}

async fn automatic_frames_and_images_come_after_a_yes(page: &Page<'_>) -> Result<()> {
    let body = "<script>const frame = document.createElement('iframe'); frame.src = 'https://video.stranger.test/embed';
        document.querySelector('main').append(frame); new Image().src = 'https://pixel.stranger.test/lost.gif';
        document.querySelector('main').insertAdjacentHTML('beforeend', '<img alt=\"\" src=\"https://pixel.stranger.test/p.gif\">');</script>";
    let shop = site("", body)
        .elsewhere("video.stranger.test/embed", Answer::html("<p>Film</p>"))
        .elsewhere("pixel.stranger.test/p.gif", Answer::pixel());
    page.visit(shop).await?;
    page.is_asked().await?;
    wait::silence().await;
    check!(page.ledger.foreign().is_empty(), "somebody was contacted before the answer");
    page.accept().await?;
    page.ledger.first("video.stranger.test/embed").await?;
    page.ledger.first("pixel.stranger.test/p.gif").await?;
    check!(page.ledger.to("pixel.stranger.test/lost.gif").is_empty(), "a pixel outside the page came back");
    Ok(())
}

/// The network may cut an inline script in two: an observer that hears of children alone has seen its first half only.
async fn automatic_holds_an_inline_tag_that_comes_in_pieces(page: &Page<'_>) -> Result<()> {
    let begin = format!(
        "<!doctype html><title>Shop</title>{}<script src=\"/samtykke.js\"></script><body><script>window.began = 1; imp",
        automatic("")
    );
    let rest = format!("ort('https://cdn.stranger.test/c.js?{}');</script><p>Shop</p>", page.host);
    page.open_shop(site("", "").file("/pieces.html", Answer::html(begin).then(rest)));
    page.go("/pieces.html").await?;
    page.is_asked().await?;
    wait::silence().await;
    check!(!page.script::<bool>("return 'began' in window;").await?, "ran before the answer");
    check!(!page.ledger.touched("cdn.stranger.test"), "the stranger was contacted");
    page.accept().await?;
    until_order(page, "S").await
}

/// What loads by another attribute than `src` is held in `data-…` as well.
async fn automatic_styles_and_sets_come_after_a_yes(page: &Page<'_>) -> Result<()> {
    let body = "<script>const [link, image] = ['link', 'img'].map((name) => document.createElement(name));
        link.rel = 'stylesheet'; link.href = 'https://cdn.stranger.test/style.css';
        image.srcset = 'https://cdn.stranger.test/p.gif 1x'; document.head.append(link); document.body.append(image);</script>";
    let shop = site("", body)
        .elsewhere("cdn.stranger.test/style.css", Answer::new("text/css", ""))
        .elsewhere("cdn.stranger.test/p.gif", Answer::pixel());
    page.visit(shop).await?;
    page.is_asked().await?;
    wait::silence().await;
    check!(page.ledger.foreign().is_empty(), "somebody was contacted before the answer");
    page.accept().await?;
    page.ledger.first("cdn.stranger.test/style.css").await?;
    page.ledger.first("cdn.stranger.test/p.gif").await?;
    Ok(())
}

/// Google's pings without cookies are what the owner of an advanced site asked for; Meta waits as ever.
async fn automatic_leaves_managed_vendors_to_the_gate(page: &Page<'_>) -> Result<()> {
    page.visit(site("", "").tag(TWO)).await?;
    let hit = page.ledger.ping("page_view").await?;
    check_eq!(hit.param("gcs"), Some("G100"), "Google hears that all is denied");
    check!(!page.ledger.touched("connect.facebook.net"), "Meta was contacted");
    page.accept().await?;
    page.ledger.first("www.facebook.com/tr").await?;
    Ok(())
}

/// A nonce policy in the bytes holds what nobody has marked; marked tags carry the nonce and run after a yes.
async fn strict_pages_release_without_a_reload(page: &Page<'_>) -> Result<()> {
    let policy = r#"<meta http-equiv="Content-Security-Policy" content="script-src-elem 'self' 'nonce-own'; script-src-attr 'none'">"#;
    let marked = r#"<script src="https://script.hotjar.com/a.js?{{host}}"></script>
        <script type="text/plain" nonce="own" data-samtykke-purpose="marketing" src="https://static.criteo.net/b.js?{{host}}"></script>
        <script type="text/plain" nonce="own" data-samtykke-purpose="marketing">order.push('i');</script>
        <script>(window.order = window.order || []).push('unmarked');</script>"#;
    let shop = site("", marked).first(policy).tag(r#"nonce="own""#);
    page.visit(shop).await?;
    page.is_asked().await?;
    wait::silence().await;
    check!(page.ledger.foreign().is_empty(), "somebody was contacted before the answer");
    page.script::<Value>("window.stays = 1;").await?;
    page.accept().await?;
    until_order(page, "Ci").await?;
    check!(page.script::<bool>("return window.stays === 1;").await?, "the page was loaded again");
    check!(!page.ledger.touched("script.hotjar.com"), "an unmarked tag was loaded");
    Ok(())
}

/// The same page, sent with the headers of a refusal and with those of a yes to statistics.
async fn server_headers_let_through_what_was_chosen(page: &Page<'_>) -> Result<()> {
    let html = "<!doctype html><title>Shop</title><script src=\"/samtykke.js\"></script><body>
        <script src=\"https://script.hotjar.com/a.js\"></script><script src=\"https://static.criteo.net/b.js\"></script>
        <script>fetch('https://in.hotjar.com/hit', { mode: 'no-cors' }).catch(() => {});
        try { new WebSocket('wss://ws.hotjar.com/socket'); } catch {}</script>";
    let shop = site("", "")
        .elsewhere("in.hotjar.com/hit", Answer::empty())
        .elsewhere("ws.hotjar.com/socket", Answer::missing())
        .file("/refused.html", headers(Answer::html(html), 0)?)
        .file("/chosen.html", headers(Answer::html(html), 2)?);
    page.open_shop(shop);
    page.go("/refused.html").await?;
    page.is_asked().await?;
    wait::silence().await;
    for host in ["script.hotjar.com", "in.hotjar.com", "ws.hotjar.com", "static.criteo.net"] {
        check!(!page.ledger.touched(host), "{host} was contacted after a refusal");
    }
    page.go("/chosen.html").await?;
    until_order(page, "H").await?;
    page.ledger.first("in.hotjar.com/hit").await?;
    wait::until_true("the socket is opened", async || Ok(page.ledger.touched("ws.hotjar.com"))).await?;
    check!(!page.ledger.touched("static.criteo.net"), "another purpose was let through");
    Ok(())
}
