//! Who was asked without consent, who was asked twice, and who did not answer.

use samtykke_browser::policy::Violation;
use samtykke_browser::samtykke::Decision;
use samtykke_core::Purpose;

use super::rules::{DOUBLE_FIRING, LEAK, PURPOSE_UNKNOWN, QUESTION_WITHOUT_NEED, TAG_FAILED};
use super::{Found, report};
use crate::catalogue::{self, Gate, Known};
use crate::evidence::Evidence;
use crate::history::{FAILED, allowed, standing};
use crate::hit::Seen;
use crate::text::{add, fill, has, number, parts};

pub fn audit(evidence: &Evidence, found: &mut Found) {
    leaks(evidence, found);
    doubles(evidence, found);
    failures(evidence, found);
    purposes(evidence, found);
    needs(evidence, found);
}

/// Whether nothing may be asked of a vendor at a moment: it is not allowed, and cannot do without cookies.
pub fn forbidden(evidence: &Evidence, known: &Known, at: f64) -> bool {
    let held = match known.gate {
        Gate::Block => true,
        Gate::Signal => evidence.is_basic(known.id),
        Gate::Owner => false,
    };
    held && !allowed(evidence, known, at)
}

/// Whether a request should not have been made, and was.
pub fn leaked(evidence: &Evidence, seen: &Seen) -> bool {
    seen.vendor.is_some_and(|known| forbidden(evidence, known, seen.request.start))
        && !evidence.blocks(&seen.request.url)
}

fn leaks(evidence: &Evidence, found: &mut Found) {
    let mut leaks: Vec<(&Seen, usize)> = Vec::new();
    for seen in evidence.seen.iter().filter(|seen| leaked(evidence, seen)) {
        match leaks.iter_mut().find(|(known, _)| known.vendor == seen.vendor) {
            Some((_, count)) => *count += 1,
            None => leaks.push((seen, 1)),
        }
    }
    for (seen, count) in leaks {
        let what =
            fill("Not allowed: {} of its requests. The first went to {}.", &[&number(count), seen.place()]);
        report(found, &LEAK, seen.vendor.map_or("Somebody", |known| known.name), what);
    }
}

/// Events that happen once on a page.
const ONCE: [&str; 4] = ["page_view", "PageView", "pageview", "pageLoad"];

/// The same page view told twice, or the same script loaded twice.
fn doubles(evidence: &Evidence, found: &mut Found) {
    let mut known: Vec<(String, &Seen)> = Vec::new();
    let mut told: Vec<String> = Vec::new();
    for seen in evidence.sent() {
        if seen.vendor.is_none() {
            continue;
        }
        let events = seen.event().unwrap_or_default();
        let is_told = |once: &&str| parts(&events, b", ").any(|event| event == *once);
        let event = ONCE.into_iter().find(is_told).unwrap_or_default();
        let key = if seen.request.initiator == "script" && events.is_empty() {
            // What the automatic tier holds, browsers may have fetched ahead: it runs once all the same.
            if evidence.tags.iter().any(|tag| tag.automatic && tag.address == seen.request.url) {
                continue;
            }
            seen.request.url.clone()
        } else if !event.is_empty() {
            // A ping before consent and the real view after it are two things, not one twice.
            let mut key = fill("{} of {}", &[event, &seen.account()]);
            for name in ["dl", "gcs", "asc"] {
                add(&mut key, " ", &seen.parameter(name).unwrap_or_default());
            }
            key
        } else {
            continue;
        };
        if known.iter().any(|(before, first)| *before == key && first.vendor == seen.vendor)
            && !told.contains(&key)
        {
            double(seen, event, found);
            told.push(key);
        } else {
            known.push((key, seen));
        }
    }
}

fn double(seen: &Seen, event: &str, found: &mut Found) {
    let name = seen.vendor.map_or("A tag", |known| known.name);
    let what = if event.is_empty() { "was loaded" } else { "reported " };
    let account = seen.account();
    let whose = if account.is_empty() { String::new() } else { fill("Account {}, ", &[&account]) };
    report(found, &DOUBLE_FIRING, &fill("{} {}{}", &[name, what, event]), whose + seen.place());
}

fn failures(evidence: &Evidence, found: &mut Found) {
    let Ok(samtykke) = &evidence.samtykke else { return };
    for Decision(_, subject, verdict, reason) in standing(&samtykke.log) {
        let known = catalogue::find(subject);
        // What the policy blocked of it is found as that. Of the script that Google's tags share a policy tells no id.
        let is_blocked = |(_, Violation { blocked, .. }): &(f64, Violation)| {
            let is_shared = has(blocked, "googletagmanager.com/gtag/js") && subject.starts_with("google-");
            known.is_some() && (is_shared || catalogue::vendor(blocked) == known)
        };
        if verdict == FAILED && !evidence.violations.iter().any(is_blocked) {
            let name = known.map_or(subject.as_str(), |known| known.name);
            report(found, &TAG_FAILED, name, crate::reason::sentence(reason));
        }
    }
}

fn purposes(evidence: &Evidence, found: &mut Found) {
    let is_known = |name: &str| {
        name == Purpose::Necessary.name() || Purpose::ASKED.iter().any(|known| known.name() == name)
    };
    for tag in &evidence.tags {
        if let Some(purpose) = tag.purpose.as_ref().filter(|purpose| !is_known(purpose)) {
            report(found, &PURPOSE_UNKNOWN, purpose, fill("<{}> {}", &[&tag.name, &tag.address]));
        }
    }
}

/// Whether there is anything to ask about.
fn needs(evidence: &Evidence, found: &mut Found) {
    let Ok(samtykke) = &evidence.samtykke else { return };
    let asks = !samtykke.consent.decided && samtykke.consent.vendors.is_empty();
    let is_marked = evidence.tags.iter().any(|tag| tag.purpose.is_some());
    // Settings elsewhere than on the script may list the vendors of other pages.
    let is_elsewhere = ["services", "config"].iter().any(|name| evidence.setting(name).is_some());
    if asks && !is_marked && !is_elsewhere {
        let what = "No id on the script, no mark in the page.";
        report(found, &QUESTION_WITHOUT_NEED, "", what.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::kinds;
    use crate::evidence::example::{decision, evidence, request};
    use samtykke_browser::markup::Tag;

    fn with(url: &str, at: f64, initiator: &str) -> Vec<&'static str> {
        let mut evidence = evidence();
        evidence.seen.push(request(url, at, initiator, None).into());
        kinds(&evidence)
    }

    #[test]
    fn a_request_without_consent_is_a_leak() {
        assert_eq!(with("https://www.facebook.com/tr?id=1&ev=PageView", 9_100.0, "img"), ["leak"]);
        assert_eq!(with("https://static.hotjar.com/c/hotjar-1.js?x", 300.0, "script"), ["leak"]);
        assert_eq!(with("https://fonts.gstatic.com/a.woff2", 300.0, "css"), [""; 0], "the owner decides");
        assert_eq!(with("https://js.stripe.com/v3/", 300.0, "script"), [""; 0], "necessary");
    }

    #[test]
    fn basic_mode_allows_no_ping() {
        let mut evidence = evidence();
        evidence.settings.push(("mode".to_owned(), "basic".to_owned()));
        assert_eq!(kinds(&evidence), ["leak"]);
    }

    #[test]
    fn the_same_view_twice_is_found_but_not_ping_and_view() {
        let view = "https://www.google-analytics.com/g/collect?v=2&tid=G-1&en=page_view&gcs=";
        assert_eq!(with(&format!("{view}G100"), 350.0, "fetch"), ["double-firing"]);
        assert_eq!(with(&format!("{view}G101"), 9_100.0, "fetch"), [""; 0]);
        assert_eq!(
            with("https://www.googletagmanager.com/gtag/js?id=G-1", 9_100.0, "script"),
            ["double-firing"]
        );
    }

    #[test]
    fn what_the_automatic_tier_holds_is_loaded_once() {
        let mut evidence = evidence();
        let url = "https://static.hotjar.com/c/hotjar-1.js";
        evidence.seen.push(request(url, 9_030.0, "script", None).into());
        assert_eq!(kinds(&evidence), ["double-firing"]);
        evidence.tags.push(Tag { address: url.to_owned(), automatic: true, ..Tag::default() }.into());
        assert_eq!(kinds(&evidence), [""; 0]);
    }

    #[test]
    fn a_failure_and_an_unknown_purpose_are_found() {
        let mut failed = evidence();
        failed.samtykke.as_mut().unwrap().log.push(decision(
            9_500.0,
            "google-analytics",
            "failed",
            "script-failed",
        ));
        assert_eq!(kinds(&failed), ["tag-failed"]);
        let mut unknown = evidence();
        unknown.tags.push(Tag { purpose: Some("fun".to_owned()), ..Tag::default() }.into());
        assert_eq!(kinds(&unknown), ["purpose-unknown"]);
    }

    #[test]
    fn a_question_about_nothing_is_found() {
        let mut nothing = evidence();
        let samtykke = nothing.samtykke.as_mut().unwrap();
        samtykke.consent.decided = false;
        samtykke.consent.vendors.clear();
        nothing.tags.clear();
        assert!(kinds(&nothing).contains(&"question-without-need"));
        let mut marked = nothing.clone();
        marked.tags.push(Tag { purpose: Some("statistics".to_owned()), ..Tag::default() }.into());
        assert!(!kinds(&marked).contains(&"question-without-need"));
        nothing.settings.push(("config".to_owned(), "/samtykke.json".to_owned()));
        assert!(!kinds(&nothing).contains(&"question-without-need"));
    }
}
