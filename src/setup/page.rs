//! The set-up page: what the owner writes into its fields, and what follows from it. `www/setup.html` holds its frame.
//!
//! | file | holds |
//! |---|---|
//! | `views` | fields, lists and findings as they are drawn |
//! | `own` | vendors of the owner's own, and what is said of single ones |
//! | `results` | everything to copy |
//! | `preview` | the real product in a frame, and what its gate decides |
//! | `reading` | what is pasted: settings, and the head of a page |

mod own;
mod preview;
mod reading;
mod results;
mod views;

use std::cell::RefCell;

use samtykke_browser::edge::Room as Name;
use samtykke_browser::listener::{Event, Listener};
use samtykke_browser::ticker::Ticker;
use samtykke_browser::{Error, draft, place};
use serde::{Deserialize, Serialize};

use crate::colours::{self, COLOURS};
use crate::head::Found;
use crate::tag::Tier;
use crate::{Finding, Pairs, Weight, check, fields, single};

/// The name in our warnings.
const ROOM: Name = Name("setup");
/// Where the draft is kept.
const DRAFT: &str = "samtykke-setup";

thread_local! {
    static SETUP: RefCell<Option<Setup>> = const { RefCell::new(None) };
}

/// What the owner has written so far; kept in the browser's local storage, and nowhere else.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Draft {
    settings: Pairs,
    /// In the order of [`COLOURS`].
    colours: Vec<String>,
    tier: String,
}

struct Setup {
    draft: Draft,
    /// Single vendors that were added and have no setting yet.
    added: Vec<String>,
    /// The single vendors whose fields stand in the page.
    drawn: Option<Vec<String>>,
    /// What was found in the pasted head.
    found: Vec<Found>,
    /// What the frame shows.
    view: String,
    /// Draws the preview once the owner pauses.
    soon: Option<Ticker>,
    /// A file that is being read.
    reading: Option<Listener>,
    _listeners: Vec<Listener>,
}

/// Fills the page and listens to it.
pub fn open() {
    ROOM.enter(|| {
        views::draw()?;
        let draft = recall();
        let setup = Setup {
            draft,
            added: Vec::new(),
            drawn: None,
            found: Vec::new(),
            view: "question".to_owned(),
            soon: None,
            reading: None,
            _listeners: listeners()?,
        };
        SETUP.with(|place| place.try_borrow_mut().map(|mut place| *place = Some(setup)).ok());
        with(|setup| {
            setup.show()?;
            setup.refresh()?;
            place::set("page", "data-ready", Some(""))
        })
    });
}

/// What was kept, or a beginning. A browser that denies storage has kept nothing.
fn recall() -> Draft {
    let kept: Option<Draft> = draft::read(DRAFT).ok().flatten();
    let own = || COLOURS.map(|colour| colour.default.to_owned()).to_vec();
    let kept = kept.unwrap_or_default();
    Draft { colours: Some(kept.colours).filter(|all| all.len() == COLOURS.len()).unwrap_or_else(own), ..kept }
}

fn listeners() -> Result<Vec<Listener>, Error> {
    Ok(vec![
        place::hear("page", "input", ROOM, |event| with(|setup| setup.changed(event)))?,
        place::hear("page", "click", ROOM, |event| with(|setup| setup.pressed(event)))?,
        place::hear("json-file", "change", ROOM, |event| with(|setup| setup.read_file(event)))?,
        // There is nothing to send: Enter in a field does nothing.
        place::hear("page", "submit", ROOM, |event| {
            event.take();
            Ok(())
        })?,
        Listener::at_window("message", ROOM, preview::hear)?,
    ])
}

/// Does something with the page. Nothing, if it is busy: then an action of ours has led back here.
fn with(act: impl FnOnce(&mut Setup) -> Result<(), Error>) -> Result<(), Error> {
    SETUP.with(|place| match place.try_borrow_mut().as_deref_mut() {
        Ok(Some(setup)) => act(setup),
        _ => Ok(()),
    })
}

impl Setup {
    fn tier(&self) -> Tier {
        Tier::named(&self.draft.tier).unwrap_or_default()
    }

    /// A field has another value.
    fn changed(&mut self, event: &Event) -> Result<(), Error> {
        let value = event.value().unwrap_or_default();
        if let Some(path) = event.attribute("data-path") {
            self.draft.settings.set(&path, &value);
        } else if let Some(place) = event.attribute("data-colour") {
            let place = place.parse().ok().and_then(|place: usize| self.draft.colours.get_mut(place));
            if let Some(colour) = place {
                *colour = value;
            }
        } else if event.attribute("data-tier").is_some() {
            self.draft.tier = value;
        } else if event.attribute("data-head").is_some() {
            return self.read_head(&value);
        } else if event.attribute("data-server").or_else(|| event.attribute("data-folder")).is_none() {
            return Ok(());
        }
        self.refresh()
    }

    /// A button was pressed.
    fn pressed(&mut self, event: &Event) -> Result<(), Error> {
        if let Some(id) = event.attribute("data-copy") {
            return results::copy(&id);
        }
        if let Some(id) = event.attribute("data-remove") {
            return self.remove_vendor(&id);
        }
        if let Some(view) = event.attribute("data-view") {
            self.view = view;
            return preview::show(self);
        }
        match event.attribute("data-do").as_deref() {
            Some("read-json") => self.read_json(&place::value("json-text")),
            Some("take-over") => self.take_over(),
            Some("add-vendor") => self.add_vendor(),
            Some("save") => results::save(&self.right()),
            Some("colours") => {
                self.draft.colours = COLOURS.map(|colour| colour.default.to_owned()).to_vec();
                self.show()?;
                self.refresh()
            }
            Some("clear") => self.clear(),
            _ => Ok(()),
        }
    }

    fn clear(&mut self) -> Result<(), Error> {
        // Denied storage has nothing to forget.
        let _ = draft::forget(DRAFT);
        self.added.clear();
        self.draft =
            Draft { colours: COLOURS.map(|colour| colour.default.to_owned()).to_vec(), ..Draft::default() };
        self.show()?;
        self.refresh()
    }

    /// Puts the draft into the fields.
    fn show(&mut self) -> Result<(), Error> {
        self.show_singles()?;
        for path in views::paths().chain(self.single_paths().0) {
            place::set_value(&views::field_id(&path), self.draft.settings.get(&path))?;
        }
        for (number, colour) in self.draft.colours.iter().enumerate() {
            place::set_value(&format!("colour-{number}"), colour)?;
        }
        place::tick(&format!("tier-{}", self.tier().name()))
    }

    /// The settings that the gate would take.
    fn right(&self) -> Pairs {
        crate::right(&self.draft.settings)
    }

    /// Says what is wrong, writes the results, keeps the draft, and soon draws the preview.
    fn refresh(&mut self) -> Result<(), Error> {
        let findings = check(&self.draft.settings);
        self.mark(&findings)?;
        results::write(&self.right(), self.tier(), &self.draft.colours)?;
        place::set_text("colours-note", &colours::unreadable(&self.draft.colours).unwrap_or_default())?;
        let kept = match draft::write(DRAFT, &self.draft) {
            Ok(()) => "Your draft stays in this browser until you clear it. Nothing is sent anywhere.",
            Err(_) => {
                "This browser keeps no draft: save the settings file before you leave. Nothing is sent anywhere."
            }
        };
        place::set_text("kept", kept)?;
        self.soon = Some(Ticker::new(400, ROOM, || {
            with(|setup| {
                setup.soon = None;
                preview::show(setup)
            })
        })?);
        Ok(())
    }

    /// Each finding stands at its field; those without a field in a list.
    fn mark(&self, findings: &[Finding]) -> Result<(), Error> {
        let (paths, wholes) = self.single_paths();
        let paths: Vec<_> = views::paths().chain(paths).collect();
        for path in paths.iter().chain(&wholes) {
            let found = findings.iter().find(|one| one.path == *path);
            place::set_text(&views::error_id(path), found.map_or("", |one| one.message.as_str()))?;
            let is_wrong = found.is_some_and(|one| one.weight == Weight::Wrong);
            if !wholes.contains(path) {
                place::set(&views::field_id(path), "aria-invalid", is_wrong.then_some("true"))?;
            }
        }
        let has_place = |one: &Finding| paths.contains(&one.path) || wholes.contains(&one.path);
        let others: Vec<_> = findings.iter().filter(|one| !has_place(one)).collect();
        place::fill("problems", &views::problems(&others))?;
        let settings = &self.draft.settings;
        let named = fields::vendors().filter(|vendor| !settings.get(vendor.id).is_empty()).count();
        let own = single::ids(settings).iter().filter(|id| single::is_own(settings, id)).count();
        let wrong = findings.iter().filter(|one| one.weight == Weight::Wrong);
        let wrong: Vec<_> = wrong.map(|one| one.path.as_str()).collect();
        place::set_text("summary", &views::summary(named + own, &wrong))
    }
}
