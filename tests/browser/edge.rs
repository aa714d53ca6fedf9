use samtykke_browser::Error;
use samtykke_browser::edge::Room;
use samtykke_browser::listener::Listener;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage;

#[wasm_bindgen_test]
fn an_error_is_one_warning_and_no_exception() {
    let complaints = stage::complaints(&mut || Room("inspector").enter(|| Err(Error::SamtykkeAbsent)));
    assert_eq!(complaints, "samtykke: inspector: this page has no window.samtykke");
}

#[wasm_bindgen_test]
fn success_is_silent() {
    assert_eq!(stage::complaints(&mut || Room("inspector").enter(|| Ok(()))), "");
}

#[wasm_bindgen_test]
fn an_error_while_hearing_an_event_stays_with_us() {
    let _listener = Listener::at_document("edge-event", Room("inspector"), |_| Err(Error::StorageDenied));
    let complaints = stage::complaints(&mut || stage::announce("edge-event"));
    assert_eq!(complaints, "samtykke: inspector: the browser denies its storage");
}
