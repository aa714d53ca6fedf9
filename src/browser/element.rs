//! A description of elements: plain data that is drawn into the page later.
//!
//! Tags and attribute names are literals of our own code, everything else is text: there is no way in for HTML.

use std::borrow::Cow;

use web_sys::Node;

use crate::{Error, page};

/// An element to be. One pointer wide, since views pass elements on and on: this and the functions that are kept out of
/// line below make the inspector a third smaller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element(Box<Inner>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Inner {
    tag: &'static str,
    attributes: Vec<(&'static str, Cow<'static, str>)>,
    children: Vec<Child>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Child {
    Element(Element),
    Text(Cow<'static, str>),
}

/// An element without attributes and children.
pub fn element(tag: &'static str) -> Element {
    Element(Box::new(Inner { tag, attributes: Vec::new(), children: Vec::new() }))
}

impl Element {
    /// With this attribute; an empty value makes it a mere flag.
    #[must_use]
    pub fn with(self, name: &'static str, value: impl Into<Cow<'static, str>>) -> Self {
        self.with_value(name, value.into())
    }

    #[inline(never)]
    fn with_value(mut self, name: &'static str, value: Cow<'static, str>) -> Self {
        self.0.attributes.push((name, value));
        self
    }

    /// With this text as its next child. Whatever it looks like, it stays text.
    #[must_use]
    pub fn text(self, text: impl Into<Cow<'static, str>>) -> Self {
        self.with_child(Child::Text(text.into()))
    }

    #[inline(never)]
    fn with_child(mut self, child: Child) -> Self {
        self.0.children.push(child);
        self
    }

    /// With this element as its next child.
    #[must_use]
    pub fn child(self, child: Self) -> Self {
        self.with_child(Child::Element(child))
    }

    /// With these elements as its next children.
    #[must_use]
    pub fn children(mut self, children: impl IntoIterator<Item = Self>) -> Self {
        for child in children {
            self = self.child(child);
        }
        self
    }

    /// All text in it and below, in order: what a reader would find.
    pub fn words(&self) -> String {
        self.0
            .children
            .iter()
            .map(|child| match child {
                Child::Element(element) => element.words(),
                Child::Text(text) => text.to_string(),
            })
            .collect()
    }

    /// It and all elements below it with this tag, in order.
    pub fn all(&self, tag: &str) -> Vec<&Self> {
        let below = self.0.children.iter().flat_map(|child| match child {
            Child::Element(element) => element.all(tag),
            Child::Text(_) => Vec::new(),
        });
        (self.0.tag == tag).then_some(self).into_iter().chain(below).collect()
    }

    /// The value of an attribute, if it has it.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.0.attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_ref())
    }

    /// As HTML for a file, every character of text and values escaped.
    pub fn html(&self) -> String {
        let mut out = format!("<{}", self.0.tag);
        for (name, value) in &self.0.attributes {
            out.extend([" ", name, "=\"", &escaped(value), "\""]);
        }
        out.push('>');
        for child in &self.0.children {
            match child {
                Child::Element(element) => out.push_str(&element.html()),
                Child::Text(text) => out.push_str(&escaped(text)),
            }
        }
        if self.0.tag != "meta" {
            out.extend(["</", self.0.tag, ">"]);
        }
        out
    }

    /// Makes the real element.
    pub(crate) fn draw(&self) -> Result<Node, Error> {
        let document = page::document()?;
        let made = document.create_element(self.0.tag).map_err(Error::refused("createElement"))?;
        for (name, value) in &self.0.attributes {
            made.set_attribute(name, value).map_err(Error::refused("setAttribute"))?;
        }
        for child in &self.0.children {
            let node = match child {
                Child::Element(element) => element.draw()?,
                Child::Text(text) => document.create_text_node(text).into(),
            };
            made.append_child(&node).map_err(Error::refused("appendChild"))?;
        }
        Ok(made.into())
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_keeps_text_text() {
        let element = element("p").with("title", "\"<").text("<script>&");
        assert_eq!(element.html(), "<p title=\"&quot;&lt;\">&lt;script&gt;&amp;</p>");
    }

    #[test]
    fn a_description_can_be_read_back() {
        let list = element("ul").children([
            element("li").with("class", "first").text("one, "),
            element("li").child(element("b").text("two")).text("!"),
        ]);
        assert_eq!(list.words(), "one, two!");
        assert_eq!(list.all("li").len(), 2);
        assert_eq!(list.all("li").first().and_then(|item| item.attribute("class")), Some("first"));
        assert_eq!(list.attribute("class"), None);
    }
}
