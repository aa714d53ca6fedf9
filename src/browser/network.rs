//! The requests the page has made, from its resource timings. <https://w3c.github.io/resource-timing/>

use std::fmt;

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::edge::Room;
use crate::value::{Told, call, items, number, object, text, told};
use crate::{Error, page};

/// One request.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// The address asked for, before redirects.
    pub url: String,
    /// When, in milliseconds since the navigation began.
    pub start: f64,
    /// What asked: `script`, `img`, `beacon`, `fetch`, `iframe` …
    pub initiator: String,
    /// Bytes received, headers included. `None` where the browser keeps it to itself, as it does for another host that
    /// sends no `Timing-Allow-Origin`; 0 for an answer from the cache.
    pub bytes: Option<u64>,
}

/// The requests in the browser's buffer: a page's first 250, unless the page has changed its size.
pub fn requests() -> Result<Vec<Request>, Error> {
    let clock = page::global("performance");
    Ok(items(&call(&clock, "getEntriesByType", &[&"resource".into()])?).iter().map(request).collect())
}

/// From a `PerformanceResourceTiming`.
fn request(entry: &JsValue) -> Request {
    Request {
        url: text(entry, "name"),
        start: number(entry, "startTime"),
        initiator: text(entry, "initiatorType"),
        bytes: bytes(number(entry, "transferSize"), number(entry, "decodedBodySize")),
    }
}

/// Another host's sizes are all zero, an answer from the cache still has a body.
#[allow(clippy::cast_sign_loss, reason = "the specification's type is unsigned long long")]
fn bytes(transferred: f64, body: f64) -> Option<u64> {
    (transferred > 0.0 || body > 0.0).then_some(transferred as u64)
}

/// Tells of every request from now on, also of those that no longer fit the buffer, until dropped.
pub struct Watch {
    observer: JsValue,
    _tell: Told,
}

impl Watch {
    /// Calls `tell` with each batch as the browser reports it.
    pub fn new(
        room: Room,
        mut tell: impl FnMut(Vec<Request>) -> Result<(), Error> + 'static,
    ) -> Result<Self, Error> {
        let tell = told(Box::new(move |list| {
            room.enter(|| tell(items(&call(&list, "getEntries", &[])?).iter().map(request).collect()));
        }));
        let refused = Error::refused("PerformanceObserver");
        let make = page::global("PerformanceObserver").dyn_into::<Function>().map_err(refused)?;
        let observer = Reflect::construct(&make, &Array::of1(tell.as_ref()))
            .map_err(Error::refused("PerformanceObserver"))?;
        // Not `buffered`: WebKitGTK 2.50 did not deliver those. `requests` gives what came before.
        call(&observer, "observe", &[&object(&[("entryTypes", &Array::of1(&"resource".into()))])?])?;
        Ok(Self { observer, _tell: tell })
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        // A refusal leaves an observer whose closure is gone, which wasm-bindgen reports to the console.
        let _ = call(&self.observer, "disconnect", &[]);
    }
}

impl fmt::Debug for Watch {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Watch")
    }
}

#[cfg(test)]
mod tests {
    use super::bytes;

    #[test]
    fn zero_is_unknown_unless_there_is_a_body() {
        assert_eq!(bytes(0.0, 0.0), None);
        assert_eq!(bytes(0.0, 512.0), Some(0));
        assert_eq!(bytes(812.0, 512.0), Some(812));
    }
}
