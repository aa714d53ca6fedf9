//! Meta (Facebook).

use super::{Identifier, Vendor};
use crate::purpose::Purpose;

/// The Meta Pixel.
pub const PIXEL: Vendor = Vendor {
    id: "meta",
    name: "Meta (Facebook)",
    purpose: Purpose::Marketing,
    pings: false,
    identifier: Identifier { prefix: "", letters: false, example: "123456789012345" },
};
