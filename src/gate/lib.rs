//! The site owner's room: hold and release.
//!
//! [`start`] runs before any later script: consent default, and what a stored choice releases. [`answer`] turns
//! an event into a choice, [`record`] stores it, [`tell`] tells it, [`carry`] carries it out. [`found`] decides on a
//! marked tag.
#![cfg_attr(target_family = "wasm", no_std)]
#![forbid(unsafe_code)]

mod managed;

use samtykke_core::consent::{Consent, Exceptions};
use samtykke_core::cookie::{self, CookieError};
use samtykke_core::decide::{Reason, Tag, Verdict, decide};
use samtykke_core::purpose::{Purpose, Purposes};
use samtykke_core::signals;
use samtykke_core::text::Writer;
use samtykke_core::visit::Event;
use samtykke_core::{Actions, Visit};

/// The choice that was read from a cookie, if it is valid in this visit.
pub fn valid<'c, 'a>(read: &'c Result<Consent<'a>, CookieError>, visit: &Visit) -> Option<&'c Consent<'a>> {
    read.as_ref().ok().filter(|consent| consent.is_valid(visit.today(), visit.months()))
}

/// The script runs: deny or restore, before anything else in the page can send a hit.
pub fn start<W: Writer>(visit: &Visit, consent: Option<&Consent>, actions: &mut Actions<W>) {
    // The default has denied all. To say so again would also undo what holds for single regions.
    if !visit.late() || consent.is_some() {
        announce(if visit.late() { "update" } else { "default" }, consent, actions);
    }
    if visit.regions() && consent.is_none() {
        actions.recipe(if visit.objects() { "consent region - + + -" } else { "consent region + + + +" });
    }
    // Whoever sees a tag come can read already why it may.
    state(visit, consent, actions);
    managed::begin(visit, consent, actions);
}

/// Whether the question stands open: never answered, or another one than this. Where the owner has named vendors and all
/// are necessary, there is nothing to ask.
pub fn is_asked(visit: &Visit, stored: Option<&Consent>) -> bool {
    asks(visit) && stored.is_none_or(|consent| !consent.answers(visit.revision))
}

/// Whether the named vendors need an answer. Without any there may still be marked tags, unless the owner says that there are
/// none.
fn asks(visit: &Visit) -> bool {
    !visit.silent()
        && (visit.vendors.is_empty()
            || visit.vendors.iter().any(|vendor| vendor.purpose != Purpose::Necessary))
}

/// What an event means for the choice; `None` when it leaves things as they are.
pub fn answer<'a>(visit: &Visit<'a>, stored: Option<&Consent<'a>>) -> Option<Consent<'a>> {
    let purposes = match visit.event {
        Event::Accept => Purposes::ALL,
        Event::Reject => Purposes::NONE,
        Event::Save => visit.ticked(),
        Event::Close if is_asked(visit, stored) => Purposes::NONE,
        _ => return None,
    };
    let exceptions = Exceptions::read(visit.detail)?;
    let reference = stored.map_or(&b""[..], |consent| consent.reference);
    Some(Consent {
        purposes,
        exceptions,
        day: Some(visit.today()),
        revision: visit.revision,
        reference: if reference.is_empty() { visit.random } else { reference },
    })
}

/// Stores the choice: inside the click, before anything is released.
pub fn record<W: Writer>(visit: &Visit, consent: &Consent, actions: &mut Actions<W>) {
    actions.compose("cookie ", |out| cookie::write(out, consent, visit.now, visit.months()));
}

/// Tells Google, Microsoft and tag managers of a changed choice, and has it carried out.
pub fn tell<W: Writer>(consent: Option<&Consent>, actions: &mut Actions<W>) {
    announce("update", consent, actions);
    actions.recipe("announce\ncarry");
}

/// Carries out the choice, given the one that was carried out `before`: vendors' own signals, what they left, tags.
pub fn carry<W: Writer>(
    visit: &Visit,
    before: Option<&Consent>,
    consent: Option<&Consent>,
    actions: &mut Actions<W>,
) {
    let stays = managed::carry(visit, before, consent, actions);
    actions.recipe("scan");
    if stays {
        actions.recipe("reload");
    }
}

/// Decides on a tag that the owner marked in the page: inert until we release it. Tells whether the visitor is to be asked
/// about it, and has not been.
pub fn found<W: Writer>(visit: &Visit, consent: Option<&Consent>, actions: &mut Actions<W>) -> bool {
    let Some(purpose) = visit.purpose() else { return false };
    let decision = decide(consent, Tag { purpose, vendor: visit.detail, pings: false, since: 0 });
    actions.log(decision, b"");
    if decision.verdict == Verdict::Release {
        actions.recipe("release");
    }
    decision.reason == Reason::NoAnswer && !asks(visit)
}

/// Tells the page the present choice and what it means for each vendor: `samtykke.consent`, its events, the decision log.
pub fn state<W: Writer>(visit: &Visit, consent: Option<&Consent>, actions: &mut Actions<W>) {
    actions.compose("state ", |out| {
        if let Some(consent) = consent {
            cookie::write_value(out, consent);
        }
        for vendor in visit.vendors.iter() {
            out.write(" ");
            managed::decision(visit, &vendor, consent).write(out);
            out.write_bytes(vendor.id);
        }
    });
}

/// Sends the state to Google and Microsoft, also for tags that the page or a container placed itself.
#[inline(never)]
fn announce<W: Writer>(command: &str, consent: Option<&Consent>, actions: &mut Actions<W>) {
    actions.compose("consent ", |out| {
        out.write(command);
        signals::write(out, consent);
    });
}
