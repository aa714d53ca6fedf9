//! The scripts that `samtykke.js` loads behind the first turn: the cookie page and the record.

use anyhow::Result;

use super::place::{self, Place};
use super::{cache, literal, script};
use crate::tools::Tools;
use crate::workspace;

/// `samtykke-declaration.js`, with its style sheet inside.
pub fn declaration(tools: &Tools) -> Result<String> {
    let styles = script::sheet(tools, "declaration.css", "src/runtime/declaration")?;
    part(tools, "declaration", &[(Place::Styles, &literal::text(&styles))])
}

/// `samtykke-record.js`.
pub fn record(tools: &Tools) -> Result<String> {
    part(tools, "record", &[])
}

fn part(tools: &Tools, name: &str, contents: &[(Place, &str)]) -> Result<String> {
    let file = format!("samtykke-{name}.js");
    let places: Vec<_> = contents.iter().map(|&(place, _)| place).collect();
    let made = cache::of(&file, &[&script::sources()?], || {
        let entry = workspace::path("src/runtime").join(name).join(&file);
        script::minify(tools, &place::open(&script::bundle(tools, &entry, &[])?, &places)?)
    })?;
    Ok(script::marked(&place::fill(&script::wrapped(&script::utf8(made)?), contents)?))
}
