//! Reads `window.samtykke`, the script API of the page under inspection.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::error::words;
use crate::recipe::fill;
use crate::value::{get, items};
use crate::{Error, Refusal, page};

/// What the inspector reads of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Samtykke {
    /// The visitor's choice now.
    pub consent: Consent,
    /// Every decision since the page began, oldest first.
    pub log: Vec<Decision>,
    /// The version of the script.
    pub version: String,
}

/// `samtykke.consent`.
#[allow(clippy::struct_excessive_bools, reason = "the public shape has one per purpose")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Consent {
    /// Whether the visitor has answered.
    pub decided: bool,
    /// Preferences, such as a language or a video.
    pub functional: bool,
    /// Measuring how the site is used.
    pub statistics: bool,
    /// Advertising.
    pub marketing: bool,
    /// The answer for each vendor the page names, by its id.
    pub vendors: Vec<(String, bool)>,
    /// The day of the decision, in days since 1970-01-01.
    pub day: Option<u32>,
    /// The revision of the questions that were answered.
    pub revision: u32,
    /// The visitor's reference number; empty before a decision.
    pub reference: String,
}

impl Consent {
    /// The answer for this vendor, if the page names it.
    pub fn vendor(&self, id: &str) -> Option<bool> {
        self.vendors.iter().find(|(known, _)| known == id).map(|(_, yes)| *yes)
    }
}

/// One entry of `samtykke.log`: `[milliseconds, subject, verdict, reason]`.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision(
    /// Milliseconds since the navigation began.
    pub f64,
    /// A vendor's id, a held tag's key (`statistics/hotjar`), or `consent`.
    pub String,
    /// `release`, `cookieless` or `hold`; for `consent`, the command.
    pub String,
    /// A short word, such as `purpose-refused`.
    pub String,
);

/// Reads it all, or says which part is missing or of another shape.
pub fn read() -> Result<Samtykke, Error> {
    let window = page::window();
    let samtykke = Reflect::get(&window, &JsValue::from_str("samtykke"))
        .map_err(|exception| shape("consent", words(&exception)))?;
    // An element with id="samtykke" is window.samtykke, too: `part` tells that its properties are missing.
    if !samtykke.is_object() {
        return Err(Error::SamtykkeAbsent);
    }
    Ok(Samtykke {
        consent: consent(&part(&samtykke, "consent")?).map_err(|why| shape("consent", why))?,
        log: log(&part(&samtykke, "log")?).map_err(|why| shape("log", why))?,
        version: part(&samtykke, "version")?
            .as_string()
            .ok_or_else(|| shape("version", expected("a text")))?,
    })
}

fn part(samtykke: &JsValue, name: &'static str) -> Result<JsValue, Error> {
    let value = Reflect::get(samtykke, &JsValue::from_str(name))
        .map_err(|exception| shape(name, words(&exception)))?;
    if value.is_undefined() { Err(shape(name, "it is missing".to_owned())) } else { Ok(value) }
}

// By hand: serde-wasm-bindgen would make the inspector 7 kB heavier, and its errors do not name the property.
fn consent(value: &JsValue) -> Result<Consent, String> {
    let truth =
        |name: &str| get(value, name).as_bool().ok_or_else(|| fill("{}: expected a boolean", &[name]));
    let vendors = get(value, "vendors").dyn_into::<Object>().map_err(|_| expected("vendors"))?;
    Ok(Consent {
        decided: truth("decided")?,
        functional: truth("functional")?,
        statistics: truth("statistics")?,
        marketing: truth("marketing")?,
        vendors: answers(&vendors),
        day: whole(&get(value, "day")),
        revision: whole(&get(value, "revision")).ok_or_else(|| expected("a revision"))?,
        reference: get(value, "reference").as_string().ok_or_else(|| expected("a reference"))?,
    })
}

fn answers(vendors: &Object) -> Vec<(String, bool)> {
    let mut answers = Vec::new();
    for name in items(&Object::keys(vendors)) {
        if let Some(name) = name.as_string() {
            let answer = get(vendors, &name).is_truthy();
            answers.push((name, answer));
        }
    }
    answers
}

#[allow(clippy::cast_sign_loss, reason = "checked")]
fn whole(value: &JsValue) -> Option<u32> {
    value.as_f64().filter(|number| *number >= 0.0).map(|number| number as u32)
}

fn log(value: &JsValue) -> Result<Vec<Decision>, String> {
    if !Array::is_array(value) {
        return Err(expected("a list"));
    }
    let mut log = Vec::new();
    for entry in items(value) {
        log.push(decision(&entry).ok_or_else(|| expected("a number and three texts"))?);
    }
    Ok(log)
}

fn decision(entry: &JsValue) -> Option<Decision> {
    let parts = items(entry);
    let word = |at: usize| parts.get(at)?.as_string();
    Some(Decision(parts.first()?.as_f64()?, word(1)?, word(2)?, word(3)?))
}

fn expected(what: &str) -> String {
    fill("expected {}", &[what])
}

fn shape(part: &'static str, why: String) -> Error {
    Error::SamtykkeShape(Refusal::new(part, why))
}
