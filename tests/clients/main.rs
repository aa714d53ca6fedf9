//! Clients that nobody here wrote, against the packed files: privacy tools that answer for a visitor, scanners, and
//! accessibility checkers. They come from npm and Debian; `cargo xtask test --only clients` brings them.
#![cfg(not(target_arch = "wasm32"))]
#![forbid(unsafe_code)]
#![allow(clippy::format_collect, reason = "a story is read more often than it is run")]
#![allow(clippy::indexing_slicing, reason = "in a test a missing part is a failure with a place")]

mod autoconsent; // DuckDuckGo's browsers answer for the visitor
mod checkers; // axe-core and IBM Equal Access
mod firefox; // Firefox answers by itself
mod lighthouse; // accessibility and layout shift
mod packages; // where the clients lie, and how Node runs them
mod scanner; // gdpr-cookie-scanner
mod witness; // what the page saw meanwhile

/// What the product does not live up to yet. Listed as ignored in every run, so that nobody forgets.
const NOT_YET: &[&str] = &["equal_access_recommends_nothing"]; // `role=region` on a named section says it twice.

fn main() -> anyhow::Result<()> {
    let stories =
        [checkers::STORIES, lighthouse::STORIES, scanner::STORIES, autoconsent::STORIES, firefox::STORIES]
            .concat();
    support::stage::run(&stories, NOT_YET)?.exit();
}
