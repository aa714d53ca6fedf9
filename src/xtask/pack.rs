//! `cargo xtask pack`: from sources to the shipped files in `target/dist`.
//!
//! | step | file |
//! |---|---|
//! | Rust → one small module | `pack/wasm.rs`, checked by `pack/module.rs` |
//! | runtime → one minified script | `pack/script.rs` |
//! | module, texts, styles, version → into the script | `pack/place.rs`, `pack/literal.rs` |
//! | languages | `pack/texts.rs` |
//! | the cookie page and the record, a file each | `pack/parts.rs` |
//! | the automatic tier, one file too | `pack/auto.rs` |
//! | what is known of vendors | `pack/catalogue.rs` |
//! | the inspector, one file too | `pack/inspector.rs` |
//! | the set-up page, likewise, and the schema of settings | `pack/setup.rs` |
//! | integrity and the tag to paste | `pack/integrity.rs` |
//! | server settings | `pack/headers.rs` |
//! | rules for privacy tools | `pack/rules.rs` |
//! | npm manifest, types, demo site | `pack/extras.rs` |
//!
//! The same input gives the same bytes. What an unchanged input gave last time is taken from `pack/cache.rs`.

mod auto;
mod cache;
mod catalogue;
mod extras;
pub mod headers;
mod inspector;
mod integrity;
mod literal;
mod module;
mod parts;
mod place;
mod rules;
mod script;
mod setup;
mod texts;
mod wasm;

pub use integrity::scripts;

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::progress::step;
use crate::tools::Tools;
use crate::{setup as tools_setup, workspace};

/// The command: packs, then prints the tag to paste.
pub fn run() -> Result<()> {
    all(&tools_setup::for_packing()?)?;
    println!("{}", integrity::tag()?);
    Ok(())
}

/// Writes every shipped file anew into a folder beside `target/dist`, then puts it in place.
///
/// Two at a time would write over each other: the second waits.
pub fn all(tools: &Tools) -> Result<()> {
    let lock = between().join("lock");
    workspace::write(&lock, "")?;
    let _held =
        File::open(&lock).and_then(|file| file.lock().map(|()| file)).context("cannot lock target/pack")?;
    let dist = workspace::path("target/dist.new");
    if dist.exists() {
        fs::remove_dir_all(&dist)?;
    }
    let settings = wasm::Settings::read()?;
    let first = step("samtykke: Rust to wasm", || wasm::first(tools, &settings))?;
    let whole = step("its later half: Rust to wasm", || wasm::whole(tools, &settings))?;
    let inspector = step("inspector: Rust to wasm", || wasm::inspector(tools, &settings))?;
    step("scripts", || write_scripts(tools, &dist, [&first, &whole], &inspector))?;
    let page = step("set-up page: Rust to wasm", || wasm::setup(tools, &settings))?;
    step("set-up page", || setup::write(tools, &dist, &page))?;
    step("types, headers, demo, integrity", || surroundings(&dist))?;
    put_in_place(&dist)
}

/// What `size` weighs one by one.
pub struct Parts {
    /// The WebAssembly module alone.
    pub module: Vec<u8>,
    /// The minified runtime with empty places.
    pub runtime: String,
    /// The minified style sheet.
    pub styles: String,
    /// The English texts as they stand in the script.
    pub texts: String,
}

/// The parts of `samtykke.js`; nearly free after `all`.
pub fn parts(tools: &Tools) -> Result<Parts> {
    let module = wasm::first(tools, &wasm::Settings::read()?)?;
    let texts = literal::object(&texts::part(&texts::read(texts::INSIDE)?).0);
    Ok(Parts {
        module,
        runtime: script::runtime(tools)?,
        styles: script::styles(tools, "dialog.css")?,
        texts,
    })
}

fn write_scripts(tools: &Tools, dist: &Path, modules: [&[u8]; 2], inspector: &wasm::Bound) -> Result<()> {
    let runtime = script::runtime(tools)?;
    let styles = literal::text(&script::styles(tools, "dialog.css")?);
    let [_, whole_module] = modules;
    let [first, whole] = modules.map(literal::bytes);
    for (module, bytes) in modules.into_iter().zip([&first, &whole]) {
        anyhow::ensure!(
            literal::decode(bytes).as_deref() == Some(module),
            "the module's literal reads back wrong"
        );
    }

    for language in texts::languages()? {
        let texts = texts::read(&language)?;
        // English comes in two parts, like the script; another language comes whole, in one request.
        let (name, inside) = if language == texts::INSIDE {
            ("samtykke.js".into(), &texts::part(&texts).0)
        } else {
            (format!("samtykke.{language}.js"), &texts)
        };
        let whole = script::Contents { module: Some(&first), texts: inside, styles: &styles };
        workspace::write(&dist.join(name), script::assemble(&runtime, &whole)?)?;
        workspace::write(&dist.join(format!("texts/{language}.json")), texts.to_string())?;
        let declaration = texts::declaration(&language)?;
        workspace::write(&dist.join(format!("texts/declaration/{language}.json")), declaration.to_string())?;
    }
    let texts = texts::part(&texts::read(texts::INSIDE)?).0;
    let nowasm = script::runtime_without_wasm(tools, &wasm::to_javascript(tools, whole_module)?)?;
    let contents = script::Contents { module: None, texts: &texts, styles: &styles };
    workspace::write(&dist.join("samtykke-nowasm.js"), script::assemble(&nowasm, &contents)?)?;
    workspace::write(&dist.join("samtykke-auto.js"), auto::assemble(tools)?)?;
    workspace::write(&dist.join("samtykke-later.js"), script::later(tools, &whole)?)?;
    workspace::write(&dist.join("samtykke-vendors.js"), script::vendors(tools)?)?;
    workspace::write(&dist.join("samtykke-declaration.js"), parts::declaration(tools)?)?;
    workspace::write(&dist.join("samtykke-record.js"), parts::record(tools)?)?;
    workspace::write(&dist.join("samtykke-inspector.js"), inspector::assemble(tools, inspector)?)
}

fn surroundings(dist: &Path) -> Result<()> {
    extras::write(dist)?;
    catalogue::write(dist)?;
    rules::write(dist)?;
    headers::write(dist)?;
    integrity::write(dist)
}

fn put_in_place(new: &Path) -> Result<()> {
    let dist = workspace::dist();
    if dist.exists() {
        fs::remove_dir_all(&dist)?;
    }
    fs::rename(new, &dist).context("cannot put target/dist in place")
}

/// A folder for what lies between source and shipped file.
fn between() -> PathBuf {
    workspace::path("target/pack")
}
