//! Google's Consent Mode: given first, given rightly, given once.

use samtykke_browser::layer::{Entry, Form};

use super::{Finding, Severity};
use crate::catalogue;
use crate::evidence::Evidence;
use crate::gcd::{Side, TYPES};
use crate::history::{allowed_for, allowed_now};
use crate::hit::{Seen, Standing};
use crate::text::has;

pub fn audit(evidence: &Evidence, found: &mut Vec<Finding>) {
    found.extend(default(evidence));
    found.extend(beaten(evidence));
    found.extend(overridden(evidence));
    found.extend(ignored(evidence));
    found.extend(differing(evidence));
}

fn is_google(seen: &Seen) -> bool {
    seen.vendor.is_some_and(|known| known.id.starts_with("google-"))
}

fn command<'a>(entry: &'a Entry, name: &str) -> Option<&'a str> {
    let is = entry.form == Form::Command && entry.words.first().is_some_and(|word| word == name);
    is.then(|| entry.words.get(1).map(String::as_str))?
}

/// The default is missing, or a Google tag stands before our script.
fn default(evidence: &Evidence) -> Option<Finding> {
    let is_default = |entry: &Entry| command(entry, "consent") == Some("default");
    if !evidence.entries.iter().any(|pushed| is_default(&pushed.entry)) {
        return evidence.seen.iter().find(|seen| is_google(seen)).map(|seen| Finding {
            kind: "default-missing",
            severity: Severity::High,
            title: "Google was never told a consent default".to_owned(),
            seen: format!("dataLayer holds no consent default, yet {} was asked.", seen.place()),
            fix: "Put samtykke.js first in the head: it sends the default before any Google tag runs.",
        });
    }
    let ours = evidence.tags.iter().position(|tag| tag.name == "script" && has(&tag.address, "samtykke"))?;
    let early = evidence.tags.iter().take(ours).find(|tag| {
        let google = catalogue::vendor(&tag.address).is_some_and(|known| known.id.starts_with("google-"));
        tag.name == "script" && tag.live && google
    })?;
    Some(Finding {
        kind: "default-late",
        severity: Severity::High,
        title: "A Google tag stands before samtykke.js, so the consent default may come too late".to_owned(),
        seen: early.address.clone(),
        fix: "Move samtykke.js above every Google tag, or let it insert that tag: name its id on our script instead.",
    })
}

/// A hit without any signal: the tag ran before the default.
fn beaten(evidence: &Evidence) -> Option<Finding> {
    let reports = |seen: &&Seen| {
        is_google(seen) && ["collect", "conversion", "activity"].iter().any(|word| has(seen.place(), word))
    };
    let silent = |seen: &&Seen| seen.parameter("gcs").is_none();
    let hits: Vec<_> = evidence.seen.iter().filter(reports).filter(silent).collect();
    let first = hits.first()?;
    Some(Finding {
        kind: "tag-beat-default",
        severity: Severity::High,
        title: "A Google tag sent data before it knew of any consent".to_owned(),
        seen: format!("{} of its requests carry no gcs; the first went to {}.", hits.len(), first.place()),
        fix: "Put samtykke.js before the tag, without async or defer, so that the default is there when the tag starts.",
    })
}

/// What Google was told last is not what the visitor chose.
fn overridden(evidence: &Evidence) -> Option<Finding> {
    let consent = &evidence.samtykke.as_ref().ok()?.consent;
    let mut wrong = Vec::new();
    for (kind, side) in TYPES {
        let (id, purpose) = match side {
            Side::Ads => ("google-ads", samtykke_core::Purpose::Marketing),
            Side::Statistics => ("google-analytics", samtykke_core::Purpose::Statistics),
        };
        let told = |what: &str| {
            let entries = evidence
                .entries
                .iter()
                .rev()
                .filter(|pushed| command(&pushed.entry, "consent") == Some(what));
            entries
                .flat_map(|pushed| &pushed.entry.fields)
                .find(|(name, _)| name == kind)
                .map(|(_, state)| state.clone())
        };
        let Some(state) = told("update").or_else(|| told("default")) else { continue };
        if (state == "granted") != allowed_now(consent, id, purpose) {
            wrong.push(format!("{kind} is {state}"));
        }
    }
    (!wrong.is_empty()).then(|| Finding {
        kind: "state-overridden",
        severity: Severity::High,
        title: "Something else on the page overrode the consent state".to_owned(),
        seen: format!("In dataLayer {}; the stored choice says otherwise.", wrong.join(", ")),
        fix: "Remove the other gtag('consent', …) call: a second consent tool, a template in Tag Manager, or a leftover snippet.",
    })
}

/// Arrays look like commands, but Google ignores them.
fn ignored(evidence: &Evidence) -> Option<Finding> {
    let is = |entry: &&Entry| {
        entry.form == Form::Array
            && entry.words.first().is_some_and(|word| ["consent", "config", "set"].contains(&word.as_str()))
    };
    let entry = evidence.entries.iter().map(|pushed| &pushed.entry).find(is)?;
    Some(Finding {
        kind: "command-ignored",
        severity: Severity::Medium,
        title: "A command to Google is an array, which Google ignores".to_owned(),
        seen: format!("dataLayer.push([{}])", entry.words.join(", ")),
        fix: "Call gtag(…), and define it as function gtag(){dataLayer.push(arguments)}: only a real arguments object counts.",
    })
}

/// A request says more than the visitor allowed.
fn differing(evidence: &Evidence) -> Vec<Finding> {
    let mut told: Vec<&str> = Vec::new();
    let mut found = Vec::new();
    for seen in &evidence.seen {
        let Some(known) = seen.vendor.filter(|known| !told.contains(&known.id)) else { continue };
        let signals = seen.signals(allowed_for(evidence, seen));
        let Some(signal) = signals.iter().find(|signal| signal.standing == Standing::More) else { continue };
        told.push(known.id);
        found.push(Finding {
            kind: "signal-differs",
            severity: Severity::High,
            title: format!("{} was told of more consent than the visitor gave", known.name),
            seen: format!("{}={} ({}) to {}.", signal.name, signal.value, signal.meaning, seen.place()),
            fix: "Look in the timeline for who sent the granting command, and remove it.",
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::tests::kinds;
    use crate::evidence::example::{consent, evidence, request};
    use samtykke_browser::layer::Form;
    use samtykke_browser::markup::Tag;

    const GTAG: &str = "https://www.googletagmanager.com/gtag/js?id=G-2";

    #[test]
    fn a_missing_or_late_default_is_found() {
        let mut missing = evidence();
        missing.entries.clear();
        assert_eq!(kinds(&missing), ["default-missing"]);
        let tag = |address: &str| Tag {
            name: "script".to_owned(),
            address: address.to_owned(),
            live: true,
            ..Tag::default()
        };
        let mut late = evidence();
        late.tags = vec![tag(GTAG), tag("https://shop.example/samtykke.js")];
        assert_eq!(kinds(&late), ["default-late"]);
        late.tags.reverse();
        assert_eq!(kinds(&late), [""; 0]);
    }

    #[test]
    fn a_hit_without_signal_is_found() {
        let mut evidence = evidence();
        evidence.seen.push(
            request("https://www.google-analytics.com/g/collect?tid=G-1", 9_100.0, "fetch", None).into(),
        );
        assert_eq!(kinds(&evidence), ["tag-beat-default"]);
    }

    #[test]
    fn a_state_set_by_others_is_found() {
        let mut evidence = evidence();
        evidence.entries.push(consent("update", &[("ad_storage", "granted")]));
        assert_eq!(kinds(&evidence), ["state-overridden"]);
        evidence.entries.push(consent("update", &[("ad_storage", "denied")]));
        assert_eq!(kinds(&evidence), [""; 0]);
    }

    #[test]
    fn an_array_is_no_command() {
        let mut evidence = evidence();
        let mut array = consent("update", &[("ad_storage", "granted")]);
        array.entry.form = Form::Array;
        evidence.entries.push(array);
        assert_eq!(kinds(&evidence), ["command-ignored"]);
    }

    #[test]
    fn a_hit_that_says_more_is_found_once_for_each_vendor() {
        let mut evidence = evidence();
        for at in [9_100.0, 9_200.0] {
            let url = format!("https://www.google-analytics.com/g/collect?gcs=G111&en=e{at}");
            evidence.seen.push(request(&url, at, "fetch", None).into());
        }
        assert_eq!(kinds(&evidence), ["signal-differs"]);
    }
}
