//! Every kind of finding: what it is called, how bad it is, and what to change. `{}` in a title stands for its subject.

use super::Severity::{self, High, Low, Medium};

/// A kind of finding.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its name, such as `leak`.
    pub kind: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// In one sentence.
    pub title: &'static str,
    /// What to change.
    pub fix: &'static str,
}

const fn rule(kind: &'static str, severity: Severity, title: &'static str, fix: &'static str) -> Rule {
    Rule { kind, severity, title, fix }
}

pub static SAMTYKKE_MISSING: Rule = rule(
    "samtykke-missing",
    High,
    "Samtykke does not run on this page",
    "Put the samtykke.js tag first in the head, and look in the console for why it did not start.",
);
pub static REJECT_WEAKER: Rule = rule(
    "reject-weaker",
    High,
    "Refusing is harder than accepting",
    "Show both controls together, as the same kind of element with the same size, weight and colours.",
);
pub static DEFAULT_MISSING: Rule = rule(
    "default-missing",
    High,
    "Google was never told a consent default",
    "Put samtykke.js first in the head: it sends the default before any Google tag runs.",
);
pub static DEFAULT_LATE: Rule = rule(
    "default-late",
    High,
    "A Google tag stands before samtykke.js, so the consent default may come too late",
    "Move samtykke.js above every Google tag, or let it insert that tag: name its id on our script instead.",
);
pub static TAG_BEAT_DEFAULT: Rule = rule(
    "tag-beat-default",
    High,
    "A Google tag sent data before it knew of any consent",
    "Put samtykke.js before the tag, without async or defer, so that the default is there when the tag starts.",
);
pub static STATE_OVERRIDDEN: Rule = rule(
    "state-overridden",
    High,
    "Something else on the page overrode the consent state",
    "Remove the other gtag('consent', …) call: a second consent tool, a template in Tag Manager, or a leftover snippet.",
);
pub static SIGNAL_DIFFERS: Rule = rule(
    "signal-differs",
    High,
    "{} was told of more consent than the visitor gave",
    "Look in the timeline for who sent the granting command, and remove it.",
);
pub static SIGNAL_UNSET: Rule = rule(
    "signal-unset",
    High,
    "{} had been told nothing, which it takes for consent",
    "Put samtykke.js before that tag: it sends the default first.",
);
pub static LEAK: Rule = rule(
    "leak",
    High,
    "{} was contacted without consent",
    "Name its id on our script, or mark its tag with type=\"text/plain\" and data-samtykke-purpose. If it comes out of Tag Manager, give it a consent requirement there.",
);
pub static KEPT_WITHOUT_CONSENT: Rule = rule(
    "kept-without-consent",
    High,
    "{} keeps something on the device without consent",
    "Hold the tag that writes it. If it is left from an earlier visit, name the vendor on our script: then it is swept away.",
);
pub static QUESTION_WITHOUT_NEED: Rule = rule(
    "question-without-need",
    Low,
    "Visitors are asked, but this page names no vendor and marks no tag",
    "Name the ids of your vendors on samtykke.js, or mark their tags; those of other pages belong into services. A site that has none need not ask: data-layout=\"none\".",
);
pub static COMMAND_IGNORED: Rule = rule(
    "command-ignored",
    Medium,
    "A command to Google is an array, which Google ignores",
    "Call gtag(…), and define it as function gtag(){dataLayer.push(arguments)}: only a real arguments object counts.",
);
pub static DOUBLE_FIRING: Rule = rule(
    "double-firing",
    Medium,
    "{} twice on this page view",
    "Keep one of the two: the id on our script, the snippet in the page, or the tag in Tag Manager.",
);
pub static TAG_FAILED: Rule = rule(
    "tag-failed",
    Medium,
    "The script of {} could not be loaded",
    "Check the id, whether a content blocker is on, and whether the page's Content Security Policy allows that host.",
);
pub static WARNING: Rule =
    rule("warning", Medium, "Samtykke warns: {}", "Tell us: that is a mistake of Samtykke's own.");
pub static WARNING_HIGH: Rule = Rule { severity: High, ..WARNING };
pub static PURPOSE_UNKNOWN: Rule = rule(
    "purpose-unknown",
    Medium,
    "A tag is marked with a purpose that does not exist: {}",
    "It is never released. Use necessary, functional, statistics or marketing.",
);
pub static POLICY_BLOCKS: Rule = rule(
    "policy-blocks",
    Medium,
    "The Content Security Policy blocked {}",
    "Allow that host in the named directive, or take out what asks for it. Ready-made lists for the vendors you use are in our headers folder.",
);
pub static COOKIE_UNDECLARED: Rule = rule(
    "cookie-undeclared",
    Low,
    "Nobody is known to set the cookie {}",
    "Find out who sets it and what for, and name it in the setting cookies, or stop setting it.",
);
pub static LIFE_TOO_LONG: Rule = rule(
    "life-too-long",
    Low,
    "The cookie {} lives longer than the seven days that Safari allows",
    "Give it seven days, so that all browsers count alike. What our script inserts has that set already: look for a second tag.",
);
