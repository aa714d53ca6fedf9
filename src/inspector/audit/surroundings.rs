//! What stands around the tags: our own script, the controls, the Content Security Policy.

use samtykke_browser::markup::Control;
use samtykke_browser::policy::Violation;

use super::rules::{POLICY_BLOCKS, REJECT_WEAKER, SAMTYKKE_MISSING};
use super::{Found, forbidden, report};
use crate::catalogue;
use crate::evidence::Evidence;
use crate::text::{add, after_scheme, before, fill};

pub fn audit(evidence: &Evidence, found: &mut Found) {
    if let Err(error) = &evidence.samtykke {
        report(found, &SAMTYKKE_MISSING, "", fill("{}.", &[&error.words()]));
    }
    if let Some(seen) = evidence.controls.iter().find_map(|(accept, reject)| weaker(accept, reject.as_ref()))
    {
        report(found, &REJECT_WEAKER, "", seen);
    }
    blocked(evidence, found);
}

/// What the policy blocked although it may run, once for each host and directive. Who is not allowed is held as well.
fn blocked(evidence: &Evidence, found: &mut Found) {
    for (_, Violation { directive, blocked }) in &evidence.violations {
        let place = after_scheme(blocked).unwrap_or(blocked);
        let seen = fill("It fell under {}.", &[directive]);
        let host = |place| before(place, b"/");
        let is_told = found.iter().any(|one| one.seen == seen && host(&one.subject) == host(place));
        let is_held =
            catalogue::vendor(blocked).is_some_and(|known| forbidden(evidence, known, f64::INFINITY));
        if !is_told && !is_held {
            report(found, &POLICY_BLOCKS, place, seen);
        }
    }
}

/// Refusing must be as easy as accepting.
fn weaker(accept: &Control, reject: Option<&Control>) -> Option<String> {
    match reject {
        None => Some("There is a visible control that accepts, but none that refuses.".to_owned()),
        Some(reject) => difference(accept, reject),
    }
}

/// How much smaller one of two equal buttons may be because its word is shorter.
const SMALLER: f64 = 0.6;

fn difference(accept: &Control, reject: &Control) -> Option<String> {
    const STYLES: [&str; 4] = ["font size", "font weight", "background", "opacity"];
    let mut differences = String::new();
    if accept.name != reject.name {
        differences = fill("accept is a <{}>, reject a <{}>", &[&accept.name, &reject.name]);
    }
    if reject.area < accept.area * SMALLER {
        add(&mut differences, "; ", "reject is smaller");
    }
    for (what, (yes, no)) in STYLES.iter().zip(accept.style.iter().zip(&reject.style)) {
        if yes != no {
            add(&mut differences, "; ", &fill("their {} differs ({}, {})", &[what, yes, no]));
        }
    }
    (!differences.is_empty()).then(|| fill("Side by side, {}.", &[&differences]))
}

#[cfg(test)]
mod tests {
    use super::super::tests::kinds;
    use super::*;
    use crate::audit::Finding;
    use crate::evidence::example::{decision, evidence, request};
    use samtykke_browser::Error;

    fn control(area: f64, background: &str) -> Control {
        let style = ["16px", "600", background, "1"].map(str::to_owned);
        Control { name: "button".to_owned(), area, style }
    }

    #[test]
    fn a_weaker_reject_is_found() {
        for (reject, expected) in [
            (Some(control(90.0, "blue")), vec![]),
            (Some(control(50.0, "blue")), vec!["reject-weaker"]),
            (Some(control(100.0, "none")), vec!["reject-weaker"]),
            (Some(Control { name: "a".to_owned(), ..control(100.0, "blue") }), vec!["reject-weaker"]),
            (None, vec!["reject-weaker"]),
        ] {
            let mut evidence = evidence();
            evidence.controls = vec![(control(100.0, "blue"), reject)];
            assert_eq!(kinds(&evidence), expected);
        }
    }

    fn violation(blocked: &str) -> (f64, Violation) {
        (1.0, Violation { directive: "script-src-elem".to_owned(), blocked: blocked.to_owned() })
    }

    #[test]
    fn what_the_policy_blocks_is_found_once_for_each_host() {
        let mut evidence = evidence();
        for blocked in ["https://px.example/a", "https://px.example/b", "inline", "inline"] {
            evidence.violations.push(violation(blocked));
        }
        let titles: Vec<_> = super::super::findings(&evidence).iter().map(Finding::title).collect();
        let expected =
            ["px.example/a", "inline"].map(|what| format!("The Content Security Policy blocked {what}"));
        assert_eq!(titles, expected);
    }

    #[test]
    fn what_the_policy_holds_is_no_leak_and_nothing_to_mend() {
        let mut evidence = evidence();
        let url = "https://connect.facebook.net/en_US/fbevents.js?v=2";
        evidence.seen.push(request(url, 300.0, "script", None).into());
        assert_eq!(kinds(&evidence), ["leak"]);
        for blocked in ["https://connect.facebook.net/en_US/fbevents.js", "https://connect.facebook.net"] {
            evidence.violations = vec![violation(blocked)];
            assert_eq!(kinds(&evidence), [""; 0], "{blocked}: refused, so it may stay blocked");
        }
    }

    #[test]
    fn a_script_that_the_policy_blocks_is_found_as_that_alone() {
        let mut evidence = evidence();
        let log = &mut evidence.samtykke.as_mut().unwrap().log;
        let url = "https://static.hotjar.com/c/hotjar-1.js";
        log.push(decision(9_030.0, "samtykke", "warning", &format!("script-failed {url}?x ")));
        log.push(decision(9_031.0, "hotjar", "failed", "script-failed"));
        evidence.violations.push(violation(url));
        assert_eq!(kinds(&evidence), ["policy-blocks"]);
    }

    #[test]
    fn a_page_without_us_is_found() {
        let mut evidence = evidence();
        evidence.samtykke = Err(Error::SamtykkeAbsent);
        assert!(kinds(&evidence).contains(&"samtykke-missing"));
    }
}
