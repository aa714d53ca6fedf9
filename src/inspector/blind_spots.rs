//! What this panel cannot show, said in the panel itself.

use samtykke_browser::element::{Element, element};

use crate::view::section as frame;

const BLIND_SPOTS: [&str; 6] = [
    "Tags the page neither names to Samtykke nor marks get no verdict; what they ask for is among the requests.",
    "The browser keeps a page's first 250 requests for those who look later. Open the inspector early on busy pages.",
    "Requests made inside frames or workers, and WebSocket connections, are not told to the page.",
    "Cookies of other hosts and HttpOnly cookies are hidden from scripts, and so are a cookie's domain and life.",
    "Other hosts' answer sizes are hidden unless that host permits it.",
    "Local storage and databases are not looked at yet.",
];

/// The section.
pub fn section() -> Element {
    let items = BLIND_SPOTS.into_iter().map(|text| element("li").text(text));
    frame("blind-spots", "What cannot be seen here", [element("ul").with("class", "note").children(items)])
}
