//! `cargo xtask check-settings FILE`: the set-up page's check, from the command line.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Args;
use samtykke_setup::{Weight, check, json};

#[derive(Args)]
pub struct Options {
    /// The JSON file that `data-config` names.
    file: PathBuf,
}

/// The command: one line for each problem. Fails if anything is wrong; what is only doubtful is said and passes.
pub fn run(options: &Options) -> Result<ExitCode> {
    let name = options.file.display().to_string();
    let text = std::fs::read_to_string(&options.file).with_context(|| format!("cannot read {name}"))?;
    let (lines, is_right) = report(&name, &text);
    for line in &lines {
        println!("{line}");
    }
    Ok(if is_right { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What to print, and whether the gate takes every setting.
fn report(name: &str, text: &str) -> (Vec<String>, bool) {
    let pairs = match json::read(text) {
        Ok(pairs) => pairs,
        Err(broken) => {
            return (vec![format!("{name}:{}:{}: {}", broken.line, broken.column, broken.reason)], false);
        }
    };
    let findings = check(&pairs);
    let mut lines: Vec<_> = findings
        .iter()
        .map(|one| {
            let weight = if one.weight == Weight::Wrong { "" } else { "perhaps: " };
            format!("{name}: {}: {weight}{}: {}", one.path, one.name, one.message)
        })
        .collect();
    let wrong = findings.iter().filter(|one| one.weight == Weight::Wrong).count();
    let count = pairs.iter().count();
    lines.push(match wrong {
        0 => format!("{name}: {count} settings, all right"),
        _ => format!("{name}: {count} settings, {wrong} wrong; the gate leaves those out"),
    });
    (lines, wrong == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_good_file_passes_with_one_line() {
        let (lines, is_right) = report("a.json", r#"{ "meta": "123456789012345", "mode": "basic" }"#);
        assert!(is_right);
        assert_eq!(lines, ["a.json: 2 settings, all right"]);
    }

    #[test]
    fn a_broken_file_names_line_column_and_reason() {
        let (lines, is_right) = report("a.json", "{\n  \"meta\": \"1\"\n  \"lang\": \"nb\"\n}");
        assert!(!is_right);
        assert_eq!(lines, ["a.json:3:3: expected `,` or `}` (a comma is missing before this)"]);
    }

    #[test]
    fn each_problem_has_its_path_and_fails() {
        let (lines, is_right) =
            report("a.json", r#"{ "meta": "G-ABC1", "texts": { "acept": "Ja" }, "mod": "basic" }"#);
        assert!(!is_right);
        assert_eq!(lines.len(), 4, "{lines:#?}");
        assert!(
            lines[0].starts_with("a.json: meta: malformed-setting: \"G-ABC1\" is no id of Meta"),
            "{lines:#?}"
        );
        assert!(lines[1].starts_with("a.json: texts.acept: perhaps: unknown-text"), "{lines:#?}");
        assert!(lines[2].contains("Did you mean \"mode\"?"), "{lines:#?}");
        assert!(lines[3].ends_with("3 settings, 2 wrong; the gate leaves those out"), "{lines:#?}");
    }

    #[test]
    fn what_is_only_doubtful_passes() {
        assert!(report("a.json", r#"{ "meta": "1234567" }"#).1);
    }
}
