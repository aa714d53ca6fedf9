//! What is wrong with settings, in words that an owner can act on. Whether a pair is right is core's decision alone.

use samtykke_catalogue::find;
use samtykke_core::form::is_like;
use samtykke_core::problem::Problem;
use samtykke_core::settings::{self, VENDOR_FORMS};

use crate::{Pairs, VERSION, fields, single};

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// The gate leaves this setting out, and what is left out releases nothing.
    Wrong,
    /// It counts, but is perhaps not what was meant.
    Doubtful,
}

/// One thing to mend, or to look at again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The setting.
    pub path: String,
    /// The gate's own name for it, as in its console warning.
    pub name: &'static str,
    /// How much it weighs.
    pub weight: Weight,
    /// What is wrong, and what to write instead.
    pub message: String,
}

impl Finding {
    pub(crate) fn wrong(path: &str, name: &'static str, message: String) -> Self {
        Self { path: path.to_owned(), name, weight: Weight::Wrong, message }
    }

    pub(crate) fn doubtful(path: &str, name: &'static str, message: String) -> Self {
        Self { path: path.to_owned(), name, weight: Weight::Doubtful, message }
    }
}

/// Checks all settings, in their order; nothing wrong, nothing found.
pub fn check(pairs: &Pairs) -> Vec<Finding> {
    let one_by_one = pairs.iter().filter_map(|(path, value)| pair(pairs, path, value));
    one_by_one.chain(single::check(pairs)).collect()
}

/// The settings that the gate would take; a mode that nobody knows counts as basic there, and so it does here.
pub fn right(pairs: &Pairs) -> Pairs {
    let mut right = pairs.clone();
    // Twice: without what is wrong of it a vendor may not be whole.
    for _ in 0..2 {
        let wrong: Vec<_> = check(&right).into_iter().filter(|one| one.weight == Weight::Wrong).collect();
        let is_wrong = |path: &str| {
            wrong.iter().any(|one| one.path == path || path.starts_with(&format!("{}.", one.path)))
        };
        let pairs = right.iter().filter(|(path, _)| *path == "mode" || !is_wrong(path));
        right = pairs.map(|(path, value)| (path, if is_wrong(path) { "basic" } else { value })).collect();
    }
    right
}

/// Checks one pair, as the gate does.
fn pair(pairs: &Pairs, path: &str, value: &str) -> Option<Finding> {
    let example = example(pairs, path);
    let spaced = value.split(|one: char| one.is_whitespace() || one == ',').filter(|part| !part.is_empty());
    let listed = spaced.collect::<Vec<_>>().join(" ");
    match settings::check(path.as_bytes(), example.as_bytes(), listed.as_bytes()) {
        Ok(()) => never_asked(pairs, path, &listed).or_else(|| doubt(path, &listed)),
        Err(Problem::UnknownSetting) => Some(Finding::wrong(path, "unknown-setting", unknown(path))),
        Err(Problem::MalformedSetting { expected }) => {
            let form = String::from_utf8_lossy(expected);
            Some(Finding::wrong(path, "malformed-setting", malformed(path, value, &form)))
        }
    }
}

/// A vendor of a later revision than the one asked: nobody is asked about it, so nobody's yes holds for it.
fn never_asked(pairs: &Pairs, path: &str, since: &str) -> Option<Finding> {
    let number = |text: &str| text.parse::<u32>().ok();
    let asked = number(pairs.get("revision")).unwrap_or(1);
    single::field(path).filter(|(_, field)| *field == "since")?;
    number(since).filter(|since| *since > asked)?;
    let message = format!(
        "The question is of revision {asked}, so nobody's yes holds for this vendor. Set \"revision\" to {since}: then all are asked."
    );
    Some(Finding::doubtful(path, "never-asked", message))
}

/// What the runtime hands to core with a pair: an id of the vendor, or the form of a single vendor's setting.
fn example<'a>(pairs: &Pairs, path: &'a str) -> &'a str {
    match single::field(path) {
        Some((_, field)) => form_of(field),
        // An owner's own vendor is named by its own id.
        None if single::is_own(pairs, path) => path,
        None => fields::example(path),
    }
}

fn form_of(field: &str) -> &'static str {
    VENDOR_FORMS.iter().find(|(known, _)| *known == field).map_or("", |(_, form)| form)
}

fn unknown(path: &str) -> String {
    if let Some(vendor) = find(path) {
        return format!(
            "{} is not managed by an id. Leave its tag in the page and mark it: data-samtykke-purpose=\"{}\".",
            vendor.name,
            vendor.purpose.name()
        );
    }
    let plain = path.strip_prefix("data-").unwrap_or(path);
    match nearest(plain) {
        Some(known) => format!("No setting is called \"{path}\". Did you mean \"{known}\"?"),
        None => format!(
            "Version {VERSION} has no setting called \"{path}\": a slip, or one of a newer version. It is left out."
        ),
    }
}

/// The setting that is spelled most alike.
fn nearest(path: &str) -> Option<&'static str> {
    let known = fields::settings().map(|field| field.path).chain(fields::vendors().map(|vendor| vendor.id));
    let distances = known.map(|known| (strsim::damerau_levenshtein(path, known), known));
    let close = |(distance, known): &(usize, &str)| distance * 4 <= known.len().max(4);
    distances.filter(close).min_by_key(|(distance, _)| *distance).map(|(_, known)| known)
}

fn malformed(path: &str, value: &str, form: &str) -> String {
    let value: String = value.chars().take(60).collect();
    if let Some(vendor) = fields::vendor(path) {
        return malformed_id(vendor.name, path, &value, form);
    }
    let expected = match form {
        "*" => "It needs a text.".to_owned(),
        _ if form.contains('|') => format!("Choose one of: {}.", form.replace('|', ", ")),
        _ if form.starts_with('/') => "Write https://… or a path such as /privacy.".to_owned(),
        _ => format!("Write it like {form}."),
    };
    let until = if path == "mode" { " Until then it counts as basic." } else { "" };
    if value.is_empty() {
        format!("It is empty. {expected}{until}")
    } else {
        format!("\"{value}\" does not fit. {expected}{until}")
    }
}

fn malformed_id(name: &str, path: &str, value: &str, form: &str) -> String {
    if value.is_empty() {
        return format!("The id of {name} is missing. Ids look like {form}.");
    }
    let other = value.split([' ', ',']).find_map(|id| owner_of(id).filter(|other| *other != path));
    let hint = match other {
        Some(other) => {
            format!(
                " It is one of {}: write it as \"{other}\".",
                find(other).map_or("", |vendor| vendor.name)
            )
        }
        None if value.starts_with("UA-") => {
            " Universal Analytics has ended; the id of Google Analytics 4 begins with G-.".to_owned()
        }
        None => String::new(),
    };
    format!("\"{value}\" is no id of {name}. Ids look like {form}.{hint}")
}

/// The vendor whose ids begin as this one does; few have a beginning of their own.
fn owner_of(id: &str) -> Option<&'static str> {
    let begins = |example: &str| {
        let capitals = example.bytes().take_while(u8::is_ascii_uppercase).count();
        capitals > 0 && example.as_bytes().get(capitals) == Some(&b'-')
    };
    let fits = |example: &str| begins(example) && is_like(example.as_bytes(), id.as_bytes());
    fields::vendors().find(|vendor| vendor.example.is_some_and(fits)).map(|vendor| vendor.id)
}

/// Ids of digits alone fit many vendors; a length far from the usual one is worth a word.
fn doubt(path: &str, listed: &str) -> Option<Finding> {
    if let Some(name) = path.strip_prefix("texts.") {
        return unknown_text(name).map(|message| Finding::doubtful(path, "unknown-text", message));
    }
    if let Some(known) = fields::instead_of(path) {
        let message = format!("The cookie page does not know this; it knows {}.", known.join(", "));
        return Some(Finding::doubtful(path, "unknown-setting", message));
    }
    if path == "statement.date" && !is_like(b"2026-11-23", listed.as_bytes()) {
        let message = format!("\"{listed}\" is no day such as 2026-11-23; the cookie page leaves it out.");
        return Some(Finding::doubtful(path, "malformed-date", message));
    }
    if path == "lang" && !speaks(listed) {
        let message = format!(
            "The dialog does not speak \"{listed}\"; it takes the page's or the browser's language instead."
        );
        return Some(Finding::doubtful(path, "unknown-language", message));
    }
    let is_url = path.starts_with("controllers.") && path.rsplit('.').next() == Some("url");
    if is_url && !is_like(b"/address", listed.as_bytes()) {
        let message = format!("\"{listed}\" is no address of a page; the cookie page will not link it.");
        return Some(Finding::doubtful(path, "malformed-address", message));
    }
    if let Some(id) = listed.split(' ').find(|id| path == "services" && find(id).is_none()) {
        let message =
            format!("The catalogue has no vendor called \"{id}\"; the cookie page will not list it.");
        return Some(Finding::doubtful(path, "unknown-service", message));
    }
    let vendor = fields::vendor(path)?;
    let usual = vendor.example.filter(|example| example.bytes().all(|one| one.is_ascii_digit()))?.len();
    let odd = listed.split(' ').find(|id| id.len().abs_diff(usual) > 4)?;
    let message = format!(
        "\"{odd}\" has {} digits, ids of {} usually have about {usual}. Is it another vendor's?",
        odd.len(),
        vendor.name
    );
    Some(Finding::doubtful(path, "odd-length", message))
}

/// Whether there are texts for `nb`, or `nb-NO`; `no` means bokmål, and Serbian is Cyrillic.
fn speaks(language: &str) -> bool {
    let language = language.to_ascii_lowercase();
    let first = language.split('-').next().unwrap_or_default();
    !language.starts_with("sr-latn") && (first == "no" || fields::LANGUAGES.contains(&first))
}

/// What is wrong with a text's name: `accept`, or `nb.accept` for one language.
fn unknown_text(path: &str) -> Option<String> {
    let (language, name) =
        path.split_once('.').map_or((None, path), |(language, name)| (Some(language), name));
    if let Some(language) = language.filter(|language| !fields::LANGUAGES.contains(language)) {
        let hint = if language == "no" { " Norwegian is \"nb\" or \"nn\"." } else { "" };
        return Some(format!("The dialog does not speak \"{language}\"; nobody will see it.{hint}"));
    }
    let is_known = fields::all_texts().iter().any(|(known, _)| known == name);
    (!is_known).then(|| format!("The dialog has no text called \"{name}\"; nobody will see it."))
}

#[cfg(test)]
#[path = "check_tests.rs"]
mod tests;
