//! Pictures of the dialog, kept in `tests/baselines` and compared in Chromium: layout × theme × direction.

use crate::tags::TWO;
use anyhow::Result;
use std::path::PathBuf;
use support::looks::{CHROMIUM, LAYOUTS, Theme};
use support::page::{FIRST, Page, SETTINGS};
use support::shop::Shop;
use support::{check, dist, picture, stories};

stories![in CHROMIUM; the_dialog_looks_as_it_was_approved, another_color_is_noticed];

/// Page languages, one for each direction of writing.
const DIRECTIONS: [(&str, &str); 2] = [("en", "ltr"), ("ar", "rtl")];
/// The set-up brings this font, which has both scripts. Letters are still smoothed differently by different machines.
const FONT: &str = r#"<style>:root { --samtykke-font: "DejaVu Sans" } :root, body { background: #7d8a96 !important }</style>"#;
/// How far a colour may be off, of 255, and how many pixels may be further off.
const TOLERANCE: u8 = 48;
const SHARE: f64 = 0.02;

async fn the_dialog_looks_as_it_was_approved(page: &Page<'_>) -> Result<()> {
    let mut changed = Vec::new();
    page.room(1000, 800).await?;
    for layout in LAYOUTS {
        for (language, direction) in DIRECTIONS {
            page.visit_first(shop(layout, language, "")).await?;
            page.is_asked().await?;
            changed.extend(in_every_theme(page, FIRST, layout, direction).await?);
            if layout == &LAYOUTS[0] {
                page.open_settings().await?;
                changed.extend(in_every_theme(page, SETTINGS, "settings", direction).await?);
            }
        }
    }
    page.as_usual().await?;
    check!(changed.is_empty(), "{changed:#?}\nIf the new looks are right: SAMTYKKE_WRITE_BASELINES=1");
    Ok(())
}

async fn in_every_theme(page: &Page<'_>, layer: &str, what: &str, direction: &str) -> Result<Vec<String>> {
    let mut changed = Vec::new();
    page.script::<()>("document.activeElement?.blur();").await?; // A dialog takes the focus.
    for theme in Theme::ALL {
        page.theme(theme).await?;
        changed.extend(compared(page, layer, &format!("{what}-{}-{direction}", theme.name())).await?);
    }
    Ok(changed)
}

/// Compared with a picture that is not the right one: a comparison that finds nothing anywhere proves nothing.
async fn another_color_is_noticed(page: &Page<'_>) -> Result<()> {
    page.theme(Theme::Light).await?;
    page.room(1000, 800).await?;
    page.visit(shop(LAYOUTS[0], "en", "<style>:root { --samtykke-accent: #8a1c4e }</style>")).await?;
    page.is_asked().await?;
    let seen = picture::rough(&picture::of(page, FIRST).await?);
    let wanted = picture::kept(&baseline(&format!("{}-light-ltr", LAYOUTS[0])))?;
    page.as_usual().await?;
    let share = picture::compare(&seen, &wanted, TOLERANCE).share;
    check!(share > SHARE, "another colour changed only {share:.4} of the picture");
    Ok(())
}

fn shop(layout: &str, language: &str, head: &str) -> Shop {
    let tag = format!(r#"{TWO} data-policy="/privacy" data-layout="{layout}""#);
    Shop::new().lang(language).tag(&tag).head(&format!("{FONT}{head}"))
}

fn baseline(name: &str) -> PathBuf {
    dist::workspace().join("tests/baselines").join(format!("{name}.png"))
}

/// What is wrong with a layer's looks; writes the pictures of what is wrong to `target/baselines`.
async fn compared(page: &Page<'_>, layer: &str, name: &str) -> Result<Option<String>> {
    let seen = picture::rough(&picture::of(page, layer).await?);
    let file = baseline(name);
    if std::env::var_os("SAMTYKKE_WRITE_BASELINES").is_some() {
        picture::keep(&seen, &file)?;
        return Ok(None);
    }
    let wanted = picture::kept(&file)?;
    let difference = picture::compare(&seen, &wanted, TOLERANCE);
    if difference.share <= SHARE {
        return Ok(None);
    }
    let folder = dist::workspace().join("target/baselines");
    for (what, picture) in [("seen", &seen), ("wanted", &wanted), ("difference", &difference.shown)] {
        picture::keep(picture, &folder.join(format!("{name}.{what}.png")))?;
    }
    Ok(Some(format!("{name}: {:.1} % differ, see target/baselines", 100.0 * difference.share)))
}
