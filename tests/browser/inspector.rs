use wasm_bindgen_test::wasm_bindgen_test;

use crate::samtykke::GOOD;
use crate::stage;

const HOST: &str = "samtykke-inspector";

#[wasm_bindgen_test]
fn opens_once_and_leaves_nothing_behind() {
    let complaints = stage::complaints(&mut || {
        stage::with_samtykke(GOOD, &mut || {
            samtykke_inspector::open();
            samtykke_inspector::open();
            assert_eq!((stage::count(HOST), stage::focus_inside(HOST).as_str()), (1, "title"));
            assert!(stage::text(HOST, "#summary").contains("1 Released"));
            assert!(stage::text(HOST, "#choice").contains("LinkedIn (by name)accepted"));
            stage::click(HOST, "#close");
            assert_eq!(stage::count(HOST), 0);
        });
    });
    assert_eq!(complaints, "");
}

#[wasm_bindgen_test]
fn escape_closes_and_gives_the_focus_back() {
    stage::with_focused_button(&mut || {
        samtykke_inspector::open();
        assert_eq!(stage::focus(), "", "the host, which has no id");
        stage::press(HOST, "#title", "Escape");
        assert_eq!((stage::count(HOST), stage::focus().as_str()), (0, "before"));
    });
}

#[wasm_bindgen_test]
fn a_change_is_shown_at_once() {
    stage::with_samtykke(GOOD, &mut samtykke_inspector::open);
    assert!(stage::text(HOST, "#choice").contains("Marketingrefused"));
    let accepted = GOOD.replace("marketing: false", "marketing: true");
    stage::with_samtykke(&accepted, &mut || stage::announce("samtykke:change"));
    assert!(stage::text(HOST, "#choice").contains("Marketingaccepted"));
    samtykke_inspector::close();
}

#[wasm_bindgen_test]
fn says_so_where_there_is_nothing_to_inspect() {
    samtykke_inspector::open();
    assert!(stage::text(HOST, "#choice").contains("this page has no window.samtykke"));
    samtykke_inspector::close();
}

#[wasm_bindgen_test]
fn the_handle_answers_to_keys_and_closing_forgets_it() {
    let height = || stage::style(HOST, "#panel", "--height");
    samtykke_inspector::open();
    stage::press(HOST, "#handle", "Home");
    stage::press(HOST, "#handle", "ArrowUp");
    assert_eq!(height(), "20vh");
    samtykke_inspector::close();
    assert_eq!(samtykke_browser::session::read("samtykke-inspector"), Ok(None));
    samtykke_inspector::open();
    assert_eq!(height(), "45vh");
    samtykke_inspector::close();
}

#[wasm_bindgen_test]
fn what_the_page_does_is_watched_and_then_left_alone() {
    samtykke_inspector::open();
    stage::set_cookie("_fbp=1;max-age=86400");
    stage::click(HOST, "#tab-keeping");
    stage::announce("samtykke:change");
    let row = stage::text(HOST, "#cookies");
    samtykke_inspector::close();
    stage::set_cookie("_fbp=1;max-age=0");
    assert!(row.contains("_fbpMeta (Facebook)marketing1 day90 days"), "{row}");
    assert!(!samtykke_browser::jar::cookies().unwrap().iter().any(|cookie| cookie.name == "_fbp"));
}

#[wasm_bindgen_test]
fn works_where_cookies_and_storage_are_denied() {
    let complaints = stage::complaints(&mut || {
        stage::without_storage(&mut || {
            stage::without_cookies(&mut || {
                samtykke_inspector::open();
                assert!(stage::text(HOST, "#blind-spots").contains("the browser denies its cookies"));
                samtykke_inspector::close();
            });
        });
    });
    assert_eq!(complaints, "");
}
