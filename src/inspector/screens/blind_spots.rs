//! What this panel cannot show, said in the panel itself.

use samtykke_browser::recipe::Recipe;

use crate::evidence::Evidence;
use crate::text::{add, fill, host};
use crate::view::section;

const ALWAYS: [&str; 5] = [
    "Requests made inside frames or workers, and WebSocket connections, are not told to the page.",
    "Cookies of other hosts and HttpOnly cookies are hidden from scripts.",
    "What a request sent in its body is known only of fetch and sendBeacon with text, while the inspector was open.",
    "What was written before the inspector opened has no time; keep it open and load the page again.",
    "Other hosts' answer sizes are hidden unless that host permits it.",
];

/// How many requests a browser keeps for those who look later.
const BUFFER: usize = 250;

/// The section.
pub fn blind_spots(view: &mut Recipe, evidence: &Evidence) {
    section(view, "blind-spots", "What cannot be seen here");
    view.add(" ul.note", &[]);
    let mut tell = |text: &str| view.add("  li|{}", &[text]);
    if let Err(error) = &evidence.cookies {
        tell(&fill("No cookies: {}.", &[&error.words()]));
    }
    for (name, stored) in ["local", "session"].iter().zip(&evidence.stored) {
        if stored.is_err() {
            tell(&fill("No {} storage: the browser denies it.", &[name]));
        }
    }
    if let Err(error) = &evidence.requests {
        let template =
            if evidence.seen.is_empty() { "No requests: {}." } else { "No requests since it opened: {}." };
        tell(&fill(template, &[&error.words()]));
    }
    let before = evidence.seen.iter().filter(|seen| seen.request.start < evidence.opened).count();
    if before >= BUFFER {
        tell(
            "The browser keeps a page's first 250 requests; those between them and the opening are missing.",
        );
    }
    let foreign = |address: &str| ![evidence.host.as_str(), ""].contains(&host(address));
    let (mut met, mut frames): (Vec<&str>, String) = Default::default();
    for tag in evidence.tags.iter().filter(|tag| tag.name == "iframe" && foreign(&tag.address)) {
        let host = host(&tag.address);
        if !met.contains(&host) {
            met.push(host);
            add(&mut frames, ", ", host);
        }
    }
    if !frames.is_empty() {
        tell(&fill("What happens inside frames of other hosts stays there. On this page: {}.", &[&frames]));
    }
    // Where there is no cookie, nothing could be told.
    if evidence.lives.is_empty() && !evidence.jar().is_empty() {
        tell(
            "This browser does not tell how long cookies live; only those written while the inspector is open show it.",
        );
    }
    for text in ALWAYS {
        tell(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::example::{evidence, request};
    use samtykke_browser::markup::Tag;
    use samtykke_browser::{Error, Refusal};

    fn words(evidence: &Evidence) -> String {
        let mut view = Recipe::default();
        blind_spots(&mut view, evidence);
        view.words()
    }

    #[test]
    fn says_what_this_page_hides() {
        let mut hidden = evidence();
        assert!(!words(&hidden).contains("No cookies"));
        hidden.lives.clear();
        assert!(words(&hidden).contains("how long cookies live"));
        hidden.cookies = Ok(Vec::new());
        assert!(!words(&hidden).contains("how long cookies live"), "there is none");
        hidden.cookies = Err(Error::CookiesDenied(Refusal::new("cookies", "sandboxed")));
        hidden.stored = [Err(Error::StorageDenied), Err(Error::StorageDenied)];
        hidden.tags.push(
            Tag { name: "iframe".to_owned(), address: "https://other.example/".to_owned(), ..Tag::default() }
                .into(),
        );
        hidden.seen = (0..250)
            .map(|at| request(&format!("https://shop.example/{at}"), 1.0, "img", None).into())
            .collect();
        hidden.requests = Err(Error::StorageDenied);
        let words = words(&hidden);
        for expected in [
            "No cookies: the browser denies",
            "No local storage",
            "No session storage",
            "No requests since it opened",
            "frames of other hosts stays there. On this page: other.example.",
            "first 250 requests",
        ] {
            assert!(words.contains(expected), "{expected} in {words}");
        }
    }
}
