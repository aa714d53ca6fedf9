//! The settings layer: purposes one by one, and who serves them.

use crate::view::{SETTINGS, View};
use samtykke_core::text::Writer;
use samtykke_core::{Consent, Purpose};

pub fn draw<W: Writer>(view: &mut View<W>, consent: Option<&Consent>) {
    view.draw(SETTINGS, "dialog");
    view.set("aria-labelledby", "samtykke-settings-title");
    view.open("header");
    view.heading("samtykke-settings-title", "settings_title");
    close_button(view);
    view.close();
    view.open("div");
    view.element("p", "settings_intro");
    view.open("ul");
    purpose(view, Purpose::Necessary, None);
    for asked in Purpose::ASKED {
        let accepted = consent.is_some_and(|consent| consent.purposes.contains(asked));
        purpose(view, asked, Some(accepted));
    }
    view.close();
    view.close();
    view.open("footer");
    view.button("save", "save");
    view.button("accept", "accept");
    view.button("reject", "reject");
    view.close();
    view.show_modal(SETTINGS);
}

fn close_button<W: Writer>(view: &mut View<W>) {
    view.open("button");
    view.set("type", "button");
    view.set("data-samtykke", "close");
    view.open("span");
    view.text("close");
    view.close();
    view.close();
}

/// A purpose with its switch (`None`: it has none, it is always on), its meaning and its vendors.
fn purpose<W: Writer>(view: &mut View<W>, purpose: Purpose, accepted: Option<bool>) {
    view.open("li");
    match accepted {
        Some(accepted) => switch(view, purpose, accepted),
        None => {
            view.element("b", purpose.name());
            view.element("i", "always");
        }
    }
    view.open("p");
    view.text(explanation(purpose));
    vendors(view, purpose);
    view.close();
    view.close();
}

fn switch<W: Writer>(view: &mut View<W>, purpose: Purpose, accepted: bool) {
    view.open("label");
    view.open("input");
    view.set("type", "checkbox");
    view.set_name("samtykke-", purpose.name());
    if accepted {
        view.set("checked", "");
    }
    view.close();
    view.element("b", purpose.name());
    view.close();
}

const fn explanation(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Necessary => "necessary_text",
        Purpose::Functional => "functional_text",
        Purpose::Statistics => "statistics_text",
        Purpose::Marketing => "marketing_text",
    }
}

/// The names of the managed vendors of this purpose.
fn vendors<W: Writer>(view: &mut View<W>, purpose: Purpose) {
    let mut opened = false;
    for vendor in view.settings.vendors().filter(|vendor| vendor.purpose == purpose) {
        if opened {
            view.literal(", ");
        } else {
            view.open("small");
        }
        opened = true;
        view.literal(vendor.name);
    }
    if opened {
        view.close();
    }
}
