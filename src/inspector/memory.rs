//! What the inspector remembers while the tab is open.

use samtykke_browser::{Error, session};
use serde::{Deserialize, Serialize};

/// The name of the note in the session storage.
const KEY: &str = "samtykke-inspector";

/// The heights a panel may have, in percent of the window.
pub const HEIGHTS: std::ops::RangeInclusive<u8> = 15..=90;

/// Whether the panel is open, how high it is, and where it is docked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
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
        let kept: Self = session::read(KEY).ok().flatten().unwrap_or_default();
        kept.with_height(kept.height)
    }

    /// Keeps this. A browser that denies its storage simply remembers nothing.
    pub fn keep(&self) -> Result<(), Error> {
        match session::write(KEY, self) {
            Err(Error::StorageDenied) => Ok(()),
            kept => kept,
        }
    }

    /// With the next height that is allowed.
    #[must_use]
    pub fn with_height(self, height: u8) -> Self {
        Self { height: height.clamp(*HEIGHTS.start(), *HEIGHTS.end()), ..self }
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
