//! What an owner has to mend in the settings, named.

use crate::text::Writer;

/// A setting that we could not use. Nothing is released because of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Problem<'a> {
    /// Its name: one of the constants below.
    pub name: &'static str,
    /// Where: a settings path.
    pub place: &'a str,
    /// What stands there.
    pub value: &'a str,
    /// What may stand there.
    pub expected: &'a str,
}

/// No setting has this path; mostly a slip of the pen.
pub const UNKNOWN_SETTING: &str = "unknown-setting";
/// A setting has a value of another form than it knows; it is left out.
pub const MALFORMED_SETTING: &str = "malformed-setting";
impl Problem<'_> {
    /// Writes `malformed-setting: meta = "abc", expected 123456789012345`. The runtime cuts long lines.
    pub fn write(&self, out: &mut impl Writer) {
        out.write(self.name);
        out.write(": ");
        out.write(self.place);
        out.write(" = \"");
        out.write(self.value);
        out.write("\"");
        out.write(", expected ");
        out.write(self.expected);
    }
}
