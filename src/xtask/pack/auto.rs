//! The automatic tier as one classic script, with the addresses of the catalogue inside.

use anyhow::{Result, ensure};
use samtykke_catalogue::{Purpose, VENDORS, Vendor};

use super::place::{self, Place};
use super::{cache, literal, script};
use crate::tools::Tools;
use crate::workspace;

/// The order in which `src/runtime/auto/vendors.js` reads the purposes.
const PURPOSES: [Purpose; 4] =
    [Purpose::Functional, Purpose::Statistics, Purpose::Marketing, Purpose::Necessary];

/// Runtime and table in one file that may stand inline: nothing in it ends a script element, and all of it is ASCII.
pub fn assemble(tools: &Tools) -> Result<String> {
    let runtime = script::utf8(cache::of("auto.js", &[&script::sources()?], || {
        let entry = workspace::path("src/runtime/auto/samtykke-auto.js");
        let bundle = script::bundle(tools, &entry, &[])?;
        script::minify(tools, &place::open(&bundle, &[Place::Owners])?)
    })?)?;
    let whole = place::fill(&script::wrapped(&runtime), &[(Place::Owners, &literal::text(&table(VENDORS)))])?;
    ensure!(
        may_stand_inline(&whole),
        "samtykke-auto.js holds what ends a script element, or is more than ASCII"
    );
    Ok(whole + "\n")
}

fn may_stand_inline(script: &str) -> bool {
    let lower = script.to_ascii_lowercase();
    script.is_ascii() && !["</script", "<script", "<!--"].iter().any(|ending| lower.contains(ending))
}

/// A vendor's id, then its patterns, `~` for the id and `!` for `.com/`; vendors parted by `,`, purposes by `;`.
fn table(vendors: &[Vendor]) -> String {
    let of = |purpose| {
        let entries = vendors.iter().filter(move |vendor| vendor.purpose == purpose).map(entry);
        entries.collect::<Vec<_>>().join(",")
    };
    PURPOSES.map(of).join(";").replace(".com/", "!")
}

fn entry(vendor: &Vendor) -> String {
    let short = expressions(vendor).into_iter().map(|pattern| pattern.replacen(vendor.id, "~", 1));
    [vendor.id.to_owned()].into_iter().chain(short).collect::<Vec<_>>().join(" ")
}

/// All of a vendor that fit something which none of its others does.
fn expressions(vendor: &Vendor) -> Vec<String> {
    let all: Vec<_> = vendor.hosts.iter().chain(vendor.urls).map(|pattern| expression(pattern)).collect();
    let covers = |short: &String, long: &String| {
        let begins = long.starts_with(&**short) || long.contains(&format!(".{short}"));
        short != long && begins
    };
    all.iter().filter(|one| !all.iter().any(|other| covers(other, one))).cloned().collect()
}

/// A pattern of the catalogue as the beginning of a regular expression, before which the script lets any subdomain
/// stand. So it fits more than it should (a dot is any character, a word may go on), but nothing that anybody else has.
fn expression(pattern: &str) -> String {
    let domain = pattern.trim_start_matches('.').trim_start_matches("www.");
    let expression = domain.replace(['*', '?'], ".*");
    if pattern.contains('/') { expression } else { expression + "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_vendor_stands_once_under_its_purpose() {
        let table = table(VENDORS);
        let groups: Vec<_> = table.split(';').collect();
        assert_eq!(groups.len(), PURPOSES.len());
        for vendor in VENDORS {
            let stands =
                |group: &&str| group.split(',').any(|entry| entry.split(' ').next() == Some(vendor.id));
            let place = groups.iter().position(stands);
            assert_eq!(place.map(|place| PURPOSES[place]), Some(vendor.purpose), "{}", vendor.id);
        }
    }

    #[test]
    fn patterns_come_back() {
        for vendor in VENDORS {
            let entry = entry(vendor);
            let read = entry.split(' ').skip(1).map(|pattern| pattern.replacen('~', vendor.id, 1));
            assert!(read.eq(expressions(vendor)), "{entry}");
        }
    }

    /// As `src/runtime/auto/vendors.js` looks an address up: the longest expression that fits, `.*` anything in it.
    fn looked_up(address: &str) -> Option<&'static str> {
        let host = address.split('/').next().unwrap();
        let starts: Vec<_> =
            [0].into_iter().chain(host.match_indices('.').map(|(place, _)| place + 1)).collect();
        let fits = |expression: &str| {
            let (first, others) = expression.split_once(".*").unwrap_or((expression, ""));
            starts.iter().any(|&start| {
                let rest = address[start..].strip_prefix(first);
                rest.is_some_and(|rest| others.is_empty() || rest.contains(others))
            })
        };
        let lengths =
            |vendor: &Vendor| expressions(vendor).iter().filter(|one| fits(one)).map(String::len).max();
        let found = VENDORS.iter().filter_map(|vendor| Some((lengths(vendor)?, vendor.id)));
        found.max_by_key(|(length, _)| *length).map(|(_, id)| id)
    }

    #[test]
    fn the_script_agrees_with_the_catalogue() {
        for pattern in VENDORS.iter().flat_map(|vendor| vendor.hosts.iter().chain(vendor.urls)) {
            let address = pattern
                .strip_prefix("*/")
                .map_or(format!("a.test/{pattern}"), |file| format!("a.test/{file}"));
            let address =
                if pattern.starts_with('*') { address } else { pattern.trim_start_matches('.').to_owned() };
            let address = address.replace(".*/", ".com/").replace('*', "en_US");
            let address = if address.contains('/') { address } else { address + "/x.js" };
            let known = samtykke_catalogue::by_url(&format!("https://{address}")).map(|vendor| vendor.id);
            assert_eq!(looked_up(&address), known, "{pattern}");
        }
        assert_eq!(looked_up("cdn.stranger.test/x.js"), None);
    }

    #[test]
    fn patterns_become_expressions() {
        assert_eq!(expression(".hotjar.com"), "hotjar.com/");
        assert_eq!(expression("www.google.*/maps"), "google..*/maps");
        assert_eq!(expression("a.test/js?id=G-"), "a.test/js.*id=G-");
        assert_eq!(expression("*/matomo.js"), ".*/matomo.js");
    }

    #[test]
    fn no_name_becomes_the_page_s() {
        assert_eq!(script::wrapped("var e=1;e();\n"), "(()=>{var e=1;e()})()");
        assert_eq!(script::wrapped("(()=>{e()})();"), "(()=>{e()})()");
    }

    #[test]
    fn what_ends_a_script_element_may_not_stand_inline() {
        assert!(may_stand_inline("a()"));
        assert!(!may_stand_inline("'</SCRIPT>'") && !may_stand_inline("'<!--'") && !may_stand_inline("'ø'"));
    }
}
