//! `cargo xtask`: everything this project builds, serves, weighs and tests, in one native tool.
//!
//! | command | file |
//! |---|---|
//! | `serve` | `serve.rs`: the demo site on loopback |
//! | `test` | `test.rs`: everything CI runs |
//! | `pack` | `pack.rs`: the shipped files in `target/dist` |
//! | `size` | `size.rs`: their weight against `pkg-config/budgets.toml` |
//! | `bench` | `bench.rs`: how fast we are beside floors and other tools |
//! | `check-settings` | `check_settings.rs`: what is wrong in a settings file |
//! | `policy` | `policy.rs`: the server tier's headers for a site |
//!
//! Every command first runs `setup.rs`, which installs the tools that are missing and says why.
#![forbid(unsafe_code)]

mod bench;
mod browsers;
mod check_settings;
mod command;
mod hash;
mod pack;
mod policy;
mod progress;
mod serve;
mod setup;
mod size;
mod test;
mod tools;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Builds, serves, weighs and tests Samtykke. Missing tools are installed on the way.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build everything and serve the demo site on this machine.
    Serve(serve::Options),
    /// Run everything that CI runs: formatting, lints, types, unit tests, sizes, browsers.
    Test(test::Options),
    /// Build the shipped files into target/dist.
    Pack,
    /// Weigh the shipped files; fail above the budgets of pkg-config/budgets.toml.
    Size,
    /// Measure ours beside hand-written floors and other consent tools, in Chromium.
    Bench(bench::Options),
    /// Say what is wrong in a settings file, and where; fail if anything is.
    CheckSettings(check_settings::Options),
    /// Print response headers by consent for a site's web server: the server tier.
    Policy(policy::Options),
}

fn main() -> ExitCode {
    run(Arguments::parse().command).unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        ExitCode::FAILURE
    })
}

fn run(command: Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Serve(options) => serve::run(&options)?,
        Command::Test(options) => return test::run(&options),
        Command::Pack => pack::run()?,
        Command::Size => size::run()?,
        Command::Bench(options) => bench::run(&options)?,
        Command::CheckSettings(options) => return check_settings::run(&options),
        Command::Policy(options) => policy::run(&options)?,
    }
    Ok(ExitCode::SUCCESS)
}
