//! Reads `window.samtykke`, the script API of the page under inspection.

use std::collections::BTreeMap;

use js_sys::Reflect;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;

use crate::error::words;
use crate::{Error, page};

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
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
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
    pub vendors: BTreeMap<String, bool>,
    /// The day of the decision, in days since 1970-01-01.
    pub day: Option<u32>,
    /// The revision of the questions that were answered.
    pub revision: u32,
    /// The visitor's reference number; empty before a decision.
    pub reference: String,
}

/// One entry of `samtykke.log`: `[milliseconds, subject, verdict, reason]`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
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
    let window = page::window()?;
    let samtykke = Reflect::get(&window, &JsValue::from_str("samtykke"))
        .map_err(|exception| shape("consent", words(&exception)))?;
    // An element with id="samtykke" is window.samtykke, too: `part` tells that its properties are missing.
    if !samtykke.is_object() {
        return Err(Error::SamtykkeAbsent);
    }
    Ok(Samtykke {
        consent: part(&samtykke, "consent")?,
        log: part(&samtykke, "log")?,
        version: part(&samtykke, "version")?,
    })
}

fn part<T: DeserializeOwned>(samtykke: &JsValue, name: &'static str) -> Result<T, Error> {
    let value = Reflect::get(samtykke, &JsValue::from_str(name))
        .map_err(|exception| shape(name, words(&exception)))?;
    if value.is_undefined() {
        return Err(shape(name, "it is missing".to_owned()));
    }
    serde_wasm_bindgen::from_value(value).map_err(|error| shape(name, words(&error.into())))
}

fn shape(part: &'static str, why: String) -> Error {
    Error::SamtykkeShape { part, why }
}
