//! The owner's own tags, marked in the page: inert until the visitor says yes, then released once, in document order,
//! as if they had stood there from the start.

use anyhow::Result;
use serde_json::Value;
use std::time::Duration;
use support::answer::Answer;
use support::page::Page;
use support::shop::Shop;
use support::{check, check_eq, stories, wait};

stories![
    marked_tags_run_once_in_document_order_after_consent,
    marked_tags_never_run_when_refused,
    a_tag_waits_for_its_own_purpose,
    frames_and_images_wait_for_consent,
    a_returning_visitors_marked_tags_run_without_asking,
    tags_added_later_are_released_by_a_scan,
    a_released_script_is_its_own_current_script,
    a_released_document_write_does_not_wipe_the_page,
    a_released_script_still_hears_that_the_page_is_ready,
    a_released_module_runs,
    a_tag_that_fails_does_not_stop_the_next,
    a_tag_runs_only_with_its_own_integrity,
    a_withdrawn_frame_goes_back_to_its_placeholder,
    necessary_tags_run_at_once,
];

fn note(letter: &str) -> String {
    format!("(window.order = window.order || []).push('{letter}');")
}

/// External and inline tags, the slowest first: A b C d E. The shop's name in the addresses keeps `WebKitGTK` from using
/// what an earlier story left in its memory, whatever the answers' headers say.
fn five_tags(purpose: &str) -> String {
    let mark = format!(r#"data-samtykke-purpose="{purpose}""#);
    format!(
        r#"<script type="text/plain" {mark} src="https://cdn.vendor.test/a.js?{host}"></script>
           <script type="text/plain" {mark}>{b}</script>
           <script type="text/plain" {mark} data-src="https://cdn.vendor.test/c.js?{host}"></script>
           <script type="text/plain" {mark} data-samtykke-vendor="hotjar">{d}</script>
           <script type="text/plain" {mark} src="https://cdn.vendor.test/e.js?{host}"></script>"#,
        b = note("b"),
        d = note("d"),
        host = "{{host}}",
    )
}

fn shop(purpose: &str) -> Shop {
    let slow = |letter: &str, wait| Answer::script(note(letter)).after(Duration::from_millis(wait));
    Shop::new()
        .tag("")
        .body(&five_tags(purpose))
        .elsewhere("cdn.vendor.test/a.js", slow("A", 300))
        .elsewhere("cdn.vendor.test/c.js", slow("C", 100))
        .elsewhere("cdn.vendor.test/e.js", slow("E", 0))
}

async fn order(page: &Page<'_>) -> Result<String> {
    page.script("return (window.order || []).join('');").await
}

async fn until_order(page: &Page<'_>, wanted: &str) -> Result<()> {
    let came =
        wait::until_true(
            &format!("{wanted} have run"),
            async || Ok(order(page).await?.len() >= wanted.len()),
        )
        .await;
    check_eq!(order(page).await?, wanted, "what ran, in order");
    came
}

async fn nothing_ran(page: &Page<'_>) -> Result<()> {
    wait::silence().await;
    check_eq!(order(page).await?, "", "scripts ran");
    check!(!page.ledger.touched("cdn.vendor.test"), "the vendor was contacted");
    Ok(())
}

async fn marked_tags_run_once_in_document_order_after_consent(page: &Page<'_>) -> Result<()> {
    page.visit(shop("marketing")).await?;
    page.is_asked().await?;
    nothing_ran(page).await?;
    page.accept().await?;
    until_order(page, "AbCdE").await?;
    page.script::<Value>("samtykke.scan(); samtykke.accept();").await?;
    wait::silence().await;
    check_eq!(order(page).await?, "AbCdE", "each at most once");
    for file in ["a", "c", "e"] {
        check_eq!(page.ledger.to(&format!("cdn.vendor.test/{file}.js")).len(), 1, "requests for {file}.js");
    }
    Ok(())
}

async fn marked_tags_never_run_when_refused(page: &Page<'_>) -> Result<()> {
    page.visit(shop("statistics")).await?;
    page.reject().await?;
    nothing_ran(page).await?;
    page.reload().await?;
    nothing_ran(page).await
}

async fn a_tag_waits_for_its_own_purpose(page: &Page<'_>) -> Result<()> {
    page.visit(shop("statistics")).await?;
    page.open_settings().await?;
    page.tick("marketing").await?;
    page.save().await?;
    nothing_ran(page).await?;
    page.reopen().await?;
    page.tick("statistics").await?;
    page.save().await?;
    until_order(page, "AbCdE").await
}

const EMBEDS: &str = r#"
    <iframe id="frame" title="Film" data-src="https://video.vendor.test/embed" data-samtykke-purpose="marketing"></iframe>
    <img id="pixel" alt="" data-src="https://pixel.vendor.test/p.gif" data-samtykke-purpose="statistics">"#;

fn embeds() -> Shop {
    Shop::new()
        .tag("")
        .body(EMBEDS)
        .elsewhere("video.vendor.test/embed", Answer::html("<p>Film</p>"))
        .elsewhere("pixel.vendor.test/p.gif", Answer::pixel())
}

async fn frames_and_images_wait_for_consent(page: &Page<'_>) -> Result<()> {
    page.visit(embeds()).await?;
    page.is_asked().await?;
    wait::silence().await;
    check!(
        page.ledger.foreign().iter().all(|request| !request.host.ends_with("vendor.test")),
        "loaded before consent"
    );
    page.accept().await?;
    page.ledger.first("video.vendor.test/embed").await?;
    page.ledger.first("pixel.vendor.test/p.gif").await?;
    wait::silence().await;
    check_eq!(page.ledger.to("video.vendor.test").len(), 1, "the frame is loaded once");
    check_eq!(page.ledger.to("pixel.vendor.test").len(), 1, "the image is loaded once");
    let history: usize = page.script("return history.length;").await?;
    page.reload().await?;
    page.ledger.forget();
    check_eq!(
        page.script::<usize>("return history.length;").await?,
        history,
        "the frame leaves no trap for Back"
    );
    Ok(())
}

async fn a_returning_visitors_marked_tags_run_without_asking(page: &Page<'_>) -> Result<()> {
    page.visit(shop("marketing")).await?;
    page.accept().await?;
    until_order(page, "AbCdE").await?;
    page.go("/checkout").await?;
    until_order(page, "AbCdE").await?;
    check!(!page.banner_visible().await?, "asked again");
    Ok(())
}

async fn tags_added_later_are_released_by_a_scan(page: &Page<'_>) -> Result<()> {
    let early =
        r#"<script type="text/plain" data-samtykke-purpose="marketing">window.order = ['early'];</script>"#;
    page.visit(Shop::new().tag("").body(early)).await?;
    page.accept().await?;
    // Only then has the yes been carried out, which looks at the page once more.
    until_order(page, "early").await?;
    let add = "const tag = document.createElement('script');
        Object.assign(tag, { type: 'text/plain', textContent: 'window.order.push(`late`);' });
        tag.dataset.samtykkePurpose = 'marketing';
        document.querySelector('main').append(tag);";
    page.script::<Value>(add).await?;
    wait::silence().await;
    check_eq!(order(page).await?, "early", "nothing runs before the page asks for it");
    page.script::<Value>("samtykke.scan();").await?;
    until_order(page, "earlylate").await
}

async fn a_released_script_is_its_own_current_script(page: &Page<'_>) -> Result<()> {
    let tag = r#"<script type="text/plain" data-samtykke-purpose="marketing" id="own" data-account="7">
        window.order = [document.currentScript.id + document.currentScript.dataset.account];</script>"#;
    page.visit(Shop::new().tag("").body(tag)).await?;
    page.accept().await?;
    until_order(page, "own7").await
}

async fn a_released_document_write_does_not_wipe_the_page(page: &Page<'_>) -> Result<()> {
    let tag = r#"<script type="text/plain" data-samtykke-purpose="marketing">
        document.write('<p id="written">Written</p>');</script>"#;
    page.visit(Shop::new().tag("").body(tag)).await?;
    page.accept().await?;
    page.until_seen("#written").await?;
    check!(page.sees("#checkout").await?, "the page is still there");
    Ok(())
}

async fn a_released_script_still_hears_that_the_page_is_ready(page: &Page<'_>) -> Result<()> {
    let tag = format!(
        r#"<script type="text/plain" data-samtykke-purpose="marketing">
        document.addEventListener('DOMContentLoaded', () => {{ {c} }});
        window.addEventListener('load', () => {{ {l} }});</script>"#,
        c = note("c"),
        l = note("l"),
    );
    page.visit(Shop::new().tag("").body(&tag)).await?;
    page.accept().await?;
    until_order(page, "cl").await?;
    wait::silence().await;
    check_eq!(order(page).await?, "cl", "each listener once");
    Ok(())
}

async fn a_released_module_runs(page: &Page<'_>) -> Result<()> {
    let tag = r#"<script type="text/plain" data-type="module" data-samtykke-purpose="marketing">
        import { letter } from 'https://cdn.vendor.test/module.js'; window.order = [letter]; export {};</script>"#;
    let module = Answer::script("export const letter = 'm';");
    page.visit(Shop::new().tag("").body(tag).elsewhere("cdn.vendor.test/module.js", module)).await?;
    page.is_asked().await?;
    nothing_ran(page).await?;
    page.accept().await?;
    until_order(page, "m").await
}

async fn a_tag_that_fails_does_not_stop_the_next(page: &Page<'_>) -> Result<()> {
    page.visit(shop("marketing").elsewhere("cdn.vendor.test/a.js", Answer::missing())).await?;
    page.accept().await?;
    until_order(page, "bCdE").await
}

/// Both also come ahead by a preload, which must ask for the same.
async fn a_tag_runs_only_with_its_own_integrity(page: &Page<'_>) -> Result<()> {
    const K: &str = "(window.order = window.order || []).push('K');";
    let mark = r#"type="text/plain" data-samtykke-purpose="marketing" crossorigin
        integrity="sha384-nBnwWo3u2f5L2kgKAoevBTuer5YIv5Yl+WqNzsJNxbTU539bau9FR4vQs6nyW1XV""#;
    let address = "https://cdn.vendor.test";
    let body = format!(
        r#"<script {mark} src="{address}/other.js?{{{{host}}}}"></script><script {mark} src="{address}/k.js?{{{{host}}}}"></script>"#
    );
    let shop = Shop::new()
        .tag("")
        .body(&body)
        .elsewhere("cdn.vendor.test/k.js", Answer::script(K))
        .elsewhere("cdn.vendor.test/other.js", Answer::script(note("o")));
    page.visit(shop).await?;
    page.accept().await?;
    until_order(page, "K").await?;
    wait::silence().await;
    check_eq!(order(page).await?, "K", "what ran");
    let warnings = page.warnings().await?;
    check!(
        warnings.iter().any(|one| one.contains("script-failed https://cdn.vendor.test/other.js")),
        "{warnings:?}"
    );
    check_eq!(page.ledger.to("cdn.vendor.test/k.js").len(), 1, "requests for one file");
    Ok(())
}

async fn a_withdrawn_frame_goes_back_to_its_placeholder(page: &Page<'_>) -> Result<()> {
    page.visit(embeds()).await?;
    page.accept().await?;
    page.ledger.first("video.vendor.test/embed").await?;
    page.script::<Value>("samtykke.withdraw();").await?;
    wait::until_true("the frame is empty again", async || {
        page.script(
            "const frame = document.querySelector('#frame'); return !frame || !frame.getAttribute('src');",
        )
        .await
    })
    .await
}

async fn necessary_tags_run_at_once(page: &Page<'_>) -> Result<()> {
    page.visit(shop("necessary")).await?;
    until_order(page, "AbCdE").await?;
    page.is_asked().await
}
