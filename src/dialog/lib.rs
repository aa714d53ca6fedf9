//! The visitor's room: what is seen.
//!
//! Views only describe; the runtime builds the elements. Every text is a text node, so no text can become markup.
#![cfg_attr(target_family = "wasm", no_std)]
#![forbid(unsafe_code)]

mod first;
mod reopen;
mod settings_layer;
mod view;

use samtykke_core::text::{self, Writer};
use samtykke_core::{Actions, Consent, Settings, Visit, language};
use view::View;

/// Asks the question, if the texts are here in the visitor's language; else asks for the texts first.
pub fn ask<W: Writer>(visit: &Visit, settings: &Settings, actions: &mut Actions<W>) {
    if have_texts(visit, settings, actions) {
        first::draw(&mut View::new(visit, settings, actions));
    }
}

/// Opens the settings layer on the present choice.
pub fn open_settings<W: Writer>(visit: &Visit, settings: &Settings, consent: Option<&Consent>, actions: &mut Actions<W>) {
    if have_texts(visit, settings, actions) {
        let mut view = View::new(visit, settings, actions);
        view.hide(view::FIRST);
        settings_layer::draw(&mut view, consent);
    }
}

/// Shows the small control that opens the settings again.
pub fn offer_reopening<W: Writer>(visit: &Visit, settings: &Settings, actions: &mut Actions<W>) {
    if have_texts(visit, settings, actions) {
        reopen::draw(&mut View::new(visit, settings, actions));
    }
}

/// Takes every layer away and says that the choice is stored.
pub fn close<W: Writer>(visit: &Visit, settings: &Settings, actions: &mut Actions<W>) {
    let mut view = View::new(visit, settings, actions);
    view.hide(view::FIRST);
    view.hide(view::SETTINGS);
    view.say("saved");
    offer_reopening(visit, settings, actions);
}

/// Whether the texts of the visitor's language are here; asks for them if they are not.
///
/// Once they have been asked for, the visitor is asked in whatever language is here.
fn have_texts<W: Writer>(visit: &Visit, settings: &Settings, actions: &mut Actions<W>) -> bool {
    let wanted = text::words(settings.language()).chain(text::words(visit.languages));
    let language = language::choose(wanted);
    let here = visit.texts_tried || visit.inside == language;
    if !here {
        actions.send(&["texts", language]);
    }
    here
}
