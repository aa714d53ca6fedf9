//! The present choice as JSON, for `samtykke.consent`.

use samtykke_core::purpose::Purpose;
use samtykke_core::text::{self, Writer};
use samtykke_core::{Consent, Settings};

/// Writes `{"decided":true,"necessary":true,"functional":…,"vendors":{…},"day":…,"revision":…,"reference":"…"}`.
pub fn write(out: &mut impl Writer, settings: &Settings, consent: Option<&Consent>) {
    flag(out, "{\"decided\":", consent.is_some());
    flag(out, ",\"necessary\":", true);
    for purpose in Purpose::ASKED {
        named(out, ",\"", purpose.name(), consent.is_some_and(|consent| consent.purposes.contains(purpose)));
    }
    let mut separator = ",\"vendors\":{\"";
    for vendor in settings.vendors() {
        named(out, separator, vendor.id, consent.is_some_and(|consent| consent.allows(vendor.purpose, vendor.id)));
        separator = ",\"";
    }
    out.write(if separator.len() > 2 { ",\"vendors\":{}" } else { "}" });
    out.write(",\"day\":");
    match consent.and_then(|consent| consent.day) {
        Some(day) => text::write_number(out, day.0),
        None => out.write("null"),
    }
    out.write(",\"revision\":");
    text::write_number(out, consent.map_or(0, |consent| consent.revision));
    out.write(",\"reference\":\"");
    out.write(consent.map_or("", |consent| consent.reference));
    out.write("\"}");
}

fn named(out: &mut impl Writer, before: &str, name: &str, value: bool) {
    out.write(before);
    out.write(name);
    flag(out, "\":", value);
}

fn flag(out: &mut impl Writer, before: &str, value: bool) {
    out.write(before);
    out.write(if value { "true" } else { "false" });
}
