//! A settings file as text.

use std::fmt;

use serde_json::{Map, Value};

use crate::Pairs;

/// Why a file could not be read, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
    /// What is wrong there, and what would be right.
    pub reason: String,
}

impl fmt::Display for Broken {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        write!(out, "line {}, column {}: {}", self.line, self.column, self.reason)
    }
}

impl std::error::Error for Broken {}

/// Reads a file; a byte order mark in front is none of its content.
///
/// # Errors
/// When it is no JSON, or not one object: with the place and the reason.
pub fn read(text: &str) -> Result<Pairs, Broken> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    serde_json::from_str(text).map_err(|error| broken(text, &error))
}

fn broken(text: &str, error: &serde_json::Error) -> Broken {
    let reason = error.to_string();
    // serde_json puts the place behind its reason; here it stands in fields of its own.
    let reason = reason.rsplit_once(" at line ").map_or(reason.as_str(), |(reason, _)| reason);
    let reason = match hint(text, error) {
        Some(hint) => format!("{reason} ({hint})"),
        None => reason.to_owned(),
    };
    Broken { line: error.line().max(1), column: error.column().max(1), reason }
}

/// What owners most often did: JSON is stricter than JavaScript.
fn hint(text: &str, error: &serde_json::Error) -> Option<&'static str> {
    if error.is_eof() {
        return Some("the text ends too early: a quote, a comma or a closing bracket is missing");
    }
    let line = text.lines().nth(error.line().checked_sub(1)?)?;
    let rest = line.get(error.column().checked_sub(1)?..).unwrap_or_default();
    match rest.chars().next() {
        Some('/' | '#') => Some("JSON knows no comments"),
        Some('\'' | '“' | '”' | '‘' | '’') => {
            Some("names and values stand in straight double quotes")
        }
        Some('}' | ']') => Some("no comma before a closing bracket"),
        Some('"') => Some("a comma is missing before this"),
        Some('<') => Some("this is HTML; paste what stands between the script's tags"),
        Some(one) if one.is_alphabetic() => Some("names and texts stand in double quotes"),
        _ => None,
    }
}

/// The settings as a file, nested as an owner would write them.
pub fn write(pairs: &Pairs) -> String {
    let mut all = Map::new();
    let mut sorted: Vec<_> = pairs.iter().collect();
    // A text before what would lie below it, which then keeps its whole path as its name.
    sorted.sort_by_key(|(path, _)| path.matches('.').count());
    for (path, value) in sorted {
        put(&mut all, path, value);
    }
    let all: Map<_, _> = all.into_iter().map(|(name, value)| (name, with_lists(value))).collect();
    // Writing values that came out of maps of texts cannot fail.
    serde_json::to_string_pretty(&all).unwrap_or_default()
}

/// Objects that are counted from 0 were a list.
fn with_lists(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            let members: Map<_, _> =
                members.into_iter().map(|(name, inner)| (name, with_lists(inner))).collect();
            let is_list = members
                .iter()
                .enumerate()
                .all(|(number, (name, inner))| *name == number.to_string() && inner.is_object());
            if is_list && !members.is_empty() {
                members.into_iter().map(|(_, inner)| inner).collect()
            } else {
                Value::Object(members)
            }
        }
        other => other,
    }
}

fn put(object: &mut Map<String, Value>, path: &str, value: &str) {
    let inside = path.split_once('.').map(|(name, rest)| {
        (object.entry(name).or_insert_with(|| Value::Object(Map::new())).as_object_mut(), rest)
    });
    match inside {
        Some((Some(inner), rest)) => put(inner, rest, value),
        // A text has this name already: the whole path is the name then, and is read back as the same path.
        Some((None, _)) | None => drop(object.insert(path.to_owned(), value.into())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn broken_files_name_place_and_reason() {
        for (text, line, column, reason) in [
            ("{\n  \"meta\": \"1\"\n  \"lang\": \"nb\"\n}", 3, 3, "comma is missing"),
            ("{ \"meta\": \"1\", }", 1, 16, "no comma before"),
            ("{ 'meta': 1 }", 1, 3, "straight double quotes"),
            ("{ \"meta\": “1” }", 1, 11, "expected value"),
            ("{ meta: 1 }", 1, 3, "double quotes"),
            ("{ \"meta\": \"1\" // mine\n}", 1, 15, "comments"),
            ("{ \"meta\": \"1", 1, 12, "ends too early"),
            ("{\n  \"texts\": {\n", 3, 1, "ends too early"),
            ("", 1, 1, "ends too early"),
            ("<script>", 1, 1, "HTML"),
            ("[1]", 1, 1, "one object"),
        ] {
            let broken = read(text).unwrap_err();
            assert_eq!((broken.line, broken.column), (line, column), "{text}: {broken}");
            assert!(broken.reason.contains(reason), "{text}: {broken}");
        }
    }

    #[test]
    fn a_file_reads_as_an_owner_would_write_it() {
        let pairs = Pairs::from_iter([("meta", "1"), ("texts.accept", "Ja"), ("texts.reject", "Nei")]);
        let text = write(&pairs);
        assert_eq!(
            text,
            "{\n  \"meta\": \"1\",\n  \"texts\": {\n    \"accept\": \"Ja\",\n    \"reject\": \"Nei\"\n  }\n}"
        );
        assert_eq!(read(&format!("\u{feff}{text}")).unwrap(), pairs);
    }

    #[test]
    fn a_list_stays_a_list() {
        let text = r#"{"controllers":[{"name":"A","sites":"a.example"},{"name":"B"}],"texts":{"0":"x"}}"#;
        let back = write(&read(text).unwrap());
        let value: Value = serde_json::from_str(&back).unwrap();
        assert_eq!(value, serde_json::from_str::<Value>(text).unwrap());
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(pairs in prop::collection::vec(("[a-c](\\.[a-c]){0,2}", "\\PC{1,10}"), 0..8)) {
            let pairs: Pairs = pairs.iter().map(|(path, value)| (path.as_str(), value.as_str())).collect();
            let back = read(&write(&pairs)).unwrap();
            let sorted = |pairs: &Pairs| {
                let mut all: Vec<_> = pairs.iter().map(|(path, value)| format!("{path}={value}")).collect();
                all.sort();
                all
            };
            prop_assert_eq!(sorted(&back), sorted(&pairs));
        }

        #[test]
        fn every_text_is_read_without_a_panic(text in "\\PC{0,40}|[\\[\\]{}\"':,/0-9a-zæ\n]{0,40}") {
            if let Err(broken) = read(&text) {
                prop_assert!(broken.line > 0 && broken.column > 0 && !broken.reason.is_empty());
            }
        }
    }
}
