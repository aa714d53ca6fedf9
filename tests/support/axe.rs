//! What the accessibility checker axe finds in a page.

use crate::page::Page;
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio::time::{Instant, sleep};

/// How long it may take on a slow machine: it looks at every element many times.
const PATIENCE: Duration = Duration::from_mins(1);

/// Rules that a part of a page breaks, each with its first element; nothing it cannot decide by itself is counted.
pub async fn violations(page: &Page<'_>, selector: &str) -> Result<Vec<String>> {
    page.script::<Value>(&format!("{}\nreturn null;", source()?)).await?;
    let begin = format!(
        "window.axeFound = undefined;
         axe.run({selector:?}).then(({{ violations }}) => {{
           window.axeFound = violations.map(({{ id, nodes }}) => `${{id}}: ${{nodes[0].html}} (${{nodes[0].failureSummary}})`);
         }}, (error) => {{ window.axeFound = [String(error)]; }});
         return null;"
    );
    page.script::<Value>(&begin).await?;
    let end = Instant::now() + PATIENCE;
    while Instant::now() < end {
        if let Some(found) = page.script::<Option<Vec<String>>>("return window.axeFound ?? null;").await? {
            return Ok(found);
        }
        sleep(Duration::from_millis(200)).await;
    }
    bail!("axe came to no end within {PATIENCE:?}")
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
