//! What the page has told a tag manager: the entries of `dataLayer`.

use js_sys::{Array, Object};
use wasm_bindgen::{JsCast, JsValue};

use crate::value::{fields, get, items, short};
use crate::{Error, page};

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is. Google obeys real `arguments` objects alone; an array is ignored.
    pub form: Form,
    /// Its words, such as `consent`, `update`; of an object, its `event`.
    pub words: Vec<String>,
    /// The properties of its last object, such as `ad_storage` and `denied`.
    pub fields: Vec<(String, String)>,
}

/// The form of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// An `arguments` object: a command.
    Command,
    /// An array, as a careless copy of `gtag` pushes it.
    Array,
    /// An object: a message to a tag manager.
    Message,
}

/// The entries so far, in order; none where the page has no such list.
pub fn entries(list: &str) -> Result<Vec<Entry>, Error> {
    let found = page::global(list);
    Ok(if Array::is_array(&found) { items(&found).iter().map(entry).collect() } else { Vec::new() })
}

/// Whether a Google tag has started.
pub fn google_runs() -> bool {
    page::global("google_tag_manager").is_object()
}

pub(crate) fn entry(value: &JsValue) -> Entry {
    let form = match value {
        list if Array::is_array(list) => Form::Array,
        object if is_arguments(object) => Form::Command,
        _ => Form::Message,
    };
    if form == Form::Message {
        return Entry { form, words: vec![short(&get(value, "event"))], fields: fields(value) };
    }
    let items = items(value);
    let last = items.iter().rev().find(|item| item.is_object());
    Entry { form, words: items.iter().map(short).collect(), fields: last.map(fields).unwrap_or_default() }
}

/// By its class, which a page cannot change by accident: `[object Arguments]`.
fn is_arguments(value: &JsValue) -> bool {
    let class = get(&get(&page::global("Object"), "prototype"), "toString");
    let class = class.dyn_ref::<js_sys::Function>().and_then(|class| class.call0(value).ok());
    value.dyn_ref::<Object>().is_some()
        && class.and_then(|class| class.as_string()).as_deref() == Some("[object Arguments]")
}
