//! How quick the panel is, measured from outside: what a marketer would feel, not what our own code says of itself.

use crate::tags::TWO;
use anyhow::Result;
use serde::Deserialize;
use serde_json::Value;
use support::engine::Engine;
use support::page::Page;
use support::shop::Shop;
use support::{check, stories, wait};

use super::panel::{ROOT, inside, open, press, search, until_text};

stories![alone;
    it_opens_within_300_milliseconds_on_the_demo,
    ten_thousand_entries_scroll_without_a_long_task,
    a_page_with_two_thousand_requests_stays_quick,
];

/// Milliseconds above which a browser calls a task long.
const LONG: f64 = 50.0;
/// A machine that does many things at once is given so many chances; the best one tells what the panel itself takes.
const ROUNDS: usize = 5;

async fn it_opens_within_300_milliseconds_on_the_demo(page: &Page<'_>) -> Result<()> {
    page.open_shop(Shop::new());
    page.go("/demo/index.html").await?;
    page.is_asked().await?;
    // From the call to the frame in which the first screen stands.
    let measure = "const begin = performance.now(); samtykke.inspect();
        const painted = () => requestAnimationFrame(() => setTimeout(() => done(performance.now() - begin)));
        const look = () => document.querySelector('samtykke-inspector')?.shadowRoot?.getElementById('findings')
          ? painted() : setTimeout(look, 1);
        look();";
    let mut best = f64::INFINITY;
    for _ in 0..ROUNDS {
        best = best.min(page.script_until_done::<f64>(measure).await?);
        press(page, "close").await?;
    }
    println!("{}: opens in {best:.0} ms", page.engine().name());
    check!(best < 300.0, "opening took {best:.0} ms");
    Ok(())
}

/// What a second and a half looked like.
#[derive(Debug, Deserialize)]
struct Pace {
    /// The longest task, where the browser tells.
    task: f64,
    /// The longest time between two frames.
    gap: f64,
    /// The most rows that stood in the page.
    rows: u32,
}

/// Watches 90 frames; `scrolled` moves the list at each of them, from its beginning to its end.
async fn pace(page: &Page<'_>, scrolled: bool) -> Result<Pace> {
    let step = if scrolled { "list.scrollTop = list.scrollHeight * frame / 89;" } else { "" };
    page.script_until_done(&format!(
        "{ROOT} const list = root.getElementById('list'); const pace = {{ task: 0, gap: 0, rows: 0 }};
         const observer = new PerformanceObserver((told) => {{
           for (const {{ duration }} of told.getEntries()) pace.task = Math.max(pace.task, duration);
         }});
         if (PerformanceObserver.supportedEntryTypes.includes('longtask')) observer.observe({{ type: 'longtask' }});
         let last, frame = 0;
         const tick = () => {{
           const now = performance.now();
           if (last) pace.gap = Math.max(pace.gap, now - last);
           last = now;
           pace.rows = Math.max(pace.rows, root.querySelectorAll('.row').length);
           {step}
           if (++frame < 90) return requestAnimationFrame(tick);
           setTimeout(() => {{ observer.disconnect(); done(pace); }}, 100);
         }};
         requestAnimationFrame(tick);"
    ))
    .await
}

/// How long scrolling the list holds the page up, in milliseconds, and how many rows it takes: Chromium tells of long
/// tasks; elsewhere frames come later than they do while nothing is done.
async fn lag(page: &Page<'_>) -> Result<(f64, u32)> {
    let (mut least, mut rows) = (f64::INFINITY, 0);
    for _ in 0..ROUNDS {
        let idle = pace(page, false).await?;
        let busy = pace(page, true).await?;
        let of_frames = (busy.gap - idle.gap).max(0.0);
        least = least.min(if page.engine() == Engine::Chromium { busy.task } else { of_frames });
        rows = rows.max(busy.rows);
        if least < LONG {
            break;
        }
    }
    Ok((least, rows))
}

async fn ten_thousand_entries_scroll_without_a_long_task(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(TWO)).await?;
    page.is_asked().await?;
    open(page, "timeline").await?;
    page.script::<Value>("for (let at = 0; at < 10000; at++) dataLayer.push({ event: 'entry-' + at });")
        .await?;
    wait::until_true("all entries are listed", async || {
        inside(page, "return Number(root.getElementById('rows').dataset.count) > 10000;").await
    })
    .await?;
    let (least, rows) = lag(page).await?;
    println!("{}: 10,000 entries hold the page up for {least:.0} ms", page.engine().name());
    check!(least < LONG, "scrolling held the page up for {least:.0} ms");
    check!((5..80).contains(&rows), "{rows} rows stand in the page at once");
    until_text(page, "rows", "entry-9999").await?;
    search(page, "entry-4242").await?;
    until_text(page, "overview", "1 entries").await?;
    until_text(page, "rows", "entry-4242").await
}

async fn a_page_with_two_thousand_requests_stays_quick(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(TWO)).await?;
    page.is_asked().await?;
    for batch in 0..20 {
        let ask = format!(
            "Promise.all(Array.from({{ length: 100 }}, (_, at) => fetch('/favicon.ico?{batch}-' + at)
               .then((answer) => answer.text()))).then(() => done(true));"
        );
        page.script_until_done::<bool>(&ask).await?;
        if batch == 9 {
            open(page, "findings").await?;
        }
    }
    // Those that came while it was open are all there; of those before, what the browser keeps.
    until_text(page, "blind-spots", "first 250 requests; those between them and the opening are missing")
        .await?;
    press(page, "tab-timeline").await?;
    search(page, "favicon.ico?").await?;
    wait::until_true("the requests are listed", async || {
        inside(page, "return Number(root.getElementById('rows').dataset.count) >= 1200;").await
    })
    .await?;
    let (least, _) = lag(page).await?;
    check!(least < LONG, "scrolling held the page up for {least:.0} ms");
    Ok(())
}
