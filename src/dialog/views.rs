//! The views, as recipes: an action a line, `$name` a text in the visitor's language, `{id}` what the recipe is for.
//!
//! `layer` begins a layer, in place of its former element. The indented lines below it are elements, each inside the
//! one above it that is indented less: its tag, its attributes (`$name`: the owner's setting), its text. `show` and
//! `modal` put a layer into the page.

/// The first layer: the question, and a yes and a no of equal weight with the settings beside them.
pub const QUESTION: &str = "\
layer first section role=region aria-labelledby=samtykke-title
  div
    h2 id=samtykke-title $title
    p $intro
      a href=$policy $policy
  div
    button data-samtykke=accept $accept
    button data-samtykke=reject $reject
    button data-samtykke=settings $settings
show first";

/// The settings layer, up to the purposes that can be chosen.
pub const SETTINGS: &str = "\
hide first
layer settings dialog aria-labelledby=samtykke-settings-title
  header
    h2 id=samtykke-settings-title $settings_title
    button data-samtykke=close $close
  div
    p $settings_intro
    ul
      li
        b $necessary
        i $always
        p $necessary_text";

/// A purpose with its switch; its vendors follow.
pub const PURPOSE: &str = "
      li
        label
          input type=checkbox name=samtykke-{id}
          b ${id}
        p ${id}_text";

/// The same, for a purpose that is accepted now.
pub const ACCEPTED_PURPOSE: &str = "
      li
        label
          input type=checkbox name=samtykke-{id} checked=
          b ${id}
        p ${id}_text";

/// A vendor of a purpose, given its id.
pub const VENDOR: &str = "        small $";

/// The settings layer's answers.
pub const SAVE: &str = "
  footer
    button data-samtykke=save $save
    button data-samtykke=accept $accept
    button data-samtykke=reject $reject
modal settings";

/// The control that opens the settings again.
pub const REOPEN: &str = "\
layer reopen button data-samtykke=open $open
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
    const ALL: [&str; 8] = [QUESTION, SETTINGS, PURPOSE, ACCEPTED_PURPOSE, SAVE, REOPEN, CLOSE, SAVED];

    fn has_text(name: &str) -> bool {
        ENGLISH.contains(&format!("\"{name}\": "))
    }

    #[test]
    fn every_text_exists_in_every_purpose() {
        for line in ALL.iter().flat_map(|recipe| recipe.lines()) {
            let texts = line.split(' ').filter_map(|word| word.strip_prefix('$'));
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
        const ACTIONS: [&str; 6] = ["layer", "show", "modal", "hide", "say", "for"];
        const TAGS: [&str; 13] =
            ["div", "h2", "p", "a", "button", "header", "footer", "ul", "li", "label", "input", "b", "i"];
        for recipe in ALL {
            let mut depth = 0;
            for line in recipe.lines().filter(|line| !line.is_empty()) {
                let indent = line.len() - line.trim_start().len();
                let word = line.split_whitespace().next().unwrap();
                assert_eq!(indent % 2, 0, "{line}");
                // A recipe may go on inside what an earlier one began.
                assert!(indent <= depth + 2 || depth == 0, "{line} hangs in the air");
                assert!(if indent == 0 { ACTIONS.contains(&word) } else { TAGS.contains(&word) }, "{line}");
                depth = indent;
            }
        }
    }

    #[test]
    fn yes_and_no_are_the_same_kind_of_element_side_by_side() {
        let accept = "    button data-samtykke=accept $accept\n    button data-samtykke=reject $reject\n";
        assert!(QUESTION.contains(accept) && SAVE.contains(accept));
    }
}
