//! What stands around the tags: our own script, the controls, the Content Security Policy.

use samtykke_browser::markup::Control;

use super::rules::{POLICY_BLOCKS, REJECT_WEAKER, SAMTYKKE_MISSING};
use super::{Found, report};
use crate::evidence::Evidence;
use crate::text::{add, fill};

pub fn audit(evidence: &Evidence, found: &mut Found) {
    if let Err(error) = &evidence.samtykke {
        report(found, &SAMTYKKE_MISSING, "", fill("{}.", &[&error.words()]));
    }
    if let Some(seen) = evidence.controls.iter().find_map(|(accept, reject)| weaker(accept, reject.as_ref()))
    {
        report(found, &REJECT_WEAKER, "", seen);
    }
    for (_, violation) in &evidence.violations {
        report(found, &POLICY_BLOCKS, &violation.blocked, fill("It fell under {}.", &[&violation.directive]));
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
    use crate::evidence::example::evidence;
    use samtykke_browser::Error;
    use samtykke_browser::policy::Violation;

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

    #[test]
    fn what_the_policy_blocks_is_found() {
        let mut evidence = evidence();
        let violation =
            Violation { directive: "img-src".to_owned(), blocked: "https://px.example/".to_owned() };
        evidence.violations.push((1.0, violation));
        assert_eq!(kinds(&evidence), ["policy-blocks"]);
    }

    #[test]
    fn a_page_without_us_is_found() {
        let mut evidence = evidence();
        evidence.samtykke = Err(Error::SamtykkeAbsent);
        assert!(kinds(&evidence).contains(&"samtykke-missing"));
    }
}
