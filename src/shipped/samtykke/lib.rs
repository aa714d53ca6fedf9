//! `samtykke.js`: the one place that wires everything.
//!
//! A turn is a pure function: [`handle`] takes the [`Visit`], lets the gate decide and the dialog describe, and gives the
//! actions to perform. `src/README.md` describes both.
//!
//! It is compiled twice: for the first turn and the first layer's answers (`samtykke.js`), and with the feature `whole` for
//! all that can come once `samtykke-later.js` is here.
#![cfg_attr(target_family = "wasm", no_std)]
#![deny(unsafe_code)] // Denied, not forbidden: wasm-bindgen's expansion of the exports contains some.

use samtykke_core::text::Writer;
use samtykke_core::visit::Event;
use samtykke_core::{Actions, Visit, cookie};
use {samtykke_dialog as dialog, samtykke_gate as gate};

#[cfg(target_family = "wasm")]
mod exports;
#[cfg(test)]
mod sequences;

/// One turn: what the browser knows in, what the runtime shall do out.
pub fn handle<W: Writer>(visit: &Visit, out: &mut W) {
    let actions = &mut Actions::new(out);
    let cookie = cookie::parse(visit.cookie);
    let stored = gate::valid(&cookie, visit);
    match visit.event {
        // Who must answer is asked first; what is held meanwhile can wait for the paint.
        Event::Start => {
            if cookie.is_err() && !visit.cookie.is_empty() {
                actions.recipe("warn malformed-cookie: samtykke");
            }
            gate::start(visit, stored, actions);
            // Where the owner says that nothing needs an answer, there is none to change either.
            if stored.is_some() || !visit.silent() {
                dialog::rest(visit, gate::is_asked(visit, stored), actions);
            }
            actions.recipe(if stored.is_some() { "carry" } else { "paint\ncarry" });
        }
        #[cfg(feature = "whole")]
        Event::Found => {
            if gate::found(visit, stored, actions) {
                dialog::close(visit, true, actions);
            }
        }
        #[cfg(feature = "whole")]
        Event::Settings => dialog::open_settings(visit, stored, actions),
        #[cfg(feature = "whole")]
        Event::Carry => {
            let before = cookie::parse(visit.detail);
            gate::carry(visit, gate::valid(&before, visit), stored, actions);
        }
        #[cfg(feature = "whole")]
        Event::Follow => {
            dialog::close(visit, gate::is_asked(visit, stored), actions);
            gate::state(visit, stored, actions);
            gate::tell(stored, actions);
        }
        // The visitor answered: stored within the click, seen at the next paint, carried out after it. Of what is no
        // answer, and this module is too small for, nothing follows.
        _ => {
            let Some(choice) = gate::answer(visit, stored) else {
                return dialog::close(visit, gate::is_asked(visit, stored), actions);
            };
            gate::record(visit, &choice, actions);
            dialog::close(visit, false, actions);
            dialog::confirm(actions);
            gate::state(visit, Some(&choice), actions);
            actions.recipe("paint");
            gate::tell(Some(&choice), actions);
        }
    }
}
