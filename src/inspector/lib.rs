//! The marketer's room: which tags were held, which ran, and why.
//!
//! [`open`] docks a panel to the window; nothing of it is in the page before, and nothing after [`close`].
//! It only watches: the panel changes neither the choice nor any tag.
//!
//! | module | does |
//! |---|---|
//! | [`panel`] | puts the panel into the page, keeps it fresh, takes it out |
//! | [`recorder`] | watches what the page does while the panel is open |
//! | [`evidence`] | everything there is to judge by |
//! | [`history`] | what was allowed when |
//! | [`state`] | where a tag stands |
//! | [`hit`] [`gcd`] | a request, decoded |
//! | [`catalogue`] | whose address, cookie or key this is |
//! | [`audit`] | what is wrong, and what to change |
//! | [`timeline`] | everything in order, across page views |
//! | [`screens`] | a screen each: evidence in, elements out |
//! | [`report`] | the audit as a file |
//! | [`ui`] [`memory`] | what the marketer looks at; what is remembered while the tab is open |
//! | [`view`] [`list`] | the frame, what screens share, and long lists |
//! | [`reason`] [`text`] | words for the log's reasons; looking into texts |
//!
//! All but `panel`, `recorder` and `memory` are pure and tested without a browser.
#![forbid(unsafe_code)]

pub mod audit;
pub mod catalogue;
pub mod evidence;
pub mod gcd;
pub mod history;
pub mod hit;
pub mod list;
pub mod memory;
pub mod panel;
pub mod reason;
pub mod recorder;
pub mod report;
pub mod screens;
pub mod state;
pub mod text;
pub mod timeline;
pub mod ui;
pub mod view;

use samtykke_browser::edge::Room;

/// The name in our warnings.
const ROOM: Room = Room("inspector");

/// Opens the inspector, or moves the focus to it where it is open already.
pub fn open() {
    ROOM.enter(panel::open);
}

/// Closes the inspector and gives the focus back.
pub fn close() {
    ROOM.enter(panel::close);
}
