//! Everything in order, across the page views of the visit; two choices compared.

use samtykke_browser::recipe::Recipe;

use super::{Part, Scene};
use crate::list::{Row, list, rows};
use crate::text::{fill, number, seconds, whole};
use crate::timeline::{Item, Kind, Timeline};
use crate::ui::{BARS, Ui};
use crate::view::{note, pair, screen, section, table, toggle};

/// The screen.
pub fn parts(scene: Scene) -> (Vec<Part>, Vec<usize>) {
    let Scene { timeline, ui, .. } = scene;
    let places = shown(timeline, ui);
    let items: Vec<&Item> = places.iter().filter_map(|place| timeline.items.get(*place)).collect();
    let mut view = screen("split");
    section(&mut view, "timeline", "Everything, in order");
    filters(&mut view, ui);
    view.add(" div id=overview", &[]);
    list(&mut view, "Timeline");
    view.add("div.column tabindex=0 role=group aria-label=Entry\n div id=detail\n div id=compared", &[]);
    let parts = vec![
        ("view", view),
        ("overview", overview(&items, ui)),
        listed(scene, &places),
        ("detail", detail(items.get(ui.row).copied())),
        ("compared", compared(timeline, ui)),
    ];
    (parts, places)
}

/// The rows in view, of those at these places.
pub fn listed(scene: Scene, places: &[usize]) -> Part {
    let item = |at: usize| scene.timeline.items.get(*places.get(at)?);
    ("rows", rows(places.len(), scene.ui, |at| row(item(at))))
}

/// The places of the items that filters and zoom leave.
pub fn shown(timeline: &Timeline, ui: &Ui) -> Vec<usize> {
    let count = timeline.items.len();
    let zoomed = share(ui.zoom.0, count)..share(ui.zoom.1, count);
    let mut places = Vec::new();
    for (place, item) in timeline.items.iter().enumerate() {
        if zoomed.contains(&place) && !ui.hidden.contains(&item.kind) && item.holds(&ui.search) {
            places.push(place);
        }
    }
    places
}

#[allow(clippy::cast_precision_loss, reason = "a number of entries")]
fn share(share: f64, count: usize) -> usize {
    whole(share * count as f64)
}

fn filters(view: &mut Recipe, ui: &Ui) {
    view.add(" div.controls", &[]);
    for (at, kind) in Kind::ALL.into_iter().enumerate() {
        toggle(view, "kind", at, kind.name(), !ui.hidden.contains(&kind));
    }
    view.add(
        "  input id=search type=search data-act=search aria-label=\"Only entries with this text\" placeholder=Filter",
        &[],
    );
    for (way, word) in [("in", "Zoom in"), ("out", "Zoom out"), ("all", "All")] {
        view.add("  button type=button id=zoom-{} data-act=zoom:{}|{}", &[way, way, word]);
    }
}

/// Bars that show where much happened; each zooms into its part.
fn overview(items: &[&Item], ui: &Ui) -> Recipe {
    const LEVELS: usize = 8;
    const COUNT: usize = BARS as usize;
    let part =
        |at: usize| items.get(items.len() * at / COUNT..items.len() * (at + 1) / COUNT).unwrap_or_default();
    let requests = |at: usize| part(at).iter().filter(|item| item.kind == Kind::Request).count();
    let most = (0..COUNT).map(requests).max().unwrap_or(0).max(1);
    let whole = if ui.zoom == (0.0, 1.0) { "The whole visit" } else { "A part of the visit" };
    let mut view = Recipe::new(
        "div.overview id=overview
 p.note role=status|{}: {} entries
 div.bars role=group aria-label=Overview",
        &[whole, &number(items.len())],
    );
    for at in 0..COUNT {
        let (count, requests) = (part(at).len(), requests(at));
        let level = if count == 0 { 0 } else { 1 + requests * (LEVELS - 1) / most };
        let begin = part(at).first().map_or(0.0, |item| item.at);
        view.add(
            "  button type=button tabindex=-1 data-act=bucket:{} data-level={} aria-label=\"Zoom to {}: {} entries, {} requests\"",
            &[&number(at), &number(level), &seconds(begin), &number(count), &number(requests)],
        );
    }
    view
}

fn row(item: Option<&Item>) -> Row {
    let text = |of: fn(&Item) -> &str| item.map_or_else(String::new, |item| of(item).to_owned());
    let at =
        item.map_or_else(String::new, |item| fill("{}· {}", &[&number(item.page as usize), &item.moment()]));
    Row {
        cells: [
            ("at", at),
            ("kind", text(|item| item.kind.name())),
            ("who", text(|item| &item.subject)),
            ("text", text(|item| &item.text)),
        ],
        bad: item.is_some_and(|item| item.kind == Kind::Blocked),
    }
}

fn detail(item: Option<&Item>) -> Recipe {
    let mut view = Recipe::new("div.section id=detail\n h3|Entry", &[]);
    let Some(item) = item else {
        note(&mut view, "Nothing here.");
        return view;
    };
    view.add(" dl.pairs", &[]);
    pair(&mut view, "Page view", "span", &number(item.page as usize));
    pair(&mut view, "At", "span", &item.moment());
    pair(&mut view, "Kind", "span", item.kind.name());
    pair(&mut view, "What", "code", &item.subject);
    if !item.text.is_empty() {
        pair(&mut view, "More", "code", &item.text);
    }
    view
}

/// What differed between two choices of the visit.
fn compared(timeline: &Timeline, ui: &Ui) -> Recipe {
    let choices = timeline.choices();
    let mut view = Recipe::new("div id=compared", &[]).nested(1);
    section(&mut view, "compare", "Two choices compared");
    if choices.len() < 2 {
        note(&mut view, "The visit has one choice so far: answer, or change the answer, to compare.");
        return view;
    }
    let chosen = ui.compared.map(|at| at.min(choices.len() - 1));
    view.add(" div.controls", &[]);
    for ((act, label), chosen) in [("first", "First choice"), ("second", "Second choice")].iter().zip(chosen)
    {
        view.add("  select id={} data-act={} aria-label={}", &[act, act, label]);
        for (at, (_, item)) in choices.iter().enumerate() {
            let template = if at == chosen {
                "   option value={} selected=|{}· {}: {}"
            } else {
                "   option value={}|{}· {}: {}"
            };
            let page = number(item.page as usize);
            view.add(template, &[&number(at), &page, &item.moment(), &item.subject]);
        }
    }
    let facts = chosen.map(|at| choices.get(at).map(|(place, _)| timeline.under(*place)).unwrap_or_default());
    table(&mut view, "compare", &["What", "Under the first", "Under the second"]);
    differences(&mut view, &facts);
    view
}

fn differences(view: &mut Recipe, [first, second]: &[Vec<(String, String)>; 2]) {
    fn of<'a>(facts: &'a [(String, String)], name: &str) -> &'a str {
        facts.iter().find(|(known, _)| known == name).map_or("–", |(_, value)| value)
    }
    for (at, facts) in [first, second].into_iter().enumerate() {
        for (fact, _) in facts {
            let (one, other) = (of(first, fact), of(second, fact));
            let is_told = at > 0 && one != "–";
            if one != other && !is_told {
                view.add("   tr\n    th scope=row|{}\n    td|{}\n    td|{}", &[fact, one, other]);
            }
        }
    }
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
        timeline.follow(&undecided, 600.0);
        timeline.follow(&evidence(), 9_500.0);
        timeline
    }

    #[test]
    fn filters_zoom_and_search_leave_what_fits() {
        let timeline = visit();
        let all = shown(&timeline, &Ui::default()).len();
        assert_eq!(all, timeline.items.len());
        let hidden = Ui { hidden: vec![Kind::Request], ..Ui::default() };
        let kind = |place: &usize| timeline.items.get(*place).unwrap().kind;
        assert!(shown(&timeline, &hidden).iter().all(|place| kind(place) != Kind::Request));
        let search = Ui { search: "hotjar".to_owned(), ..Ui::default() };
        assert!(shown(&timeline, &search).len() >= 2);
        let zoomed = Ui { zoom: (0.0, 0.5), ..Ui::default() };
        assert_eq!(shown(&timeline, &zoomed).len(), share(0.5, all));
    }

    #[test]
    fn a_diff_shows_what_differs_only() {
        let words = compared(&visit(), &Ui::default()).words();
        assert!(
            words.contains("Google AnalyticsCookieless: No answer yetReleased: Its purpose was accepted"),
            "{words}"
        );
        assert!(!words.contains("Page"), "{words}");
    }

    #[test]
    fn an_empty_timeline_has_bars_without_height() {
        let overview = overview(&[], &Ui::default());
        assert_eq!(overview.all("button").len(), usize::from(BARS));
        assert!(overview.all("button").iter().all(|bar| bar.attribute("data-level") == Some("0")));
    }
}
