//! One thing that happened, and the line it is kept as.

use crate::text::{fill, has_in_any_case, number, parts, seconds, whole};

/// What kind of thing happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A page was opened.
    Page,
    /// The visitor's choice as it was from then on.
    Choice,
    /// A command or message in `dataLayer`.
    Command,
    /// An entry of the decision log.
    Decision,
    /// A request.
    Request,
    /// A cookie was written.
    Cookie,
    /// A key was stored.
    Storage,
    /// The policy blocked something.
    Blocked,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 8] = [
        Self::Page,
        Self::Choice,
        Self::Command,
        Self::Decision,
        Self::Request,
        Self::Cookie,
        Self::Storage,
        Self::Blocked,
    ];

    /// Its word.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Choice => "choice",
            Self::Command => "command",
            Self::Decision => "decision",
            Self::Request => "request",
            Self::Cookie => "cookie",
            Self::Storage => "storage",
            Self::Blocked => "blocked",
        }
    }
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// On which page view of the visit, counted from 1.
    pub page: u32,
    /// When, in milliseconds since its navigation began; of what the inspector came too late for, its place in the order.
    pub at: f64,
    /// When it had surely happened: the same moment, or when the inspector opened.
    pub latest: f64,
    /// What kind.
    pub kind: Kind,
    /// What or who it is about.
    pub subject: String,
    /// The rest.
    pub text: String,
}

impl Item {
    /// As it is kept: one line.
    pub(super) fn line(&self) -> String {
        let plain = |text: &str| {
            text.chars().map(|letter| if letter < ' ' { ' ' } else { letter }).collect::<String>()
        };
        // In hundredths of a millisecond: reading decimals weighs 6 kB.
        let [at, latest] = [self.at, self.latest].map(|at| number(whole(at * 100.0)));
        let page = number(self.page as usize);
        let words = [&page, &at, &latest, self.kind.name(), &plain(&self.subject), &plain(&self.text)];
        fill("{}\t{}\t{}\t{}\t{}\t{}\n", &words)
    }

    /// From the line as it is kept.
    pub(super) fn read(line: &str) -> Option<Self> {
        let mut fields = parts(line, b"\t");
        let mut field = || fields.next();
        let page = field()?.parse().ok()?;
        let mut moment = || Some(f64::from(field()?.parse::<u32>().ok()?) / 100.0);
        let (at, latest) = (moment()?, moment()?);
        let word = field()?;
        let kind = Kind::ALL.into_iter().find(|kind| kind.name() == word)?;
        Some(Self { page, at, latest, kind, subject: field()?.to_owned(), text: field()?.to_owned() })
    }

    /// When it happened, in words.
    pub fn moment(&self) -> String {
        fill(if self.latest > self.at { "before {}" } else { "{}" }, &[&seconds(self.latest)])
    }

    /// Whether it has this text, in lower case, anywhere.
    pub fn holds(&self, search: &str) -> bool {
        has_in_any_case(&self.subject, search) || has_in_any_case(&self.text, search)
    }
}
