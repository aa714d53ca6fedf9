//! The tags of a page that ask somebody for something, or could.

use std::fmt::Write as _;

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{StartTag, Token, Tokenizer};

use crate::tag::escaped;

/// Which element it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Script,
    Frame,
    Image,
    Link,
}

/// One element.
#[derive(Clone, Debug)]
pub struct Tag {
    /// Line of the text where it begins, from 1.
    pub line: usize,
    pub kind: Kind,
    /// Whether it is there only for browsers without JavaScript.
    pub in_noscript: bool,
    /// What stands inside a script.
    pub code: String,
    attributes: Vec<(String, String)>,
}

impl Tag {
    /// The value of an attribute; empty where it is absent.
    pub fn attribute(&self, name: &str) -> &str {
        self.attributes().find(|(known, _)| *known == name).map_or("", |(_, value)| value)
    }

    pub fn has(&self, name: &str) -> bool {
        self.attributes().any(|(known, _)| known == name)
    }

    pub fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        self.attributes.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Where it leads, or would once released.
    pub fn address(&self) -> &str {
        let name = if self.kind == Kind::Link { "href" } else { "src" };
        if self.has(name) { self.attribute(name) } else { self.attribute("data-src") }
    }

    /// Whether it waits for an answer already.
    pub fn is_held(&self) -> bool {
        match self.kind {
            Kind::Script => self.attribute("type") == "text/plain" && self.has("data-samtykke-purpose"),
            _ => !self.has("src") && self.has("data-src"),
        }
    }

    /// Whether it is our own: `samtykke.js`, or the same with a language inside.
    pub fn is_samtykke(&self) -> bool {
        let path = self.address().split(['?', '#']).next().unwrap_or_default();
        let file = path.rsplit('/').next().and_then(|file| file.strip_prefix("samtykke."));
        self.kind == Kind::Script && file.is_some_and(|rest| rest.split('.').next_back() == Some("js"))
    }

    /// The same tag, held.
    pub fn marked(&self, purpose: &str, vendor: Option<&str>) -> String {
        let (name, end) = match self.kind {
            Kind::Script => ("script", "</script>"),
            Kind::Frame => ("iframe", "</iframe>"),
            Kind::Image => ("img", ""),
            Kind::Link => ("link", ""),
        };
        let mut out = format!("<{name}");
        if self.kind == Kind::Script {
            out += " type=\"text/plain\"";
        }
        let _ = write!(out, " data-samtykke-purpose=\"{purpose}\"");
        if let Some(vendor) = vendor {
            let _ = write!(out, " data-samtykke-vendor=\"{vendor}\"");
        }
        for (attribute, value) in
            self.attributes().filter(|(one, _)| *one != "type" && !one.starts_with("data-samtykke"))
        {
            let attribute =
                if attribute == "src" && self.kind != Kind::Script { "data-src" } else { attribute };
            let _ = match value {
                "" => write!(out, " {attribute}"),
                _ => write!(out, " {attribute}=\"{}\"", escaped(value)),
            };
        }
        let inside = if self.code.trim().is_empty() { "" } else { "…" };
        out + ">" + inside + end
    }
}

/// All of them, in order.
pub fn tags(html: &str) -> Vec<Tag> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut all = Vec::new();
    let mut inside = String::new();
    for Ok(token) in Tokenizer::new_with_emitter(html, emitter) {
        match token {
            Token::StartTag(start) => {
                inside = text(&start.name);
                all.extend(tag(html, &start));
            }
            Token::String(words) if inside == "script" => {
                if let Some(script) = all.last_mut() {
                    script.code += &text(&words);
                }
            }
            // Browsers that run scripts read what stands in here as text.
            Token::String(words) if inside == "noscript" => {
                let lines = line(html, words.span.start) - 1;
                let hidden = tags(&text(&words)).into_iter();
                all.extend(hidden.map(|tag| Tag { line: tag.line + lines, in_noscript: true, ..tag }));
            }
            Token::EndTag(_) => inside.clear(),
            _ => {}
        }
    }
    all
}

fn tag(html: &str, start: &StartTag<usize>) -> Option<Tag> {
    let mut attributes: Vec<_> = start.attributes.iter().collect();
    attributes.sort_by_key(|(_, value)| value.span.start);
    let attributes =
        attributes.iter().map(|(name, value)| (text(name), text(value).trim().to_owned())).collect();
    let kind = kind(&start.name)?;
    Some(Tag {
        line: line(html, start.span.start),
        kind,
        in_noscript: false,
        code: String::new(),
        attributes,
    })
}

fn line(html: &str, place: usize) -> usize {
    1 + html.bytes().take(place).filter(|byte| *byte == b'\n').count()
}

fn kind(name: &[u8]) -> Option<Kind> {
    match name {
        b"script" => Some(Kind::Script),
        b"iframe" => Some(Kind::Frame),
        b"img" => Some(Kind::Image),
        b"link" => Some(Kind::Link),
        _ => None,
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
