//! Managed vendors: named on the tag by an id, inserted by the runtime, so there is nothing in the page to hold.
//!
//! Until a vendor may run, a queue stands for it: calls wait while the visitor has not answered, are replayed by the
//! vendor's script when the answer is yes, and vanish when it is no.

use samtykke_core::decide::{Decision, Tag, Verdict, decide};
use samtykke_core::text::Writer;
use samtykke_core::vendors::Vendor;
use samtykke_core::{Actions, Consent, Visit};

/// Makes the queues of all configured vendors, so that no call throws.
pub fn prepare<W: Writer>(visit: &Visit, actions: &mut Actions<W>) {
    for (vendor, _) in visit.vendors.iter() {
        actions.ask("queue ", vendor.id);
    }
}

/// Brings every configured vendor from the choice `before` to the choice `consent`, and logs every verdict.
pub fn follow<W: Writer>(
    visit: &Visit,
    before: Option<&Consent>,
    consent: Option<&Consent>,
    actions: &mut Actions<W>,
) {
    for (vendor, bit) in visit.vendors.iter() {
        let was = decision(visit, vendor, before).verdict;
        let decision = decision(visit, vendor, consent);
        actions.log(decision, vendor.id);
        if consent.is_some() && decision.verdict != Verdict::Release {
            actions.ask("sweep ", vendor.id);
        }
        let action = match (visit.running.has(bit), decision.verdict) {
            (true, Verdict::Release) if was != Verdict::Release => "grant ",
            (true, Verdict::Release) => continue,
            (true, _) if was == Verdict::Release => "revoke ",
            (false, Verdict::Hold) if consent.is_some() => "forget ",
            (true, _) | (false, Verdict::Hold) => continue,
            (false, _) => {
                if before.is_some() && was == Verdict::Hold {
                    actions.ask("queue ", vendor.id);
                }
                "run "
            }
        };
        actions.ask(action, vendor.id);
    }
}

fn decision(visit: &Visit, vendor: &Vendor, consent: Option<&Consent>) -> Decision {
    let pings = vendor.pings && !visit.basic;
    decide(consent, Tag { purpose: vendor.purpose, vendor: vendor.id.as_bytes(), pings })
}
