//! What a tool's visitors load: exact bytes, from the files that were asked for.

use std::collections::BTreeSet;
use std::ops::AddAssign;

use anyhow::{Context, Result};

use super::seen::Resource;
use super::site::{self, Site};
use super::tool::Tool;
use crate::size::weight::Weight;

/// One page view.
pub struct Trip {
    /// When the banner was painted.
    pub banner: Option<f64>,
    /// What was loaded.
    pub resources: Vec<Resource>,
}

/// All page views of a round; the first one is the first visit.
pub struct Session {
    /// In order.
    pub trips: Vec<Trip>,
}

/// Bytes and requests of one tool.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Load {
    /// In the HTML.
    pub html: Weight,
    /// What the page waits for before it is painted, with the HTML.
    pub blocking: Weight,
    /// What the banner waits for, with the HTML.
    pub banner: Weight,
    /// First visit, both layers, the choice and the visit after it.
    pub session: Weight,
    /// Requests before the banner.
    pub requests: usize,
}

impl Load {
    /// Of this session; only the tool's own files count.
    pub fn of(site: &Site, tool: &Tool, session: &Session) -> Result<Self> {
        let html = site::html_weight(site, tool)?;
        let first = session.trips.first().context("nobody visited")?;
        let banner = first.banner.unwrap_or_default();
        let all = session.trips.iter().flat_map(|trip| &trip.resources);
        let before: BTreeSet<_> = own(first.resources.iter().filter(|one| one.end <= banner));
        Ok(Self {
            html,
            blocking: sum(site, html, &own(first.resources.iter().filter(|one| one.blocking)))?,
            banner: sum(site, html, &before)?,
            session: sum(site, html, &own(all))?,
            requests: before.len(),
        })
    }
}

fn own<'a>(resources: impl Iterator<Item = &'a Resource>) -> BTreeSet<&'a str> {
    let path =
        |one: &'a Resource| one.name.split('?').next()?.find("/tool/").and_then(|at| one.name.get(at..));
    resources.filter_map(path).map(|path| path.split('?').next().unwrap_or(path)).collect()
}

fn sum(site: &Site, html: Weight, paths: &BTreeSet<&str>) -> Result<Weight> {
    let mut sum = html;
    for path in paths {
        let asset = site.get(*path).with_context(|| format!("{path} was asked for and is not there"))?;
        sum += Weight::of(&asset.body)?;
    }
    Ok(sum)
}

impl AddAssign for Weight {
    fn add_assign(&mut self, other: Self) {
        self.raw += other.raw;
        self.gzip += other.gzip;
        self.brotli += other.brotli;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_tools_own_files_count_and_each_once() {
        let loaded = |name: &str| Resource { name: name.into(), end: 1.0, blocking: false };
        let all = [
            loaded("https://shop.example/page/1.bmp"),
            loaded("https://shop.example/tool/a/b.js?v=1"),
            loaded("https://shop.example/tool/a/b.js?v=2"),
            loaded("https://connect.facebook.net/en_US/fbevents.js"),
        ];
        assert_eq!(own(all.iter()), BTreeSet::from(["/tool/a/b.js"]));
    }
}
