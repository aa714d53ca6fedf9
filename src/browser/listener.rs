//! Being told of events, until dropped.

use std::fmt;

use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget};

use crate::edge::Room;
use crate::recipe::fill;
use crate::value::{Told, call, get, number, told};
use crate::{Error, page};

/// What is done when it is heard.
type Act = Box<dyn FnMut(&Event) -> Result<(), Error>>;

/// Hears one event at one target from `new` until it is dropped, which its own action may cause.
pub struct Listener {
    target: EventTarget,
    event: &'static str,
    act: Told,
}

impl Listener {
    pub(crate) fn new(
        target: EventTarget,
        event: &'static str,
        room: Room,
        act: impl FnMut(&Event) -> Result<(), Error> + 'static,
    ) -> Result<Self, Error> {
        Self::hear(target, event, room, Box::new(act))
    }

    /// One for all: a closure of its own for each event would weigh 1 kB each.
    fn hear(target: EventTarget, event: &'static str, room: Room, mut act: Act) -> Result<Self, Error> {
        let act = told(Box::new(move |event| room.enter(|| act(&Event(event.unchecked_into())))));
        target
            .add_event_listener_with_callback_and_bool(event, act.as_ref().unchecked_ref(), captures(event))
            .map_err(Error::refused("addEventListener"))?;
        Ok(Self { target, event, act })
    }

    /// Hears an event of the document, such as `samtykke:change`.
    pub fn at_document(
        event: &'static str,
        room: Room,
        act: impl FnMut(&Event) -> Result<(), Error> + 'static,
    ) -> Result<Self, Error> {
        Self::new(page::document()?.into(), event, room, act)
    }

    /// Hears an event of the window, such as `message`.
    pub fn at_window(
        event: &'static str,
        room: Room,
        act: impl FnMut(&Event) -> Result<(), Error> + 'static,
    ) -> Result<Self, Error> {
        Self::new(page::window().into(), event, room, act)
    }
}

/// `scroll` does not bubble: on its way down it can be heard at an element around the one that scrolls.
fn captures(event: &str) -> bool {
    event == "scroll"
}

impl Drop for Listener {
    fn drop(&mut self) {
        // Fails only for a target that is gone, and then there is nothing to remove.
        let _ = self.target.remove_event_listener_with_callback_and_bool(
            self.event,
            self.act.as_ref().unchecked_ref(),
            captures(self.event),
        );
    }
}

impl fmt::Debug for Listener {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Listener({})", self.event)
    }
}

/// What happened.
#[derive(Debug)]
pub struct Event(web_sys::Event);

impl Event {
    pub(crate) fn as_value(&self) -> &wasm_bindgen::JsValue {
        &self.0
    }

    /// The value of the attribute `name` of the nearest element, from where it happened upwards, that has it.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let path = self.0.composed_path();
        let inner = path.get(0).dyn_into::<Element>().ok()?;
        inner.closest(&fill("[{}]", &[name])).ok()??.get_attribute(name)
    }

    /// What the field where it happened holds now.
    pub fn value(&self) -> Option<String> {
        get(&self.0.composed_path().get(0), "value").as_string()
    }

    /// The key, such as `Escape`; `None` if this is no keyboard event.
    pub fn key(&self) -> Option<String> {
        get(&self.0, "key").as_string()
    }

    /// Where the pointer is, from 0 (top of the window) to 1 (bottom); `None` if this is no pointer event.
    pub fn height(&self) -> Option<f64> {
        let y = get(&self.0, "clientY").as_f64()?;
        let window = number(&page::window(), "innerHeight");
        (window > 0.0).then_some(y / window)
    }

    /// Whether the pointer is pressed.
    pub fn pressed(&self) -> bool {
        number(&self.0, "buttons") > 0.0
    }

    /// Lets the element that was pressed hear the pointer wherever it goes.
    pub fn capture(&self) -> Result<(), Error> {
        let target = get(&self.0, "currentTarget");
        call(&target, "setPointerCapture", &[&get(&self.0, "pointerId")]).map(drop)
    }

    /// Takes the event from the browser and from the page's own listeners further up.
    pub fn take(&self) {
        self.0.prevent_default();
        self.0.stop_propagation();
    }
}
