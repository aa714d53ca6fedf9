//! The visitor's room: what is seen.
//!
//! Views only describe; the runtime builds the elements. Every text is a text node, so no text can become markup.
#![cfg_attr(target_family = "wasm", no_std)]
#![forbid(unsafe_code)]

mod views;

use samtykke_core::text::Writer;
use samtykke_core::{Actions, Consent, Purpose, Visit};

/// Asks the question.
pub fn ask<W: Writer>(actions: &mut Actions<W>) {
    actions.recipe(views::QUESTION);
}

/// Opens the settings layer on the present choice.
pub fn open_settings<W: Writer>(visit: &Visit, consent: Option<&Consent>, actions: &mut Actions<W>) {
    actions.recipe(views::SETTINGS);
    for purpose in Purpose::ASKED {
        let accepted = consent.is_some_and(|consent| consent.purposes.contains(purpose));
        actions.ask("for ", purpose.name().as_bytes());
        actions.recipe(if accepted { views::ACCEPTED_PURPOSE } else { views::PURPOSE });
        for vendor in visit.vendors.iter() {
            if vendor.purpose == purpose {
                actions.ask(views::VENDOR, vendor.id);
            }
        }
    }
    actions.recipe(views::SAVE);
}

/// Shows the small control that opens the settings again: withdrawing is as easy as consenting, on every page.
pub fn offer_reopening<W: Writer>(actions: &mut Actions<W>) {
    actions.recipe(views::REOPEN);
}

/// Takes every layer away, says that the choice is stored and offers to change it.
pub fn close<W: Writer>(actions: &mut Actions<W>) {
    actions.recipe(views::CLOSE);
    offer_reopening(actions);
}
