//! The site owner's room: hold and release.
//!
//! [`start`] runs before any later script: consent default, queues, and what a stored choice releases. [`answer`] turns
//! a pressed control into a choice, [`record`] stores it, [`follow`] carries it out. [`found`] decides on marked tags.
#![cfg_attr(target_family = "wasm", no_std)]
#![forbid(unsafe_code)]

mod managed;
mod marked;
mod state;

use samtykke_core::consent::{Consent, Exceptions};
use samtykke_core::problem::{MALFORMED_COOKIE, Problem};
use samtykke_core::purpose::Purposes;
use samtykke_core::signals::{self, GOOGLE, MICROSOFT};
use samtykke_core::text::{self, Writer};
use samtykke_core::visit::Control;
use samtykke_core::{Actions, Settings, Visit, cookie};

pub use marked::found;

/// How many of the turn's random digits make a reference number: 48 bits, enough that two visitors of a site never
/// share one by chance.
const REFERENCE_DIGITS: usize = 12;

/// The choice in a cookie's value, if it is valid in this visit.
#[inline(never)]
pub fn valid<'a>(value: &'a str, visit: &Visit, settings: &Settings) -> Option<Consent<'a>> {
    cookie::parse(value).ok()?.valid(visit.today(), settings.revision())
}

/// The script runs: deny or restore, before anything else in the page can send a hit.
pub fn start<W: Writer>(
    visit: &Visit,
    settings: &Settings,
    consent: Option<&Consent>,
    actions: &mut Actions<W>,
) {
    announce(if visit.late() { "update" } else { "default" }, consent, actions);
    report_problems(visit, settings, actions);
    managed::prepare(settings, actions);
    managed::follow(visit, settings, None, consent, actions);
}

/// What pressing `control` means; `None` when it leaves things as they are.
pub fn answer<'a>(
    visit: &Visit<'a>,
    settings: &Settings,
    stored: Option<&Consent<'a>>,
    control: Control,
) -> Option<Consent<'a>> {
    let purposes = match control {
        Control::Accept => Purposes::ALL,
        Control::Reject => Purposes::NONE,
        Control::Save => Purposes::from_words(text::words(visit.detail())),
        Control::Close if stored.is_none() => Purposes::NONE,
        Control::Close | Control::Settings => return None,
    };
    let reference = stored.map(|consent| consent.reference).filter(|reference| !reference.is_empty());
    Some(Consent {
        purposes,
        exceptions: Exceptions::default(),
        day: Some(visit.today()),
        revision: settings.revision(),
        reference: reference.or_else(|| visit.random().get(..REFERENCE_DIGITS)).unwrap_or("0"),
    })
}

/// Stores the choice: inside the click, before anything is released.
pub fn record<W: Writer>(visit: &Visit, settings: &Settings, consent: &Consent, actions: &mut Actions<W>) {
    actions.compose("cookie ", |out| cookie::write(out, consent, visit.now(), settings.domain()));
}

/// Carries out a changed choice: consent signals, managed vendors, marked tags.
pub fn follow<W: Writer>(
    visit: &Visit,
    settings: &Settings,
    before: Option<&Consent>,
    consent: Option<&Consent>,
    actions: &mut Actions<W>,
) {
    announce("update", consent, actions);
    managed::follow(visit, settings, before, consent, actions);
    actions.recipe("scan \nannounce ");
}

/// Tells the page the present choice: `samtykke.consent`, and through the runtime its events.
pub fn state<W: Writer>(settings: &Settings, consent: Option<&Consent>, actions: &mut Actions<W>) {
    actions.compose("state ", |out| state::write(out, settings, consent));
}

/// Sends the state to Google and Microsoft, also for tags that the page or a container placed itself.
fn announce<W: Writer>(command: &str, consent: Option<&Consent>, actions: &mut Actions<W>) {
    let targets: [(&str, &[_]); 2] = [("consent dataLayer ", &GOOGLE), ("consent uetq ", &MICROSOFT)];
    for (action, grants) in targets {
        actions.compose(action, |out| {
            out.write(command);
            signals::write(out, grants, consent);
        });
    }
}

/// Names what the owner has to mend: in the settings, and in a cookie that cannot be read.
fn report_problems<W: Writer>(visit: &Visit, settings: &Settings, actions: &mut Actions<W>) {
    settings.problems(|problem| actions.warn(&problem));
    let value = visit.cookie();
    if let (false, Err(error)) = (value.is_empty(), cookie::parse(value)) {
        actions.warn(&Problem { name: MALFORMED_COOKIE, place: "samtykke", value, expected: error.text() });
    }
}
