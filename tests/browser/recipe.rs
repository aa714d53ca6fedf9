use samtykke_browser::recipe::Recipe;
use samtykke_browser::shadow::Shadow;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage;

fn shown(tag: &'static str, template: &str, words: &[&str]) -> Shadow {
    Shadow::new(tag, "p { color: rgb(1, 2, 3) }", &Recipe::new(template, words)).unwrap()
}

#[wasm_bindgen_test]
fn text_is_never_html() {
    let hostile = "<img src=x onerror=alert(1)><script>alert(2)</script>&lt; \u{1f}a=b|{}";
    let _shadow = shown("test-hostile", "div\n p title={}|{}", &[hostile, hostile]);
    assert_eq!(stage::text("test-hostile", "p"), hostile.replace('\u{1f}', " "));
    assert_eq!(stage::count_inside("test-hostile", "*"), 2);
}

#[wasm_bindgen_test]
fn children_keep_their_order_and_attributes() {
    let _shadow = shown("test-children", "div\n ul\n  li|one\n   b|and\n  li.second|two\n p|three", &[]);
    assert_eq!(stage::text("test-children", "div"), "oneandtwothree");
    assert_eq!(stage::text("test-children", "ul"), "oneandtwo");
    assert_eq!(stage::text("test-children", "li.second"), "two");
}

#[wasm_bindgen_test]
fn the_sheet_reaches_inside_and_leaves_with_the_host() {
    let shadow = shown("test-sheet", "div\n p|blue", &[]);
    assert_eq!(stage::style("test-sheet", "p", "color"), "rgb(1, 2, 3)");
    assert_eq!(stage::count("test-sheet"), 1);
    drop(shadow);
    assert_eq!(stage::count("test-sheet"), 0);
}

#[wasm_bindgen_test]
fn a_part_is_replaced_and_a_missing_one_is_an_error() {
    let shadow = shown("test-replace", "div\n p id=part|old", &[]);
    shadow.replace("part", &Recipe::new("p id=part|new", &[])).unwrap();
    assert_eq!(stage::text("test-replace", "div"), "new");
    shadow.set_text("part", "<b>newer</b>").unwrap();
    assert_eq!(stage::text("test-replace", "div"), "<b>newer</b>");
    assert!(shadow.replace("nowhere", &Recipe::new("p", &[])).is_err());
}

#[wasm_bindgen_test]
fn a_name_the_browser_refuses_is_an_error() {
    assert!(Shadow::new("test-refused", "", &Recipe::new("1tag", &[])).is_err());
    assert!(Shadow::new("nohyphen", "", &Recipe::new("p", &[])).is_err(), "no shadow root without a hyphen");
    assert_eq!(stage::count("test-refused") + stage::count("nohyphen"), 0);
}
