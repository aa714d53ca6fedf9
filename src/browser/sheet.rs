//! A constructed style sheet: no `<style>` element, so no Content Security Policy forbids it.

use js_sys::Array;
use web_sys::{CssStyleSheet, ShadowRoot};

use crate::Error;

/// Makes `css` the only styles of `root`.
pub(crate) fn adopt(root: &ShadowRoot, css: &str) -> Result<(), Error> {
    let sheet = CssStyleSheet::new().map_err(Error::refused("CSSStyleSheet"))?;
    sheet.replace_sync(css).map_err(Error::refused("CSSStyleSheet.replaceSync"))?;
    root.set_adopted_style_sheets(&Array::of1(&sheet));
    Ok(())
}
