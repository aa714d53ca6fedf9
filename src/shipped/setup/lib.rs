//! `samtykke-setup.js`: the owner's set-up page.
