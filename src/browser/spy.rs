//! Watching what the page does to one of its functions, until dropped.
//!
//! The function is replaced by a `Proxy` whose trap lets every call through first and tells of it afterwards. When the
//! watch ends the trap is taken out and the original put back; where somebody has wrapped our proxy meanwhile, it stays
//! and, without its trap, does nothing of its own.

use std::fmt;

use js_sys::{Array, Function, Object, Proxy, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

use crate::value::{get, object, set};
use crate::{Error, Refusal, page};

/// What is done with a call: its `this`, and its words.
type Tell = Box<dyn Fn(&JsValue, &Array)>;
type Trap = Closure<dyn Fn(JsValue, JsValue, Array) -> Result<JsValue, JsValue>>;

/// A watched function.
pub struct Spy {
    owner: Object,
    name: &'static str,
    /// The property as it was on `owner` itself, if it was there.
    before: Option<JsValue>,
    handler: Object,
    proxy: JsValue,
    _trap: Trap,
}

impl Spy {
    /// Tells of every `push` to the list of this name in the window.
    pub fn on_pushes(list: &str, tell: impl Fn(&[crate::layer::Entry]) + 'static) -> Result<Self, Error> {
        let owner = page::global(list);
        let function = get(&owner, "push");
        let tell = move |_: &JsValue, words: &Array| {
            tell(&words.iter().map(|word| crate::layer::entry(&word)).collect::<Vec<_>>());
        };
        Self::new(owner, "push", &function, Box::new(tell))
    }

    /// Tells of every text that is assigned to `document.cookie`.
    pub fn on_cookies(tell: impl Fn(&str) + 'static) -> Result<Self, Error> {
        let document: JsValue = page::document()?.into();
        let accessor = accessor(&document, "cookie").ok_or_else(|| missing("document.cookie"))?;
        let (getter, setter) = (get(&accessor, "get"), get(&accessor, "set"));
        let tell = move |_: &JsValue, words: &Array| tell(&words.get(0).as_string().unwrap_or_default());
        let spy = Self::new(document, "cookie", &setter, Box::new(tell))?;
        let ours = object(&[("configurable", &JsValue::TRUE), ("get", &getter), ("set", &spy.proxy)])?;
        Reflect::define_property(&spy.owner, &"cookie".into(), ours.unchecked_ref())
            .map_err(Error::refused("cookie"))?;
        Ok(spy)
    }

    /// Tells of every `setItem`: whether it is the local storage, the key, and how long the value is.
    pub fn on_storage(tell: impl Fn(bool, &str, usize) + 'static) -> Result<Self, Error> {
        let owner = get(&page::global("Storage"), "prototype");
        let function = get(&owner, "setItem");
        let tell = move |storage: &JsValue, words: &Array| {
            let word = |at| words.get(at).as_string().unwrap_or_default();
            let local = page::global("localStorage") == *storage;
            tell(local, &word(0), word(1).len());
        };
        Self::new(owner, "setItem", &function, Box::new(tell))
    }

    /// Tells of every text that is sent by `navigator.sendBeacon` (`beacon`) or `fetch`: the address and the text.
    pub fn on_bodies(beacon: bool, tell: impl Fn(&str, &str) + 'static) -> Result<Self, Error> {
        let window: JsValue = page::window().into();
        let (owner, name) =
            if beacon { (get(&window, "navigator"), "sendBeacon") } else { (window, "fetch") };
        let function = get(&owner, name);
        let tell = move |_: &JsValue, words: &Array| {
            let (address, body) = (words.get(0), words.get(1));
            let body = if beacon { body } else { get(&body, "body") };
            // An address may be an object too: `URL` has `href`, `Request` has `url`.
            let parts = ["href", "url"].map(|part| get(&address, part).as_string());
            let address = address.as_string().or_else(|| parts.into_iter().flatten().next());
            if let (Some(address), Some(body)) = (address, body.as_string()) {
                tell(&address, &body);
            }
        };
        Self::new(owner, name, &function, Box::new(tell))
    }

    fn new(owner: JsValue, name: &'static str, function: &JsValue, tell: Tell) -> Result<Self, Error> {
        let owner = owner.dyn_into::<Object>().map_err(|_| missing(name))?;
        let function = function.dyn_ref::<Function>().ok_or_else(|| missing(name))?;
        // `Fn`: what we call may lead back here.
        let trap: Trap = Closure::new(move |original: JsValue, this: JsValue, words: Array| {
            let given = Reflect::apply(original.unchecked_ref::<Function>(), &this, &words)?;
            tell(&this, &words);
            Ok(given)
        });
        let handler = Object::new();
        set(&handler, "apply", trap.as_ref())?;
        let proxy: JsValue = Proxy::new(function, &handler).into();
        let before = Reflect::get_own_property_descriptor(&owner, &name.into()).unwrap_or(JsValue::UNDEFINED);
        let before = Some(before).filter(JsValue::is_object);
        let spy = Self { owner, name, before, handler, proxy, _trap: trap };
        if name != "cookie" {
            set(&spy.owner, name, &spy.proxy)?;
        }
        Ok(spy)
    }

    /// Whether what stands there now is still ours.
    fn stands(&self) -> bool {
        let now = Reflect::get_own_property_descriptor(&self.owner, &self.name.into()).unwrap_or_default();
        get(&now, "value") == self.proxy || get(&now, "set") == self.proxy
    }
}

impl Drop for Spy {
    fn drop(&mut self) {
        let stands = self.stands();
        let _ = Reflect::delete_property(&self.handler, &"apply".into());
        if stands {
            // A refusal leaves the proxy, which without its trap is the original by another name.
            let _ = match &self.before {
                Some(before) => {
                    Reflect::define_property(&self.owner, &self.name.into(), before.unchecked_ref())
                }
                None => Reflect::delete_property(&self.owner, &self.name.into()),
            };
        }
    }
}

impl fmt::Debug for Spy {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Spy({})", self.name)
    }
}

/// The accessor of a property, wherever on the chain of prototypes it is.
fn accessor(object: &JsValue, name: &str) -> Option<JsValue> {
    let mut owner = object.clone();
    while let Some(known) = owner.dyn_ref::<Object>() {
        let found = Reflect::get_own_property_descriptor(known, &name.into()).ok()?;
        if found.is_object() {
            return Some(found);
        }
        owner = Object::get_prototype_of(known).into();
    }
    None
}

fn missing(name: &'static str) -> Error {
    Error::Refused(Refusal::new(name, "it is not there"))
}
