//! What settings say of single vendors: `vendors.<id>.<field>`, by the rules of `runtime/more/adopt.js`.

use std::collections::BTreeSet;

use samtykke_catalogue::Vendor;
use samtykke_core::settings::VENDOR_FORMS;

use crate::fields::{FIRST, groups, settings, vendor, vendors};
use crate::{Finding, Pairs};

/// Id and field of such a path, if it is one that the gate reads.
pub fn field(path: &str) -> Option<(&str, &str)> {
    let (id, field) = path.strip_prefix("vendors.")?.split_once('.')?;
    VENDOR_FORMS.iter().any(|(known, _)| *known == field).then_some((id, field))
}

/// The ids that such paths name, each once.
pub fn ids(pairs: &Pairs) -> BTreeSet<String> {
    pairs.iter().filter_map(|(path, _)| Some(field(path)?.0.to_owned())).collect()
}

/// Whether `id` is a vendor that only the settings know.
pub fn is_own(pairs: &Pairs, id: &str) -> bool {
    vendor(id).is_none() && ids(pairs).contains(id)
}

/// The id for a vendor that the owner calls this: that of a vendor we know by this name, or one made of the name.
/// `None` where the name has nothing that an id can be made of.
pub fn id_for(name: &str) -> Option<String> {
    let name = name.trim().to_ascii_lowercase();
    let is_called =
        |vendor: &&Vendor| [vendor.id, &vendor.name.to_ascii_lowercase()].contains(&name.as_str());
    if let Some(known) = vendors().find(is_called) {
        return Some(known.id.to_owned());
    }
    let words = name.split(|one: char| !one.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let id = words.collect::<Vec<_>>().join("-");
    let id = if is_id(&id) { id } else { format!("vendor-{id}") };
    (id != "vendor-").then_some(id)
}

/// What is wrong with them as a whole.
pub fn check(pairs: &Pairs) -> Vec<Finding> {
    ids(pairs)
        .iter()
        .filter_map(|id| if is_own(pairs, id) { incomplete(pairs, id) } else { exempt(pairs, id) })
        .collect()
}

fn incomplete(pairs: &Pairs, id: &str) -> Option<Finding> {
    let path = format!("vendors.{id}");
    let wrong = |message: String| Some(Finding::wrong(&path, "vendor-incomplete", message));
    if !is_id(id) {
        return wrong(format!(
            "\"{id}\" cannot be an id: small letters, digits and hyphens, a letter first, and no other setting's name."
        ));
    }
    let missing: Vec<_> = ["name", "purpose", "script"]
        .into_iter()
        .filter(|field| pairs.get(&format!("{path}.{field}")).is_empty())
        .collect();
    if missing.is_empty() {
        None
    } else {
        wrong(format!("A vendor of your own also needs: {}.", missing.join(", ")))
    }
}

fn is_id(id: &str) -> bool {
    let is_reserved = settings().any(|field| field.path == id)
        || groups().any(|group| group == id)
        || ["auto", "vendors"].contains(&id);
    id.starts_with(|one: char| one.is_ascii_lowercase())
        && id.bytes().all(|one| one.is_ascii_lowercase() || one.is_ascii_digit() || one == b'-')
        && !is_reserved
}

/// Only what stores nothing may run without a yes.
fn exempt(pairs: &Pairs, id: &str) -> Option<Finding> {
    let path = format!("vendors.{id}.purpose");
    let purpose = pairs.get(&path);
    let stores_nothing =
        !FIRST.contains(&id) && vendor(id).is_some_and(|vendor| vendor.swept().next().is_none());
    let message = || {
        format!(
            "Only a vendor that stores nothing can change its purpose, and only to \"necessary\"; {id} keeps its own."
        )
    };
    let is_fine = purpose.is_empty() || stores_nothing && purpose == "necessary";
    (!is_fine).then(|| Finding::wrong(&path, "not-exempt", message()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_ids() {
        for (name, id) in [
            ("Acme", Some("acme")),
            (" Blå Bølge 2 ", Some("bl-b-lge-2")),
            ("24-seven", Some("vendor-24-seven")),
            ("Mode", Some("vendor-mode")),
            ("Meta (Facebook)", Some("meta")),
            ("linkedin", Some("linkedin")),
            ("日本", None),
            ("", None),
        ] {
            assert_eq!(id_for(name).as_deref(), id, "{name}");
            assert!(id.is_none_or(|id| vendor(id).is_some() || is_id(id)), "{name}");
        }
    }
}
