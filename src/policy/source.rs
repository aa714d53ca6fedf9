//! A vendor's addresses as a policy can say them: whole hosts.

use samtykke_catalogue::Vendor;

/// Hosts, `*.` before those that stand for all below them; each once, in the catalogue's order.
pub fn hosts<'a>(vendors: impl IntoIterator<Item = &'a Vendor>) -> Vec<String> {
    let mut all = Vec::new();
    for vendor in vendors {
        for pattern in vendor.hosts.iter().chain(vendor.urls) {
            for host in said(pattern) {
                if !all.contains(&host) {
                    all.push(host);
                }
            }
        }
    }
    all
}

/// The patterns of the catalogue that no policy can say: a file on any host.
pub fn unsaid<'a>(vendors: impl IntoIterator<Item = &'a Vendor>) -> Vec<&'a str> {
    let patterns = vendors.into_iter().flat_map(|vendor| vendor.hosts.iter().chain(vendor.urls));
    patterns.copied().filter(|pattern| said(pattern).is_empty()).collect()
}

/// A host with all below it takes two sources. A country's ending cannot be left open, so `.com` stands for all.
fn said(pattern: &str) -> Vec<String> {
    if let Some(domain) = pattern.strip_prefix('.') {
        return vec![domain.to_owned(), format!("*.{domain}")];
    }
    match pattern.split('/').next().unwrap_or_default() {
        "*" => Vec::new(),
        host => vec![host.strip_suffix(".*").map_or_else(|| host.to_owned(), |name| format!("{name}.com"))],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use samtykke_catalogue::{VENDORS, find};

    #[test]
    fn a_domain_takes_two_sources_and_a_path_its_host() {
        let found = ["hotjar", "meta"].map(|id| find(id).unwrap());
        assert_eq!(
            hosts(found),
            [
                "hotjar.com",
                "*.hotjar.com",
                "hotjar.io",
                "*.hotjar.io",
                "connect.facebook.net",
                "www.facebook.com"
            ]
        );
    }

    #[test]
    fn a_country_is_com_and_a_file_anywhere_is_unsaid() {
        assert_eq!(said("www.google.*/maps"), ["www.google.com"]);
        assert_eq!(said("*/matomo.js"), [""; 0]);
        assert!(unsaid(find("matomo")).contains(&"*/matomo.js"));
    }

    #[test]
    fn every_vendor_has_hosts_that_no_policy_misreads() {
        for vendor in VENDORS {
            let hosts = hosts([vendor]);
            assert!(!hosts.is_empty(), "{}", vendor.id);
            for host in hosts {
                let rest = host.strip_prefix("*.").unwrap_or(&host);
                assert!(
                    rest.bytes().all(|one| one.is_ascii_alphanumeric() || b".-".contains(&one)),
                    "{host}"
                );
            }
        }
    }
}
