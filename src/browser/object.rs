//! JavaScript's values as Rust's, through serde.

use js_sys::{JSON, encode_uri_component};
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;

use crate::Error;
use crate::listener::Event;
use crate::value::get;

/// Reads JSON exactly as the page's own scripts would.
pub fn parse<Value: DeserializeOwned>(text: &str) -> Result<Value, Error> {
    from(JSON::parse(text).map_err(Error::refused("JSON.parse"))?)
}

/// What another window has told in a `message`.
pub fn told<Value: DeserializeOwned>(event: &Event) -> Result<Value, Error> {
    from(get(event.as_value(), "data"))
}

fn from<Value: DeserializeOwned>(value: JsValue) -> Result<Value, Error> {
    let why =
        |error: serde_wasm_bindgen::Error| Error::Refused { what: "the object", why: error.to_string() };
    serde_wasm_bindgen::from_value(value).map_err(why)
}

/// Text as it may stand in an address.
pub fn encoded(text: &str) -> String {
    String::from(encode_uri_component(text))
}
