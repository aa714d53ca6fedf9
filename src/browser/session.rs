//! Notes kept until the tab is closed, in `sessionStorage`.
//!
//! As plain text: gloo-storage's `get` and `set` go through JSON, which would add 20 kB to the inspector, and its way to the
//! storage itself panics where there is none, which would add 0.5 kB.

use wasm_bindgen::JsValue;

use crate::error::words;
use crate::{Error, Refusal, page};

/// The note under `key`, or `None` where there is none.
pub fn read(key: &str) -> Result<Option<String>, Error> {
    storage()?.get_item(key).map_err(failed("getItem"))
}

/// Keeps `note` under `key`, in place of an earlier one.
pub fn write(key: &str, note: &str) -> Result<(), Error> {
    storage()?.set_item(key, note).map_err(failed("setItem"))
}

/// Takes the note under `key` away.
pub fn forget(key: &str) -> Result<(), Error> {
    storage()?.remove_item(key).map_err(failed("removeItem"))
}

fn failed(what: &'static str) -> impl Fn(JsValue) -> Error {
    move |exception| Error::StorageFailed(Refusal::new(what, words(&exception)))
}

/// gloo-storage panics where the browser denies the storage, so this asks first.
fn storage() -> Result<web_sys::Storage, Error> {
    page::window().session_storage().ok().flatten().ok_or(Error::StorageDenied)
}
