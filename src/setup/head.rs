//! What stands in the head of a page already, and what to do with each tag: move it here, mark it, or take it away.
//!
//! Vendors are known by the catalogue's addresses (`head/ids.rs` reads their ids, `head/whole.rs` those of two parts); tags are read by a tokenizer that
//! follows the HTML standard (`head/markup.rs`). Nothing of the page is run or fetched.

mod ids;
mod markup;
mod whole;

use samtykke_catalogue::{Purpose, Vendor, by_url, find};

use crate::tag::escaped;
use crate::{Pairs, fields};
use ids::Named;
use markup::{Kind, Tag};

/// What to do with a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Take the tag out; our tag names its id instead.
    Name,
    /// Leave it where it is, and mark it.
    Mark,
    /// Take it out.
    Remove,
    /// Decide: nobody here knows what it is for.
    Decide,
    /// Put it elsewhere, or write it otherwise.
    Mend,
    /// Nothing.
    Keep,
}

/// A tag that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Line in the pasted text, from 1.
    pub line: usize,
    /// What it is, as an owner knows it.
    pub what: String,
    /// What to do.
    pub action: Action,
    /// Why, and how.
    pub advice: String,
    /// The settings that take its place.
    pub settings: Pairs,
    /// The tag as it should be, where it stays.
    pub instead: Option<String>,
}

/// Reads a piece of a page; in the order of the page. Tags that concern nobody are left out.
pub fn read(html: &str) -> Vec<Found> {
    let tags = markup::tags(html);
    let first_of_vendors = tags.iter().position(|tag| !tag.is_held() && !vendors_of(tag).is_empty());
    let mut all = Vec::new();
    for (place, tag) in tags.iter().enumerate() {
        if tag.is_samtykke() {
            all.push(ours(tag, first_of_vendors.is_some_and(|first| first < place)));
        } else {
            all.extend(other(tag));
        }
    }
    all
}

/// The settings of all that was found; ids of the same vendor are listed.
pub fn settings(found: &[Found]) -> Pairs {
    let mut all = Pairs::default();
    for (path, value) in found.iter().flat_map(|one| one.settings.iter()) {
        if fields::vendor(path).is_none() && path != "services" {
            all.set(path, value);
            continue;
        }
        for id in value.split(',').map(str::trim) {
            let before = all.get(path);
            if before.is_empty() {
                all.set(path, id);
            } else if !before.split(", ").any(|known| known == id) {
                let both = format!("{before}, {id}");
                all.set(path, &both);
            }
        }
    }
    all
}

fn ours(tag: &Tag, is_late: bool) -> Found {
    let delayed = ["async", "defer"].into_iter().find(|name| tag.has(name));
    let delayed = delayed.or_else(|| (tag.attribute("type") == "module").then_some("type=\"module\""));
    let (action, advice) = match delayed {
        Some(name) => (Action::Mend, format!("Take {name} away: it must run before every other tag.")),
        None if is_late => (Action::Mend, "Move it up: a vendor's tag stands before it.".to_owned()),
        None => (Action::Keep, "Stands where it should. Its settings can be taken over here.".to_owned()),
    };
    let settings = tag.attributes().filter_map(|(name, value)| Some((name.strip_prefix("data-")?, value)));
    Found { settings: settings.collect(), ..found(tag, "Samtykke".to_owned(), action, advice) }
}

fn found(tag: &Tag, what: String, action: Action, advice: String) -> Found {
    Found { line: tag.line, what, action, advice, settings: Pairs::default(), instead: None }
}

/// Whose requests a tag makes.
fn vendors_of(tag: &Tag) -> Vec<&'static Vendor> {
    let mut all: Vec<_> = ids::addresses(tag).filter_map(by_url).collect();
    all.extend(ids::named(tag).iter().filter_map(|named| find(named.vendor)));
    let mut once: Vec<&Vendor> = Vec::new();
    for vendor in all {
        if !once.contains(&vendor) {
            once.push(vendor);
        }
    }
    once
}

/// What asks or answers for itself, and why it must not.
fn contradiction(tag: &Tag) -> Option<(&'static str, String)> {
    if let Some(tool) = ids::addresses(tag).find_map(ids::consent_tool) {
        let why = format!("two consent tools ask twice and contradict each other ({tool}).");
        return Some(("another consent tool", why));
    }
    ids::sets_consent(tag)
        .then(|| ("a Consent Mode command", "Samtykke gives Google its consent commands.".to_owned()))
}

fn other(tag: &Tag) -> Option<Found> {
    if let Some((what, why)) = contradiction(tag) {
        let vendors = vendors_of(tag);
        // Vendors in the same script go with it, so their ids must not be lost.
        return Some(if ids::named(tag).is_empty() {
            found(tag, capital(what), Action::Remove, format!("Take it out: {why}"))
        } else {
            let vendors: Vec<_> = vendors.iter().filter(|vendor| vendor.example.is_some()).collect();
            let all = vendors.iter().map(|vendor| vendor.name).collect::<Vec<_>>().join(", ");
            let found = named(tag, format!("{all}, and {what}"), &vendors);
            Found { advice: format!("{} Its other part goes too: {why}", found.advice), ..found }
        });
    }
    let vendors = vendors_of(tag);
    let Some(vendor) = vendors.first() else { return stranger(tag) };
    let what = vendors.iter().map(|vendor| vendor.name).collect::<Vec<_>>().join(", ");
    if tag.is_held() {
        return Some(found(
            tag,
            what,
            Action::Keep,
            "It is marked, and held until its purpose is accepted.".into(),
        ));
    }
    if tag.kind == Kind::Link || tag.in_noscript {
        let why = if tag.in_noscript {
            "it asks visitors without JavaScript nothing"
        } else {
            "it contacts the vendor before any answer"
        };
        return Some(found(tag, what, Action::Remove, format!("Take it out: {why}.")));
    }
    let managed: Vec<_> = vendors.iter().filter(|vendor| vendor.example.is_some()).collect();
    if tag.kind == Kind::Script && managed.len() == vendors.len() {
        return Some(named(tag, what, &managed));
    }
    Some(marked(tag, what, vendor.purpose, Some(vendor.id)))
}

/// A vendor that an id can manage.
fn named(tag: &Tag, what: String, vendors: &[&&'static Vendor]) -> Found {
    let mut settings = Pairs::default();
    let mut missing = String::new();
    for Named { vendor, id } in ids::named(tag) {
        match id {
            Ok(id) => {
                let before = settings.get(vendor).to_owned();
                let both = if before.is_empty() || before == id { id } else { format!("{before}, {id}") };
                settings.set(vendor, &both);
            }
            Err(what) => missing = format!("{missing} {what}"),
        }
    }
    let written: Vec<_> = settings.iter().map(|(path, value)| format!("data-{path}=\"{value}\"")).collect();
    let advice = if written.is_empty() {
        let paths: Vec<_> = vendors.iter().map(|vendor| format!("data-{}", vendor.id)).collect();
        format!("Take it out and name the id on the one tag: {}.{missing}", paths.join(", "))
    } else {
        format!("Take it out; the one tag says {} instead.{missing}", written.join(" "))
    };
    Found { settings, ..found(tag, what, Action::Name, advice) }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn marked(tag: &Tag, what: String, purpose: Purpose, vendor: Option<&str>) -> Found {
    if purpose == Purpose::Necessary {
        return found(tag, what, Action::Keep, "Counts as necessary, and need not wait.".into());
    }
    let advice = format!("Leave it where it is and mark it; it then waits for \"{}\".", purpose.name());
    let instead = Some(tag.marked(purpose.name(), vendor));
    let settings = vendor.map(|id| ("services", id)).into_iter().collect();
    Found { settings, instead, ..found(tag, what, Action::Mark, advice) }
}

/// A tag from a host that the catalogue does not know. The page's own files concern nobody.
fn stranger(tag: &Tag) -> Option<Found> {
    let address = tag.address();
    let host = address.split("//").nth(1)?.split(['/', '?', '#']).next()?;
    if tag.is_held() || tag.kind == Kind::Link || host.is_empty() {
        return None;
    }
    let advice =
        "Is it needed for the page to work? Then leave it. If not, mark it, with the purpose that fits.";
    let instead = Some(tag.marked("marketing", None));
    Some(Found { instead, ..found(tag, escaped(host), Action::Decide, advice.to_owned()) })
}

#[cfg(test)]
#[path = "head/tests.rs"]
mod tests;
