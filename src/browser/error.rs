use std::fmt;

use wasm_bindgen::{JsCast, JsValue};

use crate::recipe::fill;

/// What the browser, or the page, did not give. Two words wide: it is handed up everywhere, and with its texts inside the
/// inspector would be heavier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// The window holds no document, or one that is not HTML.
    NoDocument,
    /// The browser keeps its cookies to itself, as in a sandboxed frame.
    CookiesDenied(Box<Refusal>),
    /// The browser has no such storage for this page.
    StorageDenied,
    /// The session storage is there, but did not take or give this note.
    StorageFailed(Box<Refusal>),
    /// The page has no `window.samtykke`.
    SamtykkeAbsent,
    /// `window.samtykke` is there, but this part of it is not what it should be.
    SamtykkeShape(Box<Refusal>),
    /// The browser refused one operation.
    Refused(Box<Refusal>),
}

/// What was refused, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The operation by its name in the web platform, or the property, such as `consent`.
    pub what: &'static str,
    /// The browser's own words, or what is wrong.
    pub why: String,
}

impl Refusal {
    /// That `what` was refused, and why.
    pub fn new(what: &'static str, why: impl Into<String>) -> Box<Self> {
        Box::new(Self { what, why: why.into() })
    }
}

impl Error {
    /// For `map_err`: the operation `what` threw an exception.
    pub(crate) fn refused(what: &'static str) -> impl Fn(JsValue) -> Self {
        move |exception| Self::refuse(what, &exception)
    }

    // Once, not at every call of `refused`.
    #[inline(never)]
    fn refuse(what: &'static str, exception: &JsValue) -> Self {
        Self::Refused(Refusal::new(what, words(exception)))
    }

    /// What happened, without a capital at the beginning and a full stop at the end.
    pub fn words(&self) -> String {
        let (template, refusal) = match self {
            Self::NoDocument => ("there is no HTML document here", None),
            Self::StorageDenied => ("the browser denies its storage", None),
            Self::SamtykkeAbsent => ("this page has no window.samtykke", None),
            Self::CookiesDenied(refusal) => ("the browser denies its {}: {}", Some(refusal)),
            Self::StorageFailed(refusal) => ("the session storage refused {}: {}", Some(refusal)),
            Self::SamtykkeShape(refusal) => ("window.samtykke.{} is not as it should be: {}", Some(refusal)),
            Self::Refused(refusal) => ("the browser refused {}: {}", Some(refusal)),
        };
        refusal.map_or_else(|| template.to_owned(), |refusal| fill(template, &[refusal.what, &refusal.why]))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.words())
    }
}

impl std::error::Error for Error {}

/// The message of whatever was thrown. Never calls into the page: `toString` could be anybody's.
pub(crate) fn words(exception: &JsValue) -> String {
    if let Some(error) = exception.dyn_ref::<js_sys::Error>() {
        return error.message().as_string().unwrap_or_default();
    }
    if exception.is_undefined() {
        // Not thrown: what was to be called is not there.
        return "it is missing".to_owned();
    }
    exception.as_string().unwrap_or_else(|| "an exception without a message".to_owned())
}
