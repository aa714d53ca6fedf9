//! The visitor's room: what is seen.
//!
//! Views only describe; the runtime builds the elements. Every text is a text node, so no text can become markup.
#![cfg_attr(target_family = "wasm", no_std)]
#![forbid(unsafe_code)]

mod views;

use samtykke_core::text::Writer;
use samtykke_core::{Actions, Consent, Purpose, Visit};

/// The purposes of the settings layer, in its order; the first is not asked, but its vendors are named like the others.
const LISTED: [Purpose; 4] =
    [Purpose::Necessary, Purpose::Functional, Purpose::Statistics, Purpose::Marketing];

/// Opens the settings layer on the present choice.
pub fn open_settings<W: Writer>(visit: &Visit, consent: Option<&Consent>, actions: &mut Actions<W>) {
    actions.recipe(views::SETTINGS);
    for purpose in LISTED {
        if purpose != Purpose::Necessary {
            let accepted = consent.is_some_and(|consent| consent.purposes.contains(purpose));
            actions.ask("for ", purpose.name().as_bytes());
            actions.recipe(if accepted { views::ACCEPTED_PURPOSE } else { views::PURPOSE });
        }
        for vendor in visit.vendors.iter() {
            if vendor.purpose == purpose {
                actions.ask(views::VENDOR, vendor.id);
            }
        }
    }
    actions.recipe(views::SAVE);
}

/// Takes every layer away; asks the question if it is not answered, else offers to change the answer.
pub fn close<W: Writer>(consent: Option<&Consent>, actions: &mut Actions<W>) {
    actions.recipe(views::CLOSE);
    rest(consent, actions);
}

/// What is in the page while nobody has opened anything: the question, or the control that opens the settings again, so
/// that withdrawing is as easy as consenting, on every page.
pub fn rest<W: Writer>(consent: Option<&Consent>, actions: &mut Actions<W>) {
    actions.recipe(if consent.is_some() { views::REOPEN } else { views::QUESTION });
}

/// Says that the choice is stored.
pub fn confirm<W: Writer>(actions: &mut Actions<W>) {
    actions.recipe(views::SAVED);
}
