//! What happened under a choice, so that two can be compared.

use super::{Kind, Timeline};
use crate::catalogue;
use crate::history::WARNING;
use crate::reason::sentence;
use crate::state::State;
use crate::text::{cut, fill};

impl Timeline {
    /// What happened under a choice, as facts to compare: until the next choice on the same page.
    pub fn under(&self, choice: usize) -> Vec<(String, String)> {
        let Some(first) = self.items.get(choice) else { return Vec::new() };
        let mut facts: Vec<(String, String)> = vec![("choice".to_owned(), first.subject.clone())];
        let rest = self.items.iter().skip(choice + 1);
        for item in rest.take_while(|item| item.kind != Kind::Choice && item.page == first.page) {
            let (name, value) = match item.kind {
                Kind::Decision if !item.text.starts_with(WARNING) => decided(&item.subject, &item.text),
                Kind::Request => (fill("requests to {}", &[&item.subject]), "yes".to_owned()),
                Kind::Cookie => (fill("cookie {}", &[&item.subject]), item.text.clone()),
                Kind::Storage => (fill("key {}", &[&item.subject]), item.text.clone()),
                Kind::Command if item.subject.starts_with("consent") => {
                    (item.subject.clone(), item.text.clone())
                }
                _ => continue,
            };
            match facts.iter_mut().find(|(known, _)| *known == name) {
                Some((_, known)) => *known = value,
                None => facts.push((name, value)),
            }
        }
        facts
    }
}

/// A decision in the words of the other screens.
fn decided(subject: &str, text: &str) -> (String, String) {
    let id = cut(subject, b"/").map_or(subject, |(_, id)| id);
    let name = catalogue::find(id).map_or(subject, |known| known.name);
    let (verdict, reason) = cut(text, b",").unwrap_or((text, ""));
    let state = if let Some(state) = State::after(verdict) { state.label() } else { verdict };
    (name.to_owned(), fill("{}: {}", &[state, &sentence(reason.trim_ascii())]))
}
