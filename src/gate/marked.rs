//! Tags the owner marked in the page: inert until we release them.

use samtykke_core::decide::{Tag, Verdict, decide};
use samtykke_core::problem::{Problem, UNKNOWN_PURPOSE};
use samtykke_core::text::{self, Writer};
use samtykke_core::{Actions, Consent, Purpose};

/// Decides on held tags by their keys, `purpose` or `purpose/vendor`, and asks to release those that may run.
pub fn found<W: Writer>(keys: &str, consent: Option<&Consent>, actions: &mut Actions<W>) {
    for key in text::words(keys) {
        let (purpose, vendor) = text::cut(key, b'/');
        let Some(purpose) = Purpose::from_name(purpose) else {
            let expected = "necessary functional statistics marketing";
            actions.warn(&Problem {
                name: UNKNOWN_PURPOSE,
                place: "data-samtykke-purpose",
                value: purpose,
                expected,
            });
            continue;
        };
        let decision = decide(consent, Tag { purpose, vendor: vendor.unwrap_or_default(), pings: false });
        actions.log(key, decision);
        if decision.verdict == Verdict::Release {
            actions.ask("release ", key);
        }
    }
}
