//! Files of the visitor's own computer: nothing leaves it.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::edge::Room;
use crate::listener::{Event, Listener};
use crate::value::{call, get, object, set};
use crate::{Error, page};

/// Offers `text` as a download under this name.
pub fn save(name: &str, kind: &str, text: &str) -> Result<(), Error> {
    let window: JsValue = page::window().into();
    let (make, url) = (get(&window, "Blob"), get(&window, "URL"));
    let parts = Array::of1(&text.into());
    let words = Array::of2(&parts, &object(&[("type", &kind.into())])?);
    let blob =
        Reflect::construct(make.unchecked_ref::<Function>(), &words).map_err(Error::refused("Blob"))?;
    let address = call(&url, "createObjectURL", &[&blob])?;
    let link: JsValue =
        page::document()?.create_element("a").map_err(Error::refused("createElement"))?.into();
    set(&link, "href", &address)?;
    set(&link, "download", &name.into())?;
    call(&link, "click", &[])?;
    // The browser has taken the file by then: the click starts the download at once.
    call(&url, "revokeObjectURL", &[&address]).map(drop)
}

/// Reads the file that was chosen in the field where `event` happened, and hands its text over once it is there: as long
/// as the listener is kept.
pub fn read(
    event: &Event,
    room: Room,
    mut act: impl FnMut(&str) -> Result<(), Error> + 'static,
) -> Result<Option<Listener>, Error> {
    let file = get(&get(&get(event.as_value(), "target"), "files"), "0");
    if file.is_undefined() {
        return Ok(None);
    }
    let make = page::global("FileReader");
    let reader = Reflect::construct(make.unchecked_ref::<Function>(), &Array::new())
        .map_err(Error::refused("FileReader"))?;
    let source = reader.clone();
    let listener = Listener::new(reader.clone().unchecked_into(), "load", room, move |_| {
        act(&get(&source, "result").as_string().unwrap_or_default())
    })?;
    call(&reader, "readAsText", &[&file])?;
    Ok(Some(listener))
}
