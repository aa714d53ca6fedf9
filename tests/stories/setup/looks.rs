//! Where the parts of the set-up page stand.

use anyhow::Result;
use support::looks::CHROMIUM;
use support::page::Page;
use support::{check, stories};

use super::page::open;

stories![IN_CHROMIUM in CHROMIUM; the_preview_stands_beside_the_fields_where_there_is_room];

async fn the_preview_stands_beside_the_fields_where_there_is_room(page: &Page<'_>) -> Result<()> {
    let place = "const of = (name) => document.querySelector(name).getBoundingClientRect();
        const [fields, preview] = [of('.fields'), of('.preview')];
        return [preview.left - fields.right, preview.top - fields.top];";
    page.room(1280, 900).await?;
    open(page).await?;
    let [gap, lower]: [f64; 2] = page.script(place).await?;
    check!((1.0..100.0).contains(&gap) && lower.abs() < 1.0, "{gap} pixels beside, {lower} lower");
    page.room(390, 844).await?;
    let [_, lower]: [f64; 2] = page.script(place).await?;
    check!(lower > 0.0, "on a phone it stands below");
    page.as_usual().await
}
