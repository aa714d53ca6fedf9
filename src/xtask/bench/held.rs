//! What a gate costs that only holds: the main thread's CPU time on a page of 5,000 elements whose visitor has refused,
//! beside the same page without us. Views take turns, so that what else the machine does falls on all of them.

use std::fmt::Write as _;
use std::sync::PoisonError;

use anyhow::{Context, Result, ensure};
use serde_json::json;

use super::browser::{Browser, Driver, Profile};
use super::server::Shared;
use super::site::Asset;
use super::statistics::{median, minimum, ratio};
use super::table::{Table, shown};
use super::tool::OURS;

/// Of five elements each.
const SECTIONS: usize = 1_000;
/// Managed vendors; none of them may run before a yes.
const IDS: &str =
    r#"data-meta="1234567890" data-linkedin="7654321" data-microsoft-uet="12345678" data-mode="basic""#;
/// Times more than the page without us.
const LIMIT: f64 = 1.06;
/// What settles behind the page's load: our second file, and what it looks at a second later; milliseconds.
const STILL: u32 = 1_800;

/// One page, and its values.
struct Page {
    name: &'static str,
    path: &'static str,
    /// In the head and in the body.
    tags: [String; 2],
    /// Whether the visitor has refused; else the question stands.
    refused: bool,
    values: Vec<Spent>,
}

/// Milliseconds of the main thread's CPU time.
#[derive(Clone, Copy, Default)]
struct Spent {
    whole: f64,
    /// Of it, in scripts.
    script: f64,
    /// Of it, in styles and layout.
    style: f64,
}

impl Page {
    fn of(&self, pick: fn(&[f64]) -> Option<f64>, part: fn(&Spent) -> f64) -> Option<f64> {
        pick(&self.values.iter().map(part).collect::<Vec<_>>())
    }

    fn html(&self) -> String {
        let [head, body] = &self.tags;
        let mut sections = String::new();
        for number in 0..SECTIONS {
            let _ = writeln!(
                sections,
                "<section><h2>Part {number}</h2><p>Words, <a href=\"#{number}\">a link</a>, <em>more</em>.</p></section>"
            );
        }
        format!(
            "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>page</title>{head}</head><body>{sections}{body}</body></html>"
        )
    }
}

fn pages() -> Vec<Page> {
    let tag = |attributes: &str| format!("<script src=\"/tool/{OURS}/samtykke.js\" {attributes}></script>");
    let marked =
        "<script type=\"text/plain\" data-samtykke-purpose=\"marketing\" src=\"/never.js\"></script>\n\
        <img alt=\"\" data-samtykke-purpose=\"statistics\" data-src=\"/never.gif\">\n"
            .repeat(5);
    let page = |name, path, head: String, body: &str, refused| Page {
        name,
        path,
        tags: [head, body.to_owned()],
        refused,
        values: Vec::new(),
    };
    vec![
        page("no gate", "/held/none/", String::new(), "", true),
        page("three managed vendors, held", "/held/managed/", tag(IDS), "", true),
        page("ten marked tags, held", "/held/marked/", tag(""), &marked, true),
        page("the same three, and the question", "/held/asked/", tag(IDS), "", false),
    ]
}

/// Measures; gives the table.
pub async fn measure(driver: &Driver, shop: &Shared, rounds: u32) -> Result<String> {
    let mut pages = pages();
    for page in &pages {
        let asset = Asset::plain(page.path, page.html().into_bytes());
        shop.write().unwrap_or_else(PoisonError::into_inner).insert(page.path.to_owned(), asset);
    }
    let browser = driver.browser(Profile::Desktop).await?;
    for round in 0..=rounds {
        let mut turn: Vec<&mut Page> = pages.iter_mut().collect();
        // What a view leaves to the next one falls on all of them too.
        if round % 2 == 1 {
            turn.reverse();
        }
        for page in turn {
            let value = view(&browser, page).await.context(page.name)?;
            // The first round fills the caches, as a visitor who refused has them.
            if round > 0 {
                page.values.push(value);
            }
        }
    }
    browser.quit().await?;
    Ok(table(&pages))
}

/// What a view takes until the page has settled.
async fn view(browser: &Browser, page: &Page) -> Result<Spent> {
    browser.go("/blank").await?;
    let life = if page.refused { 600 } else { 0 };
    browser.evaluate(&format!("document.cookie = 'samtykke=0; path=/; max-age={life}'")).await?;
    let before = spent(browser).await?;
    browser.go(page.path).await?;
    let settled = format!(
        "new Promise((done) => {{ const still = () => setTimeout(done, {STILL});
           document.readyState == 'complete' ? still() : addEventListener('load', still); }})"
    );
    browser.evaluate(&settled).await?;
    let sections = browser.evaluate("document.querySelectorAll('em').length").await?;
    ensure!(sections == json!(SECTIONS), "{sections} sections");
    let after = spent(browser).await?;
    Ok(Spent {
        whole: after.whole - before.whole,
        script: after.script - before.script,
        style: after.style - before.style,
    })
}

async fn spent(browser: &Browser) -> Result<Spent> {
    let counters = browser.counters().await?;
    let of =
        |name: &str| counters.get(name).map(|seconds| seconds * 1000.0).with_context(|| format!("no {name}"));
    let style = of("RecalcStyleDuration")? + of("LayoutDuration")?;
    Ok(Spent { whole: of("TaskDuration")?, script: of("ScriptDuration")?, style })
}

fn table(pages: &[Page]) -> String {
    let mut table = Table::new([
        "5,000 elements",
        "CPU, ms",
        "of it script",
        "styles, layout",
        "×",
        "least, ms",
        "×",
        "met",
    ]);
    let Some(base) = pages.first() else { return String::new() };
    for page in pages {
        let times = |pick| ratio(page.of(pick, |spent| spent.whole)?, base.of(pick, |spent| spent.whole)?);
        let met = match times(median) {
            Some(times) if page.refused => {
                if times <= LIMIT {
                    "met"
                } else {
                    "**not met**"
                }
            }
            _ => "–",
        };
        table.row([
            page.name.to_owned(),
            shown(page.of(median, |spent| spent.whole), 1),
            shown(page.of(median, |spent| spent.script), 1),
            shown(page.of(median, |spent| spent.style), 1),
            shown(times(median), 3),
            shown(page.of(minimum, |spent| spent.whole), 1),
            shown(times(minimum), 3),
            met.to_owned(),
        ]);
    }
    table.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_has_five_thousand_elements_and_its_tags() {
        for page in pages() {
            let html = page.html();
            let elements = ["<section>", "<h2>", "<p>", "<a ", "<em>"].map(|one| html.matches(one).count());
            assert_eq!(elements.iter().sum::<usize>(), 5_000, "{}", page.name);
        }
        assert_eq!(pages()[2].html().matches("data-samtykke-purpose").count(), 10);
    }

    #[test]
    fn the_ratio_is_that_of_medians() {
        let mut pages = pages();
        for (page, value) in pages.iter_mut().zip([100.0, 105.0, 107.0, 150.0]) {
            page.values = [value, value, 900.0].map(|whole| Spent { whole, ..Spent::default() }).to_vec();
        }
        let text = table(&pages);
        assert!(text.contains("1.050") && text.contains("1.070"), "{text}");
        assert_eq!((text.matches(" met ").count(), text.matches("**not met**").count()), (3, 1), "{text}");
    }
}
