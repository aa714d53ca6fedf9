//! `cargo xtask size`: packs, weighs, and compares with `pkg-config/budgets.toml`.

mod budget;
pub mod weight;

use anyhow::{Context, Result, ensure};
use walkdir::WalkDir;

use crate::tools::Tools;
use crate::{pack, setup, workspace};
use budget::{Budget, Budgets};
use weight::Weight;

/// The command.
pub fn run() -> Result<()> {
    let tools = setup::for_packing()?;
    pack::all(&tools)?;
    print!("{}", table(&tools)?);
    Ok(())
}

/// The table for the packed files.
///
/// # Errors
/// When a file is above its budget or has none; the table is part of the error then.
pub fn table(tools: &Tools) -> Result<String> {
    let budgets = Budgets::read()?;
    let mut table = heading();
    let mut too_heavy = Vec::new();
    for (pattern, budget) in budgets.iter() {
        let files: Vec<_> =
            shipped()?.into_iter().filter(|name| budgets.pattern_of(name) == Some(pattern)).collect();
        let mut weights = Vec::new();
        for name in &files {
            weights.push((Weight::of(&workspace::read_bytes(&workspace::dist().join(name))?)?, name));
        }
        // Of many alike, the heaviest speaks for all.
        let Some((weight, name)) = weights.into_iter().max_by_key(|(weight, _)| weight.brotli) else {
            continue;
        };
        let others = if files.len() > 1 { format!("  heaviest of {}", files.len()) } else { String::new() };
        table += &line(name, weight, Some(budget), &others);
        if weight.brotli > budget.max {
            too_heavy.push(format!("{name} is {} bytes above its budget", weight.brotli - budget.max));
        }
    }
    table += &parts(tools)?;
    ensure!(too_heavy.is_empty(), "{table}\n{}", too_heavy.join("\n"));
    Ok(table)
}

/// The shipped scripts and texts; each must have a budget.
fn shipped() -> Result<Vec<String>> {
    let (dist, budgets) = (workspace::dist(), Budgets::read()?);
    let mut names = pack::scripts(&dist)?;
    for entry in WalkDir::new(dist.join("texts")).sort_by_file_name() {
        let entry = entry?;
        if entry.file_type().is_file() {
            names.push(entry.path().strip_prefix(&dist)?.to_string_lossy().replace('\\', "/"));
        }
    }
    for name in &names {
        budgets.pattern_of(name).with_context(|| format!("{name} has no line in pkg-config/budgets.toml"))?;
    }
    Ok(names)
}

/// What `samtykke.js` is made of, each part compressed by itself.
fn parts(tools: &Tools) -> Result<String> {
    let parts = pack::parts(tools)?;
    let all: [(&str, &[u8]); 4] = [
        ("  wasm alone", &parts.module),
        ("  runtime alone", parts.runtime.as_bytes()),
        ("  styles alone", parts.styles.as_bytes()),
        ("  texts alone", parts.texts.as_bytes()),
    ];
    let mut lines = String::from("samtykke.js holds\n");
    for (name, bytes) in all {
        lines += &line(name, Weight::of(bytes)?, None, "");
    }
    Ok(lines)
}

fn heading() -> String {
    row("bytes", ["raw", "gzip -9", "brotli -11", "max", "goal", "stretch"].map(String::from), "")
}

fn line(name: &str, weight: Weight, budget: Option<Budget>, note: &str) -> String {
    let shown = |number: Option<usize>| number.map_or_else(String::new, |number| number.to_string());
    let Weight { raw, gzip, brotli } = weight;
    let limits = [budget.map(|one| one.max), budget.map(|one| one.goal), budget.and_then(|one| one.stretch)];
    let [max, goal, stretch] = limits.map(shown);
    row(name, [raw.to_string(), gzip.to_string(), brotli.to_string(), max, goal, stretch], note)
}

fn row(name: &str, [raw, gzip, brotli, max, goal, stretch]: [String; 6], note: &str) -> String {
    let line = format!("{name:<24}{raw:>8}{gzip:>9}{brotli:>12}{max:>8}{goal:>8}{stretch:>9}{note}");
    line.trim_end().to_owned() + "\n"
}
