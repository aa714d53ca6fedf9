//! What the panel hears, and what it does then.

use samtykke_browser::Error;
use samtykke_browser::listener::{Event, Listener};
use samtykke_browser::shadow::Shadow;

use super::{Panel, close, with};
use crate::ROOM;

/// What is done when something happens.
type Act = fn(&Event) -> Result<(), Error>;

/// What is heard inside the panel.
const INSIDE: [(&str, &str, Act); 7] = [
    ("panel", "click", used),
    ("panel", "input", used),
    ("panel", "keydown", pressed),
    ("panel", "scroll", |_| with(&Panel::follow_scroll)),
    ("handle", "pointerdown", Event::capture),
    ("handle", "pointermove", drag),
    ("handle", "pointerup", |_| with(&|panel| panel.memory.keep())),
];

/// What is heard of the page; the last is the last moment in which a page surely runs.
const OUTSIDE: [&str; 3] = ["samtykke:change", "samtykke:ready", "visibilitychange"];

/// Everything the panel hears, until dropped.
pub(super) fn listeners(shadow: &Shadow) -> Result<Vec<Listener>, Error> {
    let mut listeners = Vec::new();
    for (id, event, act) in &INSIDE {
        listeners.push(shadow.hear(id, event, ROOM, *act)?);
    }
    let refresh: Act = |_| with(&Panel::refresh);
    for event in &OUTSIDE {
        listeners.push(Listener::at_document(event, ROOM, refresh)?);
    }
    Ok(listeners)
}

fn used(event: &Event) -> Result<(), Error> {
    match event.attribute("data-act").as_deref() {
        None => Ok(()),
        Some("close") => close(),
        Some(words) => with(&|panel| panel.act(words, &event.value().unwrap_or_default())),
    }
}

fn pressed(event: &Event) -> Result<(), Error> {
    let Some(key) = event.key() else { return Ok(()) };
    if key != "Escape" {
        return with(&|panel| panel.key(event, &key));
    }
    // Ours alone: Escape means "refuse" to the dialog of the page.
    event.take();
    if event.attribute("id").as_deref() == Some("search")
        && event.value().is_some_and(|text| !text.is_empty())
    {
        return with(&|panel| {
            panel.shadow.clear("search")?;
            panel.act("search", "")
        });
    }
    close()
}

fn drag(event: &Event) -> Result<(), Error> {
    let Some(share) = event.height().filter(|_| event.pressed()) else { return Ok(()) };
    with(&|panel| panel.change(panel.memory.with_handle_at(share)))
}
