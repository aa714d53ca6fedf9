//! The table in `src/TIERS.md`: what the stories expect, and what they write with `SAMTYKKE_WRITE_MATRIX=1`.

use super::column::Column;
use super::seen::{NOTHING, Seen};
use super::shapes;
use anyhow::{Context, Result};
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use support::engine::Engine;
use support::{check, dist};

const BEGIN: &str = "<!-- matrix: begin -->\n";
const END: &str = "<!-- matrix: end -->";
/// What stands in a cell for an engine that has not been looked at.
const UNKNOWN: char = '-';

/// The engines write side by side.
static WRITING: Mutex<()> = Mutex::new(());

/// Letters by shape and column, one per engine in the order of [`Engine::ALL`]. A small letter is a race: sometimes
/// that, sometimes nothing.
struct Table(HashMap<String, Vec<Vec<char>>>);

/// Compares what was seen in one engine with the table, or writes it there.
pub fn agree(engine: Engine, column: Column, seen: &Seen) -> Result<()> {
    let _alone = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
    let text = std::fs::read_to_string(file()).with_context(|| format!("no {}", file().display()))?;
    let mut table = Table::read(&text)?;
    let mut differences = Vec::new();
    for &(id, found) in seen {
        let letter =
            table.letter(id, column, engine).with_context(|| format!("the table has no row {id}"))?;
        let expected = fits(found, *letter) || column.is_automatic() && is_speculation(found, *letter);
        if !expected {
            differences.push(format!("{id}: {found} instead of {letter}"));
            *letter = either(found, *letter);
        }
    }
    if std::env::var_os("SAMTYKKE_WRITE_MATRIX").is_some() {
        return Ok(std::fs::write(file(), table.write_into(&text)?)?);
    }
    check!(
        differences.is_empty(),
        "{} in {} is not as src/TIERS.md says: {}",
        column.name(),
        engine.name(),
        differences.join(", ")
    );
    Ok(())
}

/// A small letter allows for both outcomes of a race.
fn fits(found: char, letter: char) -> bool {
    found == letter || (letter.is_lowercase() && (found == NOTHING || found == letter.to_ascii_uppercase()))
}

/// Where a tag is held while the parser reads it, the browser may have asked for its address ahead, or not: the busier the
/// machine, the rarer.
fn is_speculation(found: char, letter: char) -> bool {
    found == NOTHING && letter == 'R'
}

/// What to write when a run has shown something else: of a race both ends are kept, in a small letter. A cell that was
/// emptied to `-` begins anew.
fn either(found: char, letter: char) -> char {
    match (found, letter) {
        (NOTHING, race) | (race, NOTHING) if race.is_ascii_uppercase() => race.to_ascii_lowercase(),
        _ => found,
    }
}

fn file() -> PathBuf {
    dist::workspace().join("src/TIERS.md")
}

fn place(engine: Engine) -> usize {
    Engine::ALL.iter().position(|one| *one == engine).unwrap_or_default()
}

impl Table {
    /// Every shape has a row, whether the text has it or not.
    fn read(text: &str) -> Result<Self> {
        let (_, inside, _) = parted(text)?;
        let mut rows: HashMap<String, Vec<Vec<char>>> = shapes::all()
            .into_iter()
            .map(|shape| (shape.id.into(), vec![vec![UNKNOWN; Engine::ALL.len()]; Column::ALL.len()]))
            .collect();
        for line in inside.lines() {
            let mut cells = line.trim_matches('|').split('|').map(str::trim);
            let id = cells.next().and_then(|title| title.split(' ').next()).unwrap_or_default();
            let Some(row) = rows.get_mut(id) else { continue };
            for (letters, cell) in row.iter_mut().zip(cells) {
                for (letter, written) in letters.iter_mut().zip(cell.chars()) {
                    *letter = written;
                }
            }
        }
        Ok(Self(rows))
    }

    fn letter(&mut self, id: &str, column: Column, engine: Engine) -> Option<&mut char> {
        let column = Column::ALL.iter().position(|one| *one == column)?;
        self.0.get_mut(id)?.get_mut(column)?.get_mut(place(engine))
    }

    fn write_into(&self, text: &str) -> Result<String> {
        let (before, _, after) = parted(text)?;
        let names: Vec<_> = Column::ALL.iter().map(|column| column.name()).collect();
        let mut out = format!(
            "{before}{BEGIN}| shape | {} |\n|---|{}\n",
            names.join(" | "),
            "---|".repeat(names.len())
        );
        for shape in shapes::all() {
            let row = self.0.get(shape.id).into_iter().flatten();
            let cells: Vec<String> = row.map(|letters| letters.iter().collect()).collect();
            out.extend(["| ", shape.id, " ", shape.title, " | ", &cells.join(" | "), " |\n"]);
        }
        let counts: Vec<_> = (0..Column::ALL.len()).map(|column| self.count(column)).collect();
        let all = shapes::all().len().to_string();
        out.extend(["| **leaks of ", &all, "** | ", &counts.join(" | "), " |\n"]);
        Ok(out + END + after)
    }

    /// How many shapes got through, engine by engine.
    fn count(&self, column: usize) -> String {
        let leaks = |engine: usize| {
            let letters = self.0.values().filter_map(|row| row.get(column)?.get(engine));
            letters.filter(|letter| ![NOTHING, UNKNOWN].contains(letter)).count().to_string()
        };
        (0..Engine::ALL.len()).map(leaks).collect::<Vec<_>>().join(" / ")
    }
}

fn parted(text: &str) -> Result<(&str, &str, &str)> {
    let (before, rest) = text.split_once(BEGIN).context("src/TIERS.md has no place for the matrix")?;
    let (inside, after) = rest.split_once(END).context("src/TIERS.md has no end of the matrix")?;
    Ok((before, inside, after))
}
