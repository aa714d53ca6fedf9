//! Places of our own page, by their ids: where a room draws into a document that is its own.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlElement;

use crate::edge::Room;
use crate::error::Refusal;
use crate::listener::{Event, Listener};
use crate::recipe::Recipe;
use crate::value::call;
use crate::{Error, page, value};

/// Puts these elements in the place of whatever the element with this `id` holds.
pub fn fill(id: &str, content: &Recipe) -> Result<(), Error> {
    let drawn = content.draw()?;
    let place = find(id)?;
    place.set_text_content(None);
    place.append_child(&drawn).map_err(Error::refused("appendChild"))?;
    Ok(())
}

/// Sets the text of an element.
pub fn set_text(id: &str, text: &str) -> Result<(), Error> {
    let place = find(id)?;
    // The same text again would be read out again.
    if place.text_content().as_deref() != Some(text) {
        place.set_text_content(Some(text));
    }
    Ok(())
}

/// Sets an attribute; `None` takes it away.
pub fn set(id: &str, name: &'static str, value: Option<&str>) -> Result<(), Error> {
    let place = find(id)?;
    match value {
        Some(value) => place.set_attribute(name, value).map_err(Error::refused("setAttribute")),
        None => place.remove_attribute(name).map_err(Error::refused("removeAttribute")),
    }
}

/// What a field holds now; empty where there is no such field.
pub fn value(id: &str) -> String {
    find(id).map(|field| value::text(&field, "value")).unwrap_or_default()
}

/// Puts text into a field.
pub fn set_value(id: &str, value: &str) -> Result<(), Error> {
    value::set(find(id)?.as_ref(), "value", &value.into())
}

/// Ticks a box or a radio button.
pub fn tick(id: &str) -> Result<(), Error> {
    value::set(find(id)?.as_ref(), "checked", &JsValue::TRUE)
}

/// Hears an event at an element, and below it.
pub fn hear(
    id: &str,
    event: &'static str,
    room: Room,
    act: impl FnMut(&Event) -> Result<(), Error> + 'static,
) -> Result<Listener, Error> {
    Listener::new(find(id)?.into(), event, room, act)
}

/// Moves the focus to an element.
pub fn focus(id: &str) -> Result<(), Error> {
    find(id)?.focus().map_err(Error::refused("focus"))
}

/// Copies an element's text to the clipboard, and leaves it selected: where the browser refuses, keys can copy it.
///
/// # Errors
/// When the browser refuses.
pub fn copy(id: &str) -> Result<(), Error> {
    let window: JsValue = page::window().into();
    let selection = call(&window, "getSelection", &[])?;
    call(&selection, "selectAllChildren", &[find(id)?.as_ref()])?;
    // `navigator.clipboard` is only there on HTTPS; a page that is opened from a folder must work too.
    let document: JsValue = page::document()?.into();
    if call(&document, "execCommand", &[&"copy".into()])?.is_truthy() {
        return Ok(());
    }
    Err(Error::Refused(Refusal::new("copy", "not allowed")))
}

fn find(id: &str) -> Result<HtmlElement, Error> {
    let found = page::document()?.get_element_by_id(id).and_then(|element| element.dyn_into().ok());
    found.ok_or_else(|| Error::Refused(Refusal::new("getElementById", format!("nothing has the id {id}"))))
}
