//! Everything in order, across the page views of the visit; two choices compared.

use samtykke_browser::element::{Element, element};

use super::{Part, Scene};
use crate::list::{Row, list, rows};
use crate::timeline::{Item, Kind, Timeline};
use crate::ui::{BARS, Ui};
use crate::view::{
    button, cell, code, name, note, pair, pairs, place, screen, seconds, section, table, toggle, words,
};

/// The screen.
pub fn parts(scene: Scene) -> (Vec<Part>, usize) {
    let Scene { timeline, ui, .. } = scene;
    let items = shown(timeline, ui);
    let frame =
        section("timeline", "Everything, in order", [filters(ui), place("overview"), list("Timeline")]);
    let beside = element("div")
        .with("class", "column")
        .children([place("detail").with("class", "section"), place("compared")]);
    let parts = vec![
        ("view", screen("split", [frame, beside])),
        ("overview", overview(&items, ui)),
        ("rows", rows(items.len(), ui, |at| items.get(at).map_or_else(Row::empty, |item| row(item)))),
        ("detail", detail(items.get(ui.row).copied())),
        ("compared", compared(timeline, ui)),
    ];
    (parts, items.len())
}

/// The items that filters and zoom leave.
pub fn shown<'a>(timeline: &'a Timeline, ui: &Ui) -> Vec<&'a Item> {
    let count = timeline.items.len();
    let (first, last) = (share(ui.zoom.0, count), share(ui.zoom.1, count));
    let zoomed = timeline.items.iter().skip(first).take(last.saturating_sub(first));
    zoomed.filter(|item| !ui.hidden.contains(&item.kind) && item.holds(&ui.search)).collect()
}

#[allow(clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a share of a number of entries")]
fn share(share: f64, count: usize) -> usize {
    (share * count as f64).round() as usize
}

fn filters(ui: &Ui) -> Element {
    let kinds = Kind::ALL.into_iter().enumerate();
    let kinds =
        kinds.map(|(at, kind)| toggle(&format!("kind {at}"), kind.name(), !ui.hidden.contains(&kind)));
    let search = element("input")
        .with("id", "search")
        .with("type", "search")
        .with("data-act", "search")
        .with("aria-label", "Only entries with this text")
        .with("placeholder", "Filter");
    let zoom = [("zoom in", "Zoom in"), ("zoom out", "Zoom out"), ("zoom all", "All")];
    let zoom = zoom.map(|(act, word)| button(act, word).with("id", act.replace(' ', "-")));
    element("div").with("class", "controls").children(kinds).child(search).children(zoom)
}

/// Bars that show where much happened; each zooms into its part.
fn overview(items: &[&Item], ui: &Ui) -> Element {
    const LEVELS: usize = 8;
    let bars = usize::from(BARS);
    let per_bar = |at: usize| {
        let (from, to) = (items.len() * at / bars, items.len() * (at + 1) / bars);
        let part = items.get(from..to).unwrap_or_default();
        (
            part.first().map_or(0.0, |item| item.at),
            part.len(),
            part.iter().filter(|item| item.kind == Kind::Request).count(),
        )
    };
    let parts: Vec<_> = (0..bars).map(per_bar).collect();
    let most = parts.iter().map(|(_, _, requests)| *requests).max().unwrap_or(0).max(1);
    let bar = |(at, (time, count, requests)): (usize, (f64, usize, usize))| {
        let level = if count == 0 { 0 } else { 1 + requests * (LEVELS - 1) / most };
        element("button")
            .with("type", "button")
            .with("tabindex", "-1")
            .with("data-act", format!("bucket {at}"))
            .with("data-level", level.to_string())
            .with("aria-label", format!("Zoom to {}: {count} entries, {requests} requests", seconds(time)))
    };
    let whole = if ui.zoom == (0.0, 1.0) { "The whole visit" } else { "A part of the visit" };
    let heading = format!("{whole}: {} entries", items.len());
    place("overview").with("class", "overview").child(note(heading).with("role", "status")).child(
        element("div")
            .with("class", "bars")
            .with("role", "group")
            .with("aria-label", "Overview")
            .children(parts.into_iter().enumerate().map(bar)),
    )
}

fn row(item: &Item) -> Row {
    Row {
        cells: vec![
            ("at", words(format!("{}· {}", item.page, seconds(item.at)))),
            ("kind", words(item.kind.name())),
            ("who", words(item.subject.clone())),
            ("text", words(item.text.clone())),
        ],
        bad: item.kind == Kind::Blocked,
    }
}

fn detail(item: Option<&Item>) -> Element {
    let title = element("h3").text("Entry");
    let content = item.map_or_else(
        || note("Nothing here."),
        |item| {
            pairs([
                pair("Page view", words(item.page.to_string())),
                pair("At", words(seconds(item.at))),
                pair("Kind", words(item.kind.name())),
                pair("What", code(item.subject.clone())),
                pair("More", code(item.text.clone())),
            ])
        },
    );
    place("detail").with("class", "section").child(title).child(content)
}

/// What differed between two choices of the visit.
fn compared(timeline: &Timeline, ui: &Ui) -> Element {
    let choices = timeline.choices();
    let content = if choices.len() < 2 {
        vec![note("The visit has one choice so far: answer, or change the answer, to compare.")]
    } else {
        let [first, second] = ui.compared.map(|at| at.min(choices.len() - 1));
        let selects = element("div").with("class", "controls").children([
            select("first", "First choice", &choices, first),
            select("second", "Second choice", &choices, second),
        ]);
        let facts = [first, second]
            .map(|at| choices.get(at).map(|(place, _)| timeline.under(*place)).unwrap_or_default());
        vec![selects, table("compare", &["What", "Under the first", "Under the second"], differences(&facts))]
    };
    place("compared").child(section("compare", "Two choices compared", content))
}

fn select(act: &'static str, label: &'static str, choices: &[(usize, &Item)], chosen: usize) -> Element {
    let option = |(at, (_, item)): (usize, &(usize, &Item))| {
        let option = element("option").with("value", at.to_string());
        let option = if at == chosen { option.with("selected", "") } else { option };
        option.text(format!("{}· {}: {}", item.page, seconds(item.at), item.subject))
    };
    element("select")
        .with("id", act)
        .with("data-act", act)
        .with("aria-label", label)
        .children(choices.iter().enumerate().map(option))
}

fn differences([first, second]: &[Vec<(String, String)>; 2]) -> Vec<Vec<Element>> {
    let of = |facts: &[(String, String)], name: &str| {
        facts
            .iter()
            .find(|(known, _)| known == name)
            .map_or_else(|| "–".to_owned(), |(_, value)| value.clone())
    };
    let later = second.iter().filter(|(name, _)| !first.iter().any(|(known, _)| known == name));
    let rows = first.iter().chain(later).map(|(fact, _)| (fact, of(first, fact), of(second, fact)));
    rows.filter(|(_, one, other)| one != other)
        .map(|(fact, one, other)| vec![name(fact.clone()), cell(one), cell(other)])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::example::evidence;

    fn visit() -> Timeline {
        let mut undecided = evidence();
        let samtykke = undecided.samtykke.as_mut().unwrap();
        samtykke.consent.decided = false;
        samtykke.log.truncate(3);
        let mut timeline = Timeline::after("", "/");
        timeline.follow(&undecided);
        timeline.follow(&evidence());
        timeline
    }

    #[test]
    fn filters_zoom_and_search_leave_what_fits() {
        let timeline = visit();
        let all = shown(&timeline, &Ui::default()).len();
        assert_eq!(all, timeline.items.len());
        let hidden = Ui { hidden: vec![Kind::Request], ..Ui::default() };
        assert!(shown(&timeline, &hidden).iter().all(|item| item.kind != Kind::Request));
        let search = Ui { search: "hotjar".to_owned(), ..Ui::default() };
        assert!(shown(&timeline, &search).len() >= 2);
        let zoomed = Ui { zoom: (0.0, 0.5), ..Ui::default() };
        assert_eq!(shown(&timeline, &zoomed).len(), share(0.5, all));
    }

    #[test]
    fn a_diff_shows_what_differs_only() {
        let words = compared(&visit(), &Ui::default()).words();
        assert!(words.contains("google-analyticscookieless, no-answerrelease, purpose-accepted"), "{words}");
        assert!(!words.contains("Page"), "{words}");
    }

    #[test]
    fn an_empty_timeline_has_bars_without_height() {
        let overview = overview(&[], &Ui::default());
        assert_eq!(overview.all("button").len(), usize::from(BARS));
        assert!(overview.all("button").iter().all(|bar| bar.attribute("data-level") == Some("0")));
    }
}
