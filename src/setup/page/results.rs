//! Everything to copy: the tag, the settings file, policies, headers, the table.

use samtykke_browser::recipe::Recipe;
use samtykke_browser::{Error, file, place};
use samtykke_policy::{Headers, Server, Site};

use crate::tag::{self, Tier};
use crate::{Pairs, colours, json, table};

/// Writes them all anew.
pub fn write(settings: &Pairs, tier: Tier, chosen: &[String]) -> Result<(), Error> {
    let folder = tag::folder(&place::value("folder"));
    let source = format!("{folder}samtykke.js");
    place::set_text("out-tag", &tag::head(settings, &source, tier))?;
    place::set_text("out-json", &json::write(settings))?;
    place::set_text("out-json-tag", &tag::tag_with_file(&source, &format!("{folder}samtykke.json"), tier))?;
    let marked = settings.get("services").split([' ', ',']);
    // Whom the catalogue does not know, no policy can name.
    let site =
        marked.fold(Site::from_settings(settings.iter()), |site, id| site.clone().vendor(id).unwrap_or(site));
    place::set_text("out-csp", &format!("Content-Security-Policy: {}", Headers::of(&site, 7).policy))?;
    place::set_text("out-server", &server().settings(&site))?;
    place::set_text("out-table", &table::html(settings))?;
    place::set_text("out-css", &colours::css(chosen))?;
    let has_colours = !colours::css(chosen).is_empty();
    place::set("colours-result", "hidden", (!has_colours).then_some(""))?;
    place::set("server-result", "data-wanted", (tier == Tier::Server).then_some(""))?;
    place::set("auto-result", "hidden", (tier != Tier::Automatic).then_some(""))?;
    place::fill("files", &files(settings, tier))?;
    place::set_text("out-copy", &tag::copying(settings, tier, &folder))?;
    place::fill("table", &drawn_table(settings))
}

fn server() -> Server {
    match place::value("server").as_str() {
        "apache" => Server::Apache,
        "caddy" => Server::Caddy,
        "edge" => Server::Edge,
        _ => Server::Nginx,
    }
}

fn files(settings: &Pairs, tier: Tier) -> Recipe {
    let mut list = Recipe::new("ul", &[]);
    for (file, why) in tag::files(settings, tier) {
        list.add(" li\n  code|{}\n  span|{}", &[file, why]);
    }
    list
}

fn drawn_table(settings: &Pairs) -> Recipe {
    let mut all = Recipe::new("table\n thead\n  tr", &[]);
    for column in table::COLUMNS {
        all.add("   th scope=col|{}", &[column]);
    }
    all.add(" tbody", &[]);
    for table::Row { cells: [name, rest @ ..], .. } in table::rows(settings) {
        all.add("  tr\n   th scope=row|{}", &[&name]);
        for cell in &rest {
            all.add("   td|{}", &[cell]);
        }
    }
    all
}

/// Copies a result; where the browser refuses, it is selected, and keys can copy it.
pub fn copy(id: &str) -> Result<(), Error> {
    let said = match place::copy(id) {
        Ok(()) => "Copied.",
        Err(_) => "Selected: press Ctrl+C or ⌘C to copy.",
    };
    place::set_text("said", "")?;
    place::set_text("said", said)
}

/// Offers the settings as a file.
pub fn save(settings: &Pairs) -> Result<(), Error> {
    file::save("samtykke.json", "application/json", &(json::write(settings) + "\n"))
}
