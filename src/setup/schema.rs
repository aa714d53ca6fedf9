//! `config.schema.json`: what editors complete and check a settings file by. Made from the same lists as the check.

use serde_json::{Map, Value, json};

use crate::fields::{self, Field};

/// The whole schema.
pub fn schema() -> Value {
    let mut properties = Map::new();
    for vendor in fields::vendors() {
        let example = vendor.example.unwrap_or_default();
        let mut ids = ids(example);
        let company = vendor.company.map_or_else(String::new, |company| format!(" ({company})"));
        ids.insert(
            "description".into(),
            format!("{}{company}, {}. Ids look like {example}.", vendor.name, vendor.purpose.name()).into(),
        );
        properties.insert(vendor.id.into(), ids.into());
    }
    for field in fields::settings() {
        properties.insert(field.path.into(), setting(field));
    }
    for group in fields::groups() {
        properties.insert(group.into(), if group == "texts" { texts() } else { free(group) });
    }
    properties.insert("vendors".into(), single_vendors());
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Samtykke settings",
        "description": "The file that data-config names, or the element with the id samtykke-settings. The tag's own attributes win.",
        "type": "object",
        "additionalProperties": false,
        "properties": properties,
    })
}

/// One id, or several as a list or parted by commas; digits may stand without quotes.
fn ids(example: &str) -> Map<String, Value> {
    let class = pattern(example);
    let one = json!({ "type": "string", "pattern": format!("^\\s*{class}([\\s,]+{class})*[\\s,]*$") });
    let mut kinds = vec![one];
    if example.bytes().all(|byte| byte.is_ascii_digit()) {
        kinds.push(json!({ "type": "integer", "minimum": 0 }));
    }
    let list = json!({ "type": "array", "minItems": 1, "items": { "anyOf": kinds } });
    kinds.push(list);
    let mut all = Map::new();
    all.insert("examples".into(), json!([example]));
    all.insert("anyOf".into(), kinds.into());
    all
}

fn setting(field: Field) -> Value {
    let mut form = form(field.form);
    if let Some(form) = form.as_object_mut() {
        form.insert("description".into(), field.help.into());
    }
    form
}

/// A form of core's as a schema.
fn form(form: &str) -> Value {
    match form {
        "*" => json!({ "type": "string", "minLength": 1 }),
        "true|false" => json!({ "enum": [true, false, "true", "false"] }),
        _ if form.contains('|') => {
            let number = |word: &str| word.parse::<u32>().ok().map(Value::from);
            let words = form.split('|').flat_map(|word| number(word).into_iter().chain([word.into()]));
            json!({ "enum": words.collect::<Vec<_>>() })
        }
        _ if form.starts_with('/') => json!({ "type": "string", "pattern": "^(https?:|[^:]+$)" }),
        _ if form.bytes().all(|byte| byte.is_ascii_digit()) => {
            json!({ "anyOf": [{ "type": "integer", "minimum": 0 }, { "type": "string", "pattern": "^\\s*[0-9]+\\s*$" }] })
        }
        "true" | "false" => json!({ "enum": [form == "true", form] }),
        _ if form.contains(' ') => list(form),
        _ => json!({ "type": "string", "pattern": format!("^\\s*{}\\s*$", pattern(form)) }),
    }
}

/// Core's `is_like` as a regular expression.
fn pattern(example: &str) -> String {
    let capitals = example.bytes().take_while(u8::is_ascii_uppercase).count();
    let has_begin = example.as_bytes().get(capitals) == Some(&b'-');
    let (begin, rest) = example.split_at(if has_begin { capitals + 1 } else { 0 });
    let mut class = String::new();
    for one in rest.chars() {
        let kind = match one {
            '0'..='9' => "0-9".to_owned(),
            'A'..='Z' => "A-Z".to_owned(),
            'a'..='z' => "a-z".to_owned(),
            // Others may not be escaped: editors read patterns in JavaScript's strict mode.
            other if "-]^\\".contains(other) => format!("\\{other}"),
            other => other.to_string(),
        };
        if !class.contains(&kind) {
            class += &kind;
        }
    }
    format!("{begin}[{class}]+")
}

/// A group of free texts: the entries of a list, or one.
fn free(group: &str) -> Value {
    let text = json!({ "anyOf": [{ "type": ["string", "number"] }, { "type": "array", "items": { "type": "string" } }] });
    let fields: Map<String, Value> =
        fields::of_group(group).iter().map(|field| ((*field).to_owned(), text.clone())).collect();
    let description = "For the cookie page and the record.";
    let mut entry = json!({ "type": "object", "additionalProperties": false, "properties": fields });
    match (group, entry.as_object_mut()) {
        ("controllers" | "cookies", _) | (_, None) => {
            json!({ "description": description, "type": "array", "items": entry })
        }
        (_, Some(object)) => {
            object.insert("description".into(), description.into());
            entry
        }
    }
}

fn texts() -> Value {
    let text =
        |(name, english): (String, String)| (name, json!({ "type": "string", "description": english }));
    let all: Map<String, Value> = fields::all_texts().into_iter().map(text).collect();
    json!({
        "type": "object",
        "description": "Your own words, in place of ours in every language, or under a language's tag in that one.",
        "additionalProperties": false,
        "properties": all,
        "patternProperties": { format!("^({})$", fields::LANGUAGES.join("|")): { "type": "object", "additionalProperties": false, "properties": all } },
    })
}

fn single_vendors() -> Value {
    let fields: Map<String, Value> =
        fields::of_vendor().map(|field| (field.path.to_owned(), setting(field))).collect();
    json!({
        "type": "object",
        "description": "Vendors of your own, by an id of your choice; or \"necessary\" as purpose of one that stores nothing.",
        "propertyNames": { "pattern": "^[a-z][a-z0-9-]*$" },
        "additionalProperties": { "type": "object", "additionalProperties": false, "properties": fields },
    })
}

/// Several, parted by spaces or commas, or as a list.
fn list(form: &str) -> Value {
    let class = pattern(form).replacen(' ', "", 1);
    let one = json!({ "type": "string", "pattern": format!("^\\s*{class}([\\s,]+{class})*[\\s,]*$") });
    json!({ "anyOf": [one, { "type": "array", "items": one }] })
}

/// As the file of this name holds it.
pub fn text() -> String {
    serde_json::to_string_pretty(&schema()).unwrap_or_default() + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Weight, check, json};
    use proptest::prelude::*;
    use std::sync::LazyLock;

    static VALIDATOR: LazyLock<jsonschema::Validator> =
        LazyLock::new(|| jsonschema::validator_for(&schema()).unwrap());

    fn is_valid(text: &str) -> bool {
        VALIDATOR.is_valid(&serde_json::from_str(text).unwrap())
    }

    #[test]
    fn the_checked_in_file_is_this_schema() {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../pkg-config/config.schema.json");
        if std::env::var_os("SAMTYKKE_WRITE_SCHEMA").is_some() {
            std::fs::write(file, text()).unwrap();
        }
        assert_eq!(
            std::fs::read_to_string(file).unwrap(),
            text(),
            "run with SAMTYKKE_WRITE_SCHEMA=1 to write it anew"
        );
    }

    #[test]
    fn it_is_a_schema_and_has_every_setting() {
        jsonschema::meta::validate(&schema()).unwrap();
        let schema = schema();
        for field in fields::settings() {
            assert!(schema["properties"][field.path]["description"].is_string(), "{}", field.path);
        }
    }

    #[test]
    fn settings_that_are_right_are_valid() {
        for text in [
            r#"{ "google-analytics": "G-ABC123", "meta": [123456789012345, "123456789012346"], "linkedin": 1234567 }"#,
            r#"{ "mode": "basic", "policy": "/privacy", "revision": 2, "lang": "nb-NO", "cfasync": false }"#,
            r#"{ "controllers": [{ "name": "Acme AS" }], "retention": { "statistics": "14 months" }, "services": ["youtube"],
                "cookies": [{ "name": "basket", "days": 30 }], "vendors": { "linkedin": { "retention": "2 years" } } }"#,
            r#"{ "opt-out-regions": ["US-CA", "BR"], "months": 12, "do-not-track": true, "wait-for-update": 500 }"#,
            r#"{ "matomo": "https://stats.example.com/3", "posthog": "eu/phc_AbC123", "hubspot": "eu1/1234567" }"#,
            r#"{ "texts": { "accept": "Yes", "nb": { "accept": "Ja" }, "heading": "Our cookies" } }"#,
            r#"{ "texts": { "accept": "Ja" }, "vendors": { "acme": { "name": "Acme", "purpose": "marketing",
                "script": "https://cdn.acme.example/t.js", "cookies": "acme_* acme_id" } } }"#,
        ] {
            assert!(is_valid(text), "{text}");
            assert_eq!(check(&json::read(text).unwrap()), [], "{text}");
        }
    }

    #[test]
    fn the_demo_s_own_settings_are_valid() {
        for page in [
            include_str!("../../www/index.html"),
            include_str!("../../www/privacy.html"),
            include_str!("../../www/every-tag.html"),
        ] {
            let settings = crate::head::settings(&crate::head::read(page));
            assert!(settings.iter().count() > 4, "{settings:?}");
            assert!(is_valid(&json::write(&settings)), "{settings:?}");
            assert_eq!(check(&settings), []);
        }
    }

    #[test]
    fn settings_that_are_wrong_are_not() {
        for text in [
            r#"{ "meta": "G-ABC123" }"#,
            r#"{ "mode": "quiet" }"#,
            r#"{ "policy": "javascript:x" }"#,
            r#"{ "gogle-analytics": "G-1" }"#,
            r#"{ "texts": { "acept": "Ja" } }"#,
            r#"{ "texts": { "no": { "accept": "Ja" } } }"#,
            r#"{ "vendors": { "acme": { "nme": "Acme" } } }"#,
            r#"{ "vendors": { "acme": { "cookies": "(acme)" } } }"#,
            "[]",
        ] {
            assert!(!is_valid(text), "{text}");
        }
    }

    proptest! {
        /// Editor and gate agree on every id.
        #[test]
        fn patterns_say_what_core_says(place in 0..23_usize, tail in "[A-Z]{0,3}-?[A-Za-z0-9./:_-]{1,8}", keep in 0..8_usize) {
            let vendor = fields::vendors().nth(place).unwrap();
            let value = format!("{}{tail}", vendor.example.unwrap().chars().take(keep).collect::<String>());
            let text = json!({ vendor.id: value }).to_string();
            let right = !check(&json::read(&text).unwrap()).iter().any(|one| one.weight == Weight::Wrong);
            prop_assert_eq!(is_valid(&text), right, "{}", text);
        }
    }
}
