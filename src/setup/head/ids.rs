//! Addresses and vendors' ids in a tag: from its own address, from its code, from the calls that vendors' snippets make.

use samtykke_catalogue::{by_url, tag as managed_tag};
use samtykke_core::form::is_like;

use super::markup::{Kind, Tag};
use super::whole::{in_region, whole};
use crate::fields;

/// A vendor's id as a snippet says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub vendor: &'static str,
    /// As the settings need it; or what is missing, in a sentence.
    pub id: Result<String, &'static str>,
}

/// What stands right before the id in a vendor's own snippet, without spaces and with straight quotes.
const CALLS: &[(&str, &str)] = &[
    ("google-analytics", "gtag('config','G-"),
    ("google-ads", "gtag('config','AW-"),
    ("google-floodlight", "gtag('config','DC-"),
    ("google-tag-manager", "'dataLayer','GTM-"),
    ("meta", "fbq('init','"),
    ("linkedin", "_linkedin_partner_id='"),
    ("microsoft-uet", "{ti:'"),
    ("microsoft-clarity", "'clarity','script','"),
    ("hotjar", "hjid:"),
    ("matomo", "'setSiteId',"),
    ("posthog", "posthog.init('"),
    ("survicate", "/workspaces/"),
    ("pinterest-tag", "pintrk('load','"),
    ("tiktok-pixel", "ttq.load('"),
    ("snapchat-pixel", "snaptr('init','"),
    ("x-pixel", "twq('config','"),
    ("reddit-pixel", "rdt('init','"),
    ("criteo", "account:"),
    ("sharpspring", "'_setAccount','KOI-"),
];

/// Attributes in which scripts carry their id.
const ATTRIBUTES: &[(&str, &str)] = &[("plausible", "data-domain"), ("fathom", "data-site")];

/// Hosts of consent tools.
const TOOLS: &[&str] = &[
    "cookiebot.com",
    "cookielaw.org",
    "onetrust.com",
    "cookieinformation.com",
    "usercentrics.eu",
    "iubenda.com",
    "osano.com",
    "privacy-center.org",
    "termly.io",
    "cookieyes.com",
    "cookie-script.com",
    "cookiehub.net",
    "quantcast.mgr.consensu.org",
    "trustarc.com",
    "klaro.org",
];

/// Every address in the tag and in its code.
pub fn addresses(tag: &Tag) -> impl Iterator<Item = &str> {
    let inside = tag.code.match_indices("//").filter_map(|(at, _)| {
        let before = tag.code.get(..at)?;
        let begin = ["https:", "http:"]
            .iter()
            .find(|scheme| before.ends_with(**scheme))
            .map_or(at, |scheme| at - scheme.len());
        let rest = tag.code.get(begin..)?;
        let end =
            rest.find(|one: char| one.is_whitespace() || "'\"`<>\\);,+".contains(one)).unwrap_or(rest.len());
        rest.get(..end)
    });
    std::iter::once(tag.address()).filter(|address| !address.is_empty()).chain(inside)
}

/// The ids that the tag names, each once.
pub fn named(tag: &Tag) -> Vec<Named> {
    let mut all = Vec::new();
    if tag.kind == Kind::Script {
        in_address(tag, &mut all);
        let code = squeezed(&tag.code);
        for (vendor, call) in CALLS {
            in_code(vendor, call, &code, &mut all);
        }
    }
    all
}

/// The page's own consent commands for Google.
pub fn sets_consent(tag: &Tag) -> bool {
    let code = squeezed(&tag.code);
    ["gtag('consent','default'", "gtag('consent','update'"].iter().any(|command| code.contains(command))
}

/// The host of a consent tool.
pub fn consent_tool(address: &str) -> Option<&'static str> {
    let host = address.split("//").nth(1)?.split(['/', '?', ':']).next()?;
    TOOLS.iter().copied().find(|tool| host == *tool || host.ends_with(&format!(".{tool}")))
}

fn squeezed(code: &str) -> String {
    code.chars()
        .filter(|one| !one.is_whitespace())
        .map(|one| if "\"`".contains(one) { '\'' } else { one })
        .collect()
}

/// Ids in the script's own address, where the catalogue says they stand, or in one of its attributes.
fn in_address(tag: &Tag, all: &mut Vec<Named>) {
    let address = tag.address();
    let Some(vendor) = by_url(address).filter(|vendor| vendor.example.is_some()) else { return };
    let attribute =
        ATTRIBUTES.iter().find(|(known, _)| *known == vendor.id).map(|(_, name)| tag.attribute(name));
    let template = managed_tag(vendor.id).map(|tag| tag.script).unwrap_or_default();
    let in_path = template.split_once("{id}").and_then(|(before, after)| {
        let before = before.rsplit_once("//").map_or(before, |(_, rest)| rest);
        let (_, rest) = address.split_once(before).filter(|_| !before.is_empty())?;
        let end = if after.is_empty() { rest.find(['&', '#']) } else { rest.find(after) };
        rest.get(..end.unwrap_or(rest.len()))
    });
    let regional = in_region(address).filter(|_| vendor.id == "hubspot");
    for id in attribute.into_iter().chain(in_path).map(str::to_owned).chain(regional) {
        add(vendor.id, Ok(id), all);
    }
}

fn in_code(vendor: &'static str, call: &str, code: &str, all: &mut Vec<Named>) {
    // The beginning of an id that the pattern itself holds, such as `G-`.
    let begin = call.rsplit(['\'', ':']).next().filter(|begin| begin.ends_with('-')).unwrap_or_default();
    for (at, _) in code.match_indices(call) {
        let rest = code.get(at + call.len()..).unwrap_or_default().trim_start_matches('\'');
        let end =
            rest.find(|one: char| !(one.is_ascii_alphanumeric() || "-_".contains(one))).unwrap_or(rest.len());
        let part = rest.get(..end).filter(|part| !part.is_empty());
        if let Some(part) = part {
            add(vendor, whole(vendor, format!("{begin}{part}"), code), all);
        }
    }
}

/// Only ids that the gate would take: a snippet's variable or placeholder is none.
fn add(vendor: &'static str, id: Result<String, &'static str>, all: &mut Vec<Named>) {
    let fits = |id: &String| is_like(fields::example(vendor).as_bytes(), id.as_bytes());
    let named = Named { vendor, id };
    if named.id.as_ref().map_or(true, fits) && !all.contains(&named) {
        all.push(named);
    }
}
