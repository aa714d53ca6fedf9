//! The inspector as one classic script.

use anyhow::Result;

use super::place::{self, Place};
use super::wasm::Bound;
use super::{cache, literal, script};
use crate::tools::Tools;
use crate::workspace;

/// Glue, entry and bytes in one file.
pub fn assemble(tools: &Tools, bound: &Bound) -> Result<String> {
    let entry = include_str!("inspector.js");
    let minified = cache::of("inspector-script.js", &[&bound.glue, entry.as_bytes()], || {
        let folder = tempfile::tempdir()?;
        let (main, glue) = (folder.path().join("inspector.js"), folder.path().join("glue.js"));
        workspace::write(&main, entry)?;
        workspace::write(&glue, &bound.glue)?;
        let alias = format!("--alias:samtykke-inspector-glue={}", glue.display());
        let bundle = script::bundle(tools, &main, &[&alias, EMPTY_IMPORT_META])?;
        script::minify(tools, &place::open(&bundle, &[Place::Module])?)
    })?;
    let module = literal::bytes(&bound.wasm);
    let whole = place::fill(std::str::from_utf8(&minified)?, &[(Place::Module, &module)])?;
    Ok(script::marked(&whole))
}

/// The glue could also fetch its module from beside itself; that part is never called and must not warn.
const EMPTY_IMPORT_META: &str = "--define:import.meta.url=\"\"";
