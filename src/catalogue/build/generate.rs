//! Entries as Rust: one static slice of `Vendor`. Rust's own debug form of strings and enums is valid Rust.

use std::fmt::Write;

use super::entry::{Entry, Tag};

/// The whole generated file.
pub fn rust(vendors: &[(String, Entry)]) -> String {
    let mut rust =
        String::from("/// Every vendor, in the order of the files.\npub static VENDORS: &[Vendor] = &[\n");
    for (id, entry) in vendors {
        // Writing to a String cannot fail.
        let _ = writeln!(rust, "{},", vendor(id, entry));
    }
    rust += "];\n\n/// How the tags of vendors that the script carries are inserted, by id.\npub static TAGS: &[(&str, Tag)] = &[\n";
    for (id, entry) in vendors {
        if let Some(tag) = &entry.tag {
            let Tag { script, global, calls, grant, revoke } = tag;
            let _ = writeln!(
                rust,
                "({id:?}, Tag {{ script: {script:?}, global: {global:?}, calls: {calls:?}, grant: {grant:?}, \
                 revoke: {revoke:?} }}),"
            );
        }
    }
    rust + "];\n"
}

fn vendor(id: &str, entry: &Entry) -> String {
    let Entry {
        name,
        company,
        country,
        policy,
        choices,
        purpose,
        hosts,
        urls,
        storage,
        keep,
        signal,
        reload,
        example,
        pings,
        ..
    } = entry;
    let transfer = variant("Transfer", entry.transfer);
    let role = variant("Role", entry.role);
    let cookies =
        entry.cookies.iter().map(|(name, days)| format!("Cookie {{ name: {name:?}, days: {days:?} }}"));
    let cookies = cookies.collect::<Vec<_>>().join(", ");
    format!(
        "Vendor {{ id: {id:?}, name: {name:?}, company: {company:?}, country: {country:?}, policy: {policy:?}, \
         choices: {choices:?}, role: {role}, transfer: {transfer}, purpose: Purpose::{purpose:?}, hosts: &{hosts:?}, urls: &{urls:?}, \
         cookies: &[{cookies}], storage: &{storage:?}, keep: &{keep:?}, signal: {signal:?}, reload: {reload}, \
         example: {example:?}, pings: {pings} }}"
    )
}

fn variant(kind: &str, name: Option<impl std::fmt::Debug>) -> String {
    name.map_or_else(|| "None".to_owned(), |name| format!("Some({kind}::{name:?})"))
}
