//! The visitor's choice now.

use samtykke_browser::element::Element;
use samtykke_browser::samtykke::Consent;
use samtykke_core::Purpose;
use samtykke_core::day::Day;

use crate::catalogue;
use crate::evidence::Evidence;
use crate::history::accepts;
use crate::reason::capitalised;
use crate::view::{badge, code, note, pair, pairs, section, words};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The section.
pub fn choice(evidence: &Evidence) -> Element {
    let content = match &evidence.samtykke {
        Ok(samtykke) => vec![answers(&samtykke.consent), particulars(&samtykke.consent, &samtykke.version)],
        Err(error) => vec![note(format!("Not known: {error}."))],
    };
    section("choice", "Choice", content)
}

/// Each purpose, and each vendor the page names.
fn answers(consent: &Consent) -> Element {
    let purposes = Purpose::ASKED.map(|purpose| (capitalised(purpose.name()), accepts(consent, purpose)));
    let vendors =
        consent.vendors.iter().map(|(vendor, accepted)| (label(consent, vendor, *accepted), *accepted));
    let answers = purposes.into_iter().chain(vendors);
    pairs(
        std::iter::once(pair("Necessary", badge("release", "always on")))
            .chain(answers.map(|(name, yes)| pair(name, answer(consent.decided, yes)))),
    )
}

/// The vendor's name, and whether its answer is not just its purpose's.
fn label(consent: &Consent, id: &str, accepted: bool) -> String {
    match catalogue::find(id) {
        Some(vendor) if accepts(consent, vendor.purpose) != accepted => format!("{} (by name)", vendor.name),
        Some(vendor) => vendor.name.to_owned(),
        None => id.to_owned(),
    }
}

fn answer(decided: bool, accepted: bool) -> Element {
    match (decided, accepted) {
        (_, true) => badge("release", "accepted"),
        (true, false) => badge("hold", "refused"),
        (false, false) => badge("hold", "no answer"),
    }
}

fn particulars(consent: &Consent, version: &str) -> Element {
    let reference = if consent.reference.is_empty() { "none yet" } else { &consent.reference };
    pairs([
        pair("Decided on", words(consent.day.map_or_else(|| "no day".to_owned(), date))),
        pair("Revision", words(consent.revision.to_string())),
        pair("Reference", code(reference.to_owned())),
        pair("Script version", words(version.to_owned())),
    ])
}

/// `23 November 2026`; the calendar of the core ends with the year 2099.
fn date(day: u32) -> String {
    const END: u32 = 47_482;
    if day >= END {
        return format!("day {day} since 1970");
    }
    let first = |month| Day(0).plus_months(month).0;
    let mut month = day / 31; // Not beyond, as no month is longer.
    while first(month + 1) <= day {
        month += 1;
    }
    let name = MONTHS.iter().cycle().nth(month as usize).copied().unwrap_or_default();
    format!("{} {name} {}", day - first(month) + 1, 1970 + month / 12)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::example::evidence;
    use samtykke_browser::Error;

    #[test]
    fn shows_every_answer_and_the_particulars() {
        let mut evidence = evidence();
        let consent = &mut evidence.samtykke.as_mut().unwrap().consent;
        consent.vendors.extend([("linkedin".to_owned(), true), ("somebody".to_owned(), false)]);
        let words = choice(&evidence).words();
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
        let words = choice(&evidence).words();
        assert!(words.contains("Marketingno answer") && words.contains("none yet"), "{words}");
    }

    #[test]
    fn says_why_there_is_nothing() {
        let evidence = Evidence { samtykke: Err(Error::SamtykkeAbsent), ..evidence() };
        assert!(choice(&evidence).words().contains("this page has no window.samtykke"));
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
