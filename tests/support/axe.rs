//! What the accessibility checker axe finds in a page.

use crate::page::Page;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

/// Rules that a part of a page breaks, each with its first element; nothing it cannot decide by itself is counted.
pub async fn violations(page: &Page<'_>, selector: &str) -> Result<Vec<String>> {
    page.script::<serde_json::Value>(&format!("{}\nreturn null;", source()?)).await?;
    page.script_until_done(&format!(
        "axe.run({selector:?}).then(({{ violations }}) => done(violations.map(({{ id, nodes }}) =>
           `${{id}}: ${{nodes[0].html}} (${{nodes[0].failureSummary}})`)), (error) => done([String(error)]));",
    ))
    .await
}

/// The script: `cargo xtask` names the folder of the JavaScript tools; without it, the one that it filled last is taken.
fn source() -> Result<String> {
    let folder = std::env::var_os("SAMTYKKE_NODE_MODULES").map(PathBuf::from).or_else(filled_last);
    let file =
        folder.context("no JavaScript tools: run `cargo xtask pack` once")?.join("axe-core/axe.min.js");
    std::fs::read_to_string(&file).with_context(|| format!("{} is missing", file.display()))
}

fn filled_last() -> Option<PathBuf> {
    let cache = Path::new(&std::env::var_os("HOME")?).join(".cache/samtykke");
    let folders =
        std::fs::read_dir(cache).ok()?.filter_map(|entry| Some(entry.ok()?.path().join("node_modules")));
    let with_axe = folders.filter(|folder| folder.join("axe-core").is_dir());
    with_axe.max_by_key(|folder| folder.metadata().and_then(|one| one.modified()).ok())
}
