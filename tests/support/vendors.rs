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
        _ => return further(host, path),
    };
    Some(answer)
}

/// The vendors of `samtykke-vendors.js`: host and beginning of the path of their scripts, and the stand-ins.
const FURTHER: [(&str, &str, &str); 14] = [
    ("static.hotjar.com", "/c/hotjar-", include_str!("../vendors/hotjar.js")),
    ("analytics.tiktok.com", "/i18n/pixel/events.js", include_str!("../vendors/tiktok.js")),
    ("s.pinimg.com", "/ct/core.js", include_str!("../vendors/pinterest.js")),
    ("sc-static.net", "/scevent.min.js", include_str!("../vendors/snapchat.js")),
    ("static.ads-twitter.com", "/uwt.js", include_str!("../vendors/x.js")),
    ("www.redditstatic.com", "/ads/pixel.js", include_str!("../vendors/reddit.js")),
    ("js-eu1.hs-scripts.com", "/", include_str!("../vendors/hubspot.js")),
    ("stats.matomo.test", "/count/matomo.js", include_str!("../vendors/matomo.js")),
    ("plausible.io", "/js/script.js", include_str!("../vendors/plausible.js")),
    ("cdn.usefathom.com", "/script.js", include_str!("../vendors/fathom.js")),
    ("static.klaviyo.com", "/onsite/js/klaviyo.js", include_str!("../vendors/klaviyo.js")),
    ("dynamic.criteo.com", "/js/ld/ld.js", include_str!("../vendors/criteo.js")),
    ("eu-assets.i.posthog.com", "/static/array.js", include_str!("../vendors/posthog.js")),
    ("survey.survicate.com", "/workspaces/", include_str!("../vendors/survicate.js")),
];

/// Where they send what they see.
const FURTHER_HITS: [&str; 14] = [
    "content.hotjar.io",
    "analytics.tiktok.com",
    "ct.pinterest.com",
    "tr.snapchat.com",
    "analytics.twitter.com",
    "alb.reddit.com",
    "track.hubspot.com",
    "stats.matomo.test",
    "plausible.io",
    "cdn.usefathom.com",
    "a.klaviyo.com",
    "sslwidget.criteo.com",
    "eu.i.posthog.com",
    "respondent.survicate.com",
];

fn further(host: &str, path: &str) -> Option<Answer> {
    let script = FURTHER.iter().find(|(known, start, _)| host == *known && path.starts_with(start));
    let pixel = || FURTHER_HITS.contains(&host).then(Answer::pixel);
    script.map(|(.., script)| Answer::script(*script)).or_else(pixel)
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
