//! LinkedIn. Its tag knows no consent call: it runs, or it is not there.

use super::Vendor;
use crate::purpose::Purpose;

/// The LinkedIn Insight Tag.
pub const INSIGHT: Vendor = Vendor {
    id: "linkedin",
    name: "LinkedIn",
    purpose: Purpose::Marketing,
    pings: false,
    example: "1234567",
};
