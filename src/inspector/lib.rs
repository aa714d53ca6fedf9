//! The marketer's room: which tags were held, which ran, and why.
//!
//! [`open`] docks a panel to the window; nothing of it is in the page before, and nothing after [`close`].
//! It only reads: the panel changes neither the choice nor any tag.
//!
//! | module | does |
//! |---|---|
//! | [`panel`] | puts the panel into the page, keeps it fresh, takes it out |
//! | [`findings`] | gathers what there is to show |
//! | [`memory`] | remembers height and place while the tab is open |
//! | [`choice`] [`verdicts`] [`cookies`] [`requests`] [`blind_spots`] | a section each: findings in, elements out |
//! | [`catalogue`] | whose cookie this is |
//! | [`reason`] [`signal`] | words for the log's reasons and Google's signals |
//! | [`view`] | the frame, and what the sections share |
//!
//! All but `panel`, `findings` and `memory` are pure and tested without a browser.
#![forbid(unsafe_code)]

pub mod blind_spots;
pub mod catalogue;
pub mod choice;
pub mod cookies;
pub mod findings;
pub mod memory;
pub mod panel;
pub mod reason;
pub mod requests;
pub mod signal;
pub mod verdicts;
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
