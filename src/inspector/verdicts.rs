//! The decision log: every verdict, and where each tag stands now.

use samtykke_browser::element::{Element, element};
use samtykke_browser::samtykke::Decision;
use samtykke_core::{Verdict, vendors};

use crate::findings::Findings;
use crate::reason;
use crate::view::{aside, badge, cell, name, note, number, seconds, section as frame, table};

const VERDICTS: [Verdict; 3] = [Verdict::Release, Verdict::Cookieless, Verdict::Hold];

/// The subject of entries that are commands to a vendor, not verdicts on a tag.
const CONSENT: &str = "consent";

/// How many tags stand where now.
pub fn summary(findings: &Findings) -> Element {
    let standing = standing(log(findings));
    let badges = VERDICTS.into_iter().map(|verdict| {
        let count = standing.iter().filter(|stands| **stands == verdict).count();
        badge(verdict.name(), format!("{count} {}", label(verdict)))
    });
    element("div").with("id", "summary").with("class", "summary").children(badges)
}

/// The section: every logged verdict, the newest first.
pub fn section(findings: &Findings) -> Element {
    let log = log(findings);
    let content = if log.is_empty() {
        note("Nothing has been decided yet: the page names no vendor and marks no tag.")
    } else {
        table("verdicts", &["Tag", "Verdict", "Reason", "At"], log.iter().rev().map(row))
    };
    frame("verdicts", "Decisions, newest first", [content])
}

/// The last verdict on `tag`, if there is any.
pub fn last(log: &[Decision], tag: &str) -> Option<Verdict> {
    log.iter()
        .rev()
        .find(|Decision(_, subject, ..)| subject == tag)
        .and_then(|Decision(.., word, _)| verdict(word))
}

/// The last verdict on each tag.
fn standing(log: &[Decision]) -> Vec<Verdict> {
    let later =
        |place: usize, tag: &str| log.iter().skip(place + 1).any(|Decision(_, subject, ..)| subject == tag);
    let tags = log.iter().enumerate().filter(|(_, Decision(_, subject, ..))| subject != CONSENT);
    tags.filter(|(place, Decision(_, subject, ..))| !later(*place, subject))
        .filter_map(|(_, Decision(.., word, _))| verdict(word))
        .collect()
}

fn log(findings: &Findings) -> &[Decision] {
    findings.samtykke.as_ref().map(|samtykke| samtykke.log.as_slice()).unwrap_or_default()
}

fn row(Decision(at, subject, word, reason): &Decision) -> Vec<Element> {
    let badge = match verdict(word) {
        Some(verdict) => badge(verdict.name(), label(verdict)),
        None => badge("command", word.clone()),
    };
    vec![tag(subject), element("td").child(badge), cell(reason::sentence(reason)), number(seconds(*at))]
}

/// The tag by the name a marketer knows it by, over what identifies it.
fn tag(subject: &str) -> Element {
    if subject == CONSENT {
        return name("Consent command");
    }
    if let Some(vendor) = vendors::find(subject) {
        return name(vendor.name).child(aside(vendor.purpose.name()));
    }
    match subject.split_once('/') {
        Some((purpose, vendor)) => name(vendor.to_owned()).child(aside(format!("{purpose}, marked"))),
        None => name(subject.to_owned()).child(aside("marked")),
    }
}

fn verdict(word: &str) -> Option<Verdict> {
    VERDICTS.into_iter().find(|verdict| verdict.name() == word)
}

fn label(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Release => "Released",
        Verdict::Cookieless => "Cookieless",
        Verdict::Hold => "Held",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::example::{decision, findings};
    use samtykke_browser::Error;

    #[test]
    fn the_last_verdict_counts() {
        assert_eq!(summary(&findings()).words(), "1 Released0 Cookieless2 Held");
    }

    #[test]
    fn commands_are_listed_but_not_counted() {
        let mut findings = findings();
        findings.samtykke.as_mut().unwrap().log.push(decision(
            9_100.0,
            "consent",
            "update",
            "statistics-accepted",
        ));
        assert_eq!(summary(&findings).words(), "1 Released0 Cookieless2 Held");
        assert!(section(&findings).words().contains("Consent commandupdateStatistics accepted9.10 s"));
    }

    #[test]
    fn rows_are_newest_first_with_their_reason() {
        let section = section(&findings());
        let rows: Vec<_> = section.all("tr").iter().map(|row| row.words()).collect();
        assert_eq!(
            rows,
            [
                "TagVerdictReasonAt",
                "Google AnalyticsstatisticsReleasedIts purpose was accepted9.00 s",
                "hotjarstatistics, markedHeldNo answer yet0.40 s",
                "Meta (Facebook)marketingHeldNo answer yet0.11 s",
                "Google AnalyticsstatisticsCookielessNo answer yet0.11 s",
            ]
        );
    }

    #[test]
    fn an_unreadable_log_is_an_empty_one() {
        let findings = Findings { samtykke: Err(Error::SamtykkeAbsent), ..findings() };
        assert!(section(&findings).all("table").is_empty());
        assert_eq!(summary(&findings).words(), "0 Released0 Cookieless0 Held");
    }
}
