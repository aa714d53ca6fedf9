//! What a finished WebAssembly module must and must not hold.

use anyhow::{Result, ensure};
use wasmparser::{KnownCustom, Name, Parser, Payload};

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
    let names = function_names(module)?;
    ensure!(!names.is_empty(), "the module has no function names left to check");
    let found: Vec<_> =
        names.iter().filter(|name| forbidden.iter().any(|part| name.contains(part))).collect();
    ensure!(found.is_empty(), "panic, formatting or heap code got into the module: {found:#?}");
    Ok(())
}

fn function_names(module: &[u8]) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        let Payload::CustomSection(section) = payload? else { continue };
        let KnownCustom::Name(subsections) = section.as_known() else { continue };
        for subsection in subsections {
            let Name::Function(functions) = subsection? else { continue };
            for function in functions {
                names.push(function?.name.to_owned());
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
    fn what_is_no_module_is_refused() {
        assert!(check_boundary(b"\0asm", &list(&[])).is_err());
    }
}
