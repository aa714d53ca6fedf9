//! The pinned tools, each in its own versioned folder under the user's cache, shared by all checkouts.
//!
//! A folder is filled under another name and renamed at the end: a folder that is there is whole, and an
//! installation that broke off is simply done again.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::{command, hash, progress, workspace};

const GECKODRIVER: &str = "0.37.1";

/// Where the tools of packing are.
pub struct Tools {
    /// Folder of `wasm-bindgen` and `wasm-bindgen-test-runner`.
    pub wasm_bindgen: PathBuf,
    /// Folder of the npm programs.
    pub node: PathBuf,
}

impl Tools {
    /// `wasm-bindgen`, same version as the library.
    pub fn wasm_bindgen(&self) -> Command {
        Command::new(self.wasm_bindgen.join("wasm-bindgen"))
    }

    /// A program of `pkg-config/tools/package.json`; runs in the root.
    pub fn node(&self, program: &str) -> Command {
        let mut node = Command::new(self.node.join(".bin").join(program));
        node.current_dir(workspace::root());
        node
    }
}

/// Folder of wasm-bindgen's programs.
pub fn wasm_bindgen() -> Result<PathBuf> {
    let version = workspace::pinned("wasm-bindgen")?;
    cargo_tool("wasm-bindgen-cli", "wasm-bindgen", &version, "finishes the compiled WebAssembly")
}

/// Folder of geckodriver.
pub fn geckodriver() -> Result<PathBuf> {
    cargo_tool("geckodriver", "geckodriver", GECKODRIVER, "drives Firefox; Debian does not package it")
}

/// Folder with the npm programs' `.bin`.
pub fn node() -> Result<PathBuf> {
    npm("tools", "node", "the JavaScript tools (binaryen, esbuild, terser, typescript, eslint)")
}

/// Folder with the npm packages of the privacy tools and checkers that the tests run.
pub fn clients() -> Result<PathBuf> {
    npm("clients", "clients", "privacy tools and accessibility checkers for the tests (about 240 MB, once)")
}

/// Folder of the other consent tools, which the benchmark measures.
pub fn bench() -> Result<PathBuf> {
    npm("bench", "bench", "the consent tools that are measured beside ours")
}

/// The locked packages of `pkg-config/<list>`.
fn npm(list: &str, name: &str, what: &str) -> Result<PathBuf> {
    let sources = workspace::path("pkg-config").join(list);
    let lock = workspace::read_bytes(&sources.join("package-lock.json"))?;
    let folder = cache()?.join(format!("{name}-{}", hash::short(&[&lock])));
    let modules = folder.join("node_modules");
    if modules.is_dir() {
        return Ok(modules);
    }
    progress::announce(&format!("installing {what}"));
    fill(&folder, |part| {
        for name in ["package.json", "package-lock.json"] {
            workspace::write(&part.join(name), workspace::read_bytes(&sources.join(name))?)?;
        }
        let mut npm = Command::new("npm");
        npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(part);
        command::run(&mut npm).context("Node 20.19 or later with npm is needed for the JavaScript tools")
    })?;
    Ok(modules)
}

fn cargo_tool(package: &str, name: &str, version: &str, reason: &str) -> Result<PathBuf> {
    let folder = cache()?.join(format!("{name}-{version}"));
    let programs = folder.join("bin");
    if programs.join(name).is_file() {
        return Ok(programs);
    }
    progress::announce(&format!("installing {package} {version} (a few minutes, once): it {reason}"));
    fill(&folder, |part| {
        // The tool's own lock file first. A registry mirror may lack a version named there: then newer ones do.
        cargo_install(package, version, part, &["--locked"]).or_else(|first| {
            cargo_install(package, version, part, &[]).map_err(|second| second.context(first.to_string()))
        })
    })?;
    Ok(programs)
}

fn cargo_install(package: &str, version: &str, into: &Path, more: &[&str]) -> Result<()> {
    let mut cargo = command::cargo();
    cargo
        .args(["install", "--quiet", package, "--version", &format!("={version}"), "--root"])
        .arg(into)
        .args(more);
    // A target folder of this workspace must not be mixed into.
    command::run(cargo.env_remove("CARGO_TARGET_DIR"))
}

/// Fills a folder beside its final place, then moves it there in one go.
fn fill(folder: &Path, work: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
    let above = folder.parent().context("the cache folder has no parent")?;
    fs::create_dir_all(above)?;
    let part = tempfile::Builder::new().prefix(".unfinished-").tempdir_in(above)?;
    work(part.path())?;
    if folder.exists() {
        fs::remove_dir_all(folder)?; // Left by something that broke off.
    }
    fs::rename(part.keep(), folder).with_context(|| format!("cannot put {} in place", folder.display()))
}

/// `$XDG_CACHE_HOME/samtykke` or `~/.cache/samtykke`.
fn cache() -> Result<PathBuf> {
    let absolute = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let base = absolute("XDG_CACHE_HOME").or_else(|| absolute("HOME").map(|home| home.join(".cache")));
    Ok(base.context("neither XDG_CACHE_HOME nor HOME names a folder for the tools")?.join("samtykke"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_half_filled_folder_is_replaced_and_a_failure_leaves_nothing() {
        let above = tempfile::tempdir().unwrap();
        let folder = above.path().join("tool-1");
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("half"), "").unwrap();

        assert!(fill(&folder, |_| anyhow::bail!("no network")).is_err());
        assert!(folder.join("half").exists());

        fill(&folder, |part| Ok(fs::write(part.join("whole"), "")?)).unwrap();
        assert!(folder.join("whole").exists() && !folder.join("half").exists());
        assert_eq!(fs::read_dir(above.path()).unwrap().count(), 1);
    }
}
