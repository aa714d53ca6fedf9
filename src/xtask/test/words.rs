//! Words that must not stay in the tree: leftovers, and the names of one machine or of a registry's host.

use std::process::Command;

use anyhow::{Result, ensure};

use crate::{command, workspace};

/// Put together here, so that this file passes its own search.
const LEFTOVERS: &[&str] = &[
    concat!("to", "do!("),
    concat!("unimpl", "emented!("),
    concat!("db", "g!("),
    concat!("FIX", "ME"),
    concat!("XX", "X:"),
];

/// Folders of one machine; only where a path starts, so `example.com/work/` is fine.
const MACHINE_PATHS: &[&str] =
    &[concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/ho", "me/"), concat!("/tm", "p/")];

const HOSTS: &[&str] = &[
    concat!("registry.", "npmjs"),
    concat!("static.", "crates.io"),
    concat!("index.", "crates.io"),
    concat!("pypi.", "org"),
];

/// Searches every text file that git knows or would add.
pub fn check() -> Result<()> {
    let mut git = Command::new("git");
    git.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]).current_dir(workspace::root());
    let mut found = Vec::new();
    for name in command::output(&mut git)?.split_terminator('\0').filter(|name| *name != "Cargo.lock") {
        // A picture is no text; a file that was just deleted is no file.
        let Ok(text) = std::fs::read_to_string(workspace::path(name)) else { continue };
        for (number, line) in text.lines().enumerate() {
            found.extend(word_in(line).map(|word| format!("{name}:{}: {word}", number + 1)));
        }
    }
    ensure!(found.is_empty(), "words that must not stay:\n{}", found.join("\n"));
    Ok(())
}

fn word_in(line: &str) -> Option<&'static str> {
    let anywhere = LEFTOVERS.iter().chain(HOSTS).find(|word| line.contains(**word));
    let path =
        || MACHINE_PATHS.iter().find(|path| line.match_indices(**path).any(|(at, _)| starts_path(line, at)));
    anywhere.or_else(path).copied()
}

fn starts_path(line: &str, at: usize) -> bool {
    let before = line.get(..at).and_then(|before| before.chars().next_back());
    before.is_none_or(|one| !(one.is_alphanumeric() || "._-/~}*".contains(one)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leftovers_and_hosts_are_found() {
        assert_eq!(word_in(concat!("  db", "g!(value);")), Some(LEFTOVERS[2]));
        assert_eq!(word_in(concat!("// FIX", "ME later")), Some(LEFTOVERS[3]));
        assert!(word_in(concat!("https://registry.", "npmjs.example")).is_some());
        assert_eq!(word_in("let method = 1;"), None);
    }

    #[test]
    fn a_machine_path_counts_only_where_it_starts() {
        assert!(word_in(concat!("see /ro", "ot/.cache")).is_some());
        assert!(word_in(concat!("\"/wo", "rk/main\"")).is_some());
        assert_eq!(word_in(concat!("https://example.com/wo", "rk/")), None);
        assert_eq!(word_in(concat!("\"$folder/tm", "p/\"")), None);
    }
}
