//! `samtykke-inspector.js`: the marketer's view, loaded on demand.

use wasm_bindgen::prelude::wasm_bindgen;

/// Opens the inspector, or moves the focus to it where it is open already.
#[wasm_bindgen]
pub fn open() {
    samtykke_inspector::open();
}
