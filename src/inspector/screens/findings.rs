//! What is wrong and what to change; beside it the choice, and what cannot be seen.

use samtykke_browser::element::{Element, element};

use super::blind_spots::blind_spots;
use super::choice::choice;
use super::{Part, Scene};
use crate::audit::Finding;
use crate::view::{note, screen, section, severity};

/// The screen.
pub fn parts(scene: Scene) -> Vec<Part> {
    let beside = element("div")
        .with("class", "column")
        .children([choice(scene.evidence), blind_spots(scene.evidence)]);
    vec![("view", screen("columns", [list(scene.findings), beside]))]
}

/// The list alone, as it also stands in the report.
pub fn list(findings: &[Finding]) -> Element {
    let content = if findings.is_empty() {
        note("Nothing is wrong as far as can be seen.")
    } else {
        element("ul").with("class", "findings").children(findings.iter().map(finding))
    };
    section("findings", "What is wrong, the worst first", [content])
}

fn finding(finding: &Finding) -> Element {
    element("li")
        .with("data-finding", finding.rule.kind)
        .child(element("h4").child(severity(finding.rule.severity)).text(" ").text(finding.title()))
        .child(element("p").text(finding.seen.clone()))
        .child(element("p").with("class", "fix").text("What to change: ").text(finding.rule.fix))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit;
    use crate::evidence::example::{evidence, request};

    #[test]
    fn a_clean_page_says_so_and_a_leak_says_what_to_change() {
        let mut page = evidence();
        assert!(list(&audit::findings(&page)).words().contains("Nothing is wrong"));
        page.seen.push(request("https://www.facebook.com/tr?id=1", 9_100.0, "img", None).into());
        let list = list(&audit::findings(&page));
        assert_eq!(list.all("li").first().and_then(|item| item.attribute("data-finding")), Some("leak"));
        let words = list.words();
        assert!(words.contains("high Meta (Facebook) was contacted without consent"), "{words}");
        assert!(words.contains("What to change: Name its id"), "{words}");
    }
}
