//! The result: tables for the terminal and for `src/BENCHMARK.md`, charts beside this file.

use std::collections::BTreeMap;
use std::fmt::Write;

use anyhow::Result;

use super::browser::Profile;
use super::charts::{Bar, chart};
use super::sample::{Metric, Samples};
use super::scale::Growth;
use super::table::{Table, shown};
use super::targets;
use super::tool::{FLOOR, Kind, NONE, Tool};
use super::weight::Load;
use crate::size::weight::Weight;
use crate::workspace;

/// Everything a run has found.
pub struct Run {
    /// What was measured.
    pub tools: Vec<Tool>,
    /// Versions by tool.
    pub versions: BTreeMap<String, String>,
    /// On these profiles.
    pub profiles: Vec<Profile>,
    /// So often.
    pub rounds: u32,
    /// Times and counts.
    pub samples: Samples,
    /// Bytes by tool.
    pub loads: BTreeMap<String, Load>,
    /// How cost grows, where that was asked.
    pub growth: Vec<Growth>,
    /// The browser's name and version.
    pub browser: String,
}

const HOW: &str = "\
One content page (27 kB of HTML, four pictures) with each tool in it as its own documentation recommends: four gated tags
in two categories (two of Google's, Meta's, LinkedIn's, played by stand-ins that only say that they ran), texts in English,
over TLS and HTTP/1.1 with brotli, level 11. Chromium is started afresh for every cold visit. All tools take turns in one run;
values are medians, `×` is the ratio of medians to the one-script floor. Visits whose browser had to wait for more than 30 %
of the CPU time it wanted do not count where three calmer ones exist.

*mobile*: CPU 4 times slower, 1.6 Mbit/s, 150 ms for each request. *desktop*: nothing throttled. The floors are a bare gate
and two-layer banner, written by hand for exactly these four tags, inside the HTML and as one blocking script.
";

/// The whole document.
pub fn document(run: &Run) -> String {
    let mut text = format!(
        "# How fast it is\n\nWritten by `cargo xtask bench`: {} rounds, every third on the desktop too, {}.\n\n{HOW}\n## What we promise\n\n{}\n",
        run.rounds,
        run.browser,
        targets::table(&run.samples, &run.tools)
    );
    if let Some((waited, calm)) = run.samples.pressure() {
        let [waited, calm] = [waited, calm].map(|part| part * 100.0);
        let _ = writeln!(
            text,
            "In this run the browsers waited for {waited:.0} % of the CPU time they wanted; {calm:.0} % of the visits were calm.\n"
        );
    }
    let _ = writeln!(
        text,
        "## What is measured\n\n{}\n## Bytes, kB (raw / gzip -9 / brotli -11)\n\n{}",
        tools(run),
        bytes(run)
    );
    for profile in &run.profiles {
        let name = profile.name();
        let _ = writeln!(text, "## First visit, {name}, ms\n\n{}", first(run, *profile));
        if *profile == targets::main_profile(&run.profiles) {
            text += "![Banner painted](xtask/bench/charts/banner.svg)\n\n";
        }
        let _ = writeln!(text, "## Returning visitor and clicks, {name}, ms\n\n{}", later(run, *profile));
    }
    let _ = writeln!(text, "![Four tags of a returning visitor](xtask/bench/charts/returning.svg)\n");
    if run.profiles.contains(&Profile::Desktop) {
        let _ = writeln!(text, "## Cost above the page alone, desktop\n\n{}", cost(run));
        text += "CPU is time of the main thread, which other work does not lengthen. Memory is after a garbage collection.\n\n";
    }
    for growth in &run.growth {
        let _ = writeln!(text, "{growth}");
    }
    text
}

/// Writes the document and its charts into the checkout.
pub fn write(run: &Run) -> Result<()> {
    workspace::write(&workspace::path("src/BENCHMARK.md"), document(run).trim_end().to_owned() + "\n")?;
    let profile = targets::main_profile(&run.profiles);
    let charts = workspace::path("src/xtask/bench/charts");
    let of = |metric| bars(run, |tool| run.samples.median(profile, &tool.id, metric));
    let title = |what: &str| format!("{what}, {} profile", profile.name());
    let weight = bars(run, |tool| run.loads.get(&tool.id).map(|load| thousands(load.banner.brotli)));
    workspace::write(&charts.join("banner.svg"), chart(&title("Banner painted"), "ms", of(Metric::Painted)))?;
    workspace::write(
        &charts.join("returning.svg"),
        chart(&title("Four tags ran for a returning visitor"), "ms", of(Metric::ReturningCold)),
    )?;
    workspace::write(&charts.join("bytes.svg"), chart("Bytes before the banner, brotli", "kB", weight))
}

fn bars(run: &Run, value: impl Fn(&Tool) -> Option<f64>) -> Vec<Bar> {
    let bar = |tool: &Tool| {
        Some(Bar { name: tool.name.clone(), value: value(tool)?, is_ours: tool.kind == Kind::Ours })
    };
    run.tools.iter().filter(|tool| tool.id != NONE).filter_map(bar).collect()
}

fn tools(run: &Run) -> String {
    let mut table = Table::new(["tool", "version", "how"]);
    for tool in &run.tools {
        let version = run.versions.get(&tool.id).cloned().unwrap_or_default();
        table.row([tool.name.clone(), version, tool.about.clone().unwrap_or_default()]);
    }
    table.to_string()
}

fn bytes(run: &Run) -> String {
    let mut table = Table::new([
        "tool",
        "in the HTML",
        "before the first paint",
        "before the banner",
        "whole session",
        "requests",
    ]);
    for tool in run.tools.iter().filter(|tool| tool.id != NONE) {
        let Some(load) = run.loads.get(&tool.id) else { continue };
        let Load { html, blocking, banner, session, requests } = *load;
        let [html, blocking, banner, session] = [html, blocking, banner, session].map(weight);
        table.row([tool.name.clone(), html, blocking, banner, session, requests.to_string()]);
    }
    table.to_string() + "\n![Bytes before the banner](xtask/bench/charts/bytes.svg)\n"
}

fn weight(Weight { raw, gzip, brotli }: Weight) -> String {
    let [raw, gzip, brotli] = [raw, gzip, brotli].map(|bytes| format!("{:.1}", thousands(bytes)));
    format!("{raw} / {gzip} / **{brotli}**")
}

fn thousands(bytes: usize) -> f64 {
    super::statistics::count(bytes) / 1000.0
}

fn first(run: &Run, profile: Profile) -> String {
    let mut table = Table::new([
        "tool",
        "consent default",
        "painted",
        "×",
        "clickable",
        "first click that works",
        "lost",
        "painted, cached",
        "×",
        "FCP",
        "TBT",
        "CLS",
    ]);
    for tool in &run.tools {
        let median = |metric, places| shown(run.samples.median(profile, &tool.id, metric), places);
        let times = |metric| shown(run.samples.ratio(profile, &tool.id, FLOOR, metric), 2);
        table.row([
            tool.name.clone(),
            median(Metric::Default, 0),
            median(Metric::Painted, 0),
            times(Metric::Painted),
            median(Metric::Clickable, 0),
            median(Metric::Works, 0),
            median(Metric::Lost, 0),
            median(Metric::PaintedWarm, 0),
            times(Metric::PaintedWarm),
            median(Metric::Fcp, 0),
            median(Metric::Tbt, 0),
            median(Metric::Cls, 3),
        ]);
    }
    table.to_string()
}

fn later(run: &Run, profile: Profile) -> String {
    let mut table = Table::new([
        "tool",
        "four tags, cold",
        "×",
        "four tags, cached",
        "×",
        "accept to four tags",
        "accept INP",
        "settings INP",
        "second layer",
    ]);
    for tool in run.tools.iter().filter(|tool| tool.id != NONE) {
        let median = |metric| shown(run.samples.median(profile, &tool.id, metric), 0);
        let times = |metric| shown(run.samples.ratio(profile, &tool.id, FLOOR, metric), 2);
        table.row([
            tool.name.clone(),
            median(Metric::ReturningCold),
            times(Metric::ReturningCold),
            median(Metric::ReturningWarm),
            times(Metric::ReturningWarm),
            median(Metric::AcceptToTags),
            median(Metric::AcceptInp),
            median(Metric::SettingsInp),
            median(Metric::Layer),
        ]);
    }
    table.to_string()
}

fn cost(run: &Run) -> String {
    let mut table = Table::new([
        "tool",
        "main thread, CPU ms",
        "script",
        "styles and layout",
        "heap, kB",
        "wasm, kB",
        "elements",
    ]);
    for tool in run.tools.iter().filter(|tool| tool.id != NONE) {
        let above = |metric, unit: f64, places| {
            shown(
                run.samples.above(Profile::Desktop, &tool.id, NONE, metric).map(|value| value / unit),
                places,
            )
        };
        table.row([
            tool.name.clone(),
            above(Metric::Cpu, 1.0, 1),
            above(Metric::CpuScript, 1.0, 1),
            above(Metric::CpuLayout, 1.0, 1),
            above(Metric::Heap, 1000.0, 0),
            above(Metric::Wasm, 1000.0, 0),
            above(Metric::Elements, 1.0, 0),
        ]);
    }
    table.to_string()
}
