//! Where the clients' npm packages lie, and how Node runs them.

use anyhow::{Context, Result, bail};
use serde::de::DeserializeOwned;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;
use support::answer::Answer;
use tokio::process::Command;

/// The folder `node_modules`, which `cargo xtask` names.
pub fn folder() -> Result<PathBuf> {
    let folder = std::env::var_os("SAMTYKKE_CLIENTS").map(PathBuf::from);
    folder.context("SAMTYKKE_CLIENTS names no folder: run `cargo xtask test --only clients`")
}

/// A script of a package, as a file of the shop's.
pub fn script(path: &str) -> Result<Answer> {
    Ok(Answer::script(read(path)?))
}

/// A file of a package.
pub fn read(path: &str) -> Result<Vec<u8>> {
    let file = folder()?.join(path);
    std::fs::read(&file).with_context(|| format!("cannot read {}", file.display()))
}

/// A Node program with Debian's Chromium at hand; what it prints must be JSON.
pub async fn node<T: DeserializeOwned>(arguments: &[String]) -> Result<T> {
    let mut node = Command::new("node");
    node.args(arguments).stdin(Stdio::null()).kill_on_drop(true);
    node.env("CHROME_PATH", chromium());
    let done = tokio::time::timeout(Duration::from_secs(100), node.output()).await;
    let done = done.with_context(|| format!("no end in sight: node {arguments:?}"))??;
    let said = String::from_utf8_lossy(&done.stdout);
    if !done.status.success() {
        bail!(
            "node {arguments:?} failed: {}\n{}\n{said}",
            done.status,
            String::from_utf8_lossy(&done.stderr)
        );
    }
    serde_json::from_str(&said).with_context(|| format!("node {arguments:?} printed no JSON: {said:.200}"))
}

/// The Chromium that the clients start by themselves: they want its whole path.
fn chromium() -> PathBuf {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let on_path =
        std::env::split_paths(&folders).map(|folder| folder.join("chromium")).find(|file| file.is_file());
    std::env::var_os("CHROMIUM").map(PathBuf::from).or(on_path).unwrap_or_else(|| "chromium".into())
}
