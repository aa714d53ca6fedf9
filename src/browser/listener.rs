//! Being told of events, until dropped.

use std::fmt;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{
    Element, EventTarget, HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement,
    KeyboardEvent, PointerEvent,
};

use crate::edge::Room;
use crate::{Error, page};

/// What is done when it is heard.
type Act = Box<dyn FnMut(&Event) -> Result<(), Error>>;

/// Hears one event at one target from `new` until it is dropped, which its own action may cause.
pub struct Listener {
    target: EventTarget,
    event: &'static str,
    act: Closure<dyn FnMut(web_sys::Event)>,
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
        let act = Closure::<dyn FnMut(_)>::new(move |event| room.enter(|| act(&Event(event))));
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
        Self::new(page::window()?.into(), event, room, act)
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
        inner.closest(&format!("[{name}]")).ok()??.get_attribute(name)
    }

    /// What the field where it happened holds now.
    pub fn value(&self) -> Option<String> {
        let field = self.0.composed_path().get(0);
        let input = field.dyn_ref::<HtmlInputElement>().map(HtmlInputElement::value);
        let area = || field.dyn_ref::<HtmlTextAreaElement>().map(HtmlTextAreaElement::value);
        let select = || field.dyn_ref::<HtmlSelectElement>().map(HtmlSelectElement::value);
        input.or_else(area).or_else(select)
    }

    /// The key, such as `Escape`; `None` if this is no keyboard event.
    pub fn key(&self) -> Option<String> {
        self.0.dyn_ref::<KeyboardEvent>().map(KeyboardEvent::key)
    }

    /// Where the pointer is, from 0 (top of the window) to 1 (bottom); `None` if this is no pointer event.
    pub fn height(&self) -> Option<f64> {
        let y = f64::from(self.0.dyn_ref::<PointerEvent>()?.client_y());
        let window = page::window().ok()?.inner_height().ok()?.as_f64()?;
        (window > 0.0).then_some(y / window)
    }

    /// Whether the pointer is pressed.
    pub fn pressed(&self) -> bool {
        self.0.dyn_ref::<PointerEvent>().is_some_and(|pointer| pointer.buttons() != 0)
    }

    /// Lets the element that was pressed hear the pointer wherever it goes.
    pub fn capture(&self) -> Result<(), Error> {
        let pointer = self.0.dyn_ref::<PointerEvent>();
        let element = self.0.current_target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
        match (pointer, element) {
            (Some(pointer), Some(element)) => {
                element.set_pointer_capture(pointer.pointer_id()).map_err(Error::refused("setPointerCapture"))
            }
            _ => Ok(()),
        }
    }

    /// Takes the event from the browser and from the page's own listeners further up.
    pub fn take(&self) {
        self.0.prevent_default();
        self.0.stop_propagation();
    }
}
