use samtykke_browser::{Error, Refusal, jar};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage;

fn value(name: &str) -> Option<String> {
    jar::cookies().unwrap().into_iter().find(|cookie| cookie.name == name).map(|cookie| cookie.value)
}

#[wasm_bindgen_test]
fn reads_a_cookie_with_equals_signs_in_its_value() {
    assert_eq!(value("jar-reads"), None);
    stage::set_cookie("jar-reads=a=b; Path=/");
    assert_eq!(value("jar-reads").as_deref(), Some("a=b"));
}

#[wasm_bindgen_test]
fn denied_cookies_are_a_value() {
    let mut seen = None;
    stage::without_cookies(&mut || seen = Some(jar::cookies()));
    assert_eq!(seen, Some(Err(Error::CookiesDenied(Refusal::new("cookies", "denied by the test")))));
}
