//! The dialog's colours: custom properties of the page's own style sheet, and whether they can be read.

/// A colour that an owner can choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour {
    /// The custom property.
    pub property: &'static str,
    /// What owners call it.
    pub label: &'static str,
    /// The dialog's own, in light pages.
    pub default: &'static str,
}

/// Those that the dialog's style sheet reads.
pub const COLOURS: [Colour; 3] = [
    Colour { property: "--samtykke-background", label: "Background", default: "#ffffff" },
    Colour { property: "--samtykke-text", label: "Text", default: "#16202c" },
    Colour { property: "--samtykke-accent", label: "Links and focus", default: "#1c3f6e" },
];

/// WCAG 2.2, success criterion 1.4.3: text against its background.
pub const LEAST: f64 = 4.5;

/// The style sheet for these colours, in the order of [`COLOURS`]; empty where none differs from the dialog's own.
pub fn css(chosen: &[String]) -> String {
    let lines = COLOURS.iter().zip(chosen).filter(|(colour, hex)| is_colour(hex) && *hex != colour.default);
    let lines: Vec<_> = lines.map(|(colour, hex)| format!("  {}: {hex};\n", colour.property)).collect();
    if lines.is_empty() { String::new() } else { format!(":root {{\n{}}}", lines.concat()) }
}

/// What to mend, if text or links are hard to read on the background.
pub fn unreadable(chosen: &[String]) -> Option<String> {
    let [background, others @ ..] = chosen else { return None };
    COLOURS.iter().skip(1).zip(others).find_map(|(colour, hex)| {
        let contrast = contrast(background, hex)?;
        let message = || {
            format!(
                "{} on this background: contrast {contrast:.1}, too low to read. It must be {LEAST} or more.",
                colour.label
            )
        };
        (contrast < LEAST).then(message)
    })
}

fn is_colour(hex: &str) -> bool {
    luminance(hex).is_some()
}

/// From 1 (the same) to 21 (black on white).
fn contrast(one: &str, other: &str) -> Option<f64> {
    let (one, other) = (luminance(one)?, luminance(other)?);
    Some((one.max(other) + 0.05) / (one.min(other) + 0.05))
}

/// Relative luminance of `#rrggbb`, as WCAG defines it.
fn luminance(hex: &str) -> Option<f64> {
    let digits = hex.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let channel = |at: usize| {
        let value = f64::from(u8::from_str_radix(digits.get(at..at + 2)?, 16).ok()?) / 255.0;
        Some(if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) })
    };
    Some(0.2126 * channel(0)? + 0.7152 * channel(2)? + 0.0722 * channel(4)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(colours: [&str; 3]) -> Vec<String> {
        colours.map(str::to_owned).to_vec()
    }

    #[test]
    fn contrast_is_as_wcag_says() {
        assert!((contrast("#000000", "#ffffff").unwrap() - 21.0).abs() < 0.01);
        assert!((contrast("#777777", "#ffffff").unwrap() - 4.48).abs() < 0.01);
        for wrong in ["red", "#fff", "#12345g", "", "#é23456"] {
            assert_eq!(contrast(wrong, "#ffffff"), None, "{wrong}");
        }
    }

    #[test]
    fn only_what_differs_is_written() {
        let own = COLOURS.map(|colour| colour.default.to_owned());
        assert_eq!(css(&own), "");
        assert_eq!(unreadable(&own), None);
        let pale = chosen(["#ffffff", "#16202c", "#bbbbbb"]);
        assert_eq!(css(&pale), ":root {\n  --samtykke-accent: #bbbbbb;\n}");
        assert!(unreadable(&pale).unwrap().starts_with("Links and focus on this background"));
        assert_eq!(css(&chosen(["red;}", "", "x"])), "");
    }

    #[test]
    fn the_dialog_reads_these_properties() {
        let sheet = include_str!("../dialog/dialog.css");
        for colour in COLOURS {
            assert!(sheet.contains(colour.property) && sheet.contains("light-dark("), "{}", colour.property);
        }
    }
}
