//! What stands around the tags: our own script, the controls, the Content Security Policy.

use samtykke_browser::markup::Control;

use super::{Finding, Severity};
use crate::evidence::Evidence;
use crate::text::has;

pub fn audit(evidence: &Evidence, found: &mut Vec<Finding>) {
    found.extend(absent(evidence));
    found.extend(weaker(evidence));
    blocked(evidence, found);
}

fn absent(evidence: &Evidence) -> Option<Finding> {
    let error = evidence.samtykke.as_ref().err()?;
    Some(Finding {
        kind: "samtykke-missing",
        severity: Severity::High,
        title: "Samtykke does not run on this page".to_owned(),
        seen: format!("{error}."),
        fix: "Put the samtykke.js tag first in the head, and look in the console for why it did not start.",
    })
}

/// Refusing must be as easy as accepting.
fn weaker(evidence: &Evidence) -> Option<Finding> {
    let seen = evidence.controls.iter().find_map(|(accept, reject)| match reject {
        None => Some("There is a visible control that accepts, but none that refuses.".to_owned()),
        Some(reject) => difference(accept, reject),
    })?;
    Some(Finding {
        kind: "reject-weaker",
        severity: Severity::High,
        title: "Refusing is harder than accepting".to_owned(),
        seen,
        fix: "Show both controls together, as the same kind of element with the same size, weight and colours.",
    })
}

/// How much smaller one of two equal buttons may be because its word is shorter.
const SMALLER: f64 = 0.6;

fn difference(accept: &Control, reject: &Control) -> Option<String> {
    const STYLES: [&str; 4] = ["font size", "font weight", "background", "opacity"];
    let mut differences = Vec::new();
    if accept.name != reject.name {
        differences.push(format!("accept is a <{}>, reject a <{}>", accept.name, reject.name));
    }
    if reject.area < accept.area * SMALLER {
        differences.push("reject is smaller".to_owned());
    }
    for (what, (yes, no)) in STYLES.iter().zip(accept.style.iter().zip(&reject.style)) {
        if yes != no {
            differences.push(format!("their {what} differs ({yes}, {no})"));
        }
    }
    (!differences.is_empty()).then(|| format!("Side by side, {}.", differences.join("; ")))
}

fn blocked(evidence: &Evidence, found: &mut Vec<Finding>) {
    found.extend(evidence.violations.iter().map(|(_, violation)| {
        let ours = has(&violation.blocked, "samtykke") || has(&violation.blocked, "wasm");
        Finding {
            kind: "policy-blocks",
            severity: if ours { Severity::High } else { Severity::Medium },
            title: format!("The Content Security Policy blocked {}", violation.blocked),
            seen: format!("It fell under {}.", violation.directive),
            fix: "Allow that host in the named directive, or take out what asks for it. Ready-made lists for the vendors you use are in our headers folder.",
        }
    }));
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
