//! Whom only the owner knows: vendors and cookies that the settings name, as lines like those of the catalogue.

use crate::text::{add, after_scheme, before, cut, fill, parts};

/// Hosts that carry everybody's scripts: one of them says nothing of whose the others are.
const SHARED: [&str; 3] = ["cdn.jsdelivr.net", "cdnjs.cloudflare.com", "unpkg.com"];

/// A line for each, behind a line's end; `own` is the page's host.
#[inline(never)]
pub fn lines(settings: &[(String, String)], own: &str) -> String {
    let mut lines = String::new();
    for (path, name) in settings {
        let Some(group) = path.strip_suffix("name") else { continue };
        let of = |field: &str| {
            let is = |path: &str| path.strip_prefix(group) == Some(field);
            settings.iter().find(|(path, _)| is(path)).map_or("", |(_, value)| value.as_str())
        };
        let script = of("script");
        let id = group.strip_prefix("vendors.").map(|rest| before(rest, b"."));
        // The site itself is a vendor whose id no owner can give. What a vendor leaves is cookies or keys alike.
        let (id, label, kept) = match id {
            Some(id) if !script.is_empty() => (id, before(name, b"|\n"), of("cookies")),
            None if group.starts_with("cookies.") => ("the site", "This site", name.as_str()),
            _ => continue,
        };
        // Necessary, where nothing else is said.
        let purpose = of("purpose").get(..1).unwrap_or("n");
        let (mut cookies, mut keys) = (String::new(), String::new());
        for name in parts(kept, b" ,\t\r\n|") {
            add(&mut keys, " ", name);
            add(&mut cookies, " ", &fill("{}:{}", &[name, of("days")]));
        }
        lines.push_str(&fill(
            "\n{}|{}|{}b|{}|{}|{}",
            &[id, label, purpose, &addresses(script, own), &cookies, &keys],
        ));
    }
    lines
}

/// The script alone on the site's own host and on a shared one; else whatever is on its host.
fn addresses(script: &str, own: &str) -> String {
    let Some(address) = script.strip_prefix("//").or_else(|| after_scheme(script)) else {
        // Beside the page, wherever that is: by the name of its file.
        let file = parts(before(script, b"?#"), b"/").last().unwrap_or_default();
        return if file.is_empty() { String::new() } else { fill("*/{}", &[file]) };
    };
    let host = before(address, b"/?#:");
    let path = cut(address, b"/").map_or("", |(_, path)| before(path, b"?#"));
    let is_alone = host == own || SHARED.contains(&host);
    fill(if is_alone { "{}/{}" } else { "{}" }, &[host, path])
}

#[cfg(test)]
mod tests {
    use super::super::{Gate, cookie, find, learn, stored, vendor};
    use samtykke_core::Purpose;

    fn settings(pairs: &[(&str, &str)]) {
        let pairs: Vec<_> =
            pairs.iter().map(|(path, value)| ((*path).to_owned(), (*value).to_owned())).collect();
        learn(&pairs, "shop.example");
    }

    #[test]
    fn a_vendor_of_the_owners_is_known_by_its_script_and_what_it_leaves() {
        settings(&[
            ("vendors.acme.name", "Acme & Son"),
            ("vendors.acme.purpose", "marketing"),
            ("vendors.acme.script", "https://cdn.acme.example/t.js?x"),
            ("vendors.acme.cookies", "acme_*,\n acme sam* samtykke"),
            ("vendors.acme.days", "30"),
            ("vendors.broken.name", "No script"),
            ("vendors.meta.name", "Not ours to name"),
            ("vendors.meta.script", "/x.js"),
        ]);
        let acme = find("acme").unwrap();
        assert_eq!((acme.name, acme.purpose, acme.gate), ("Acme & Son", Purpose::Marketing, Gate::Block));
        assert_eq!(vendor("https://cdn.acme.example/other.js"), Some(acme));
        assert_eq!(cookie("acme_x"), Some((acme, Some(30))));
        assert_eq!(stored("acme"), Some(acme));
        assert_eq!(cookie("samtykke"), None);
        assert_eq!(find("broken"), None);
        assert_eq!(find("meta").map(|known| known.name), Some("Meta (Facebook)"));
        assert_eq!(vendor("https://www.facebook.com/tr").map(|known| known.id), Some("meta"));
    }

    #[test]
    fn a_script_beside_others_is_known_by_itself_alone() {
        for (script, is, is_not) in [
            (
                "https://shop.example:8443/acme/t.js",
                "https://shop.example/acme/t.js?1",
                "https://shop.example/",
            ),
            ("//unpkg.com/acme/t.js", "https://unpkg.com/acme/t.js", "https://unpkg.com/vue"),
            ("/js/acme.js?1", "https://shop.example/js/acme.js", "https://shop.example/js/app.js"),
        ] {
            settings(&[("vendors.acme.name", "A"), ("vendors.acme.script", script)]);
            assert_eq!(vendor(is).map(|known| known.id), Some("acme"), "{script}");
            assert_eq!(vendor(is_not), None, "{script}");
        }
    }

    #[test]
    fn cookies_of_the_owners_are_the_sites() {
        settings(&[
            ("cookies.0.name", "mystery"),
            ("cookies.0.days", "30"),
            ("cookies.1.name", "seen_*"),
            ("cookies.1.purpose", "statistics"),
            ("cookies.1.days", "0"),
            ("cookies.2.name", "basket"),
            ("cookies.2.kind", "storage"),
            ("cookies.3.name", "_ga"),
        ]);
        let (site, days) = cookie("mystery").unwrap();
        assert_eq!((site.name, site.purpose, days), ("This site", Purpose::Necessary, Some(30)));
        let (seen, days) = cookie("seen_1").unwrap();
        assert_eq!((seen.purpose, seen.gate, days), (Purpose::Statistics, Gate::Block, Some(0)));
        assert_eq!(stored("basket").map(|known| known.name), Some("This site"));
        assert_eq!(cookie("_ga").map(|(known, _)| known.id), Some("google-analytics"), "that is a fact");
    }
}
