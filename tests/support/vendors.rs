//! Which stand-in answers for which vendor host. The scripts in `tests/vendors` are ours; they play what the vendor's
//! real script was seen to do.

use crate::answer::Answer;

/// The answer of a vendor's host, or `None` when no vendor we play lives there.
pub fn answer(host: &str, path: &str) -> Option<Answer> {
    let answer = match (host, path) {
        ("www.googletagmanager.com", "/gtag/js") => Answer::script(include_str!("../vendors/gtag.js")),
        ("connect.facebook.net", "/en_US/fbevents.js") => {
            Answer::script(include_str!("../vendors/fbevents.js"))
        }
        ("snap.licdn.com", "/li.lms-analytics/insight.min.js") => {
            Answer::script(include_str!("../vendors/insight.min.js"))
        }
        ("www.googletagmanager.com", "/gtm.js") => Answer::script(include_str!("../vendors/gtm.js")),
        ("www.clarity.ms", path) if path.starts_with("/tag/") => {
            Answer::script(include_str!("../vendors/clarity.js"))
        }
        ("koi-3test.marketingautomation.services", "/client/ss.js") => {
            Answer::script(include_str!("../vendors/ss.js"))
        }
        ("koi-3test.marketingautomation.services", "/net") => Answer::script(""),
        ("bat.bing.com", "/bat.js") => Answer::script(include_str!("../vendors/bat.js")),
        ("www.google-analytics.com" | "pagead2.googlesyndication.com" | "www.google.com", _) => {
            Answer::empty()
        }
        (
            "googleads.g.doubleclick.net"
            | "www.facebook.com"
            | "px.ads.linkedin.com"
            | "bat.bing.com"
            | "bat.bing.net"
            | "a.clarity.ms"
            | "tag.inside.test",
            _,
        ) => Answer::pixel(),
        _ => return None,
    };
    Some(answer)
}

/// What browsers fetch for themselves, whatever the page does.
const BROWSER_ERRANDS: [&str; 14] = [
    "accounts.google.com",
    "android.clients.google.com",
    "clients2.google.com",
    "clientservices.googleapis.com",
    "content-autofill.googleapis.com",
    "edgedl.me.gvt1.com",
    "mtalk.google.com",
    "optimizationguide-pa.googleapis.com",
    "redirector.gvt1.com",
    "safebrowsing.googleapis.com",
    "safebrowsingohttpgateway.googleapis.com",
    "update.googleapis.com",
    "www.gstatic.com",
    "firefox.settings.services.mozilla.com",
];

/// Whether the browser itself, not the page, talks to this host.
pub fn is_browser_errand(host: &str) -> bool {
    BROWSER_ERRANDS.contains(&host)
        || host.ends_with(".mozilla.com")
        || host.ends_with(".mozilla.net")
        || host.ends_with(".mozilla.org")
        || host.ends_with(".firefox.com")
}
