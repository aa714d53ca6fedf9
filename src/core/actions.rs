//! What we ask of the browser: lines of an action's name and its words, performed in order.
//!
//! The names are the keys of the table in `runtime/actions.js`; `src/README.md` lists them. No line can be forged by a
//! text from outside: neither a cookie's value nor a vendor's id holds a line break when it comes here.

use crate::decide::Decision;
use crate::text::Writer;

/// A turn's output, written line by line.
pub struct Actions<'w, W: Writer> {
    out: &'w mut W,
}

impl<'w, W: Writer> Actions<'w, W> {
    /// Writes into `out`.
    pub const fn new(out: &'w mut W) -> Self {
        Self { out }
    }

    /// Asks for the actions of a `recipe`: one a line; indentation is for the reader.
    #[inline(never)]
    pub fn recipe(&mut self, recipe: &str) {
        self.out.write(recipe);
        self.out.write("\n");
    }

    /// Asks for one action, given its name with a space behind it, and its words.
    #[inline(never)]
    pub fn ask(&mut self, name: &str, words: &[u8]) {
        self.compose(name, |out| out.write_bytes(words));
    }

    /// Asks for one action whose words `write` composes.
    pub fn compose(&mut self, name: &str, write: impl FnOnce(&mut W)) {
        self.out.write(name);
        write(self.out);
        self.out.write("\n");
    }

    /// Tells the marketer what was decided on `vendor`, and why; on the marked tag in question if it is empty.
    #[inline(never)]
    pub fn log(&mut self, decision: Decision, vendor: &[u8]) {
        self.compose("log ", |out| {
            decision.write(out);
            out.write_bytes(vendor);
        });
    }
}
