//! The cookies a script can see: those of this page's host and path that are not `HttpOnly`.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlDocument;

use crate::error::words;
use crate::value::{call, get, items, text};
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

/// Asks the browser how long each cookie lives: `tell` gets names and the seconds left, `None` for one that ends with the
/// session. Only Chromium tells; the others never call. <https://wicg.github.io/cookie-store/>
pub fn lives(tell: impl FnOnce(Vec<(String, Option<f64>)>) + 'static) -> Result<(), Error> {
    let store = get(page::window()?.as_ref(), "cookieStore");
    let Ok(promise) = call(&store, "getAll", &[]) else { return Ok(()) };
    let told = Closure::once_into_js(move |cookies: JsValue| {
        let known = items(&cookies).into_iter().filter(|cookie| !get(cookie, "expires").is_undefined());
        let left = |cookie: &JsValue| Some((get(cookie, "expires").as_f64()? - page::epoch()) / 1000.0);
        tell(known.map(|cookie| (text(&cookie, "name"), left(&cookie))).collect());
    });
    // Told or refused, it is the same closure: a refusal is no list of cookies.
    call(&promise, "then", &[&told, &told]).map(drop)
}

/// Takes the text of `document.cookie` apart.
///
/// A pair without `=` is a value without a name: <https://httpwg.org/specs/rfc6265.html>, in its 2025 revision, and
/// all three engines.
pub fn parse(text: &str) -> Vec<Cookie> {
    text.split(';')
        .map(str::trim)
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or(("", pair));
            Cookie { name: name.to_owned(), value: value.to_owned() }
        })
        .collect()
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
