//! The site owner's settings: read, checked, explained and written.
//!
//! The set-up page in the browser and `cargo xtask check-settings` call the same functions, and both stand on the very
//! check that the gate makes ([`samtykke_core::settings::check`]); what they add is a message that an owner can act on.
//!
//! | file | holds |
//! |---|---|
//! | `pairs` | settings as pairs of path and value, from any serde format |
//! | `json` | a settings file: broken ones with line, column and reason |
//! | `fields` | every setting there is, from core and the catalogue |
//! | `check` | what is wrong, in words |
//! | `single` | what settings say of single vendors |
//! | `tag` | the one tag to paste, and the files it needs |
//! | `table` | the table for the privacy policy |
//! | `head` | what stands in the head of a page already |
//! | `colours` | colours as a style sheet, and whether they can be read |
//! | `page` | the set-up page in the browser (feature `page`) |
//! | `schema` | `config.schema.json`, for completion in editors |
//!
//! ```
//! let pairs = samtykke_setup::json::read(r#"{ "meta": "G-ABC123" }"#).unwrap();
//! let findings = samtykke_setup::check(&pairs);
//! assert!(findings[0].message.contains("google-analytics"));
//! ```
#![forbid(unsafe_code)]

mod check;
pub mod colours;
pub mod fields;
pub mod head;
pub mod json;
#[cfg(feature = "page")]
pub mod page;
mod pairs;
pub mod schema;
pub mod single;
pub mod table;
pub mod tag;

pub use check::{Finding, Weight, check, right};
pub use pairs::Pairs;

/// The version whose settings these are.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
