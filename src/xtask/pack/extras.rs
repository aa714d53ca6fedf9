//! What is copied or only lightly filled in: types, npm manifest, changelog, licence, demo site.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use walkdir::WalkDir;

use crate::workspace;

/// Writes them all.
pub fn write(dist: &Path) -> Result<()> {
    copy("pkg-config/samtykke.d.ts", &dist.join("samtykke.d.ts"))?;
    copy("pkg-config/CHANGELOG.md", &dist.join("CHANGELOG.md"))?;
    licences(dist)?;
    workspace::write(&dist.join("package.json"), npm_manifest()?)?;
    demo(&dist.join("demo"))
}

/// `LICENSE`, `LICENSE-MIT` and the like.
fn licences(dist: &Path) -> Result<()> {
    for entry in workspace::root().read_dir()? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.starts_with("LICENSE") {
            copy(&name, &dist.join(&name))?;
        }
    }
    Ok(())
}

/// The template with this version in it.
fn npm_manifest() -> Result<String> {
    let template = workspace::read(&workspace::path("pkg-config/package.json"))?;
    let mut manifest: serde_json::Value = serde_json::from_str(&template)?;
    let version = manifest.get_mut("version").context("pkg-config/package.json has no version")?;
    *version = workspace::version()?.into();
    Ok(serde_json::to_string_pretty(&manifest)? + "\n")
}

/// The whole of `www` but the texts, which ship by themselves.
fn demo(folder: &Path) -> Result<()> {
    let www = workspace::path("www");
    for entry in WalkDir::new(&www).sort_by_file_name() {
        let entry = entry?;
        let inside = entry.path().strip_prefix(&www)?;
        if entry.file_type().is_file() && !inside.starts_with("texts") {
            workspace::write(&folder.join(inside), workspace::read_bytes(entry.path())?)?;
        }
    }
    Ok(fs::create_dir_all(folder)?)
}

fn copy(from: &str, to: &Path) -> Result<()> {
    workspace::write(to, workspace::read_bytes(&workspace::path(from))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manifest_carries_the_version() {
        let manifest: serde_json::Value = serde_json::from_str(&npm_manifest().unwrap()).unwrap();
        assert_eq!(manifest["version"], env!("CARGO_PKG_VERSION"));
    }
}
