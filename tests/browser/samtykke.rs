use samtykke_browser::Error;
use samtykke_browser::samtykke::{self, Decision, Samtykke};
use serde::Deserialize;
use std::collections::BTreeMap;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage;

/// As the runtime makes it.
pub const GOOD: &str = r#"{
    consent: Object.freeze({ decided: true, necessary: true, functional: false, statistics: true, marketing: false,
        vendors: { "google-analytics": true, linkedin: true, meta: false }, day: 20780, revision: 2, reference: "a1b2c3d4e5f6" }),
    log: [[112.4, "meta", "hold", "no-answer"], [9004, "google-analytics", "release", "purpose-accepted"]],
    version: "0.1.0",
    ready: Promise.resolve(),
    accept() {},
}"#;

fn read(expression: &str) -> Result<Samtykke, Error> {
    let mut seen = None;
    stage::with_samtykke(expression, &mut || seen = Some(samtykke::read()));
    seen.unwrap()
}

fn shape(expression: &str) -> (&'static str, String) {
    match read(expression) {
        Err(Error::SamtykkeShape(refusal)) => (refusal.what, refusal.why),
        other => panic!("{expression} gave {other:?}"),
    }
}

#[wasm_bindgen_test]
fn reads_all_of_it() {
    let samtykke = read(GOOD).unwrap();
    let consent = &samtykke.consent;
    assert!(consent.decided && consent.statistics && !consent.functional && !consent.marketing);
    assert_eq!(consent.vendor("linkedin"), Some(true));
    assert_eq!(
        (consent.day, consent.revision, consent.reference.as_str()),
        (Some(20_780), 2, "a1b2c3d4e5f6")
    );
    assert_eq!(samtykke.version, "0.1.0");
    let held = Decision(112.4, "meta".to_owned(), "hold".to_owned(), "no-answer".to_owned());
    assert_eq!((samtykke.log.len(), samtykke.log.first()), (2, Some(&held)));
}

/// The snapshot of `samtykke.d.ts`, as another program would read it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(clippy::struct_excessive_bools, reason = "The snapshot has them.")]
struct Plain {
    decided: bool,
    necessary: bool,
    functional: bool,
    statistics: bool,
    marketing: bool,
    vendors: BTreeMap<String, bool>,
    day: Option<u32>,
    revision: u32,
    reference: String,
}

#[wasm_bindgen_test]
fn reads_what_another_program_reads() {
    let mut plain = None;
    stage::with_samtykke(GOOD, &mut || {
        let samtykke = js_sys::Reflect::get(&js_sys::global(), &"samtykke".into()).unwrap();
        let consent = js_sys::Reflect::get(&samtykke, &"consent".into()).unwrap();
        plain = Some(serde_wasm_bindgen::from_value::<Plain>(consent).unwrap());
    });
    let (plain, own) = (plain.unwrap(), read(GOOD).unwrap().consent);
    assert!(plain.necessary);
    assert_eq!(
        (plain.decided, plain.functional, plain.statistics, plain.marketing),
        (own.decided, own.functional, own.statistics, own.marketing)
    );
    assert_eq!((plain.day, plain.revision, plain.reference), (own.day, own.revision, own.reference.clone()));
    for (vendor, accepted) in plain.vendors {
        assert_eq!(own.vendor(&vendor), Some(accepted), "{vendor}");
    }
}

#[wasm_bindgen_test]
fn a_choice_that_was_never_made_has_no_day() {
    let undecided = GOOD.replace("20780", "null").replace("a1b2c3d4e5f6", "");
    assert_eq!(read(&undecided).unwrap().consent.day, None);
}

#[wasm_bindgen_test]
fn absence_has_a_name() {
    assert_eq!(samtykke::read(), Err(Error::SamtykkeAbsent));
    for nothing in ["undefined", "null", "42", "'samtykke'"] {
        assert_eq!(read(nothing), Err(Error::SamtykkeAbsent), "{nothing}");
    }
}

#[wasm_bindgen_test]
fn another_shape_says_which_part_and_why() {
    // An element with id="samtykke" becomes window.samtykke, too.
    assert_eq!(shape("document.createElement('div')"), ("consent", "it is missing".to_owned()));
    assert_eq!(shape("{ consent: 'yes' }").0, "consent");
    assert!(shape(&GOOD.replace("marketing: false", "marketing: 'no'")).1.contains("expected a boolean"));
    assert!(shape(&GOOD.replace("marketing: false,", "")).1.contains("marketing"));
    assert_eq!(shape(&GOOD.replace("[9004,", "['soon',")).0, "log");
    assert_eq!(shape(&GOOD.replace("'0.1.0'", "1").replace("\"0.1.0\"", "1")).0, "version");
}

#[wasm_bindgen_test]
fn a_getter_that_throws_is_a_value() {
    let why = shape("{ get consent() { throw new TypeError('a trap') } }");
    assert_eq!(why, ("consent", "a trap".to_owned()));
}
