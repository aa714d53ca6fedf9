//! The visitor's room: what is seen.
//!
//! Views only describe; the runtime builds the elements. Every text is a text node, so no text can become markup.
#![cfg_attr(target_family = "wasm", no_std)]
#![forbid(unsafe_code)]

pub mod views;

use samtykke_core::decide::{Tag, Verdict, decide};
use samtykke_core::text::Writer;
use samtykke_core::{Actions, Consent, Purpose, Visit};

/// The purposes of the settings layer, in its order; the first is not asked, but its vendors are named like the others.
const LISTED: [Purpose; 4] =
    [Purpose::Necessary, Purpose::Functional, Purpose::Statistics, Purpose::Marketing];

/// Opens the settings layer on the present choice.
pub fn open_settings<W: Writer>(visit: &Visit, consent: Option<&Consent>, actions: &mut Actions<W>) {
    actions.recipe(views::LEAVE);
    actions.recipe("view settings");
    for purpose in LISTED {
        if purpose != Purpose::Necessary {
            let accepted = consent.is_some_and(|consent| consent.purposes.contains(purpose));
            actions.ask(
                if accepted { "view accepted-purpose " } else { "view purpose " },
                purpose.name().as_bytes(),
            );
        }
        let vendors = || visit.vendors.iter().filter(|vendor| vendor.purpose == purpose);
        if vendors().next().is_some() {
            actions.recipe("view vendors");
        }
        for vendor in vendors() {
            actions.ask("view name ", vendor.id);
        }
        for vendor in vendors() {
            // One that came after the answer was not asked about: nothing is ticked beforehand.
            let tag = Tag { purpose, vendor: vendor.id, pings: false, since: vendor.since() };
            let accepted = decide(consent, tag).verdict == Verdict::Release;
            let view = match (purpose, accepted) {
                (Purpose::Necessary, _) => "view necessary-vendor ",
                (_, true) => "view accepted-vendor ",
                (_, false) => "view vendor ",
            };
            actions.ask(view, vendor.id);
        }
    }
    if visit.objects() && !consent.is_some_and(|consent| consent.purposes.contains(Purpose::Marketing)) {
        actions.recipe("view objects");
    }
    actions.recipe("view answers");
}

/// Takes every layer away; asks the question if it `is_asked`, else offers to change the answer.
pub fn close<W: Writer>(visit: &Visit, is_asked: bool, actions: &mut Actions<W>) {
    actions.recipe(views::CLOSE);
    rest(visit, is_asked, actions);
}

/// What is in the page while nobody has opened anything: the question, or the control that opens the settings again, so
/// that withdrawing is as easy as consenting, on every page.
pub fn rest<W: Writer>(visit: &Visit, is_asked: bool, actions: &mut Actions<W>) {
    if !is_asked {
        return actions.recipe(views::REOPEN);
    }
    actions.recipe(if visit.modal() { views::LAYER_MODAL } else { views::LAYER });
    actions.recipe(views::QUESTION);
    actions.recipe(if visit.modal() { views::MODAL } else { views::SHOW });
}

/// Says that the choice is stored.
pub fn confirm<W: Writer>(actions: &mut Actions<W>) {
    actions.recipe(views::SAVED);
}
