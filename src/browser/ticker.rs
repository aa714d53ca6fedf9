//! Being told that time has passed, until dropped.

use std::fmt;

use wasm_bindgen::JsCast;

use crate::edge::Room;
use crate::value::{Told, told};
use crate::{Error, page};

/// Ticks from `new` until it is dropped.
pub struct Ticker {
    id: i32,
    _tick: Told,
}

impl Ticker {
    /// Calls `tick` again and again, with `milliseconds` between; later in a hidden page.
    pub fn new(
        milliseconds: i32,
        room: Room,
        mut tick: impl FnMut() -> Result<(), Error> + 'static,
    ) -> Result<Self, Error> {
        let tick = told(Box::new(move |_| room.enter(&mut tick)));
        let id = page::window()
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
        page::window().clear_interval_with_handle(self.id);
    }
}

impl fmt::Debug for Ticker {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Ticker")
    }
}
