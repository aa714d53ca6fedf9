//! The steps of `cargo xtask test`, in order.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use super::{Engine, Options, harness, words};
use crate::{command, pack, setup, size, tools, workspace};

pub const PACK: &str = "pack";
pub const BROWSERS: &str = "browsers";

/// One named step.
pub struct Step {
    pub name: String,
    /// Looks at `target/dist`.
    pub needs_pack: bool,
    /// Drives browsers.
    pub needs_browsers: bool,
    /// What it does; the text is shown when it succeeds.
    pub work: Box<dyn FnOnce() -> Result<String>>,
}

/// All steps for these options.
pub fn all(options: &Options) -> Vec<Step> {
    let mut steps = vec![
        quiet("format", format),
        quiet("clippy native", clippy_native),
        quiet("clippy wasm", clippy_wasm),
        quiet("types", types),
        quiet("eslint", eslint),
        quiet("words", words::check),
        step("unit", unit),
        quiet(BROWSERS, setup::for_browsers),
        quiet(PACK, || pack::all(&setup::for_packing()?)),
        Step { needs_pack: true, ..step("size", || size::table(&setup::for_packing()?)) },
    ];
    for engine in options.engines() {
        let browser = step(&format!("browser {}", engine.name()), move || browser(engine));
        steps.push(Step { needs_browsers: true, ..browser });
    }
    let told = options.clone();
    let stories = step("stories", move || stories(&told));
    steps.push(Step { needs_pack: true, needs_browsers: true, ..stories });
    let told = options.clone();
    let clients = step("clients", move || clients(&told));
    steps.push(Step { needs_pack: true, needs_browsers: true, ..clients });
    steps
}

fn step(name: &str, work: impl FnOnce() -> Result<String> + 'static) -> Step {
    Step { name: name.into(), needs_pack: false, needs_browsers: false, work: Box::new(work) }
}

fn quiet(name: &str, work: impl FnOnce() -> Result<()> + 'static) -> Step {
    step(name, || work().map(|()| String::new()))
}

/// Crates that run on this machine; the others exist for WebAssembly only.
const NATIVE: &[&str] = &[
    "samtykke-core",
    "samtykke-catalogue",
    "samtykke-policy",
    "samtykke-setup",
    "samtykke-gate",
    "samtykke-dialog",
    "xtask",
];
/// Without the standard library, and with it: wasm-bindgen's features must not be shared between the two.
const WASM_BARE: &[&str] = &["samtykke-wire", "shipped-samtykke"];
const WASM: &[&str] = &["samtykke-browser", "samtykke-inspector", "shipped-inspector", "shipped-setup"];
/// Of those, what has tests that need no browser.
const WITHOUT_BROWSER: &[&str] =
    &["samtykke-browser", "samtykke-inspector", "shipped-samtykke", "shipped-setup"];
const WATCHERS: &str = "samtykke-tests";
const WASM_TARGET: &[&str] = &["--target", "wasm32-unknown-unknown"];

fn format() -> Result<()> {
    setup::formatter_and_linter()?;
    command::run(command::cargo().args(["fmt", "--all", "--check", "--", "--color", "never"]))
}

fn clippy_native() -> Result<()> {
    setup::formatter_and_linter()?;
    clippy(&packages(NATIVE), &["--all-targets"])?;
    clippy(&packages(&[WATCHERS]), &["--lib", "--test", "stories", "--test", "clients"])
}

fn clippy_wasm() -> Result<()> {
    setup::for_packing()?;
    setup::formatter_and_linter()?;
    clippy(&packages(WASM_BARE), WASM_TARGET)?;
    clippy(&packages(WASM), WASM_TARGET)?;
    clippy(&packages(&[WATCHERS]), &[WASM_TARGET, &["--test", "browser"]].concat())
}

fn clippy(packages: &[&str], what: &[&str]) -> Result<()> {
    command::run(command::cargo().arg("clippy").args(packages).args(what).args(["--", "--deny", "warnings"]))
}

fn types() -> Result<()> {
    command::run(setup::for_packing()?.node("tsc").args(["--project", "pkg-config/tools/tsconfig.json"]))
}

fn eslint() -> Result<()> {
    let tools = setup::for_packing()?;
    let mut eslint = tools.node("eslint");
    eslint.args(["--config", "pkg-config/tools/eslint.config.mjs", "--max-warnings=0", "src/runtime"]);
    // The configuration lies in the checkout, what it imports in the tools' folder.
    command::run(eslint.env("SAMTYKKE_NODE_MODULES", &tools.node))
}

fn unit() -> Result<String> {
    harness::run(command::cargo().arg("test").args(packages(NATIVE)).args(packages(WITHOUT_BROWSER)))
}

/// wasm-bindgen's tests in one engine. The runner knows each driver by an environment variable of its own.
fn browser(engine: Engine) -> Result<String> {
    let path = path_with(&[setup::for_packing()?.wasm_bindgen, tools::geckodriver()?])?;
    let mut test = match engine {
        // Its driver needs a display, and is only started right under the name of Safari's.
        Engine::Webkit => {
            let mut with_display = Command::new("xvfb-run");
            with_display.arg("--auto-servernum").arg(command::cargo().get_program());
            with_display
        }
        _ => command::cargo(),
    };
    let (variable, driver) = match engine {
        Engine::Chromium => ("CHROMEDRIVER", "chromedriver"),
        Engine::Firefox => ("GECKODRIVER", "geckodriver"),
        Engine::Webkit => ("SAFARIDRIVER", "WebKitWebDriver"),
    };
    for other in ["CHROMEDRIVER", "GECKODRIVER", "SAFARIDRIVER"] {
        test.env_remove(other);
    }
    test.current_dir(workspace::root()).env("PATH", &path).env(variable, program(driver, &path)?);
    test.env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1"); // There is no sandbox for root.
    test.env("WASM_BINDGEN_TEST_TIMEOUT", "120"); // Seconds; a busy machine starts browsers slowly.
    harness::run(test.args(["test", "--package", WATCHERS, "--test", "browser"]).args(WASM_TARGET))
}

/// The stories: real pages in real browsers, against the packed files.
fn stories(options: &Options) -> Result<String> {
    harness::run(&mut watch("stories", options)?)
}

/// Privacy tools, scanners and accessibility checkers that nobody here wrote, against the packed files.
fn clients(options: &Options) -> Result<String> {
    let packages = setup::for_clients()?;
    harness::run(watch("clients", options)?.env("SAMTYKKE_CLIENTS", packages))
}

/// A test program that drives browsers.
fn watch(program: &str, options: &Options) -> Result<Command> {
    let engines: Vec<_> = options.engines().into_iter().map(Engine::name).collect();
    let mut test = command::cargo();
    test.args(["test", "--package", WATCHERS, "--test", program, "--"]).args(&options.story);
    test.env("PATH", path_with(&[tools::geckodriver()?])?);
    test.env("SAMTYKKE_DIST", workspace::dist()).env("SAMTYKKE_ENGINES", engines.join(","));
    test.env("SAMTYKKE_NODE_MODULES", setup::for_packing()?.node); // axe-core lies there.
    if let Some(repeat) = options.repeat {
        test.env("SAMTYKKE_REPEAT", repeat.to_string());
    }
    Ok(test)
}

fn packages<'a>(names: &[&'a str]) -> Vec<&'a str> {
    names.iter().flat_map(|&name| ["--package", name]).collect()
}

fn path_with(first: &[PathBuf]) -> Result<OsString> {
    let rest = std::env::var_os("PATH").unwrap_or_default();
    Ok(std::env::join_paths(first.iter().cloned().chain(std::env::split_paths(&rest)))?)
}

fn program(name: &str, path: &OsString) -> Result<PathBuf> {
    let found = std::env::split_paths(path).map(|folder| folder.join(name)).find(|file| file.is_file());
    found.with_context(|| format!("{name} is not on PATH"))
}
