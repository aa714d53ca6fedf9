//! Google's Consent Mode: given first, given rightly, given once.

use samtykke_browser::layer::{Entry, Form};
use samtykke_core::Purpose;

use super::rules::{
    COMMAND_IGNORED, DEFAULT_LATE, DEFAULT_MISSING, SIGNAL_DIFFERS, SIGNAL_UNSET, STATE_OVERRIDDEN,
    TAG_BEAT_DEFAULT,
};
use super::{Found, is_found, report};
use crate::evidence::{Evidence, Placed, Pushed};
use crate::gcd::{Side, TYPES};
use crate::history::{allowed_for, allowed_now};
use crate::hit::{Seen, Standing};
use crate::text::{add, fill, has, number};

pub fn audit(evidence: &Evidence, found: &mut Found) {
    default(evidence, found);
    beaten(evidence, found);
    overridden(evidence, found);
    ignored(evidence, found);
    differing(evidence, found);
}

fn is_google(seen: &Seen) -> bool {
    seen.vendor.is_some_and(|known| known.id.starts_with("google-"))
}

fn command<'a>(entry: &'a Entry, name: &str) -> Option<&'a str> {
    let is = entry.form == Form::Command && entry.words.first().is_some_and(|word| word == name);
    is.then(|| entry.words.get(1).map(String::as_str))?
}

/// The default is missing, or a Google tag stands before our script.
fn default(evidence: &Evidence, found: &mut Found) {
    let is_default = |entry: &Entry| command(entry, "consent") == Some("default");
    if !evidence.entries.iter().any(|pushed| is_default(&pushed.entry)) {
        if let Some(seen) = evidence.sent().into_iter().find(|seen| is_google(seen)) {
            let seen = fill("dataLayer holds no consent default, yet {} was asked.", &[seen.place()]);
            report(found, &DEFAULT_MISSING, "", seen);
        }
        return;
    }
    let mut early: Option<&Placed> = None;
    for tag in evidence.tags.iter().filter(|tag| tag.name == "script") {
        if has(&tag.address, "samtykke") {
            if let Some(early) = early {
                report(found, &DEFAULT_LATE, "", early.address.clone());
            }
            return;
        }
        if tag.live && tag.known.is_some_and(|known| known.id.starts_with("google-")) {
            early = early.or(Some(tag));
        }
    }
}

/// A hit without any signal: the tag ran before the default.
fn beaten(evidence: &Evidence, found: &mut Found) {
    let (mut count, mut first) = (0, "");
    for seen in evidence.sent() {
        let reports = ["collect", "conversion", "activity"].iter().any(|word| has(seen.place(), word));
        if reports && is_google(seen) && seen.parameter("gcs").is_none() {
            (count, first) = (count + 1, if count == 0 { seen.place() } else { first });
        }
    }
    if count > 0 {
        let seen = fill("Without gcs: {} of its requests. The first went to {}.", &[&number(count), first]);
        report(found, &TAG_BEAT_DEFAULT, "", seen);
    }
}

/// What Google was told last is not what the visitor chose.
fn overridden(evidence: &Evidence, found: &mut Found) {
    let Ok(samtykke) = &evidence.samtykke else { return };
    let mut wrong = String::new();
    for (kind, side) in TYPES {
        let (id, purpose) = match side {
            Side::Ads => ("google-ads", Purpose::Marketing),
            Side::Statistics => ("google-analytics", Purpose::Statistics),
        };
        let told = |what: &str| {
            let mut told = None;
            for Pushed { entry, .. } in &evidence.entries {
                if command(entry, "consent") == Some(what) {
                    told = entry.fields.iter().find(|(name, _)| name == kind).or(told);
                }
            }
            told
        };
        let Some((_, state)) = told("update").or_else(|| told("default")) else { continue };
        if (state == "granted") != allowed_now(&samtykke.consent, id, purpose) {
            add(&mut wrong, ", ", &fill("{} is {}", &[kind, state]));
        }
    }
    if !wrong.is_empty() {
        let seen = fill("In dataLayer {}; the stored choice says otherwise.", &[&wrong]);
        report(found, &STATE_OVERRIDDEN, "", seen);
    }
}

/// Arrays look like commands, but Google ignores them.
fn ignored(evidence: &Evidence, found: &mut Found) {
    let is_meant = |entry: &&Entry| {
        let word = entry.words.first().map_or("", String::as_str);
        entry.form == Form::Array && ["consent", "config", "set"].contains(&word)
    };
    if let Some(entry) = evidence.entries.iter().map(|pushed| &pushed.entry).find(is_meant) {
        let mut words = String::new();
        for word in &entry.words {
            add(&mut words, ", ", word);
        }
        report(found, &COMMAND_IGNORED, "", fill("dataLayer.push([{}])", &[&words]));
    }
}

/// A request says more than the visitor allowed, or that nobody has said anything.
fn differing(evidence: &Evidence, found: &mut Found) {
    // Those say where that comes from.
    let is_explained = is_found(found, &DEFAULT_LATE)
        || is_found(found, &DEFAULT_MISSING)
        || is_found(found, &TAG_BEAT_DEFAULT);
    let mut told: Vec<&str> = Vec::new();
    for seen in evidence.sent() {
        let Some(known) = seen.vendor.filter(|known| !told.contains(&known.id)) else { continue };
        let signals = seen.signals(allowed_for(evidence, seen));
        // The letters of a gcd say it more precisely than the whole.
        let of = |standing| signals.iter().find(|one| one.standing == standing && one.name != "gcd");
        let more = of(Standing::More).map(|signal| (signal, &SIGNAL_DIFFERS));
        let unset = of(Standing::Unset).filter(|_| !is_explained).map(|signal| (signal, &SIGNAL_UNSET));
        if let Some((signal, rule)) = more.or(unset) {
            told.push(known.id);
            let seen =
                fill("{}={} ({}) to {}.", &[signal.name, &signal.value, &signal.meaning, seen.place()]);
            report(found, rule, known.name, seen);
        }
    }
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
        late.tags = vec![tag(GTAG).into(), tag("https://shop.example/samtykke.js").into()];
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
    fn a_hit_before_any_command_is_found_unless_what_is_wrong_is_found_already() {
        let mut evidence = evidence();
        let url = "https://www.google-analytics.com/g/collect?gcs=G1--&gcd=13l3l3l3l1l1&en=scroll";
        evidence.seen.push(request(url, 300.0, "fetch", None).into());
        assert_eq!(kinds(&evidence), ["signal-unset"]);
        evidence.entries.clear();
        assert_eq!(kinds(&evidence), ["default-missing"]);
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
