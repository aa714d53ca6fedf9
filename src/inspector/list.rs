//! A list that may be long: only the rows in view are drawn.

use samtykke_browser::element::{Element, element};

use crate::ui::Ui;
use crate::view::place;

/// The frame; its rows are a part of their own.
pub fn list(label: &'static str) -> Element {
    element("div")
        .with("id", "list")
        .with("class", "list")
        .with("role", "listbox")
        .with("tabindex", "0")
        .with("aria-label", label)
        .child(place("rows"))
}

/// The rows in view, of `count`; `draw` gives a row's cells.
pub fn rows(count: usize, ui: &Ui, draw: impl Fn(usize) -> Row) -> Element {
    let in_view = ui.in_view(count);
    let row = |at: usize| {
        let Row { cells, bad } = draw(at);
        let cells = cells.into_iter().map(|(class, cell)| element("span").with("class", class).child(cell));
        element("div")
            .with("id", format!("row-{at}"))
            .with("class", if bad { "row bad" } else { "row" })
            .with("role", "option")
            .with("data-act", format!("row {at}"))
            .with("aria-selected", (at == ui.row).to_string())
            .with("aria-setsize", count.to_string())
            .with("aria-posinset", (at + 1).to_string())
            .children(cells)
    };
    // The panel moves the rows to where they belong: see `first`.
    place("rows")
        .with("role", "presentation")
        .with("data-first", in_view.start.to_string())
        .with("data-count", count.to_string())
        .children(in_view.map(row))
}

/// One row.
pub struct Row {
    /// Its cells, each with its class.
    pub cells: Vec<(&'static str, Element)>,
    /// Whether something is wrong with it.
    pub bad: bool,
}

impl Row {
    /// A row of nothing, for a place beyond the end.
    pub const fn empty() -> Self {
        Self { cells: Vec::new(), bad: false }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::words;

    #[test]
    fn a_long_list_has_few_rows() {
        let ui = Ui { scrolled: (140_000, 300), row: 5_001, ..Ui::default() };
        let rows = rows(10_000, &ui, |at| Row { cells: vec![("text", words(at.to_string()))], bad: false });
        let options: Vec<_> =
            rows.all("div").into_iter().filter(|row| row.attribute("role") == Some("option")).collect();
        assert!(options.len() < 40);
        assert_eq!(options.iter().filter(|row| row.attribute("aria-selected") == Some("true")).count(), 1);
        assert!(options.iter().all(|row| row.attribute("aria-setsize") == Some("10000")));
    }
}
