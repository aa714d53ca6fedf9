//! Google Analytics 4 and Google Ads: one script, `gtag.js`, for both.
//!
//! Facts: Google tag platform documentation and runs of the real script. Commands reach it through `dataLayer` as
//! `arguments` objects only; entries are handled strictly in order; a consent default after `config` is lost.

use super::{Identifier, Script, Vendor};
use crate::purpose::Purpose;

/// `gtag.js`. First of all: the analytics cookie may live seven days (604,800 s; it reaches Ads too), and click
/// ids are taken out of pings while `ad_storage` is denied. The page's own `gtag` calls wait in a queue of their own
/// until some Google tag runs, so that basic mode sends nothing that was measured before the answer.
const GTAG: Script = Script {
    begin: "\
command dataLayer js @now
command dataLayer set ads_data_redaction true
command dataLayer set {\"cookie_expires\":604800}",
    queue: "stub gtag queue send",
    load: "load gtag https://www.googletagmanager.com/gtag/js?id=#\ndrain gtag queue send dataLayer",
    forget: "forget gtag queue send",
};

/// Google Analytics 4.
pub const ANALYTICS: Vendor = Vendor {
    id: "google-analytics",
    name: "Google Analytics",
    purpose: Purpose::Statistics,
    pings: true,
    identifier: Identifier { prefix: "G-", letters: true, example: "G-ABC123DEF4" },
    script: &GTAG,
    prepare: "",
    run: "command dataLayer config #",
    grant: "",
    revoke: "",
    cookies: "_ga _ga_* _gid _gat* _gac_* _dc_gtm_*",
};

/// Google Ads: conversions and remarketing.
pub const ADS: Vendor = Vendor {
    id: "google-ads",
    name: "Google Ads",
    purpose: Purpose::Marketing,
    pings: true,
    identifier: Identifier { prefix: "AW-", letters: false, example: "AW-123456789" },
    script: &GTAG,
    prepare: "",
    run: "command dataLayer config #",
    grant: "",
    revoke: "",
    cookies: "_gcl_* FPGCLAW FPGCLGB FPAU",
};
