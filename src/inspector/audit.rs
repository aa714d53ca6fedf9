//! What is wrong with a page, in plain language, each with what to change.
//!
//! | module | looks at |
//! |---|---|
//! | [`google`] | commands to Google, and what its tags then say |
//! | [`tags`] | who was asked, how often, and when |
//! | [`keeping`] | cookies and stored keys |
//! | [`rules`] | – every kind of finding, and what to change |
//! | [`surroundings`] | the controls, the policy, our own script |
//! | [`warnings`] | what the gate itself complains of |

mod google;
mod keeping;
mod rules;
mod surroundings;
mod tags;
mod warnings;

pub use keeping::{CAP, OWN, may_keep};
pub use rules::Rule;
pub use tags::{forbidden, leaked};

use crate::evidence::Evidence;
use crate::text::fill;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// Something happens without consent.
    High,
    /// A choice does not have its effect, or data is wrong.
    Medium,
    /// Worth knowing.
    Low,
}

impl Severity {
    /// The word in the report.
    pub const fn name(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
        }
    }
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What kind.
    pub rule: &'static Rule,
    /// Who or what it is about, where its kind alone does not say it.
    pub subject: String,
    /// What was seen.
    pub seen: String,
}

impl Finding {
    /// In one sentence.
    pub fn title(&self) -> String {
        fill(self.rule.title, &[&self.subject])
    }

    /// What to change.
    pub fn fix(&self) -> &'static str {
        let of_warning = if self.rule.kind == "warning" { warnings::advice(&self.subject) } else { None };
        of_warning.unwrap_or(self.rule.fix)
    }
}

/// What is wrong so far.
type Found = Vec<Finding>;

/// Adds one.
#[inline(never)]
fn report(found: &mut Found, rule: &'static Rule, subject: &str, seen: String) {
    found.push(Finding { rule, subject: subject.to_owned(), seen });
}

/// Whether one of this kind is there.
#[inline(never)]
fn is_found(found: &Found, rule: &Rule) -> bool {
    found.iter().any(|finding| finding.rule.kind == rule.kind)
}

/// Everything that is wrong, the worst first.
pub fn findings(evidence: &Evidence) -> Vec<Finding> {
    let mut found = Vec::new();
    surroundings::audit(evidence, &mut found);
    google::audit(evidence, &mut found);
    tags::audit(evidence, &mut found);
    keeping::audit(evidence, &mut found);
    warnings::audit(evidence, &mut found);
    // Not by a sort, which would weigh 5 kB.
    let mut sorted = Vec::new();
    for severity in [Severity::High, Severity::Medium, Severity::Low] {
        for finding in &found {
            if finding.rule.severity == severity {
                sorted.push(finding.clone());
            }
        }
    }
    sorted
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::evidence::example;

    pub(crate) fn kinds(evidence: &Evidence) -> Vec<&'static str> {
        findings(evidence).iter().map(|finding| finding.rule.kind).collect()
    }

    #[test]
    fn nothing_is_wrong_with_a_clean_page() {
        assert_eq!(findings(&example::evidence()), []);
    }
}
