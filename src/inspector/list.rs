//! A list that may be long: only the rows in view are drawn.

use samtykke_browser::recipe::Recipe;

use crate::text::number;
use crate::ui::Ui;

/// The frame; its rows are a part of their own.
pub fn list(view: &mut Recipe, label: &str) {
    view.add(" div.list id=list role=listbox tabindex=0 aria-label={}\n  div id=rows", &[label]);
}

/// The rows in view, of `count`. The panel moves them to where they belong.
pub fn rows(count: usize, ui: &Ui, draw: impl Fn(usize) -> Row) -> Recipe {
    let in_view = ui.in_view(count);
    let all = number(count);
    let first = number(in_view.start);
    let mut rows = Recipe::new("div id=rows role=presentation data-first={} data-count={}", &[&first, &all]);
    for at in in_view {
        add(&mut rows, at, &all, at == ui.row, draw(at));
    }
    rows
}

fn add(rows: &mut Recipe, at: usize, all: &str, chosen: bool, row: Row) {
    let bad = if row.bad { " bad" } else { "" };
    let chosen = if chosen { "true" } else { "false" };
    let (id, place) = (number(at), number(at + 1));
    rows.add(
        " div class=row{} id=row-{} role=option data-act=row:{} aria-selected={} aria-setsize={} aria-posinset={}",
        &[bad, &id, &id, chosen, all, &place],
    );
    for (class, text) in row.cells {
        rows.add("  span.{}|{}", &[class, &text]);
    }
}

/// One row.
pub struct Row {
    /// Its cells, each with its class.
    pub cells: [(&'static str, String); 4],
    /// Whether something is wrong with it.
    pub bad: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_list_has_few_rows() {
        let ui = Ui { scrolled: (140_000, 300), row: 5_001, ..Ui::default() };
        let cells = |at| ["at", "kind", "who", "text"].map(|class| (class, number(at)));
        let rows = rows(10_000, &ui, |at| Row { cells: cells(at), bad: at == 5_000 });
        let options: Vec<_> =
            rows.all("div").into_iter().filter(|row| row.attribute("role") == Some("option")).collect();
        assert!(options.len() < 40);
        assert_eq!(options.iter().filter(|row| row.attribute("aria-selected") == Some("true")).count(), 1);
        assert_eq!(options.iter().filter(|row| row.attribute("class") == Some("row bad")).count(), 1);
        assert!(options.iter().all(|row| row.attribute("aria-setsize") == Some("10000")));
    }
}
