//! What was allowed when: read back from the decision log.

use samtykke_browser::samtykke::{Consent, Decision};
use samtykke_core::{Purpose, Reason, Verdict};

use crate::catalogue::{self, Known};
use crate::evidence::Evidence;
use crate::hit::{Allowed, Seen};
use crate::text::{before, cut};

/// How much later than the request it leads to a decision may be logged, in milliseconds: clocks are coarse, and Google is
/// told before the verdicts are written down.
const SLACK: f64 = 100.0;

/// The subject of entries that are commands to a vendor, not verdicts on a tag.
pub const CONSENT: &str = "consent";

/// The log's word for a script that could not be loaded.
pub const FAILED: &str = "failed";

/// The log's word for what the gate itself complains of; its reason begins with the warning's name.
pub const WARNING: &str = "warning";

/// Whether a vendor was allowed at a moment.
///
/// By the last verdict on it until then; a request from before its first verdict goes by that verdict. A vendor without
/// one goes by the verdicts on others of its purpose, and where there are none, by the choice as it is now.
pub fn allowed(evidence: &Evidence, known: &Known, at: f64) -> bool {
    if known.purpose == Purpose::Necessary {
        return true;
    }
    let Ok(samtykke) = &evidence.samtykke else { return false };
    // That its script did not load is no verdict: it had been allowed to.
    let own = verdict_at(&samtykke.log, at, &|Decision(_, subject, verdict, _)| {
        verdict != FAILED && is_about(subject, known.id)
    });
    own.map(|verdict| verdict == Verdict::Release.name())
        .or_else(|| samtykke.consent.vendor(known.id).filter(|_| samtykke.log.is_empty()))
        .or_else(|| {
            let alike = |Decision(_, subject, _, reason): &Decision| {
                purpose_of(subject) == Some(known.purpose) && is_about_purpose(reason)
            };
            verdict_at(&samtykke.log, at, &alike).map(|verdict| verdict == Verdict::Release.name())
        })
        .unwrap_or_else(|| accepts(&samtykke.consent, known.purpose))
}

/// Whether a subject of the log is this vendor, managed or marked.
pub fn is_about(subject: &str, id: &str) -> bool {
    subject == id || cut(subject, b"/").is_some_and(|(_, vendor)| vendor == id)
}

/// What was allowed when a request was made.
pub fn allowed_for(evidence: &Evidence, seen: &Seen) -> Allowed {
    let at = seen.request.start;
    let of = |id: &str| catalogue::find(id).is_some_and(|known| allowed(evidence, known, at));
    Allowed {
        ads: of("google-ads"),
        statistics: of("google-analytics"),
        vendor: seen.vendor.is_none_or(|known| allowed(evidence, known, at)),
    }
}

/// The last verdict on what fits until a moment, or else the first.
fn verdict_at<'a>(log: &'a [Decision], at: f64, fits: &dyn Fn(&Decision) -> bool) -> Option<&'a str> {
    let mut found = None;
    for decision in log {
        if fits(decision) && (found.is_none() || decision.0 <= at + SLACK) {
            found = Some(decision.2.as_str());
        }
    }
    found
}

fn is_about_purpose(reason: &str) -> bool {
    [Reason::PurposeAccepted, Reason::PurposeRefused, Reason::NoAnswer]
        .iter()
        .any(|known| known.name() == reason)
}

fn purpose_of(subject: &str) -> Option<Purpose> {
    let named = before(subject, b"/");
    let marked = Purpose::ASKED.into_iter().find(|purpose| named == purpose.name());
    marked.or_else(|| catalogue::find(subject).map(|vendor| vendor.purpose))
}

/// Whether a purpose is accepted now.
pub fn accepts(consent: &Consent, purpose: Purpose) -> bool {
    match purpose {
        Purpose::Necessary => true,
        Purpose::Functional => consent.functional,
        Purpose::Statistics => consent.statistics,
        Purpose::Marketing => consent.marketing,
    }
}

/// Whether a vendor is allowed now, by its own answer or its purpose's.
pub fn allowed_now(consent: &Consent, id: &str, purpose: Purpose) -> bool {
    consent.vendor(id).unwrap_or_else(|| accepts(consent, purpose))
}

/// Every subject of the log with its last entry, in the order in which they first came.
pub fn standing(log: &[Decision]) -> Vec<&Decision> {
    let mut last: Vec<&Decision> = Vec::new();
    for decision in log.iter().filter(|Decision(_, subject, ..)| subject != CONSENT) {
        match last.iter_mut().find(|Decision(_, subject, ..)| *subject == decision.1) {
            Some(known) => *known = decision,
            None => last.push(decision),
        }
    }
    last
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::example::{decision, evidence};

    fn at(id: &str, at: f64) -> bool {
        allowed(&evidence(), catalogue::find(id).unwrap(), at)
    }

    #[test]
    fn the_verdict_of_the_moment_counts() {
        assert!(!at("google-analytics", 300.0) && at("google-analytics", 9_005.0));
        assert!(!at("meta", 1.0) && !at("meta", 10_000.0));
        assert!(!at("hotjar", 500.0) && at("hotjar", 9_020.0));
    }

    #[test]
    fn a_script_that_did_not_load_was_allowed_to() {
        let mut evidence = evidence();
        let log = &mut evidence.samtykke.as_mut().unwrap().log;
        log.push(decision(9_900.0, "google-analytics", FAILED, "script-failed"));
        assert!(allowed(&evidence, catalogue::find("google-analytics").unwrap(), 9_950.0));
    }

    #[test]
    fn a_vendor_without_verdict_goes_by_its_purpose() {
        assert!(!at("mixpanel", 300.0) && at("mixpanel", 9_500.0), "statistics");
        assert!(!at("tiktok-pixel", 9_500.0), "marketing");
        assert!(at("stripe", 1.0), "necessary");
    }

    #[test]
    fn the_last_entry_of_each_subject_stands() {
        let evidence = evidence();
        let log = &evidence.samtykke.as_ref().unwrap().log;
        let words: Vec<_> = standing(log).iter().map(|entry| format!("{} {}", entry.1, entry.2)).collect();
        assert_eq!(words, ["google-analytics release", "meta hold", "statistics/hotjar release"]);
    }
}
