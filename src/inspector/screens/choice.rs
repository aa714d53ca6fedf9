//! The visitor's choice now.

use samtykke_browser::recipe::Recipe;
use samtykke_browser::samtykke::Consent;
use samtykke_core::Purpose;
use samtykke_core::day::Day;

use crate::catalogue;
use crate::evidence::Evidence;
use crate::history::accepts;
use crate::reason::capitalised;
use crate::text::{fill, number, parts};
use crate::view::{note, pair, section};

const MONTHS: &str = "January February March April May June July August September October November December";

/// The section.
pub fn choice(view: &mut Recipe, evidence: &Evidence) {
    section(view, "choice", "Choice");
    match &evidence.samtykke {
        Ok(samtykke) => {
            answers(view, &samtykke.consent);
            particulars(view, &samtykke.consent, &samtykke.version);
        }
        Err(error) => note(view, &fill("Not known: {}.", &[&error.words()])),
    }
}

/// Each purpose, and each vendor the page names.
fn answers(view: &mut Recipe, consent: &Consent) {
    view.add(" dl.pairs", &[]);
    answer(view, "Necessary", "release", "always on");
    let mut tell = |name: &str, accepted: bool| match (consent.decided, accepted) {
        (_, true) => answer(view, name, "release", "accepted"),
        (true, false) => answer(view, name, "hold", "refused"),
        (false, false) => answer(view, name, "hold", "no answer"),
    };
    for purpose in Purpose::ASKED {
        tell(&capitalised(purpose.name()), accepts(consent, purpose));
    }
    for (vendor, accepted) in &consent.vendors {
        tell(&label(consent, vendor, *accepted), *accepted);
    }
}

fn answer(view: &mut Recipe, name: &str, kind: &str, word: &str) {
    view.add("  div\n   dt|{}\n   dd\n    span.badge data-kind={}|{}", &[name, kind, word]);
}

/// The vendor's name, and whether its answer is not just its purpose's.
fn label(consent: &Consent, id: &str, accepted: bool) -> String {
    match catalogue::find(id) {
        Some(vendor) if accepts(consent, vendor.purpose) != accepted => fill("{} (by name)", &[vendor.name]),
        Some(vendor) => vendor.name.to_owned(),
        None => id.to_owned(),
    }
}

fn particulars(view: &mut Recipe, consent: &Consent, version: &str) {
    let reference = if consent.reference.is_empty() { "none yet" } else { &consent.reference };
    view.add(" dl.pairs", &[]);
    let revision =
        if consent.day.is_none() { "none yet".to_owned() } else { number(consent.revision as usize) };
    pair(view, "Decided on", "span", &consent.day.map_or_else(|| "not yet".to_owned(), date));
    pair(view, "Revision", "span", &revision);
    pair(view, "Reference", "code", reference);
    pair(view, "Script version", "span", version);
}

/// `23 November 2026`; the calendar of the core ends with the year 2099.
fn date(day: u32) -> String {
    const END: u32 = 47_482;
    if day >= END {
        return fill("day {} since 1970", &[&number(day as usize)]);
    }
    let first = |month| Day(0).plus_months(month).0;
    let mut month = day / 31; // Not beyond, as no month is longer.
    while first(month + 1) <= day {
        month += 1;
    }
    let name = parts(MONTHS, b" ").nth(month as usize % 12).unwrap_or_default();
    let (day, year) = (day - first(month) + 1, 1970 + month / 12);
    fill("{} {} {}", &[&number(day as usize), name, &number(year as usize)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::example::evidence;
    use samtykke_browser::Error;

    fn words(evidence: &Evidence) -> String {
        let mut view = Recipe::default();
        choice(&mut view, evidence);
        view.words()
    }

    #[test]
    fn shows_every_answer_and_the_particulars() {
        let mut evidence = evidence();
        let consent = &mut evidence.samtykke.as_mut().unwrap().consent;
        consent.vendors.extend([("linkedin".to_owned(), true), ("somebody".to_owned(), false)]);
        let words = words(&evidence);
        for expected in [
            "Necessaryalways on",
            "Statisticsaccepted",
            "Marketingrefused",
            "LinkedIn (by name)accepted",
            "Google Analyticsaccepted",
            "somebodyrefused",
            "23 November 2026",
            "Revision2",
            "a1b2c3d4e5f6",
        ] {
            assert!(words.contains(expected), "{expected} in {words}");
        }
    }

    #[test]
    fn no_answer_is_not_a_refusal() {
        let mut evidence = evidence();
        evidence.samtykke.as_mut().unwrap().consent = Consent::default();
        let words = words(&evidence);
        assert!(words.contains("Marketingno answer"), "{words}");
        assert!(words.contains("Decided onnot yetRevisionnone yetReferencenone yet"), "{words}");
    }

    #[test]
    fn says_why_there_is_nothing() {
        let evidence = Evidence { samtykke: Err(Error::SamtykkeAbsent), ..evidence() };
        assert!(words(&evidence).contains("this page has no window.samtykke"));
    }

    #[test]
    fn months_have_their_names() {
        assert_eq!(date(0), "1 January 1970");
        assert_eq!(date(20_818), "31 December 2026");
        assert_eq!(date(19_782), "29 February 2024");
        assert_eq!(date(47_481), "31 December 2099");
        assert_eq!(date(u32::MAX), "day 4294967295 since 1970");
    }
}
