//! Which vendor sets a cookie of which name.

use samtykke_core::vendors::{self, Vendor};

/// The managed vendor whose cookie has this name.
pub fn setter(cookie: &str) -> Option<&'static Vendor> {
    samtykke_catalogue::by_cookie(cookie).and_then(|vendor| vendors::find(vendor.id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_names_tell_the_vendor() {
        assert_eq!(setter("").map(|vendor| vendor.id), None);
        assert_eq!(setter("_fbp").map(|vendor| vendor.id), Some("meta"));
        assert_eq!(setter("_ga_X").map(|vendor| vendor.id), Some("google-analytics"));
    }
}
