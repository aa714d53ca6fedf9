//! The runtime as one minified classic script.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use samtykke_dialog::views::LATER;
use serde_json::Value;
use walkdir::WalkDir;

use super::place::{self, Place};
use super::{cache, catalogue, literal, texts};
use crate::tools::Tools;
use crate::{command, workspace};

const RUNTIME: &str = "src/runtime";

/// Marks the file as UTF-8 on pages of any charset.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// Tells Chromium that all functions run at once, so that it compiles them together and off the main thread. Measured on a
/// slow phone: 38 ms instead of 73. Source: V8, explicit compile hints.
const COMPILE_HINT: &str = "//# allFunctionsCalledOnLoad\n";

/// What is put into a minified runtime.
pub struct Contents<'a> {
    /// The module's literal, where there is one.
    pub module: Option<&'a str>,
    pub texts: &'a Value,
    /// The style sheet's literal.
    pub styles: &'a str,
}

/// What every runtime has a place for.
const PLACES: [Place; 5] = [Place::Texts, Place::Languages, Place::Vendors, Place::Styles, Place::Version];

/// The minified runtime with empty places.
pub fn runtime(tools: &Tools) -> Result<String> {
    let places = [&PLACES[..], &[Place::Module]].concat();
    let made = cache::of("runtime.js", &[&sources()?], || {
        let bundle = bundle(tools, &workspace::path(RUNTIME).join("samtykke.js"), &[])?;
        minify(tools, &place::open(&bundle, &places)?)
    })?;
    utf8(made)
}

/// The same around a module that is JavaScript itself.
pub fn runtime_without_wasm(tools: &Tools, module: &[u8]) -> Result<String> {
    let made = cache::of("nowasm.js", &[&sources()?, module], || {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("module.js");
        workspace::write(&file, module)?;
        let alias = format!("--alias:samtykke-module={}", file.display());
        let bundle = bundle(tools, &workspace::path(RUNTIME).join("samtykke-nowasm.js"), &[&alias])?;
        minify(tools, &place::open(&bundle, &PLACES)?)
    })?;
    utf8(made)
}

/// `samtykke-vendors.js`: the vendors that few sites name.
pub fn vendors(tools: &Tools) -> Result<String> {
    let made = cache::of("vendors.js", &[&sources()?], || {
        let bundle = bundle(tools, &workspace::path(RUNTIME).join("samtykke-vendors.js"), &[])?;
        minify(tools, &place::open(&bundle, &[Place::Vendors, Place::Forms])?)
    })?;
    let contents = [(Place::Vendors, &*catalogue::further()?), (Place::Forms, &catalogue::forms()?)];
    Ok(marked(&place::fill(&wrapped(&utf8(made)?), &contents)?))
}

/// `samtykke-later.js`: what can wait for the first paint.
pub fn later(tools: &Tools, module: &str) -> Result<String> {
    const PLACES: [Place; 7] =
        [Place::Module, Place::Vendors, Place::Views, Place::Styles, Place::Rest, Place::Room, Place::Texts];
    let made = cache::of("later.js", &[&sources()?], || {
        let bundle = bundle(tools, &workspace::path(RUNTIME).join("samtykke-later.js"), &[])?;
        minify(tools, &place::open(&bundle, &PLACES)?)
    })?;
    let views = LATER.map(|(name, recipe)| (name.to_owned(), Value::from(recipe)));
    let (_, texts) = texts::part(&texts::read(texts::INSIDE)?);
    let contents = [
        (Place::Module, module),
        (Place::Vendors, &*catalogue::later()?),
        (Place::Views, &literal::object(&Value::Object(views.into_iter().collect()))),
        (Place::Styles, &literal::text(&styles(tools, "settings.css")?)),
        (Place::Rest, &literal::text(&styles(tools, "rest.css")?)),
        (Place::Room, &literal::text(&styles(tools, "room.css")?)),
        (Place::Texts, &literal::object(&texts)),
    ];
    Ok(marked(&place::fill(&wrapped(&utf8(made)?), &contents)?))
}

/// A minified style sheet of the dialog.
pub fn styles(tools: &Tools, name: &str) -> Result<String> {
    sheet(tools, name, "src/dialog")
}

/// A minified style sheet.
pub fn sheet(tools: &Tools, name: &str, folder: &str) -> Result<String> {
    let file = workspace::path(folder).join(name);
    let source = workspace::read_bytes(&file)?;
    let made = cache::of(name, &[&source, b"important"], || {
        let minified = command::output(esbuild(tools, &file).arg("--minify"))?;
        Ok(important(minified.trim_end()).into_bytes())
    })?;
    utf8(made)
}

/// Every declaration made important: it ends before a `;` or `}`, which no value holds.
fn important(css: &str) -> String {
    let mut marked = String::with_capacity(css.len() * 2);
    let mut last = '{';
    for character in css.chars() {
        if matches!(character, ';' | '}') && !matches!(last, '{' | '}' | ';') {
            marked.push_str("!important");
        }
        marked.push(character);
        last = character;
    }
    marked
}

/// A finished script: mark, runtime, contents.
pub fn assemble(runtime: &str, contents: &Contents) -> Result<String> {
    let texts = literal::object(contents.texts);
    let version = literal::text(&workspace::version()?);
    let languages = literal::text(&texts::languages()?.join(" "));
    let vendors = catalogue::first()?;
    let mut all = vec![
        (Place::Texts, texts.as_str()),
        (Place::Languages, &languages),
        (Place::Vendors, &vendors),
        (Place::Styles, contents.styles),
        (Place::Version, &version),
    ];
    all.extend(contents.module.map(|module| (Place::Module, module)));
    Ok(marked(&format!("{COMPILE_HINT}{}", place::fill(runtime, &all)?)))
}

/// Minifying may take away the function around a script, and its names must not become the page's.
pub fn wrapped(script: &str) -> String {
    let script = script.trim_end().trim_end_matches(';');
    if script.starts_with("(()=>{") && script.ends_with("})()") {
        script.to_owned()
    } else {
        format!("(()=>{{{script}}})()")
    }
}

/// The byte order mark in front, one line end behind.
pub fn marked(script: &str) -> String {
    format!("{BYTE_ORDER_MARK}{}\n", script.trim_end())
}

/// Puts an entry and all it imports into one classic script.
pub fn bundle(tools: &Tools, entry: &Path, more: &[&str]) -> Result<String> {
    command::output(esbuild(tools, entry).args(["--bundle", "--format=iife", "--target=es2022"]).args(more))
}

/// terser: property names stay, everything else may go.
pub fn minify(tools: &Tools, script: &str) -> Result<Vec<u8>> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("script.js");
    workspace::write(&file, script)?;
    let mut terser = tools.node("terser");
    terser.arg(file).args(["--ecma", "2022", "--comments", "false", "--toplevel", "--mangle"]);
    Ok(command::output(terser.args(["--compress", "passes=3,unsafe_arrows=true"]))?.into_bytes())
}

fn esbuild(tools: &Tools, entry: &Path) -> Command {
    let mut esbuild = tools.node("esbuild");
    esbuild.arg(entry).args(["--charset=utf8", "--legal-comments=none", "--log-level=warning"]);
    esbuild
}

/// Names and contents of all files of the runtime, in order of name.
pub fn sources() -> Result<Vec<u8>> {
    let mut all = Vec::new();
    for entry in WalkDir::new(workspace::path(RUNTIME)).sort_by_file_name() {
        let entry = entry?;
        if entry.file_type().is_file() {
            all.extend_from_slice(entry.path().as_os_str().as_encoded_bytes());
            all.push(0);
            all.extend(workspace::read_bytes(entry.path())?);
            all.push(0);
        }
    }
    Ok(all)
}

pub fn utf8(bytes: Vec<u8>) -> Result<String> {
    String::from_utf8(bytes).context("a script or style sheet is not UTF-8")
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_declaration_is_important() {
        let css = "a{color:red;b:is(c,d){margin:0}@media print{display:none}}";
        let important =
            "a{color:red!important;b:is(c,d){margin:0!important}@media print{display:none!important}}";
        assert_eq!(super::important(css), important);
    }
}
