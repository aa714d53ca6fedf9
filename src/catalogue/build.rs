//! Reads the vendors' facts, refuses what is wrong, and writes them as static Rust.

#[path = "build/check.rs"]
mod check; // what no entry may get wrong
#[path = "build/entry.rs"]
mod entry; // what a vendor's entry may say
#[path = "build/generate.rs"]
mod generate; // entries -> Rust

use std::path::Path;
use std::{env, fs};

use anyhow::{Context, Result, ensure};

/// The files of `vendors/`, in the order of the catalogue.
const FILES: &[&str] = &[
    "google",
    "social",
    "microsoft",
    "automation",
    "advertising",
    "statistics",
    "behaviour",
    "media",
    "functional",
];

fn main() -> Result<()> {
    println!("cargo::rerun-if-changed=vendors");
    println!("cargo::rerun-if-changed=build");
    let folder = Path::new("vendors");
    ensure!(fs::read_dir(folder)?.count() == FILES.len(), "vendors/ has other files than build.rs names");
    let mut vendors = Vec::new();
    for name in FILES {
        let file = folder.join(name).with_extension("toml");
        let text = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
        vendors.extend(entry::read(&text).with_context(|| format!("in {}", file.display()))?);
    }
    check::all(&vendors)?;
    let out = env::var_os("OUT_DIR").context("cargo sets OUT_DIR")?;
    Ok(fs::write(Path::new(&out).join("vendors.rs"), generate::rust(&vendors))?)
}
