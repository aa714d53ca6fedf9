//! The screens: evidence in, elements out.
//!
//! | module | shows |
//! |---|---|
//! | [`findings`] | what is wrong and what to change; beside it the choice, and what cannot be seen |
//! | [`tags`] | every tag, where it stands and why |
//! | [`wire`] | every request to a known vendor, decoded |
//! | [`keeping`] | cookies and stored keys |
//! | [`timeline`] | everything in order; two choices compared |
//! | [`simulate`] | what another visitor would get |

mod blind_spots;
pub mod choice;
pub mod findings;
pub mod keeping;
pub mod simulate;
pub mod tags;
pub mod timeline;
pub mod wire;

use samtykke_browser::recipe::Recipe;

use crate::audit::Finding;
use crate::evidence::Evidence;
use crate::timeline::Timeline;
use crate::ui::{Tab, Ui};
use crate::view;

/// Everything a screen may draw from.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a> {
    /// What was seen.
    pub evidence: &'a Evidence,
    /// What is wrong.
    pub findings: &'a [Finding],
    /// Everything in order.
    pub timeline: &'a Timeline,
    /// What the marketer looks at.
    pub ui: &'a Ui,
}

/// A part of the panel: the id of its place, and what stands there. A part may hold the places of those after it.
pub type Part = (&'static str, Recipe);

/// The parts around the open screen.
pub fn frame(scene: Scene) -> Vec<Part> {
    let tabs = view::tabs(scene.ui.tab, scene.findings.len());
    vec![("summary", tags::summary(scene.evidence)), ("tabs", tabs)]
}

/// The parts of the open screen, in order, and what its list shows, by places.
pub fn parts(scene: Scene) -> (Vec<Part>, Vec<usize>) {
    let parts = match scene.ui.tab {
        Tab::Wire => return wire::parts(scene),
        Tab::Timeline => return timeline::parts(scene),
        Tab::Findings => findings::parts(scene),
        Tab::Tags => vec![tags::part(scene.evidence)],
        Tab::Keeping => vec![keeping::part(scene.evidence)],
        Tab::Simulate => simulate::parts(scene),
    };
    (parts, Vec::new())
}

/// The rows in view of the open list, whose places are known.
pub fn listed(scene: Scene, places: &[usize]) -> Part {
    if scene.ui.tab == Tab::Wire { wire::listed(scene, places) } else { timeline::listed(scene, places) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit;
    use crate::evidence::example::evidence;
    use crate::ui::TABS;
    use crate::view::frame;

    fn every_screen() -> Vec<(Tab, Vec<Part>)> {
        let evidence = evidence();
        let findings = audit::findings(&evidence);
        let mut timeline = Timeline::after("", "/");
        timeline.follow(&evidence, 9_500.0);
        let draw = |tab| {
            let ui = Ui { tab, ..Ui::default() };
            let scene = Scene { evidence: &evidence, findings: &findings, timeline: &timeline, ui: &ui };
            [super::frame(scene), parts(scene).0].concat()
        };
        TABS.map(|(tab, ..)| (tab, draw(tab))).into()
    }

    fn ids(part: &Recipe) -> Vec<&str> {
        part.lines().filter_map(|line| line.attribute("id")).collect()
    }

    #[test]
    fn every_part_has_its_place_before_it_and_keeps_its_id() {
        for (tab, parts) in every_screen() {
            let mut standing = vec![frame(crate::memory::Memory::default())];
            for (id, part) in parts {
                assert_eq!(part.lines().next().unwrap().attribute("id"), Some(id), "{tab:?}");
                assert_eq!(part.lines().filter(|line| line.depth == 0).count(), 1, "{tab:?}: {id}");
                assert!(standing.iter().any(|around| ids(around).contains(&id)), "{tab:?}: {id}");
                standing.push(part);
            }
        }
    }

    #[test]
    fn every_line_hangs_in_the_one_before() {
        for (tab, parts) in every_screen() {
            for (id, part) in parts {
                let depths: Vec<_> = part.lines().map(|line| line.depth).collect();
                assert!(depths.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{tab:?}: {id} {depths:?}");
            }
        }
    }

    #[test]
    fn ids_are_unique_on_every_screen() {
        for (tab, parts) in every_screen() {
            let mut ids: Vec<_> = parts.iter().flat_map(|(_, part)| ids(part)).collect();
            let places = ["rows", "detail", "compared", "overview", "outcome"];
            ids.retain(|id| !places.contains(id));
            let count = ids.len();
            ids.sort_unstable();
            ids.dedup();
            assert_eq!(ids.len(), count, "{tab:?} {ids:?}");
        }
    }

    #[test]
    fn every_head_and_table_is_named() {
        for (_, parts) in every_screen() {
            for (_, part) in &parts {
                assert!(
                    part.all("th").iter().all(|head| matches!(head.attribute("scope"), Some("col" | "row")))
                );
                let titles = ids(part);
                for table in part.all("table") {
                    assert!(table.attribute("aria-labelledby").is_some_and(|id| titles.contains(&id)));
                }
            }
        }
    }
}
