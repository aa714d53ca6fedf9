//! What the marketer has chosen to look at.

use crate::text::cut;
use crate::timeline::Kind;

/// The screens, in the order of their tabs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// What is wrong.
    Findings,
    /// Every tag and where it stands.
    Tags,
    /// Every request to a known vendor.
    Wire,
    /// Cookies and stored keys.
    Keeping,
    /// Everything in order.
    Timeline,
    /// What another visitor would get.
    Simulate,
}

/// Every tab with its id and its word.
pub const TABS: [(Tab, &str, &str); 6] = [
    (Tab::Findings, "findings", "Findings"),
    (Tab::Tags, "tags", "Tags"),
    (Tab::Wire, "wire", "Wire"),
    (Tab::Keeping, "keeping", "Cookies and storage"),
    (Tab::Timeline, "timeline", "Timeline"),
    (Tab::Simulate, "simulate", "Simulate"),
];

/// The height of a row in a long list, in pixels; the style sheet has the same.
pub const ROW: usize = 28;

/// The state of the panel, apart from where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Ui {
    /// The open screen.
    pub tab: Tab,
    /// The chosen row of the open list.
    pub row: usize,
    /// How far the open list is scrolled, and how high it is, in pixels.
    pub scrolled: (usize, usize),
    /// What must be in a row, in lower case.
    pub search: String,
    /// The kinds of timeline entries that are left out.
    pub hidden: Vec<Kind>,
    /// Only requests that differ from the choice.
    pub differing: bool,
    /// The part of the timeline that is shown, in shares of the whole.
    pub zoom: (f64, f64),
    /// The two choices that are compared, by their places.
    pub compared: [usize; 2],
    /// The scenario that is simulated.
    pub scenario: usize,
}

impl Default for Ui {
    fn default() -> Self {
        Self {
            tab: Tab::Findings,
            row: 0,
            scrolled: (0, 400),
            search: String::new(),
            hidden: Vec::new(),
            differing: false,
            zoom: (0.0, 1.0),
            compared: [0, 1],
            scenario: 0,
        }
    }
}

impl Ui {
    /// After a control with these words was used, such as `tab:wire`, with the value of its field if it is one.
    pub fn act(&mut self, words: &str, value: &str) {
        let (what, which) = cut(words, b":").unwrap_or((words, ""));
        let number = which.parse().unwrap_or(0);
        match what {
            "tab" => {
                if let Some((tab, ..)) = TABS.iter().find(|(_, id, _)| *id == which) {
                    *self = Self {
                        tab: *tab,
                        scenario: self.scenario,
                        compared: self.compared,
                        ..Self::default()
                    };
                }
            }
            "row" => self.row = number,
            "search" => self.search = value.to_ascii_lowercase(),
            "differing" => self.differing = !self.differing,
            "kind" => self.toggle(number),
            "zoom" => self.zoom_to(which),
            "bucket" => self.zoom_into(f64::from(u16::try_from(number).unwrap_or(0))),
            "first" => self.compared[0] = value.parse().unwrap_or(0),
            "second" => self.compared[1] = value.parse().unwrap_or(0),
            "scenario" => self.scenario = number,
            _ => {}
        }
        if ["search", "differing", "kind", "zoom", "bucket"].contains(&what) {
            (self.row, self.scrolled.0) = (0, 0);
        }
    }

    fn toggle(&mut self, place: usize) {
        let Some(kind) = Kind::ALL.get(place).copied() else { return };
        if self.hidden.contains(&kind) {
            self.hidden.retain(|hidden| *hidden != kind);
        } else {
            self.hidden.push(kind);
        }
    }

    fn zoom_to(&mut self, which: &str) {
        let (from, to) = self.zoom;
        let (middle, half) = (f64::midpoint(from, to), (to - from) / 2.0);
        self.zoom = match which {
            "in" => (middle - half / 2.0, middle + half / 2.0),
            "out" => ((middle - half * 2.0).max(0.0), (middle + half * 2.0).min(1.0)),
            _ => (0.0, 1.0),
        };
    }

    /// Into one of the bars of the overview.
    fn zoom_into(&mut self, bar: f64) {
        let (from, to) = self.zoom;
        let width = (to - from) / f64::from(BARS);
        self.zoom = (from + width * bar, from + width * (bar + 1.0));
    }

    /// After a key was pressed in a list of so many rows; whether it means something there.
    pub fn key(&mut self, key: &str, rows: usize) -> bool {
        let last = rows.saturating_sub(1);
        let page = (self.scrolled.1 / ROW).max(1);
        self.row = match key {
            "ArrowDown" => self.row + 1,
            "ArrowUp" => self.row.saturating_sub(1),
            "PageDown" => self.row + page,
            "PageUp" => self.row.saturating_sub(page),
            "Home" => 0,
            "End" => last,
            _ => return false,
        }
        .min(last);
        let top = self.row * ROW;
        let (scrolled, height) = self.scrolled;
        self.scrolled.0 = scrolled.min(top).max((top + ROW).saturating_sub(height));
        true
    }

    /// The rows to draw of so many: those in view, and some around.
    pub fn in_view(&self, rows: usize) -> std::ops::Range<usize> {
        let (top, height) = self.scrolled;
        let first = (top / ROW).saturating_sub(8);
        let count = height / ROW + 18;
        first.min(rows)..(first + count).min(rows)
    }
}

/// How many bars the overview of the timeline has.
pub const BARS: u8 = 60;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_in_view_is_drawn() {
        let ui = Ui { scrolled: (28_000, 280), ..Ui::default() };
        let rows = ui.in_view(10_000);
        assert!(rows.contains(&1_000) && rows.contains(&1_010) && rows.len() < 40);
        assert_eq!(ui.in_view(5), 5..5);
        assert_eq!(Ui::default().in_view(5), 0..5);
    }

    #[test]
    fn keys_move_the_row_and_keep_it_in_view() {
        let mut ui = Ui { scrolled: (0, 280), ..Ui::default() };
        assert!(ui.key("End", 10_000) && !ui.key("a", 10_000));
        assert_eq!((ui.row, ui.scrolled.0), (9_999, 10_000 * ROW - 280));
        ui.key("ArrowUp", 10_000);
        assert_eq!((ui.row, ui.scrolled.0), (9_998, 10_000 * ROW - 280));
        ui.key("Home", 10_000);
        assert_eq!((ui.row, ui.scrolled.0), (0, 0));
        assert!(ui.key("ArrowDown", 0));
        assert_eq!(ui.row, 0);
    }

    #[test]
    fn zoom_halves_and_comes_back() {
        let mut ui = Ui::default();
        ui.act("zoom:in", "");
        assert_eq!(ui.zoom, (0.25, 0.75));
        ui.act("bucket:0", "");
        assert!(ui.zoom.1 < 0.26);
        ui.act("zoom:all", "");
        assert_eq!(ui.zoom, (0.0, 1.0));
        for _ in 0..9 {
            ui.act("zoom:out", "");
        }
        assert_eq!(ui.zoom, (0.0, 1.0));
    }

    #[test]
    fn another_tab_begins_at_its_top() {
        let mut ui = Ui { row: 7, ..Ui::default() };
        ui.act("kind:2", "");
        ui.act("tab:wire", "");
        assert_eq!(ui, Ui { tab: Tab::Wire, ..Ui::default() });
        ui.act("tab:nowhere", "");
        assert_eq!(ui.tab, Tab::Wire);
    }
}
