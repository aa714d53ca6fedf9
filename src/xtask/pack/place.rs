//! Puts what is only known at packing (module, texts, languages, styles, version) into the runtime.
//!
//! The sources hold string literals such as `"samtykke:module"`, so they are whole JavaScript for every checker.
//! Before minifying each becomes a free name that no minifier can look into (it would compute
//! `"samtykke:module".length`); after minifying the name becomes the content.

use anyhow::{Result, ensure};

/// The places.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// The WebAssembly bytes, as a literal with one character per byte.
    Module,
    /// The texts of one language, as an object.
    Texts,
    /// The tags of all languages, as one literal with spaces.
    Languages,
    /// The managed vendors, as an object.
    Vendors,
    /// The forms of an owner's settings for single vendors, as an object.
    Forms,
    /// The style sheet, as a literal.
    Styles,
    /// The style sheet's rest, as a literal.
    Rest,
    /// The style sheet that keeps room for the focus, as a literal.
    Room,
    /// The settings layer's views, as an object.
    Views,
    /// The version, as a literal.
    Version,
    /// Whose an address is, as a literal.
    Owners,
}

impl Place {
    fn name(self) -> &'static str {
        match self {
            Self::Module => "module",
            Self::Texts => "texts",
            Self::Languages => "languages",
            Self::Vendors => "vendors",
            Self::Forms => "forms",
            Self::Styles => "styles",
            Self::Rest => "rest",
            Self::Room => "room",
            Self::Views => "views",
            Self::Version => "version",
            Self::Owners => "owners",
        }
    }

    /// Only what is short may stand in several places.
    fn allows(self, times: usize) -> bool {
        times == 1 || (times > 1 && self == Self::Version)
    }

    /// As it stands in the sources, without its quotes.
    fn literal(self) -> String {
        format!("samtykke:{}", self.name())
    }

    /// As it stands in the minified script.
    fn free_name(self) -> String {
        format!("__samtykke_{}__", self.name())
    }
}

/// Turns the literals into free names.
///
/// # Errors
/// When one of the places is missing, or a heavy one is named twice.
pub fn open(script: &str, places: &[Place]) -> Result<String> {
    let mut script = script.to_owned();
    for &place in places {
        let quoted = ['"', '\''].map(|quote| format!("{quote}{}{quote}", place.literal()));
        let found = quoted.iter().map(|one| script.matches(one.as_str()).count()).sum::<usize>();
        ensure!(
            place.allows(found),
            "the runtime names \"{}\" {found} times instead of once",
            place.literal()
        );
        for one in quoted {
            script = script.replace(&one, &place.free_name());
        }
    }
    Ok(script)
}

/// Puts the contents where the free names stand. Contents are never searched for further names.
///
/// # Errors
/// When the minifier has dropped or doubled a place.
pub fn fill(script: &str, contents: &[(Place, &str)]) -> Result<String> {
    let mut found = Vec::new();
    for &(place, content) in contents {
        let name = place.free_name();
        let positions: Vec<_> = script.match_indices(&name).map(|(position, _)| position).collect();
        ensure!(place.allows(positions.len()), "minifying left {} of {name} instead of one", positions.len());
        found.extend(positions.into_iter().map(|position| (position, name.len(), content)));
    }
    found.sort_by_key(|&(position, ..)| position);
    let mut filled = String::with_capacity(script.len());
    let mut end = 0;
    for (position, length, content) in found {
        filled.push_str(script.get(end..position).unwrap_or_default());
        filled.push_str(content);
        end = position + length;
    }
    filled.push_str(script.get(end..).unwrap_or_default());
    Ok(filled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_kinds_of_quotes_are_opened() {
        let script =
            open(r#"a("samtykke:module",'samtykke:texts')"#, &[Place::Module, Place::Texts]).unwrap();
        assert_eq!(script, "a(__samtykke_module__,__samtykke_texts__)");
    }

    #[test]
    fn a_place_that_is_missing_or_doubled_is_an_error() {
        assert!(open("a()", &[Place::Module]).is_err());
        assert!(open(r#"["samtykke:module",'samtykke:module']"#, &[Place::Module]).is_err());
        assert!(fill("a()", &[(Place::Styles, "x")]).is_err());
        assert!(fill("__samtykke_styles__+__samtykke_styles__", &[(Place::Styles, "x")]).is_err());
    }

    #[test]
    fn the_version_may_repeat() {
        let script = open("['samtykke:version', 'samtykke:version']", &[Place::Version]).unwrap();
        assert_eq!(fill(&script, &[(Place::Version, "'1'")]).unwrap(), "['1', '1']");
        assert!(fill("[]", &[(Place::Version, "'1'")]).is_err());
    }

    #[test]
    fn contents_are_not_searched() {
        let script = "f(__samtykke_styles__,__samtykke_version__)";
        let filled =
            fill(script, &[(Place::Version, "'1'"), (Place::Styles, "'__samtykke_version__'")]).unwrap();
        assert_eq!(filled, "f('__samtykke_version__','1')");
    }
}
