//! `samtykke-inspector.js`: the marketer's view, loaded on demand.

use wasm_bindgen::prelude::wasm_bindgen;

/// 2 kB smaller, compressed, than the standard library's.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// Opens the inspector, or moves the focus to it where it is open already.
#[wasm_bindgen]
pub fn open() {
    samtykke_inspector::open();
}
