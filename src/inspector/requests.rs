//! Requests to other hosts than the page's own.

use samtykke_browser::element::Element;
use samtykke_browser::network::Request;

use crate::findings::Findings;
use crate::signal::Signal;
use crate::view::{aside, cell, decimals, name, note, number, seconds, section as frame, table};

/// Requests that went to the same host with the same consent signal.
#[derive(Clone, Debug, PartialEq)]
pub struct Group<'a> {
    /// The host.
    pub host: &'a str,
    /// What Google was told about consent.
    pub signal: Option<Signal>,
    /// How many requests.
    pub count: usize,
    /// When the first began, in milliseconds since the navigation did.
    pub first: f64,
    /// What asked, each once: `script`, `img` …
    pub initiators: Vec<&'a str>,
    /// Bytes received, `None` if the browser told none of them.
    pub bytes: Option<u64>,
}

/// The section.
pub fn section(findings: &Findings) -> Element {
    let groups = groups(&findings.requests, &findings.host);
    let content = if groups.is_empty() {
        note("None so far.")
    } else {
        table("requests", &["Host", "By", "Count", "Size", "First"], groups.iter().map(row))
    };
    frame("requests", "Requests to other hosts", [content])
}

fn row(group: &Group) -> Vec<Element> {
    let host = name(group.host.to_owned());
    vec![
        match group.signal {
            Some(signal) => host.child(aside(format!("Told Google: {}", signal.words()))),
            None => host,
        },
        cell(group.initiators.join(", ")),
        number(group.count.to_string()),
        number(group.bytes.map_or_else(|| "not told".to_owned(), size)),
        number(seconds(group.first)),
    ]
}

/// The requests to other hosts than `own`, by host and signal, in the order the browser told of them.
pub fn groups<'a>(requests: &'a [Request], own: &str) -> Vec<Group<'a>> {
    let mut groups: Vec<Group> = Vec::new();
    for request in requests {
        let Some(host) = host(&request.url).filter(|host| *host != own) else { continue };
        let signal = Signal::of(&request.url);
        match groups.iter_mut().find(|group| group.host == host && group.signal == signal) {
            Some(group) => group.add(request),
            None => groups.push(Group::new(host, signal, request)),
        }
    }
    groups
}

impl<'a> Group<'a> {
    fn new(host: &'a str, signal: Option<Signal>, first: &'a Request) -> Self {
        let Request { start, initiator, bytes, .. } = first;
        Self { host, signal, count: 1, first: *start, initiators: vec![initiator], bytes: *bytes }
    }

    fn add(&mut self, request: &'a Request) {
        self.count += 1;
        self.first = self.first.min(request.start);
        if !self.initiators.contains(&request.initiator.as_str()) {
            self.initiators.push(&request.initiator);
        }
        self.bytes = match (self.bytes, request.bytes) {
            (Some(sum), Some(bytes)) => Some(sum + bytes),
            (sum, bytes) => sum.or(bytes),
        };
    }
}

/// The host of an address as the browser writes it: no user names, lower case. `None` for `data:` and the like.
fn host(url: &str) -> Option<&str> {
    let rest = url.split_once(':')?.1.strip_prefix("//")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    // An IPv6 address is full of colons, inside brackets.
    let host = match authority.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
        _ => authority,
    };
    (!host.is_empty()).then_some(host)
}

/// `812 B` or `12.5 kB`, rounded up.
fn size(bytes: u64) -> String {
    if bytes < 1000 { format!("{bytes} B") } else { format!("{} kB", decimals(bytes.div_ceil(100), 10)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::example::{findings, request};

    #[test]
    fn groups_by_host_and_signal_in_order() {
        let requests = [
            request("https://shop.example/a.js", 1.0, "script", Some(10)),
            request("https://ga.example/collect?gcs=G100", 40.0, "beacon", None),
            request("https://ga.example/collect?gcs=G100&n=2", 30.0, "fetch", None),
            request("https://ga.example/collect?gcs=G111", 90.0, "fetch", Some(5)),
            request("https://px.example:8443/", 20.0, "img", Some(7)),
            request("https://px.example:8443/2", 21.0, "img", Some(8)),
            request("data:text/plain,hello", 2.0, "img", None),
        ];
        let groups = groups(&requests, "shop.example");
        let seen: Vec<_> =
            groups.iter().map(|group| (group.host, group.count, group.first, group.bytes)).collect();
        assert_eq!(
            seen,
            [
                ("ga.example", 2, 30.0, None),
                ("ga.example", 1, 90.0, Some(5)),
                ("px.example", 2, 20.0, Some(15)),
            ]
        );
        assert_eq!(groups.first().map(|group| group.initiators.clone()), Some(vec!["beacon", "fetch"]));
    }

    #[test]
    fn finds_the_host() {
        assert_eq!(host("https://a.example/x?y"), Some("a.example"));
        assert_eq!(host("http://a.example:8080?y"), Some("a.example"));
        assert_eq!(host("http://[::1]/"), Some("[::1]"));
        assert_eq!(host("http://[::1]:80/"), Some("[::1]"));
        assert_eq!(host("about:blank"), None);
    }

    #[test]
    fn shows_the_signal_and_the_unknown_size() {
        let words = section(&findings()).words();
        assert!(
            words.contains("www.google-analytics.comTold Google: ads denied, statistics denied"),
            "{words}"
        );
        assert!(words.contains("not told"), "{words}");
        assert!(!words.contains("shop.example"), "{words}");
    }

    #[test]
    fn sizes_are_decimal() {
        assert_eq!(size(812), "812 B");
        assert_eq!(size(12_440), "12.5 kB");
    }
}
