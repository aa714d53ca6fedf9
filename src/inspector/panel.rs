//! The panel in the page: put there, kept fresh, taken out.

use std::cell::RefCell;

use samtykke_browser::Error;
use samtykke_browser::element::Element;
use samtykke_browser::listener::{Event, Listener};
use samtykke_browser::network::{self, Request, Watch};
use samtykke_browser::page::Focus;
use samtykke_browser::shadow::{self, Shadow};
use samtykke_browser::ticker::Ticker;

use crate::ROOM;
use crate::findings::Findings;
use crate::memory::Memory;
use crate::view::{self, PARTS};

/// Cookies and log entries come without an event, so they are looked at this often.
const MILLISECONDS: i32 = 1000;

const HOST: &str = "samtykke-inspector";
const STYLE: &str = concat!(
    include_str!("style/ground.css"),
    include_str!("style/frame.css"),
    include_str!("style/sections.css")
);

thread_local! {
    static PANEL: RefCell<Option<Panel>> = const { RefCell::new(None) };
}

struct Panel {
    shadow: Shadow,
    memory: Memory,
    requests: Vec<Request>,
    /// What each part shows now: it is left alone while nothing changed, so that selected text stays selected.
    drawn: [Option<Element>; PARTS.len()],
    focus: Focus,
    _listeners: Vec<Listener>,
    _watch: Watch,
    _ticker: Ticker,
}

/// Puts the panel into the page and moves the focus to its heading.
pub fn open() -> Result<(), Error> {
    // Looked for in the page, not in our own memory: the file runs anew each time the inspector is asked for.
    if shadow::focus_standing(HOST, "title")? {
        return Ok(());
    }
    let mut panel = Panel::new()?;
    panel.refresh()?;
    panel.memory.keep()?;
    PANEL.with(|place| place.try_borrow_mut().map(|mut place| *place = Some(panel)).ok());
    // Last: what the page does when the focus moves may lead back here.
    with(|panel| panel.shadow.focus("title"))
}

/// Takes the panel out of the page, with everything it listened to, and gives the focus back.
pub fn close() -> Result<(), Error> {
    // Out of its place first: what the page does when the focus moves may lead back here.
    let Some(panel) = PANEL.with(|place| place.try_borrow_mut().ok()?.take()) else { return Ok(()) };
    let Panel { memory, focus, shadow, .. } = panel;
    drop(shadow);
    focus.give_back();
    Memory { open: false, ..memory }.keep()
}

/// Does something with the open panel. Does nothing if there is none, or if it is busy: then the page's own listeners
/// have led back here from something we do, and that will be finished.
fn with(act: impl FnOnce(&mut Panel) -> Result<(), Error>) -> Result<(), Error> {
    PANEL.with(|place| match place.try_borrow_mut().as_deref_mut() {
        Ok(Some(panel)) => act(panel),
        _ => Ok(()),
    })
}

impl Panel {
    fn new() -> Result<Self, Error> {
        let memory = Memory { open: true, ..Memory::recall() };
        let focus = Focus::now()?;
        let shadow = Shadow::new(HOST, STYLE, &view::frame(memory))?;
        let panel = Self {
            _listeners: listeners(&shadow)?,
            _watch: Watch::new(ROOM, |more| with(|panel| panel.add(more)))?,
            _ticker: Ticker::new(MILLISECONDS, ROOM, || with(Self::refresh))?,
            shadow,
            memory,
            requests: network::requests()?,
            drawn: [const { None }; PARTS.len()],
            focus,
        };
        panel.settle()?;
        Ok(panel)
    }

    fn add(&mut self, requests: Vec<Request>) -> Result<(), Error> {
        self.requests.extend(requests);
        self.refresh()
    }

    /// Draws the parts that changed.
    fn refresh(&mut self) -> Result<(), Error> {
        let findings = Findings::now(self.requests.clone());
        for ((id, draw), drawn) in PARTS.iter().zip(&mut self.drawn) {
            let part = Some(draw(&findings));
            if part != *drawn {
                *drawn = part;
                drawn.as_ref().map_or(Ok(()), |part| self.shadow.replace(id, part))?;
            }
        }
        Ok(())
    }

    /// Makes the panel stand where the memory says.
    fn settle(&self) -> Result<(), Error> {
        let Memory { height, top, .. } = self.memory;
        self.shadow.set("panel", "data-place", if top { "top" } else { "bottom" })?;
        self.shadow.set_property("panel", "--height", &format!("{height}vh"))?;
        self.shadow.set("handle", "aria-valuenow", &height.to_string())?;
        self.shadow.set_text("place", view::place(self.memory))
    }

    fn change(&mut self, memory: Memory) -> Result<(), Error> {
        self.memory = memory;
        self.settle()
    }
}

fn listeners(shadow: &Shadow) -> Result<Vec<Listener>, Error> {
    Ok(vec![
        shadow.hear("close", "click", ROOM, |_| close())?,
        shadow.hear("place", "click", ROOM, |_| with(move_over))?,
        shadow.hear("panel", "keydown", ROOM, key_in_panel)?,
        shadow.hear("handle", "keydown", ROOM, key_at_handle)?,
        shadow.hear("handle", "pointerdown", ROOM, Event::capture)?,
        shadow.hear("handle", "pointermove", ROOM, drag)?,
        shadow.hear("handle", "pointerup", ROOM, |_| with(|panel| panel.memory.keep()))?,
        Listener::at_document("samtykke:change", ROOM, |_| with(Panel::refresh))?,
        Listener::at_document("samtykke:ready", ROOM, |_| with(Panel::refresh))?,
    ])
}

fn move_over(panel: &mut Panel) -> Result<(), Error> {
    panel.change(Memory { top: !panel.memory.top, ..panel.memory })?;
    panel.memory.keep()
}

fn key_in_panel(event: &Event) -> Result<(), Error> {
    if event.key().as_deref() != Some("Escape") {
        return Ok(());
    }
    // Ours alone: Escape means "refuse" to the dialog of the page.
    event.take();
    close()
}

fn key_at_handle(event: &Event) -> Result<(), Error> {
    with(|panel| {
        let Some(memory) = event.key().and_then(|key| panel.memory.after_key(&key)) else { return Ok(()) };
        event.take();
        panel.change(memory)?;
        panel.memory.keep()
    })
}

fn drag(event: &Event) -> Result<(), Error> {
    let Some(share) = event.height().filter(|_| event.pressed()) else { return Ok(()) };
    with(|panel| panel.change(panel.memory.with_handle_at(share)))
}
