//! The control that opens the settings again: withdrawing is as easy as consenting, on every page.

use crate::view::{REOPEN, View};
use samtykke_core::text::Writer;

pub fn draw<W: Writer>(view: &mut View<W>) {
    view.draw(REOPEN, "button");
    view.set("type", "button");
    view.set("data-samtykke", "open");
    view.text("open");
    view.show(REOPEN);
}
