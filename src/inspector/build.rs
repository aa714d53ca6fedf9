//! The catalogue, as far as the inspector needs it: a line for each vendor, which `catalogue.rs` reads. And its styles in one.

use std::path::Path;
use std::{env, fs, io};

use samtykke_catalogue::{Purpose, VENDORS, Vendor};

/// Functional vendors that the owner decides on: a font stores nothing, and who pays has asked for the payment.
const OWNERS: [&str; 2] = ["google-fonts", "klarna"];

/// The style sheets, in the order in which they are read.
const STYLES: [&str; 4] = ["ground.css", "frame.css", "sections.css", "lists.css"];

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=style");
    let out = env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?;
    let lines: Vec<_> = VENDORS.iter().map(line).collect();
    fs::write(Path::new(&out).join("catalogue.txt"), lines.join("\n"))?;
    let mut style = String::new();
    for name in STYLES {
        style.extend(fs::read_to_string(Path::new("style").join(name))?.lines().map(minified));
    }
    fs::write(Path::new(&out).join("style.css"), style)
}

/// A line of a style sheet; comments have lines of their own.
fn minified(line: &str) -> String {
    let line = line.trim();
    if line.starts_with("/*") {
        return String::new();
    }
    let line = line.replace(": ", ":").replace(", ", ",").replace(" {", "{").replace(" > ", ">");
    if line.ends_with([',', '{', '}', ';']) || line.is_empty() { line } else { line + " " }
}

fn line(vendor: &Vendor) -> String {
    let purpose = vendor.purpose.name().get(..1).unwrap_or_default();
    let addresses = [vendor.hosts, vendor.urls].concat().join(" ");
    let cookies = vendor.cookies.iter().map(|cookie| format!("{}:{}", cookie.name, cookie.days.ceil()));
    let cookies = cookies.collect::<Vec<_>>().join(" ");
    let keys = vendor.storage.join(" ");
    format!("{}|{}|{purpose}{}|{addresses}|{cookies}|{keys}", vendor.id, vendor.name, gate(vendor))
}

/// How it may be held: `b`lock it, send it a `s`ignal first, or the `o`wner decides.
fn gate(vendor: &Vendor) -> char {
    let keeps = vendor.cookies.iter().map(|cookie| cookie.name).chain(vendor.storage.iter().copied());
    let keeps_nothing = keeps.into_iter().all(|name| vendor.keep.contains(&name));
    match vendor.purpose {
        Purpose::Necessary => 'o',
        // Counting without anything on the device.
        Purpose::Statistics if keeps_nothing => 'o',
        _ if OWNERS.contains(&vendor.id) => 'o',
        _ if vendor.pings => 's',
        _ => 'b',
    }
}
