//! The panel in the page: put there, kept fresh, taken out. What it hears is in [`hearing`].

mod hearing;

use std::cell::RefCell;

use samtykke_browser::listener::{Event, Listener};
use samtykke_browser::page::Focus;
use samtykke_browser::recipe::Recipe;
use samtykke_browser::shadow::{self, Shadow};
use samtykke_browser::ticker::Ticker;
use samtykke_browser::{Error, file, markup, page};

use crate::audit::{self, Finding};
use crate::evidence::Evidence;
use crate::memory::Memory;
use crate::recorder::Recorder;
use crate::screens::{self, Part, Scene};
use crate::text::{fill, number};
use crate::timeline::Timeline;
use crate::ui::{ROW, TABS, Ui};
use crate::{ROOM, memory, report, view};

/// Log entries, tags and storage come without an event, so they are looked at this often.
const MILLISECONDS: i32 = 1000;

const HOST: &str = "samtykke-inspector";
const STYLE: &str = include_str!(concat!(env!("OUT_DIR"), "/style.css"));
/// The visitor's question, which the panel never covers.
const QUESTION: &str = "samtykke-banner [data-samtykke-layer=first]";

thread_local! {
    static PANEL: RefCell<Option<Panel>> = const { RefCell::new(None) };
}

struct Panel {
    shadow: Shadow,
    memory: Memory,
    ui: Ui,
    evidence: Box<Evidence>,
    findings: Vec<Finding>,
    timeline: Timeline,
    /// What the open list shows, by places.
    listed: Vec<usize>,
    /// What each part shows now: it is left alone while nothing changed, so that selected text stays selected.
    drawn: Vec<(&'static str, Recipe)>,
    focus: Focus,
    recorder: Recorder,
    _listeners: Vec<Listener>,
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
    let _ = PANEL.try_with(|place| place.try_borrow_mut().map(|mut place| *place = Some(panel)).ok());
    // Last: what the page does when the focus moves may lead back here.
    with(&|panel| panel.shadow.focus("title"))
}

/// Takes the panel out of the page, with everything it listened to and kept, and gives the focus back.
pub fn close() -> Result<(), Error> {
    // Out of its place first: what the page does when the focus moves may lead back here.
    let taken = PANEL.try_with(|place| place.try_borrow_mut().ok()?.take());
    let Ok(Some(panel)) = taken else { return Ok(()) };
    let Panel { focus, shadow, .. } = panel;
    drop(shadow);
    focus.give_back();
    memory::forget()
}

/// Does something with the open panel. Does nothing if there is none, or if it is busy: then the page's own listeners
/// have led back here from something we do, and that will be finished.
fn with(act: &dyn Fn(&mut Panel) -> Result<(), Error>) -> Result<(), Error> {
    let done = PANEL.try_with(|place| match place.try_borrow_mut().as_deref_mut() {
        Ok(Some(panel)) => act(panel),
        _ => Ok(()),
    });
    done.unwrap_or(Ok(()))
}

impl Panel {
    fn new() -> Result<Self, Error> {
        let memory = Memory { open: true, ..Memory::recall() };
        let focus = Focus::now()?;
        let recorder = Recorder::new()?;
        let evidence = Box::new(Evidence::now());
        let shadow = Shadow::new(HOST, STYLE, &view::frame(memory))?;
        Ok(Self {
            _listeners: hearing::listeners(&shadow)?,
            _ticker: Ticker::new(MILLISECONDS, ROOM, || with(&Self::refresh))?,
            shadow,
            memory,
            ui: Ui::default(),
            evidence,
            findings: Vec::new(),
            timeline: Timeline::after(&memory::timeline(), &page::address()),
            listed: Vec::new(),
            drawn: Vec::new(),
            focus,
            recorder,
        })
    }

    /// Looks at everything anew, and draws what changed.
    fn refresh(&mut self) -> Result<(), Error> {
        let known = self.timeline.items.len();
        self.evidence.look();
        self.recorder.hand_over(&mut self.evidence);
        self.recorder.ask_lives()?;
        self.timeline.follow(&self.evidence, page::now());
        self.findings = audit::findings(&self.evidence);
        if self.timeline.items.len() != known {
            memory::keep_timeline(&self.timeline.note())?;
        }
        self.settle()?;
        let frame = screens::frame(self.scene());
        self.replace(frame, false)?;
        self.draw()
    }

    fn scene(&self) -> Scene<'_> {
        Scene { evidence: &self.evidence, findings: &self.findings, timeline: &self.timeline, ui: &self.ui }
    }

    /// Draws the open screen, and again if its list turns out to be of another height than thought.
    fn draw(&mut self) -> Result<(), Error> {
        for _ in 0..2 {
            let (parts, listed) = screens::parts(self.scene());
            self.listed = listed;
            // Before, too: a list that is lower for a moment forgets how far it was scrolled.
            self.stretch()?;
            self.replace(parts, true)?;
            let Some(height) = self.stretch()? else { break };
            self.shadow.set("list", "aria-activedescendant", &fill("row-{}", &[&number(self.ui.row)]))?;
            if height == self.ui.scrolled.1 {
                break;
            }
            self.ui.scrolled.1 = height;
        }
        Ok(())
    }

    /// Makes the open list as high as all its rows, and tells how much of it is seen; `None` where no list is open.
    fn stretch(&self) -> Result<Option<usize>, Error> {
        let Some((_, height)) = self.shadow.scrolled("list") else { return Ok(None) };
        let all = self.listed.len();
        for (name, rows) in [("--skip", self.ui.in_view(all).start), ("--all", all)] {
            self.shadow.set_property("list", name, &fill("{}px", &[&number(rows * ROW)]))?;
        }
        Ok(Some(height))
    }

    /// Draws the parts that changed, and, of a screen, all that stand in one that did.
    fn replace(&mut self, parts: Vec<Part>, nested: bool) -> Result<(), Error> {
        let mut anew = false;
        for (id, part) in parts {
            let known = self.drawn.iter_mut().find(|(known, _)| *known == id);
            if known.as_ref().is_some_and(|(_, drawn)| *drawn == part) && !anew {
                continue;
            }
            self.shadow.replace(id, &part)?;
            anew |= nested && id == "view";
            match known {
                Some((_, drawn)) => *drawn = part,
                None => self.drawn.push((id, part)),
            }
        }
        Ok(())
    }

    /// Makes the panel stand where the memory says. Where the visitor's question is there, it moves over, and stays.
    fn settle(&mut self) -> Result<(), Error> {
        let question = markup::extent(QUESTION);
        let (top, height) = self.memory.beside(question);
        self.memory.top = top;
        let (other, _) = Memory { top: !top, ..self.memory }.beside(question);
        self.shadow.set("place", "aria-disabled", if other == top { "true" } else { "false" })?;
        self.shadow.set("panel", "data-place", if top { "top" } else { "bottom" })?;
        self.shadow.stand(top)?;
        self.shadow.set_property("room", "--height", &fill("{}vh", &[&number(height.into())]))?;
        self.shadow.set("handle", "aria-valuenow", &number(height.into()))?;
        let edge = if other == top { "The question is there" } else { view::edge(self.memory) };
        self.shadow.set_text("place", edge)
    }

    fn change(&mut self, memory: Memory) -> Result<(), Error> {
        self.memory = memory;
        self.settle()?;
        self.draw()
    }

    /// After a control with these words was used.
    fn act(&mut self, words: &str, value: &str) -> Result<(), Error> {
        match words {
            "place" => {
                self.change(Memory { top: !self.memory.top, ..self.memory })?;
                return self.memory.keep();
            }
            "json" => return self.save("json", "application/json", report::json),
            "report" => return self.save("html", "text/html;charset=utf-8", report::html),
            _ => self.ui.act(words, value),
        }
        let frame = screens::frame(self.scene());
        self.replace(frame, false)?;
        if let Some(id) = words.strip_prefix("tab:") {
            // On a phone the last tabs lie beyond the edge.
            self.shadow.reveal(&fill("tab-{}", &[id]))?;
        }
        self.draw()?;
        self.scroll()
    }

    fn save(
        &self,
        ending: &str,
        kind: &str,
        write: fn(&Evidence, &[Finding], &str, &str) -> String,
    ) -> Result<(), Error> {
        let text = write(&self.evidence, &self.findings, &page::address(), &page::date());
        file::save(&fill("samtykke-{}.{}", &[&self.evidence.host, ending]), kind, &text)
    }

    /// Scrolls the open list to where the rows are drawn.
    fn scroll(&mut self) -> Result<(), Error> {
        if self.shadow.scrolled("list").is_some_and(|(top, _)| top != self.ui.scrolled.0) {
            self.shadow.scroll("list", self.ui.scrolled.0)?;
        }
        Ok(())
    }

    /// The list was scrolled by hand: only its rows are others now.
    fn follow_scroll(&mut self) -> Result<(), Error> {
        let Some((top, height)) = self.shadow.scrolled("list") else { return Ok(()) };
        if (top, height) == self.ui.scrolled {
            return Ok(());
        }
        self.ui.scrolled = (top, height);
        self.stretch()?;
        let rows = screens::listed(self.scene(), &self.listed);
        self.replace(vec![rows], false)
    }

    fn key(&mut self, event: &Event, key: &str) -> Result<(), Error> {
        match event.attribute("id").as_deref() {
            Some("handle") => {
                let Some(memory) = self.memory.after_key(key) else { return Ok(()) };
                event.take();
                self.change(memory)?;
                self.memory.keep()
            }
            Some("list") if self.ui.key(key, self.listed.len()) => {
                event.take();
                self.draw()?;
                self.scroll()
            }
            Some(id) if id.starts_with("tab-") => self.walk_tabs(event, key),
            _ => Ok(()),
        }
    }

    fn walk_tabs(&mut self, event: &Event, key: &str) -> Result<(), Error> {
        let open = TABS.iter().position(|(tab, ..)| *tab == self.ui.tab).unwrap_or(0);
        let next = match key {
            "ArrowRight" => (open + 1) % TABS.len(),
            "ArrowLeft" => (open + TABS.len() - 1) % TABS.len(),
            "Home" => 0,
            "End" => TABS.len() - 1,
            _ => return Ok(()),
        };
        let Some((_, id, _)) = TABS.get(next) else { return Ok(()) };
        event.take();
        self.act(&fill("tab:{}", &[id]), "")?;
        self.shadow.focus(&fill("tab-{}", &[id]))
    }
}
