//! One line per step: a spinner on a terminal, plain lines elsewhere. A step inside a step keeps to its own line's text.

use std::cell::RefCell;
use std::io::IsTerminal;
use std::time::{Duration, Instant};

use anyhow::Result;
use indicatif::{ProgressBar, ProgressStyle};

thread_local! {
    /// The line of the outermost step that is running.
    static LINE: RefCell<Option<ProgressBar>> = const { RefCell::new(None) };
}

/// Runs `work` under a name and prints the name with its seconds.
pub fn step<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    if let Some(outer) = LINE.with_borrow(Clone::clone) {
        outer.set_message(name.to_owned());
        let result = work();
        outer.set_message("");
        return result;
    }
    let start = Instant::now();
    let line = begin(name);
    LINE.set(Some(line.clone()));
    let result = work();
    LINE.take();
    line.finish_and_clear();
    let mark = if result.is_ok() { "✓" } else { "✗" };
    eprintln!("{mark} {name}  {:.1} s", start.elapsed().as_secs_f32());
    result
}

/// Announces something slow that is about to happen, with its reason.
pub fn announce(text: &str) {
    match LINE.with_borrow(Clone::clone) {
        Some(line) => line.suspend(|| eprintln!("· {text}")),
        None => eprintln!("· {text}"),
    }
}

fn begin(name: &str) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let line = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{spinner} {prefix}  {elapsed}  {msg:.dim}") {
        line.set_style(style);
    }
    line.set_prefix(name.to_owned());
    line.enable_steady_tick(Duration::from_millis(100));
    line
}
