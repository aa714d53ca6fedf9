//! What the page's Content Security Policy has blocked.

use std::fmt;
use std::rc::Rc;

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::cut::before;
use crate::edge::Room;
use crate::listener::Listener;
use crate::value::{Told, call, get, items, object, text, told};
use crate::{Error, page};

/// One thing that was blocked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The directive, such as `script-src-elem`.
    pub directive: String,
    /// What was blocked: an address without its query, of some only the origin; or `inline`, `eval`, `wasm-eval`.
    pub blocked: String,
}

/// A `ReportingObserver`, and what it calls.
type Observer = (JsValue, Told);

/// Tells of every violation from now on and, where the browser keeps them, of earlier ones; until dropped.
pub struct Watch {
    _listener: Listener,
    observer: Option<Observer>,
}

impl Watch {
    /// Calls `tell` with each. One that two sources tell of comes twice.
    pub fn new(room: Room, tell: impl Fn(Violation) + 'static) -> Result<Self, Error> {
        let tell = Rc::new(tell);
        let tell_early = Rc::clone(&tell);
        let listener = Listener::at_document("securitypolicyviolation", room, move |event| {
            violation(event.as_value(), "blockedURI", &*tell);
            Ok(())
        })?;
        // Chromium and WebKit keep the reports of before. https://w3c.github.io/reporting/
        let told = told(Box::new(move |reports| {
            for report in items(&reports) {
                violation(&get(&report, "body"), "blockedURL", &*tell_early);
            }
        }));
        let observer = observe(told.as_ref()).map(|observer| (observer, told));
        Ok(Self { _listener: listener, observer })
    }
}

/// A policy that only reports has blocked nothing.
fn violation(event: &JsValue, blocked: &str, tell: &dyn Fn(Violation)) {
    if text(event, "disposition") != "report" {
        let blocked = before(&text(event, blocked), b"?#").to_owned();
        tell(Violation { directive: text(event, "effectiveDirective"), blocked });
    }
}

fn observe(told: &JsValue) -> Option<JsValue> {
    let constructor = page::global("ReportingObserver").dyn_into::<Function>().ok()?;
    let types = Array::of1(&"csp-violation".into());
    let options = object(&[("buffered", &JsValue::TRUE), ("types", &types)]).ok()?;
    let observer = Reflect::construct(&constructor, &Array::of2(told, &options)).ok()?;
    call(&observer, "observe", &[]).ok()?;
    Some(observer)
}

impl Drop for Watch {
    fn drop(&mut self) {
        let Some((observer, _)) = &self.observer else { return };
        let _ = call(observer, "disconnect", &[]);
    }
}

impl fmt::Debug for Watch {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Watch")
    }
}
