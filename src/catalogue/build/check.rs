//! What no entry may get wrong.

use std::collections::HashSet;

use anyhow::{Context, Result, ensure};
use samtykke_core::form::is_like;

use super::entry::{Entry, Purpose};

/// Browsers keep no cookie longer than this many days (draft-ietf-httpbis-rfc6265bis, section 5.5).
const LONGEST_LIFE: f64 = 400.0;

/// Checks every entry by itself, then all against each other.
///
/// # Errors
/// The first mistake, with the vendor's id.
pub fn all(vendors: &[(String, Entry)]) -> Result<()> {
    for (id, entry) in vendors {
        one(id, entry).with_context(|| id.clone())?;
    }
    unique(vendors.iter().map(|(id, _)| id))?;
    unique(vendors.iter().map(|(_, entry)| &entry.name))?;
    unique(vendors.iter().flat_map(|(_, entry)| &entry.hosts))?;
    unique(vendors.iter().flat_map(|(_, entry)| &entry.urls))
}

fn unique<'a>(names: impl Iterator<Item = &'a String>) -> Result<()> {
    let mut seen = HashSet::new();
    for name in names {
        ensure!(seen.insert(name), "`{name}` is there twice");
    }
    Ok(())
}

fn one(id: &str, entry: &Entry) -> Result<()> {
    ensure!(is_label(id), "the id is not in kebab-case");
    ensure!(!entry.name.trim().is_empty(), "it has no name");
    ensure!(!(entry.hosts.is_empty() && entry.urls.is_empty()), "no request would be known as its own");
    for host in &entry.hosts {
        ensure!(is_host(host.strip_prefix('.').unwrap_or(host)), "`{host}` is no host");
    }
    for url in &entry.urls {
        ensure!(is_url_pattern(url), "`{url}` is no host and path");
    }
    for (name, days) in &entry.cookies {
        ensure!(is_name_pattern(name), "`{name}` is no name of a cookie");
        ensure!((0.0..=LONGEST_LIFE).contains(days), "`{name}` cannot live {days} days");
    }
    for key in &entry.storage {
        ensure!(is_name_pattern(key), "`{key}` is no storage key");
    }
    kept(entry)?;
    company(entry)?;
    managed(entry)
}

/// A label of a host name, and so an id too.
fn is_label(text: &str) -> bool {
    let known = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !text.is_empty() && text.bytes().all(known) && !text.starts_with('-') && !text.ends_with('-')
}

/// Two labels at least: a whole top-level domain is nobody's.
fn is_host(text: &str) -> bool {
    text.contains('.') && text.split('.').all(is_label)
}

fn is_url_pattern(text: &str) -> bool {
    let Some((host, rest)) = text.split_once('/') else { return false };
    let labels = host.strip_suffix(".*").unwrap_or(host);
    let has_host = if labels == host { is_host(host) } else { labels.split('.').all(is_label) };
    let anywhere = host == "*" && is_name(rest) && !rest.contains(['/', '?']);
    let stars = rest.split('/').all(|folder| folder == "*" || !folder.contains('*'));
    anywhere || has_host && rest.is_ascii() && !rest.contains([' ', '#']) && stars
}

/// Neither empty nor blank, and a `*` stands only at its end, behind enough to know the vendor by.
fn is_name_pattern(text: &str) -> bool {
    let start = text.strip_suffix('*').unwrap_or(text);
    is_name(start) && (start == text || start.len() >= 3)
}

/// Spaces part the names that the runtime sweeps.
fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic() && !b"*;,=\"\\".contains(&byte))
}

fn kept(entry: &Entry) -> Result<()> {
    for name in &entry.keep {
        let known = entry.cookies.contains_key(name) || entry.storage.contains(name);
        ensure!(known, "`{name}` is kept, but neither a cookie nor a key");
        let others = entry.cookies.keys().chain(&entry.storage).filter(|other| !entry.keep.contains(other));
        for other in others {
            let swept = other.strip_suffix('*').is_some_and(|start| name.starts_with(start));
            ensure!(!swept, "`{name}` is kept, but `{other}` would sweep it");
        }
    }
    Ok(())
}

fn company(entry: &Entry) -> Result<()> {
    ensure!(entry.company.is_some() == entry.country.is_some(), "a company and its country come together");
    if let Some(country) = &entry.country {
        let letters = country.bytes().filter(u8::is_ascii_uppercase).count();
        ensure!(letters == 2 && country.len() == 2, "`{country}` is no code of a country");
    }
    for link in [&entry.policy, &entry.choices].into_iter().flatten() {
        ensure!(link.starts_with("https://") && link.is_ascii(), "`{link}` is no safe link");
    }
    Ok(())
}

fn managed(entry: &Entry) -> Result<()> {
    if let Some(example) = &entry.example {
        let form = example.as_bytes();
        ensure!(is_like(form, form), "`{example}` does not have its own form");
        ensure!(is_name(example), "`{example}` could not stand beside other ids");
        ensure!(entry.purpose != Purpose::Necessary, "what is necessary needs no consent to manage");
    }
    ensure!(!entry.pings || entry.signal.is_some(), "it pings while denied, but nothing tells it that it is");
    Ok(())
}
