//! The window, the document and where they came from.

use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlElement, Window};

use crate::Error;
use crate::recipe::fill;
use crate::value::{call, get, text};

pub(crate) fn window() -> Window {
    itself()
}

#[wasm_bindgen]
extern "C" {
    /// As every object gives itself: web-sys asks four names for it and keeps the answer in a cell, 0.4 kB.
    #[wasm_bindgen(js_namespace = window, js_name = valueOf)]
    fn itself() -> Window;
}

/// The property `name` of the window.
pub(crate) fn global(name: &str) -> JsValue {
    get(&window(), name)
}

pub(crate) fn document() -> Result<Document, Error> {
    window().document().ok_or(Error::NoDocument)
}

/// The page's own host name, without the port: `shop.example`.
pub fn host() -> String {
    text(&global("location"), "hostname")
}

/// The page's own address.
pub fn address() -> String {
    text(&global("location"), "href")
}

/// Milliseconds since the navigation began.
pub fn now() -> f64 {
    call(&global("performance"), "now", &[]).ok().and_then(|now| now.as_f64()).unwrap_or_default()
}

/// Milliseconds since 1970.
pub fn epoch() -> f64 {
    js_sys::Date::now()
}

/// The same, of a date as it stands in a cookie; not a number for what is none.
pub fn epoch_of(date: &str) -> f64 {
    js_sys::Date::parse(date)
}

/// The date and the time of day, as `2026-11-23 14:05 UTC`.
pub fn date() -> String {
    let text = js_sys::Date::new_0().to_iso_string().as_string().unwrap_or_default();
    fill("{} {} UTC", &[text.get(..10).unwrap_or_default(), text.get(11..16).unwrap_or_default()])
}

/// The element that has the focus now, so that it can be given back.
pub struct Focus(Option<Element>);

impl Focus {
    /// Remembers who has the focus.
    pub fn now() -> Result<Self, Error> {
        Ok(Self(document()?.active_element()))
    }

    /// Gives it back, if the element is still in the page and takes it.
    pub fn give_back(self) {
        let element = self.0.filter(|element| element.is_connected());
        if let Some(element) = element.as_ref().and_then(|element| element.dyn_ref::<HtmlElement>()) {
            // A refusal leaves the focus on the page, which is where the browser put it.
            let _ = element.focus();
        }
    }
}
