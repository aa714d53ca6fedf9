//! LinkedIn.
//!
//! Facts: LinkedIn's help pages and runs of the real script: it reads the partner ids as it starts, then takes what
//! waits in `lintrk.q`; it knows no consent call.

use super::{Identifier, Script, Vendor};
use crate::purpose::Purpose;

/// The LinkedIn Insight Tag.
pub const INSIGHT: Vendor = Vendor {
    id: "linkedin",
    name: "LinkedIn",
    purpose: Purpose::Marketing,
    pings: false,
    identifier: Identifier { prefix: "", letters: false, example: "1234567" },
    script: &Script {
        begin: "",
        queue: "stub lintrk q",
        load: "load linkedin https://snap.licdn.com/li.lms-analytics/insight.min.js",
        forget: "forget lintrk q",
    },
    prepare: "",
    run: "assign _linkedin_partner_id #\npush _linkedin_data_partner_ids #",
    grant: "",
    revoke: "",
    cookies: "li_fat_id li_giant",
};
