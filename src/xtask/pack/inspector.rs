//! The inspector as one classic script.

use anyhow::Result;

use super::place::{self, Place};
use super::wasm::Bound;
use super::{cache, literal, script};
use crate::tools::Tools;
use crate::workspace;

/// The inspector.
pub fn assemble(tools: &Tools, bound: &Bound) -> Result<String> {
    classic(tools, bound, "inspector", include_str!("inspector.js"))
}

/// Glue, entry and bytes in one file; the entry imports `samtykke-<name>-glue`.
pub fn classic(tools: &Tools, bound: &Bound, name: &str, entry: &str) -> Result<String> {
    let minified = cache::of(&format!("{name}-script.js"), &[&bound.glue, entry.as_bytes()], || {
        let folder = tempfile::tempdir()?;
        let (main, glue) = (folder.path().join("main.js"), folder.path().join("glue.js"));
        workspace::write(&main, entry)?;
        workspace::write(&glue, &bound.glue)?;
        let alias = format!("--alias:samtykke-{name}-glue={}", glue.display());
        let bundle = script::bundle(tools, &main, &[&alias, EMPTY_IMPORT_META])?;
        script::minify(tools, &place::open(&bundle, &[Place::Module])?)
    })?;
    // The entry undoes it. WebAssembly has many bytes above 127, which UTF-8 doubles: measured, 0.8 % less after brotli.
    let turned: Vec<u8> = bound.wasm.iter().map(|byte| byte ^ 0x76).collect();
    let module = literal::wide_bytes(&turned);
    let whole = place::fill(std::str::from_utf8(&minified)?, &[(Place::Module, &module)])?;
    Ok(script::marked(&whole))
}

/// The glue could also fetch its module from beside itself; that part is never called and must not warn.
const EMPTY_IMPORT_META: &str = "--define:import.meta.url=\"\"";
