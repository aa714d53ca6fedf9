//! Every request to a known vendor, decoded; what differs from the stored choice stands out and is explained.

use samtykke_browser::recipe::Recipe;

use super::{Part, Scene};
use crate::audit::forbidden;
use crate::catalogue::Gate;
use crate::evidence::Evidence;
use crate::history::allowed_for;
use crate::hit::{Allowed, Seen, Standing};
use crate::list::{Row, list, rows};
use crate::text::{fill, seconds};
use crate::view::{note, pair, screen, section, table, toggle};

/// Every request to a known vendor, by its place; with `differing`, only those that differ from the choice.
pub fn hits(evidence: &Evidence, differing: bool) -> Vec<usize> {
    let mut hits = Vec::new();
    for (place, seen) in evidence.seen.iter().enumerate() {
        if seen.vendor.is_some() && !(differing && standing(evidence, seen) <= Standing::Unknown) {
            hits.push(place);
        }
    }
    hits
}

/// The worst that a request says.
fn standing(evidence: &Evidence, seen: &Seen) -> Standing {
    let signals = seen.signals(allowed_for(evidence, seen));
    signals.iter().map(|signal| signal.standing).max().unwrap_or(Standing::Right)
}

/// The screen.
pub fn parts(scene: Scene) -> (Vec<Part>, Vec<usize>) {
    let Scene { evidence, ui, .. } = scene;
    let hits = hits(evidence, ui.differing);
    let mut view = screen("split");
    section(&mut view, "wire", "Requests to known vendors");
    view.add(" div.controls", &[]);
    toggle(&mut view, "differing", 0, "Only what differs from the choice", ui.differing);
    list(&mut view, "Requests to known vendors");
    view.add("div id=detail", &[]);
    let chosen = hits.get(ui.row).and_then(|place| evidence.seen.get(*place));
    let parts = vec![("view", view), listed(scene, &hits), ("detail", detail(evidence, chosen))];
    (parts, hits)
}

/// The rows in view, of those at these places.
pub fn listed(scene: Scene, hits: &[usize]) -> Part {
    let seen = |at: usize| scene.evidence.seen.get(*hits.get(at)?);
    ("rows", rows(hits.len(), scene.ui, |at| row(scene.evidence, seen(at))))
}

fn name(seen: &Seen) -> &'static str {
    seen.vendor.map_or("", |known| known.name)
}

fn row(evidence: &Evidence, seen: Option<&Seen>) -> Row {
    let text = |of: fn(&Seen) -> String| seen.map_or_else(String::new, of);
    Row {
        cells: [
            ("at", text(|seen| seconds(seen.request.start))),
            ("who", text(|seen| name(seen).to_owned())),
            ("what", text(|seen| seen.event().unwrap_or_else(|| seen.request.initiator.clone()))),
            (
                "text",
                text(|seen| {
                    let consent = seen.parameter("gcs").or_else(|| seen.parameter("asc")).unwrap_or_default();
                    fill("{} {}", &[&consent, &seen.account()])
                }),
            ),
        ],
        bad: seen.is_some_and(|seen| standing(evidence, seen) >= Standing::Unset),
    }
}

/// The chosen request, letter by letter.
fn detail(evidence: &Evidence, seen: Option<&Seen>) -> Recipe {
    let mut view = Recipe::new(
        "div.section id=detail tabindex=0 role=group aria-labelledby=decoded-title\n h3 id=decoded-title|Decoded",
        &[],
    );
    match seen {
        None => note(&mut view, "No such request so far."),
        Some(seen) => decoded(&mut view, evidence, seen),
    }
    view
}

/// What the choice made of the vendor when it was asked.
fn choice(evidence: &Evidence, seen: &Seen, allowed: Allowed) -> &'static str {
    match seen.vendor {
        _ if allowed.vendor => "allowed",
        Some(known) if forbidden(evidence, known, seen.request.start) => "not allowed",
        Some(known) if known.gate == Gate::Signal => "cookieless",
        _ => "the owner decides",
    }
}

fn decoded(view: &mut Recipe, evidence: &Evidence, seen: &Seen) {
    let allowed = allowed_for(evidence, seen);
    view.add(" dl.pairs", &[]);
    pair(view, "Vendor", "span", name(seen));
    let event = seen.event().unwrap_or_else(|| "none: a script or another file".to_owned());
    pair(view, "Event", "span", &event);
    pair(view, "Address", "code", seen.place());
    pair(view, "The choice then", "span", choice(evidence, seen, allowed));
    for (id, value) in seen.ids() {
        pair(view, id, "code", &value);
    }
    let signals = seen.signals(allowed);
    if signals.is_empty() {
        return note(view, "It says nothing about consent.");
    }
    table(view, "decoded", &["Signal", "Value", "Meaning", "Against the choice"]);
    for signal in signals {
        let (kind, verdict) = match signal.standing {
            Standing::Right => ("release", "as chosen"),
            Standing::Unknown => ("hold", "not known"),
            Standing::Less => ("cookieless", "less than allowed: sent before the choice was told"),
            Standing::Unset => ("alarm", "more than the visitor allowed: nothing was said"),
            Standing::More => ("alarm", "more than the visitor allowed"),
        };
        view.add(
            "   tr
    th scope=row|{}
    td
     code|{}
    td|{}
    td
     span.badge data-kind={}|{}",
            &[signal.name, &signal.value, &signal.meaning, kind, verdict],
        );
    }
}

/// The table in the report: every request with what it says.
pub fn report(view: &mut Recipe, evidence: &Evidence) {
    section(view, "wire", "Requests to known vendors");
    table(view, "wire", &["Vendor", "Event", "Address", "Consent", "At"]);
    for seen in evidence.seen.iter().filter(|seen| seen.vendor.is_some()) {
        let differs = standing(evidence, seen) >= Standing::Unset;
        view.add(
            "   tr
    th scope=row|{}
    td|{}
    td
     code|{}
    td|{}
    td|{}",
            &[
                name(seen),
                &seen.event().unwrap_or_default(),
                seen.place(),
                if differs { "differs from the choice" } else { "" },
                &seconds(seen.request.start),
            ],
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::example::{evidence, request};

    fn page() -> Evidence {
        let mut evidence = evidence();
        let url = "https://www.google-analytics.com/g/collect?v=2&tid=G-1&cid=1.2&en=scroll&gcs=G111&gcd=13r3r3r3r5l1&npa=0";
        evidence.seen.push(request(url, 9_100.0, "fetch", None).into());
        evidence
    }

    #[test]
    fn only_known_vendors_are_listed_and_differences_can_be_filtered() {
        let evidence = page();
        assert_eq!(hits(&evidence, false).len(), 4);
        assert_eq!(hits(&evidence, true).len(), 1);
    }

    #[test]
    fn a_hit_is_decoded_letter_by_letter() {
        let evidence = page();
        let words =
            detail(&evidence, hits(&evidence, true).first().and_then(|place| evidence.seen.get(*place)))
                .words();
        for expected in [
            "VendorGoogle Analytics",
            "Eventscroll",
            "tidG-1",
            "cid1.2",
            "gcsG111ads granted, statistics grantedmore than the visitor allowed",
            "ad_storagerdenied by default, then grantedmore than the visitor allowed",
            "analytics_storagerdenied by default, then grantedas chosen",
            "npa0personalised adsmore than the visitor allowed",
        ] {
            assert!(words.contains(expected), "{expected} in {words}");
        }
    }

    #[test]
    fn a_ping_without_cookies_is_told_from_a_leak() {
        let mut evidence = evidence();
        let of = |evidence: &Evidence, at: usize| detail(evidence, evidence.seen.get(at)).words();
        assert!(of(&evidence, 1).contains("The choice thencookieless"), "gtag.js, before the answer");
        evidence.settings.push(("mode".to_owned(), "basic".to_owned()));
        assert!(of(&evidence, 1).contains("The choice thennot allowed"));
        assert!(of(&evidence, 3).contains("The choice thenallowed"));
    }

    #[test]
    fn without_requests_it_says_so() {
        let evidence = Evidence { seen: Vec::new(), ..evidence() };
        assert!(detail(&evidence, None).words().contains("No such request"));
    }
}
