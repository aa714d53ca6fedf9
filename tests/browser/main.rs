//! The browser crate and the inspector, tested inside real browsers.
//!
//! `cargo test --package samtykke-tests --test browser --target wasm32-unknown-unknown`, with the browser's driver in
//! `CHROMEDRIVER`, `GECKODRIVER` or (`WebKitGTK`, under Xvfb) `SAFARIDRIVER`.
//!
//! All tests share one page: each has cookie names and keys of its own and puts back what it changes.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may stop half-way")]

mod edge;
mod inspector;
mod jar;
mod listener;
mod network;
mod recipe;
mod samtykke;
mod session;
mod stage;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
