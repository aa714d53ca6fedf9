//! Everything that happened, in order, across the page views of the visit.

mod facts;
mod item;

use samtykke_browser::layer::{Entry, Form};
use samtykke_browser::samtykke::{Consent, Decision};
use samtykke_core::{Purpose, Reason};

pub use item::{Item, Kind};

use crate::audit::OWN;
use crate::evidence::{Evidence, Kept, Write};
use crate::history::{WARNING, accepts};
use crate::hit::Seen;
use crate::text::{add, fill, parts};

/// How many entries are kept for the next page view.
const KEPT: usize = 2_000;

/// The timeline so far, and how much of the evidence is in it.
#[derive(Clone, Debug, Default)]
pub struct Timeline {
    /// Everything, in order.
    pub items: Vec<Item>,
    page: u32,
    taken: [usize; 5],
    choice: Option<Consent>,
    /// When the last choice of this page was made.
    chosen: f64,
}

impl Timeline {
    /// Goes on from what was kept on earlier page views; this page is at `address`.
    pub fn after(note: &str, address: &str) -> Self {
        let (mut items, mut page) = (Vec::new(), 1);
        for item in parts(note, b"\n").filter_map(Item::read) {
            page = page.max(item.page + 1);
            items.push(item);
        }
        let mut timeline = Self { items, page, ..Self::default() };
        timeline.add(0.0, Kind::Page, address.to_owned(), String::new());
        timeline
    }

    /// As it is kept for the next page view: the last entries, one a line.
    pub fn note(&self) -> String {
        let mut note = String::new();
        for item in self.items.iter().skip(self.items.len().saturating_sub(KEPT)) {
            note.push_str(&item.line());
        }
        note
    }

    /// Takes in what is new; `now` is the moment of the look.
    pub fn follow(&mut self, evidence: &Evidence, now: f64) {
        self.choice(evidence, now);
        let Evidence { samtykke, seen, entries, writes, violations, opened, .. } = evidence;
        let log = samtykke.as_ref().map(|samtykke| samtykke.log.as_slice()).unwrap_or_default();
        let began = log.first().map_or(0.0, |Decision(at, ..)| *at);
        let sizes = [log.len(), seen.len(), entries.len(), writes.len(), violations.len()];
        let [decisions, requests, commands, kept, blocked] = std::mem::replace(&mut self.taken, sizes);
        for Decision(at, subject, verdict, reason) in log.iter().skip(decisions) {
            self.add(*at, Kind::Decision, subject.clone(), fill("{}, {}", &[verdict, reason]));
        }
        for Seen { request, vendor, body } in seen.iter().skip(requests) {
            let subject = vendor.map_or_else(|| request.initiator.clone(), |known| known.name.to_owned());
            let mut text = request.url.clone();
            if !body.is_empty() {
                add(&mut text, " ", body);
            }
            self.add(request.start, Kind::Request, subject, text);
        }
        // What was there before the inspector has no time, but an order: our default came with the first decision, an
        // update with the choice.
        let mut order = began;
        for pushed in entries.iter().skip(commands) {
            if pushed.entry.words.get(1).is_some_and(|word| word == "update") {
                order = order.max(self.chosen);
            }
            let (subject, text) = command(&pushed.entry);
            let [at, latest] = pushed.at.map_or([order, opened.max(order)], |at| [at; 2]);
            self.place(Item { page: self.page, at, latest, kind: Kind::Command, subject, text });
        }
        for Write { at, name, kept } in writes.iter().skip(kept) {
            let (kind, text) = written(*kept);
            self.add(*at, kind, name.clone(), text);
        }
        for (at, violation) in violations.iter().skip(blocked) {
            self.add(*at, Kind::Blocked, violation.blocked.clone(), violation.directive.clone());
        }
    }

    fn choice(&mut self, evidence: &Evidence, now: f64) {
        let Ok(samtykke) = &evidence.samtykke else { return };
        if self.choice.as_ref() == Some(&samtykke.consent) {
            return;
        }
        // A warning follows from no choice.
        let decisions = |from| samtykke.log.iter().skip(from).filter(|decision| decision.2 != WARNING);
        let unanswered = |Decision(.., reason): &&Decision| reason == Reason::NoAnswer.name();
        // A later one may be seen before what follows from it is logged: then it was made just now.
        let seen = if self.choice.is_some() { now } else { evidence.opened };
        let newest = match &self.choice {
            Some(_) => decisions(self.taken[0]).next(),
            // An answer that was given on this page, before the inspector opened, was not there from the beginning.
            None => match decisions(0).next().filter(unanswered).filter(|_| samtykke.consent.decided) {
                Some(Decision(at, ..)) => {
                    self.add(at - 0.01, Kind::Choice, summary(&Consent::default()), String::new());
                    decisions(0).find(|decision| !unanswered(decision))
                }
                None => decisions(0).next(),
            },
        };
        let mut at = newest.map_or(seen, |Decision(at, ..)| at - 0.01);
        // The cookie is the first that follows from an answer.
        let is_its = |write: &&Write| self.choice.is_some() && write.name == OWN;
        if let Some(write) = evidence.writes.iter().skip(self.taken[3]).find(is_its) {
            at = at.min(write.at - 0.01);
        }
        self.add(at, Kind::Choice, summary(&samtykke.consent), String::new());
        self.chosen = at;
        self.choice = Some(samtykke.consent.clone());
    }

    fn add(&mut self, at: f64, kind: Kind, subject: String, text: String) {
        self.place(Item { page: self.page, at, latest: at, kind, subject, text });
    }

    fn place(&mut self, item: Item) {
        // In its place from the start: nearly always the last, and a sort would weigh 10 kB.
        let mut later = Vec::new();
        while self.items.last().is_some_and(|last| last.page == item.page && last.at > item.at) {
            later.extend(self.items.pop());
        }
        self.items.push(item);
        while let Some(item) = later.pop() {
            self.items.push(item);
        }
    }

    /// Every choice, by its place among the items.
    pub fn choices(&self) -> Vec<(usize, &Item)> {
        self.items.iter().enumerate().filter(|(_, item)| item.kind == Kind::Choice).collect()
    }
}

/// `statistics yes, marketing no …`, or that there is none.
pub fn summary(consent: &Consent) -> String {
    if !consent.decided {
        return "no answer yet".to_owned();
    }
    let word = |purpose| if accepts(consent, purpose) { "yes" } else { "no" };
    let mut summary = String::new();
    for purpose in Purpose::ASKED {
        add(&mut summary, ", ", &fill("{} {}", &[purpose.name(), word(purpose)]));
    }
    summary
}

fn command(entry: &Entry) -> (String, String) {
    let (mut words, mut fields) = (String::new(), String::new());
    for word in entry.words.iter().filter(|word| *word != "{…}") {
        add(&mut words, " ", word);
    }
    for (name, value) in &entry.fields {
        add(&mut fields, ", ", &fill("{}: {}", &[name, value]));
    }
    let words = match (entry.form, words.is_empty()) {
        (Form::Array, _) => fill("{} (an array: ignored)", &[&words]),
        (_, true) => "message".to_owned(),
        _ => words,
    };
    (words, fields)
}

fn written(kept: Kept) -> (Kind, String) {
    match kept {
        Kept::Cookie(Some(days)) => (Kind::Cookie, fill("for {}", &[&crate::text::days(days)])),
        Kept::Cookie(None) => (Kind::Cookie, "until the browser is closed".to_owned()),
        Kept::Deleted => (Kind::Cookie, "deleted".to_owned()),
        Kept::Local => (Kind::Storage, "local storage".to_owned()),
        Kept::Session => (Kind::Storage, "session storage".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::example::{consent, decision, evidence, request};

    fn words(timeline: &Timeline) -> Vec<String> {
        timeline
            .items
            .iter()
            .map(|item| format!("{} {} {}", item.page, item.kind.name(), item.subject))
            .collect()
    }

    #[test]
    fn everything_comes_in_order_and_once() {
        let mut timeline = Timeline::after("", "/");
        timeline.follow(&evidence(), 9_500.0);
        let once = words(&timeline);
        timeline.follow(&evidence(), 9_500.0);
        assert_eq!(words(&timeline), once);
        assert_eq!(once.first().map(String::as_str), Some("1 page /"));
        assert!(timeline.items.is_sorted_by(|one, other| one.at <= other.at), "{once:#?}");
        assert!(once.contains(&"1 request Google Analytics".to_owned()), "{once:#?}");
        assert!(once.contains(&"1 command consent default".to_owned()), "{once:#?}");
    }

    #[test]
    fn the_next_page_goes_on_from_the_note() {
        let mut timeline = Timeline::after("", "/one\ttab");
        timeline.follow(&evidence(), 9_500.0);
        let next = Timeline::after(&timeline.note(), "/two");
        assert_eq!(next.items.len(), timeline.items.len() + 1);
        assert_eq!(words(&next).first().map(String::as_str), Some("1 page /one tab"));
        assert_eq!(words(&next).last().map(String::as_str), Some("2 page /two"));
        assert_eq!(Timeline::after("nonsense\n1\tx\tpage\ta\tb\n", "/").items.len(), 1);
    }

    #[test]
    fn two_choices_can_be_compared() {
        let mut undecided = evidence();
        let samtykke = undecided.samtykke.as_mut().unwrap();
        samtykke.consent.decided = false;
        samtykke.log.truncate(3);
        let mut timeline = Timeline::after("", "/");
        timeline.follow(&undecided, 600.0);
        let mut decided = evidence();
        decided.samtykke.as_mut().unwrap().log.push(decision(9_500.0, "meta", "hold", "purpose-refused"));
        timeline.follow(&decided, 9_500.0);
        let choices: Vec<_> = timeline.choices().iter().map(|(place, _)| timeline.under(*place)).collect();
        let [before, after] = choices.as_slice() else { panic!("{choices:?}") };
        let of = |facts: &[(String, String)], name: &str| {
            facts.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
        };
        assert_eq!(of(before, "Google Analytics").as_deref(), Some("Cookieless: No answer yet"));
        assert_eq!(of(after, "Google Analytics").as_deref(), Some("Released: Its purpose was accepted"));
        assert_eq!(
            of(after, "Hotjar").as_deref(),
            Some("Released: Its purpose was accepted"),
            "a marked tag"
        );
        assert_eq!(of(after, "choice").as_deref(), Some("functional no, statistics yes, marketing no"));
    }

    #[test]
    fn what_came_before_the_inspector_keeps_its_order() {
        let mut page = evidence();
        page.opened = 9_490.0;
        let words = |words: &[&str]| {
            let mut pushed = consent("default", &[]);
            pushed.entry.words = words.iter().map(|word| (*word).to_owned()).collect();
            pushed
        };
        let (set, js) = (words(&["set", "ads_data_redaction"]), words(&["js"]));
        page.entries.splice(1..1, [set, js, words(&["config", "G-1"])]);
        page.entries.push(words(&["event", "add_to_cart"]));
        let mut timeline = Timeline::after("", "/");
        timeline.follow(&page, 9_500.0);
        let told: Vec<_> = timeline
            .items
            .iter()
            .filter(|item| {
                [Kind::Command, Kind::Choice].contains(&item.kind) || item.text.contains("page_view")
            })
            .map(|item| format!("{}, {}", item.subject, item.moment()))
            .collect();
        let expected = [
            "no answer yet, 0.11 s",
            "consent default, before 9.49 s",
            "set ads_data_redaction, before 9.49 s",
            "js, before 9.49 s",
            "config G-1, before 9.49 s",
            "Google Analytics, 0.30 s",
            "functional no, statistics yes, marketing no, 9.00 s",
            "consent update, before 9.49 s",
            "event add_to_cart, before 9.49 s",
        ];
        assert_eq!(told, expected);
        let next = Timeline::after(&timeline.note(), "/two");
        let kept = next.items.iter().filter(|item| item.moment() == "before 9.49 s").count();
        assert_eq!(kept, 6, "on the next page too");
    }

    #[test]
    fn the_cookie_of_a_choice_stands_under_it() {
        let mut page = evidence();
        let samtykke = page.samtykke.as_mut().unwrap();
        samtykke.consent.decided = false;
        samtykke.log.truncate(3);
        let mut timeline = Timeline::after("", "/");
        timeline.follow(&page, 600.0);
        let kept = Kept::Cookie(Some(180.0));
        let mut answered = evidence();
        answered.writes.push(Write { at: 9_001.0, name: OWN.to_owned(), kept });
        timeline.follow(&answered, 9_500.0);
        let under: Vec<_> = timeline.choices().iter().map(|(place, _)| timeline.under(*place)).collect();
        let has = |facts: &[(String, String)]| facts.iter().any(|(name, _)| name == "cookie samtykke");
        assert_eq!(under.iter().map(|facts| has(facts)).collect::<Vec<_>>(), [false, true]);
    }

    #[test]
    fn a_choice_that_is_seen_before_its_decisions_is_made_then() {
        let mut timeline = Timeline::after("", "/");
        timeline.follow(&evidence(), 9_500.0);
        let mut refused = evidence();
        let samtykke = refused.samtykke.as_mut().unwrap();
        samtykke.consent.statistics = false;
        let request = request("https://static.hotjar.com/late.js", 9_600.0, "script", None);
        refused.seen.push(request.into());
        let samtykke = refused.samtykke.as_mut().unwrap();
        samtykke.log.push(decision(9_550.0, "samtykke", "warning", "tag-hangs x"));
        timeline.follow(&refused, 10_000.0);
        let samtykke = refused.samtykke.as_mut().unwrap();
        samtykke.log.push(decision(10_050.0, "google-analytics", "hold", "purpose-refused"));
        timeline.follow(&refused, 10_100.0);
        let (place, last) = *timeline.choices().last().unwrap();
        assert!((last.at - 10_000.0).abs() < 1.0, "{last:?}");
        let under = timeline.under(place);
        assert!(!under.iter().any(|(name, _)| name.starts_with("requests to")), "{under:?}");
        assert!(
            under.contains(&("Google Analytics".to_owned(), "Held: Its purpose was refused".to_owned())),
            "{under:?}"
        );
    }
}
