//! The tools that are measured, as `tools.toml` lists them.

use anyhow::{Result, ensure};
use serde::Deserialize;

use crate::workspace;

/// Where pages, recipes and the probe lie.
pub const FOLDER: &str = "src/xtask/bench";

/// One tool and how it is used.
#[derive(Deserialize, Clone, Default, Debug)]
#[serde(deny_unknown_fields)]
pub struct Tool {
    /// Its key in the list and in addresses.
    #[serde(skip)]
    pub id: String,
    /// As people call it.
    pub name: String,
    /// What it is compared as.
    #[serde(default)]
    pub kind: Kind,
    /// The npm package that brings it.
    pub package: Option<String>,
    /// What is particular to how it is used here.
    pub about: Option<String>,
    /// Selector of the accept button; empty where there is no banner.
    #[serde(default)]
    pub accept: String,
    /// Selector of the button to the second layer; empty where the tool has none of its own.
    #[serde(default)]
    pub settings: String,
    /// Selector of something in the second layer.
    #[serde(default)]
    pub layer: String,
    /// Files of npm packages that are served as they are.
    #[serde(default)]
    pub files: Vec<String>,
    /// A file of `pages` that esbuild bundles.
    pub bundle: Option<String>,
    /// Whether the packed files are served.
    #[serde(default)]
    pub dist: bool,
}

/// What a tool is compared as.
#[derive(Deserialize, Clone, Copy, PartialEq, Eq, Default, Debug)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A floor, or a tool that leaves something to the site.
    #[default]
    Other,
    /// Ours.
    Ours,
    /// Has two layers and a gate of its own.
    Full,
}

impl Tool {
    /// The address of its page.
    pub fn address(&self) -> String {
        format!("/{}/", self.id)
    }
}

/// All tools in the order of the list, or those whose id starts with one of these names; always with the page alone and
/// the floors, which all others are compared with.
pub fn chosen(only: &[&str]) -> Result<Vec<Tool>> {
    let mut all = list()?;
    for name in only {
        let known = |tool: &Tool| is_named(tool, name);
        ensure!(all.iter().any(known), "no tool is called {name}: {}", ids(&all));
    }
    let compared = |tool: &Tool| [NONE, FLOOR, FLOOR_INLINE].contains(&tool.id.as_str());
    all.retain(|tool| only.is_empty() || compared(tool) || only.iter().any(|name| is_named(tool, name)));
    Ok(all)
}

/// The page alone.
pub const NONE: &str = "none";
/// What one script costs at least.
pub const FLOOR: &str = "floor-script";
/// What anything costs at least.
pub const FLOOR_INLINE: &str = "floor-inline";
/// Ours as our documentation recommends it.
pub const OURS: &str = "samtykke";
/// Ours, not blocking.
pub const OURS_ASYNC: &str = "samtykke-async";

/// Enough for a first impression: ours as recommended, and the fastest full peer.
pub const FEW: [&str; 2] = ["samtykke=", "orejime"];

/// `ours` are all forms of ours; a `=` at the end means exactly this one.
fn is_named(tool: &Tool, name: &str) -> bool {
    if let Some(exact) = name.strip_suffix('=') {
        return tool.id == exact;
    }
    if name == "ours" { tool.kind == Kind::Ours } else { tool.id.starts_with(name) }
}

fn ids(tools: &[Tool]) -> String {
    tools.iter().map(|tool| tool.id.as_str()).collect::<Vec<_>>().join(", ")
}

fn list() -> Result<Vec<Tool>> {
    let table: toml::map::Map<String, toml::Value> = workspace::read_toml(&format!("{FOLDER}/tools.toml"))?;
    let named = |(id, value): (String, toml::Value)| Ok(Tool { id, ..value.try_into()? });
    table.into_iter().map(named).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_names_what_others_are_compared_with() {
        let all = list().unwrap();
        for id in [NONE, FLOOR, FLOOR_INLINE, OURS, OURS_ASYNC] {
            assert!(all.iter().any(|tool| tool.id == id), "{id}");
        }
    }

    #[test]
    fn every_tool_has_a_page_and_every_full_one_two_layers() {
        for tool in list().unwrap() {
            assert!(workspace::path(&format!("{FOLDER}/pages/{}.html", tool.id)).is_file(), "{}", tool.id);
            assert!(tool.kind == Kind::Other || !tool.layer.is_empty(), "{}", tool.id);
        }
    }

    #[test]
    fn ours_names_every_form_of_it_and_an_unknown_name_is_refused() {
        assert_eq!(ids(&chosen(&["orejime"]).unwrap()), "none, floor-inline, floor-script, orejime");
        assert!(chosen(&["ours"]).unwrap().iter().filter(|tool| tool.kind == Kind::Ours).count() >= 2);
        assert!(chosen(&["nobody"]).is_err());
    }
}
