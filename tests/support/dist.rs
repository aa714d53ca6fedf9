//! The packed files under test, as `cargo xtask pack` leaves them.

use crate::answer::Answer;
use std::path::{Component, Path, PathBuf};

/// The workspace: where README and target live.
pub fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The folder with the packed files: `SAMTYKKE_DIST`, or `target/dist`.
pub fn folder() -> PathBuf {
    std::env::var_os("SAMTYKKE_DIST").map_or_else(|| workspace().join("target/dist"), PathBuf::from)
}

/// The bytes of one packed file; `None` when there is no such file.
pub fn read(path: &str) -> Option<Vec<u8>> {
    let path = Path::new(path.trim_start_matches('/'));
    let inside = path.components().all(|part| matches!(part, Component::Normal(_)));
    inside.then(|| std::fs::read(folder().join(path)).ok()).flatten()
}

/// A plain static server's answer for one path.
pub fn answer(path: &str) -> Answer {
    match read(path) {
        Some(body) => Answer::new(content_type(path), body),
        None => Answer::missing(),
    }
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("js") => "text/javascript; charset=utf-8",
        Some("json") => "application/json",
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        _ => "text/plain; charset=utf-8",
    }
}
