//! One request to a known vendor, decoded: what it reports, with which ids, and what it says about consent.

use samtykke_browser::network::Request;

use crate::catalogue::{self, Known};
use crate::gcd::{self, Side, TYPES};
use crate::text::{add, before, cut, fill, parts, place};

/// A request, and whose it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    /// As the browser told of it.
    pub request: Request,
    /// The vendor of its address.
    pub vendor: Option<&'static Known>,
    /// What it sent in its body, as far as that was heard.
    pub body: String,
}

impl From<Request> for Seen {
    fn from(request: Request) -> Self {
        Self { vendor: catalogue::vendor(&request.url), request, body: String::new() }
    }
}

/// What the visitor allowed when a request was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowed {
    /// Google Ads.
    pub ads: bool,
    /// Google Analytics.
    pub statistics: bool,
    /// The vendor that was asked.
    pub vendor: bool,
}

/// One signal of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signal {
    /// Its name and value, such as `gcd` and its letters; for one letter the type, such as `ad_storage`.
    pub name: &'static str,
    /// The value as sent.
    pub value: String,
    /// In words.
    pub meaning: String,
    /// How it relates to the stored choice.
    pub standing: Standing,
}

/// How a signal relates to the stored choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// As chosen, or nothing that could differ.
    Right,
    /// It cannot be read.
    Unknown,
    /// Less than the visitor allowed: data is lost.
    Less,
    /// Nothing was said, which counts as granted, and is not.
    Unset,
    /// More than the visitor allowed.
    More,
}

/// The parameters that hold ids, across vendors.
const IDS: [&str; 15] = [
    "tid",
    "id",
    "pid",
    "ti",
    "cid",
    "mid",
    "sid",
    "fbp",
    "fbc",
    "gclid",
    "auid",
    "uid",
    "li_fat_id",
    "gdid",
    "vid",
];
/// The parameters that name an event, across vendors.
const EVENTS: [&str; 6] = ["en", "ev", "evt", "event", "action_name", "e"];

impl Seen {
    /// What its address and then its body say. Google Analytics parts several events in one body by lines.
    fn parameters(&self, tell: &mut dyn FnMut(&str, &str)) {
        let query = cut(&self.request.url, b"?").map_or("", |(_, query)| query);
        let query = before(query, b"#");
        for text in [query, &self.body] {
            // Floodlight parts its parameters by semicolons.
            for pair in parts(text, b"&;\r\n") {
                if let Some((name, value)) = cut(pair, b"=") {
                    tell(name, value);
                }
            }
        }
    }

    /// The value of a parameter, decoded.
    pub fn parameter(&self, name: &str) -> Option<String> {
        let mut found = None;
        self.parameters(&mut |known, value| {
            if known == name && found.is_none() {
                found = Some(decoded(value));
            }
        });
        found
    }

    /// The events it reports, each once; none of a script.
    pub fn event(&self) -> Option<String> {
        for name in EVENTS {
            let mut events = String::new();
            self.parameters(&mut |known, value| {
                if known == name && !value.is_empty() {
                    let event = decoded(value);
                    if parts(&events, b",").all(|known| known.trim_ascii() != event) {
                        add(&mut events, ", ", &event);
                    }
                }
            });
            if !events.is_empty() {
                return Some(events);
            }
        }
        None
    }

    /// Every id it carries.
    pub fn ids(&self) -> Vec<(&'static str, String)> {
        let mut ids = Vec::new();
        for name in IDS {
            ids.extend(self.parameter(name).map(|value| (name, value)));
        }
        ids
    }

    /// The account it reports to.
    pub fn account(&self) -> String {
        ["tid", "id", "pid", "ti"].iter().find_map(|name| self.parameter(name)).unwrap_or_default()
    }

    /// The address without its query.
    pub fn place(&self) -> &str {
        place(&self.request.url)
    }

    /// Whether it reports something, and is not merely the vendor's script.
    pub fn reports(&self) -> bool {
        self.request.initiator != "script" || self.event().is_some()
    }

    /// Everything it says about consent, held against what was allowed.
    pub fn signals(&self, allowed: Allowed) -> Vec<Signal> {
        let mut signals = Vec::new();
        self.parameters(&mut |name, value| read(name, &decoded(value), allowed, &mut signals));
        signals
    }
}

/// The signals that are read: name, a value that means something else than the others, what it means, what they mean.
const SIGNALS: [(&str, &str, &str, &str); 10] = [
    ("gcs", "", "", "not readable"),
    ("gcd", "", "", "not readable"),
    ("npa", "1", "no personalised ads", "personalised ads"),
    ("pscdl", "", "", "whether Chrome may label ads by cookie"),
    ("dma", "1", "under the Digital Markets Act", "not under the Digital Markets Act"),
    ("dma_cps", "-", "no product may use user data", "products that may use user data"),
    ("asc", "G", "ad_storage granted", "ad_storage denied"),
    ("gcu", "", "", "follows an update of the choice"),
    ("gdpr", "", "", "whether the GDPR applies"),
    ("dpo", "", "", "Meta's limited data use"),
];

fn read(name: &str, value: &str, allowed: Allowed, signals: &mut Vec<Signal>) {
    let Some((name, special, means, otherwise)) = SIGNALS.iter().find(|(known, ..)| *known == name) else {
        return;
    };
    let is_special = !special.is_empty() && value == *special;
    let mut meaning = (if is_special { *means } else { *otherwise }).to_owned();
    let mut stands = Standing::Right;
    let mut letters = Vec::new();
    match *name {
        "gcs" => match gcd::gcs(value) {
            Some([ads, statistics]) => {
                meaning = fill("ads {}, statistics {}", &[word(ads), word(statistics)]);
                stands = standing(ads, allowed.ads).max(standing(statistics, allowed.statistics));
            }
            None => stands = Standing::Unknown,
        },
        "gcd" => match gcd::letters(value) {
            Some(read) => {
                "one letter for each type:".clone_into(&mut meaning);
                for ((name, side), letter) in TYPES.into_iter().zip(read) {
                    let may = if side == Side::Ads { allowed.ads } else { allowed.statistics };
                    let standing = standing(letter.granted(), may);
                    // The whole is as bad as its worst letter.
                    stands = stands.max(standing);
                    let (value, meaning) = (letter.letter.to_string(), letter.words().to_owned());
                    letters.push(Signal { name, value, meaning, standing });
                }
            }
            None => stands = Standing::Unknown,
        },
        "npa" if !is_special => stands = standing(Some(true), allowed.ads),
        "asc" => stands = standing(Some(is_special), allowed.vendor),
        _ => {}
    }
    signals.push(Signal { name, value: value.to_owned(), meaning, standing: stands });
    signals.append(&mut letters);
}

fn standing(sent: Option<bool>, allowed: bool) -> Standing {
    match (sent, allowed) {
        (Some(true), false) => Standing::More,
        (Some(false), true) => Standing::Less,
        (None, false) => Standing::Unset,
        _ => Standing::Right,
    }
}

impl PartialOrd for Standing {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Standing {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (*self as u8).cmp(&(*other as u8))
    }
}

fn word(state: Option<bool>) -> &'static str {
    match state {
        Some(true) => "granted",
        Some(false) => "denied",
        None => "not set",
    }
}

/// Percent signs and plus signs read; a text that would be no UTF-8 stays as it is.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let digit = |at: usize| char::from(*text.as_bytes().get(at)?).to_digit(16);
    let mut at = 0;
    while let Some(byte) = text.as_bytes().get(at) {
        match (byte, digit(at + 1), digit(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                bytes.push((high * 16 + low) as u8);
                at += 2;
            }
            (b'+', ..) => bytes.push(b' '),
            _ => bytes.push(*byte),
        }
        at += 1;
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::example::request;

    const NOTHING: Allowed = Allowed { ads: false, statistics: false, vendor: false };
    const STATISTICS: Allowed = Allowed { statistics: true, ..NOTHING };

    fn seen(query: &str) -> Seen {
        request(&format!("https://www.google-analytics.com/g/collect?v=2&{query}"), 1.0, "fetch", None).into()
    }

    fn standings(query: &str, allowed: Allowed) -> Vec<(&'static str, Standing)> {
        seen(query).signals(allowed).into_iter().map(|signal| (signal.name, signal.standing)).collect()
    }

    #[test]
    fn event_and_ids_are_read() {
        let hit = seen("tid=G-1&cid=12.34&en=page_view&dl=https%3A%2F%2Fa.example%2F%3Fx%3D1");
        assert_eq!((hit.event().as_deref(), hit.account().as_str()), (Some("page_view"), "G-1"));
        assert_eq!(hit.ids(), [("tid", "G-1".to_owned()), ("cid", "12.34".to_owned())]);
        assert_eq!(hit.parameter("dl").as_deref(), Some("https://a.example/?x=1"));
        assert_eq!(hit.vendor.map(|vendor| vendor.id), Some("google-analytics"));
    }

    #[test]
    fn a_body_counts_like_the_address() {
        let body = "en=scroll&gcs=G111\r\nen=click\r\nen=scroll".to_owned();
        let hit = Seen { body, ..seen("tid=G-1") };
        assert_eq!((hit.event().as_deref(), hit.account().as_str()), (Some("scroll, click"), "G-1"));
        let signals = hit.signals(NOTHING);
        assert_eq!(signals.first().map(|signal| signal.standing), Some(Standing::More));
    }

    #[test]
    fn what_differs_from_the_choice_stands_out() {
        assert_eq!(standings("gcs=G100", NOTHING), [("gcs", Standing::Right)]);
        assert_eq!(standings("gcs=G111", STATISTICS), [("gcs", Standing::More)]);
        assert_eq!(standings("gcs=G100", STATISTICS), [("gcs", Standing::Less)]);
        let letters = standings("gcd=13p3r3p3v5l1", NOTHING);
        let expected = [
            ("gcd", Standing::More),
            ("ad_storage", Standing::Right),
            ("analytics_storage", Standing::More),
            ("ad_user_data", Standing::Right),
            ("ad_personalization", Standing::More),
        ];
        assert_eq!(letters, expected);
        assert_eq!(standings("asc=G", NOTHING), [("asc", Standing::More)]);
        for unset in ["gcs=G1--", "gcd=13l3l3l3l1l1"] {
            let all = standings(unset, NOTHING);
            assert!(all.iter().all(|(_, standing)| *standing == Standing::Unset), "{all:?}");
        }
        for unreadable in ["gcs=G9", "gcd=x"] {
            let all = standings(unreadable, NOTHING);
            assert!(all.iter().all(|(_, standing)| *standing == Standing::Unknown), "{all:?}");
        }
        assert_eq!(standings("npa=1&dma_cps=-&pscdl=denied&dma=1&gcu=1", NOTHING).len(), 5);
    }

    #[test]
    fn broken_escapes_stay_as_they_are() {
        assert_eq!(decoded("100%"), "100%");
        assert_eq!(decoded("%zz%e6%b0%b4+x"), "%zz水 x");
        assert_eq!(decoded("%ff"), "%ff");
    }
}
