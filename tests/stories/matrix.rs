//! 83 shapes of vendor tags against every tier, as `src/TIERS.md` promises: what left, what ran, what was stored before the
//! visitor answered. The table in that file is what these stories expect; with `SAMTYKKE_WRITE_MATRIX=1` they write it.
//!
//! | file | holds |
//! |---|---|
//! | `matrix/shapes.rs` | the shapes of `tests/pages/matrix`, and how an owner marks each |
//! | `matrix/column.rs` | the tiers: what stands first in the head, who the vendor is |
//! | `matrix/seen.rs` | visits the pages of a tier and looks from outside |
//! | `matrix/table.rs` | the table in `src/TIERS.md` |

mod column;
mod seen;
mod shapes;
mod table;

use anyhow::Result;
use column::Column;
use support::answer::Answer;
use support::page::Page;
use support::shop::Shop;
use support::{check, check_eq, stories, wait};

stories![
    without_a_gate_the_shapes_are_alive,
    managed_vendors_leak_nothing,
    marked_tags_leak_nothing,
    strict_pages_leak_nothing,
    strict_alone_stops_scripts,
    automatic_holds_known_vendors,
    automatic_holds_strangers,
];

/// Every page of a tier, compared with the table.
async fn measure(page: &Page<'_>, column: Column) -> Result<()> {
    let seen = seen::before_consent(page, column).await?;
    if column.promises_nothing_leaks() {
        let leaks: Vec<_> = seen.iter().filter(|(_, letter)| *letter != seen::NOTHING).collect();
        check!(leaks.is_empty(), "leaked: {leaks:?}");
    }
    table::agree(page.engine(), column, &seen)
}

async fn without_a_gate_the_shapes_are_alive(page: &Page<'_>) -> Result<()> {
    measure(page, Column::NoGate).await
}

async fn marked_tags_leak_nothing(page: &Page<'_>) -> Result<()> {
    measure(page, Column::Marked).await
}

async fn strict_pages_leak_nothing(page: &Page<'_>) -> Result<()> {
    measure(page, Column::Strict).await
}

async fn strict_alone_stops_scripts(page: &Page<'_>) -> Result<()> {
    measure(page, Column::StrictAlone).await
}

async fn automatic_holds_known_vendors(page: &Page<'_>) -> Result<()> {
    measure(page, Column::Automatic).await
}

async fn automatic_holds_strangers(page: &Page<'_>) -> Result<()> {
    measure(page, Column::AutomaticStranger).await
}

/// A managed vendor has no tag in the page. So its own script plays all shapes here, as a container would, but for the
/// one that replaces the document; that it does so after a yes shows that its silence before means something.
async fn managed_vendors_leak_nothing(page: &Page<'_>) -> Result<()> {
    let script = "connect.facebook.net/en_US/fbevents.js";
    let (shop, shapes) = (column::site(page, Column::Managed), shapes::all());
    let markup: String = shapes
        .iter()
        .filter(|shape| shape.page != "reopened")
        .map(|shape| shape.markup(Column::Managed, page))
        .collect();
    let player = format!(
        "window.ran.push('player'); document.body.append(document.createRange().createContextualFragment({}));",
        serde_json::to_string(&markup)?
    );
    let html = format!("<!doctype html><title>Shop</title>{}<body>", Column::Managed.head());
    let shop: Shop = shop.elsewhere(script, Answer::script(player)).file("/managed.html", Answer::html(html));
    page.open_shop(shop);
    page.go("/managed.html").await?;
    page.is_asked().await?;
    wait::silence().await;
    let mut found = Vec::new();
    seen::look(page, Column::Managed, &shapes, &mut found).await?;
    let leaks: Vec<_> = found.iter().filter(|(_, letter)| *letter != seen::NOTHING).collect();
    check!(leaks.is_empty(), "leaked: {leaks:?}");
    check!(!page.ledger.touched("connect.facebook.net"), "the vendor was contacted");
    table::agree(page.engine(), Column::Managed, &found)?;

    page.accept().await?;
    let ran = async || page.script::<Vec<String>>("return window.ran;").await;
    wait::until_true("the vendor's script loads what it likes", async || {
        Ok(ran().await?.contains(&"m1".into()))
    })
    .await?;
    check_eq!(page.ledger.to(script).len(), 1, "requests for the vendor's script");
    seen::clean(page).await
}
