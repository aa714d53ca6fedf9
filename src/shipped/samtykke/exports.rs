//! What the runtime calls: numbers cross, and one text in each direction; see [`samtykke_wire`].

use samtykke_core::{Visit, settings, text};
use samtykke_wire as wire;
use wasm_bindgen::prelude::wasm_bindgen;

/// One turn; see [`Visit::read`]. Gives the length of the actions' text.
#[wasm_bindgen]
pub fn handle(length: usize, event: u32, purposes: u32, now: u32, revision: u32, flags: u32) -> usize {
    wire::turn(length, |text, out| {
        if let Some(visit) = Visit::read([event, purposes, now, revision, flags], text) {
            crate::handle(&visit, out);
        }
    })
}

/// Checks a setting: a text of `length` bytes, `path=value`, or `path example=value` for a vendor. Gives the length of a
/// text that says what is wrong, 0 if nothing is.
#[wasm_bindgen]
pub fn check(length: usize) -> usize {
    wire::turn(length, |mut value, out| {
        let mut example = text::take(&mut value, b'=');
        let path = text::take(&mut example, b' ');
        if let Err(problem) = settings::check(path, example, value) {
            problem.write(out);
        }
    })
}
