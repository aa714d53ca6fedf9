//! The present choice in words, for `samtykke.consent`.

use samtykke_core::purpose::Purpose;
use samtykke_core::text::{self, Writer};
use samtykke_core::{Consent, Settings};

/// Writes the words of a choice: purposes and configured vendors, each with a `+` (accepted) or `-` (refused) before it;
/// then, if there is a choice, its day (0 in the constant refusal), revision and reference number, parted by dots.
pub fn write(out: &mut impl Writer, settings: &Settings, consent: Option<&Consent>) {
    for purpose in Purpose::ASKED {
        write_word(out, consent.is_some_and(|consent| consent.purposes.contains(purpose)), purpose.name());
    }
    for vendor in settings.vendors() {
        write_word(out, consent.is_some_and(|consent| consent.allows(vendor.purpose, vendor.id)), vendor.id);
    }
    if let Some(consent) = consent {
        text::write_number(out, consent.day.map_or(0, |day| day.0));
        out.write(".");
        text::write_number(out, consent.revision);
        out.write(".");
        out.write(consent.reference);
    }
}

#[inline(never)]
fn write_word(out: &mut impl Writer, accepted: bool, name: &str) {
    out.write(if accepted { "+" } else { "-" });
    out.write(name);
    out.write(" ");
}
