//! What a finished WebAssembly module must and must not hold.

use std::collections::HashSet;

use anyhow::{Context, Result, ensure};
use wasm_encoder::{CodeSection, Function, Module, RawSection};
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

/// Fails unless the module is valid, needs nothing from outside and gives exactly `exports`.
pub fn check_boundary(module: &[u8], exports: &[String]) -> Result<()> {
    wasmparser::validate(module)?;
    let (mut imported, mut exported) = (Vec::new(), Vec::new());
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(section) => {
                for import in section {
                    let import = import?;
                    imported.push(format!("{}.{}", import.module, import.name));
                }
            }
            Payload::ExportSection(section) => {
                for export in section {
                    exported.push(export?.name.to_owned());
                }
            }
            _ => {}
        }
    }
    ensure!(imported.is_empty(), "the module must import nothing, but wants {}", imported.join(", "));
    exported.sort();
    let mut wanted = exports.to_vec();
    wanted.sort();
    ensure!(exported == wanted, "the module must export {wanted:?}, not {exported:?}");
    Ok(())
}

/// Fails when the name of any function holds one of the `forbidden` parts.
pub fn check_names(module: &[u8], forbidden: &[String]) -> Result<()> {
    let functions = function_names(module)?;
    ensure!(!functions.is_empty(), "the module has no function names left to check");
    let found: Vec<_> = functions
        .into_iter()
        .map(|(_, name)| name)
        .filter(|name| forbidden.iter().any(|part| name.contains(part)))
        .collect();
    ensure!(found.is_empty(), "panic, formatting or heap code got into the module: {found:#?}");
    Ok(())
}

/// The same module, in which every function whose name holds one of `parts` only traps: what panics says nothing in a
/// browser, but its words and their formatting would be carried there.
pub fn emptied(module: &[u8], parts: &[String]) -> Result<Vec<u8>> {
    let is_empty = |name: &str| parts.iter().any(|part| name.contains(part));
    let named = function_names(module)?.into_iter();
    let empty: HashSet<u32> = named.filter(|(_, name)| is_empty(name)).map(|(place, _)| place).collect();
    ensure!(!empty.is_empty() || parts.is_empty(), "no function's name holds any of {parts:?}");
    let mut result = Module::new();
    let (mut place, mut bodies, mut all) = (0, CodeSection::new(), 0);
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload?;
        if let Payload::ImportSection(imports) = &payload {
            for import in imports.clone() {
                place += u32::from(matches!(import?.ty, TypeRef::Func(_)));
            }
        }
        match payload {
            Payload::CodeSectionStart { count, .. } => all = count,
            Payload::CodeSectionEntry(body) => {
                if empty.contains(&place) {
                    let mut trap = Function::new([]);
                    trap.instructions().unreachable().end();
                    bodies.function(&trap);
                } else {
                    bodies.raw(module.get(body.range()).context("a body outside the module")?);
                }
                place += 1;
                if bodies.len() == all {
                    result.section(&bodies);
                }
            }
            payload => {
                let Some((id, range)) = payload.as_section() else { continue };
                let data = module.get(range).context("a section outside the module")?;
                result.section(&RawSection { id, data });
            }
        }
    }
    Ok(result.finish())
}

/// The functions that have a name, by place.
fn function_names(module: &[u8]) -> Result<Vec<(u32, String)>> {
    let mut names = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        let Payload::CustomSection(section) = payload? else { continue };
        let KnownCustom::Name(subsections) = section.as_known() else { continue };
        for subsection in subsections {
            let Name::Function(functions) = subsection? else { continue };
            for function in functions {
                let function = function?;
                names.push((function.index, function.name.to_owned()));
            }
        }
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `(module (func $core::fmt::pad (export "f")))`, with its name section.
    const NAMED: &[u8] = b"\0asm\x01\0\0\0\
        \x01\x04\x01\x60\0\0\
        \x03\x02\x01\0\
        \x07\x05\x01\x01f\0\0\
        \x0a\x04\x01\x02\0\x0b\
        \0\x17\x04name\x01\x10\x01\0\x0dcore::fmt::pa";

    /// `(module (import "e" "o" (func)))`
    const IMPORTING: &[u8] = b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\x02\x07\x01\x01e\x01o\0\0";

    fn list(names: &[&str]) -> Vec<String> {
        names.iter().map(|&name| name.to_owned()).collect()
    }

    #[test]
    fn exports_must_be_the_very_list() {
        check_boundary(NAMED, &list(&["f"])).unwrap();
        assert!(check_boundary(NAMED, &list(&[])).is_err());
        assert!(check_boundary(NAMED, &list(&["f", "g"])).is_err());
    }

    #[test]
    fn an_import_is_named() {
        let error = check_boundary(IMPORTING, &list(&[])).unwrap_err();
        assert!(error.to_string().contains("e.o"), "{error}");
    }

    #[test]
    fn forbidden_names_are_found() {
        check_names(NAMED, &list(&["core::panicking"])).unwrap();
        let error = check_names(NAMED, &list(&["core::fmt"])).unwrap_err();
        assert!(error.to_string().contains("core::fmt::pa"), "{error}");
        assert!(check_names(IMPORTING, &list(&["core::fmt"])).is_err(), "nothing to check is no success");
    }

    #[test]
    fn a_function_of_this_name_only_traps() {
        let emptied = emptied(NAMED, &list(&["core::fmt"])).unwrap();
        wasmparser::validate(&emptied).unwrap();
        let body: &[u8] = b"\x0a\x05\x01\x03\0\0\x0b";
        assert!(emptied.windows(body.len()).any(|part| part == body), "{emptied:x?}");
        assert_eq!(function_names(&emptied).unwrap(), [(0, "core::fmt::pa".to_owned())]);
        assert!(
            super::emptied(NAMED, &list(&["core::cell"])).is_err(),
            "a list that has no effect is out of date"
        );
    }

    #[test]
    fn what_is_no_module_is_refused() {
        assert!(check_boundary(b"\0asm", &list(&[])).is_err());
    }
}
