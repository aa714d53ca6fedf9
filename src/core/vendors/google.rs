//! Google Analytics 4 and Google Ads. Both send cookieless pings while Consent Mode denies them.

use super::Vendor;
use crate::purpose::Purpose;

/// Google Analytics 4.
pub const ANALYTICS: Vendor = Vendor {
    id: "google-analytics",
    name: "Google Analytics",
    purpose: Purpose::Statistics,
    pings: true,
    example: "G-ABC123DEF4",
};

/// Google Ads: conversions and remarketing.
pub const ADS: Vendor = Vendor {
    id: "google-ads",
    name: "Google Ads",
    purpose: Purpose::Marketing,
    pings: true,
    example: "AW-123456789",
};
