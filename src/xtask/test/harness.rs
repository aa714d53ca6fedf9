//! Test programs: a run in which no test ran is a failure too.

use std::process::Command;

use anyhow::{Result, ensure};

use crate::command;

/// Runs test programs and says how many tests passed.
pub fn run(tests: &mut Command) -> Result<String> {
    let written = command::output(tests)?;
    let passed = passed(&written);
    ensure!(passed > 0, "no test ran:\n{written}");
    Ok(format!("  {passed} tests\n"))
}

/// Adds up the closing lines `test result: ok. 3 passed; …`.
fn passed(written: &str) -> usize {
    let closing = written.lines().filter_map(|line| line.trim().strip_prefix("test result: ok. "));
    closing.filter_map(|line| line.split(' ').next()?.parse::<usize>().ok()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_of_several_programs_add_up() {
        let written =
            "test result: ok. 3 passed; 0 failed\n\ntest result: ok. 40 passed; 0 failed; 1 ignored";
        assert_eq!(passed(written), 43);
        assert_eq!(passed("running 0 tests"), 0);
    }

    #[test]
    fn a_run_without_tests_fails() {
        assert!(run(Command::new("echo").arg("test result: ok. 0 passed")).is_err());
        assert_eq!(run(Command::new("echo").arg("test result: ok. 2 passed;")).unwrap(), "  2 tests\n");
    }
}
