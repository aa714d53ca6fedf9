//! Meta (Facebook).

use super::Vendor;
use crate::purpose::Purpose;

/// The Meta Pixel.
pub const PIXEL: Vendor = Vendor {
    id: "meta",
    name: "Meta (Facebook)",
    purpose: Purpose::Marketing,
    pings: false,
    example: "123456789012345",
};
