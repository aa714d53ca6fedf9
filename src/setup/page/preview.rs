//! The real product in a frame, with the settings as they are.
//!
//! The frame is sandboxed: it has an origin of its own that nobody shares, so the product cannot write the site's cookie
//! there, and `preview.js` gives it a policy under which no vendor can be contacted. What its gate decides comes back
//! in a message, and is only shown.

use samtykke_browser::listener::Event;
use samtykke_browser::recipe::Recipe;
use samtykke_browser::{Error, object, page, place};
use samtykke_catalogue::find;
use serde::Deserialize;
use serde_json::json;

use super::{Setup, with};
use crate::colours::COLOURS;
use crate::json;

/// Draws the frame anew.
pub fn show(setup: &Setup) -> Result<(), Error> {
    for view in ["question", "settings", "answered"] {
        let is_shown = setup.view == view;
        place::set(&format!("view-{view}"), "aria-pressed", Some(if is_shown { "true" } else { "false" }))?;
    }
    let chosen = COLOURS.iter().zip(&setup.draft.colours).filter(|(colour, hex)| *hex != colour.default);
    let colours: serde_json::Map<_, _> =
        chosen.map(|(colour, hex)| (colour.property.to_owned(), json!(hex))).collect();
    let told = json!({ "settings": json::write(&setup.right()), "colours": colours, "view": setup.view });
    // A new frame instead of a new address: an address would be a step for the browser's back button.
    let address = format!("preview.html#{}", object::encoded(&told.to_string()));
    // A page from a folder has no site whose cookie could be touched, and a frame of another origin gets no files there.
    let is_folder = page::address().starts_with("file:");
    let sandbox = if is_folder { "allow-scripts allow-same-origin" } else { "allow-scripts" };
    let frame = "iframe title=\"Preview: the dialog with your settings\" sandbox={} src={}";
    place::fill("preview", &Recipe::new(frame, &[sandbox, &address]))
}

/// What the frame tells: entries of the decision log.
#[derive(Deserialize)]
struct Told {
    samtykke: Vec<(f64, String, String, String)>,
}

/// Hears the frame. Messages of anybody else have another shape.
pub fn hear(event: &Event) -> Result<(), Error> {
    let Ok(told) = object::told::<Told>(event) else { return Ok(()) };
    with(|setup| place::fill("decisions", &decisions(&told, setup)))
}

/// The last word on each vendor.
fn decisions(told: &Told, setup: &Setup) -> Recipe {
    let mut known: Vec<(&str, &str)> = Vec::new();
    for (_, subject, verdict, _) in &told.samtykke {
        let own = setup.draft.settings.get(&format!("vendors.{subject}.name"));
        let name = find(subject).map_or(own, |vendor| vendor.name);
        match known.iter_mut().find(|(known, _)| *known == name) {
            Some((_, before)) => *before = verdict,
            None if name.is_empty() => {}
            None => known.push((name, verdict)),
        }
    }
    let mut list = Recipe::new("ul", &[]);
    for (name, verdict) in known {
        let words = match verdict {
            "release" => "runs",
            "cookieless" => "pings without cookies",
            _ => "held",
        };
        list.add(" li\n  b|{}\n  span class=\"tag {}\"|{}", &[name, verdict, words]);
    }
    list
}
