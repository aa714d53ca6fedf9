//! The languages: two files each under `www/texts`, the dialog's and the declaration's.
//!
//! A file's `review` says who should still read it; it does not ship.

use std::fs;

use anyhow::{Context, Result, ensure};
use serde_json::{Map, Value};

use crate::workspace;

/// The language inside `samtykke.js`.
pub const INSIDE: &str = "en";

/// What a visitor reads first; the others come with `samtykke-later.js`.
const FIRST: [&str; 10] =
    ["language", "title", "intro", "policy", "accept", "reject", "settings", "open", "saved", "unsaved"];

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

/// The dialog's texts in one language, members in the file's order.
pub fn read(language: &str) -> Result<Value> {
    shipped(&format!("{language}.json"))
}

/// Parts a language's texts: the first layer's, and the others.
pub fn part(texts: &Value) -> (Value, Value) {
    let (first, mut rest): (Map<_, _>, Map<_, _>) = texts
        .as_object()
        .cloned()
        .unwrap_or_default()
        .into_iter()
        .partition(|(name, _)| FIRST.contains(&name.as_str()));
    rest.extend(first.get("language").map(|language| ("language".to_owned(), language.clone())));
    (first.into(), rest.into())
}

/// The texts of the declaration and the placeholders in one language.
pub fn declaration(language: &str) -> Result<Value> {
    shipped(&format!("declaration/{language}.json"))
}

fn shipped(name: &str) -> Result<Value> {
    let file = workspace::path(FOLDER).join(name);
    let text = workspace::read(&file)?;
    let mut texts: Map<String, Value> =
        serde_json::from_str(&text).with_context(|| format!("{} is not a JSON object", file.display()))?;
    texts
        .shift_remove("review")
        .with_context(|| format!("{} does not say who should review it", file.display()))?;
    Ok(texts.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(texts: &Value) -> Vec<&String> {
        texts.as_object().unwrap().keys().collect()
    }

    #[test]
    fn every_language_has_all_texts_in_the_same_order() {
        for language in languages().unwrap() {
            for read in [read, declaration] {
                let (english, texts) = (read(INSIDE).unwrap(), read(&language).unwrap());
                assert_eq!(names(&texts), names(&english), "{language}");
                assert_eq!(texts["language"], language.as_str());
                for (name, text) in texts.as_object().unwrap() {
                    assert!(text.as_str().is_some_and(|text| !text.trim().is_empty()), "{language} {name}");
                }
            }
        }
    }

    #[test]
    fn placeholders_stay() {
        let placeholders = |text: &Value| text.as_str().unwrap().matches(['{', '}']).count();
        let english = declaration(INSIDE).unwrap();
        for language in languages().unwrap() {
            for (name, text) in declaration(&language).unwrap().as_object().unwrap() {
                assert_eq!(placeholders(text), placeholders(&english[name]), "{language} {name}");
            }
        }
    }
}
