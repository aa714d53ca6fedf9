//! Managed vendors: named on the tag by an id, inserted by the runtime, so there is nothing in the page to hold.
//!
//! Until a vendor may run, a queue stands for it: calls wait while the visitor has not answered, are replayed by the
//! vendor's script when the answer is yes, and vanish when it is no.

use samtykke_core::decide::{Decision, Tag, Verdict, decide};
use samtykke_core::purpose::Purpose;
use samtykke_core::text::Writer;
use samtykke_core::vendor::Vendor;
use samtykke_core::{Actions, Consent, Visit};

/// The page begins: the vendors that may run do.
pub fn begin<W: Writer>(visit: &Visit, consent: Option<&Consent>, actions: &mut Actions<W>) {
    for vendor in visit.vendors.iter() {
        if decision(visit, &vendor, consent).verdict != Verdict::Hold {
            actions.ask("run ", vendor.id);
        }
    }
}

/// Brings every configured vendor from the choice `before` to the choice `consent`. Tells whether a vendor that was
/// withdrawn goes on until the page is loaded anew.
pub fn carry<W: Writer>(
    visit: &Visit,
    before: Option<&Consent>,
    consent: Option<&Consent>,
    actions: &mut Actions<W>,
) -> bool {
    let mut stays = false;
    for vendor in visit.vendors.iter() {
        let was = decision(visit, &vendor, before).verdict;
        let verdict = decision(visit, &vendor, consent).verdict;
        let returns = before.is_some() && was == Verdict::Hold && verdict != Verdict::Hold;
        if returns && !vendor.runs() {
            actions.ask("queue ", vendor.id);
        }
        if consent.is_some() && verdict != Verdict::Release {
            actions.ask("sweep ", vendor.id);
        }
        // A tag of Google's that has begun goes on with pings, in basic mode and where its signal is another one's yes.
        let pings_on = vendor.pings() && verdict == Verdict::Hold;
        let action = match (vendor.runs(), verdict) {
            (true, Verdict::Release) if was != Verdict::Release => "grant ",
            (true, Verdict::Release) => continue,
            (true, _) if was == Verdict::Release => {
                stays |= vendor.stays() || pings_on;
                "revoke "
            }
            (true, Verdict::Hold) if pings_on => {
                stays = true;
                continue;
            }
            (false, Verdict::Hold) if consent.is_some() => "forget ",
            (true, _) | (false, Verdict::Hold) => continue,
            (false, _) => "run ",
        };
        actions.ask(action, vendor.id);
    }
    stays
}

/// What may happen to a vendor's tag now.
#[inline(never)]
pub fn decision(visit: &Visit, vendor: &Vendor, consent: Option<&Consent>) -> Decision {
    // While Google's ads have a yes, a tag that shares their signal could not be told the no that is its own.
    let shares_a_yes = vendor.purpose == Purpose::Marketing
        && consent.is_some_and(|consent| consent.allows(Purpose::Marketing, b"google-ads"));
    let pings = vendor.pings() && !visit.basic() && !shares_a_yes;
    decide(consent, Tag { purpose: vendor.purpose, vendor: vendor.id, pings, since: vendor.since() })
}
