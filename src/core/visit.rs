//! What the browser tells us in one turn.

use crate::day::Day;
use crate::pairs::{FIELD, Pairs, RECORD};
use crate::text;

/// One turn's input: an event, and everything the decision may depend on.
#[derive(Clone, Copy, Debug)]
pub struct Visit<'a> {
    /// What happened.
    pub event: Event<'a>,
    /// Seconds since 1970.
    pub now: u32,
    /// Sixteen random hexadecimal digits, for a new reference number.
    pub random: &'a str,
    /// The text of `document.cookie`.
    pub cookies: &'a str,
    /// The page's and the browser's language tags, most wanted first.
    pub languages: &'a str,
    /// Ids of the vendors whose script was loaded in this page.
    pub running: &'a str,
    /// The language of the texts among the settings.
    pub inside: &'a str,
    /// Whether the texts of another language were asked for already.
    pub texts_tried: bool,
    /// Whether the denied default was pushed before we were asked.
    pub late: bool,
    /// The owner's settings and the texts.
    pub pairs: Pairs<'a>,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event<'a> {
    /// The script runs.
    Start,
    /// The texts of the visitor's language have arrived.
    Texts,
    /// A control was used.
    Press(Control<'a>),
    /// Held tags with these keys stand in the page.
    Found(&'a str),
    /// The cookie has changed without us, from this value: another tab, or a page from the back/forward cache.
    Follow(&'a str),
}

/// The controls, by what they do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Control<'a> {
    /// Yes to everything.
    Accept,
    /// No to everything.
    Reject,
    /// No to everything, after a yes.
    Withdraw,
    /// Yes to these purposes, space-parted; no to the others.
    Save(&'a str),
    /// Show the settings layer.
    Settings,
    /// Leave: a refusal if there is no choice yet, else nothing changes.
    Close,
}

impl<'a> Visit<'a> {
    /// Reads a turn's input; `None` when it is not ours.
    pub fn read(input: &'a str) -> Option<Self> {
        let (header, pairs) = text::cut(input, RECORD);
        let mut fields = text::split(header, FIELD);
        let event = fields.next()?;
        let event = Event::read(event, fields.next()?)?;
        Some(Self {
            event,
            now: text::number(fields.next()?)?,
            random: fields.next()?,
            cookies: fields.next()?,
            languages: fields.next()?,
            running: fields.next()?,
            inside: fields.next()?,
            texts_tried: fields.next()? == "1",
            late: fields.next()? == "1",
            pairs: Pairs(pairs?),
        })
    }

    /// The day of this turn.
    pub fn today(&self) -> Day {
        Day::of(self.now)
    }
}

impl<'a> Event<'a> {
    fn read(name: &str, detail: &'a str) -> Option<Self> {
        Some(match name {
            "start" => Self::Start,
            "texts" => Self::Texts,
            "press" => Self::Press(Control::read(detail)?),
            "found" => Self::Found(detail),
            "follow" => Self::Follow(detail),
            _ => return None,
        })
    }
}

impl<'a> Control<'a> {
    fn read(detail: &'a str) -> Option<Self> {
        let (name, rest) = text::cut(detail, b' ');
        Some(match name {
            "accept" => Self::Accept,
            "reject" => Self::Reject,
            "withdraw" => Self::Withdraw,
            "save" => Self::Save(rest.unwrap_or_default()),
            "settings" | "open" => Self::Settings,
            "close" => Self::Close,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_a_turn() {
        let visit = Visit::read(
            "press\x1fsave statistics\x1f1795420800\x1f0123\x1fa=1\x1fnb en\x1fmeta\x1fen\x1f0\x1f\x1emeta\x1f1\x1e",
        )
        .unwrap();
        assert_eq!(visit.event, Event::Press(Control::Save("statistics")));
        assert_eq!(visit.today(), Day(20_780));
        assert_eq!(visit.pairs.get("meta"), Some("1"));
        assert!(!visit.late);
    }

    #[test]
    fn what_is_not_ours_is_none() {
        for input in ["", "start", "dance\x1f\x1f1\x1f\x1f\x1f\x1f\x1f\x1f\x1f\x1e", "press\x1fbuy\x1f1\x1f\x1f\x1f\x1f\x1f\x1f\x1f\x1e"] {
            assert!(Visit::read(input).is_none(), "{input}");
        }
    }
}
