//! Tables in Markdown, padded so that they read well as text too.

use std::fmt;

/// A table that is being filled.
pub struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    /// An empty one with these headings.
    pub fn new<const N: usize>(headings: [&str; N]) -> Self {
        Self { rows: vec![headings.map(str::to_owned).to_vec()] }
    }

    /// Adds a row.
    pub fn row<const N: usize>(&mut self, cells: [String; N]) {
        self.rows.push(Vec::from(cells));
    }
}

impl fmt::Display for Table {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let width = |column: usize| {
            let cells = self.rows.iter().filter_map(|row| row.get(column));
            cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..columns).map(width).collect();
        for (number, row) in self.rows.iter().enumerate() {
            for (column, width) in widths.iter().enumerate() {
                let cell = row.get(column).map_or("", String::as_str);
                // The first column names, the others are numbers.
                if column == 0 {
                    write!(formatter, "| {cell:<width$} ")?;
                } else {
                    write!(formatter, "| {cell:>width$} ")?;
                }
            }
            writeln!(formatter, "|")?;
            if number == 0 {
                for (column, width) in widths.iter().enumerate() {
                    let line = "-".repeat(width + 1);
                    if column == 0 { write!(formatter, "|{line}-")? } else { write!(formatter, "|{line}:")? }
                }
                writeln!(formatter, "|")?;
            }
        }
        Ok(())
    }
}

/// A number with so many places, or a dash where there is none.
pub fn shown(value: Option<f64>, places: usize) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{:.places$}", value + 0.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_padded_and_numbers_stand_to_the_right() {
        let mut table = Table::new(["tool", "ms"]);
        table.row(["a long name".into(), shown(Some(7.0), 1)]);
        table.row(["b".into(), shown(None, 1)]);
        let text = table.to_string();
        assert_eq!(
            text,
            "| tool        |  ms |\n|-------------|----:|\n| a long name | 7.0 |\n| b           |   – |\n"
        );
    }
}
