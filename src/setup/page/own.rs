//! Vendors of the owner's own, and what else is said of single ones: `vendors.<id>.<field>`.

use samtykke_browser::recipe::Recipe;
use samtykke_browser::{Error, place};
use samtykke_catalogue::find;

use super::Setup;
use super::views::{error_id, field, field_id};
use crate::fields::{of_vendor, vendor};
use crate::single;

impl Setup {
    /// The ids whose fields stand in the page: those that the settings name, and those that were just added.
    fn singles(&self) -> Vec<String> {
        let mut ids: Vec<_> = single::ids(&self.draft.settings).into_iter().collect();
        ids.extend(self.added.iter().filter(|id| !ids.contains(id)).cloned().collect::<Vec<_>>());
        ids
    }

    /// The paths of their fields, and of each as a whole.
    pub(super) fn single_paths(&self) -> (Vec<String>, Vec<String>) {
        let wholes: Vec<_> = self.singles().iter().map(|id| format!("vendors.{id}")).collect();
        let paths =
            wholes.iter().flat_map(|whole| of_vendor().map(move |field| format!("{whole}.{}", field.path)));
        (paths.collect(), wholes)
    }

    /// Draws their fields, where they are others than those that stand there.
    pub(super) fn show_singles(&mut self) -> Result<(), Error> {
        let ids = self.singles();
        if self.drawn.as_ref() != Some(&ids) {
            place::fill("own-vendors", &all(&ids))?;
            self.drawn = Some(ids);
        }
        Ok(())
    }

    /// Adds the vendor whose name stands in the field.
    pub(super) fn add_vendor(&mut self) -> Result<(), Error> {
        let name = place::value("own-name");
        let Some(id) = single::id_for(&name) else {
            return place::set_text("own-said", "Write its name first, with a letter from a to z.");
        };
        if let Some(known) = find(&id).filter(|known| known.example.is_none()) {
            let said = format!(
                "{} is known already, and its tags are yours to mark: data-samtykke-purpose=\"{}\" data-samtykke-vendor=\"{id}\".",
                known.name,
                known.purpose.name()
            );
            return place::set_text("own-said", &said);
        }
        if vendor(&id).is_none() && self.draft.settings.get(&format!("vendors.{id}.name")).is_empty() {
            self.draft.settings.set(&format!("vendors.{id}.name"), &name);
        }
        self.added.push(id.clone());
        place::set_value("own-name", "")?;
        place::set_text("own-said", "")?;
        self.show()?;
        self.refresh()?;
        let first = if vendor(&id).is_some() { "company" } else { "purpose" };
        place::focus(&field_id(&format!("vendors.{id}.{first}")))
    }

    /// Takes away whatever the settings say of this vendor alone.
    pub(super) fn remove_vendor(&mut self, id: &str) -> Result<(), Error> {
        for field in of_vendor() {
            self.draft.settings.set(&format!("vendors.{id}.{}", field.path), "");
        }
        self.added.retain(|added| added != id);
        self.show()?;
        self.refresh()?;
        place::focus("own-name")
    }
}

fn all(ids: &[String]) -> Recipe {
    let mut list = Recipe::new("div.own", &[]);
    for id in ids {
        let name = vendor(id).map_or(id.as_str(), |vendor| vendor.name);
        list.add(" fieldset\n  legend|{}\n  p.error id={}", &[name, &error_id(&format!("vendors.{id}"))]);
        list.add("  div.grid", &[]);
        list = list.nested(2);
        for one in of_vendor() {
            field(&mut list, &format!("vendors.{id}.{}", one.path), &one);
        }
        list = list.nested(0);
        list.add("  button type=button class=plain data-remove={}|Remove {}", &[id, name]);
    }
    list
}
