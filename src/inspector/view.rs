//! The frame of the panel, and what its screens share.

use std::borrow::Cow;

use samtykke_browser::element::{Element, element};

use crate::audit::Severity;
use crate::memory::{HEIGHTS, Memory};
use crate::ui::{TABS, Tab};

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
        .child(place("tabs"))
        .child(
            element("div")
                .with("id", "body")
                .with("class", "body")
                .with("role", "tabpanel")
                .with("aria-label", "Screen")
                .with("tabindex", "0")
                .child(place("view")),
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
        .child(place("summary"))
        .child(button("json", "Save JSON").with("id", "json"))
        .child(button("report", "Save report").with("id", "report"))
        .child(button("place", edge(memory)).with("id", "place"))
        .child(button("close", "Close").with("id", "close"))
}

/// The tabs, `findings` of them with something to mend.
pub fn tabs(open: Tab, findings: usize) -> Element {
    element("div")
        .with("id", "tabs")
        .with("class", "tabs")
        .with("role", "tablist")
        .with("aria-label", "Screens")
        .children(TABS.map(|(tab, id, word)| {
            let word = if tab == Tab::Findings { format!("{word} ({findings})") } else { word.to_owned() };
            button(format!("tab {id}"), word)
                .with("id", format!("tab-{id}"))
                .with("role", "tab")
                .with("aria-controls", "body")
                .with("aria-selected", (tab == open).to_string())
                .with("tabindex", if tab == open { "0" } else { "-1" })
        }))
}

/// What the button says that docks the panel to the other edge: the visitor's dialog may be under it.
pub fn edge(memory: Memory) -> &'static str {
    if memory.top { "Move to bottom" } else { "Move to top" }
}

/// A button; `act` is what [`crate::ui::Ui::act`] and the panel understand.
pub fn button(act: impl Into<Cow<'static, str>>, text: impl Into<Cow<'static, str>>) -> Element {
    saying("button", text.into()).with("type", "button").with("data-act", act)
}

/// A button that stays pressed.
pub fn toggle(act: &str, text: impl Into<Cow<'static, str>>, pressed: bool) -> Element {
    button(act.to_owned(), text).with("id", act.replace(' ', "-")).with("aria-pressed", pressed.to_string())
}

/// A place where a part will stand.
pub fn place(id: &'static str) -> Element {
    element("div").with("id", id)
}

/// The changing part of the panel, of these sections.
pub fn screen(class: &'static str, children: impl IntoIterator<Item = Element>) -> Element {
    place("view").with("class", class).children(children)
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

#[inline(never)]
fn saying(tag: &'static str, text: Cow<'static, str>) -> Element {
    element(tag).text(text)
}

/// A line of ordinary text, a little back.
pub fn note(text: impl Into<Cow<'static, str>>) -> Element {
    saying("p", text.into()).with("class", "note")
}

/// A table named by the heading of its section. The first cell of every row names the row.
pub fn table(
    id: &'static str,
    columns: &[&'static str],
    rows: impl IntoIterator<Item = Vec<Element>>,
) -> Element {
    let mut body = element("tbody");
    for cells in rows {
        body = row(body, cells);
    }
    framed(id, columns, body)
}

#[inline(never)]
fn row(body: Element, cells: Vec<Element>) -> Element {
    body.child(element("tr").children(cells))
}

#[inline(never)]
fn framed(id: &'static str, columns: &[&'static str], body: Element) -> Element {
    let mut heads = element("tr");
    for column in columns {
        heads = heads.child(saying("th", (*column).into()).with("scope", "col"));
    }
    element("table")
        .with("aria-labelledby", format!("{id}-title"))
        .child(element("thead").child(heads))
        .child(body)
}

/// The cell that names its row.
pub fn name(text: impl Into<Cow<'static, str>>) -> Element {
    saying("th", text.into()).with("scope", "row")
}

/// An ordinary cell.
pub fn cell(text: impl Into<Cow<'static, str>>) -> Element {
    saying("td", text.into())
}

/// A cell with a number, set so that numbers stand below each other.
pub fn number(text: impl Into<Cow<'static, str>>) -> Element {
    cell(text).with("class", "number")
}

/// A second line, a little back.
pub fn aside(text: impl Into<Cow<'static, str>>) -> Element {
    saying("span", text.into()).with("class", "aside")
}

/// A word that colour and shape underline.
pub fn badge(kind: &'static str, text: impl Into<Cow<'static, str>>) -> Element {
    saying("span", text.into()).with("class", "badge").with("data-kind", kind)
}

/// The badge of a severity.
pub fn severity(severity: Severity) -> Element {
    let kind = match severity {
        Severity::High => "alarm",
        Severity::Medium => "cookieless",
        Severity::Low => "hold",
    };
    badge(kind, severity.name())
}

/// A term and what it is.
pub fn pair(term: impl Into<Cow<'static, str>>, value: Element) -> Element {
    let term = saying("dt", term.into());
    element("div").child(term).child(element("dd").child(value))
}

/// A list of pairs.
pub fn pairs(children: impl IntoIterator<Item = Element>) -> Element {
    element("dl").with("class", "pairs").children(children)
}

/// Ordinary text inside something else.
pub fn words(text: impl Into<Cow<'static, str>>) -> Element {
    saying("span", text.into())
}

/// An address or a value, in the font for such.
pub fn code(text: impl Into<Cow<'static, str>>) -> Element {
    saying("code", text.into())
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

/// A whole number of days, `1 day` or `7 days`. Through an integer: the formatting of floats weighs 4 kB.
pub fn days(number: f64) -> String {
    let whole = number.max(0.0).round() as i64;
    if whole == 1 { "1 day".to_owned() } else { format!("{whole} days") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_have_two_decimals() {
        assert_eq!(seconds(112.4), "0.11 s");
        assert_eq!(seconds(9_004.0), "9.00 s");
        assert_eq!(days(0.96), "1 day");
        assert_eq!(days(7.02), "7 days");
    }

    #[test]
    fn one_tab_is_open() {
        let tabs = tabs(Tab::Wire, 3);
        let selected: Vec<_> =
            tabs.all("button").iter().map(|tab| tab.attribute("aria-selected") == Some("true")).collect();
        assert_eq!(selected, [false, false, true, false, false, false]);
        assert!(tabs.words().contains("Findings (3)"));
    }
}
