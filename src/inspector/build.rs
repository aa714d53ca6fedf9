//! The catalogue, as far as the inspector needs it: a line for each vendor, which `catalogue.rs` reads.

use std::path::Path;
use std::{env, fs, io};

use samtykke_catalogue::{Purpose, VENDORS, Vendor};

/// Functional vendors that the owner decides on: a font stores nothing, and who pays has asked for the payment.
const OWNERS: [&str; 2] = ["google-fonts", "klarna"];

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    let out = env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?;
    let lines: Vec<_> = VENDORS.iter().map(line).collect();
    fs::write(Path::new(&out).join("catalogue.txt"), lines.join("\n"))
}

fn line(vendor: &Vendor) -> String {
    let purpose = vendor.purpose.name().get(..1).unwrap_or_default();
    let addresses = [vendor.hosts, vendor.urls].concat().join(" ");
    let days = |days: f64| if days == 0.0 { String::new() } else { format!(":{}", days.ceil()) };
    let cookies = vendor.cookies.iter().map(|cookie| format!("{}{}", cookie.name, days(cookie.days)));
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
