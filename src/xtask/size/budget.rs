//! `pkg-config/budgets.toml`: how heavy each shipped file may be.

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use crate::workspace;

/// Bytes after brotli level 11.
#[derive(Clone, Copy, Deserialize, PartialEq, Eq, Debug)]
#[serde(deny_unknown_fields)]
pub struct Budget {
    /// Above it the build fails.
    pub max: usize,
    /// Where it should be.
    pub goal: usize,
    /// Where it could be.
    pub stretch: Option<usize>,
}

/// Patterns of names with their budgets, in the file's order.
pub struct Budgets(Vec<(String, Budget)>);

impl Budgets {
    pub fn read() -> Result<Self> {
        let file = "pkg-config/budgets.toml";
        Self::parse(&workspace::read(&workspace::path(file))?)
            .with_context(|| format!("{file} is not as expected"))
    }

    fn parse(text: &str) -> Result<Self> {
        let table: toml::Table = toml::from_str(text)?;
        let mut budgets = Vec::new();
        for (pattern, value) in table {
            let budget: Budget = value.try_into().with_context(|| pattern.clone())?;
            ensure!(budget.goal <= budget.max, "{pattern}: the goal lies above the maximum");
            budgets.push((pattern, budget));
        }
        Ok(Self(budgets))
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, Budget)> {
        self.0.iter().map(|(pattern, budget)| (pattern.as_str(), *budget))
    }

    /// The first pattern that fits the name.
    pub fn pattern_of(&self, name: &str) -> Option<&str> {
        self.iter().map(|(pattern, _)| pattern).find(|pattern| fits(pattern, name))
    }
}

/// A `*` stands for one or more characters, but no `/` and no `.`.
fn fits(pattern: &str, name: &str) -> bool {
    let Some((before, after)) = pattern.split_once('*') else { return pattern == name };
    let middle = name.strip_prefix(before).and_then(|rest| rest.strip_suffix(after));
    middle.is_some_and(|middle| !middle.is_empty() && !middle.contains(['/', '.']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn budgets_keep_their_order_and_stretch_is_optional() {
        let budgets =
            Budgets::parse("['b.js']\nmax = 2\ngoal = 1\n['a.*.js']\nmax = 4\ngoal = 3\nstretch = 2")
                .unwrap();
        let all: Vec<_> = budgets.iter().collect();
        assert_eq!(all[0], ("b.js", Budget { max: 2, goal: 1, stretch: None }));
        assert_eq!(all[1], ("a.*.js", Budget { max: 4, goal: 3, stretch: Some(2) }));
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        for wrong in
            ["['a']\nmax = 1", "['a']\nmax = 1\ngoal = 2", "['a']\nmax = 1\ngoal = 1\nmini = 1", "a = 1", "["]
        {
            assert!(Budgets::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_star_is_one_part_of_a_name() {
        assert!(fits("samtykke.*.js", "samtykke.pt-br.js"));
        assert!(!fits("samtykke.*.js", "samtykke.js"));
        assert!(!fits("samtykke.*.js", "samtykke-nowasm.js"));
        assert!(!fits("texts/*.json", "texts/old/da.json"));
    }

    #[test]
    fn the_real_file_knows_the_main_script() {
        let budgets = Budgets::read().unwrap();
        assert_eq!(budgets.pattern_of("samtykke.js"), Some("samtykke.js"));
        assert_eq!(budgets.pattern_of("samtykke.da.js"), Some("samtykke.*.js"));
        assert_eq!(budgets.pattern_of("unknown.js"), None);
    }
}
