//! Keeps a slow step's result under a hash of everything it was made from.

use std::fs;

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use crate::workspace;

/// The result for these inputs: kept from an earlier run, or made now.
///
/// The key holds this tool's own build and its JavaScript tools' lock too, as either may change what a step does.
pub fn of(name: &str, inputs: &[&[u8]], make: impl FnOnce() -> Result<Vec<u8>>) -> Result<Vec<u8>> {
    let mut hash = Sha256::new();
    for input in [own_build()?.as_bytes(), &workspace::read_bytes(&workspace::path(TOOLS))?].iter().chain(inputs) {
        hash.update((input.len() as u64).to_le_bytes());
        hash.update(input);
    }
    let key: String = hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    let folder = super::between().join("kept").join(name);
    if let Ok(kept) = fs::read(folder.join(&key)) {
        return Ok(kept);
    }
    let made = make()?;
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let part = folder.join(format!("{key}.part"));
    workspace::write(&part, &made)?;
    fs::rename(&part, folder.join(&key))?; // Whole or not at all.
    Ok(made)
}

const TOOLS: &str = "pkg-config/tools/package-lock.json";

fn own_build() -> Result<String> {
    let own = fs::metadata(std::env::current_exe()?).context("cannot look at this tool's own file")?;
    Ok(format!("{} {:?}", own.len(), own.modified()?))
}
