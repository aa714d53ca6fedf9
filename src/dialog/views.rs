//! The views, as recipes: an action a line, `$name` a text in the visitor's language, `{id}` what the recipe is for.
//!
//! `draw` begins a layer, in place of its former element; `show` and `modal` put it into the page; `open` begins an element inside the one that is open, `set` gives it an attribute, `close` ends it; `leaf` is an
//! element with nothing but a text; `policy` the link to the privacy page, where the owner has one; `button` a real button that carries the public hook `data-samtykke`.

/// The first layer: the question, and a yes and a no of equal weight with the settings beside them.
pub const QUESTION: &str = "\
draw first section
set role region
set aria-labelledby samtykke-title
open div
  open h2
    set id samtykke-title
    text $title
  close
  open p
    text $intro
    policy $policy
  close
close
open div
  button accept $accept
  button reject $reject
  button settings $settings
close
show first";

/// The settings layer, up to the purposes that can be chosen.
pub const SETTINGS: &str = "\
hide first
draw settings dialog
set aria-labelledby samtykke-settings-title
open header
  open h2
    set id samtykke-settings-title
    text $settings_title
  close
  button close $close
close
open div
  leaf p $settings_intro
  open ul
    open li
      leaf b $necessary
      leaf i $always
      leaf p $necessary_text
    close";

/// A purpose's switch.
pub const SWITCH: &str = "\
    open li
      open label
        open input
          set type checkbox
          set name samtykke-{id}";

/// The switch of a purpose that is accepted now.
pub const TICKED: &str = "\
          set checked checked";

/// What a purpose means; its vendors follow.
pub const PURPOSE: &str = "\
        close
        leaf b ${id}
      close
      leaf p ${id}_text";

/// Behind a purpose's vendors.
pub const END_OF_PURPOSE: &str = "\
    close";

/// The settings layer's answers.
pub const SAVE: &str = "\
  close
close
open footer
  button save $save
  button accept $accept
  button reject $reject
close
modal settings";

/// The control that opens the settings again.
pub const REOPEN: &str = "\
draw reopen button
set type button
set data-samtykke open
text $open
show reopen";

/// The answer is given.
pub const CLOSE: &str = "\
hide first
hide settings
say $saved";
