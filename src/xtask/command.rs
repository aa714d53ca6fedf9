//! Other programs: run quietly, and shown in full when they fail.

use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use anyhow::{Context, Result, bail};

/// Runs the command to its end and hands back what it wrote to standard output.
///
/// # Errors
/// When it cannot start, or ends with anything but success: then with all it wrote.
pub fn output(command: &mut Command) -> Result<String> {
    let line = shown(command);
    let done = command.stdin(Stdio::null()).output().with_context(|| format!("cannot start `{line}`"))?;
    if done.status.success() {
        return Ok(String::from_utf8_lossy(&done.stdout).into_owned());
    }
    bail!("`{line}` failed ({})\n{}", done.status, written(&done));
}

/// The same, where only success counts.
pub fn run(command: &mut Command) -> Result<()> {
    output(command).map(drop)
}

/// Whether a program of this name can be found.
pub fn exists(program: &str) -> bool {
    find(program).is_some()
}

/// Where the program of this name lies.
pub fn find(program: &str) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&folders).map(|folder| folder.join(program)).find(|file| file.is_file())
}

/// The Cargo that runs this tool, so that every step uses the same toolchain; always in the root.
pub fn cargo() -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(crate::workspace::root());
    cargo
}

/// What it said of its own work first: the verdict of a test program is then at the end.
fn written(done: &Output) -> String {
    let text = [&done.stderr, &done.stdout].map(|bytes| String::from_utf8_lossy(bytes).trim_end().to_owned());
    text.join("\n").trim().to_owned()
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn success_gives_the_output() {
        assert_eq!(output(Command::new("sh").args(["-c", "echo yes"])).unwrap(), "yes\n");
    }

    #[test]
    fn failure_shows_both_streams() {
        let error = run(Command::new("sh").args(["-c", "echo one; echo two >&2; exit 3"])).unwrap_err();
        let text = error.to_string();
        assert!(text.contains("one") && text.contains("two") && text.contains('3'), "{text}");
    }

    #[test]
    fn a_missing_program_is_named() {
        let error = run(&mut Command::new("no-such-program")).unwrap_err();
        assert!(error.to_string().contains("no-such-program"));
        assert!(!exists("no-such-program"));
    }
}
