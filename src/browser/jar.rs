//! The cookies a script can see: those of this page's host and path that are not `HttpOnly`.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlDocument;

use crate::cut::{cut, parts};
use crate::error::words;
use crate::value::{call, get, items, text, told};
use crate::{Error, Refusal, page};

/// One cookie. The browser tells scripts neither its domain, its path nor its life.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cookie {
    /// What stands before the first `=`; empty for a cookie that was set without a name.
    pub name: String,
    /// What stands behind it, as it came.
    pub value: String,
}

/// All cookies, in the browser's order. A sandboxed frame gives [`Error::CookiesDenied`].
pub fn cookies() -> Result<Vec<Cookie>, Error> {
    let document = page::document()?.dyn_into::<HtmlDocument>().map_err(|_| Error::NoDocument)?;
    let text = document
        .cookie()
        .map_err(|exception| Error::CookiesDenied(Refusal::new("cookies", words(&exception))))?;
    Ok(parse(&text))
}

/// Names, and the seconds left; `None` for a cookie that ends with the session.
pub type Left = Vec<(String, Option<f64>)>;

/// How long cookies live. Only Chromium tells: <https://wicg.github.io/cookie-store/>
#[derive(Debug)]
pub struct Lives(JsValue);

impl Lives {
    /// Tells whatever the browser answers to [`Lives::ask`].
    pub fn new(mut tell: impl FnMut(Left) + 'static) -> Self {
        let told = told(Box::new(move |cookies| {
            let mut left = Vec::new();
            for cookie in items(&cookies) {
                let end = get(&cookie, "expires");
                if !end.is_undefined() {
                    let seconds = end.as_f64().map(|end| (end - page::epoch()) / 1000.0);
                    left.push((text(&cookie, "name"), seconds));
                }
            }
            tell(left);
        }));
        // JavaScript's own: an answer may come after the one who asked has gone.
        Self(told.into_js_value())
    }

    /// Asks; where the browser does not tell, nothing follows.
    pub fn ask(&self) -> Result<(), Error> {
        let store = page::global("cookieStore");
        let Ok(promise) = call(&store, "getAll", &[]) else { return Ok(()) };
        // Told or refused, it is the same function: a refusal is no list of cookies.
        call(&promise, "then", &[&self.0, &self.0]).map(drop)
    }
}

/// Takes the text of `document.cookie` apart.
///
/// A pair without `=` is a value without a name: <https://httpwg.org/specs/rfc6265.html>, in its 2025 revision, and
/// all three engines.
pub fn parse(text: &str) -> Vec<Cookie> {
    let mut cookies = Vec::new();
    for pair in parts(text, b";") {
        let pair = pair.trim_ascii();
        if !pair.is_empty() {
            let (name, value) = cut(pair, b"=").unwrap_or(("", pair));
            cookies.push(Cookie { name: name.to_owned(), value: value.to_owned() });
        }
    }
    cookies
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cookie(name: &str, value: &str) -> Cookie {
        Cookie { name: name.to_owned(), value: value.to_owned() }
    }

    #[test]
    fn takes_pairs_apart() {
        assert_eq!(parse("a=1; b=2=3"), [cookie("a", "1"), cookie("b", "2=3")]);
    }

    #[test]
    fn a_pair_without_equals_is_a_value() {
        assert_eq!(
            parse("lonely; =also; empty="),
            [cookie("", "lonely"), cookie("", "also"), cookie("empty", "")]
        );
    }

    #[test]
    fn nothing_gives_nothing() {
        assert_eq!(parse(""), []);
        assert_eq!(parse(" ; ;"), []);
    }
}
