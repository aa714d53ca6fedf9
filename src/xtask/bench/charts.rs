//! Bar charts for the documents, as SVG.

use std::fmt::Write;

/// One bar.
pub struct Bar {
    /// Whose.
    pub name: String,
    /// How long.
    pub value: f64,
    /// Whether it is ours.
    pub is_ours: bool,
}

const ROW: usize = 22;
const LABELS: f64 = 190.0;
const LONGEST: f64 = 420.0;

/// A chart with the shortest bar on top.
pub fn chart(title: &str, unit: &str, mut bars: Vec<Bar>) -> String {
    bars.sort_by(|one, other| one.value.total_cmp(&other.value));
    let most = bars.last().map_or(1.0, |bar| bar.value.max(f64::EPSILON));
    let height = ROW * (bars.len() + 2);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 680 {height}\" font-family=\"sans-serif\" font-size=\"13\">\n\
         <title>{title}</title>\n\
         <rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n\
         <text x=\"8\" y=\"17\" font-weight=\"bold\" fill=\"#222\">{title}</text>\n"
    );
    for (row, Bar { name, value, is_ours }) in bars.iter().enumerate() {
        let top = ROW * (row + 1) + 6;
        let length = value / most * LONGEST;
        let (fill, weight) = if *is_ours { ("#1a5fb4", "bold") } else { ("#b8bcc2", "normal") };
        let base = top + 12;
        let _ = writeln!(
            svg,
            "<text x=\"{:.0}\" y=\"{base}\" text-anchor=\"end\" font-weight=\"{weight}\" fill=\"#222\">{name}</text>\
             <rect x=\"{LABELS}\" y=\"{top}\" width=\"{length:.1}\" height=\"15\" fill=\"{fill}\"/>\
             <text x=\"{:.0}\" y=\"{base}\" fill=\"#222\">{} {unit}</text>",
            LABELS - 8.0,
            LABELS + length + 6.0,
            number(*value),
        );
    }
    svg + "</svg>\n"
}

fn number(value: f64) -> String {
    if value < 20.0 { format!("{value:.1}") } else { format!("{value:.0}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shortest_bar_is_on_top_and_the_longest_fills_its_room() {
        let bar = |name: &str, value| Bar { name: name.into(), value, is_ours: name == "ours" };
        let svg = chart("time", "ms", vec![bar("other", 40.0), bar("ours", 10.0)]);
        assert!(svg.find(">ours<") < svg.find(">other<"), "{svg}");
        assert!(svg.contains("width=\"420.0\"") && svg.contains("10.0 ms") && svg.contains("40 ms"), "{svg}");
    }
}
