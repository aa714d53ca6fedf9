//! Settings as pairs of a path and a value, as the gate reads them (`runtime/settings.js`).

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, Serializer};

/// Flat settings: `{"texts": {"accept": "Yes"}}` is the pair `texts.accept`, `Yes`. In the order they were named; each
/// path once, and of several the last counts, as in JSON.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pairs(Vec<(String, String)>);

impl Pairs {
    /// The value of a path; empty where there is none.
    pub fn get(&self, path: &str) -> &str {
        self.iter().find(|(known, _)| *known == path).map_or("", |(_, value)| value)
    }

    /// Sets a path; an empty value takes it away.
    pub fn set(&mut self, path: &str, value: &str) {
        let value = value.trim();
        match self.0.iter().position(|(known, _)| known == path) {
            Some(place) if value.is_empty() => drop(self.0.remove(place)),
            Some(place) => {
                if let Some((_, old)) = self.0.get_mut(place) {
                    value.clone_into(old);
                }
            }
            None if value.is_empty() => {}
            None => self.0.push((path.to_owned(), value.to_owned())),
        }
    }

    /// All pairs.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(path, value)| (path.as_str(), value.as_str()))
    }

    /// The same without the pairs of these paths.
    #[must_use]
    pub fn without<'a>(&self, paths: impl IntoIterator<Item = &'a str>) -> Self {
        let mut rest = self.clone();
        for path in paths {
            rest.set(path, "");
        }
        rest
    }

    /// Kept even if the value is empty: the check has to see it.
    fn add(&mut self, path: String, value: String) {
        match self.0.iter_mut().find(|(known, _)| *known == path) {
            Some((_, old)) => *old = value,
            None => self.0.push((path, value)),
        }
    }

    fn flatten(&mut self, path: String, node: Node) {
        match node {
            Node::Nothing => {}
            Node::Text(text) => self.add(path, text.trim().to_owned()),
            Node::Object(members) => {
                for (name, inner) in members {
                    let inside = if path.is_empty() { name } else { format!("{path}.{name}") };
                    self.flatten(inside, inner);
                }
            }
        }
    }
}

impl<'a> FromIterator<(&'a str, &'a str)> for Pairs {
    fn from_iter<Iter: IntoIterator<Item = (&'a str, &'a str)>>(pairs: Iter) -> Self {
        let mut all = Self::default();
        for (path, value) in pairs {
            all.set(path, value);
        }
        all
    }
}

/// Flat, as they are: the name of a member is a whole path, and reads back as the same.
impl Serialize for Pairs {
    fn serialize<Format: Serializer>(&self, format: Format) -> Result<Format::Ok, Format::Error> {
        format.collect_map(self.iter())
    }
}

/// Any format that describes itself will do: JSON text, or an object of JavaScript.
impl<'de> Deserialize<'de> for Pairs {
    fn deserialize<Format: Deserializer<'de>>(format: Format) -> Result<Self, Format::Error> {
        match Node::deserialize(format)? {
            Node::Text(_) | Node::Nothing => {
                Err(Format::Error::custom("settings are one object, in curly brackets"))
            }
            object @ Node::Object(_) => {
                let mut pairs = Self::default();
                pairs.flatten(String::new(), object);
                Ok(pairs)
            }
        }
    }
}

/// A value as JavaScript would write it into a text; lists are parted by commas.
enum Node {
    /// `null`: not set.
    Nothing,
    Text(String),
    Object(Vec<(String, Node)>),
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<Format: Deserializer<'de>>(format: Format) -> Result<Self, Format::Error> {
        format.deserialize_any(AnyValue)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Node;

    fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str("a setting")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Node, E> {
        Ok(Node::Text(text.to_owned()))
    }

    fn visit_bool<E: Error>(self, truth: bool) -> Result<Node, E> {
        Ok(Node::Text(truth.to_string()))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Node, E> {
        Ok(Node::Text(number.to_string()))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Node, E> {
        Ok(Node::Text(number.to_string()))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Node, E> {
        Ok(Node::Text(number.to_string()))
    }

    fn visit_unit<E: Error>(self) -> Result<Node, E> {
        Ok(Node::Nothing)
    }

    fn visit_none<E: Error>(self) -> Result<Node, E> {
        self.visit_unit()
    }

    fn visit_some<Format: Deserializer<'de>>(self, format: Format) -> Result<Node, Format::Error> {
        Node::deserialize(format)
    }

    fn visit_seq<List: SeqAccess<'de>>(self, mut list: List) -> Result<Node, List::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = list.next_element()? {
            entries.push(entry);
        }
        // Objects are counted from 0.
        if matches!(entries.first(), Some(Node::Object(_))) {
            let counted = entries.into_iter().enumerate();
            return Ok(Node::Object(counted.map(|(number, entry)| (number.to_string(), entry)).collect()));
        }
        let words = entries.into_iter().map(|entry| match entry {
            Node::Nothing => String::new(),
            Node::Text(text) => text,
            Node::Object(_) => "[object Object]".to_owned(),
        });
        Ok(Node::Text(words.collect::<Vec<_>>().join(",")))
    }

    fn visit_map<Members: MapAccess<'de>>(self, mut members: Members) -> Result<Node, Members::Error> {
        let mut all = Vec::new();
        while let Some(member) = members.next_entry()? {
            all.push(member);
        }
        Ok(Node::Object(all))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(json: &str) -> Vec<(String, String)> {
        serde_json::from_str::<Pairs>(json).unwrap().0
    }

    fn pair(path: &str, value: &str) -> (String, String) {
        (path.to_owned(), value.to_owned())
    }

    #[test]
    fn settings_become_flat_as_in_the_runtime() {
        let json = r#"{ "meta": [123, " 456"], "mode": " basic ", "revision": 2, "lang": null,
            "texts": { "accept": "Ja" }, "vendors": { "acme": { "name": "Acme" } }, "policy": {},
            "controllers": [{ "name": "A" }, { "name": "B" }] }"#;
        let expected = [
            pair("meta", "123, 456"),
            pair("mode", "basic"),
            pair("revision", "2"),
            pair("texts.accept", "Ja"),
            pair("vendors.acme.name", "Acme"),
            pair("controllers.0.name", "A"),
            pair("controllers.1.name", "B"),
        ];
        assert_eq!(read(json), expected);
    }

    #[test]
    fn of_two_with_the_same_name_the_last_counts() {
        assert_eq!(
            read(r#"{ "meta": "1", "lang": "nb", "meta": "2" }"#),
            [pair("meta", "2"), pair("lang", "nb")]
        );
    }

    #[test]
    fn only_an_object_holds_settings() {
        for json in ["[]", "\"x\"", "1", "null"] {
            assert!(serde_json::from_str::<Pairs>(json).is_err(), "{json}");
        }
    }

    #[test]
    fn a_path_is_set_and_taken_away() {
        let mut pairs = Pairs::from_iter([("meta", "1"), ("lang", "nb")]);
        pairs.set("meta", " 2 ");
        pairs.set("lang", "");
        pairs.set("mode", " ");
        assert_eq!(pairs.iter().collect::<Vec<_>>(), [("meta", "2")]);
        assert_eq!((pairs.get("meta"), pairs.get("lang")), ("2", ""));
    }

    #[test]
    fn a_draft_reads_back() {
        let pairs = Pairs::from_iter([("meta", "1"), ("texts.accept", "Ja")]);
        let text = serde_json::to_string(&pairs).unwrap();
        assert_eq!(text, r#"{"meta":"1","texts.accept":"Ja"}"#);
        assert_eq!(serde_json::from_str::<Pairs>(&text).unwrap(), pairs);
    }

    proptest! {
        #[test]
        fn every_text_is_settings_or_an_error(text in "\\PC{0,40}|[\\[\\]{}\":,0-9a-z]{0,40}") {
            let _ = serde_json::from_str::<Pairs>(&text);
        }
    }
}
