//! `cargo xtask bench`: how fast we are beside hand-written floors and other consent tools, in real Chromium, all in one run.
//!
//! | what | file |
//! |---|---|
//! | which tools, and how each is used | `bench/tools.toml`, `bench/pages`, read by `bench/tool.rs` |
//! | their files, from npm | `bench/peers.rs`, `pkg-config/bench` |
//! | the shop they stand in | `bench/site.rs`, `bench/server.rs` |
//! | Chromium, throttled or not | `bench/browser.rs` |
//! | one round: visits and clicks | `bench/visit.rs`, watched by `bench/probe.js`, read by `bench/seen.rs` |
//! | values, medians, ratios | `bench/sample.rs`, `bench/statistics.rs`, `bench/weight.rs` |
//! | how cost grows | `bench/scale.rs` |
//! | what a gate costs that only holds | `bench/held.rs` |
//! | what we promise | `bench/targets.rs` |
//! | tables and charts | `bench/report.rs`, `bench/charts.rs` |

mod browser;
mod charts;
mod held;
mod peers;
mod pressure;
mod report;
mod sample;
mod scale;
mod seen;
mod server;
mod site;
mod statistics;
mod table;
mod targets;
mod tool;
mod visit;
mod weight;

use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use clap::Args;
use tokio::runtime::Runtime;

use crate::progress::{self, step};
use crate::tools::Tools;
use crate::{pack, setup};
use browser::{Driver, Profile};
use report::Run;
use sample::Samples;
use server::Shared;
use tool::Tool;
use weight::Load;

#[derive(Args)]
pub struct Options {
    /// How often every tool is visited.
    #[arg(long, value_name = "N", default_value_t = 15, value_parser = clap::value_parser!(u32).range(1..))]
    rounds: u32,
    /// Begins no further round after so many minutes.
    #[arg(long, value_name = "N")]
    minutes: Option<u64>,
    /// Two rounds of ours, the floors and the fastest full peer: a first impression within three minutes.
    #[arg(long)]
    quick: bool,
    /// Only this profile.
    #[arg(long, value_name = "NAME")]
    profile: Option<Profile>,
    /// Only these tools (`ours`, `orejime`, …), with the page alone and the floors.
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    only: Vec<String>,
    /// Also measure how cost grows with vendors, marked tags and the page.
    #[arg(long)]
    scale: bool,
    /// Only measure what a gate costs that holds tags of a visitor who has refused, on a page of 5,000 elements.
    #[arg(long)]
    held: bool,
}

/// Rounds of the first impression.
const FEW_ROUNDS: u32 = 2;
/// Beside the slow phone, the desktop is measured in the first of so many rounds: it varies less, and promises less.
const DESKTOP_EVERY: u32 = 3;
/// Rounds of each size that grows.
const SCALE_ROUNDS: u32 = 3;

/// The command. A run of everything writes `src/BENCHMARK.md` and its charts; any other only prints.
pub fn run(options: &Options) -> Result<()> {
    let tools = setup::for_packing()?;
    setup::for_chromium()?;
    pack::all(&tools)?;
    if options.held {
        let stage = Stage::build(tool::chosen(&[tool::OURS])?, &tools)?;
        println!("{}", stage.wait(held::measure(&stage.driver, &stage.site, options.rounds))?);
        return Ok(());
    }
    let only: Vec<&str> = options.only.iter().map(String::as_str).collect();
    let chosen = tool::chosen(if options.quick && only.is_empty() { &tool::FEW } else { &only })?;
    let stage = Stage::build(chosen, &tools)?;
    let run = stage.measure(options)?;
    println!("{}", report::document(&run));
    let (kept, of) = targets::kept(&run.samples, &run.tools);
    if only.is_empty() && !options.quick && options.profile.is_none() {
        report::write(&run)?;
        println!("src/BENCHMARK.md is written.");
    }
    println!("{kept} of {of} targets met");
    Ok(())
}

/// Everything that is needed to visit pages.
struct Stage {
    tools: Vec<Tool>,
    versions: BTreeMap<String, String>,
    site: Shared,
    // Before the runtime: the driver's process ends while there is one.
    driver: Driver,
    runtime: Runtime,
    interrupted: Cell<bool>,
}

impl Stage {
    fn build(chosen: Vec<Tool>, tools: &Tools) -> Result<Self> {
        let site = step("pages and other tools", || pages(&chosen, tools))?;
        let site = Arc::new(RwLock::new(site));
        let mut versions = BTreeMap::new();
        for tool in &chosen {
            versions.extend(peers::version(tool)?.map(|version| (tool.id.clone(), version)));
        }
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let driver = runtime.block_on(async { Driver::start(&server::start(&site)?).await })?;
        Ok(Self { tools: chosen, versions, site, driver, runtime, interrupted: Cell::new(false) })
    }

    fn measure(self, options: &Options) -> Result<Run> {
        let profiles: Vec<_> = match options.profile {
            Some(profile) => vec![profile],
            None => Profile::ALL.to_vec(),
        };
        let wanted = if options.quick { FEW_ROUNDS } else { options.rounds };
        let end = options.minutes.map(|minutes| Instant::now() + Duration::from_mins(minutes));
        let (mut samples, mut loads, mut rounds) = (Samples::default(), BTreeMap::new(), 0);
        while rounds < wanted && !end.is_some_and(|end| rounds > 0 && Instant::now() > end) {
            let is_due = |profile: Profile| {
                profile != Profile::Desktop || profiles.len() == 1 || rounds % DESKTOP_EVERY == 0
            };
            for profile in profiles.iter().copied().filter(|profile| is_due(*profile)) {
                step(&format!("{}, round {} of {wanted}", profile.name(), rounds + 1), || {
                    self.tools.iter().try_for_each(|tool| {
                        step(&tool.name, || self.visit(profile, tool, &mut samples, &mut loads))
                    })
                })?;
            }
            rounds += 1;
        }
        let growth = match self.tools.iter().find(|tool| tool.id == tool::OURS) {
            Some(ours) if options.scale => {
                step("growth", || self.wait(scale::measure(&self.driver, &self.site, ours, SCALE_ROUNDS)))?
            }
            _ => Vec::new(),
        };
        let browser = self.wait(async {
            let browser = self.driver.browser(Profile::Desktop).await?;
            let version = browser.version().await?;
            browser.quit().await?;
            Ok(version)
        })?;
        let Self { tools, versions, .. } = self;
        Ok(Run { tools, versions, profiles, rounds, samples, loads, growth, browser })
    }

    /// One round of one tool. On a machine that does much else a browser now and then does not start: then once more.
    fn visit(
        &self,
        profile: Profile,
        tool: &Tool,
        samples: &mut Samples,
        loads: &mut BTreeMap<String, Load>,
    ) -> Result<()> {
        let visit = || self.wait(visit::round(&self.driver, profile, tool));
        let round = visit()
            .or_else(|error| {
                ensure!(!self.interrupted.get(), "interrupted");
                progress::announce(&format!("{}, {}, once more: {error:#}", tool.name, profile.name()));
                visit()
            })
            .with_context(|| format!("{}, {}", tool.name, profile.name()))?;
        samples.add(profile, &tool.id, round.sample, round.pressure);
        let site = self.site.read().unwrap_or_else(PoisonError::into_inner);
        loads.insert(tool.id.clone(), Load::of(&site, tool, &round.session)?);
        Ok(())
    }

    /// An interrupted run ends the browsers too: they have a process group of their own.
    fn wait<T>(&self, work: impl Future<Output = Result<T>>) -> Result<T> {
        self.runtime.block_on(async {
            tokio::select! {
                done = work => done,
                _ = tokio::signal::ctrl_c() => {
                    self.interrupted.set(true);
                    bail!("interrupted")
                }
            }
        })
    }
}

fn pages(chosen: &[Tool], tools: &Tools) -> Result<site::Site> {
    let mut site = site::build(chosen, tools)?;
    if let Some(ours) = chosen.iter().find(|tool| tool.id == tool::OURS) {
        site::add_parts(&mut site, ours)?;
    }
    Ok(site)
}
