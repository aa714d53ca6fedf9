//! A description of elements: plain data that is drawn into the page later.
//!
//! Tags and attribute names are literals of our own code, everything else is text: there is no way in for HTML.

use std::borrow::Cow;

use web_sys::Node;

use crate::{Error, page};

/// An element to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
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
    Element { tag, attributes: Vec::new(), children: Vec::new() }
}

impl Element {
    /// With this attribute; an empty value makes it a mere flag.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Cow<'static, str>>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    /// With this text as its next child. Whatever it looks like, it stays text.
    #[must_use]
    pub fn text(mut self, text: impl Into<Cow<'static, str>>) -> Self {
        self.children.push(Child::Text(text.into()));
        self
    }

    /// With this element as its next child.
    #[must_use]
    pub fn child(mut self, child: Self) -> Self {
        self.children.push(Child::Element(child));
        self
    }

    /// With these elements as its next children.
    #[must_use]
    pub fn children(mut self, children: impl IntoIterator<Item = Self>) -> Self {
        self.children.extend(children.into_iter().map(Child::Element));
        self
    }

    /// All text in it and below, in order: what a reader would find.
    pub fn words(&self) -> String {
        self.children
            .iter()
            .map(|child| match child {
                Child::Element(element) => element.words(),
                Child::Text(text) => text.to_string(),
            })
            .collect()
    }

    /// It and all elements below it with this tag, in order.
    pub fn all(&self, tag: &str) -> Vec<&Self> {
        let below = self.children.iter().flat_map(|child| match child {
            Child::Element(element) => element.all(tag),
            Child::Text(_) => Vec::new(),
        });
        (self.tag == tag).then_some(self).into_iter().chain(below).collect()
    }

    /// The value of an attribute, if it has it.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_ref())
    }

    /// Makes the real element.
    pub(crate) fn draw(&self) -> Result<Node, Error> {
        let document = page::document()?;
        let made = document.create_element(self.tag).map_err(Error::refused("createElement"))?;
        for (name, value) in &self.attributes {
            made.set_attribute(name, value).map_err(Error::refused("setAttribute"))?;
        }
        for child in &self.children {
            let node = match child {
                Child::Element(element) => element.draw()?,
                Child::Text(text) => document.create_text_node(text).into(),
            };
            made.append_child(&node).map_err(Error::refused("appendChild"))?;
        }
        Ok(made.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
