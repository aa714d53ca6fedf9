use std::fmt;

use wasm_bindgen::{JsCast, JsValue};

use crate::recipe::fill;

/// What the browser, or the page, did not give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// There is no window: this runs in a worker, or outside a browser.
    NoWindow,
    /// The window holds no document, or one that is not HTML.
    NoDocument,
    /// The browser keeps its cookies to itself, as in a sandboxed frame.
    CookiesDenied(String),
    /// The browser has no session storage for this page.
    StorageDenied,
    /// The session storage is there, but did not take or give this note.
    StorageFailed(String),
    /// The page has no `window.samtykke`.
    SamtykkeAbsent,
    /// `window.samtykke` is there, but this part of it is not what it should be.
    SamtykkeShape {
        /// The property, such as `consent`.
        part: &'static str,
        /// What is wrong with it.
        why: String,
    },
    /// The browser refused one operation.
    Refused {
        /// The operation, by its name in the web platform.
        what: &'static str,
        /// The browser's own words.
        why: String,
    },
}

impl Error {
    /// For `map_err`: the operation `what` threw an exception.
    pub(crate) fn refused(what: &'static str) -> impl Fn(JsValue) -> Self {
        move |exception| Self::refuse(what, &exception)
    }

    // Once, not at every call of `refused`.
    #[inline(never)]
    fn refuse(what: &'static str, exception: &JsValue) -> Self {
        Self::Refused { what, why: words(exception) }
    }
}

/// The message of whatever was thrown. Never calls into the page: `toString` could be anybody's.
pub(crate) fn words(exception: &JsValue) -> String {
    if let Some(error) = exception.dyn_ref::<js_sys::Error>() {
        return String::from(error.message());
    }
    exception.as_string().unwrap_or_else(|| "an exception without a message".to_owned())
}

impl Error {
    /// What happened, without a capital at the beginning and a full stop at the end.
    pub fn words(&self) -> String {
        match self {
            Self::NoWindow => "there is no window here".to_owned(),
            Self::NoDocument => "there is no HTML document here".to_owned(),
            Self::CookiesDenied(why) => fill("the browser denies its cookies: {}", &[why]),
            Self::StorageDenied => "the browser denies its session storage".to_owned(),
            Self::StorageFailed(why) => fill("the session storage failed: {}", &[why]),
            Self::SamtykkeAbsent => "this page has no window.samtykke".to_owned(),
            Self::SamtykkeShape { part, why } => {
                fill("window.samtykke.{} is not as it should be: {}", &[part, why])
            }
            Self::Refused { what, why } => fill("the browser refused {}: {}", &[what, why]),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.words())
    }
}

impl std::error::Error for Error {}
