//! Whatever a visitor clicks, in whatever order: the cookie, the consent commands and the running tags agree.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use samtykke_core::day::SECONDS;
use samtykke_core::decide::{Tag, Verdict, decide};
use samtykke_core::vendor::Vendors;
use samtykke_core::{Consent, Visit, cookie, signals};

/// One that pings, one that does not, one that no signal stops, one of each other purpose.
const VENDORS: [(u32, &str); 7] = [
    (10, "google-analytics"),
    (12, "google-ads"),
    (4, "meta"),
    (36, "linkedin"),
    (1, "embed"),
    (0, "exempt"),
    (64 * 2 + 4, "added"),
];
const RUNS: u32 = 16;

/// What the runtime keeps, and what it was told.
struct Page {
    basic: bool,
    now: u32,
    revision: u32,
    cookie: String,
    /// The choice at the end of the last turn.
    known: String,
    /// The choice that was carried out last.
    carried: String,
    /// Whether the file is here that carries out, and whether something waits for it.
    is_complete: bool,
    waits: bool,
    running: BTreeSet<String>,
    /// By vendor: whether the last word on it was to work, or to stop.
    works: BTreeMap<String, bool>,
    /// The signs of the last consent command.
    signals: String,
    swept: BTreeSet<String>,
}

/// What happens to a page.
#[derive(Clone, Debug)]
enum Step {
    Answer(u32),
    Save(u32, &'static str),
    NextPage,
    /// The file is here that carries out.
    Completed,
    DaysPass(u32),
    NewRevision,
    /// Another tab writes this choice.
    Elsewhere(&'static str),
}

impl Page {
    fn turn(&mut self, event: u32, purposes: u32, detail: &str) {
        let list: Vec<_> = VENDORS
            .iter()
            .map(|(kind, id)| format!("{} {id}", kind + if self.running.contains(*id) { RUNS } else { 0 }))
            .collect();
        let text = format!("{} 0123456789ab {detail} {}", self.cookie, list.join(" "));
        let numbers = [event, purposes, self.now, self.revision, u32::from(self.basic) + 6 * 64];
        let mut out = String::new();
        crate::handle(&Visit::read(numbers, text.as_bytes()).unwrap(), &mut out);
        let reloads = out.lines().map(|line| self.perform(line)).filter(|reloads| *reloads).count();
        self.known = self.cookie.clone();
        if reloads > 0 {
            self.start();
        } else if self.waits && self.is_complete {
            self.carry();
        }
    }

    fn carry(&mut self) {
        self.waits = false;
        let before = std::mem::replace(&mut self.carried, self.cookie.clone());
        self.turn(2, 0, &before);
    }

    /// Performs one action as the runtime does; tells whether it loads the page anew.
    fn perform(&mut self, line: &str) -> bool {
        let (name, words) = line.split_once(' ').unwrap_or((line, ""));
        match name {
            "cookie" => {
                self.cookie = words.strip_prefix("samtykke=").unwrap().split(';').next().unwrap().into()
            }
            "consent" => {
                self.signals = words.split_once(' ').unwrap().1.into();
                self.swept.clear(); // What was swept before may have come back since.
            }
            "carry" => self.waits = true,
            "run" => {
                assert!(self.running.insert(words.into()), "{words} runs twice in a page");
                self.works.insert(words.into(), true);
            }
            "grant" | "revoke" => {
                assert!(self.running.contains(words), "{name} to {words}, which does not run");
                self.works.insert(words.into(), name == "grant");
            }
            "sweep" => drop(self.swept.insert(words.into())),
            _ => {}
        }
        name == "reload"
    }

    fn start(&mut self) {
        self.running.clear();
        self.works.clear();
        self.carried = self.cookie.clone();
        self.is_complete = false;
        self.turn(0, 0, "");
    }

    fn live(&mut self, step: &Step) {
        match step {
            Step::Answer(event) => self.turn(*event, 0, ""),
            Step::Save(purposes, vendors) => self.turn(6, *purposes, vendors),
            Step::NextPage => self.start(),
            Step::Completed => self.complete(),
            Step::DaysPass(days) => {
                self.now += days * SECONDS;
                self.start();
            }
            Step::NewRevision => {
                self.revision += 1;
                self.start();
            }
            Step::Elsewhere(choice) => {
                let day = self.now / SECONDS;
                self.cookie =
                    choice.replace("DAY", &day.to_string()).replace("REVISION", &self.revision.to_string());
                let known = self.known.clone();
                self.turn(3, 0, &known);
            }
        }
        self.check();
    }

    fn complete(&mut self) {
        self.is_complete = true;
        if self.waits {
            self.carry();
        }
    }

    /// What must hold after every turn.
    fn check(&self) {
        let visit = Visit::read([0, 0, self.now, self.revision, 6 * 64], b"").unwrap();
        let read = cookie::parse(self.cookie.as_bytes());
        let consent = samtykke_gate::valid(&read, &visit);
        let mut expected = String::new();
        signals::write(&mut expected, consent);
        assert_eq!(self.signals, expected.trim_start(), "the consent command");
        for (kind, id) in VENDORS {
            self.check_vendor(kind, id, consent);
        }
    }

    fn check_vendor(&self, kind: u32, id: &str, consent: Option<&Consent>) {
        let text = format!("{kind} {id}");
        let vendor = Vendors(text.as_bytes()).iter().next().unwrap();
        let tag = Tag {
            purpose: vendor.purpose,
            vendor: vendor.id,
            pings: vendor.pings() && !self.basic,
            since: vendor.since(),
        };
        let works = self.works.get(id).copied().unwrap_or(false);
        if self.waits {
            // What was carried out last holds still; nothing else has begun to work.
            let visit = Visit::read([0, 0, self.now, self.revision, 6 * 64], b"").unwrap();
            let carried = cookie::parse(self.carried.as_bytes());
            let was = decide(samtykke_gate::valid(&carried, &visit), tag).verdict;
            return assert!(!works || was != Verdict::Hold, "{id} works too early");
        }
        match decide(consent, tag).verdict {
            Verdict::Release => assert!(works, "{id} was accepted and does not work"),
            // Its script runs and hears from the consent command that all is denied.
            Verdict::Cookieless => assert!(self.running.contains(id), "{id} may ping"),
            Verdict::Hold if vendor.pings() => {}
            Verdict::Hold => assert!(!works, "{id} works without a yes"),
        }
        if consent.is_some()
            && !consent.is_some_and(|consent| consent.allows(vendor.purpose, vendor.id))
            && kind != 0
        {
            assert!(self.swept.contains(id), "what {id} left was not removed");
        }
    }
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let vendors =
        prop::sample::select(vec!["", "-meta", "+linkedin", "+embed.-google-ads", "+google-analytics"]);
    let elsewhere = prop::sample::select(vec![
        "",
        "0",
        "7.1.DAY.REVISION.abc",
        "4.1.DAY.REVISION.abc.-meta",
        "8.1.DAY.REVISION.abc.+linkedin",
        "garbage",
    ]);
    let step = prop_oneof![
        3 => (4_u32..9).prop_filter("save has its own", |event| *event != 6).prop_map(Step::Answer),
        3 => (0_u32..8, vendors).prop_map(|(purposes, vendors)| Step::Save(purposes, vendors)),
        2 => Just(Step::NextPage),
        4 => Just(Step::Completed),
        1 => (1_u32..400).prop_map(Step::DaysPass),
        1 => Just(Step::NewRevision),
        2 => elsewhere.prop_map(Step::Elsewhere),
    ];
    prop::collection::vec(step, 1..14)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn commands_cookie_and_tags_agree(basic: bool, steps in steps()) {
        let mut page = Page {
            basic,
            now: 20_780 * SECONDS,
            revision: 1,
            cookie: String::new(),
            known: String::new(),
            carried: String::new(),
            is_complete: false,
            waits: false,
            running: BTreeSet::new(),
            works: BTreeMap::new(),
            signals: String::new(),
            swept: BTreeSet::new(),
        };
        page.start();
        page.check();
        for step in &steps {
            page.live(step);
        }
    }
}
