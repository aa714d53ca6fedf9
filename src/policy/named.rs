//! Addresses that a site's own settings name: own vendors' scripts, a vendor's server, the logo, the record.

use samtykke_catalogue::{Purpose, find};

/// What an origin is needed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// All that a vendor of this purpose does, once it is accepted.
    Vendor(Purpose),
    /// A picture, whatever the answer is.
    Image,
    /// A call of ours, whatever the answer is.
    Call,
}

/// An origin, and what for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Such as `https://stats.shop.example`.
    pub origin: String,
    /// Whose it is: a vendor's id; of pictures and calls the setting.
    pub by: String,
    /// What for.
    pub used: Use,
}

/// All that settings name.
pub fn named(pairs: &[(&str, &str)]) -> Vec<Named> {
    let mut all = Vec::new();
    let mut add = |by: &str, address: &str, used: Use| {
        all.extend(origin(address).map(|origin| Named { origin, by: by.to_owned(), used }));
    };
    for (path, value) in pairs {
        match *path {
            "logo" => add(path, value, Use::Image),
            "endpoint" | "config" => add(path, value, Use::Call),
            _ => {}
        }
        if let Some(vendor) = find(path) {
            for id in value.split([',', ' ']) {
                add(vendor.id, id, Use::Vendor(vendor.purpose));
            }
        }
        if let Some((id, purpose)) = own(path, pairs) {
            add(id, value, Use::Vendor(purpose));
        }
    }
    all
}

/// Id and purpose of an owner's own vendor whose script this path names. What the gate leaves out is no vendor.
fn own<'a>(path: &'a str, pairs: &[(&str, &str)]) -> Option<(&'a str, Purpose)> {
    let id = path.strip_prefix("vendors.")?.strip_suffix(".script")?;
    let is_id = id.bytes().all(|one| one.is_ascii_lowercase() || one.is_ascii_digit() || one == b'-');
    let of = |field: &str| {
        let path = format!("vendors.{id}.{field}");
        pairs.iter().find(|(known, _)| *known == path).map_or("", |(_, value)| value)
    };
    let mut purposes =
        [Purpose::Necessary, Purpose::Functional, Purpose::Statistics, Purpose::Marketing].into_iter();
    let purpose = purposes.find(|purpose| purpose.name() == of("purpose"))?;
    (is_id && find(id).is_none() && !of("name").is_empty()).then_some((id, purpose))
}

/// The origin of an address on another host; `None` for the site's own, and for what no header can say.
fn origin(address: &str) -> Option<String> {
    let (scheme, rest) = address.trim().split_once("//")?;
    let scheme = Some(scheme).filter(|scheme| ["https:", "http:", ""].contains(scheme))?;
    let host = rest.split(['/', '?', '#']).next()?.to_ascii_lowercase();
    let is_host = host.bytes().all(|one| one.is_ascii_alphanumeric() || b".-:".contains(&one));
    let scheme = if scheme.is_empty() { "https:" } else { scheme };
    (is_host && host.contains(|one: char| one.is_ascii_alphanumeric())).then(|| format!("{scheme}//{host}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(pairs: &[(&str, &str)]) -> Vec<(String, Use)> {
        named(pairs).into_iter().map(|one| (one.origin, one.used)).collect()
    }

    #[test]
    fn addresses_of_other_hosts_are_named_with_their_use() {
        assert_eq!(
            all(&[
                ("logo", "https://Img.example/logo.svg"),
                ("endpoint", "//record.example:8443/consent?x"),
                ("matomo", "https://stats.example/3"),
                ("policy", "https://elsewhere.example/privacy"),
            ]),
            [
                ("https://img.example".to_owned(), Use::Image),
                ("https://record.example:8443".to_owned(), Use::Call),
                ("https://stats.example".to_owned(), Use::Vendor(Purpose::Statistics)),
            ]
        );
        let own = [("logo", "/logo.svg"), ("logo", "data:image/png;base64,//8="), ("matomo", "/matomo/3")];
        assert_eq!(all(&own), []);
        for hostile in
            ["https://a'; x/", "https://user@a.example/", "https://a b/", "https:///x", "ftp://a.example/"]
        {
            assert_eq!(all(&[("logo", hostile)]), [], "{hostile}");
        }
    }

    #[test]
    fn an_own_vendor_counts_once_the_gate_would_take_it() {
        let whole = [
            ("vendors.acme.name", "Acme"),
            ("vendors.acme.purpose", "marketing"),
            ("vendors.acme.script", "https://cdn.acme.example/t.js"),
        ];
        assert_eq!(all(&whole), [("https://cdn.acme.example".to_owned(), Use::Vendor(Purpose::Marketing))]);
        for missing in 0..2 {
            let rest: Vec<_> = (0..3).filter(|place| *place != missing).map(|place| whole[place]).collect();
            assert_eq!(all(&rest), [], "{rest:?}");
        }
    }
}
