//! How our cost grows with vendors, with marked tags and with the page: it must be linear.

use std::fmt::{self, Write as _};
use std::sync::PoisonError;

use anyhow::{Context, Result};
use serde_json::json;

use super::browser::{Driver, Profile};
use super::server::Shared;
use super::site::Asset;
use super::statistics::{line, median};
use super::table::{Table, shown};
use super::tool::{OURS, Tool};
use super::visit::{Cost, cost};

/// What grows.
#[derive(Clone, Copy)]
enum Dimension {
    /// Vendors of the owner's own, in the settings.
    Vendors,
    /// Inline tags marked in the page; accepting releases them.
    Tags,
    /// Elements of the page.
    Elements,
}

impl Dimension {
    const ALL: [Self; 3] = [Self::Vendors, Self::Tags, Self::Elements];

    fn name(self) -> &'static str {
        match self {
            Self::Vendors => "vendors",
            Self::Tags => "marked tags",
            Self::Elements => "elements of the page",
        }
    }

    fn sizes(self) -> [usize; 3] {
        match self {
            Self::Vendors => [5, 60, 200],
            Self::Tags => [10, 1_000, 5_000],
            Self::Elements => [1_000, 10_000, 50_000],
        }
    }

    /// What is said in the head and in the body for this size.
    fn page(self, size: usize, script: &str) -> String {
        let (mut head, mut body) = (String::new(), String::new());
        match self {
            Self::Vendors => {
                let vendor = |number| {
                    let script = format!("https://vendor-{number}.example/t.js");
                    (
                        format!("vendor-{number}"),
                        json!({ "name": format!("Vendor {number}"), "purpose": "marketing", "script": script, "cookies": format!("_v{number}") }),
                    )
                };
                let vendors: serde_json::Map<_, _> = (0..size).map(vendor).collect();
                let settings = json!({ "vendors": vendors });
                let _ = write!(
                    head,
                    "<script type=\"application/json\" id=\"samtykke-settings\">{settings}</script>"
                );
            }
            Self::Tags => {
                for _ in 0..size {
                    body += "<script type=\"text/plain\" data-samtykke-purpose=\"marketing\">window.ran = (window.ran || 0) + 1;</script>\n";
                }
            }
            Self::Elements => {
                for number in 0..size {
                    let _ = writeln!(body, "<p>{number}</p>");
                }
            }
        }
        format!(
            "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>page</title>{head}{script}</head><body>{body}</body></html>"
        )
    }
}

/// How cost grows in one dimension.
pub struct Growth {
    dimension: Dimension,
    /// For each size: main-thread milliseconds above the same page without us, and those of a click.
    points: Vec<(usize, f64, Option<f64>)>,
}

/// Beyond this many milliseconds the last step may cost half as much again for each one as the first.
const STRAIGHT: f64 = 1.5;
const NOTHING: f64 = 5.0;

impl Growth {
    fn straight(points: &[(f64, f64)]) -> bool {
        let steps: Vec<f64> =
            points.windows(2).filter_map(|pair| slope(pair.first()?, pair.last()?)).collect();
        let grown = points.last().zip(points.first()).map_or(0.0, |(last, first)| last.1 - first.1);
        match steps.as_slice() {
            [first, .., last] => grown < NOTHING || *last <= first * STRAIGHT,
            _ => true,
        }
    }

    fn said(&self, what: &str, value: impl Fn(&(usize, f64, Option<f64>)) -> Option<f64>) -> String {
        let points: Vec<_> = self
            .points
            .iter()
            .filter_map(|point| Some((super::statistics::count(point.0), value(point)?)))
            .collect();
        let Some((_, slope)) = line(&points) else { return String::new() };
        let shape = if Self::straight(&points) { "linear or less" } else { "**more than linear**" };
        format!("{what}: {:.2} ms for each thousand {}, {shape}. ", slope * 1000.0, self.dimension.name())
    }
}

fn slope(from: &(f64, f64), to: &(f64, f64)) -> Option<f64> {
    (to.0 > from.0).then(|| (to.1 - from.1) / (to.0 - from.0))
}

impl fmt::Display for Growth {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let click = match self.dimension {
            Dimension::Vendors => "opening settings",
            Dimension::Tags => "accepting, all released",
            Dimension::Elements => "accepting",
        };
        writeln!(
            formatter,
            "## Growth with {}, desktop, main-thread CPU ms above the same page without us\n",
            self.dimension.name()
        )?;
        let mut table = Table::new([self.dimension.name(), "page view", click]);
        for (size, view, answer) in &self.points {
            table.row([size.to_string(), shown(Some(*view), 1), shown(*answer, 1)]);
        }
        writeln!(formatter, "{table}")?;
        let (view, answer) =
            (self.said("Page view", |point| Some(point.1)), self.said("Click", |point| point.2));
        writeln!(formatter, "{}", format!("{view}{answer}").trim())
    }
}

/// Measures every dimension, `rounds` times each, with and without us in turn.
pub async fn measure(driver: &Driver, shop: &Shared, ours: &Tool, rounds: u32) -> Result<Vec<Growth>> {
    let mut all = Vec::new();
    for dimension in Dimension::ALL {
        let mut points = Vec::new();
        for size in dimension.sizes() {
            let point = at(driver, shop, ours, dimension, size, rounds).await;
            points.push(point.with_context(|| format!("{size} {}", dimension.name()))?);
        }
        all.push(Growth { dimension, points });
    }
    Ok(all)
}

async fn at(
    driver: &Driver,
    shop: &Shared,
    ours: &Tool,
    dimension: Dimension,
    size: usize,
    rounds: u32,
) -> Result<(usize, f64, Option<f64>)> {
    let script = format!("<script src=\"/tool/{OURS}/samtykke.js\"></script>");
    for (path, script) in [("/with/", script.as_str()), ("/without/", "")] {
        let page = Asset::plain(path, dimension.page(size, script).into_bytes());
        shop.write().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), page);
    }
    let click = match dimension {
        Dimension::Vendors => &ours.settings,
        Dimension::Tags | Dimension::Elements => &ours.accept,
    };
    let expected = if matches!(dimension, Dimension::Tags) { size } else { 0 };
    let (mut with, mut without, mut clicks) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..rounds {
        let browser = driver.browser(Profile::Desktop).await?;
        let Cost { view, click } = cost(browser, "/with/", Some((ours, click)), expected).await?;
        with.push(view);
        clicks.extend(click);
        let browser = driver.browser(Profile::Desktop).await?;
        without.push(cost(browser, "/without/", None, 0).await?.view);
    }
    let view = median(&with).zip(median(&without)).map(|(with, without)| with - without);
    Ok((size, view.context("no round")?, median(&clicks)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_holds_as_many_as_asked_for() {
        assert_eq!(Dimension::Tags.page(7, "").matches("data-samtykke-purpose").count(), 7);
        assert_eq!(Dimension::Elements.page(9, "").matches("<p>").count(), 9);
        assert_eq!(Dimension::Vendors.page(5, "<script></script>").matches("t.js").count(), 5);
    }

    #[test]
    fn a_curve_is_told_from_a_line() {
        assert!(Growth::straight(&[(10.0, 1.0), (100.0, 10.0), (1000.0, 100.0)]));
        assert!(!Growth::straight(&[(10.0, 1.0), (100.0, 10.0), (1000.0, 900.0)]));
        assert!(Growth::straight(&[(10.0, 1.0), (100.0, 1.1), (1000.0, 3.0)]), "next to nothing");
    }

    #[test]
    fn the_slope_is_said_for_a_thousand() {
        let points = vec![(1_000, 2.0, Some(1.0)), (2_000, 4.0, None), (3_000, 6.0, None)];
        let text = Growth { dimension: Dimension::Tags, points }.to_string();
        assert!(text.contains("Page view: 2.00 ms for each thousand marked tags, linear or less."), "{text}");
    }
}
