use super::*;
use proptest::prelude::*;

/// Cookies and keys of several vendors: Google's ad tags share theirs, Piwik PRO began as Matomo.
const SHARED: &[(&str, &[&str])] = &[
    ("_ga", &["google-analytics", "universal-analytics"]),
    ("_gid", &["google-analytics", "universal-analytics"]),
    ("_gat*", &["google-analytics", "universal-analytics"]),
    ("_gac_*", &["google-analytics", "google-ads"]),
    ("_gcl_au", &["google-ads", "google-floodlight"]),
    ("_gcl_aw", &["google-ads", "google-floodlight"]),
    ("_gcl_*", &["google-ads", "google-floodlight"]),
    ("_gcl_ls", &["google-ads", "google-floodlight"]),
    ("_pk_id.*", &["matomo", "piwik-pro"]),
    ("_pk_ses.*", &["matomo", "piwik-pro"]),
];

fn id(url: &str) -> Option<&'static str> {
    by_url(url).map(|vendor| vendor.id)
}

/// Some text that a pattern of names stands for.
fn instance(pattern: &str) -> String {
    pattern.replace('*', "x7")
}

/// Some address that a pattern of host and path stands for.
fn address(pattern: &str) -> String {
    let pattern = pattern.strip_prefix("*/").map_or(pattern.to_owned(), |file| format!("a.test/js/{file}"));
    let pattern = pattern.replace(".*/", ".no/").replace('*', "en_US");
    let parameter = if pattern.contains('?') { "7" } else { "" };
    format!("https://{pattern}{parameter}")
}

#[test]
fn there_are_85_vendors() {
    assert_eq!(VENDORS.len(), 85);
    for vendor in VENDORS {
        assert_eq!(find(vendor.id), Some(vendor));
    }
    assert_eq!(find(""), None);
}

#[test]
fn every_vendor_is_found_by_its_own_hosts() {
    for vendor in VENDORS {
        for host in vendor.hosts {
            let domain = host.trim_start_matches('.');
            assert_eq!(id(&format!("https://{domain}/x.js")), Some(vendor.id), "{host}");
            let below = id(&format!("https://any.{domain}/x.js"));
            assert_eq!(below == Some(vendor.id), host.starts_with('.'), "{host}");
        }
    }
}

#[test]
fn every_vendor_is_found_by_its_own_urls() {
    for vendor in VENDORS {
        for pattern in vendor.urls {
            let address = address(pattern);
            assert_eq!(id(&address), Some(vendor.id), "{pattern} {address}");
        }
    }
}

#[test]
fn every_vendor_is_found_by_its_own_cookies_and_keys() {
    for vendor in VENDORS {
        for cookie in vendor.cookies {
            assert_found(vendor, cookie.name, by_cookie(&instance(cookie.name)));
        }
        for key in vendor.storage {
            assert_found(vendor, key, by_storage(&instance(key)));
        }
    }
}

/// The vendor itself, or the one before it that shares the name.
fn assert_found(vendor: &Vendor, name: &str, found: Option<&Vendor>) {
    let shared = SHARED.iter().find(|(shared, _)| *shared == name);
    let expected = shared.map_or(vendor.id, |(_, ids)| ids[0]);
    assert_eq!(found.map(|found| found.id), Some(expected), "{name}");
}

#[test]
fn only_what_is_listed_is_shared() {
    for (name, ids) in SHARED {
        for vendor in VENDORS {
            let claims =
                vendor.cookies.iter().any(|cookie| cookie.name == *name) || vendor.storage.contains(name);
            assert_eq!(claims, ids.contains(&vendor.id), "{} {name}", vendor.id);
        }
    }
    let mut seen = std::collections::HashMap::new();
    for vendor in VENDORS {
        for name in vendor.cookies.iter().map(|cookie| cookie.name).chain(vendor.storage.iter().copied()) {
            let first = *seen.entry(name).or_insert(vendor.id);
            let shared = SHARED.iter().any(|(shared, ids)| *shared == name && ids.contains(&vendor.id));
            assert!(first == vendor.id || shared, "{name} is of {first} and of {}", vendor.id);
        }
    }
}

#[test]
fn the_address_that_says_most_decides() {
    for (url, vendor) in [
        ("https://www.googletagmanager.com/gtag/js?id=G-ABC", "google-analytics"),
        ("https://www.googletagmanager.com/gtag/js?l=layer&id=AW-1", "google-ads"),
        ("https://www.googletagmanager.com/gtag/destination?id=DC-1&cx=c", "google-floodlight"),
        ("https://www.googletagmanager.com/gtag/js?id=GT-ABC", "google-tag-loader"),
        ("https://www.googletagmanager.com/gtm.js?id=GTM-1", "google-tag-manager"),
        ("https://region1.google-analytics.com/g/collect?v=2", "google-analytics"),
        ("https://www.google-analytics.com/analytics.js", "universal-analytics"),
        ("https://www.google-analytics.com/g/collect?v=2", "google-analytics"),
        ("https://www.google.no/pagead/1p-user-list/1/", "google-ads"),
        ("https://www.google.co.uk/maps/embed?pb=1", "google-maps"),
        ("https://www.google.com/recaptcha/api.js?render=1", "google-recaptcha"),
        ("https://123.fls.doubleclick.net/activityi;src=123", "google-floodlight"),
        ("https://ad.doubleclick.net/activity;src=123", "google-floodlight"),
        ("https://ad.doubleclick.net/ddm/trackclk/1", "google-ads"),
        ("https://pagead2.googlesyndication.com/ccm/collect?en=page_view", "google-ads"),
        ("https://pagead2.googlesyndication.com/pagead/js/adsbygoogle.js", "google-adsense"),
        ("//connect.facebook.net/en_US/fbevents.js", "meta"),
        ("https://connect.facebook.net/nb_NO/sdk.js", "facebook-sdk"),
        ("https://www.facebook.com/tr/?id=1", "meta"),
        ("https://www.facebook.com/tr?id=1", "meta"),
        ("https://www.facebook.com/traffic", "facebook-sdk"),
        ("https://www.linkedin.com/embed/feed/update/1", "linkedin-embed"),
        ("https://bat.bing.com/p/action/1.js", "microsoft-uet"),
        ("https://www.clarity.ms/tag/uet/1", "microsoft-clarity"),
        ("https://koi-3QABC1DEF2.marketingautomation.services/client/ss.js?ver=2.4.0", "sharpspring"),
        ("https://stats.butikk.example/matomo.php?idsite=1", "matomo"),
        ("https://shop.piwik.pro/piwik.js", "piwik-pro"),
        ("wss://ws.hotjar.com/api", "hotjar"),
        ("HTTPS://PLAUSIBLE.IO/js/script.js", "plausible"),
        ("https://plausible.io:443", "plausible"),
        ("https://plausible.io./js/script.js", "plausible"),
    ] {
        assert_eq!(id(url), Some(vendor), "{url}");
    }
}

#[test]
fn what_only_looks_alike_is_nobodys() {
    for url in [
        "https://connect.facebook.net.evil.test/en_US/fbevents.js",
        "https://connect.facebook.net@evil.test/",
        "https://evil.test\\@connect.facebook.net/",
        "https://evil.test/connect.facebook.net/",
        "https://evil.test?connect.facebook.net/",
        "https://evil.test#//connect.facebook.net/",
        "https://notplausible.io/js/script.js",
        "https://xgoogle-analytics.com/",
        "https://www.google.evil.test/pagead/",
        "https://www.google.evil/pagead/",
        "https://www.google.com.evil.test/maps",
        "https://www.google.com/",
        "https://www.google.com/mapsx",
        "https://www.linkedin.com/company/x",
        "https://evil.test/xmatomo.js",
        "https://evil.test/?/matomo.js",
        "javascript://connect.facebook.net/%0aalert(1)",
        "data:text/plain,https://connect.facebook.net/",
        "connect.facebook.net/en_US/fbevents.js",
        "/en_US/fbevents.js",
        "https:///connect.facebook.net",
        "https://",
        "//",
        "",
    ] {
        assert_eq!(id(url), None, "{url}");
    }
}

#[test]
fn the_name_that_says_most_decides() {
    let cookie = |name| by_cookie(name).map(|vendor| vendor.id);
    assert_eq!(cookie("AMP_TOKEN"), Some("google-analytics"));
    assert_eq!(cookie("AMP_abc"), Some("amplitude"));
    for nobodys in ["", "_gab", "x_ga", "_GA", "samtykke", "*"] {
        assert_eq!(cookie(nobodys), None, "{nobodys}");
    }
    assert_eq!(by_storage("li_adsId_sync").map(|vendor| vendor.id), Some("linkedin"));
    assert_eq!(by_storage("li_ads"), None);
}

#[test]
fn no_objection_is_swept() {
    for vendor in VENDORS {
        let swept: Vec<_> = vendor.swept().collect();
        for kept in vendor.keep {
            assert!(!swept.iter().any(|pattern| name::fits(pattern, kept)), "{} {kept}", vendor.id);
        }
    }
    let posthog: Vec<_> = find("posthog").unwrap().swept().collect();
    assert_eq!(posthog, ["ph_*"]);
}

#[test]
fn all_else_is_swept() {
    for vendor in VENDORS {
        let names = vendor.cookies.iter().map(|cookie| cookie.name).chain(vendor.storage.iter().copied());
        for name in names.filter(|name| !vendor.keep.contains(name)) {
            let times = vendor.swept().filter(|pattern| name::fits(pattern, name)).count();
            assert_eq!(times, 1, "{} {name}", vendor.id);
        }
    }
}

#[test]
fn vendors_without_a_signal_reload_after_their_script_has_run() {
    for vendor in ["linkedin", "tiktok-pixel", "hotjar", "snapchat-pixel", "sharpspring"] {
        assert!(find(vendor).unwrap().reload, "{vendor}");
    }
    // Seen clean after their own signal.
    for vendor in ["google-analytics", "google-ads", "meta", "microsoft-uet", "pinterest-tag", "matomo"] {
        let vendor = find(vendor).unwrap();
        assert!(!vendor.reload && vendor.signal.is_some(), "{}", vendor.id);
    }
}

#[test]
fn a_purpose_is_the_same_in_core() {
    for purpose in [Purpose::Necessary, Purpose::Functional, Purpose::Statistics, Purpose::Marketing] {
        let core = samtykke_core::Purpose::from_bit(purpose.bit()).unwrap();
        assert_eq!(core.name(), purpose.name());
    }
}

proptest! {
    #[test]
    fn any_text_is_somebodys_or_nobodys(text in "\\PC{0,60}") {
        let _ = (by_url(&text), by_cookie(&text), by_storage(&text), find(&text));
    }

    #[test]
    fn any_address_is_somebodys_or_nobodys(host in "\\PC{0,20}", path in "\\PC{0,30}") {
        let _ = by_url(&format!("https://{host}/{path}"));
    }

    #[test]
    fn a_known_host_in_front_of_another_tells_nothing(place in 0..VENDORS.len(), below in "[a-z]{3,8}") {
        for host in VENDORS[place].hosts {
            let host = host.trim_start_matches('.');
            prop_assert_eq!(id(&format!("https://{host}.{below}.test/")), None);
            prop_assert_eq!(id(&format!("https://{below}.test/{host}/")), None);
            prop_assert_eq!(id(&format!("https://{host}@{below}.test/")), None);
            prop_assert_eq!(id(&format!("https://{below}-{host}.test/")), None);
        }
    }

    #[test]
    fn a_path_never_takes_a_host_from_its_vendor(place in 0..VENDORS.len(), path in "[a-z0-9/]{0,12}") {
        for host in VENDORS[place].hosts {
            let host = host.trim_start_matches('.');
            let url = format!("https://{host}/{path}");
            prop_assert!(by_url(&url).is_some(), "{}", url);
        }
    }
}
