//! Keeps a slow step's result under a hash of everything it was made from.

use std::fs;

use anyhow::{Context, Result};

use crate::{hash, workspace};

/// The code of the steps: when it changes, so may what they make.
const STEPS: [&[u8]; 3] =
    [include_bytes!("wasm.rs"), include_bytes!("script.rs"), include_bytes!("inspector.rs")];

/// The pinned tools: another version may give other bytes.
const TOOLS: &str = "pkg-config/tools/package-lock.json";

/// The result for these inputs: kept from an earlier run, or made now.
pub fn of(name: &str, inputs: &[&[u8]], create: impl FnOnce() -> Result<Vec<u8>>) -> Result<Vec<u8>> {
    let (tools, bindgen) =
        (workspace::read_bytes(&workspace::path(TOOLS))?, workspace::pinned("wasm-bindgen")?);
    let key = hash::short(&[&STEPS[..], &[&tools, bindgen.as_bytes()], inputs].concat());
    let folder = super::between().join("kept").join(name);
    if let Ok(kept) = fs::read(folder.join(&key)) {
        return Ok(kept);
    }
    let created = create()?;
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let part = folder.join("part");
    workspace::write(&part, &created)?;
    fs::rename(&part, folder.join(&key)).context("cannot keep a step's result")?; // Whole or not at all.
    Ok(created)
}
