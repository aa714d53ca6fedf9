//! Files of the visitor's own computer: nothing leaves it.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, FileReader, HtmlAnchorElement, HtmlInputElement, Url};

use crate::edge::Room;
use crate::listener::{Event, Listener};
use crate::value::get;
use crate::{Error, page};

/// Offers `text` as a download under this name.
pub fn save(name: &str, kind: &str, text: &str) -> Result<(), Error> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&JsValue::from_str(text)), &options)
        .map_err(Error::refused("Blob"))?;
    let address = Url::create_object_url_with_blob(&blob).map_err(Error::refused("createObjectURL"))?;
    let link = page::document()?.create_element("a").map_err(Error::refused("createElement"))?;
    let link = link.dyn_into::<HtmlAnchorElement>().map_err(|_| Error::NoDocument)?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // The browser has taken the file by then: the click starts the download at once.
    Url::revoke_object_url(&address).map_err(Error::refused("revokeObjectURL"))
}

/// Reads the file that was chosen in the field where `event` happened, and hands its text over once it is there: as long
/// as the listener is kept.
pub fn read(
    event: &Event,
    room: Room,
    mut act: impl FnMut(&str) -> Result<(), Error> + 'static,
) -> Result<Option<Listener>, Error> {
    let field = get(event.as_value(), "target").dyn_into::<HtmlInputElement>().ok();
    let Some(file) = field.and_then(|field| field.files()).and_then(|files| files.get(0)) else {
        return Ok(None);
    };
    let reader = FileReader::new().map_err(Error::refused("FileReader"))?;
    let source = reader.clone();
    let listener = Listener::new(reader.clone().into(), "load", room, move |_| {
        let text = source.result().map_err(Error::refused("FileReader.result"))?;
        act(&text.as_string().unwrap_or_default())
    })?;
    reader.read_as_text(&file).map_err(Error::refused("readAsText"))?;
    Ok(Some(listener))
}
