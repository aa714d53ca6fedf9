//! What a tier lets through, seen from outside: the proxy, the page's own list of who ran, and its storage.

use super::column::{self, Column};
use super::shapes::{self, Shape};
use anyhow::Result;
use serde::Deserialize;
use serde_json::Value;
use support::page::Page;
use support::{check, wait};

/// Nothing left, ran or was stored.
pub const NOTHING: char = '·';

/// What was seen of each shape: `X` its code ran, `R` only a request or a connection left, `S` only something was stored.
pub type Seen = Vec<(&'static str, char)>;

/// Visits every page of a tier as a visitor who has not answered yet.
pub async fn before_consent(page: &Page<'_>, column: Column) -> Result<Seen> {
    page.open_shop(column::site(page, column));
    let (all, mut seen) = (shapes::all(), Seen::new());
    for (name, _) in shapes::PAGES {
        page.go(&format!("/matrix/{name}.html")).await?;
        quiet(page).await;
        let here: Vec<&Shape> = all.iter().filter(|shape| shape.page == name).collect();
        look(page, column, here, &mut seen).await?;
        clean(page).await?;
    }
    Ok(seen)
}

#[derive(Deserialize)]
struct Inside {
    ran: Vec<String>,
    stored: String,
}

/// Adds what these shapes have done so far.
pub async fn look<'a>(
    page: &Page<'_>,
    column: Column,
    shapes: impl IntoIterator<Item = &'a Shape>,
    seen: &mut Seen,
) -> Result<()> {
    let inside: Inside = page
        .script(
            "return { ran: window.ran || [], stored: document.cookie + ' ' + Object.keys(localStorage).join('=') + '=' };",
        )
        .await?;
    check!(inside.ran.contains(&"own".into()), "the site's own script did not run");
    for shape in shapes {
        let letter = if inside.ran.iter().any(|id| id == shape.id) {
            'X'
        } else if page.ledger.touched(&shape.host(column, page)) {
            'R'
        } else if inside.stored.contains(&format!("matrix-{}=", shape.id)) {
            'S'
        } else {
            NOTHING
        };
        seen.push((shape.id, letter));
    }
    Ok(())
}

/// Takes away what the shapes have stored.
pub async fn clean(page: &Page<'_>) -> Result<()> {
    page.script::<Value>(
        "for (const [, name] of document.cookie.matchAll(/(matrix-\\w+)=/g)) document.cookie = name + '=;path=/;max-age=0';
         for (const [, name] of document.cookie.matchAll(/(matrix-\\w+)=/g)) document.cookie = name + '=;max-age=0';
         localStorage.clear();",
    )
    .await
    .map(drop)
}

/// Waits until the network has been silent twice in a row; five seconds at most.
async fn quiet(page: &Page<'_>) {
    let (mut known, mut silences) = (0, 0);
    for _ in 0..12 {
        wait::silence().await;
        let now = page.ledger.everything().len();
        silences = if now == known { silences + 1 } else { 0 };
        known = now;
        if silences == 2 {
            return;
        }
    }
}
