//! Elements to be, as text: an element a line, inside the nearest line above it that is indented less.
//!
//! `th scope=row|Name` has a tag, its attributes and its text; `p.note` is a tag and its class; a value with spaces stands
//! in quotation marks. `{}` stands for one of the words that come with the lines: whatever they hold, they stay a value
//! or a text. Tags and attribute names are literals of our own code: there is no way in for HTML.
//!
//! One text instead of a tree of elements made the inspector a seventh smaller.

use web_sys::Node;

use crate::cut::{before, cut, parts, unindented};
use crate::{Error, page};

/// What parts the words of a line, and the words from the text, once the lines are taken in.
const WORD: char = '\u{1f}';
const TEXT: char = '\u{1e}';
const WORDS: &[u8] = b"\x1f";
const TEXTS: &[u8] = b"\x1e";

/// The lines so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recipe {
    lines: String,
    depth: usize,
}

/// Puts `words` into the places of `{}`.
pub fn fill(template: &str, words: &[&str]) -> String {
    let mut words = words.iter();
    let mut parts = parts(template, b"{");
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        filled.push_str(words.next().copied().unwrap_or_default());
        filled.push_str(part.strip_prefix('}').unwrap_or(part));
    }
    filled
}

impl Recipe {
    /// Begins with these lines.
    pub fn new(template: &str, words: &[&str]) -> Self {
        let mut recipe = Self::default();
        recipe.add(template, words);
        recipe
    }

    /// Indents all lines that follow by so many more spaces.
    #[must_use]
    pub fn nested(mut self, depth: usize) -> Self {
        self.depth = depth;
        self
    }

    /// Adds lines.
    #[inline(never)]
    pub fn add(&mut self, template: &str, words: &[&str]) {
        let mut words = words.iter().copied();
        for line in parts(template, b"\n") {
            let (depth, head) = unindented(line);
            for _ in 0..self.depth + depth {
                self.lines.push(' ');
            }
            let (mut in_head, mut in_quotes) = (true, false);
            for character in head.chars() {
                match character {
                    '{' => self.word(words.next().unwrap_or_default()),
                    '}' => {}
                    ' ' if in_head && !in_quotes => self.lines.push(WORD),
                    '"' if in_head => in_quotes = !in_quotes,
                    '|' if in_head => {
                        in_head = false;
                        self.lines.push(TEXT);
                    }
                    other => self.lines.push(other),
                }
            }
            self.lines.push('\n');
        }
    }

    /// From outside: it may hold anything, but nothing that parts lines or words.
    fn word(&mut self, word: &str) {
        self.lines.extend(word.chars().map(|character| if character < ' ' { ' ' } else { character }));
    }

    /// Every line, in order.
    pub fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        // Each ends with a line end: behind the last one stands nothing.
        parts(&self.lines, b"\n").filter(|line| !line.is_empty()).map(|line| {
            let (depth, whole) = unindented(line);
            let (head, text) = cut(whole, TEXTS).unwrap_or((whole, ""));
            Line { depth, head, text }
        })
    }

    /// All text, in order: what a reader would find.
    pub fn words(&self) -> String {
        self.lines().map(|line| line.text).collect()
    }

    /// The lines with this tag, in order.
    pub fn all(&self, tag: &str) -> Vec<Line<'_>> {
        self.lines().filter(|line| line.tag() == tag).collect()
    }

    /// As HTML for a file, every character of text and values escaped.
    pub fn html(&self) -> String {
        let mut out = String::new();
        let mut open: Vec<Line> = Vec::new();
        for line in self.lines() {
            close(&mut out, &mut open, line.depth);
            out.extend(["<", line.tag()]);
            for (name, value) in line.attributes() {
                out.extend([" ", name, "=\"", &escaped(value), "\""]);
            }
            out.extend([">", &escaped(line.text)]);
            open.push(line);
        }
        close(&mut out, &mut open, 0);
        out
    }

    /// Makes the real elements; the first line is the one around all others.
    pub(crate) fn draw(&self) -> Result<Node, Error> {
        let document = page::document()?;
        let mut open: Vec<(usize, Node)> = Vec::new();
        for line in self.lines() {
            let made = document.create_element(line.tag()).map_err(Error::refused("createElement"))?;
            for (name, value) in line.attributes() {
                made.set_attribute(name, value).map_err(Error::refused("setAttribute"))?;
            }
            made.set_text_content(Some(line.text));
            while open.len() > 1 && open.last().is_some_and(|(depth, _)| *depth >= line.depth) {
                open.pop();
            }
            if let Some((_, parent)) = open.last() {
                parent.append_child(&made).map_err(Error::refused("appendChild"))?;
            }
            open.push((line.depth, made.into()));
        }
        open.into_iter().next().map(|(_, node)| node).ok_or(Error::NoDocument)
    }
}

/// One element.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// How far it is indented.
    pub depth: usize,
    head: &'a str,
    /// Its own text.
    pub text: &'a str,
}

impl<'a> Line<'a> {
    fn first(&self) -> (&'a str, Option<&'a str>) {
        let first = before(self.head, WORDS);
        cut(first, b".").map_or((first, None), |(tag, class)| (tag, Some(class)))
    }

    /// Its tag.
    pub fn tag(&self) -> &'a str {
        self.first().0
    }

    /// Its attributes; an empty value is a mere flag.
    pub fn attributes(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let class = self.first().1.map(|class| ("class", class));
        class.into_iter().chain(parts(self.head, WORDS).skip(1).filter_map(|word| cut(word, b"=")))
    }

    /// The value of an attribute, if it has it.
    pub fn attribute(&self, name: &str) -> Option<&'a str> {
        self.attributes().find(|(known, _)| *known == name).map(|(_, value)| value)
    }
}

/// Closes what is not around a line of this depth.
fn close(out: &mut String, open: &mut Vec<Line>, depth: usize) {
    while let Some(line) = open.pop() {
        if line.depth < depth {
            return open.push(line);
        }
        if line.tag() != "meta" {
            out.extend(["</", line.tag(), ">"]);
        }
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_keeps_text_text() {
        let recipe = Recipe::new("p title={}|{}", &["\"<", "<script>&\np"]);
        assert_eq!(recipe.html(), "<p title=\"&quot;&lt;\">&lt;script&gt;&amp; p</p>");
    }

    #[test]
    fn a_line_stands_in_the_one_above_that_is_indented_less() {
        let mut list = Recipe::new("ul.notes\n li class=first|one, \n li", &[]).nested(2);
        list.add("b aria-label=\"a word\"|{}", &["two | =.{}"]);
        list.add("p", &[]);
        let html = "<ul class=\"notes\"><li class=\"first\">one, </li>\
                    <li><b aria-label=\"a word\">two | =.{}</b><p></p></li></ul>";
        assert_eq!(list.html(), html);
        assert_eq!(list.words(), "one, two | =.{}");
        assert_eq!(list.all("li").len(), 2);
        assert_eq!(list.all("b").first().and_then(|line| line.attribute("aria-label")), Some("a word"));
        assert_eq!(list.all("p").first().and_then(|line| line.attribute("class")), None);
    }

    #[test]
    fn words_fill_places_in_order() {
        assert_eq!(fill("{} of {}: {}", &["a", "{}"]), "a of {}: ");
    }
}
