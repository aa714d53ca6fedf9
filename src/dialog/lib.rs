//! The visitor's room: what is seen.
//!
//! Views only describe; the runtime builds the elements. Every text is a text node, so no text can become markup.
#![cfg_attr(target_family = "wasm", no_std)]
#![forbid(unsafe_code)]

mod views;

use samtykke_core::text::Writer;
use samtykke_core::{Actions, Consent, Purpose, Settings, Visit, language};

/// Asks the question, if the texts are here in the visitor's language; else asks for the texts first.
pub fn ask<W: Writer>(visit: &Visit, settings: &Settings, actions: &mut Actions<W>) {
    if have_texts(visit, settings, actions) {
        draw("first section", visit, settings, actions);
        actions.recipe(views::QUESTION);
        if !settings.policy().is_empty() {
            actions.recipe_for(settings.policy(), views::POLICY);
        }
        actions.recipe(views::ANSWERS);
    }
}

/// Opens the settings layer on the present choice.
pub fn open_settings<W: Writer>(
    visit: &Visit,
    settings: &Settings,
    consent: Option<&Consent>,
    actions: &mut Actions<W>,
) {
    if have_texts(visit, settings, actions) {
        draw("settings dialog", visit, settings, actions);
        actions.recipe(views::SETTINGS);
        for purpose in Purpose::ASKED {
            let accepted = consent.is_some_and(|consent| consent.purposes.contains(purpose));
            actions.recipe_for(purpose.name(), views::SWITCH);
            actions.recipe(if accepted { views::TICKED } else { "" });
            actions.recipe(views::PURPOSE);
            for vendor in settings.vendors().filter(|vendor| vendor.purpose == purpose) {
                actions.ask("leaf small ", vendor.name);
            }
            actions.recipe(views::END_OF_PURPOSE);
        }
        actions.recipe(views::SAVE);
    }
}

/// Shows the small control that opens the settings again: withdrawing is as easy as consenting, on every page.
pub fn offer_reopening<W: Writer>(visit: &Visit, settings: &Settings, actions: &mut Actions<W>) {
    if have_texts(visit, settings, actions) {
        draw("reopen button", visit, settings, actions);
        actions.recipe(views::REOPEN);
    }
}

/// Takes every layer away and says that the choice is stored.
pub fn close<W: Writer>(visit: &Visit, settings: &Settings, actions: &mut Actions<W>) {
    actions.recipe(views::CLOSE);
    offer_reopening(visit, settings, actions);
}

/// Begins a layer, given its name and its element's tag, in place of the layer's former element.
#[inline(never)]
fn draw<W: Writer>(layer: &str, visit: &Visit, settings: &Settings, actions: &mut Actions<W>) {
    actions.compose("draw ", |out| {
        for part in [layer, " ", visit.texts(), " ", settings.layout()] {
            out.write(part);
        }
    });
}

/// Whether the texts of the visitor's language are here; asks for them if they are not.
///
/// Once they have been asked for, the visitor is asked in whatever language is here.
#[inline(never)]
fn have_texts<W: Writer>(visit: &Visit, settings: &Settings, actions: &mut Actions<W>) -> bool {
    let wanted = language::choose(settings.language()).or_else(|| language::choose(visit.languages())).unwrap_or("en");
    let here = visit.texts_tried() || visit.texts() == wanted;
    if !here {
        actions.ask("texts ", wanted);
    }
    here
}
