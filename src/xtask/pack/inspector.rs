//! The inspector as one classic script.

use anyhow::{Context, Result};
use wasmparser::{Parser, Payload};

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
    let whole = place::fill(std::str::from_utf8(&minified)?, &[(Place::Module, &parted(&bound.wasm)?)])?;
    Ok(script::marked(&whole))
}

/// Parts data and code in the literal: no byte becomes this character.
const MARK: char = '\u{200}';

/// The module as a literal, which the entry puts together again. Code has many bytes above 127, which UTF-8 doubles, so it
/// is turned: 0.8 % less after brotli. Its data are text, which compresses best as it is, and before what is none: 2 % less.
fn parted(wasm: &[u8]) -> Result<String> {
    let (code, data) =
        data_begin(wasm)?.and_then(|begin| wasm.split_at_checked(begin)).context("the module has no data")?;
    let turned: Vec<u8> = code.iter().map(|byte| byte ^ 0x76).collect();
    let [data, code] = [data, &turned].map(literal::wide_bytes);
    Ok(format!("'{}{MARK}{}'", data.trim_matches('\''), code.trim_matches('\'')))
}

/// Where the data begin; they are the last section.
fn data_begin(wasm: &[u8]) -> Result<Option<usize>> {
    for payload in Parser::new(0).parse_all(wasm) {
        if let Payload::DataSection(section) = payload? {
            return Ok(Some(section.range().start));
        }
    }
    Ok(None)
}

/// The glue could also fetch its module from beside itself; that part is never called and must not warn.
const EMPTY_IMPORT_META: &str = "--define:import.meta.url=\"\"";

#[cfg(test)]
mod tests {
    use super::*;

    /// `(module (memory 1) (data (i32.const 0) "a'\n\ff"))`
    const MODULE: &[u8] = b"\0asm\x01\0\0\0\x05\x03\x01\0\x01\x0b\x0a\x01\0\x41\0\x0b\x04a'\n\xff";

    #[test]
    fn the_entry_can_put_the_module_together() {
        let literal = parted(MODULE).unwrap();
        let (data, code) = literal.trim_matches('\'').split_once(MARK).unwrap();
        let byte = |one: char| (u32::from(one) % 256) as u8;
        let whole: Vec<u8> = code.chars().map(|one| byte(one) ^ 0x76).chain(data.chars().map(byte)).collect();
        assert_eq!(whole, MODULE);
        assert!(data.contains('a'), "data stay text");
    }

    #[test]
    fn a_module_without_data_is_told_of() {
        assert!(parted(b"\0asm\x01\0\0\0").is_err());
    }
}
