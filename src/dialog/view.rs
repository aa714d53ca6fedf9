//! The words views are written in.

use samtykke_core::text::Writer;
use samtykke_core::{Actions, Settings, Visit};

/// The layer that asks.
pub const FIRST: &str = "first";
/// The layer with purposes.
pub const SETTINGS: &str = "settings";
/// The layer with the control that opens the settings again.
pub const REOPEN: &str = "reopen";

/// Describes elements to the runtime, which keeps the one that is open.
pub struct View<'v, 'w, W: Writer> {
    pub settings: &'v Settings<'v>,
    language: &'v str,
    actions: &'v mut Actions<'w, W>,
}

impl<'v, 'w, W: Writer> View<'v, 'w, W> {
    pub fn new(visit: &Visit<'v>, settings: &'v Settings<'v>, actions: &'v mut Actions<'w, W>) -> Self {
        Self { settings, language: visit.inside, actions }
    }

    /// Starts a layer: an element of `tag` in the host element, in place of the layer's former one.
    pub fn draw(&mut self, layer: &str, tag: &str) {
        self.actions.send(&["draw", layer, tag, self.settings.layout(), self.language]);
    }

    /// Opens an element; what follows goes into it until [`Self::close`].
    pub fn open(&mut self, tag: &str) {
        self.actions.send(&["open", tag]);
    }

    pub fn close(&mut self) {
        self.actions.send(&["close"]);
    }

    pub fn set(&mut self, name: &str, value: &str) {
        self.actions.send(&["set", name, value]);
    }

    /// Sets the attribute `name` to `prefix` and `rest`.
    pub fn set_name(&mut self, prefix: &str, rest: &str) {
        self.actions.compose(&["set", "name"], |out| {
            out.write(prefix);
            out.write(rest);
        });
    }

    /// The text of this name, in the visitor's language.
    pub fn text(&mut self, name: &str) {
        self.literal(self.settings.text(name).unwrap_or(name));
    }

    /// A text that is the same in every language, such as a vendor's name.
    pub fn literal(&mut self, text: &str) {
        self.actions.send(&["text", text]);
    }

    /// An element that holds nothing but a text.
    pub fn element(&mut self, tag: &str, text: &str) {
        self.open(tag);
        self.text(text);
        self.close();
    }

    /// A heading that names its layer.
    pub fn heading(&mut self, id: &str, text: &str) {
        self.open("h2");
        self.set("id", id);
        self.text(text);
        self.close();
    }

    /// A control: a real button that carries the public hook, labelled with the text of the same name unless told
    /// otherwise.
    pub fn button(&mut self, control: &str, text: &str) {
        self.open("button");
        self.set("type", "button");
        self.set("data-samtykke", control);
        self.text(text);
        self.close();
    }

    /// Puts the layer into the page.
    pub fn show(&mut self, layer: &str) {
        self.actions.send(&["show", layer]);
    }

    /// Puts the layer into the page as a modal dialog.
    pub fn show_modal(&mut self, layer: &str) {
        self.actions.send(&["modal", layer]);
    }

    pub fn hide(&mut self, layer: &str) {
        self.actions.send(&["hide", layer]);
    }

    /// A status message for assistive technology.
    pub fn say(&mut self, text: &str) {
        self.actions.send(&["say", self.settings.text(text).unwrap_or_default()]);
    }
}
