//! cargo → wasm-bindgen → binaryen. Every flag is in `pkg-config/wasm.toml`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::json;

use super::{cache, module};
use crate::tools::Tools;
use crate::{command, workspace};

/// `pkg-config/wasm.toml`.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Settings {
    samtykke: Target,
    whole: Target,
    inspector: Target,
    setup: Target,
    wasm_bindgen: Flags,
    wasm_opt: Optimizer,
    #[serde(skip)]
    text: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Target {
    package: String,
    library: String,
    #[serde(default)]
    no_default_features: bool,
    opt_level: toml::Value,
    rustflags: Vec<String>,
    #[serde(rename = "bindgen-target")]
    bindgen: String,
    exports: Vec<String>,
    forbidden: Vec<String>,
    #[serde(default)]
    emptied: Vec<String>,
    optimizer: Vec<String>,
}

#[derive(Deserialize)]
struct Flags {
    flags: Vec<String>,
}

#[derive(Deserialize)]
struct Optimizer {
    flags: Vec<String>,
    features: Vec<String>,
}

impl Settings {
    pub fn read() -> Result<Self> {
        let file = "pkg-config/wasm.toml";
        let text = workspace::read(&workspace::path(file))?;
        let settings: Self = toml::from_str(&text).with_context(|| format!("{file} is not as expected"))?;
        Ok(Self { text, ..settings })
    }
}

/// A module with the JavaScript that wasm-bindgen made for it.
pub struct Bound {
    pub wasm: Vec<u8>,
    pub glue: Vec<u8>,
}

/// The module of `samtykke.js`: the first turn, and the first layer's answers.
pub fn first(tools: &Tools, settings: &Settings) -> Result<Vec<u8>> {
    visitor("first.wasm", &settings.samtykke, tools, settings)
}

/// That of `samtykke-later.js`: all turns.
pub fn whole(tools: &Tools, settings: &Settings) -> Result<Vec<u8>> {
    visitor("whole.wasm", &settings.whole, tools, settings)
}

/// A module on a visitor's path: no imports, only the exports the runtime calls, no panic or formatting code.
fn visitor(name: &str, target: &Target, tools: &Tools, settings: &Settings) -> Result<Vec<u8>> {
    let compiled = compile(target)?;
    cache::of(name, &[&compiled, settings.text.as_bytes()], || {
        let folder = tempfile::tempdir()?;
        let bound = bind(tools, target, settings, &compiled, folder.path())?;
        let trimmed = keep_exports(tools, target, settings, &bound, folder.path())?;
        module::check_names(&workspace::read_bytes(&trimmed)?, &target.forbidden)?;
        let small = optimize(tools, target, settings, &trimmed)?;
        // Shrinking can cut the last use of something: once more, until nothing is left to take away.
        let trimmed = keep_exports(tools, target, settings, &small, folder.path())?;
        let bytes = workspace::read_bytes(&optimize(tools, target, settings, &trimmed)?)?;
        module::check_boundary(&bytes, &target.exports)?;
        Ok(bytes)
    })
}

/// The inspector's module with wasm-bindgen's own JavaScript.
pub fn inspector(tools: &Tools, settings: &Settings) -> Result<Bound> {
    with_glue(tools, settings, &settings.inspector, "inspector")
}

/// The set-up page's, likewise.
pub fn setup(tools: &Tools, settings: &Settings) -> Result<Bound> {
    with_glue(tools, settings, &settings.setup, "setup")
}

fn with_glue(tools: &Tools, settings: &Settings, target: &Target, name: &str) -> Result<Bound> {
    let compiled = compile(target)?;
    let inputs: &[&[u8]] = &[&compiled, settings.text.as_bytes()];
    let mut made = None;
    let glue = cache::of(&format!("{name}.js"), inputs, || {
        let (wasm, glue) = renamed(tools, target, settings, &compiled)?;
        made = Some(wasm);
        Ok(glue)
    })?;
    let wasm = cache::of(&format!("{name}.wasm"), inputs, || match made {
        Some(wasm) => Ok(wasm),
        None => Ok(renamed(tools, target, settings, &compiled)?.0),
    })?;
    Ok(Bound { wasm, glue })
}

/// What wasm-opt has called the imports and exports: each module, old name and new name.
#[derive(Deserialize)]
struct Renamed {
    imports: Vec<(String, String, String)>,
    exports: Vec<(String, String)>,
}

/// Module and JavaScript with short names between them: hashes in 150 names are most of what cannot be compressed.
fn renamed(
    tools: &Tools,
    target: &Target,
    settings: &Settings,
    compiled: &[u8],
) -> Result<(Vec<u8>, Vec<u8>)> {
    let folder = tempfile::tempdir()?;
    let bound = bind(tools, target, settings, compiled, folder.path())?;
    workspace::write(&bound, module::emptied(&workspace::read_bytes(&bound)?, &target.emptied)?)?;
    let small = optimize(tools, target, settings, &bound)?;
    let output = folder.path().join("renamed.wasm");
    let mut rename = tools.node("wasm-opt");
    rename.arg(small).arg("--minify-imports-and-exports-and-modules").args(&settings.wasm_opt.features);
    let names = command::output(rename.arg("-o").arg(&output))?;
    let Renamed { imports, exports } =
        serde_json::from_str(&names).context("wasm-opt did not tell its names")?;
    let glue = workspace::read(&folder.path().join(format!("{}.js", target.library)))?;
    let short = |word: &str, after: &str| {
        let import = imports.iter().find(|(_, old, _)| old == word).map(|(.., new)| new);
        let export = exports.iter().find(|(old, _)| after.ends_with("wasm.") && old == word);
        import.or(export.map(|(_, new)| new)).cloned()
    };
    let mut renamed = String::new();
    let is_word = |letter: char| letter.is_ascii_alphanumeric() || letter == '_' || letter == '$';
    for part in glue.split_inclusive(|letter| !is_word(letter)) {
        let word = part.trim_end_matches(|letter| !is_word(letter));
        let new = short(word, &renamed).unwrap_or_else(|| word.to_owned());
        renamed += &new;
        renamed += part.get(word.len()..).unwrap_or_default();
    }
    // One module of imports, as wasm-bindgen makes it.
    let (module, ..) = imports.first().context("the module imports nothing")?;
    let renamed = renamed.replace(&format!("\"{module}\": "), "\"a\": ");
    Ok((workspace::read_bytes(&output)?, renamed.into_bytes()))
}

/// The same module as JavaScript, for pages whose policy forbids WebAssembly.
pub fn to_javascript(tools: &Tools, wasm: &[u8]) -> Result<Vec<u8>> {
    cache::of("nowasm-module.js", &[wasm], || {
        let folder = tempfile::tempdir()?;
        let (input, output) = (folder.path().join("module.wasm"), folder.path().join("module.js"));
        workspace::write(&input, wasm)?;
        let mut wasm2js = tools.node("wasm2js");
        command::run(wasm2js.arg(input).args(["-Oz", "--all-features", "-o"]).arg(&output))?;
        workspace::read_bytes(&output)
    })
}

/// Compiles one shipped crate. Its own target folder and flags: other builds are not disturbed.
fn compile(target: &Target) -> Result<Vec<u8>> {
    let part = if target.no_default_features { "-first" } else { "" };
    let folder = super::between().join("cargo").join(format!("{}{part}", target.library));
    let triple = "wasm32-unknown-unknown";
    let mut cargo = command::cargo();
    cargo.args(["build", "--release", "--target", triple, "--package", &target.package]);
    if target.no_default_features {
        cargo.arg("--no-default-features");
    }
    cargo
        .arg("--target-dir")
        .arg(&folder)
        .arg("--config")
        .arg(format!("profile.release.opt-level={}", target.opt_level));
    cargo.env("CARGO_ENCODED_RUSTFLAGS", rustflags(target).join("\u{1f}")).env_remove("RUSTFLAGS");
    command::run(&mut cargo)?;
    workspace::read_bytes(&folder.join(triple).join("release").join(format!("{}.wasm", target.library)))
}

/// The target's flags, and paths cut short: the same bytes on every machine, and no machine's paths inside.
fn rustflags(target: &Target) -> Vec<String> {
    let mut flags = target.rustflags.clone();
    flags.push(format!("--remap-path-prefix={}=.", workspace::root().display()));
    let home = |name: &str| std::env::var_os(name).map(PathBuf::from);
    if let Some(cargo) = home("CARGO_HOME").or_else(|| home("HOME").map(|home| home.join(".cargo"))) {
        flags.push(format!("--remap-path-prefix={}=cargo", cargo.display()));
    }
    flags
}

/// wasm-bindgen into `folder`; hands back the bound module's file.
fn bind(tools: &Tools, target: &Target, settings: &Settings, wasm: &[u8], folder: &Path) -> Result<PathBuf> {
    let input = folder.join("compiled.wasm");
    workspace::write(&input, wasm)?;
    let mut bindgen = tools.wasm_bindgen();
    bindgen.arg(input).args(["--target", &target.bindgen, "--out-name", &target.library, "--out-dir"]);
    command::run(bindgen.arg(folder).args(&settings.wasm_bindgen.flags))?;
    Ok(folder.join(format!("{}_bg.wasm", target.library)))
}

/// Removes whatever the target's exports do not reach; keeps function names.
fn keep_exports(
    tools: &Tools,
    target: &Target,
    settings: &Settings,
    wasm: &Path,
    folder: &Path,
) -> Result<PathBuf> {
    let names = target.exports.iter();
    let mut graph: Vec<_> = names.map(|name| json!({ "name": name, "export": name })).collect();
    graph.push(json!({ "name": "runtime", "root": true, "reaches": target.exports }));
    let (roots, output) = (folder.join("roots.json"), folder.join("trimmed.wasm"));
    workspace::write(&roots, serde_json::Value::from(graph).to_string())?;
    let mut metadce = tools.node("wasm-metadce");
    metadce.arg(wasm).arg("--graph-file").arg(roots).args(["--debuginfo", "--output"]).arg(&output);
    command::run(metadce.args(&settings.wasm_opt.features))?;
    Ok(output)
}

/// wasm-opt with all flags.
fn optimize(tools: &Tools, target: &Target, settings: &Settings, wasm: &Path) -> Result<PathBuf> {
    let output = wasm.with_extension("small.wasm");
    if output.exists() {
        fs::remove_file(&output)?;
    }
    let mut wasm_opt = tools.node("wasm-opt");
    wasm_opt
        .arg(wasm)
        .args(&settings.wasm_opt.flags)
        .args(&target.optimizer)
        .args(&settings.wasm_opt.features)
        .arg("-o")
        .arg(&output);
    command::run(&mut wasm_opt)?;
    Ok(output)
}
