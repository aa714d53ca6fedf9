//! The panel in the hand: little room, and all of it for what is asked.

use crate::tags::TWO;
use anyhow::Result;
use serde::Deserialize;
use serde_json::Value;
use support::looks::CHROMIUM;
use support::page::Page;
use support::shop::Shop;
use support::{check, check_eq, stories};

use super::panel::{inside, open, press, until_text};

stories![IN_CHROMIUM in CHROMIUM; on_a_phone_the_screen_has_most_of_the_panel, on_a_phone_the_chosen_tab_is_seen_whole];

async fn on_a_phone_the_screen_has_most_of_the_panel(page: &Page<'_>) -> Result<()> {
    /// Heights in pixels.
    #[derive(Debug, Deserialize)]
    struct Heights {
        panel: f64,
        body: f64,
    }
    page.room(390, 844).await?;
    page.visit(Shop::new().tag(TWO)).await?;
    page.reject().await?;
    open(page, "tags").await?;
    until_text(page, "tags", "Meta (Facebook)").await?;
    let heights: Heights = inside(
        page,
        "const of = (id) => root.getElementById(id).getBoundingClientRect().height;
         return { panel: of('panel'), body: of('body') };",
    )
    .await?;
    check!(heights.body > heights.panel * 0.72, "{heights:?}");
    // The heading is heard, not seen; what closes the panel is seen without scrolling.
    let named = "return root.getElementById('title').textContent + ', ' +
        (root.getElementById('close').getBoundingClientRect().right <= innerWidth);";
    check_eq!(inside::<String>(page, named).await?, "Samtykke inspector, true", "its name and its end");
    press(page, "close").await?;
    page.as_usual().await
}

async fn on_a_phone_the_chosen_tab_is_seen_whole(page: &Page<'_>) -> Result<()> {
    page.room(390, 844).await?;
    page.visit(Shop::new().tag(TWO).body("<p style='height: 3000px'>long</p>")).await?;
    page.reject().await?;
    open(page, "findings").await?;
    page.script::<Value>("scrollTo(0, 500);").await?;
    for tab in ["keeping", "timeline", "simulate", "findings"] {
        press(page, &format!("tab-{tab}")).await?;
        let seen = format!(
            "const {{ left, right }} = root.getElementById('tab-{tab}').getBoundingClientRect();
             return left >= 0 && right <= innerWidth;"
        );
        check!(inside::<bool>(page, &seen).await?, "{tab} is cut");
    }
    check_eq!(page.script::<i64>("return Math.round(scrollY);").await?, 500, "the page stays where it was");
    press(page, "close").await?;
    page.as_usual().await
}
