use samtykke_browser::element::{Element, element};
use samtykke_browser::shadow::Shadow;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage;

fn shown(tag: &'static str, content: &Element) -> Shadow {
    Shadow::new(tag, "p { color: rgb(1, 2, 3) }", content).unwrap()
}

#[wasm_bindgen_test]
fn text_is_never_html() {
    let hostile = "<img src=x onerror=alert(1)><script>alert(2)</script>&lt;";
    let content = element("div").child(element("p").with("title", hostile).text(hostile));
    let _shadow = shown("test-hostile", &content);
    assert_eq!(stage::text("test-hostile", "p"), hostile);
    assert_eq!(stage::count_inside("test-hostile", "*"), 2);
}

#[wasm_bindgen_test]
fn children_keep_their_order_and_attributes() {
    let content = element("ul")
        .children([element("li").text("one"), element("li").with("class", "second").text("two")])
        .text("three");
    let _shadow = shown("test-children", &content);
    assert_eq!(stage::text("test-children", "ul"), "onetwothree");
    assert_eq!(stage::text("test-children", "li.second"), "two");
}

#[wasm_bindgen_test]
fn the_sheet_reaches_inside_and_leaves_with_the_host() {
    let shadow = shown("test-sheet", &element("div").child(element("p").text("blue")));
    assert_eq!(stage::style("test-sheet", "p", "color"), "rgb(1, 2, 3)");
    assert_eq!(stage::count("test-sheet"), 1);
    drop(shadow);
    assert_eq!(stage::count("test-sheet"), 0);
}

#[wasm_bindgen_test]
fn a_part_is_replaced_and_a_missing_one_is_an_error() {
    let shadow = shown("test-replace", &element("div").child(element("p").with("id", "part").text("old")));
    shadow.replace("part", &element("p").with("id", "part").text("new")).unwrap();
    assert_eq!(stage::text("test-replace", "div"), "new");
    shadow.set_text("part", "<b>newer</b>").unwrap();
    assert_eq!(stage::text("test-replace", "div"), "<b>newer</b>");
    assert!(shadow.replace("nowhere", &element("p")).is_err());
}

#[wasm_bindgen_test]
fn a_name_the_browser_refuses_is_an_error() {
    assert!(Shadow::new("test-refused", "", &element("no tag")).is_err());
    assert!(Shadow::new("nohyphen", "", &element("p")).is_err(), "no shadow root without a hyphen");
    assert_eq!(stage::count("test-refused") + stage::count("nohyphen"), 0);
}
