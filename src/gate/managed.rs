//! Managed vendors: named on the tag by an id, inserted by us, so there is nothing in the page to hold.
//!
//! Until a vendor may run, a queue stands for it: calls wait while the visitor has not answered, are replayed by the
//! vendor's script when the answer is yes, and vanish when it is no.

use samtykke_core::decide::{Decision, Tag, Verdict, decide};
use samtykke_core::text::{self, Writer};
use samtykke_core::vendors::Vendor;
use samtykke_core::{Actions, Consent, Settings, Visit};

/// Makes the queues of all configured vendors, so that no call throws.
pub fn prepare<W: Writer>(settings: &Settings, actions: &mut Actions<W>) {
    for vendor in settings.vendors() {
        let first = !settings.vendors().take_while(|other| other.id != vendor.id).any(|other| share(vendor, other));
        if first {
            actions.recipe(vendor.script.begin, settings.ids(vendor));
        }
        queue(settings, vendor, actions);
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
        let was = verdict(settings, vendor, before).verdict;
        let decision = verdict(settings, vendor, consent);
        actions.log(vendor.id, decision);
        if consent.is_some() && decision.verdict != Verdict::Release {
            sweep(visit, vendor, actions);
        }
        match (runs(visit, vendor), decision.verdict) {
            (true, Verdict::Release) if was != Verdict::Release => actions.recipe(vendor.grant, settings.ids(vendor)),
            (true, Verdict::Hold) if was == Verdict::Release => actions.recipe(vendor.revoke, settings.ids(vendor)),
            (true, _) => {}
            (false, Verdict::Hold) if consent.is_some() => forget(settings, vendor, consent, actions),
            (false, Verdict::Hold) => {}
            (false, _) => {
                if before.is_some() && was == Verdict::Hold {
                    queue(settings, vendor, actions);
                }
                run(settings, vendor, actions);
            }
        }
    }
}

fn verdict(settings: &Settings, vendor: &Vendor, consent: Option<&Consent>) -> Decision {
    let pings = vendor.pings && settings.advanced();
    decide(consent, Tag { purpose: vendor.purpose, vendor: vendor.id, pings })
}

fn runs(visit: &Visit, vendor: &Vendor) -> bool {
    text::words(visit.running).any(|id| id == vendor.id)
}

fn share(vendor: &Vendor, other: &Vendor) -> bool {
    core::ptr::eq(vendor.script, other.script)
}

fn queue<W: Writer>(settings: &Settings, vendor: &'static Vendor, actions: &mut Actions<W>) {
    actions.recipe(vendor.script.queue, settings.ids(vendor));
    actions.recipe(vendor.prepare, settings.ids(vendor));
}

fn run<W: Writer>(settings: &Settings, vendor: &'static Vendor, actions: &mut Actions<W>) {
    actions.send(&["run", vendor.id]);
    actions.recipe(vendor.run, settings.ids(vendor));
    actions.recipe(vendor.script.load, settings.ids(vendor));
}

/// Empties the vendor's queue, unless a vendor that may run shares it.
fn forget<W: Writer>(
    settings: &Settings,
    vendor: &'static Vendor,
    consent: Option<&Consent>,
    actions: &mut Actions<W>,
) {
    let needed = |other: &Vendor| share(vendor, other) && verdict(settings, other, consent).verdict != Verdict::Hold;
    if !settings.vendors().any(needed) {
        actions.recipe(vendor.script.forget, settings.ids(vendor));
    }
}

/// Expires the vendor's cookies on this site.
fn sweep<W: Writer>(visit: &Visit, vendor: &Vendor, actions: &mut Actions<W>) {
    for cookie in text::split(visit.cookies, b';') {
        let name = text::cut(cookie.trim_ascii(), b'=').0;
        if text::words(vendor.cookies).any(|pattern| matches(pattern, name)) {
            actions.send(&["sweep", name]);
        }
    }
}

/// Whether a cookie's name is `pattern`, where a `*` at the end stands for any rest.
fn matches(pattern: &str, name: &str) -> bool {
    pattern.strip_suffix('*').map_or(pattern == name, |prefix| name.starts_with(prefix))
}
