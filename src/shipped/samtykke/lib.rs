//! `samtykke.js`: the one place that wires everything.
//!
//! A turn is text in, text out: [`handle`] reads the [`Visit`], lets the gate decide and the dialog describe, and gives
//! the actions to perform. `src/README.md` describes both texts.
#![cfg_attr(target_family = "wasm", no_std)]
#![deny(unsafe_code)] // Denied, not forbidden: wasm-bindgen's expansion of the export below contains some.

use samtykke_core::text::Writer;
use samtykke_core::visit::{Control, Event};
use samtykke_core::{Actions, Consent, Settings, Visit};
use {samtykke_dialog as dialog, samtykke_gate as gate};

/// One turn, called by the runtime; see [`samtykke_wire::turn`].
#[cfg(target_family = "wasm")]
#[wasm_bindgen::prelude::wasm_bindgen(js_name = handle)]
pub fn handle_turn(length: usize) -> usize {
    samtykke_wire::turn(length, handle)
}

/// One turn: what the browser knows in, what the runtime shall do out.
///
/// An input that is not ours asks for nothing.
pub fn handle<W: Writer>(input: &str, out: &mut W) {
    let visit = &Visit::read(input);
    let settings = &Settings::new(visit.pairs);
    let stored = gate::valid(visit.cookie(), visit, settings);
    let stored = stored.as_ref();
    let actions = &mut Actions::new(out);
    match visit.event() {
        Event::Start => {
            gate::start(visit, settings, stored, actions);
            gate::state(settings, stored, actions);
            show(settings, stored, actions);
        }
        Event::Found => gate::found(visit.detail(), stored, actions),
        Event::Follow => {
            let before = gate::valid(visit.detail(), visit, settings);
            dialog::close(actions);
            gate::state(settings, stored, actions);
            gate::follow(visit, settings, before.as_ref(), stored, actions);
        }
        Event::Press(Control::Settings) => dialog::open_settings(settings, stored, actions),
        Event::Press(control) => press(visit, settings, stored, control, actions),
        Event::Unknown => {}
    }
}

/// No choice: the question. A choice: the control that opens it again.
fn show<W: Writer>(settings: &Settings, stored: Option<&Consent>, actions: &mut Actions<W>) {
    match stored {
        None => dialog::ask(settings, actions),
        Some(_) => dialog::offer_reopening(actions),
    }
}

/// The visitor answered: stored within the click, seen at the next paint, carried out after it.
fn press<'a, W: Writer>(
    visit: &Visit<'a>,
    settings: &Settings,
    stored: Option<&Consent<'a>>,
    control: Control,
    actions: &mut Actions<W>,
) {
    let choice = gate::answer(visit, settings, stored, control);
    if let Some(consent) = &choice {
        gate::record(visit, settings, consent, actions);
    }
    dialog::close(actions);
    if let Some(consent) = &choice {
        gate::state(settings, Some(consent), actions);
        actions.recipe("paint");
        gate::follow(visit, settings, stored, Some(consent), actions);
    }
}
