//! What the inspector remembers while the tab is open.

use samtykke_browser::{Error, session};

use crate::text::{fill, number, parts};

/// The name of the note in the session storage.
const KEY: &str = "samtykke-inspector";

/// The name of the note that holds the timeline of the visit.
const TIMELINE: &str = "samtykke-inspector-timeline";

/// What was kept of the timeline on earlier page views; empty where there is nothing.
pub fn timeline() -> String {
    session::read(TIMELINE).ok().flatten().unwrap_or_default()
}

/// Keeps the timeline for the next page view.
pub fn keep_timeline(note: &str) -> Result<(), Error> {
    keep(TIMELINE, note)
}

/// A browser that denies its storage, or has no room, simply remembers nothing.
fn keep(key: &str, note: &str) -> Result<(), Error> {
    match session::write(key, note) {
        Err(Error::StorageDenied | Error::StorageFailed(_)) => Ok(()),
        kept => kept,
    }
}

/// Leaves nothing behind.
pub fn forget() -> Result<(), Error> {
    match [KEY, TIMELINE].into_iter().try_for_each(session::forget) {
        Err(Error::StorageDenied) => Ok(()),
        forgotten => forgotten,
    }
}

/// The heights a panel may have, in percent of the window.
pub const HEIGHTS: std::ops::RangeInclusive<u8> = 15..=90;

/// Whether the panel is open, how high it is, and where it is docked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Memory {
    /// Whether it was left open.
    pub open: bool,
    /// Its height in percent of the window.
    pub height: u8,
    /// Docked to the top of the window, not to the bottom.
    pub top: bool,
}

impl Default for Memory {
    fn default() -> Self {
        Self { open: true, height: 45, top: false }
    }
}

impl Memory {
    /// What was kept, or the default: a note that cannot be read is not worth a warning.
    pub fn recall() -> Self {
        session::read(KEY).ok().flatten().and_then(|note| Self::from_note(&note)).unwrap_or_default()
    }

    /// Keeps this.
    pub fn keep(self) -> Result<(), Error> {
        keep(KEY, &self.note())
    }

    /// As it is kept: `open 45 bottom`.
    fn note(self) -> String {
        let open = if self.open { "open" } else { "closed" };
        let place = if self.top { "top" } else { "bottom" };
        fill("{} {} {}", &[open, &number(self.height.into()), place])
    }

    fn from_note(note: &str) -> Option<Self> {
        let mut words = parts(note, b" ");
        let open = words.next()? == "open";
        let height = words.next()?.parse().ok()?;
        let top = words.next()? == "top";
        Some(Self { open, height, top }.with_height(height))
    }

    /// With the next height that is allowed.
    #[must_use]
    pub fn with_height(self, height: u8) -> Self {
        Self { height: height.clamp(*HEIGHTS.start(), *HEIGHTS.end()), ..self }
    }

    /// Where the panel stands and how high it is, beside the visitor's question, which reaches `from` one share of the
    /// window's height to another: at the other edge if it would cover it, and lower if there is too little room.
    #[allow(clippy::cast_sign_loss, reason = "clamped before")]
    pub fn beside(self, question: Option<(f64, f64)>) -> (bool, u8) {
        let Some((from, to)) = question else { return (self.top, self.height) };
        let wanted = f64::from(self.height) / 100.0;
        let (above, below) = (from, 1.0 - to);
        let room = if self.top { above } else { below };
        if room >= wanted {
            return (self.top, self.height);
        }
        let (top, room) = if above >= below { (true, above) } else { (false, below) };
        (top, (room.min(wanted) * 100.0).floor().clamp(f64::from(*HEIGHTS.start()), 90.0) as u8)
    }

    /// With the height after `key` was pressed at the handle; `None` for a key that does nothing there.
    ///
    /// The arrows move the handle the way they point, so which of them makes the panel higher depends on its place.
    pub fn after_key(self, key: &str) -> Option<Self> {
        let (lower, higher) = if self.top { ("ArrowUp", "ArrowDown") } else { ("ArrowDown", "ArrowUp") };
        let height = match key {
            "Home" => *HEIGHTS.start(),
            "End" => *HEIGHTS.end(),
            key if key == lower => self.height.saturating_sub(5),
            key if key == higher => self.height.saturating_add(5),
            _ => return None,
        };
        Some(self.with_height(height))
    }

    /// With the height that puts the handle where the pointer is: 0 is the window's top, 1 its bottom.
    #[must_use]
    #[allow(clippy::cast_sign_loss, reason = "clamped before")]
    pub fn with_handle_at(self, share: f64) -> Self {
        let share = if self.top { share } else { 1.0 - share };
        self.with_height((share * 100.0).clamp(0.0, 100.0).round() as u8)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_question_stays_in_sight() {
        let memory = Memory { open: true, height: 45, top: false };
        assert_eq!(memory.beside(None), (false, 45));
        assert_eq!(memory.beside(Some((0.7, 0.97))), (true, 45), "at the bottom");
        assert_eq!(memory.beside(Some((0.02, 0.3))), (false, 45), "at the top");
        assert_eq!(memory.beside(Some((0.3, 0.97))), (true, 30), "and high");
        assert_eq!(memory.beside(Some((0.0, 1.0))), (true, 15), "everywhere");
        assert_eq!(Memory { top: true, ..memory }.beside(Some((0.02, 0.3))), (false, 45));
    }

    #[test]
    fn a_note_brings_everything_back() {
        for open in [true, false] {
            for top in [true, false] {
                let memory = Memory { open, height: 60, top };
                assert_eq!(Memory::from_note(&memory.note()), Some(memory));
            }
        }
    }

    #[test]
    fn a_note_of_somebody_else_does_no_harm() {
        assert_eq!(Memory::from_note("open 200 top").map(|memory| memory.height), Some(90));
        for note in ["", "open", "open 45", "open -1 top", "open x top", "open 999 top"] {
            assert_eq!(Memory::from_note(note), None, "{note}");
        }
    }

    #[test]
    fn the_handle_goes_where_the_arrow_points() {
        let below = Memory { open: true, height: 40, top: false };
        assert_eq!(below.after_key("ArrowUp").map(|memory| memory.height), Some(45));
        assert_eq!(below.after_key("ArrowDown").map(|memory| memory.height), Some(35));
        let above = Memory { top: true, ..below };
        assert_eq!(above.after_key("ArrowDown").map(|memory| memory.height), Some(45));
        assert_eq!(above.after_key("Home").map(|memory| memory.height), Some(15));
        assert_eq!(above.after_key("a"), None);
    }

    #[test]
    fn the_handle_follows_the_pointer_within_bounds() {
        let below = Memory::default();
        assert_eq!(below.with_handle_at(0.4).height, 60);
        assert_eq!(below.with_handle_at(-3.0).height, 90);
        assert_eq!(below.with_handle_at(f64::NAN).height, 15);
        assert_eq!(Memory { top: true, ..below }.with_handle_at(0.4).height, 40);
    }
}
