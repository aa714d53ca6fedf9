//! What an owner has to mend in the settings, named.

use crate::text::Writer;

/// Why a setting could not be used. Nothing is released because of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem<'a> {
    /// No setting has this path; mostly a slip of the pen.
    UnknownSetting,
    /// The value has another form than the setting knows; it is left out.
    MalformedSetting {
        /// The form it knows, or an example.
        expected: &'a [u8],
    },
}

impl Problem<'_> {
    /// Writes `malformed-setting, expected G-ABC123DEF4`; who asked knows the place and the value.
    pub fn write(self, out: &mut impl Writer) {
        match self {
            Self::UnknownSetting => out.write("unknown-setting"),
            Self::MalformedSetting { expected } => {
                out.write("malformed-setting, expected ");
                out.write_bytes(expected);
            }
        }
    }
}
