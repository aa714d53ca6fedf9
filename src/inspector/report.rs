//! The audit as a file: JSON for programs, HTML for people. Made here and saved by the browser; nothing is sent.

use samtykke_browser::recipe::Recipe;

use crate::audit::Finding;
use crate::evidence::Evidence;
use crate::screens::{choice, findings, keeping, tags, wire};
use crate::text::{add, fill, number, whole};

/// What a mail program shows well: no script, no outside file, light and dark.
const STYLE: &str = ":root{color-scheme:light dark}body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}\
table{border-collapse:collapse;width:100%}th,td{text-align:start;vertical-align:top;padding:.35rem .7rem .35rem 0;border-bottom:1px solid #8886;font-weight:400}\
thead th,h3,h4{font-weight:600}ul{padding:0;list-style:none}li{margin-block-end:1.2rem}li p,h4{margin:.2rem 0}.fix{font-weight:600}\
.aside,.note{display:block;opacity:.75}.badge{border:1px solid;border-radius:1em;padding:0 .6em;font-size:.85em}\
.pairs div{display:flex;gap:1rem;justify-content:space-between;border-bottom:1px solid #8886}code{overflow-wrap:anywhere}@media(max-width:40rem){table{display:block;overflow-x:auto}code{overflow-wrap:normal}}";

/// A readable page of its own.
pub fn html(evidence: &Evidence, findings: &[Finding], address: &str, date: &str) -> String {
    let count = number(findings.len());
    // The style is our own text, and has nothing that would be escaped.
    let mut page = Recipe::new(
        "html lang=en
 head
  meta charset=utf-8
  meta name=viewport content=width=device-width
  title|Consent audit of {}
  style|{}
 body
  h1|Consent audit of {}
  p|{}, {}. {} to mend.",
        &[&evidence.host, STYLE, &evidence.host, address, date, &count],
    )
    .nested(2);
    findings::list(&mut page, findings);
    choice::choice(&mut page, evidence);
    tags::tags(&mut page, evidence);
    keeping::cookies(&mut page, evidence);
    wire::report(&mut page, evidence);
    fill("<!doctype html>{}", &[&page.html()])
}

/// Findings, tags and requests as JSON.
pub fn json(evidence: &Evidence, findings: &[Finding], address: &str, date: &str) -> String {
    let found = findings.iter().map(|finding| {
        object(&[
            ("kind", text(finding.rule.kind)),
            ("severity", text(finding.rule.severity.name())),
            ("title", text(&finding.title())),
            ("seen", text(&finding.seen)),
            ("fix", text(finding.fix())),
        ])
    });
    let tags = tags::rows(evidence).into_iter().map(|row| {
        object(&[
            ("tag", text(&row.name)),
            ("kind", text(&row.how)),
            ("state", text(&row.state.label().to_ascii_lowercase())),
            ("reason", text(&row.reason)),
            ("firstFired", row.first.map_or_else(|| "null".to_owned(), |at| number(whole(at)))),
            ("element", text(&row.element)),
        ])
    });
    let hits = evidence.seen.iter().filter(|seen| seen.vendor.is_some()).map(|seen| {
        let ids: Vec<_> = seen.ids().into_iter().map(|(name, value)| (name, text(&value))).collect();
        object(&[
            ("vendor", text(seen.vendor.map_or("", |known| known.id))),
            ("at", number(whole(seen.request.start))),
            ("url", text(&seen.request.url)),
            ("event", text(&seen.event().unwrap_or_default())),
            ("ids", object(&ids)),
        ])
    });
    object(&[
        ("address", text(address)),
        ("date", text(date)),
        ("findings", array(found)),
        ("tags", array(tags)),
        ("requests", array(hits)),
    ])
}

fn object(members: &[(&str, String)]) -> String {
    let mut object = String::new();
    for (name, value) in members {
        add(&mut object, ",", &fill("{}:{}", &[&text(name), value]));
    }
    // `fill` would read these braces as places.
    let mut whole = "{".to_owned();
    whole.push_str(&object);
    whole.push('}');
    whole
}

fn array(entries: impl Iterator<Item = String>) -> String {
    let mut array = String::new();
    for entry in entries {
        add(&mut array, ",", &entry);
    }
    fill("[{}]", &[&array])
}

/// <https://www.rfc-editor.org/rfc/rfc8259#section-7>
fn text(text: &str) -> String {
    let mut out = String::from('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            control if control < ' ' => out.push(' '),
            other => out.push(other),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit;
    use crate::evidence::example::{evidence, request};

    fn page() -> (Evidence, Vec<Finding>) {
        let mut evidence = evidence();
        evidence
            .seen
            .push(request("https://www.facebook.com/tr?id=1&ev=\"<script>", 9_100.0, "img", None).into());
        let findings = audit::findings(&evidence);
        (evidence, findings)
    }

    #[test]
    fn the_page_is_readable_and_holds_no_markup_of_others() {
        let (evidence, findings) = page();
        let html = html(&evidence, &findings, "https://shop.example/<b>", "today");
        assert!(html.starts_with("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"));
        assert!(html.contains("Meta (Facebook) was contacted without consent") && html.contains("1 to mend"));
        assert!(!html.contains("<script>") && !html.contains("<b>"));
    }

    #[test]
    fn the_json_holds_findings_tags_and_requests() {
        let (evidence, findings) = page();
        let json = json(&evidence, &findings, "https://shop.example/", "today");
        assert!(json.contains(r#""kind":"leak","severity":"high""#), "{json}");
        assert!(
            json.contains(r#""tag":"Google Analytics","kind":"statistics, managed","state":"released""#),
            "{json}"
        );
        assert!(json.contains(r#"ev=\"<script>"#), "{json}");
        assert_eq!(text("a\u{1}\n\\"), r#""a \n\\""#);
    }
}
