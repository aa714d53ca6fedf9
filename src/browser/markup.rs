//! What the page's markup holds: tags, controls, and our own script's settings.

use wasm_bindgen::JsCast;
use web_sys::Element;

use crate::value::{call, get, number, text, texts};
use crate::{Error, page};

/// A script, frame or image with an address, or any marked element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tag {
    /// Its name, such as `script`.
    pub name: String,
    /// The whole address, of `src` or, while held, of `data-src`.
    pub address: String,
    /// The purpose it is marked with.
    pub purpose: Option<String>,
    /// The vendor it is marked with.
    pub vendor: String,
    /// Whether it has been released, or was never held.
    pub live: bool,
    /// Whether the automatic tier has marked it, and not the owner.
    pub automatic: bool,
}

/// Every such element, in document order.
pub fn tags() -> Result<Vec<Tag>, Error> {
    Ok(all("script[src],iframe,img[src],[data-samtykke-purpose]")?.iter().map(tag).collect())
}

fn tag(element: &Element) -> Tag {
    let attribute = |name| element.get_attribute(name).unwrap_or_default();
    let name = element.local_name();
    let held = name == "script" && attribute("type") == "text/plain";
    let own = text(element, "src");
    let live = !held && (!own.is_empty() || element.get_attribute("data-src").is_none());
    Tag {
        address: if own.is_empty() { attribute("data-src") } else { own },
        purpose: element.get_attribute("data-samtykke-purpose"),
        vendor: attribute("data-samtykke-vendor"),
        automatic: element.has_attribute("data-samtykke-auto"),
        name,
        live,
    }
}

/// How a control looks: what makes one choice easier than the other.
#[derive(Clone, Debug, PartialEq)]
pub struct Control {
    /// The element's name.
    pub name: String,
    /// Its area in square pixels.
    pub area: f64,
    /// Font size and weight, background, opacity: as computed.
    pub style: [String; 4],
}

/// Every visible control that accepts, with the nearest that refuses; `None` where there is none that can be seen.
pub fn controls() -> Result<Vec<(Control, Option<Control>)>, Error> {
    let accepts = all("[data-samtykke=accept]")?;
    let mut controls = Vec::new();
    for accept in &accepts {
        if let Some(known) = control(accept) {
            controls.push((known, partner(accept)));
        }
    }
    Ok(controls)
}

fn partner(accept: &Element) -> Option<Control> {
    let mut around = accept.parent_element();
    while let Some(element) = around {
        if let Ok(Some(reject)) = element.query_selector("[data-samtykke=reject]") {
            return control(&reject);
        }
        around = element.parent_element();
    }
    None
}

fn control(element: &Element) -> Option<Control> {
    let rect = call(element, "getBoundingClientRect", &[]).ok()?;
    let style = call(&page::window(), "getComputedStyle", &[element]).ok()?;
    let property = |name| text(&style, name);
    let area = number(&rect, "width") * number(&rect, "height");
    (area > 0.0).then(|| Control {
        name: element.local_name(),
        area,
        style: ["fontSize", "fontWeight", "backgroundColor", "opacity"].map(property),
    })
}

/// The owner's settings that have passed the check, each with its path, as our script has handed them over with the file that
/// runs now; `config` also where there are settings in the page.
pub fn settings() -> Result<Vec<(String, String)>, Error> {
    let handed = get(&get(page::document()?.as_ref(), "currentScript"), "settings");
    let mut settings = if handed.is_object() { texts(handed.unchecked_ref()) } else { Vec::new() };
    if !all("#samtykke-settings")?.is_empty() {
        settings.push(("config".to_owned(), String::new()));
    }
    Ok(settings)
}

/// From where to where, in shares of the window's height, the first drawn element that fits reaches.
pub fn extent(selector: &str) -> Option<(f64, f64)> {
    let window = number(&page::window(), "innerHeight");
    for element in all(selector).ok()? {
        let drawn = call(&element, "getBoundingClientRect", &[]).ok()?;
        if number(&drawn, "height") > 0.0 {
            return Some((number(&drawn, "top") / window, number(&drawn, "bottom") / window));
        }
    }
    None
}

fn all(selector: &str) -> Result<Vec<Element>, Error> {
    let found = page::document()?.query_selector_all(selector).map_err(Error::refused("querySelectorAll"))?;
    let mut elements = Vec::new();
    for at in 0..found.length() {
        elements.extend(found.get(at).and_then(|node| node.dyn_into().ok()));
    }
    Ok(elements)
}
