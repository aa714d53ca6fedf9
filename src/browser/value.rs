//! Values of the page, read without calling anything of the page's but its getters.

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

use crate::Error;

/// What JavaScript calls with one value. One kind for all: each other one weighs 0.2 kB.
pub(crate) type Told = Closure<dyn FnMut(JsValue)>;

/// Makes one.
#[inline(never)]
pub(crate) fn told(act: Box<dyn FnMut(JsValue)>) -> Told {
    Closure::wrap(act)
}

/// The property `name`, or `undefined` where reading it throws.
pub(crate) fn get(owner: &JsValue, name: &str) -> JsValue {
    Reflect::get(owner, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

/// Sets the property `name`.
pub(crate) fn set(owner: &JsValue, name: &'static str, value: &JsValue) -> Result<(), Error> {
    Reflect::set(owner, &name.into(), value).map(drop).map_err(Error::refused(name))
}

/// Calls the method `name`. Some web interfaces are used once: a typed import of each part weighs more than this.
pub(crate) fn call(owner: &JsValue, name: &'static str, words: &[&JsValue]) -> Result<JsValue, Error> {
    let method = get(owner, name).dyn_into::<Function>().map_err(Error::refused(name))?;
    let all = Array::new();
    for word in words {
        all.push(word);
    }
    Reflect::apply(&method, owner, &all).map_err(Error::refused(name))
}

/// An object with these properties.
pub(crate) fn object(properties: &[(&'static str, &JsValue)]) -> Result<JsValue, Error> {
    let made: JsValue = Object::new().into();
    for (name, value) in properties {
        set(&made, name, value)?;
    }
    Ok(made)
}

/// The property `name` as a number; 0 if it is none.
pub(crate) fn number(owner: &JsValue, name: &str) -> f64 {
    get(owner, name).as_f64().unwrap_or_default()
}

/// The property `name` as text; empty if it is none.
pub(crate) fn text(owner: &JsValue, name: &str) -> String {
    get(owner, name).as_string().unwrap_or_default()
}

/// A short text for any value: `granted`, `2`, `{…}`.
pub(crate) fn short(value: &JsValue) -> String {
    if let Some(text) = value.as_string() {
        return text.chars().take(200).collect();
    }
    if let Some(number) = value.as_f64() {
        let words = js_sys::Number::from(number).to_locale_string("en-GB");
        return words.as_string().unwrap_or_default();
    }
    match value.as_bool() {
        Some(true) => "true".to_owned(),
        Some(false) => "false".to_owned(),
        None if value.is_function() => "function".to_owned(),
        None if value.is_object() => "{…}".to_owned(),
        None => String::new(),
    }
}

/// The own properties of an object with what they hold, in words; at most forty.
pub(crate) fn fields(object: &JsValue) -> Vec<(String, String)> {
    let Some(object) = object.dyn_ref::<Object>() else { return Vec::new() };
    let mut fields = Vec::new();
    for name in items(&Object::keys(object)).iter().take(40) {
        if let Some(name) = name.as_string() {
            let value = short(&get(object, &name));
            fields.push((name, value));
        }
    }
    fields
}

/// The own properties of an object that are texts. It may have no prototype, so it need not be an `Object`.
pub(crate) fn texts(object: &Object) -> Vec<(String, String)> {
    let mut texts = Vec::new();
    for name in items(&Object::keys(object)) {
        if let Some(name) = name.as_string() {
            let value = text(object, &name);
            texts.push((name, value));
        }
    }
    texts
}

/// The elements of an array, or of anything with a length and numbered properties.
#[allow(clippy::cast_sign_loss, reason = "clamped")]
pub(crate) fn items(list: &JsValue) -> Vec<JsValue> {
    let most = if Array::is_array(list) { f64::from(u32::MAX) } else { 1000.0 };
    let length = number(list, "length").clamp(0.0, most) as u32;
    let mut items = Vec::new();
    for at in 0..length {
        items.extend(Reflect::get_u32(list, at));
    }
    items
}
