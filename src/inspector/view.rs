//! The frame of the panel, and what its sections share.

use std::borrow::Cow;

use samtykke_browser::element::{Element, element};

use crate::findings::Findings;
use crate::memory::{HEIGHTS, Memory};
use crate::{blind_spots, choice, cookies, requests, verdicts};

/// Draws one part from the findings.
pub type Draw = fn(&Findings) -> Element;

/// The parts that change, by their id, with what draws them.
pub const PARTS: [(&str, Draw); 5] = [
    ("summary", verdicts::summary),
    ("choice", choice::section),
    ("verdicts", verdicts::section),
    ("requests", requests::section),
    ("cookies", cookies::section),
];

/// The whole panel, with its changing parts still empty.
pub fn frame(memory: Memory) -> Element {
    // "lang" and "dir": the page around it may be written in any language and direction.
    element("section")
        .with("id", "panel")
        .with("class", "panel")
        .with("lang", "en")
        .with("dir", "ltr")
        .with("aria-labelledby", "title")
        .child(handle(memory))
        .child(header(memory))
        .child(
            element("div")
                .with("class", "body")
                .with("tabindex", "0")
                .with("role", "group")
                .with("aria-label", "Findings")
                .child(
                    element("div")
                        .with("class", "column")
                        .child(empty("choice"))
                        .child(blind_spots::section()),
                )
                .child(element("div").with("class", "column").child(empty("verdicts")))
                .child(
                    element("div").with("class", "column").child(empty("requests")).child(empty("cookies")),
                ),
        )
}

fn handle(memory: Memory) -> Element {
    element("div")
        .with("id", "handle")
        .with("class", "handle")
        .with("role", "separator")
        .with("tabindex", "0")
        .with("aria-orientation", "horizontal")
        .with("aria-label", "Height of the inspector, in percent of the window")
        .with("aria-valuemin", HEIGHTS.start().to_string())
        .with("aria-valuemax", HEIGHTS.end().to_string())
        .with("aria-valuenow", memory.height.to_string())
}

fn header(memory: Memory) -> Element {
    element("div")
        .with("class", "header")
        .child(element("h2").with("id", "title").with("tabindex", "-1").text("Samtykke inspector"))
        .child(empty("summary"))
        .child(button("place", place(memory)))
        .child(button("close", "Close"))
}

/// What the button says that docks the panel to the other edge: the visitor's dialog may be under it.
pub fn place(memory: Memory) -> &'static str {
    if memory.top { "Move to bottom" } else { "Move to top" }
}

fn button(id: &'static str, text: &'static str) -> Element {
    element("button").with("type", "button").with("id", id).text(text)
}

fn empty(id: &'static str) -> Element {
    element("div").with("id", id)
}

/// A section: a heading and what stands under it.
pub fn section(
    id: &'static str,
    heading: &'static str,
    content: impl IntoIterator<Item = Element>,
) -> Element {
    let title = element("h3").with("id", format!("{id}-title")).text(heading);
    element("div").with("id", id).with("class", "section").child(title).children(content)
}

/// A line of ordinary text, a little back.
pub fn note(text: impl Into<Cow<'static, str>>) -> Element {
    element("p").with("class", "note").text(text)
}

/// A table named by the heading of its section. The first cell of every row names the row.
pub fn table(
    id: &'static str,
    columns: &[&'static str],
    rows: impl IntoIterator<Item = Vec<Element>>,
) -> Element {
    let heads = columns.iter().map(|&column| element("th").with("scope", "col").text(column));
    element("table")
        .with("aria-labelledby", format!("{id}-title"))
        .child(element("thead").child(element("tr").children(heads)))
        .child(element("tbody").children(rows.into_iter().map(|cells| element("tr").children(cells))))
}

/// The cell that names its row.
pub fn name(text: impl Into<Cow<'static, str>>) -> Element {
    element("th").with("scope", "row").text(text)
}

/// An ordinary cell.
pub fn cell(text: impl Into<Cow<'static, str>>) -> Element {
    element("td").text(text)
}

/// A cell with a number, set so that numbers stand below each other.
pub fn number(text: impl Into<Cow<'static, str>>) -> Element {
    cell(text).with("class", "number")
}

/// A second line, a little back.
pub fn aside(text: impl Into<Cow<'static, str>>) -> Element {
    element("span").with("class", "aside").text(text)
}

/// A word that colour and shape underline.
pub fn badge(kind: &'static str, text: impl Into<Cow<'static, str>>) -> Element {
    element("span").with("class", "badge").with("data-kind", kind).text(text)
}

/// A number of `parts`ths with its decimals: 1,250 parts of 1,000 are `1.250`. The formatting of floats weighs 4 kB.
pub fn decimals(number: u64, parts: u64) -> String {
    let digits = parts.ilog10() as usize;
    format!("{}.{:0digits$}", number / parts, number % parts)
}

/// Milliseconds since the navigation began, as `1.25 s`.
#[allow(clippy::cast_sign_loss, reason = "not below zero")]
pub fn seconds(milliseconds: f64) -> String {
    format!("{} s", decimals((milliseconds / 10.0).max(0.0).round() as u64, 100))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::example::findings;

    fn everything() -> Vec<Element> {
        PARTS.iter().map(|(_, draw)| draw(&findings())).chain([frame(Memory::default())]).collect()
    }

    #[test]
    fn every_part_has_its_place_in_the_frame_and_keeps_its_id() {
        let frame = frame(Memory::default());
        for (id, draw) in PARTS {
            assert!(frame.all("div").iter().any(|place| place.attribute("id") == Some(id)), "{id}");
            assert_eq!(draw(&findings()).attribute("id"), Some(id));
        }
    }

    #[test]
    fn every_head_says_what_it_heads() {
        let heads: Vec<_> =
            everything().iter().flat_map(|part| part.all("th").into_iter().cloned()).collect();
        assert!(heads.len() > 10);
        assert!(heads.iter().all(|head| matches!(head.attribute("scope"), Some("col" | "row"))));
    }

    #[test]
    fn every_table_is_named_by_a_heading() {
        for part in everything() {
            let titles: Vec<_> = part.all("h3").iter().filter_map(|title| title.attribute("id")).collect();
            for table in part.all("table") {
                assert!(table.attribute("aria-labelledby").is_some_and(|id| titles.contains(&id)));
            }
        }
    }

    #[test]
    fn seconds_have_two_decimals() {
        assert_eq!(seconds(112.4), "0.11 s");
        assert_eq!(seconds(9_004.0), "9.00 s");
    }
}
