//! Every control can be hit, reached and read: with a finger, with a large text, on the smallest screen.

use crate::tags::TWO;
use anyhow::Result;
use serde_json::{Value, json};
use support::engine::Engine;
use support::looks::{CHROMIUM, LAYOUTS, Theme};
use support::page::{FIRST, Page, REOPEN, SETTINGS};
use support::shop::Shop;
use support::{check, check_eq, stories, wait};
use thirtyfour::Key;

stories![
    controls_are_large_enough_for_a_finger,
    yes_and_no_look_the_same,
    answers_longer_than_the_box_leave_the_question_in_sight,
];

stories![IN_CHROMIUM in CHROMIUM;
    yes_and_no_look_the_same_in_every_theme,
    controls_stay_large_enough_on_a_phone,
    every_control_is_reached_on_the_smallest_screen,
    text_twice_as_large_can_be_read_on_a_phone,
];

stories![WITH_LARGE_TEXT in [Engine::Chromium, Engine::Firefox];
    text_twice_as_large_is_neither_cut_nor_out_of_reach,
];

/// CSS pixels: what WCAG 2.2 asks of every target, and what we ask of those that answer.
const SMALLEST: f64 = 24.0;
const MAIN: f64 = 44.0;

const LAYERS: [&str; 3] = [FIRST, SETTINGS, REOPEN];

async fn show(page: &Page<'_>, layer: &str) -> Result<()> {
    match layer {
        SETTINGS => page.open_settings().await,
        REOPEN => page.save().await,
        _ => page.is_asked().await,
    }?;
    // Who takes part in each purpose is shown too.
    page.script::<()>(&format!(
        "document.querySelectorAll('{layer} details').forEach((one) => {{ one.open = true; }});"
    ))
    .await?;
    let told = "return [...document.querySelectorAll('samtykke-banner details div')].every((one) => one.querySelector('a'));";
    wait::until_true("what is known of them stands there", async || page.script(told).await).await?;
    page.until_seen(layer).await
}

fn shop(layout: &str) -> Shop {
    Shop::new().tag(&format!(r#"{TWO} data-policy="/privacy" data-layout="{layout}""#))
}

async fn controls_are_large_enough_for_a_finger(page: &Page<'_>) -> Result<()> {
    for layout in LAYOUTS {
        page.visit_first(shop(layout)).await?;
        large_enough(page, layout).await?;
    }
    Ok(())
}

async fn controls_stay_large_enough_on_a_phone(page: &Page<'_>) -> Result<()> {
    page.room(320, 640).await?;
    for layout in LAYOUTS {
        page.visit_first(shop(layout)).await?;
        large_enough(page, layout).await?;
    }
    page.as_usual().await
}

/// Links inside a sentence may be as small as its text. A checkbox is hit through its label.
async fn large_enough(page: &Page<'_>, layout: &str) -> Result<()> {
    for layer in LAYERS {
        show(page, layer).await?;
        let controls: Vec<(String, f64, f64)> = page
            .script(&format!(
                "const layer = document.querySelector('{layer}');
                 return [...layer.querySelectorAll('button, label, summary'), ...(layer.matches('button') ? [layer] : [])].map((one) => {{
                   const {{ width, height }} = one.getBoundingClientRect();
                   return [one.dataset.samtykke ?? one.textContent.trim(), width, height];
                 }});"
            ))
            .await?;
        check!(!controls.is_empty(), "{layout}: no control in {layer}");
        for (name, width, height) in controls {
            let least = if ["accept", "reject", "settings", "save"].contains(&name.as_str()) {
                MAIN
            } else {
                SMALLEST
            };
            check!(
                width >= least && height >= least,
                "{layout}: {name} is {width} × {height} CSS pixels in {layer}"
            );
        }
    }
    Ok(())
}

/// Everything that could make one of them the more inviting.
const WEIGHT: &str = "const [layer] = arguments;
    return ['accept', 'reject'].map((name) => {
      const button = document.querySelector(`${layer} [data-samtykke=${name}]`);
      const style = getComputedStyle(button);
      const { width, height } = button.getBoundingClientRect();
      const names = ['color', 'backgroundColor', 'backgroundImage', 'fontFamily', 'fontSize', 'fontWeight', 'fontStyle', 'lineHeight',
        'textTransform', 'textDecorationLine', 'letterSpacing', 'opacity', 'filter', 'boxShadow', 'textShadow', 'cursor', 'outline',
        'padding', 'margin', 'borderTop', 'borderRight', 'borderBottom', 'borderLeft', 'borderRadius', 'transform', 'visibility'];
      return [button.localName, Math.round(width), Math.round(height), ...names.map((name) => `${name}: ${style[name]}`)];
    });";

async fn same_weight(page: &Page<'_>, layer: &str, place: &str) -> Result<()> {
    let [accept, reject]: [Vec<Value>; 2] = page.script_with(WEIGHT, vec![layer.into()]).await?;
    check!(accept[1].as_u64() > Some(0), "{place}: accept is not drawn");
    let differ: Vec<_> = accept.iter().zip(&reject).filter(|(yes, no)| yes != no).collect();
    check!(differ.is_empty(), "{place}: accept and reject differ: {differ:?}");
    Ok(())
}

async fn yes_and_no_look_the_same(page: &Page<'_>) -> Result<()> {
    for layout in LAYOUTS {
        page.visit_first(shop(layout)).await?;
        for layer in [FIRST, SETTINGS] {
            show(page, layer).await?;
            away_with_the_pointer(page).await?;
            same_weight(page, layer, layout).await?;
        }
    }
    Ok(())
}

/// What the pointer is over looks different.
async fn away_with_the_pointer(page: &Page<'_>) -> Result<()> {
    let mut place = 0;
    wait::until_true("the pointer is over no button", async || {
        place = 1 - place;
        page.session().action_chain().move_to(place, place).perform().await?;
        page.script("return !document.querySelector('samtykke-banner button:hover');").await
    })
    .await
}

async fn yes_and_no_look_the_same_in_every_theme(page: &Page<'_>) -> Result<()> {
    for layout in LAYOUTS {
        for language in ["en", "de", "ar"] {
            page.visit_first(shop(layout).lang(language)).await?;
            show(page, FIRST).await?;
            for theme in Theme::ALL {
                for width in [1000, 640, 320] {
                    page.theme(theme).await?;
                    page.room(width, 640).await?;
                    same_weight(page, FIRST, &format!("{layout}, {language}, {theme:?}, {width} px")).await?;
                }
            }
        }
    }
    page.as_usual().await
}

/// The controls that a pointer cannot reach although the visitor scrolls, and the texts that are cut off.
const OUT_OF_REACH: &str = "const layer = document.querySelector(arguments[0]);
    const controls = [...layer.querySelectorAll('button, a, label, summary'), ...(layer.matches('button') ? [layer] : [])];
    const name = (one) => one.dataset.samtykke ?? one.textContent.trim();
    const reached = (one, block) => {
      one.scrollIntoView({ block });
      const { left, top, right, bottom } = one.getClientRects()[0];
      if (left < 0 || right > innerWidth || top < 0 || bottom > innerHeight) return false;
      return one.contains(document.elementFromPoint((left + right) / 2, (top + bottom) / 2));
    };
    const unreached = controls.filter((one) => !['start', 'center', 'end'].some((block) => reached(one, block)));
    const cut = [...layer.querySelectorAll('*')].filter((one) =>
      one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0 && getComputedStyle(one).overflowX !== 'visible');
    if (layer.scrollWidth > layer.clientWidth + 1) cut.push(layer);
    return [...unreached.map((one) => `out of reach: ${name(one)}`), ...cut.map((one) => `cut off: ${one.outerHTML.slice(0, 90)}`)];";

async fn in_reach(page: &Page<'_>, layout: &str) -> Result<()> {
    for layer in LAYERS {
        show(page, layer).await?;
        let faults: Vec<String> = page.script_with(OUT_OF_REACH, vec![layer.into()]).await?;
        check_eq!(faults, Vec::<String>::new(), "{layout}, {layer}");
        if layer != REOPEN {
            reached_by_keyboard(page, layout, layer).await?;
        }
    }
    Ok(())
}

/// Tab alone brings every control of a layer wholly into sight, with nothing over it.
async fn reached_by_keyboard(page: &Page<'_>, layout: &str, layer: &str) -> Result<()> {
    let count: usize = page
        .script(&format!(
            "return document.querySelectorAll('{layer} :is(button, a, input, summary)').length;"
        ))
        .await?;
    let mut reached = Vec::new();
    for _ in 0..count + 8 {
        page.press(Key::Tab).await?;
        let (name, seen): (String, bool) = page
            .script_with(
                "const one = document.activeElement;
                 if (!one.closest(arguments[0]) || !one.matches('button, a, input, summary')) return ['', true];
                 const { left, top, right, bottom } = one.getClientRects()[0]; // a link's first line
                 const there = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
                 const inside = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
                 const place = [...document.querySelectorAll(`${arguments[0]} :is(button, a, input, summary)`)].indexOf(one);
                 return [`${place} ${one.dataset.samtykke || one.name || one.textContent}`, inside && one.contains(there)];",
                vec![layer.into()],
            )
            .await?;
        check!(seen, "{layout}: {name} has the focus and is not in sight, in {layer}");
        if !name.is_empty() && !reached.contains(&name) {
            reached.push(name);
        }
    }
    check_eq!(reached.len(), count, "{layout}: controls of {layer} that Tab reaches: {reached:?}");
    Ok(())
}

async fn answers_longer_than_the_box_leave_the_question_in_sight(page: &Page<'_>) -> Result<()> {
    let long = "Yes, and what comes with it. ".repeat(20);
    let settings = json!({ "texts": { "accept": long, "reject": long, "settings": long } });
    let inline = format!(r#"<script type="application/json" id="samtykke-settings">{settings}</script>"#);
    for layout in LAYOUTS {
        page.visit_first(shop(layout).before(&inline)).await?;
        page.is_asked().await?;
        let covered: Vec<String> = page
            .script_with(
                "const layer = document.querySelector(arguments[0]);
                 const there = (one) => {
                   const { left, top } = one.getClientRects()[0];
                   return one.contains(document.elementFromPoint(left + 8, top + 8));
                 };
                 const question = layer.querySelector('p');
                 const faults = there(question) ? [] : ['the question'];
                 for (const answer of layer.querySelectorAll('button')) {
                   answer.scrollIntoView();
                   if (!there(answer)) faults.push(answer.dataset.samtykke);
                   if (!there(question)) faults.push(`the question, beside ${answer.dataset.samtykke}`);
                 }
                 return faults;",
                vec![FIRST.into()],
            )
            .await?;
        check_eq!(covered, Vec::<String>::new(), "{layout}: out of sight");
    }
    Ok(())
}

async fn every_control_is_reached_on_the_smallest_screen(page: &Page<'_>) -> Result<()> {
    page.room(320, 256).await?;
    for layout in LAYOUTS {
        for language in ["en", "ar"] {
            page.visit_first(shop(layout).lang(language)).await?;
            in_reach(page, layout).await?;
        }
    }
    page.as_usual().await
}

async fn text_twice_as_large_is_neither_cut_nor_out_of_reach(page: &Page<'_>) -> Result<()> {
    for layout in LAYOUTS {
        page.text_size(16).await?;
        page.visit_first(shop(layout)).await?;
        let size = format!(
            "return parseFloat(getComputedStyle(document.querySelector('{FIRST} [data-samtykke=accept]')).fontSize);"
        );
        page.is_asked().await?;
        let before: f64 = page.script(&size).await?;
        page.text_size(32).await?;
        page.reload().await?;
        page.is_asked().await?;
        let after: f64 = page.script(&size).await?;
        check!((after / before - 2.0).abs() < 0.05, "{layout}: the text grew from {before} to {after}");
        in_reach(page, layout).await?;
    }
    page.text_size(16).await
}

/// The question begins in sight and can be read to its end, words stay whole where a line has room for them, and the
/// settings begin with their heading.
async fn text_twice_as_large_can_be_read_on_a_phone(page: &Page<'_>) -> Result<()> {
    page.text_size(32).await?;
    for (language, width, height) in [("nb", 390, 700), ("de", 390, 700), ("de", 320, 256)] {
        for layout in ["box", "modal"] {
            let place = format!("{layout}, {language}, {width} x {height}");
            page.room(width, height).await?;
            page.visit_first(shop(layout).lang(language)).await?;
            page.is_asked().await?;
            let faults: Vec<String> = page.script_with(UNREADABLE, vec![FIRST.into()]).await?;
            check_eq!(faults, Vec::<String>::new(), "{place}");
            page.open_settings().await?;
            let broken: Vec<String> = page.script_with(BROKEN, vec![SETTINGS.into()]).await?;
            check_eq!(broken, Vec::<String>::new(), "{place}: words in pieces");
        }
    }
    page.as_usual().await?;
    page.text_size(16).await
}

/// What of the first layer's words lies behind the answers, wherever one scrolls.
const UNREADABLE: &str = "const layer = document.querySelector(arguments[0]);
    const there = ({ left, top }) => layer.contains(document.elementFromPoint(left + 4, top + 4))
      && !document.elementFromPoint(left + 4, top + 4).closest('div + div');
    const faults = [];
    if (layer.scrollTop || !there(layer.querySelector('h2').getClientRects()[0])) faults.push('the heading is not the first in sight');
    const range = document.createRange();
    range.selectNodeContents(layer.querySelector('p'));
    for (const place of range.getClientRects().length ? [...range.getClientRects()].keys() : []) {
      layer.scrollTop += range.getClientRects()[place].top - layer.getBoundingClientRect().top - 8;
      if (!there(range.getClientRects()[place])) faults.push(`line ${place}`);
    }
    return faults;";

/// Words in two lines that would fit into one.
const BROKEN: &str = "const layer = document.querySelector(arguments[0]);
    const broken = [];
    for (const one of layer.querySelectorAll('h2, b')) {
      const room = layer.clientWidth * 0.92;
      for (const { index, 0: word } of one.textContent.matchAll(/[^\\s-]+/g)) {
        const range = document.createRange();
        range.setStart(one.firstChild, index);
        range.setEnd(one.firstChild, index + word.length);
        const pieces = [...range.getClientRects()];
        if (pieces.length > 1 && pieces.reduce((sum, { width }) => sum + width, 0) < room) broken.push(word);
      }
    }
    return broken;";
