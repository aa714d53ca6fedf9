//! Bytes and texts as JavaScript string literals.
//!
//! A byte becomes the character of the same number: after brotli that costs 3 %, base64 costs 31 %. Five would need an
//! escape: they become the character 256 further on, which falls back to the byte in an array of bytes by itself. The
//! file must be read as UTF-8; a byte order mark in front makes it so on pages in any charset.

/// The bytes as a literal in single quotes, one character per byte.
pub fn bytes(bytes: &[u8]) -> String {
    let mut literal = String::with_capacity(bytes.len() * 3 / 2 + 2);
    literal.push('\'');
    for &byte in bytes {
        let further = if matches!(byte, b'\\' | b'\'' | b'\n' | b'\r' | 0) { 256 } else { 0 };
        literal.extend(char::from_u32(u32::from(byte) + further));
    }
    literal.push('\'');
    literal
}

/// The bytes of such a literal, for checking; `None` where it is not one.
pub fn decode(literal: &str) -> Option<Vec<u8>> {
    let rest = literal.strip_prefix('\'')?.strip_suffix('\'')?;
    let byte = |character: char| {
        let number = u32::from(character);
        let is_bare = number < 256 && !"\\'\n\r\0".contains(character);
        (is_bare || number > 255).then(|| u8::try_from(number % 256).ok()).flatten().filter(|_| number < 512)
    };
    rest.chars().map(byte).collect()
}

/// A text as a literal, in the quotes that need the fewest escapes.
pub fn text(text: &str) -> String {
    let count = |quote: char| text.matches(quote).count();
    let quote = if count('"') <= count('\'') { '"' } else { '\'' };
    let mut literal = String::from(quote);
    for character in text.chars() {
        match character {
            '\\' => literal.push_str("\\\\"),
            '\n' => literal.push_str("\\n"),
            '\r' => literal.push_str("\\r"),
            _ if character == quote => literal.extend(['\\', quote]),
            _ => literal.push(character),
        }
    }
    literal.push(quote);
    literal
}

/// A JSON value as a JavaScript expression: names without quotes where the language allows it.
pub fn object(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::Object(members) => {
            let members = members.iter().map(|(name, value)| format!("{}:{}", property(name), object(value)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(","))
        }
        serde_json::Value::Array(items) => {
            format!("[{}]", items.iter().map(object).collect::<Vec<_>>().join(","))
        }
        serde_json::Value::String(string) => text(string),
        other => other.to_string(),
    }
}

fn property(name: &str) -> String {
    let plain = |character: char| character.is_ascii_alphabetic() || character == '_';
    let is_name = name.starts_with(plain) && name.chars().all(|one| plain(one) || one.is_ascii_digit());
    // `__proto__:` would set the prototype instead of a member.
    if is_name && name != "__proto__" { name.to_owned() } else { format!("[{}]", text(name)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn five_bytes_lie_further_on() {
        assert_eq!(bytes(b"a\\b'c\r\n\0"), "'a\u{15c}b\u{127}c\u{10d}\u{10a}\u{100}'");
        assert_eq!(bytes(&[0x80, 0xff, b'"']), "'\u{80}\u{ff}\"'");
    }

    #[test]
    fn every_byte_survives_before_every_other() {
        let all: Vec<u8> = (0..=255).flat_map(|one: u8| (0..=255).flat_map(move |two| [one, two])).collect();
        assert_eq!(decode(&bytes(&all)).unwrap(), all);
    }

    #[test]
    fn what_is_no_such_literal_is_refused() {
        for wrong in ["", "'", "x", "'\\q'", "'\n'", "'\u{200}'", "'\\"] {
            assert_eq!(decode(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn texts_take_the_cheaper_quotes() {
        assert_eq!(text(r#"a"b""#), r#"'a"b"'"#);
        assert_eq!(text("it's"), r#""it's""#);
        assert_eq!(text("one\ntwo\\"), r#""one\ntwo\\""#);
    }

    #[test]
    fn objects_keep_order_and_quote_only_odd_names() {
        let value = serde_json::from_str(r#"{"b":"x","a-b":[1,true,null],"__proto__":{}}"#).unwrap();
        assert_eq!(object(&value), r#"{b:"x",["a-b"]:[1,true,null],["__proto__"]:{}}"#);
    }

    proptest! {
        #[test]
        fn bytes_come_back(original in proptest::collection::vec(any::<u8>(), 0..2000)) {
            prop_assert_eq!(decode(&bytes(&original)).unwrap(), original);
        }

        #[test]
        fn text_literals_hold_no_bare_line_end_or_quote(original in "\\PC*|[\\\\\"'\r\n]*") {
            let literal = text(&original);
            prop_assert!(!literal.contains(['\n', '\r']));
            let quote = literal.chars().next().unwrap();
            let inside = &literal[1..literal.len() - 1];
            let without_escapes = inside.replace("\\\\", "").replace(&format!("\\{quote}"), "");
            prop_assert!(!without_escapes.contains(quote));
        }
    }
}
