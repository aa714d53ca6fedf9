//! What the probe in the page saw.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use super::browser::Browser;

/// The probe's report of one page.
#[derive(Deserialize, Debug, Default)]
#[serde(rename_all = "camelCase", default)]
pub struct Seen {
    /// When the consent default was told.
    pub default: Option<f64>,
    /// When the accept button was put into the page.
    pub in_page: Option<f64>,
    /// When the banner was painted.
    pub painted: Option<f64>,
    /// When its accept button could be hit.
    pub clickable: Option<f64>,
    /// When it was clicked early and something followed.
    pub works: Option<f64>,
    /// Early clicks that nothing followed.
    pub lost: f64,
    /// When a visitor clicked.
    pub clicked: Option<f64>,
    /// When the second layer was painted after that.
    pub layer: Option<f64>,
    /// First contentful paint.
    pub fcp: Option<f64>,
    /// The longest interaction; none above 16 ms if absent.
    pub inp: Option<f64>,
    /// Total blocking time.
    pub tbt: f64,
    /// Layout shift.
    pub shift: f64,
    /// Elements in the page.
    pub elements: f64,
    /// Decoding the module.
    pub decode: Option<f64>,
    /// Compiling it.
    pub compile: Option<f64>,
    /// Instantiating it.
    pub instantiate: Option<f64>,
    /// The tags that ran.
    pub tags: Vec<Mark>,
    /// The script's own marks.
    pub marks: Vec<Mark>,
    /// What was loaded.
    pub resources: Vec<Resource>,
}

/// Something at a time.
#[derive(Deserialize, Debug)]
pub struct Mark {
    /// What.
    pub name: String,
    /// When.
    pub at: f64,
}

/// A loaded file.
#[derive(Deserialize, Debug)]
pub struct Resource {
    /// Its address.
    pub name: String,
    /// When its last byte had come.
    pub end: f64,
    /// Whether the page was not painted without it.
    pub blocking: bool,
}

/// What Event Timing does not tell takes less: its shortest duration is 16 ms.
const SHORTEST_INTERACTION: f64 = 16.0;

impl Seen {
    /// Asks the probe.
    pub async fn in_browser(browser: &Browser) -> Result<Self> {
        let report = browser.evaluate("bench.report()").await?;
        Self::read(report.as_str().context("the probe is silent")?)
    }

    fn read(report: &str) -> Result<Self> {
        serde_json::from_str(report).with_context(|| format!("the probe says {report}"))
    }

    /// When the last of the four tags ran.
    pub fn released(&self, tags: usize) -> Result<f64> {
        let mut first: BTreeMap<&str, f64> = BTreeMap::new();
        for Mark { name, at } in &self.tags {
            let known = first.entry(name).or_insert(*at);
            *known = known.min(*at);
        }
        ensure!(first.len() == tags, "{} of {tags} tags ran: {:?}", first.len(), first.keys());
        first.into_values().max_by(f64::total_cmp).context("no tag ran")
    }

    /// The interaction's length, milliseconds.
    pub fn interaction(&self) -> f64 {
        self.inp.unwrap_or(SHORTEST_INTERACTION)
    }

    /// When the script reached this mark.
    pub fn mark(&self, name: &str) -> Result<f64> {
        let mark = self.marks.iter().find(|mark| mark.name == name);
        mark.map(|mark| mark.at).with_context(|| format!("the script did not reach its {name}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_read_and_what_was_not_seen_is_absent() {
        let seen =
            Seen::read(r#"{"painted":12.5,"inPage":3,"lost":0,"tags":[{"name":"meta","at":9}],"unknown":1}"#)
                .unwrap();
        assert_eq!((seen.painted, seen.in_page, seen.clickable), (Some(12.5), Some(3.0), None));
        assert_eq!(Some(seen.interaction()), Some(16.0));
        assert!(Seen::read("nothing").is_err());
    }

    #[test]
    fn each_tag_counts_once_and_the_last_decides() {
        let mark = |name: &str, at| Mark { name: name.into(), at };
        let seen = Seen { tags: vec![mark("a", 5.0), mark("b", 8.0), mark("a", 20.0)], ..Seen::default() };
        assert_eq!(seen.released(2).ok(), Some(8.0));
        assert!(seen.released(3).unwrap_err().to_string().contains("2 of 3"));
    }
}
