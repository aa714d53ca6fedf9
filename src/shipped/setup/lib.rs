//! `samtykke-setup.js`: the owner's set-up page.

use wasm_bindgen::prelude::wasm_bindgen;

/// Smaller than the standard library's.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// Fills the page and listens to it.
#[wasm_bindgen]
pub fn open() {
    samtykke_setup::page::open();
}
