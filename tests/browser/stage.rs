//! The page, as `stage.js` changes and reads it.

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(module = "/browser/stage.js")]
extern "C" {
    #[wasm_bindgen(js_name = setCookie)]
    pub fn set_cookie(text: &str);
    #[wasm_bindgen(js_name = withoutCookies)]
    pub fn without_cookies(during: &mut dyn FnMut());
    #[wasm_bindgen(js_name = withoutStorage)]
    pub fn without_storage(during: &mut dyn FnMut());
    #[wasm_bindgen(js_name = withSamtykke)]
    pub fn with_samtykke(expression: &str, during: &mut dyn FnMut());
    #[wasm_bindgen(js_name = withFocusedButton)]
    pub fn with_focused_button(during: &mut dyn FnMut());
    pub fn complaints(during: &mut dyn FnMut()) -> String;
    pub fn count(host: &str) -> u32;
    pub fn text(host: &str, selector: &str) -> String;
    #[wasm_bindgen(js_name = countInside)]
    pub fn count_inside(host: &str, selector: &str) -> i32;
    pub fn style(host: &str, selector: &str, property: &str) -> String;
    #[wasm_bindgen(js_name = focusInside)]
    pub fn focus_inside(host: &str) -> String;
    pub fn focus() -> String;
    pub fn click(host: &str, selector: &str);
    pub fn press(host: &str, selector: &str, key: &str);
    pub fn announce(name: &str);
    pub async fn request(mark: &str);
}
