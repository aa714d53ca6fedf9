//! What we ask of the browser: records of an action's name and its fields, performed in order.
//!
//! The names are the keys of the table in `runtime/actions.js`; `src/README.md` lists them.

use crate::consent::Consent;
use crate::decide::Decision;
use crate::problem::Problem;
use crate::purpose::Purpose;
use crate::signals;
use crate::text::{self, Writer};

const FIELD: &str = "\x1f";
const END_OF_RECORD: &str = "\x1e";

/// A turn's output, written record by record.
pub struct Actions<'w, W: Writer> {
    out: &'w mut W,
}

impl<'w, W: Writer> Actions<'w, W> {
    /// Writes into `out`.
    pub const fn new(out: &'w mut W) -> Self {
        Self { out }
    }

    /// Asks for one action: its name, then its fields.
    pub fn send(&mut self, fields: &[&str]) {
        self.fields(fields);
        self.out.write(END_OF_RECORD);
    }

    /// Asks for one action whose last field `write` composes.
    pub fn compose(&mut self, fields: &[&str], write: impl FnOnce(&mut W)) {
        self.fields(fields);
        self.out.write(FIELD);
        write(self.out);
        self.out.write(END_OF_RECORD);
    }

    fn fields(&mut self, fields: &[&str]) {
        let mut separator = "";
        for field in fields {
            self.out.write(separator);
            self.out.write(field);
            separator = FIELD;
        }
    }

    /// Tells the owner what to mend.
    pub fn warn(&mut self, problem: &Problem) {
        self.compose(&["warn"], |out| problem.write(out));
    }

    /// Tells the marketer what was decided on a vendor or marked tag, and why.
    pub fn log(&mut self, subject: &str, decision: Decision) {
        self.send(&["log", subject, decision.verdict.name(), decision.reason.name()]);
    }

    /// Sends a consent command (`default` or `update`) to `global`.
    pub fn consent(
        &mut self,
        global: &str,
        command: &str,
        types: &[(&str, Purpose, &str)],
        consent: Option<&Consent>,
    ) {
        self.compose(&["consent", global, command], |out| signals::write(out, types, consent));
    }

    /// Asks for the actions of a vendor's `recipe`: one a line, fields parted by spaces, `#` for the owner's id. A line
    /// with `#` is asked for once per id.
    pub fn recipe<'i>(&mut self, recipe: &str, ids: impl Iterator<Item = &'i str> + Clone) {
        for line in text::split(recipe, b'\n').filter(|line| !line.is_empty()) {
            if line.bytes().any(|byte| byte == ID) {
                ids.clone().for_each(|id| self.line(line, id));
            } else {
                self.line(line, "");
            }
        }
    }

    fn line(&mut self, line: &str, id: &str) {
        let mut separator = "";
        for word in text::split(line, b' ') {
            let (before, after) = text::cut(word, ID);
            self.out.write(separator);
            self.out.write(before);
            if let Some(after) = after {
                self.out.write(id);
                self.out.write(after);
            }
            separator = FIELD;
        }
        self.out.write(END_OF_RECORD);
    }
}

/// Where a recipe wants the owner's id.
const ID: u8 = b'#';

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recipe_is_a_list_of_actions() {
        let mut text = String::new();
        let recipe = "stub fbq queue\ncall fbq init #\nload meta https://x.test/?id=#&v=1";
        Actions::new(&mut text).recipe(recipe, ["1", "2"].into_iter());
        let lines: Vec<_> = text.replace('\u{1f}', " ").split_terminator('\u{1e}').map(String::from).collect();
        let expected = [
            "stub fbq queue",
            "call fbq init 1",
            "call fbq init 2",
            "load meta https://x.test/?id=1&v=1",
            "load meta https://x.test/?id=2&v=1",
        ];
        assert_eq!(lines, expected);
    }
}
