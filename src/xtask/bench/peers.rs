//! The other tools' files: installed from npm outside the checkout, bundled as their documentation says.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use walkdir::WalkDir;

use super::tool::{FOLDER, Tool};
use crate::tools::{self, Tools};
use crate::{command, workspace};

/// A served file: its name below the tool's folder, and its bytes.
pub type File = (String, Vec<u8>);

/// Every file of this tool.
pub fn files(tool: &Tool, tools: &Tools) -> Result<Vec<File>> {
    let mut files = Vec::new();
    let modules = if tool.package.is_some() { tools::bench()? } else { tools.node.clone() };
    for file in &tool.files {
        files.push((served_name(file), workspace::read_bytes(&modules.join(file))?));
    }
    if let Some(entry) = &tool.bundle {
        files.extend(bundle(entry, &modules, tools)?);
    }
    if tool.dist {
        files.extend(packed()?);
    }
    Ok(files)
}

/// The version that was installed.
pub fn version(tool: &Tool) -> Result<Option<String>> {
    let Some(package) = &tool.package else { return Ok(None) };
    let manifest = tools::bench()?.join(package).join("package.json");
    let manifest: serde_json::Value = serde_json::from_str(&workspace::read(&manifest)?)?;
    Ok(Some(
        manifest
            .get("version")
            .and_then(serde_json::Value::as_str)
            .with_context(|| format!("{package} has no version"))?
            .to_owned(),
    ))
}

/// The packed files, but for those of other languages.
fn packed() -> Result<Vec<File>> {
    let dist = workspace::dist();
    let mut files = Vec::new();
    for entry in WalkDir::new(&dist).sort_by_file_name() {
        let entry = entry?;
        let name = entry.path().strip_prefix(&dist)?.to_string_lossy().replace('\\', "/");
        if entry.file_type().is_file() && is_asked_for(&name) {
            files.push((name, workspace::read_bytes(entry.path())?));
        }
    }
    Ok(files)
}

/// What an English page may ask for: `samtykke.js` and what lies beside it, not `samtykke.nb.js` or `demo/shop.css`.
fn is_asked_for(name: &str) -> bool {
    let is_english = name.starts_with("texts/") && name.ends_with("/en.json");
    let is_beside = matches!(name.split_once('.'), Some((stem, "js" | "json")) if !stem.contains('/'));
    is_english || is_beside
}

fn bundle(entry: &str, modules: &Path, tools: &Tools) -> Result<Vec<File>> {
    let out = tempfile::tempdir()?;
    let mut esbuild = tools.node("esbuild");
    esbuild
        .arg(workspace::path(&format!("{FOLDER}/pages/{entry}")))
        .args([
            "--bundle",
            "--minify",
            "--format=iife",
            "--target=es2020",
            "--jsx=automatic",
            "--log-level=error",
        ])
        .arg(r#"--define:process.env.NODE_ENV="production""#)
        .arg(format!("--outdir={}", out.path().display()))
        .env("NODE_PATH", modules);
    command::run(&mut esbuild)?;
    let made =
        WalkDir::new(out.path()).into_iter().filter_map(Result::ok).filter(|file| file.file_type().is_file());
    made.map(|file| {
        Ok((file.file_name().to_string_lossy().into_owned(), workspace::read_bytes(file.path())?))
    })
    .collect()
}

/// `orejime/dist/a.js` is served as `a.js`, `tarteaucitronjs/css/a.css` as `css/a.css`.
fn served_name(file: &str) -> String {
    let mut parts: PathBuf = Path::new(file).components().skip(1).collect();
    if let Ok(inner) = parts.strip_prefix("dist") {
        parts = inner.to_path_buf();
    }
    parts.to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_keeps_its_folder_but_for_the_package_and_dist() {
        assert_eq!(served_name("orejime/dist/a.js"), "a.js");
        assert_eq!(served_name("tarteaucitronjs/css/a.css"), "css/a.css");
    }

    #[test]
    fn only_what_an_english_page_asks_for_is_served() {
        for name in [
            "samtykke.js",
            "samtykke-later.js",
            "catalogue.json",
            "texts/en.json",
            "texts/declaration/en.json",
        ] {
            assert!(is_asked_for(name), "{name}");
        }
        for name in ["samtykke.nb.js", "samtykke.d.ts", "texts/nb.json", "demo/shop.css", "rules/list.txt"] {
            assert!(!is_asked_for(name), "{name}");
        }
    }
}
