//! A file for the visitor's own computer: nothing leaves it.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

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
