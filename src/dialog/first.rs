//! The first layer: the question, with a yes and a no of equal weight.

use crate::view::{FIRST, View};
use samtykke_core::text::Writer;

pub fn draw<W: Writer>(view: &mut View<W>) {
    view.draw(FIRST, "section");
    view.set("role", "region");
    view.set("aria-labelledby", "samtykke-title");
    view.open("div");
    view.heading("samtykke-title", "title");
    view.open("p");
    view.text("intro");
    policy(view);
    view.close();
    view.close();
    view.open("div");
    view.button("accept", "accept");
    view.button("reject", "reject");
    view.button("settings", "settings");
    view.close();
    view.show(FIRST);
}

/// A link to the privacy page, where the owner has one.
fn policy<W: Writer>(view: &mut View<W>) {
    if let Some(url) = view.settings.policy() {
        view.literal(" ");
        view.open("a");
        view.set("href", url);
        view.text("policy");
        view.close();
    }
}
