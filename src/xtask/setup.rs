//! Makes a fresh machine ready. Needed beforehand: rustup, git, and Node 20.19 or later.
//!
//! Each `for_…` costs a few file look-ups and prints nothing when all is there.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::tools::{self, Tools};
use crate::{browsers, command, progress, workspace};

/// What `pack`, `size` and `serve` need: the compiler's target, wasm-bindgen and the JavaScript tools.
pub fn for_packing() -> Result<Tools> {
    wasm_target()?;
    let wasm_bindgen = tools::wasm_bindgen()?;
    let node = tools::node()?;
    Ok(Tools { wasm_bindgen, node })
}

/// What the tests in browsers need: the browsers and their drivers.
pub fn for_browsers() -> Result<()> {
    browsers::install()?;
    tools::geckodriver().map(drop)
}

/// What the step `clients` needs beside the browsers: the folder of its npm packages. None of them may fetch a browser
/// of its own, for `npm` runs without their scripts.
pub fn for_clients() -> Result<PathBuf> {
    tools::clients()
}

/// What the benchmark needs.
pub fn for_chromium() -> Result<()> {
    browsers::install_chromium()
}

fn wasm_target() -> Result<()> {
    let target = "wasm32-unknown-unknown";
    if toolchain()?.join("lib/rustlib").join(target).is_dir() {
        return Ok(());
    }
    progress::announce(&format!("adding the Rust target {target}: what browsers run"));
    rustup(&["target", "add", target])
}

/// What the first steps of `test` need.
pub fn formatter_and_linter() -> Result<()> {
    let programs = toolchain()?.join("bin");
    if programs.join("rustfmt").is_file() && programs.join("cargo-clippy").is_file() {
        return Ok(());
    }
    progress::announce("adding rustfmt and clippy: the tests check form and lints");
    rustup(&["component", "add", "rustfmt", "clippy"])
}

/// The folder of the toolchain whose Cargo runs this tool.
fn toolchain() -> Result<PathBuf> {
    if let Some(cargo) = std::env::var_os("CARGO").map(PathBuf::from)
        && let Some(folder) = cargo.ancestors().nth(2)
        && folder.join("lib/rustlib").is_dir()
    {
        return Ok(folder.to_path_buf());
    }
    let mut rustc = Command::new("rustc");
    let found = command::output(rustc.args(["--print", "sysroot"]).current_dir(workspace::root()))?;
    Ok(PathBuf::from(found.trim()))
}

/// rustup, in the root: the toolchain of rust-toolchain.toml is meant.
fn rustup(arguments: &[&str]) -> Result<()> {
    let mut rustup = Command::new("rustup");
    command::run(rustup.args(arguments).current_dir(workspace::root()))
        .context("rustup is needed to complete the Rust toolchain")
}
