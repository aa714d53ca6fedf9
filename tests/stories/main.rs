//! Stories: what a visitor, a site owner and a marketer live through, watched from outside in three real browsers.
//! How to run one story in one browser: `tests/README.md`.
#![cfg_attr(not(target_arch = "wasm32"), forbid(unsafe_code))]

#[cfg(not(target_arch = "wasm32"))]
mod visitor; // the dialog: asked, answered, remembered, changed

#[cfg(not(target_arch = "wasm32"))]
fn main() -> anyhow::Result<()> {
    let stories = [visitor::STORIES].concat();
    support::stage::run(&stories)?.exit();
}

/// The stories are native; on WebAssembly there is nothing to tell.
#[cfg(target_arch = "wasm32")]
fn main() {}
