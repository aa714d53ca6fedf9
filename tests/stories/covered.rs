//! What has the focus is never behind the question (WCAG 2.4.11).

use crate::tags::TWO;
use anyhow::Result;
use support::looks::{CHROMIUM, LAYOUTS};
use support::page::{Page, REOPEN};
use support::shop::Shop;
use support::{check, check_eq, stories, wait};
use thirtyfour::Key;

stories![
    nothing_that_has_the_focus_is_covered,
    the_small_control_makes_way,
    in_a_small_frame_all_of_the_question_is_in_reach,
];

stories![IN_CHROMIUM in CHROMIUM;
    nothing_that_has_the_focus_is_covered_on_a_phone,
    nothing_that_has_the_focus_is_covered_on_a_phone_with_large_text,
    nothing_that_has_the_focus_is_covered_in_a_low_window,
];

/// A modal question lies before the page, which waits.
fn beside_the_page() -> impl Iterator<Item = &'static str> {
    LAYOUTS.iter().copied().filter(|layout| *layout != "modal")
}

/// Where the whole question has no room, whose content it is and both buttons stand in sight.
async fn in_a_small_frame_all_of_the_question_is_in_reach(page: &Page<'_>) -> Result<()> {
    for (width, height) in [(240, 90), (200, 120), (300, 60)] {
        let frame = format!(
            r#"<iframe data-samtykke-embed="vimeo/12345" width="{width}" height="{height}"></iframe>"#
        );
        page.visit(Shop::new().tag(TWO).body(&frame)).await?;
        let script = "const inner = document.querySelector('iframe').contentDocument;
            const boxes = [...inner?.querySelectorAll('button') ?? []].map((one) => one.getBoundingClientRect());
            return boxes.length ? boxes.every(({ top, bottom, left, right }) => top >= 0 && left >= 0
                && bottom <= inner.defaultView.innerHeight && right <= inner.defaultView.innerWidth) : null;";
        let shown = wait::until("the frame asks", async || page.script::<Option<bool>>(script).await).await?;
        check!(shown, "{width} x {height}: both buttons are seen whole");
    }
    Ok(())
}

/// A page of many links, so that the last ones lie at its end.
fn long_page(layout: &str) -> Shop {
    let links: String = (0..40)
        .map(|number| format!("<p><a href=\"/{number}\" id=\"link-{number}\">Link {number}</a></p>"))
        .collect();
    Shop::new()
        .tag(&format!(r#"{TWO} data-layout="{layout}""#))
        .body(&format!("{links}<p><button id=\"last\">Send</button></p>"))
}

/// The middle of what has the focus must be free; WCAG 2.4.11 would be content with a corner.
async fn nothing_covered(page: &Page<'_>, layout: &str) -> Result<()> {
    page.visit_first(long_page(layout)).await?;
    page.is_asked().await?;
    let mut met = 0;
    for _ in 0..60 {
        page.press(Key::Tab).await?;
        let (id, covered): (String, bool) = page
            .script(
                "const one = document.activeElement;
                 if (one === document.body || one.closest('samtykke-banner')) return ['', false];
                 const { left, top, right, bottom } = one.getClientRects()[0];
                 const there = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
                 return [one.id, !there || Boolean(there.closest('samtykke-banner'))];",
            )
            .await?;
        check!(!covered, "{layout}: {id} has the focus and lies behind the question");
        met += usize::from(id.starts_with("link-"));
        if id == "last" {
            check_eq!(met, 40, "{layout}: links on the way");
            return Ok(());
        }
    }
    anyhow::bail!("{layout}: Tab did not reach the end of the page");
}

async fn nothing_that_has_the_focus_is_covered(page: &Page<'_>) -> Result<()> {
    for layout in beside_the_page() {
        nothing_covered(page, layout).await?;
    }
    Ok(())
}

async fn nothing_that_has_the_focus_is_covered_on_a_phone(page: &Page<'_>) -> Result<()> {
    page.room(320, 640).await?;
    for layout in beside_the_page() {
        nothing_covered(page, layout).await?;
    }
    page.as_usual().await
}

/// A phone on its side, and a window magnified to four times.
async fn nothing_that_has_the_focus_is_covered_in_a_low_window(page: &Page<'_>) -> Result<()> {
    for (width, height) in [(844, 390), (640, 360), (320, 256)] {
        page.room(width, height).await?;
        nothing_covered(page, "box").await?;
    }
    page.as_usual().await
}

async fn nothing_that_has_the_focus_is_covered_on_a_phone_with_large_text(page: &Page<'_>) -> Result<()> {
    page.room(320, 640).await?;
    page.text_size(32).await?;
    let covered = async {
        for layout in beside_the_page() {
            nothing_covered(page, layout).await?;
        }
        Ok(())
    };
    let covered = covered.await;
    page.text_size(16).await?;
    page.as_usual().await?;
    covered
}

/// A link in the corner where it lies, on a page that has no room to scroll.
async fn the_small_control_makes_way(page: &Page<'_>) -> Result<()> {
    let corner = r#"<p style="position: absolute; left: 20px; bottom: 20px; margin: 0"><a href="/" id="corner">Imprint</a></p>"#;
    page.visit(Shop::new().tag(TWO).body(corner)).await?;
    page.is_asked().await?;
    page.reject().await?;
    page.until_seen(REOPEN).await?;
    page.script::<()>("document.querySelector('#corner').focus();").await?;
    page.until_gone(REOPEN).await?;
    page.script::<()>("document.activeElement.blur();").await?;
    page.until_seen(REOPEN).await
}
