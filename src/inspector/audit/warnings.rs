//! What the gate itself warns of, with what to do: the console's warnings, as the README lists them.

use samtykke_browser::samtykke::Decision;

use super::rules::{
    DEFAULT_LATE, DOUBLE_FIRING, PURPOSE_UNKNOWN, REJECT_WEAKER, Rule, STATE_OVERRIDDEN, TAG_FAILED, WARNING,
    WARNING_HIGH,
};
use super::{Found, Severity, is_found, report};
use crate::catalogue;
use crate::evidence::Evidence;
use crate::history;
use crate::text::{before, cut, parts};

/// Warnings that a kind of finding says as well, or `None` where there is nothing to do.
static SAID: [(&str, Option<&Rule>); 9] = [
    ("default-late", Some(&DEFAULT_LATE)),
    ("consent-overridden", Some(&STATE_OVERRIDDEN)),
    ("duplicate-tag", Some(&DOUBLE_FIRING)),
    ("unknown-purpose", Some(&PURPOSE_UNKNOWN)),
    ("unequal-answers", Some(&REJECT_WEAKER)),
    ("script-failed", Some(&TAG_FAILED)),
    ("malformed-cookie", None),
    ("cookie-refused", None),
    ("reload-needed", None),
];

/// What to do about the others: a line for each advice, behind the names it is for.
const ADVICE: &str = "\
unknown-setting malformed-setting unknown-control:Mend it; until then it counts as absent.
settings-unreadable:Mend the JSON settings; until then the attributes alone count.
not-held:Give it type=\"text/plain\" or data-src: it has run without asking.
name-taken:Rename what the page uses that name for.
not-removed:Remove it on the server: a script cannot.
tag-hangs:Find out why it takes so long.
came-back:Find what still runs that vendor after a refusal.
low-contrast:Set colours that can be read.
included-twice:Remove one of the two tags.
release-failed listener-failed action-failed:Mend that tag; the others go on.
vendors-missing:Put samtykke-vendors.js beside samtykke.js.
vendor-incomplete:Give it a name, a purpose, a script and an id that is no setting.
never-asked:Raise data-revision to the since of that vendor: until then nobody is asked about it.
not-exempt:Ask for consent: only Plausible and Fathom can be necessary.
endpoint-failed:Let your endpoint answer 2xx.
catalogue-missing declaration-failed texts-missing:Put catalogue.json and the folder texts beside samtykke.js.
wasm-failed:Allow 'wasm-unsafe-eval' in your policy, or put samtykke-nowasm.js beside samtykke.js.";

/// The finding that says the same as a warning of this name; outer `None` where none does.
#[allow(clippy::option_option, reason = "nothing to do and nothing that says so are different things")]
fn said(name: &str) -> Option<Option<&'static Rule>> {
    SAID.iter().find(|(known, _)| *known == name).map(|(_, rule)| *rule)
}

/// What to do about a warning.
pub fn advice(name: &str) -> Option<&'static str> {
    if let Some(Some(rule)) = said(name) {
        return Some(rule.fix);
    }
    for line in parts(ADVICE, b"\n") {
        let Some((names, advice)) = cut(line, b":") else { continue };
        if parts(names, b" ").any(|known| known == name) {
            return Some(advice);
        }
    }
    None
}

/// Finds each warning once, unless it is found already.
pub fn audit(evidence: &Evidence, found: &mut Found) {
    let Ok(samtykke) = &evidence.samtykke else { return };
    for Decision(.., verdict, text) in &samtykke.log {
        let text = text.trim_ascii();
        let name = before(text, b" ,:");
        let said = said(name);
        let is_said = |rule: Option<&Rule>| rule.is_none_or(|rule| is_found(found, rule));
        let is_known = found.iter().any(|finding| finding.seen == text);
        let is_of_another = name == "duplicate-tag" && is_of_another(text);
        let is_blocked = name == "script-failed" && parts(text, b" ").any(|word| evidence.blocks(word));
        let is_new = verdict == history::WARNING && !is_known && !is_blocked && !is_of_another;
        if is_new && !said.is_some_and(is_said) {
            let is_high = said.flatten().is_some_and(|rule| rule.severity == Severity::High);
            report(found, if is_high { &WARNING_HIGH } else { &WARNING }, name, text.to_owned());
        }
    }
}

/// `duplicate-tag google-ads <script src="…">`: all of Google's tags are one file, and the id in its address tells whose.
fn is_of_another(text: &str) -> bool {
    let mut words = parts(text, b" \"");
    let named = words.nth(1).and_then(catalogue::find);
    named.is_some() && words.any(|word| catalogue::vendor(word).is_some_and(|known| Some(known) != named))
}

#[cfg(test)]
mod tests {
    use super::super::tests::kinds;
    use super::*;
    use crate::audit::{Finding, findings};
    use crate::evidence::example::{decision, evidence};
    use samtykke_browser::markup::Control;

    fn warned(text: &str) -> Vec<Finding> {
        let mut evidence = evidence();
        evidence.samtykke.as_mut().unwrap().log.push(decision(1.0, "samtykke", "warning", text));
        findings(&evidence)
    }

    #[test]
    fn every_warning_of_the_readme_has_its_advice() {
        let readme = include_str!("../../../README.md");
        let table = readme.split("| warning | what to do |").nth(1).unwrap().split("\n\n").next().unwrap();
        let names: Vec<_> = table
            .lines()
            .filter_map(|line| line.split('|').nth(1))
            .flat_map(|cell| cell.split('`').skip(1).step_by(2))
            .collect();
        assert!(names.len() > 30, "{names:?}");
        for name in names {
            let is_ours = ["receipt-failed", "engine-failed"].contains(&name);
            let is_nothing = said(name) == Some(None);
            assert_eq!(advice(name).is_some(), !is_ours && !is_nothing, "{name}");
        }
    }

    #[test]
    fn a_warning_says_what_to_do_and_how_bad_it_is() {
        for (text, name, severity, fix) in [
            (
                "malformed-setting, expected 1|2: months=\"13\"",
                "malformed-setting",
                Severity::Medium,
                "Mend it",
            ),
            ("unknown-setting: layuot=\"bar\"", "unknown-setting", Severity::Medium, "Mend it"),
            ("unequal-answers font ", "unequal-answers", Severity::High, "Show both"),
            ("came-back hotjar ", "came-back", Severity::Medium, "Find what"),
            ("engine-failed", "engine-failed", Severity::Medium, "Tell us"),
        ] {
            let [only] = &warned(text)[..] else { panic!("{text}") };
            assert_eq!(only.title(), format!("Samtykke warns: {name}"));
            assert_eq!(only.rule.severity, severity, "{text}");
            assert!(only.fix().starts_with(fix), "{text}: {}", only.fix());
        }
    }

    #[test]
    fn what_the_gate_warns_of_is_found_once() {
        let mut evidence = evidence();
        let log = &mut evidence.samtykke.as_mut().unwrap().log;
        for text in ["unknown-setting data-layuot ", "unknown-setting data-layuot ", "reload-needed  "] {
            log.push(decision(1.0, "samtykke", "warning", text));
        }
        let [only] = &findings(&evidence)[..] else { panic!("{evidence:#?}") };
        assert_eq!((only.rule.kind, only.seen.as_str()), ("warning", "unknown-setting data-layuot"));
        assert_eq!(only.title(), "Samtykke warns: unknown-setting");
    }

    #[test]
    fn what_is_found_already_is_no_warning_again() {
        let mut evidence = evidence();
        evidence.controls =
            vec![(Control { name: "button".to_owned(), area: 100.0, style: Default::default() }, None)];
        let log = &mut evidence.samtykke.as_mut().unwrap().log;
        let other =
            r#"duplicate-tag google-ads <script src="https://www.googletagmanager.com/gtag/js?id=G-2">"#;
        for text in ["unequal-answers font", "duplicate-tag meta <script>", other] {
            log.push(decision(1.0, "samtykke", "warning", text));
        }
        assert_eq!(kinds(&evidence), ["reject-weaker", "warning"], "nobody else speaks of the second tag");
    }
}
