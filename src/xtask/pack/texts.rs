//! The languages: one file each under `www/texts`.

use std::fs;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::workspace;

/// The language inside `samtykke.js`.
pub const INSIDE: &str = "en";

const FOLDER: &str = "www/texts";

/// All languages by name, sorted.
pub fn languages() -> Result<Vec<String>> {
    let mut languages = Vec::new();
    for entry in fs::read_dir(workspace::path(FOLDER)).context("www/texts is missing")? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "json")
            && let Some(name) = path.file_stem().and_then(|name| name.to_str())
        {
            languages.push(name.to_owned());
        }
    }
    languages.sort();
    ensure!(languages.iter().any(|language| language == INSIDE), "{FOLDER}/{INSIDE}.json is missing");
    Ok(languages)
}

/// The texts of one language, members in the file's order.
pub fn read(language: &str) -> Result<Value> {
    let file = workspace::path(FOLDER).join(format!("{language}.json"));
    serde_json::from_str(&workspace::read(&file)?).with_context(|| format!("{} is not JSON", file.display()))
}
