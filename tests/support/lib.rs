//! What the stories stand on: a recording proxy that plays the whole outside world, three real browsers, and a
//! page object that reads like a visitor.
//!
//! | file | holds |
//! |---|---|
//! | `answer` | one HTTP answer |
//! | `axe` | what the accessibility checker axe finds in a page |
//! | `browser` | a browser session and the proxy it talks through |
//! | `check` | `check!` and `check_eq!`: a failed expectation is a value, with file and line |
//! | `dist` | the packed files under test |
//! | `engine` | Chromium, Firefox and `WebKitGTK`: how each driver starts and what it is told |
//! | `ledger` | every request that reached the proxy |
//! | `looks` | themes, sizes, layouts, and what a screen reader hears |
//! | `page` | the page object: visit, accept, tick, save, look |
//! | `picture` | pictures of elements, and how much two differ |
//! | `proxy` | answers every host itself, over TLS, and writes the ledger |
//! | `report` | what a failed story leaves behind |
//! | `schema` | whether JSON has the form that it should have |
//! | `shop` | builds the page under test and the site around it |
//! | `stage` | stories × engines: who runs when |
//! | `vendors` | which stand-in answers for which vendor host |
//! | `wait` | polls until a thing is so |
#![cfg(not(target_arch = "wasm32"))]
#![forbid(unsafe_code)]

pub mod answer;
pub mod axe;
pub mod browser;
pub mod check;
pub mod dist;
pub mod engine;
pub mod ledger;
pub mod looks;
pub mod page;
pub mod page_record;
pub mod picture;
pub mod proxy;
pub mod report;
pub mod schema;
pub mod shop;
pub mod stage;
pub mod vendors;
pub mod wait;
