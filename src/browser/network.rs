//! The requests the page has made, from its resource timings. <https://w3c.github.io/resource-timing/>

use std::fmt;

use js_sys::Array;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    PerformanceObserver, PerformanceObserverEntryList, PerformanceObserverInit, PerformanceResourceTiming,
};

use crate::edge::Room;
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
    let performance = page::window()?.performance().ok_or(Error::NoWindow)?;
    Ok(performance.get_entries_by_type("resource").iter().filter_map(request).collect())
}

fn request(entry: JsValue) -> Option<Request> {
    let entry = entry.dyn_into::<PerformanceResourceTiming>().ok()?;
    Some(Request {
        url: entry.name(),
        start: entry.start_time(),
        initiator: entry.initiator_type(),
        bytes: bytes(entry.transfer_size(), entry.decoded_body_size()),
    })
}

/// Another host's sizes are all zero, an answer from the cache still has a body.
#[allow(clippy::cast_sign_loss, reason = "the specification's type is unsigned long long")]
fn bytes(transferred: f64, body: f64) -> Option<u64> {
    (transferred > 0.0 || body > 0.0).then_some(transferred as u64)
}

/// Tells of every request from now on, also of those that no longer fit the buffer, until dropped.
pub struct Watch {
    observer: PerformanceObserver,
    _tell: Closure<dyn FnMut(PerformanceObserverEntryList)>,
}

impl Watch {
    /// Calls `tell` with each batch as the browser reports it.
    pub fn new(
        room: Room,
        mut tell: impl FnMut(Vec<Request>) -> Result<(), Error> + 'static,
    ) -> Result<Self, Error> {
        let tell = Closure::<dyn FnMut(_)>::new(move |list: PerformanceObserverEntryList| {
            room.enter(|| tell(list.get_entries().iter().filter_map(request).collect()));
        });
        let observer = PerformanceObserver::new(tell.as_ref().unchecked_ref())
            .map_err(Error::refused("PerformanceObserver"))?;
        // Not `buffered`: WebKitGTK 2.50 did not deliver those. `requests` gives what came before.
        let options = PerformanceObserverInit::new(&Array::of1(&JsValue::from_str("resource")));
        observer.observe(&options);
        Ok(Self { observer, _tell: tell })
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
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
