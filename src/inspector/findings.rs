//! Everything there is to show, gathered at one moment.

use samtykke_browser::jar::{self, Cookie};
use samtykke_browser::network::Request;
use samtykke_browser::samtykke::{self, Samtykke};
use samtykke_browser::{Error, page};

/// What was found. A part the browser or the page did not give says why.
#[derive(Clone, Debug, PartialEq)]
pub struct Findings {
    /// The product's own account.
    pub samtykke: Result<Samtykke, Error>,
    /// The cookies a script can see.
    pub cookies: Result<Vec<Cookie>, Error>,
    /// The requests so far, in the order the browser told of them.
    pub requests: Vec<Request>,
    /// The page's own host.
    pub host: String,
}

impl Findings {
    /// Gathers them now. The requests are told over time, so they come from the caller.
    pub fn now(requests: Vec<Request>) -> Self {
        Self {
            samtykke: samtykke::read(),
            cookies: jar::cookies(),
            requests,
            // A page without a host, such as a file, has only other hosts.
            host: page::host().unwrap_or_default(),
        }
    }
}

#[cfg(test)]
pub(crate) mod example {
    use std::collections::BTreeMap;

    use samtykke_browser::samtykke::{Consent, Decision};

    use super::*;

    /// A page where statistics were accepted after 9 seconds, marketing was not.
    pub(crate) fn findings() -> Findings {
        Findings {
            samtykke: Ok(Samtykke {
                consent: Consent {
                    decided: true,
                    statistics: true,
                    vendors: BTreeMap::from(
                        [("google-analytics", true), ("hotjar", false), ("linkedin", true), ("meta", false)]
                            .map(|(vendor, accepted)| (vendor.to_owned(), accepted)),
                    ),
                    day: Some(20_780),
                    revision: 2,
                    reference: "a1b2c3d4e5f6".to_owned(),
                    ..Consent::default()
                },
                log: vec![
                    decision(112.4, "google-analytics", "cookieless", "no-answer"),
                    decision(112.6, "meta", "hold", "no-answer"),
                    decision(402.0, "statistics/hotjar", "hold", "no-answer"),
                    decision(9_004.0, "google-analytics", "release", "purpose-accepted"),
                ],
                version: "0.1.0".to_owned(),
            }),
            cookies: Ok(jar::parse("samtykke=1; theme=dark")),
            requests: vec![
                request("https://shop.example/app.js", 80.0, "script", Some(4_000)),
                request("https://www.google-analytics.com/g/collect?v=2&gcs=G100", 300.0, "fetch", None),
            ],
            host: "shop.example".to_owned(),
        }
    }

    pub(crate) fn decision(at: f64, subject: &str, verdict: &str, reason: &str) -> Decision {
        Decision(at, subject.to_owned(), verdict.to_owned(), reason.to_owned())
    }

    pub(crate) fn request(url: &str, start: f64, initiator: &str, bytes: Option<u64>) -> Request {
        Request { url: url.to_owned(), start, initiator: initiator.to_owned(), bytes }
    }
}
