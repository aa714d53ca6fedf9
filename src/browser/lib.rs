//! The browser, as far as the inspector and the set-up page need it. The only crate that names `web_sys` and `js_sys`:
//! everything it hands out is plain Rust, and everything the browser may refuse is an [`Error`].
//!
//! | module | gives |
//! |---|---|
//! | [`edge`] | the one way in from JavaScript: an error becomes one console warning |
//! | [`samtykke`] | `window.samtykke`: the choice, the decision log, the version |
//! | [`jar`] | the cookies a script can see, and where the browser tells it, how long they live |
//! | [`store`] | the keys of the local and session storage |
//! | [`layer`] | the entries of `dataLayer` |
//! | [`spy`] | what the page pushes, sets and stores, until dropped |
//! | [`markup`] | tags, controls and our script's settings in the page's markup |
//! | [`policy`] | what the Content Security Policy has blocked |
//! | [`file`] | files of the visitor's own computer |
//! | [`network`] | the requests the page has made, from its resource timings |
//! | [`session`] | a note kept until the tab is closed |
//! | [`draft`] | a value that outlives the page |
//! | [`object`] | values of JavaScript as values of Rust |
//! | [`cut`] | text cut at single characters |
//! | [`recipe`] | elements to be, as text: an element a line, never HTML |
//! | [`shadow`], [`sheet`] | an element of our own in the page, out of reach of the page's styles |
//! | [`place`] | the places of a page of our own, by their ids |
//! | [`listener`], [`ticker`] | being told of events and of time passing, until dropped |
//! | [`page`] | the window, the document and where they came from |
//!
//! It decides nothing about consent, and the script that visitors load does not use it.
#![forbid(unsafe_code)]

pub mod cut;
pub mod draft;
pub mod edge;
mod error;
pub mod file;
pub mod jar;
pub mod layer;
pub mod listener;
pub mod markup;
pub mod network;
pub mod object;
pub mod page;
pub mod place;
pub mod policy;
pub mod recipe;
pub mod samtykke;
pub mod session;
pub mod shadow;
pub mod sheet;
pub mod spy;
pub mod store;
pub mod ticker;
mod value;

pub use error::{Error, Refusal};
