//! Fields, lists and findings as they are drawn. What they say comes from [`crate::fields`].

use samtykke_browser::recipe::Recipe;
use samtykke_browser::{Error, place};
use samtykke_catalogue::Vendor;

use crate::colours::COLOURS;
use crate::fields::{self, FIRST, Field};
use crate::head::{Action, Found};
use crate::tag::Tier;
use crate::{Finding, Weight};

/// Settings that few sites need.
const RARE: &[&str] = &[
    "revision",
    "months",
    "domain",
    "endpoint",
    "services",
    "opt-out-regions",
    "wait-for-update",
    "url-passthrough",
    "do-not-track",
];
/// Settings of the tag alone, which have no field here.
const HIDDEN: &[&str] = &["config", "cfasync", "$schema"];
/// Texts on the first layer, which most owners look at; the others follow.
const FIRST_TEXTS: &[&str] = &["title", "intro", "accept", "reject", "settings", "policy"];

/// Draws every field.
pub fn draw() -> Result<(), Error> {
    place::fill("vendors", &vendors(|vendor| FIRST.contains(&vendor.id)))?;
    place::fill("more-vendors", &vendors(|vendor| !FIRST.contains(&vendor.id)))?;
    place::fill("known-vendors", &known())?;
    place::fill("settings", &settings(|field| !RARE.contains(&field.path)))?;
    place::fill("more-settings", &settings(|field| RARE.contains(&field.path)))?;
    place::fill("texts", &texts())?;
    place::fill("colours", &colours())?;
    place::fill("tiers", &tiers())
}

/// The paths that always have a field.
pub fn paths() -> impl Iterator<Item = String> {
    let vendors = fields::vendors().map(|vendor| vendor.id.to_owned());
    let settings = fields::settings().filter(shown).map(|field| field.path.to_owned());
    let texts = fields::texts().into_iter().map(|(name, _)| format!("texts.{name}"));
    vendors.chain(settings).chain(texts)
}

/// The field of a path.
pub fn field_id(path: &str) -> String {
    format!("field-{path}")
}

/// Where a field's finding stands.
pub fn error_id(path: &str) -> String {
    format!("error-{path}")
}

fn shown(field: &Field) -> bool {
    !HIDDEN.contains(&field.path)
}

fn vendors(wanted: impl Fn(&Vendor) -> bool) -> Recipe {
    let mut list = Recipe::new("div.grid", &[]);
    for vendor in fields::vendors().filter(|vendor| wanted(vendor)) {
        let purpose = vendor.purpose.name();
        list.add(
            " div.field\n  label for={}|{}\n   span class=\"tag {}\"|{}",
            &[&field_id(vendor.id), vendor.name, purpose, purpose],
        );
        input(&mut list, vendor.id, "text", vendor.example.unwrap_or_default());
    }
    list
}

/// The names of the vendors that we know, for who begins to write one.
fn known() -> Recipe {
    let mut list = Recipe::new("datalist id=vendor-names", &[]);
    for vendor in fields::vendors() {
        list.add(" option value={}", &[vendor.name]);
    }
    list
}

fn settings(wanted: impl Fn(&Field) -> bool) -> Recipe {
    let mut list = Recipe::new("div.grid", &[]);
    for one in fields::settings().filter(shown).filter(wanted) {
        field(&mut list, one.path, &one);
    }
    list
}

/// The field of a setting.
pub fn field(list: &mut Recipe, path: &str, field: &Field) {
    list.add(" div.field\n  label for={}|{}", &[&field_id(path), field.label]);
    if field.choices().next().is_some() {
        choices(list, path, field);
    } else {
        let example = match field.path {
            "policy" => "/privacy",
            "logo" => "/logo.svg",
            "retention" => "14 months",
            _ if field.is_address() => "https://…",
            _ => field.form.trim_matches('*'),
        };
        input(list, path, "text", example);
    }
    list.add("  p.help|{}", &[field.help]);
}

fn choices(list: &mut Recipe, path: &str, field: &Field) {
    list.add(
        "  select id={} data-path={} aria-describedby={}\n   option value=|Default",
        &[&field_id(path), path, &error_id(path)],
    );
    for choice in field.choices() {
        list.add("   option value={}|{}", &[choice, choice]);
    }
    list.add("  p.error id={}", &[&error_id(path)]);
}

fn input(list: &mut Recipe, path: &str, kind: &str, example: &str) {
    list.add(
        "  input id={} data-path={} type={} placeholder={} aria-describedby={} autocomplete=off autocapitalize=none spellcheck=false",
        &[&field_id(path), path, kind, example, &error_id(path)],
    );
    list.add("  p.error id={}", &[&error_id(path)]);
}

fn texts() -> Recipe {
    let mut list = Recipe::new("div.grid", &[]);
    let mut all = fields::texts();
    all.sort_by_key(|(name, _)| FIRST_TEXTS.iter().position(|first| first == name).unwrap_or(usize::MAX));
    for (name, english) in all {
        let path = format!("texts.{name}");
        let label = capitalized(&name.replace('_', " "));
        list.add(" div.field\n  label for={}|{}", &[&field_id(&path), &label]);
        if english.len() > 60 {
            list.add(
                "  textarea id={} data-path={} rows=3 placeholder={} aria-describedby={}\n  p.error id={}",
                &[&field_id(&path), &path, &english, &error_id(&path), &error_id(&path)],
            );
        } else {
            input(&mut list, &path, "text", &english);
        }
    }
    list
}

fn capitalized(name: &str) -> String {
    let mut rest = name.chars();
    rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
}

fn colours() -> Recipe {
    let mut list = Recipe::new("div.colours", &[]);
    for (number, colour) in COLOURS.iter().enumerate() {
        let number = number.to_string();
        list.add(
            " label\n  input id={} data-colour={} type=color value={}\n  span|{}",
            &[&format!("colour-{number}"), &number, colour.default, colour.label],
        );
    }
    list
}

fn tiers() -> Recipe {
    let mut list = Recipe::new("div.tiers", &[]);
    for tier in Tier::ALL {
        let name = tier.name();
        list.add(
            " label\n  input id={} data-tier={} type=radio name=tier value={}\n  span\n   b|{}\n   span|{}",
            &[&format!("tier-{name}"), name, name, name, tier.help()],
        );
    }
    list
}

/// Findings that have no field: unknown settings, and single vendors.
pub fn problems(findings: &[&Finding]) -> Recipe {
    let mut list = Recipe::new("ul", &[]);
    for one in findings {
        let weight = if one.weight == Weight::Wrong { "wrong" } else { "doubtful" };
        list.add(" li class={}\n  code|{}\n  span|{}", &[weight, &one.path, &one.message]);
    }
    list
}

/// How far the owner has come.
pub fn summary(vendors: usize, wrong: &[&str]) -> String {
    let named = match vendors {
        0 => "No vendor yet: the tag works, and asks for nothing you do not use.".to_owned(),
        1 => "1 vendor.".to_owned(),
        _ => format!("{vendors} vendors."),
    };
    match wrong {
        [] => named,
        [path] => format!("{named} 1 setting is wrong and left out until it is mended: {path}."),
        all => format!(
            "{named} {} settings are wrong and left out until they are mended: {}.",
            all.len(),
            all.join(", ")
        ),
    }
}

/// What stands in a pasted head.
pub fn found(all: &[Found]) -> Recipe {
    let mut list = Recipe::new("ul", &[]);
    for one in all {
        let (class, action) = match one.action {
            Action::Name | Action::Remove => ("out", "take out"),
            Action::Mark => ("mark", "mark"),
            Action::Decide => ("mark", "decide"),
            Action::Mend => ("out", "mend"),
            Action::Keep => ("keep", "fine"),
        };
        list.add(
            " li\n  p\n   span class=\"tag {}\"|{}\n   b|{}\n   span.line|line {}\n  p|{}",
            &[class, action, &one.what, &one.line.to_string(), &one.advice],
        );
        if let Some(instead) = &one.instead {
            list.add("  pre tabindex=0|{}", &[instead]);
        }
    }
    list
}
