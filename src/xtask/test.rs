//! `cargo xtask test`: everything CI runs, in order; the first failure ends it.
//!
//! The steps are in `test/steps.rs`; `test/harness.rs` reads what test programs print, `test/words.rs` looks for leftovers.

mod harness;
mod steps;
mod words;

use std::process::ExitCode;

use anyhow::{Result, ensure};
use clap::{Args, ValueEnum};

use crate::progress;
use steps::Step;

#[derive(Args, Clone)]
pub struct Options {
    /// Only the steps whose name starts like this (and packing, where they need it).
    #[arg(long, value_name = "START")]
    only: Option<String>,
    /// Only this browser engine; may be given several times.
    #[arg(long = "engine", value_name = "NAME")]
    engines: Vec<Engine>,
    /// Run every story this many times.
    #[arg(long, value_name = "N")]
    repeat: Option<u32>,
    /// Only the stories whose name holds this text.
    #[arg(long, value_name = "TEXT")]
    story: Option<String>,
}

/// A browser engine.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum, Debug)]
pub enum Engine {
    Chromium,
    Firefox,
    Webkit,
}

impl Engine {
    const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::Webkit];

    /// As the stories know it.
    fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        }
    }
}

impl Options {
    fn engines(&self) -> Vec<Engine> {
        let wanted = |engine: &Engine| self.engines.is_empty() || self.engines.contains(engine);
        Engine::ALL.into_iter().filter(wanted).collect()
    }
}

/// The command. Its last line counts the steps.
pub fn run(options: &Options) -> Result<ExitCode> {
    let all = chosen(steps::all(options), options)?;
    let mut passed = 0;
    for step in all {
        match progress::step(&step.name, step.work) {
            Ok(report) => print!("{report}"),
            Err(error) => {
                eprintln!("\n{error:#}\n");
                println!("{passed} passed, 1 failed");
                return Ok(ExitCode::FAILURE);
            }
        }
        passed += 1;
    }
    println!("{passed} passed, 0 failed");
    Ok(ExitCode::SUCCESS)
}

/// The steps that `--only` and `--story` leave, with set-up and packing before those that need them.
fn chosen(all: Vec<Step>, options: &Options) -> Result<Vec<Step>> {
    let start = options.only.as_deref().unwrap_or(if options.story.is_some() { "stories" } else { "" });
    let named = |step: &Step| step.name.starts_with(start);
    ensure!(all.iter().any(named), "no step is called {start}…: {}", names(&all));
    let pack = all.iter().any(|step| named(step) && step.needs_pack);
    let browsers = all.iter().any(|step| named(step) && step.needs_browsers);
    let wanted = |step: &Step| match step.name.as_str() {
        steps::PACK if pack => true,
        steps::BROWSERS if browsers => true,
        _ => named(step),
    };
    Ok(all.into_iter().filter(wanted).collect())
}

fn names(all: &[Step]) -> String {
    all.iter().map(|step| step.name.as_str()).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(only: Option<&str>, story: Option<&str>, engines: &[Engine]) -> Options {
        Options {
            only: only.map(Into::into),
            engines: engines.to_vec(),
            repeat: None,
            story: story.map(Into::into),
        }
    }

    fn chosen_names(options: &Options) -> String {
        names(&chosen(steps::all(options), options).unwrap())
    }

    #[test]
    fn all_engines_unless_some_are_named() {
        assert_eq!(options(None, None, &[]).engines(), Engine::ALL);
        assert_eq!(options(None, None, &[Engine::Webkit]).engines(), [Engine::Webkit]);
    }

    #[test]
    fn a_step_brings_what_it_needs() {
        assert_eq!(chosen_names(&options(Some("format"), None, &[])), "format");
        assert_eq!(chosen_names(&options(Some("size"), None, &[])), "pack, size");
        assert_eq!(chosen_names(&options(None, Some("accept"), &[])), "browsers, pack, stories");
    }

    #[test]
    fn an_engine_has_its_own_browser_step() {
        let all = chosen_names(&options(Some("browser "), None, &[Engine::Firefox]));
        assert_eq!(all, "browsers, browser firefox");
        assert!(chosen(steps::all(&options(None, None, &[])), &options(Some("nothing"), None, &[])).is_err());
    }
}
