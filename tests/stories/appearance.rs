//! What is seen: whatever the page's styles say, in the visitor's own colours, without motion, and not on paper.

use crate::tags::TWO;
use anyhow::Result;
use support::answer::Answer;
use support::engine::Engine;
use support::looks::{CHROMIUM, LAYOUTS};
use support::page::{FIRST, Page, REOPEN, SETTINGS};
use support::shop::Shop;
use support::{check, check_eq, dist, picture, stories, wait};

stories![
    no_style_of_the_page_changes_a_pixel,
    a_style_of_the_page_that_claims_the_first_layer_changes_nothing,
    wherever_it_claims_it,
    a_style_of_the_page_for_backdrops_changes_nothing,
];

stories![IN_CHROMIUM in CHROMIUM;
    forced_colors_show_what_is_a_button_and_what_is_ticked,
    nothing_moves,
    nothing_is_printed,
];

/// Styles that pages have, or that resets and frameworks bring, and some that mean harm.
const STYLES: [(&str, &str); 13] = [
    ("reset", "*, *::before, *::after { all: unset !important }"),
    ("none", "* { display: none !important } html, body, main, samtykke-banner { display: block !important }"),
    (
        "preflight",
        "*, ::before, ::after { box-sizing: border-box; border: 0 solid; margin: 0; padding: 0 }
         html { line-height: 1.5; font-family: serif; tab-size: 4 } button { background: transparent; font: inherit }
         h2 { font-size: inherit; font-weight: inherit } ul { list-style: none } input { appearance: none }",
    ),
    (
        "buttons",
        "button, input, a { color: #0f0 !important; background: #f0f !important; border: 9px dashed !important;
           padding: 3em !important; text-transform: uppercase !important; float: right !important }",
    ),
    (
        "dark pattern",
        "[data-samtykke=reject] { opacity: .1 !important; font-size: 5px !important; visibility: hidden !important }",
    ),
    (
        "small text",
        "html { font: 62.5%/1 monospace; letter-spacing: 1px; word-spacing: 9px; text-indent: 2em; text-align: right }",
    ),
    ("direction", "body { direction: rtl !important; writing-mode: vertical-rl !important; unicode-bidi: bidi-override }"),
    ("turned", "* { direction: rtl !important; unicode-bidi: bidi-override !important }"),
    (
        "moved",
        "body { transform: translateY(90px) scale(.8) !important; filter: invert(1); opacity: .3; will-change: transform;
           contain: strict; overflow: hidden !important }",
    ),
    ("hidden", "body { display: none !important }"),
    ("our own names", "* { --accent: 0 0% 96%; --ground: red; --on-accent: #777 !important }"),
    (
        "pseudo",
        "*::before, *::after { content: 'x' !important; display: block !important }",
    ),
    (
        "motion",
        "samtykke-banner, samtykke-banner * { transition: all 9s !important; animation: samtykke 9s infinite !important }
         @keyframes samtykke { from { opacity: 0; transform: rotate(90deg) } }",
    ),
];

async fn no_style_of_the_page_changes_a_pixel(page: &Page<'_>) -> Result<()> {
    unchanged(page, &STYLES).await
}

/// Of important styles in cascade layers, the layer that was named first wins.
async fn a_style_of_the_page_that_claims_the_first_layer_changes_nothing(page: &Page<'_>) -> Result<()> {
    unchanged(page, &[("layers", "@layer reset { * { all: unset !important } }")]).await
}

/// Layers in sheets that were there before ours, one without a name, one that is named first and filled later; under a
/// policy that forbids every style of ours that stands in the page.
async fn wherever_it_claims_it(page: &Page<'_>) -> Result<()> {
    let hidden =
        "samtykke-banner, samtykke-banner * { position: static !important; display: none !important }";
    let named = format!("@layer early; p {{ color: red }} @layer early {{ {hidden} }}");
    let nameless = format!("@media all {{ @layer {{ {hidden} }} }}");
    let imported = "@import url(/hidden.css) layer(taken);".to_owned();
    for style in [named, nameless, imported] {
        let link = r#"<link rel="stylesheet" href="/site.css">"#;
        let css = |text: &str| Answer::script(text).header("content-type", "text/css");
        let shop = Shop::new().csp("style-src 'self'").tag(TWO).before(link).head(link);
        page.visit(shop.file("/site.css", css(&style)).file("/hidden.css", css(hidden))).await?;
        wait::until_true(&style, async || Ok(page.sees(FIRST).await? && page.has_own_box().await?)).await?;
        page.open_settings().await?;
    }
    Ok(())
}

async fn unchanged(page: &Page<'_>, styles: &[(&str, &str)]) -> Result<()> {
    // WebKitGTK's scrollbars appear and fade, whatever the style.
    let free = if page.engine() == Engine::WebKit { 0.012 } else { 0.0 };
    let mut changed = Vec::new();
    for layout in LAYOUTS {
        let shop = || Shop::new().tag(&format!(r#"{TWO} data-policy="/privacy" data-layout="{layout}""#));
        for layer in [FIRST, SETTINGS] {
            page.visit(shop().head(EMPTY)).await?;
            show(page, layer).await?;
            let wanted = picture::of(page, layer).await?;
            for (name, style) in styles {
                // A cascade layer's place is where it is first named: such a style must stand there before ours does.
                if style.starts_with('@') {
                    let page_first =
                        EMPTY.replace("<style>", "<style>@layer page { ").replace("</style>", " }");
                    page.visit(shop().head(&format!("{page_first} {style}</style>"))).await?;
                    page.is_asked().await?;
                    wait::until_true("our layer is named first", async || page.has_own_box().await).await?;
                    show(page, layer).await?;
                } else {
                    let put =
                        "(document.querySelector('#hostile') ?? document.head.appendChild(Object.assign(
                        document.createElement('style'), { id: 'hostile' }))).textContent = arguments[0];";
                    page.script_with::<()>(put, vec![(*style).into()]).await?;
                }
                let seen = picture::of(page, layer).await?;
                let difference = picture::compare(&seen, &wanted, 3);
                if difference.share > free || seen.dimensions() != wanted.dimensions() {
                    let place =
                        format!("{layout}-{name}-{}", if layer == FIRST { "question" } else { "settings" });
                    let file = dist::workspace().join(format!("target/appearance/{place}.png"));
                    picture::keep(&difference.shown, &file)?;
                    let [here, before] = [seen.dimensions(), wanted.dimensions()];
                    changed.push(format!(
                        "{place}: {:.2} % of {here:?}, was {before:?}",
                        100.0 * difference.share
                    ));
                }
            }
        }
    }
    check!(changed.is_empty(), "{changed:#?}");
    Ok(())
}

async fn a_style_of_the_page_for_backdrops_changes_nothing(page: &Page<'_>) -> Result<()> {
    unchanged(page, &[("backdrop", "::backdrop { display: none !important }")]).await
}

/// The page itself stays white and empty whatever its styles say: it shines through at round corners.
const EMPTY: &str = "<style>:root:root, :root:root body { background: #fff !important; color-scheme: light }
    :root:root::before, :root:root::after, :root:root body::before, :root:root body::after, :root:root head,
    :root:root body > :not(samtykke-banner) { display: none !important }</style>";

/// Shows a layer with the focus nowhere. No pointer: what it is over looks different.
async fn show(page: &Page<'_>, layer: &str) -> Result<()> {
    page.is_asked().await?;
    if layer == SETTINGS {
        page.script::<()>(&format!("document.querySelector('{FIRST} [data-samtykke=settings]').click();"))
            .await?;
        let open = format!("return document.querySelector('{SETTINGS}')?.open === true;");
        wait::until_true("the settings are open", async || page.script(&open).await).await?;
        let painted = "requestAnimationFrame(() => requestAnimationFrame(() => done(true)));";
        page.script_until_done::<bool>(painted).await?;
    }
    page.script("document.activeElement?.blur();").await
}

async fn forced_colors_show_what_is_a_button_and_what_is_ticked(page: &Page<'_>) -> Result<()> {
    page.media("", &[("forced-colors", "active")]).await?;
    for layout in LAYOUTS {
        page.visit_first(Shop::new().tag(&format!(r#"{TWO} data-layout="{layout}""#))).await?;
        page.is_asked().await?;
        for layer in [FIRST, SETTINGS] {
            if layer == SETTINGS {
                page.open_settings().await?;
            }
            let bare: Vec<String> = page
                .script(&format!(
                    "return [...document.querySelectorAll('{layer} button, {layer} input')].filter((control) => {{
                       const {{ borderTopStyle, borderTopWidth, borderTopColor, backgroundColor }} = getComputedStyle(control);
                       return borderTopStyle === 'none' || parseFloat(borderTopWidth) < 1 || borderTopColor === backgroundColor;
                     }}).map((control) => control.outerHTML);"
                ))
                .await?;
            check_eq!(bare, Vec::<String>::new(), "{layout}: controls without a visible border");
        }
        let ticks = format!("{SETTINGS} input[name=samtykke-statistics]");
        let before = picture::of(page, &ticks).await?;
        page.tick("statistics").await?;
        let difference = picture::compare(&picture::of(page, &ticks).await?, &before, 96);
        check!(difference.share > 0.1, "{layout}: a tick is not seen: {:.3} of the box", difference.share);
    }
    page.as_usual().await
}

async fn nothing_moves(page: &Page<'_>) -> Result<()> {
    page.media("", &[("prefers-reduced-motion", "reduce")]).await?;
    page.visit(Shop::new().tag(TWO)).await?;
    page.is_asked().await?;
    let moving = "return document.getAnimations().length + [...document.querySelectorAll('samtykke-banner, samtykke-banner *')]
        .filter((one) => getComputedStyle(one).transitionDuration !== '0s' || getComputedStyle(one).scrollBehavior === 'smooth')
        .length;";
    for layer in [FIRST, SETTINGS, REOPEN] {
        match layer {
            SETTINGS => page.open_settings().await?,
            REOPEN => page.save().await?,
            _ => {}
        }
        check_eq!(page.script::<u32>(moving).await?, 0, "{layer}: what moves");
    }
    page.as_usual().await
}

async fn nothing_is_printed(page: &Page<'_>) -> Result<()> {
    for layout in LAYOUTS {
        page.visit_first(Shop::new().tag(&format!(r#"{TWO} data-layout="{layout}""#))).await?;
        page.is_asked().await?;
        for layer in [FIRST, SETTINGS, REOPEN] {
            match layer {
                SETTINGS => page.open_settings().await?,
                REOPEN => page.save().await?,
                _ => {}
            }
            page.until_seen(layer).await?;
            page.media("print", &[]).await?;
            check!(!page.sees(layer).await?, "{layout}: {layer} would be printed");
            check!(page.sees("h1").await?, "the page itself is printed");
            page.media("", &[]).await?;
        }
    }
    page.as_usual().await
}
