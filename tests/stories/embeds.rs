//! Held frames: what stands in their place, and how a visitor gets to see them.

use anyhow::Result;
use serde_json::Value;
use support::answer::Answer;
use support::page::Page;
use support::shop::Shop;
use support::{check, check_eq, stories, wait};

stories![
    a_held_frame_says_whose_it_is_and_keeps_its_size,
    shown_once_is_not_stored,
    always_is_a_yes_to_this_vendor_alone,
    a_refusal_takes_back_what_was_shown_once,
    a_yes_to_something_else_leaves_what_was_shown_once,
    an_embed_is_named_in_one_word,
    nothing_moves_when_a_frame_is_held_shown_and_taken_back,
];

const FRAME: &str = r#"<p id="above">Above</p>
    <iframe id="film" width="400" height="300" data-samtykke-purpose="marketing" data-samtykke-vendor="youtube"
      data-src="https://www.youtube-nocookie.com/embed/abc"></iframe>
    <p id="below">Below</p>"#;

fn shop(body: &str) -> Shop {
    let player = || Answer::html("<title>player</title>A film");
    Shop::new()
        .tag(r#"data-meta="1234567890""#)
        .body(body)
        .elsewhere("www.youtube-nocookie.com/embed/abc", player())
        .elsewhere("player.vimeo.com/video/76979871", player())
}

/// The buttons inside the frame, by the names that a screen reader says.
async fn buttons(page: &Page<'_>) -> Result<Vec<String>> {
    wait::until("the placeholder is drawn", async || {
        let names: Vec<String> = page
            .script(
                "const inner = document.querySelector('iframe').contentDocument;
                 return inner ? [...inner.querySelectorAll('button')].map((one) => one.getAttribute('aria-label')) : [];",
            )
            .await?;
        Ok((!names.is_empty()).then_some(names))
    })
    .await
}

async fn press(page: &Page<'_>, at: usize) -> Result<()> {
    let press =
        "document.querySelector('iframe').contentDocument.querySelectorAll('button')[arguments[0]].click();";
    page.script_with::<Value>(press, vec![at.into()]).await.map(drop)
}

async fn top_of_below(page: &Page<'_>) -> Result<f64> {
    page.script("return document.querySelector('#below').getBoundingClientRect().top;").await
}

async fn a_held_frame_says_whose_it_is_and_keeps_its_size(page: &Page<'_>) -> Result<()> {
    page.visit(shop(FRAME)).await?;
    page.is_asked().await?;
    let before = top_of_below(page).await?;
    check_eq!(buttons(page).await?, ["Show once: YouTube", "Always show: YouTube"], "the buttons");
    check!((top_of_below(page).await? - before).abs() < 0.5, "nothing has moved");
    let size: (f64, f64) = page
        .script("const box = document.querySelector('#film').getBoundingClientRect(); return [box.width, box.height];")
        .await?;
    check!(size.0 >= 400.0 && size.1 >= 300.0, "its own size: {size:?}");
    let title: String = page.script("return document.querySelector('#film').title;").await?;
    check_eq!(title, "Show content from YouTube", "the frame has a name");
    wait::silence().await;
    check!(!page.ledger.touched("www.youtube-nocookie.com"), "YouTube was contacted");
    Ok(())
}

async fn shown_once_is_not_stored(page: &Page<'_>) -> Result<()> {
    page.visit(shop(FRAME)).await?;
    buttons(page).await?;
    press(page, 0).await?;
    page.ledger.first("www.youtube-nocookie.com/embed/abc").await?;
    check_eq!(page.cookie().await?, None, "the choice");
    check!(page.banner_visible().await?, "the question still stands");
    page.script::<Value>("samtykke.scan();").await?;
    wait::silence().await;
    let src: Option<String> =
        page.script("return document.querySelector('#film').getAttribute('src');").await?;
    check!(src.is_some(), "another look at the page leaves it");
    page.ledger.forget();
    page.reload().await?;
    buttons(page).await?;
    check!(!page.ledger.touched("www.youtube-nocookie.com"), "once is once");
    Ok(())
}

async fn always_is_a_yes_to_this_vendor_alone(page: &Page<'_>) -> Result<()> {
    page.visit(shop(FRAME)).await?;
    buttons(page).await?;
    press(page, 1).await?;
    page.ledger.first("www.youtube-nocookie.com/embed/abc").await?;
    let cookie = page.cookie().await?.unwrap_or_default();
    check!(
        cookie.starts_with('8') && cookie.ends_with(".+youtube"),
        "a yes to YouTube, no other: {cookie:?}"
    );
    page.ledger.forget();
    page.reload().await?;
    page.ledger.first("www.youtube-nocookie.com/embed/abc").await?;
    wait::silence().await;
    check!(!page.ledger.touched("connect.facebook.net"), "Meta was contacted");
    page.script::<Value>("samtykke.withdraw();").await?;
    buttons(page).await.map(drop)
}

async fn a_refusal_takes_back_what_was_shown_once(page: &Page<'_>) -> Result<()> {
    page.visit(shop(FRAME)).await?;
    buttons(page).await?;
    press(page, 0).await?;
    page.ledger.first("www.youtube-nocookie.com/embed/abc").await?;
    page.reject().await?;
    buttons(page).await.map(drop)
}

async fn a_yes_to_something_else_leaves_what_was_shown_once(page: &Page<'_>) -> Result<()> {
    page.visit(shop(FRAME)).await?;
    buttons(page).await?;
    press(page, 0).await?;
    page.ledger.first("www.youtube-nocookie.com/embed/abc").await?;
    let shown = "return document.querySelector('#film').hasAttribute('src');";
    for (save, stays) in [("{ statistics: true }", true), ("{ vendors: { meta: true } }", false)] {
        page.script::<Value>(&format!("samtykke.save({save});")).await?;
        wait::silence().await;
        check_eq!(page.script::<bool>(shown).await?, stays, "shown after {save}");
    }
    Ok(())
}

async fn an_embed_is_named_in_one_word(page: &Page<'_>) -> Result<()> {
    page.visit(shop(r#"<iframe id="film" data-samtykke-embed="vimeo/76979871"></iframe>"#)).await?;
    check_eq!(buttons(page).await?[0], "Show once: Vimeo", "whose it is");
    wait::silence().await;
    check!(!page.ledger.touched("player.vimeo.com"), "Vimeo was contacted");
    page.accept().await?;
    let request = page.ledger.first("player.vimeo.com/video/76979871").await?;
    check_eq!(request.param("dnt"), Some("1"), "its player keeps no cookies");
    Ok(())
}

/// Chromium counts what moves (but for half a second behind a click: there the question goes); in all, what stands below is
/// looked at.
async fn nothing_moves_when_a_frame_is_held_shown_and_taken_back(page: &Page<'_>) -> Result<()> {
    const COUNT: &str = "<script>window.moved = [];
        const tell = ({ node, previousRect: old, currentRect: now }) => (node?.outerHTML ?? node?.nodeName ?? '').slice(0, 60) + [old.x, old.y, old.height, now.x, now.y, now.height];
        const take = (one) => one.hadRecentInput || window.moved.push(one.value + ': ' + one.sources.map(tell));
        try {
          new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type: 'layout-shift', buffered: true });
        } catch {}</script>";
    page.visit(shop(FRAME).first(COUNT)).await?;
    let before = top_of_below(page).await?;
    buttons(page).await?;
    page.accept().await?;
    page.ledger.first("www.youtube-nocookie.com/embed/abc").await?;
    check!((top_of_below(page).await? - before).abs() < 0.5, "shown, nothing has moved");
    page.script::<Value>("samtykke.withdraw();").await?;
    buttons(page).await?;
    check!((top_of_below(page).await? - before).abs() < 0.5, "taken back, nothing has moved");
    wait::silence().await;
    check_eq!(
        page.script::<Vec<String>>("return window.moved;").await?,
        Vec::<String>::new(),
        "layout shifts"
    );
    Ok(())
}
