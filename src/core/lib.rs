//! Every decision Samtykke makes, as pure functions.
//!
//! A visitor's answer is a [`Consent`]. [`cookie`] turns it into the text of the first-party cookie and back;
//! [`signals`] turns it into Google's seven Consent Mode signals; [`decide`] turns it into a [`Verdict`] for each
//! vendor and marked tag. [`settings`] checks what the site owner wrote on the tag. [`Visit`] is what the browser tells
//! us, [`Actions`] is what we ask of it.
//!
//! # What this crate does not do
//!
//! It knows no browser, keeps no state, allocates nothing, reads no clock and draws no random numbers: the time and
//! the randomness of a turn come with its [`Visit`]. It never draws: that is the dialog's room.
#![cfg_attr(target_family = "wasm", no_std)]
#![forbid(unsafe_code)]

pub mod actions; //    what we ask of the browser
pub mod consent; //    what the visitor chose
pub mod cookie; //     Consent <-> cookie text
pub mod day; //        calendar days and months
pub mod decide; //     (Consent, tag) -> Verdict and Reason: where law meets code
pub mod form; //       the forms a setting or a cookie's field may have
pub mod problem; //    everything an owner may have to mend, named
pub mod purpose; //    necessary, functional, statistics, marketing
pub mod settings; //   the owner's settings, checked
pub mod signals; //    Consent -> Consent Mode
pub mod text; //       splitting and writing text without allocation
pub mod vendor; //     a vendor the owner has named
pub mod visit; //      what the browser tells us

pub use actions::Actions;
pub use consent::Consent;
pub use decide::{Decision, Reason, Verdict, decide};
pub use problem::Problem;
pub use purpose::{Purpose, Purposes};
pub use visit::Visit;
