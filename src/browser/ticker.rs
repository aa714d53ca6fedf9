//! Being told that time has passed, until dropped.

use std::fmt;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

use crate::edge::Room;
use crate::{Error, page};

/// Ticks from `new` until it is dropped.
pub struct Ticker {
    id: i32,
    _tick: Closure<dyn FnMut()>,
}

impl Ticker {
    /// Calls `tick` again and again, with `milliseconds` between; later in a hidden page.
    pub fn new(
        milliseconds: i32,
        room: Room,
        mut tick: impl FnMut() -> Result<(), Error> + 'static,
    ) -> Result<Self, Error> {
        let tick = Closure::<dyn FnMut()>::new(move || room.enter(&mut tick));
        let id = page::window()?
            .set_interval_with_callback_and_timeout_and_arguments_0(
                tick.as_ref().unchecked_ref(),
                milliseconds,
            )
            .map_err(Error::refused("setInterval"))?;
        Ok(Self { id, _tick: tick })
    }
}

impl Drop for Ticker {
    fn drop(&mut self) {
        if let Ok(window) = page::window() {
            window.clear_interval_with_handle(self.id);
        }
    }
}

impl fmt::Debug for Ticker {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Ticker")
    }
}
