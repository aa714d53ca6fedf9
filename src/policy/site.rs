//! Which vendors a site uses, and whom it always allows.

use crate::named::{Named, Use, named};
use crate::source;
use samtykke_catalogue::{Purpose, Vendor, find};
use std::fmt;

/// What the headers of a site depend on.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// The vendors of its tags, managed and marked.
    vendors: Vec<&'static Vendor>,
    /// Origins that are always allowed.
    allowed: Vec<String>,
    /// What its settings name on other hosts.
    named: Vec<Named>,
    /// Basic mode: vendors that could ping without cookies must not.
    basic: bool,
}

/// Why a site cannot be described.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SiteError {
    /// The catalogue has no vendor of this id.
    UnknownVendor(String),
    /// Not an origin such as `https://cdn.example`.
    NotAnOrigin(String),
}

impl fmt::Display for SiteError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownVendor(id) => write!(out, "no vendor is called {id:?}"),
            Self::NotAnOrigin(text) => write!(out, "{text:?} is no origin such as https://cdn.example"),
        }
    }
}

impl std::error::Error for SiteError {}

impl Site {
    /// A site with these vendors, in advanced mode.
    ///
    /// # Errors
    /// Names the first id that the catalogue does not have.
    pub fn new<'a>(ids: impl IntoIterator<Item = &'a str>) -> Result<Self, SiteError> {
        let mut site = Self::default();
        for id in ids {
            site.add(find(id).ok_or_else(|| SiteError::UnknownVendor(id.into()))?);
        }
        Ok(site)
    }

    /// A site as its settings describe it: each path that is a vendor's id, `mode`, and whatever they name on other hosts.
    pub fn from_settings<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let pairs: Vec<_> = pairs.into_iter().collect();
        let mut site = Self { named: named(&pairs), ..Self::default() };
        for (path, value) in pairs {
            match find(path) {
                Some(vendor) => site.add(vendor),
                // What nobody knows may have been meant as basic.
                None if path == "mode" => site.basic = value != "advanced",
                None => {}
            }
        }
        site
    }

    /// The same site with one more vendor, such as that of a marked tag.
    ///
    /// # Errors
    /// When the catalogue has no such vendor.
    pub fn vendor(mut self, id: &str) -> Result<Self, SiteError> {
        self.add(find(id).ok_or_else(|| SiteError::UnknownVendor(id.into()))?);
        Ok(self)
    }

    /// The same site with one more origin that is always allowed.
    ///
    /// # Errors
    /// When it is no origin: a scheme of `https` or `wss`, a host, perhaps `*.` before it or a port behind it.
    pub fn allow(mut self, origin: &str) -> Result<Self, SiteError> {
        let host = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("wss://"));
        let host = host.map(|host| host.strip_prefix("*.").unwrap_or(host));
        let is_host = |host: &str| {
            host.contains(|one: char| one.is_ascii_alphanumeric())
                && host.bytes().all(|one| one.is_ascii_alphanumeric() || b".-:".contains(&one))
        };
        if !host.is_some_and(is_host) {
            return Err(SiteError::NotAnOrigin(origin.into()));
        }
        self.allowed.push(origin.into());
        Ok(self)
    }

    fn add(&mut self, vendor: &'static Vendor) {
        if !self.vendors.contains(&vendor) {
            self.vendors.push(vendor);
        }
    }

    /// All its vendors.
    pub fn vendors(&self) -> impl Iterator<Item = &'static Vendor> {
        self.vendors.iter().copied()
    }

    /// The ids of vendors that only its settings know. Letters, digits and hyphens.
    pub fn own_vendors(&self) -> impl Iterator<Item = &str> {
        let own = |one: &&Named| matches!(one.used, Use::Vendor(_)) && find(&one.by).is_none();
        self.named.iter().filter(own).map(|one| one.by.as_str())
    }

    /// What the catalogue says of its vendors and no policy can say, unless the settings say it.
    pub(crate) fn unsaid(&self) -> Vec<&'static str> {
        source::unsaid(self.vendors().filter(|vendor| self.named.iter().all(|one| one.by != vendor.id)))
    }

    /// The vendors that may be contacted after this choice (functional 1, statistics 2, marketing 4).
    pub(crate) fn allowed_vendors(&self, choice: u32) -> impl Iterator<Item = &'static Vendor> {
        self.vendors().filter(move |vendor| allows(vendor.purpose, choice) || (vendor.pings && !self.basic))
    }

    /// The origins that its settings name for vendors which may be contacted after this choice.
    pub(crate) fn named_for(&self, choice: u32) -> impl Iterator<Item = &str> {
        self.named
            .iter()
            .filter(move |one| matches!(one.used, Use::Vendor(purpose) if allows(purpose, choice)))
            .map(|one| one.origin.as_str())
    }

    /// The origins that its settings name for pictures or calls of ours.
    pub(crate) fn used_for(&self, used: Use) -> impl Iterator<Item = &str> {
        self.named.iter().filter(move |one| one.used == used).map(|one| one.origin.as_str())
    }

    pub(crate) fn allowed_origins(&self) -> impl Iterator<Item = &str> {
        self.allowed.iter().map(String::as_str)
    }
}

fn allows(purpose: Purpose, choice: u32) -> bool {
    purpose == Purpose::Necessary || purpose.bit() & choice != 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(site: &Site, choice: u32) -> Vec<&'static str> {
        site.allowed_vendors(choice).map(|vendor| vendor.id).collect()
    }

    #[test]
    fn a_vendor_is_allowed_with_its_purpose() {
        let site = Site::new(["hotjar", "criteo", "survicate", "stripe"]).unwrap();
        assert_eq!(ids(&site, 0), ["stripe"]);
        assert_eq!(ids(&site, 1), ["survicate", "stripe"]);
        assert_eq!(ids(&site, 2), ["hotjar", "stripe"]);
        assert_eq!(ids(&site, 7), ["hotjar", "criteo", "survicate", "stripe"]);
    }

    #[test]
    fn only_advanced_mode_pings() {
        let settings = [("google-analytics", "G-TEST000001"), ("lang", "nb")];
        assert_eq!(ids(&Site::from_settings(settings), 0), ["google-analytics"]);
        for mode in ["basic", "bsaic"] {
            let site = Site::from_settings(settings.into_iter().chain([("mode", mode)]));
            assert_eq!(ids(&site, 0), [""; 0], "{mode}");
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        assert_eq!(Site::new(["nobody"]).unwrap_err(), SiteError::UnknownVendor("nobody".into()));
        for wrong in
            ["cdn.example", "http://cdn.example", "https://", "https://a.example/x", "https://a'; x", "*"]
        {
            assert_eq!(Site::default().allow(wrong).unwrap_err(), SiteError::NotAnOrigin(wrong.into()));
        }
        for right in ["https://cdn.example", "https://*.example:8443", "wss://chat.example"] {
            assert!(Site::default().allow(right).is_ok(), "{right}");
        }
    }
}
