//! Managed vendors: named on the tag by an id, inserted by the runtime, so there is nothing in the page to hold.
//!
//! Until a vendor may run, a queue stands for it: calls wait while the visitor has not answered, are replayed by the
//! vendor's script when the answer is yes, and vanish when it is no.

use samtykke_core::decide::{Decision, Tag, Verdict, decide};
use samtykke_core::text::Writer;
use samtykke_core::vendors::Vendor;
use samtykke_core::{Actions, Consent, Settings, Visit};

/// Makes the queues of all configured vendors, so that no call throws.
pub fn prepare<W: Writer>(settings: &Settings, actions: &mut Actions<W>) {
    for vendor in settings.vendors() {
        ask("queue ", vendor, settings, actions);
    }
}

/// Brings every configured vendor from the choice `before` to the choice `consent`, and logs every verdict.
pub fn follow<W: Writer>(
    visit: &Visit,
    settings: &Settings,
    before: Option<&Consent>,
    consent: Option<&Consent>,
    actions: &mut Actions<W>,
) {
    for vendor in settings.vendors() {
        let was = decision(settings, vendor, before).verdict;
        let decision = decision(settings, vendor, consent);
        actions.log(vendor.id, decision);
        if consent.is_some() && decision.verdict != Verdict::Release {
            ask("sweep ", vendor, settings, actions);
        }
        let action = match (visit.runs(vendor.id), decision.verdict) {
            (true, Verdict::Release) if was != Verdict::Release => "grant ",
            (true, Verdict::Release) => continue,
            (true, _) if was == Verdict::Release => "revoke ",
            (false, Verdict::Hold) if consent.is_some() => "forget ",
            (true, _) | (false, Verdict::Hold) => continue,
            (false, _) => {
                if before.is_some() && was == Verdict::Hold {
                    ask("queue ", vendor, settings, actions);
                }
                "run "
            }
        };
        ask(action, vendor, settings, actions);
    }
}

fn decision(settings: &Settings, vendor: &Vendor, consent: Option<&Consent>) -> Decision {
    let pings = vendor.pings && settings.advanced();
    decide(consent, Tag { purpose: vendor.purpose, vendor: vendor.id, pings })
}

/// Asks for something to be done with a vendor's tag, which has the owner's ids.
#[inline(never)]
fn ask<W: Writer>(action: &str, vendor: &Vendor, settings: &Settings, actions: &mut Actions<W>) {
    actions.compose(action, |out| {
        out.write(vendor.id);
        out.write(" ");
        out.write(settings.ids(vendor));
    });
}
