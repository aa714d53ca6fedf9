//! The cookies a script can see: those of this page's host and path that are not `HttpOnly`.

use wasm_bindgen::JsCast;
use web_sys::HtmlDocument;

use crate::error::words;
use crate::{Error, page};

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
    let text = document.cookie().map_err(|exception| Error::CookiesDenied(words(&exception)))?;
    Ok(parse(&text))
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
