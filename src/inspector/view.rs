//! The frame of the panel, and what its screens share. A screen is lines of a [`Recipe`]; whatever stands in a section is
//! indented by one space, the rows of a table by three.

use samtykke_browser::recipe::Recipe;

use crate::audit::Severity;
use crate::memory::Memory;
use crate::text::{fill, number};
use crate::ui::{TABS, Tab};

/// The whole panel, with its changing parts still empty, in the room that it takes from the page. "lang" and "dir": the page around it may be written in any
/// language and direction.
const FRAME: &str = r#"div.room id=room
 section.panel id=panel lang=en dir=ltr aria-labelledby=title
  div.handle id=handle role=separator tabindex=0 aria-orientation=horizontal aria-label="Height of the inspector, in percent of the window" aria-valuemin=15 aria-valuemax=90 aria-valuenow={}
  div.header
   h2 id=title tabindex=-1|Samtykke inspector
   div.strip
    div id=summary
    button type=button id=json data-act=json|Save JSON
    button type=button id=report data-act=report|Save report
    button type=button id=place data-act=place|{}
   button type=button id=close data-act=close|Close
  div.rail
   div id=tabs
  div.body id=body role=tabpanel aria-label=Screen tabindex=0
   div id=view"#;

/// The panel as it is put into the page.
pub fn frame(memory: Memory) -> Recipe {
    Recipe::new(FRAME, &[&number(memory.height.into()), edge(memory)])
}

/// The tabs, `findings` of them with something to mend.
pub fn tabs(open: Tab, findings: usize) -> Recipe {
    let mut tabs = Recipe::new("div.tabs id=tabs role=tablist aria-label=Screens", &[]);
    for (tab, id, word) in TABS {
        let word =
            if tab == Tab::Findings { fill("{} ({})", &[word, &number(findings)]) } else { word.to_owned() };
        let (selected, index) = if tab == open { ("true", "0") } else { ("false", "-1") };
        tabs.add(
            " button type=button id=tab-{} data-act=tab:{} role=tab aria-controls=body aria-selected={} tabindex={}|{}",
            &[id, id, selected, index, &word],
        );
    }
    tabs
}

/// What the button says that docks the panel to the other edge: the visitor's dialog may be under it.
pub fn edge(memory: Memory) -> &'static str {
    if memory.top { "Move to bottom" } else { "Move to top" }
}

/// A button that stays pressed, in a row of controls.
pub fn toggle(view: &mut Recipe, act: &str, at: usize, word: &str, pressed: bool) {
    let at = number(at);
    let pressed = if pressed { "true" } else { "false" };
    view.add(
        "  button type=button id={}-{} data-act={}:{} aria-pressed={}|{}",
        &[act, &at, act, &at, pressed, word],
    );
}

/// The changing part of the panel; what follows stands in it.
pub fn screen(class: &str) -> Recipe {
    Recipe::new("div id=view class={}", &[class]).nested(1)
}

/// A section: a heading, and what follows.
pub fn section(view: &mut Recipe, id: &str, heading: &str) {
    view.add("div.section id={}\n h3 id={}-title|{}", &[id, id, heading]);
}

/// A line of ordinary text, a little back.
pub fn note(view: &mut Recipe, text: &str) {
    view.add(" p.note|{}", &[text]);
}

/// A table named by the heading of its section; its rows follow. The first cell of every row names the row.
pub fn table(view: &mut Recipe, id: &str, columns: &[&str]) {
    view.add(" table aria-labelledby={}-title\n  thead\n   tr", &[id]);
    for column in columns {
        view.add("    th scope=col|{}", &[column]);
    }
    view.add("  tbody", &[]);
}

/// A term and what it is, in a `dl.pairs`.
pub fn pair(view: &mut Recipe, term: &str, tag: &str, value: &str) {
    view.add("  div\n   dt|{}\n   dd\n    {}|{}", &[term, tag, value]);
}

/// The badge of a severity.
pub const fn kind_of(severity: Severity) -> &'static str {
    match severity {
        Severity::High => "alarm",
        Severity::Medium => "cookieless",
        Severity::Low => "hold",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_tab_is_open() {
        let tabs = tabs(Tab::Wire, 3);
        let selected: Vec<_> =
            tabs.all("button").iter().map(|tab| tab.attribute("aria-selected") == Some("true")).collect();
        assert_eq!(selected, [false, false, true, false, false, false]);
        assert!(tabs.words().contains("Findings (3)"));
    }

    #[test]
    fn the_frame_says_what_heights_there_are() {
        let frame = frame(Memory::default());
        let handle =
            frame.all("div").into_iter().find(|line| line.attribute("id") == Some("handle")).unwrap();
        let bounds = ["aria-valuemin", "aria-valuemax"]
            .map(|name| handle.attribute(name).unwrap().parse::<u8>().unwrap());
        assert_eq!(bounds, [*crate::memory::HEIGHTS.start(), *crate::memory::HEIGHTS.end()]);
    }
}
