//! The views, as recipes: an action a line, `$name` a text in the visitor's language or a vendor's name, `{id}` what the
//! recipe is for.
//!
//! `layer` begins a layer, in place of its former element. The indented lines below it are elements, each inside the
//! one above it that is indented less: its tag, its attributes (`$name`: the owner's setting), its text. `show` and
//! `modal` put a layer into the page.
//!
//! The first layer lies in the module. Those of [`LATER`] are asked for by name (`view vendor meta`) and lie in
//! `samtykke-later.js`, behind the first paint.

/// The first layer, a landmark beside the page.
pub const LAYER: &str = "layer first section role=region aria-labelledby=samtykke-title data-nosnippet=";

/// The same as a dialog that is answered before anything else, where the owner wants it so.
pub const LAYER_MODAL: &str = "layer first dialog aria-labelledby=samtykke-title tabindex=-1";

/// The question, and a yes and a no of equal weight with the settings beside them.
pub const QUESTION: &str = "  div data-nosnippet=
    img src=$logo alt=
    h2 id=samtykke-title $title
    p $intro
      a href=$policy $policy
  div
    button data-samtykke=accept $accept
    button data-samtykke=reject $reject
    button data-samtykke=settings $settings";

/// The question is put into the page.
pub const SHOW: &str = "show first";

/// The same, before everything else in the page.
pub const MODAL: &str = "modal first";

/// Removes the question.
pub const LEAVE: &str = "hide first";

/// The settings layer: what it begins with, its purposes, their vendors, its answers.
pub const LATER: [(&str, &str); 10] = [
    ("settings", SETTINGS),
    ("purpose", PURPOSE),
    ("accepted-purpose", ACCEPTED_PURPOSE),
    ("vendors", VENDORS),
    ("name", NAME),
    ("vendor", VENDOR),
    ("accepted-vendor", ACCEPTED_VENDOR),
    ("necessary-vendor", NECESSARY_VENDOR),
    ("objects", OBJECTS),
    ("answers", ANSWERS),
];

const SETTINGS: &str = "\
layer settings dialog aria-labelledby=samtykke-settings-title aria-describedby=samtykke-settings-intro
  header role=none
    h2 id=samtykke-settings-title $settings_title
    button data-samtykke=close $close
  div data-nosnippet=
    p id=samtykke-settings-intro $settings_intro
      span $consent_basis
    ul
      li
        b $necessary
        i $always
        p $necessary_text
          span $necessary_basis";

const PURPOSE: &str = "
      li
        label
          input type=checkbox name=samtykke-{id}
          b ${id}
        p ${id}_text";

const ACCEPTED_PURPOSE: &str = "
      li
        label
          input type=checkbox name=samtykke-{id} checked=
          b ${id}
        p ${id}_text";

/// Who takes part in the purpose above; opens to show them one by one.
const VENDORS: &str = "
        details
          summary";

const NAME: &str = "            small $vendor.{id}";

const VENDOR: &str = "
          div
            label
              input type=checkbox name=samtykke-{id}
              b $vendor.{id}
facts {id}";

const ACCEPTED_VENDOR: &str = "
          div
            label
              input type=checkbox name=samtykke-{id} checked=
              b $vendor.{id}
facts {id}";

const NECESSARY_VENDOR: &str = "
          div
            b $vendor.{id}
facts {id}";

/// What Global Privacy Control means here; its text comes with those of the declaration.
const OBJECTS: &str = "objects";

const ANSWERS: &str = "
  footer role=none
    button data-samtykke=save $save
    button data-samtykke=accept $accept
    button data-samtykke=reject $reject
modal settings";

/// The control that opens the settings again.
pub const REOPEN: &str = "\
layer reopen aside aria-labelledby=samtykke-open
  button id=samtykke-open data-samtykke=open $open
show reopen";

/// Nothing is asked any more.
pub const CLOSE: &str = "\
hide first
hide settings";

/// The answer is given.
pub const SAVED: &str = "say saved";

#[cfg(test)]
mod tests {
    use super::*;

    const ENGLISH: &str = include_str!("../../www/texts/en.json");
    fn all() -> impl Iterator<Item = &'static str> {
        [LAYER, LAYER_MODAL, QUESTION, SHOW, MODAL, REOPEN, CLOSE, SAVED, LEAVE]
            .into_iter()
            .chain(LATER.map(|(_, recipe)| recipe))
    }

    fn has_text(name: &str) -> bool {
        ENGLISH.contains(&format!("\"{name}\": "))
    }

    #[test]
    fn every_text_exists_in_every_purpose() {
        for line in all().flat_map(str::lines) {
            let texts = line.split(' ').filter_map(|word| word.strip_prefix('$'));
            let texts = texts.filter(|text| !text.starts_with("vendor."));
            for text in texts.chain(line.strip_prefix("say ")) {
                for purpose in ["functional", "statistics", "marketing"] {
                    let name = text.replace("{id}", purpose);
                    assert!(has_text(&name), "{name}, in {line}");
                }
            }
        }
    }

    #[test]
    fn every_line_is_an_action_or_an_element_inside_another() {
        const ACTIONS: [&str; 7] = ["layer", "show", "modal", "hide", "say", "facts", "objects"];
        const TAGS: &str =
            " div img h2 p a button header footer ul li label input b i span details summary small section ";
        for recipe in all() {
            let mut depth = 0;
            for line in recipe.lines().filter(|line| !line.is_empty()) {
                let indent = line.len() - line.trim_start().len();
                let word = line.split_whitespace().next().unwrap();
                assert_eq!(indent % 2, 0, "{line}");
                // A recipe may go on inside what an earlier one began.
                assert!(indent <= depth + 2 || depth == 0, "{line} hangs in the air");
                let tag = format!(" {word} ");
                assert!(if indent == 0 { ACTIONS.contains(&word) } else { TAGS.contains(&tag) }, "{line}");
                depth = indent;
            }
        }
    }

    #[test]
    fn yes_and_no_are_the_same_kind_of_element_side_by_side() {
        let accept = "    button data-samtykke=accept $accept\n    button data-samtykke=reject $reject\n";
        assert!(QUESTION.contains(accept) && ANSWERS.contains(accept));
    }
}
