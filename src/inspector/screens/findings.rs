//! What is wrong and what to change; beside it the choice, and what cannot be seen.

use samtykke_browser::recipe::Recipe;

use super::blind_spots::blind_spots;
use super::choice::choice;
use super::{Part, Scene};
use crate::audit::Finding;
use crate::view::{kind_of, note, screen, section};

/// The screen.
pub fn parts(scene: Scene) -> Vec<Part> {
    let mut view = screen("columns");
    list(&mut view, scene.findings);
    view.add("div.column", &[]);
    let mut view = view.nested(2);
    choice(&mut view, scene.evidence);
    blind_spots(&mut view, scene.evidence);
    vec![("view", view)]
}

/// The list alone, as it also stands in the report.
pub fn list(view: &mut Recipe, findings: &[Finding]) {
    section(view, "findings", "What is wrong, the worst first");
    if findings.is_empty() {
        return note(view, "Nothing is wrong as far as can be seen.");
    }
    view.add(" ul.findings", &[]);
    for finding in findings {
        let severity = finding.rule.severity;
        view.add(
            "  li data-finding={}
   h4
    span.badge data-kind={}|{}
    span| {}
   p|{}
   p.fix|What to change: {}",
            &[
                finding.rule.kind,
                kind_of(severity),
                severity.name(),
                &finding.title(),
                &finding.seen,
                finding.fix(),
            ],
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit;
    use crate::evidence::Evidence;
    use crate::evidence::example::{evidence, request};

    fn drawn(page: &Evidence) -> Recipe {
        let mut view = Recipe::default();
        list(&mut view, &audit::findings(page));
        view
    }

    #[test]
    fn a_clean_page_says_so_and_a_leak_says_what_to_change() {
        let mut page = evidence();
        assert!(drawn(&page).words().contains("Nothing is wrong"));
        page.seen.push(request("https://www.facebook.com/tr?id=1", 9_100.0, "img", None).into());
        let list = drawn(&page);
        assert_eq!(list.all("li").first().and_then(|item| item.attribute("data-finding")), Some("leak"));
        let words = list.words();
        assert!(words.contains("high Meta (Facebook) was contacted without consent"), "{words}");
        assert!(words.contains("What to change: Name its id"), "{words}");
    }
}
