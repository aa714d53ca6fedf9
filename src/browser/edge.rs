//! The way in from JavaScript. Whatever the page calls passes here, so that nothing of ours is thrown into it.

use wasm_bindgen::JsValue;

use crate::Error;
use crate::recipe::fill;

/// A room of the product, as named in its warnings.
#[derive(Clone, Copy, Debug)]
pub struct Room(
    /// The name, such as `inspector`.
    pub &'static str,
);

impl Room {
    /// Does the work. An error becomes one console warning, `samtykke: <room>: <what happened>`.
    pub fn enter(self, work: impl FnOnce() -> Result<(), Error>) {
        if let Err(error) = work() {
            self.warn(&error);
        }
    }

    // Once, not in every way in.
    #[inline(never)]
    fn warn(self, error: &Error) {
        let words = fill("samtykke: {}: {}", &[self.0, &error.words()]);
        web_sys::console::warn_1(&JsValue::from_str(&words));
    }
}
