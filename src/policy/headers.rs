//! The two headers for each of the eight choices.

use crate::named::Use;
use crate::site::Site;
use crate::source;

/// What the server sends with one choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headers {
    /// `Content-Security-Policy`.
    pub policy: String,
    /// `Connection-Allowlist`, which Chromium enforces from version 156 on, `preconnect` included; others ignore it.
    pub connections: String,
}

impl Headers {
    /// For this choice: the bits of the cookie's first digit, functional 1, statistics 2, marketing 4.
    pub fn of(site: &Site, choice: u32) -> Self {
        let hosts = source::hosts(site.allowed_vendors(choice));
        let vendors = hosts.iter().map(|host| format!("https://{host}"));
        let origins =
            once(site.allowed_origins().chain(site.named_for(choice)).map(str::to_owned).chain(vendors));
        let sockets: Vec<String> = hosts.iter().map(|host| format!("wss://{host}")).collect();
        let of = |used: Use| once(site.used_for(used).map(str::to_owned));
        let (images, calls) = (of(Use::Image), of(Use::Call));
        let all = once([&origins, &sockets, &images, &calls].into_iter().flatten().cloned());
        Self { policy: policy(&origins, &sockets, &images, &calls), connections: connections(all.iter()) }
    }

    /// For all eight, in order.
    pub fn all(site: &Site) -> [Self; 8] {
        [0, 1, 2, 3, 4, 5, 6, 7].map(|choice| Self::of(site, choice))
    }
}

/// Inline scripts and styles stay allowed, as most sites need; the one thing this policy is for is who is contacted.
/// `default-src` speaks for images, fonts, frames, media and calls, unless our own picture or record lies elsewhere.
fn policy(origins: &[String], sockets: &[String], images: &[String], calls: &[String]) -> String {
    let all = [origins, sockets].concat();
    let directive = |name: &str, own: &str, others: &[String]| {
        [&[name.to_owned(), own.to_owned()], others].concat().join(" ")
    };
    let mut directives = vec![directive("default-src", "'self' data: blob:", &all)];
    for (name, more) in [("img-src", images), ("connect-src", calls)] {
        if !more.is_empty() {
            directives.push(directive(name, "'self' data: blob:", &[&all, more].concat()));
        }
    }
    directives.extend([
        directive("script-src", "'self' 'unsafe-inline' 'wasm-unsafe-eval'", origins),
        directive("style-src", "'self' 'unsafe-inline'", origins),
        directive("worker-src", "'self' blob:", &[]),
        directive("object-src", "'none'", &[]),
        directive("base-uri", "'self'", &[]),
        directive("form-action", "'self'", origins),
    ]);
    directives.join("; ")
}

/// Each once.
fn once(all: impl Iterator<Item = String>) -> Vec<String> {
    let mut once = Vec::new();
    for one in all {
        if !once.contains(&one) {
            once.push(one);
        }
    }
    once
}

/// URL patterns; `response-origin` is the site's own.
fn connections<'a>(origins: impl Iterator<Item = &'a String>) -> String {
    let mut patterns = vec!["response-origin".to_owned()];
    patterns.extend(origins.map(|origin| format!("\"{origin}/*\"")));
    format!("({})", patterns.join(" "))
}

/// The element of the strict tier, to stand first in the head: scripts run only with this nonce or from the site's own
/// host. It marks what the owner wants, and is no defence against an attacker, so it may be constant.
pub fn strict_meta(nonce: &str) -> String {
    let nonce: String = nonce.chars().filter(char::is_ascii_alphanumeric).collect();
    format!(
        "<meta http-equiv=\"Content-Security-Policy\" \
         content=\"script-src-elem 'self' 'nonce-{nonce}'; script-src-attr 'none'\">"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> Site {
        Site::new(["hotjar", "linkedin"]).unwrap().allow("https://cdn.example").unwrap()
    }

    #[test]
    fn a_refusal_leaves_the_site_and_whom_it_allows() {
        let Headers { policy, connections } = Headers::of(&site(), 0);
        assert!(policy.starts_with("default-src 'self' data: blob: https://cdn.example; script-src 'self' "));
        assert!(!policy.contains("hotjar") && !policy.contains("linkedin"), "{policy}");
        assert_eq!(connections, r#"(response-origin "https://cdn.example/*")"#);
    }

    #[test]
    fn each_purpose_opens_its_vendors_in_both_headers() {
        let all = Headers::all(&site());
        for (choice, Headers { policy, connections }) in (0_u32..).zip(&all) {
            for (bit, host) in [(2, "https://*.hotjar.com"), (4, "https://px.ads.linkedin.com")] {
                assert_eq!(policy.contains(host), choice & bit != 0, "{choice}: {policy}");
                assert_eq!(connections.contains(host), choice & bit != 0, "{choice}: {connections}");
            }
        }
        assert!(all[2].policy.contains("wss://*.hotjar.com"), "sockets too");
    }

    #[test]
    fn what_the_settings_name_is_not_blocked() {
        let site = Site::from_settings([
            ("matomo", "https://stats.example/3"),
            ("logo", "https://img.example/logo.svg"),
            ("endpoint", "https://record.example/consent"),
            ("vendors.acme.name", "Acme"),
            ("vendors.acme.purpose", "marketing"),
            ("vendors.acme.script", "https://cdn.acme.example/t.js"),
        ]);
        for (choice, Headers { policy, connections }) in (0_u32..).zip(&Headers::all(&site)) {
            let of = |name: &str| policy.split("; ").find(|one| one.starts_with(name)).unwrap_or_default();
            for (bit, host) in [(2, "https://stats.example"), (4, "https://cdn.acme.example")] {
                for name in ["default-src", "script-src", "img-src", "connect-src"] {
                    assert_eq!(of(name).contains(host), choice & bit != 0, "{choice}: {policy}");
                }
                assert_eq!(connections.contains(host), choice & bit != 0, "{choice}: {connections}");
            }
            for (name, host) in
                [("img-src", "https://img.example"), ("connect-src", "https://record.example")]
            {
                assert!(of(name).contains(host) && connections.contains(host), "{choice}: {policy}");
                assert_eq!(policy.matches(host).count(), 1, "{policy}");
            }
        }
        assert_eq!(site.unsaid(), [""; 0]);
        assert_eq!(site.own_vendors().collect::<Vec<_>>(), ["acme"]);
    }

    #[test]
    fn a_nonce_cannot_break_out_of_its_element() {
        assert_eq!(
            strict_meta("own'\"><x"),
            "<meta http-equiv=\"Content-Security-Policy\" content=\"script-src-elem 'self' 'nonce-ownx'; script-src-attr 'none'\">"
        );
    }
}
