use samtykke_browser::{Error, session};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage;

#[wasm_bindgen_test]
fn a_note_comes_back_as_it_was() {
    assert_eq!(session::read("session-note"), Ok(None));
    session::write("session-note", "open 45 bottom").unwrap();
    session::write("session-note", "æøå \u{1f36a}").unwrap();
    assert_eq!(session::read("session-note"), Ok(Some("æøå \u{1f36a}".to_owned())));
}

#[wasm_bindgen_test]
fn denied_storage_is_a_value() {
    let mut seen = Vec::new();
    stage::without_storage(&mut || {
        seen.push(session::read("session-denied").map(|_| ()));
        seen.push(session::write("session-denied", "x"));
    });
    assert_eq!(seen, [Err(Error::StorageDenied), Err(Error::StorageDenied)]);
}

#[wasm_bindgen_test]
fn a_full_storage_is_a_value() {
    let too_much = "x".repeat(11 * 1024 * 1024);
    assert!(matches!(session::write("session-full", &too_much), Err(Error::StorageFailed(_))));
}
