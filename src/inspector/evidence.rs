//! Everything there is to judge by, as it stands now.

use std::ops::Deref;

use samtykke_browser::jar::{self, Cookie};
use samtykke_browser::layer::{self, Entry};
use samtykke_browser::markup::{self, Control, Tag};
use samtykke_browser::policy::Violation;
use samtykke_browser::samtykke::{self, Samtykke};
use samtykke_browser::store::{self, Area, Item};
use samtykke_browser::{Error, page};

use crate::catalogue::{self, Known};
use crate::hit::Seen;
use crate::text::{after_scheme, cut, fill, parts};

/// What was seen. A part the browser or the page did not give says why.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// The product's own account.
    pub samtykke: Result<Samtykke, Error>,
    /// The owner's settings.
    pub settings: Vec<(String, String)>,
    /// The cookies a script can see.
    pub cookies: Result<Vec<Cookie>, Error>,
    /// How many seconds cookies have left, where the browser tells; `None` for one that ends with the session.
    pub lives: Vec<(String, Option<f64>)>,
    /// The keys of the local storage, then of the session storage.
    pub stored: [Result<Vec<Item>, Error>; 2],
    /// Whether the browser tells of requests.
    pub requests: Result<(), Error>,
    /// The requests, in the order the browser told of them.
    pub seen: Vec<Seen>,
    /// The entries of `dataLayer`, in its order.
    pub entries: Vec<Pushed>,
    /// Cookies and keys that were written since the inspector opened.
    pub writes: Vec<Write>,
    /// What the Content Security Policy blocked, each once, and when the inspector heard of it.
    pub violations: Vec<(f64, Violation)>,
    /// The page's tags.
    pub tags: Vec<Placed>,
    /// The visible controls that accept, each with its counterpart.
    pub controls: Vec<(Control, Option<Control>)>,
    /// The page's own host.
    pub host: String,
    /// When the inspector opened, in milliseconds since the navigation began.
    pub opened: f64,
}

/// A tag of the page, and whose it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// As it stands in the markup.
    pub tag: Tag,
    /// The vendor of its address.
    pub known: Option<&'static Known>,
}

impl From<Tag> for Placed {
    fn from(tag: Tag) -> Self {
        Self { known: catalogue::vendor(&tag.address), tag }
    }
}

impl Deref for Placed {
    type Target = Tag;

    fn deref(&self) -> &Tag {
        &self.tag
    }
}

/// An entry of `dataLayer`.
#[derive(Clone, Debug, PartialEq)]
pub struct Pushed {
    /// When, if the inspector was open by then.
    pub at: Option<f64>,
    /// What.
    pub entry: Entry,
}

/// Something was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Write {
    /// When, in milliseconds since the navigation began.
    pub at: f64,
    /// The cookie's name, or the key.
    pub name: String,
    /// Where, and for how long.
    pub kept: Kept,
}

/// Where something is kept.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kept {
    /// A cookie with so many days to live; `None` until the browser is closed.
    Cookie(Option<f64>),
    /// A cookie that was deleted.
    Deleted,
    /// The local storage.
    Local,
    /// The session storage.
    Session,
}

impl Evidence {
    /// What can be seen at this moment, with nothing that is told over time.
    pub fn now() -> Self {
        let settings = markup::settings().unwrap_or_default();
        // A page without a host, such as a file, has only other hosts.
        let host = page::host();
        catalogue::learn(&settings, &host);
        let mut evidence = Self {
            samtykke: Err(Error::SamtykkeAbsent),
            settings,
            cookies: Ok(Vec::new()),
            lives: Vec::new(),
            stored: [Ok(Vec::new()), Ok(Vec::new())],
            requests: Ok(()),
            seen: Vec::new(),
            entries: Vec::new(),
            writes: Vec::new(),
            violations: Vec::new(),
            tags: Vec::new(),
            controls: Vec::new(),
            host,
            opened: page::now(),
        };
        let before = layer::entries("dataLayer").unwrap_or_default();
        evidence.entries = before.into_iter().map(|entry| Pushed { at: None, entry }).collect();
        evidence.look();
        evidence
    }

    /// Looks again at what comes without an event.
    pub fn look(&mut self) {
        self.samtykke = samtykke::read();
        self.cookies = jar::cookies();
        self.stored = [Area::Local, Area::Session].map(store::items);
        let tags = markup::tags().unwrap_or_default();
        // Whose a tag is takes a while to find out, and markup seldom changes.
        if !tags.iter().eq(self.tags.iter().map(|placed| &placed.tag)) {
            self.tags = tags.into_iter().map(Placed::from).collect();
        }
        self.controls = markup::controls().unwrap_or_default();
    }

    /// How many days a cookie lives: as the browser says, or as it was last written. `None` if nobody told, inner
    /// `None` for one that ends with the session.
    #[allow(clippy::option_option, reason = "unknown and without an end are different things")]
    pub fn days(&self, name: &str) -> Option<Option<f64>> {
        let told = self
            .lives
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, left)| left.map(|left| left / 86_400.0));
        told.or_else(|| {
            self.writes.iter().rev().filter(|write| write.name == name).find_map(|write| match write.kept {
                Kept::Cookie(days) => Some(days),
                _ => None,
            })
        })
    }

    /// The cookies, none where the browser denies them.
    pub fn jar(&self) -> &[Cookie] {
        listed(&self.cookies)
    }

    /// Whether the page's Content Security Policy holds this address back. Of some it tells no more than the origin.
    #[inline(never)]
    pub fn blocks(&self, url: &str) -> bool {
        self.violations.iter().any(|(_, Violation { blocked, .. })| {
            match url.strip_prefix(blocked.as_str()).map(|rest| rest.as_bytes().first()) {
                Some(None | Some(b'?' | b'#')) => true,
                Some(Some(b'/')) => after_scheme(blocked).is_some_and(|origin| cut(origin, b"/").is_none()),
                _ => false,
            }
        })
    }

    /// The requests that went out.
    #[inline(never)]
    pub fn sent(&self) -> Vec<&Seen> {
        let mut sent = Vec::new();
        for seen in &self.seen {
            if !self.blocks(&seen.request.url) {
                sent.push(seen);
            }
        }
        sent
    }

    /// Whether this vendor may be asked nothing before consent, although it could do without cookies.
    pub fn is_basic(&self, id: &str) -> bool {
        let is = |path: &str| self.setting(path) == Some("basic");
        is("mode") || is(&fill("vendors.{}.mode", &[id]))
    }

    /// The value of a setting.
    pub fn setting(&self, name: &str) -> Option<&str> {
        self.settings.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// What the browser gave, nothing where it denied it.
pub fn listed<T>(given: &Result<Vec<T>, Error>) -> &[T] {
    given.as_ref().map_or(&[], Vec::as_slice)
}

/// Reads what is assigned to `document.cookie`: `a=1; max-age=60`. Expiry dates count from `now`, in milliseconds.
pub fn written(text: &str, now: f64, date: impl Fn(&str) -> f64) -> (String, Kept) {
    let mut parts = parts(text, b";");
    let pair = parts.next().unwrap_or_default().trim_ascii();
    let name = cut(pair, b"=").map_or("", |(name, _)| name);
    let mut days = None;
    let mut by_age = false;
    for part in parts {
        let part = part.trim_ascii();
        let (attribute, value) = cut(part, b"=").unwrap_or((part, ""));
        if attribute.eq_ignore_ascii_case("max-age") {
            days = value.parse::<i32>().ok().map(|seconds| f64::from(seconds) / 86_400.0);
            by_age = true;
        } else if attribute.eq_ignore_ascii_case("expires") && !by_age {
            days = Some((date(value) - now) / 86_400_000.0).filter(|days| days.is_finite());
        }
    }
    let kept = if days.is_some_and(|days| days <= 0.0) { Kept::Deleted } else { Kept::Cookie(days) };
    (name.to_owned(), kept)
}

#[cfg(test)]
pub(crate) mod example {
    use samtykke_browser::layer::Form;
    use samtykke_browser::network::Request;
    use samtykke_browser::samtykke::{Consent, Decision};

    use super::*;

    /// A page where statistics were accepted after 9 seconds, marketing was not. Nothing is wrong with it.
    pub(crate) fn evidence() -> Evidence {
        Evidence {
            samtykke: Ok(Samtykke {
                consent: Consent {
                    decided: true,
                    statistics: true,
                    vendors: [("google-analytics", true), ("meta", false)]
                        .map(|(id, yes)| (id.to_owned(), yes))
                        .to_vec(),
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
                    decision(9_004.2, "meta", "hold", "purpose-refused"),
                    decision(9_010.0, "statistics/hotjar", "release", "purpose-accepted"),
                ],
                version: "0.1.0".to_owned(),
            }),
            settings: vec![
                ("google-analytics".to_owned(), "G-1".to_owned()),
                ("meta".to_owned(), "1".to_owned()),
            ],
            cookies: Ok(jar::parse("samtykke=1; _ga=GA1.1.2.3")),
            lives: vec![("_ga".to_owned(), Some(7.0 * 86_400.0))],
            stored: [Ok(Vec::new()), Ok(Vec::new())],
            requests: Ok(()),
            seen: vec![
                request("https://shop.example/app.js", 80.0, "script", Some(4_000)).into(),
                request("https://www.googletagmanager.com/gtag/js?id=G-1", 120.0, "script", None).into(),
                request(
                    "https://www.google-analytics.com/g/collect?v=2&tid=G-1&en=page_view&gcs=G100",
                    300.0,
                    "fetch",
                    None,
                )
                .into(),
                request("https://static.hotjar.com/c/hotjar-1.js", 9_020.0, "script", None).into(),
            ],
            entries: vec![
                consent("default", &[("ad_storage", "denied"), ("analytics_storage", "denied")]),
                consent("update", &[("ad_storage", "denied"), ("analytics_storage", "granted")]),
            ],
            writes: Vec::new(),
            violations: Vec::new(),
            tags: Vec::new(),
            controls: Vec::new(),
            host: "shop.example".to_owned(),
            opened: 500.0,
        }
    }

    pub(crate) fn consent(command: &str, fields: &[(&str, &str)]) -> Pushed {
        let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let words = ["consent", command, "{…}"].map(str::to_owned).to_vec();
        Pushed { at: None, entry: Entry { form: Form::Command, words, fields } }
    }

    pub(crate) fn decision(at: f64, subject: &str, verdict: &str, reason: &str) -> Decision {
        Decision(at, subject.to_owned(), verdict.to_owned(), reason.to_owned())
    }

    pub(crate) fn request(url: &str, start: f64, initiator: &str, bytes: Option<u64>) -> Request {
        Request { url: url.to_owned(), start, initiator: initiator.to_owned(), bytes }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn life(text: &str) -> (String, Kept) {
        written(text, 1_000.0, |date| if date == "soon" { 86_401_000.0 } else { f64::NAN })
    }

    #[test]
    fn a_written_cookie_tells_its_life() {
        assert_eq!(
            life("_ga=1; domain=a.example; Max-Age=604800"),
            ("_ga".to_owned(), Kept::Cookie(Some(7.0)))
        );
        assert_eq!(life("a=1;expires=soon"), ("a".to_owned(), Kept::Cookie(Some(1.0))));
        assert_eq!(life("a=1;max-age=172800;expires=soon").1, Kept::Cookie(Some(2.0)));
        assert_eq!(life("a=1;expires=never").1, Kept::Cookie(None));
        assert_eq!(life("a=1;max-age=0").1, Kept::Deleted);
        assert_eq!(life("lonely"), (String::new(), Kept::Cookie(None)));
    }
}
