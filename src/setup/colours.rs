//! The dialog's colours: custom properties of the page's own style sheet, and whether they can be read.

/// A colour that an owner can choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour {
    /// The custom property.
    pub property: &'static str,
    /// What owners call it.
    pub label: &'static str,
    /// The dialog's own, where the visitor prefers light.
    pub default: &'static str,
    /// The dialog's own, where the visitor prefers dark. What the owner chooses counts in both.
    pub dark: &'static str,
}

/// Those that the dialog's style sheet reads.
pub const COLOURS: [Colour; 3] = [
    colour("--samtykke-background", "Background", "#ffffff", "#1b2129"),
    colour("--samtykke-text", "Text", "#16202c", "#edf1f7"),
    colour("--samtykke-accent", "Buttons, links and focus", "#1c3f6e", "#a9c7f5"),
];

const fn colour(
    property: &'static str,
    label: &'static str,
    default: &'static str,
    dark: &'static str,
) -> Colour {
    Colour { property, label, default, dark }
}

/// WCAG 2.2, success criterion 1.4.3: text against its background.
pub const LEAST: f64 = 4.5;

/// The style sheet for these colours, in the order of [`COLOURS`]; empty where none differs from the dialog's own.
pub fn css(chosen: &[String]) -> String {
    let lines = COLOURS.iter().zip(chosen).filter(|(colour, hex)| is_chosen(colour, hex));
    let lines: Vec<_> = lines.map(|(colour, hex)| format!("  {}: {hex};\n", colour.property)).collect();
    if lines.is_empty() { String::new() } else { format!(":root {{\n{}}}", lines.concat()) }
}

/// What to mend, if text or accent are hard to read on the background, for visitors who prefer light or dark.
pub fn unreadable(chosen: &[String]) -> Option<String> {
    let mut all = Vec::new();
    for (theme, own) in
        [("light", (|colour| colour.default) as fn(&Colour) -> &'static str), ("dark", |colour| colour.dark)]
    {
        let seen = COLOURS.iter().zip(chosen);
        let seen: Vec<_> = seen
            .map(|(colour, hex)| (colour, if is_chosen(colour, hex) { hex.as_str() } else { own(colour) }))
            .collect();
        let ((_, background), others) = seen.split_first()?;
        for (colour, hex) in others {
            let contrast = contrast(background, hex).filter(|contrast| *contrast < LEAST);
            all.extend(contrast.map(|contrast| {
                format!("{} on the background, {theme} theme: contrast {contrast:.1}.", colour.label)
            }));
        }
    }
    (!all.is_empty()).then(|| {
        format!(
            "{} Too low to read: it must be {LEAST} or more. What you choose counts in both themes, the rest follows the visitor's.",
            all.join(" ")
        )
    })
}

fn is_chosen(colour: &Colour, hex: &str) -> bool {
    is_colour(hex) && hex != colour.default
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
        let said = unreadable(&pale).unwrap();
        assert!(
            said.starts_with("Buttons, links and focus on the background, light theme: contrast 1.9."),
            "{said}"
        );
        assert!(!said.contains("dark theme:"), "{said}");
        assert_eq!(css(&chosen(["red;}", "", "x"])), "");
    }

    #[test]
    fn what_fails_in_the_dark_is_said_too() {
        let wine = chosen(["#ffffff", "#16202c", "#aa0055"]);
        let said = unreadable(&wine).unwrap();
        assert!(
            said.starts_with("Buttons, links and focus on the background, dark theme: contrast 2."),
            "{said}"
        );
        let cream = unreadable(&chosen(["#fff8ee", "#16202c", "#1c3f6e"])).unwrap();
        assert!(cream.starts_with("Text on the background, dark theme:"), "{cream}");
        assert_eq!(unreadable(&chosen(["#fff8ee", "#000000", "#553300"])), None, "all chosen");
    }

    #[test]
    fn the_dialog_reads_these_properties() {
        let sheet = include_str!("../dialog/dialog.css");
        for colour in COLOURS {
            assert!(sheet.contains(colour.property) && sheet.contains("light-dark("), "{}", colour.property);
            let short = |hex: &str| if hex == "#ffffff" { "#fff".to_owned() } else { hex.to_owned() };
            let own = format!("light-dark({}, {})", short(colour.default), colour.dark);
            assert!(sheet.contains(&format!("var({}, {own})", colour.property)), "{own}");
        }
    }
}
