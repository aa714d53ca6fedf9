//! Everything an owner may have to mend, named.

use crate::text::Writer;

/// Something in the settings, the cookie or the page that we could not use. Nothing is released because of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Problem<'a> {
    /// Its name, and what to do.
    pub kind: Kind,
    /// Where: a settings path, a marked tag's key, or `cookie`.
    pub place: &'a str,
    /// What stands there.
    pub value: &'a str,
    /// What may stand there; may be empty.
    pub expected: &'a str,
}

/// The names of the problems.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// No setting has this path; mostly a slip of the pen.
    UnknownSetting,
    /// The setting knows other values only.
    UnknownValue,
    /// Not the shape of this vendor's ids.
    MalformedId,
    /// Not a web address a visitor can be sent to.
    UnsafeUrl,
    /// A marked tag names a purpose that does not exist; it stays held.
    UnknownPurpose,
    /// The consent cookie cannot be read; the visitor is asked.
    MalformedCookie,
}

impl Kind {
    const fn name(self) -> &'static str {
        match self {
            Self::UnknownSetting => "unknown-setting",
            Self::UnknownValue => "unknown-value",
            Self::MalformedId => "malformed-id",
            Self::UnsafeUrl => "unsafe-url",
            Self::UnknownPurpose => "unknown-purpose",
            Self::MalformedCookie => "malformed-cookie",
        }
    }
}

/// Longer values are cut: a warning is read by a person.
const SHOWN: usize = 80;

impl Problem<'_> {
    /// Writes `malformed-id: meta = "abc", expected digits`.
    pub fn write(&self, out: &mut impl Writer) {
        out.write(self.kind.name());
        out.write(": ");
        out.write(self.place);
        out.write(" = \"");
        let end = (0..=SHOWN.min(self.value.len())).rev().find(|end| self.value.is_char_boundary(*end));
        out.write(end.and_then(|end| self.value.get(..end)).unwrap_or_default());
        out.write("\"");
        if !self.expected.is_empty() {
            out.write(", expected ");
            out.write(self.expected);
        }
    }
}
