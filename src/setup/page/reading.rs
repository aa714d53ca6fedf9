//! What the owner pastes: settings, and the head of a page.

use samtykke_browser::listener::Event;
use samtykke_browser::{Error, file, object, place};

use super::{ROOM, Setup, views, with};
use crate::head;
use crate::{Pairs, Weight, check, json};

impl Setup {
    /// A settings file was chosen.
    pub(super) fn read_file(&mut self, event: &Event) -> Result<(), Error> {
        self.reading = file::read(event, ROOM, |text| {
            place::set_value("json-text", text)?;
            with(|setup| setup.read_json(text))
        })?;
        Ok(())
    }

    /// Settings as JSON take the place of what is in the fields; what is broken changes nothing.
    pub(super) fn read_json(&mut self, text: &str) -> Result<(), Error> {
        // The browser reads it as the gate will; only a text that it refuses is read again, for the place of the mistake.
        let read = object::parse::<Pairs>(text).or_else(|_| json::read(text));
        match read {
            Ok(settings) => {
                let said = taken(&settings);
                self.draft.settings = settings;
                self.show()?;
                self.refresh()?;
                place::set_text("json-said", &said)
            }
            Err(broken) => {
                let column = broken.column;
                place::set_text(
                    "json-said",
                    &format!("Not taken over. Line {}, column {column}: {}.", broken.line, broken.reason),
                )
            }
        }
    }

    /// Says what each tag of a pasted head needs.
    pub(super) fn read_head(&mut self, html: &str) -> Result<(), Error> {
        self.found = head::read(html);
        place::fill("head-found", &views::found(&self.found))?;
        let settings = head::settings(&self.found);
        let count = settings.iter().count();
        place::set("head-take", "hidden", (count == 0).then_some(""))?;
        let said = match (html.trim().is_empty(), self.found.len()) {
            (true, _) => String::new(),
            (false, 0) => "No tag in it concerns consent.".to_owned(),
            (false, 1) => "1 tag to look at.".to_owned(),
            (false, tags) => format!("{tags} tags to look at."),
        };
        place::set_text("head-said", &said)
    }

    /// Takes the ids and settings of the pasted head into the fields.
    pub(super) fn take_over(&mut self) -> Result<(), Error> {
        let settings = head::settings(&self.found);
        for (path, value) in settings.iter() {
            self.draft.settings.set(path, value);
        }
        self.show()?;
        self.refresh()?;
        place::set_text("head-said", &taken(&settings))
    }
}

fn taken(settings: &Pairs) -> String {
    let count = settings.iter().count();
    let findings = check(settings);
    let wrong: Vec<_> =
        findings.iter().filter(|one| one.weight == Weight::Wrong).map(|one| one.path.as_str()).collect();
    let all = if count == 1 { "1 setting".to_owned() } else { format!("{count} settings") };
    match wrong.as_slice() {
        [] => format!("{all} taken over."),
        _ => format!("{all} taken over; to mend: {}.", wrong.join(", ")),
    }
}
