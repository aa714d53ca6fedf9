//! An element of our own in the page, with a shadow root that the page's styles do not reach.

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, ShadowRoot, ShadowRootInit, ShadowRootMode};

use crate::edge::Room;
use crate::listener::{Event, Listener};
use crate::recipe::{Recipe, fill};
use crate::value::{call, get, object, set};
use crate::{Error, Refusal, page, sheet};

/// It stands in the page from `new` until it is dropped.
#[derive(Debug)]
pub struct Shadow {
    host: HtmlElement,
    root: ShadowRoot,
}

impl Shadow {
    /// Puts an element named `tag` (with a hyphen, as the platform asks) at the end of the page, styled by `css`.
    pub fn new(tag: &'static str, css: &str, content: &Recipe) -> Result<Self, Error> {
        let document = page::document()?;
        let host = document.create_element(tag).map_err(Error::refused("createElement"))?;
        let host = host.dyn_into::<HtmlElement>().map_err(|_| Error::NoDocument)?;
        // Open, so that accessibility checkers and tests can look inside.
        let root = host
            .attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open))
            .map_err(Error::refused("attachShadow"))?;
        sheet::adopt(&root, css)?;
        root.append_child(&content.draw()?).map_err(Error::refused("appendChild"))?;
        let parent = document.body().map(HtmlElement::into).or_else(|| document.document_element());
        parent.ok_or(Error::NoDocument)?.append_child(&host).map_err(Error::refused("appendChild"))?;
        Ok(Self { host, root })
    }

    /// Puts `content` in the place of the element with its `id`.
    pub fn replace(&self, id: &str, content: &Recipe) -> Result<(), Error> {
        let old = self.find(id)?;
        let parent = old.parent_node().ok_or_else(|| missing(id))?;
        let focused = self.root.active_element().filter(|element| old.contains(Some(element)));
        parent.replace_child(&content.draw()?, &old).map_err(Error::refused("replaceChild"))?;
        // Who had the focus inside has it again, by its id.
        focused.map_or(
            Ok(()),
            |element| if element.id().is_empty() { Ok(()) } else { self.focus(&element.id()) },
        )
    }

    /// Stands first in the page's body, or last. What has the focus inside keeps it.
    pub fn stand(&self, first: bool) -> Result<(), Error> {
        let Some(parent) = self.host.parent_node() else { return Ok(()) };
        let neighbour = get(&self.host, if first { "previousElementSibling" } else { "nextElementSibling" });
        if neighbour.is_falsy() {
            return Ok(());
        }
        let focused = self.root.active_element();
        call(&parent, if first { "prepend" } else { "append" }, &[&self.host])?;
        focused.map_or(Ok(()), |element| self.focus(&element.id()))
    }

    /// Empties the field with this `id`.
    pub fn clear(&self, id: &str) -> Result<(), Error> {
        set(&self.find(id)?.into(), "value", &"".into())
    }

    /// How far an element is scrolled, and how high it is, in pixels.
    pub fn scrolled(&self, id: &str) -> Option<(usize, usize)> {
        self.find(id).ok().map(|element| (pixels(element.scroll_top()), pixels(element.client_height())))
    }

    /// Scrolls an element to so many pixels.
    pub fn scroll(&self, id: &str, top: usize) -> Result<(), Error> {
        self.find(id)?.set_scroll_top(i32::try_from(top).unwrap_or(i32::MAX));
        Ok(())
    }

    /// Scrolls what is around an element until it is seen; the page stays where it is.
    pub fn reveal(&self, id: &str) -> Result<(), Error> {
        let least = object(&[("block", &"nearest".into())])?;
        let element = self.find(id)?;
        call(&element, "scrollIntoView", &[&least]).map(drop)
    }

    /// Sets an attribute of the element with this `id`.
    pub fn set(&self, id: &str, name: &'static str, value: &str) -> Result<(), Error> {
        self.find(id)?.set_attribute(name, value).map_err(Error::refused("setAttribute"))
    }

    /// Sets the text of the element with this `id`.
    pub fn set_text(&self, id: &str, text: &str) -> Result<(), Error> {
        self.find(id)?.set_text_content(Some(text));
        Ok(())
    }

    /// Sets a custom property. Not a style attribute: a Content Security Policy may forbid those.
    pub fn set_property(&self, id: &str, name: &'static str, value: &str) -> Result<(), Error> {
        self.find(id)?.style().set_property(name, value).map_err(Error::refused("setProperty"))
    }

    /// Moves the focus to the element with this `id`.
    pub fn focus(&self, id: &str) -> Result<(), Error> {
        self.find(id)?.focus().map_err(Error::refused("focus"))
    }

    /// Hears an event at the element with this `id`, and below it.
    pub fn hear(
        &self,
        id: &str,
        event: &'static str,
        room: Room,
        act: impl FnMut(&Event) -> Result<(), Error> + 'static,
    ) -> Result<Listener, Error> {
        Listener::new(self.find(id)?.into(), event, room, act)
    }

    fn find(&self, id: &str) -> Result<HtmlElement, Error> {
        let found = self.root.get_element_by_id(id).and_then(|element| element.dyn_into().ok());
        found.ok_or_else(|| missing(id))
    }
}

/// Moves the focus to the element with this `id` inside the host named `tag`, if there is one in the page: another copy
/// of this script may have put it there.
pub fn focus_standing(tag: &str, id: &str) -> Result<bool, Error> {
    let host = page::document()?.query_selector(tag).map_err(Error::refused("querySelector"))?;
    let Some(root) = host.and_then(|host| host.shadow_root()) else { return Ok(false) };
    let found = root.get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok());
    found.map_or(Ok(()), |element| element.focus()).map_err(Error::refused("focus"))?;
    Ok(true)
}

/// Scrolled beyond the top, as by a bounce, is at the top.
fn pixels(number: i32) -> usize {
    usize::try_from(number).unwrap_or(0)
}

fn missing(id: &str) -> Error {
    Error::Refused(Refusal::new("getElementById", fill("nothing has the id {}", &[id])))
}

impl Drop for Shadow {
    fn drop(&mut self) {
        self.host.remove();
    }
}
