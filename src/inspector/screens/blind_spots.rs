//! What this panel cannot show, said in the panel itself.

use samtykke_browser::element::{Element, element};

use crate::evidence::Evidence;
use crate::text::after_scheme;
use crate::view::section;

const ALWAYS: [&str; 5] = [
    "Requests made inside frames or workers, and WebSocket connections, are not told to the page.",
    "Cookies of other hosts and HttpOnly cookies are hidden from scripts.",
    "What a request sends in its body is not shown, only its address.",
    "What was written before the inspector opened has no time; keep it open and load the page again.",
    "Other hosts' answer sizes are hidden unless that host permits it.",
];

/// How many requests a browser keeps for those who look later.
const BUFFER: usize = 250;

/// The section.
pub fn blind_spots(evidence: &Evidence) -> Element {
    let mut spots: Vec<String> = Vec::new();
    if let Err(error) = &evidence.cookies {
        spots.push(format!("No cookies: {error}."));
    }
    for (name, stored) in ["local", "session"].iter().zip(&evidence.stored) {
        if stored.is_err() {
            spots.push(format!("No {name} storage: the browser denies it."));
        }
    }
    let before = evidence.seen.iter().filter(|seen| seen.request.start < evidence.opened).count();
    if before >= BUFFER {
        spots.push(format!("The browser keeps a page's first {BUFFER} requests; those between them and the opening are missing."));
    }
    if evidence.tags.iter().any(|tag| tag.name == "iframe" && foreign(&tag.address, &evidence.host)) {
        spots.push(
            "There are frames of other hosts on this page; what happens inside them stays there.".to_owned(),
        );
    }
    if evidence.lives.is_empty() {
        spots.push("This browser does not tell how long cookies live; only those written while the inspector is open show it.".to_owned());
    }
    let spots = spots.into_iter().chain(ALWAYS.map(str::to_owned));
    let items = spots.map(|text| element("li").text(text));
    section("blind-spots", "What cannot be seen here", [element("ul").with("class", "note").children(items)])
}

fn foreign(address: &str, host: &str) -> bool {
    after_scheme(address).is_some_and(|rest| rest.split(['/', '?', ':']).next() != Some(host))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::example::{evidence, request};
    use samtykke_browser::Error;
    use samtykke_browser::markup::Tag;

    #[test]
    fn says_what_this_page_hides() {
        let mut hidden = evidence();
        assert!(!blind_spots(&hidden).words().contains("No cookies"));
        hidden.cookies = Err(Error::CookiesDenied("sandboxed".to_owned()));
        hidden.stored = [Err(Error::StorageDenied), Err(Error::StorageDenied)];
        hidden.tags.push(Tag {
            name: "iframe".to_owned(),
            address: "https://other.example/".to_owned(),
            ..Tag::default()
        });
        hidden.seen = (0..250)
            .map(|at| request(&format!("https://shop.example/{at}"), 1.0, "img", None).into())
            .collect();
        hidden.lives.clear();
        let words = blind_spots(&hidden).words();
        for expected in [
            "No cookies: the browser denies",
            "No local storage",
            "No session storage",
            "frames of other hosts",
            "first 250 requests",
            "how long cookies live",
        ] {
            assert!(words.contains(expected), "{expected} in {words}");
        }
    }
}
