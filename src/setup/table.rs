//! The table for the privacy policy: who receives data, what for, and what they store. From the catalogue.

use std::fmt::Write as _;

use samtykke_catalogue::{Cookie, Transfer, Vendor, find};

use crate::fields::vendor;
use crate::tag::escaped;
use crate::{Pairs, single};

/// The columns.
pub const COLUMNS: [&str; 5] =
    ["Service", "Company", "Purpose", "Cookies and storage", "Transfer outside the EEA"];

/// One service: a cell for each column, and the address of its privacy policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The cells' texts.
    pub cells: [String; 5],
    /// Its privacy policy, if it is known.
    pub policy: Option<String>,
}

/// Our own cookie first, then every vendor of these settings.
pub fn rows(pairs: &Pairs) -> Vec<Row> {
    let marked = pairs.get("services").split([' ', ',']).filter_map(find);
    let managed = pairs.iter().filter_map(|(path, _)| vendor(path)).chain(marked);
    let managed = managed.map(|vendor| of(pairs, vendor));
    let own = single::ids(pairs).into_iter().filter(|id| vendor(id).is_none()).map(|id| own(pairs, &id));
    std::iter::once(ours()).chain(managed).chain(own).collect()
}

fn ours() -> Row {
    let cells = ["Samtykke", "This site", "necessary", "samtykke (6 months): your answer", "None"];
    Row { cells: cells.map(str::to_owned), policy: None }
}

fn of(pairs: &Pairs, vendor: &Vendor) -> Row {
    let company = match (vendor.company, vendor.country) {
        (Some(company), Some(country)) => format!("{company} ({country})"),
        (company, _) => company.unwrap_or("–").to_owned(),
    };
    let declared = pairs.get(&format!("vendors.{}.purpose", vendor.id));
    let purpose = if declared == "necessary" { declared } else { vendor.purpose.name() };
    let transfer = match vendor.transfer {
        Some(Transfer::Dpf) => "EU-US Data Privacy Framework",
        Some(Transfer::Scc) => "Standard contractual clauses",
        Some(Transfer::None) => "None",
        None => "–",
    };
    Row {
        cells: [vendor.name.to_owned(), company, purpose.to_owned(), stored(vendor), transfer.to_owned()],
        policy: vendor.policy.map(str::to_owned),
    }
}

fn stored(vendor: &Vendor) -> String {
    // What holds a visitor's objection is not the vendor's.
    let cookies = vendor
        .cookies
        .iter()
        .filter(|cookie| !vendor.keep.contains(&cookie.name))
        .map(|cookie| format!("{} ({})", cookie.name, life(cookie)));
    let keys = vendor
        .storage
        .iter()
        .filter(|key| !vendor.keep.contains(key))
        .map(|key| format!("{key} (until deleted)"));
    let all: Vec<_> = cookies.chain(keys).collect();
    if all.is_empty() { "Nothing".to_owned() } else { all.join(", ") }
}

#[allow(clippy::cast_sign_loss, reason = "the catalogue's lives are positive and below 400 days")]
fn life(cookie: &Cookie) -> String {
    let minutes = (cookie.days * 24.0 * 60.0).round() as u32;
    match minutes {
        0 => "until the browser is closed".to_owned(),
        1 => "1 minute".to_owned(),
        2..=119 => format!("{minutes} minutes"),
        120..=2879 => format!("{} hours", (minutes + 30) / 60),
        _ => format!("{} days", (minutes + 720) / 1440),
    }
}

/// What the owner has said of it.
fn own(pairs: &Pairs, id: &str) -> Row {
    let said = |field: &str| pairs.get(&format!("vendors.{id}.{field}"));
    let or_dash = |text: &str| if text.is_empty() { "–".to_owned() } else { text.to_owned() };
    let company = match said("country") {
        "" => or_dash(said("company")),
        country => format!("{} ({country})", or_dash(said("company"))),
    };
    let cookies =
        said("cookies").split([' ', ',']).filter(|name| !name.is_empty()).collect::<Vec<_>>().join(", ");
    Row {
        cells: [or_dash(said("name")), company, or_dash(said("purpose")), or_dash(&cookies), "–".to_owned()],
        policy: Some(said("policy").to_owned()).filter(|policy| !policy.is_empty()),
    }
}

/// The table as HTML to paste.
pub fn html(pairs: &Pairs) -> String {
    let heads = COLUMNS.map(|name| format!("<th scope=\"col\">{name}</th>")).concat();
    let mut out = format!("<table>\n  <thead>\n    <tr>{heads}</tr>\n  </thead>\n  <tbody>\n");
    for Row { cells: [name, rest @ ..], policy } in rows(pairs) {
        let name = match policy {
            Some(policy) => format!("<a href=\"{}\">{}</a>", escaped(&policy), escaped(&name)),
            None => escaped(&name),
        };
        let rest = rest.map(|cell| format!("<td>{}</td>", escaped(&cell))).concat();
        let _ = writeln!(out, "    <tr><th scope=\"row\">{name}</th>{rest}</tr>");
    }
    out + "  </tbody>\n</table>"
}

#[cfg(test)]
mod tests {
    use super::*;
    use samtykke_catalogue::VENDORS;

    #[test]
    fn a_row_tells_who_what_for_and_how_long() {
        let rows = rows(&Pairs::from_iter([
            ("lang", "nb"),
            ("google-analytics", "G-1"),
            ("plausible", "a.example"),
            ("services", "youtube"),
        ]));
        let names: Vec<_> = rows.iter().map(|row| row.cells[0].as_str()).collect();
        assert_eq!(names, ["Samtykke", "Google Analytics", "Plausible", "YouTube"]);
        let google = &rows[1].cells;
        assert_eq!(google[1], "Google Ireland Limited (IE)");
        assert_eq!(google[2], "statistics");
        assert!(
            google[3].contains("_ga (7 days)") && google[3].contains("_gat* (1 minute)"),
            "{}",
            google[3]
        );
        assert_eq!(rows[2].cells[3], "Nothing");
    }

    #[test]
    fn own_vendors_are_rows_and_stay_text() {
        let pairs = Pairs::from_iter([
            ("vendors.acme.name", "Acme <b>"),
            ("vendors.acme.purpose", "marketing"),
            ("vendors.acme.cookies", "acme_* acme_id"),
            ("vendors.acme.policy", "https://acme.example/\"p"),
        ]);
        let html = html(&pairs);
        assert!(
            html.contains("Acme &lt;b&gt;</a></th><td>–</td><td>marketing</td><td>acme_*, acme_id</td>"),
            "{html}"
        );
        assert!(html.contains("href=\"https://acme.example/&quot;p\""), "{html}");
    }

    #[test]
    fn every_life_can_be_read() {
        for vendor in VENDORS {
            for cookie in vendor.cookies {
                let life = life(cookie);
                assert!(
                    life.starts_with(|one: char| one.is_ascii_digit() && one != '0') || cookie.days == 0.0,
                    "{} {life}",
                    cookie.name
                );
            }
        }
    }
}
