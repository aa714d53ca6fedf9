//! Meta (Facebook).
//!
//! Facts: Meta's pixel documentation and runs of the real script: `fbevents.js` takes over `fbq.queue` through
//! `fbq.callMethod`; `consent revoke` stops its hits but leaves its cookies.

use super::{Identifier, Script, Vendor};
use crate::purpose::Purpose;

/// The Meta Pixel.
pub const PIXEL: Vendor = Vendor {
    id: "meta",
    name: "Meta (Facebook)",
    purpose: Purpose::Marketing,
    pings: false,
    identifier: Identifier { prefix: "", letters: false, example: "123456789012345" },
    script: &Script {
        begin: "",
        queue: "stub fbq queue callMethod 2.0 _fbq",
        load: "load meta https://connect.facebook.net/en_US/fbevents.js",
        forget: "forget fbq queue callMethod",
    },
    prepare: "call fbq init #\ncall fbq track PageView",
    run: "",
    grant: "call fbq consent grant",
    revoke: "call fbq consent revoke",
    cookies: "_fbp _fbc",
};
