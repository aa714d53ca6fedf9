//! `cargo xtask policy`: the server tier's headers for a site, from its settings and the catalogue.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};
use samtykke_policy::{Server, Site, strict_meta};
use samtykke_setup::json;

#[derive(Args)]
pub struct Options {
    /// The site's settings: the JSON file that `data-config` names.
    #[arg(long, value_name = "FILE")]
    settings: Option<PathBuf>,
    /// A vendor more, such as that of a marked tag; may be given several times.
    #[arg(long = "vendor", value_name = "ID")]
    vendors: Vec<String>,
    /// An origin that is always allowed, such as that of the site's images; may be given several times.
    #[arg(long = "allow", value_name = "ORIGIN")]
    allowed: Vec<String>,
    /// Which server the settings are for; `strict` is the one element of the strict tier instead.
    #[arg(long, value_enum, default_value = "nginx")]
    server: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    Nginx,
    Apache,
    Caddy,
    Edge,
    Strict,
}

/// The command: prints the settings.
pub fn run(options: &Options) -> Result<()> {
    println!("{}", text(options)?.trim_end());
    Ok(())
}

fn text(options: &Options) -> Result<String> {
    let server = match options.server {
        Kind::Strict => return Ok(strict_meta("samtykke")),
        Kind::Nginx => Server::Nginx,
        Kind::Apache => Server::Apache,
        Kind::Caddy => Server::Caddy,
        Kind::Edge => Server::Edge,
    };
    Ok(server.settings(&site(options)?))
}

fn site(options: &Options) -> Result<Site> {
    let mut site = Site::default();
    if let Some(file) = &options.settings {
        let text =
            std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
        site = from_json(&text).with_context(|| format!("{} is no settings file", file.display()))?;
    }
    for id in &options.vendors {
        site = site.vendor(id)?;
    }
    for origin in &options.allowed {
        site = site.allow(origin)?;
    }
    if site.vendors().next().is_none() && site.own_vendors().next().is_none() {
        bail!("no vendor: name some by --vendor, or in the settings file");
    }
    Ok(site)
}

/// An empty id names nobody, and neither does `null`.
fn from_json(text: &str) -> Result<Site> {
    let settings = json::read(text)?;
    Ok(Site::from_settings(settings.iter().filter(|(_, value)| !["", "null"].contains(value))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(text: &str) -> Vec<&'static str> {
        from_json(text).unwrap().vendors().map(|vendor| vendor.id).collect()
    }

    #[test]
    fn settings_name_the_vendors() {
        assert_eq!(ids(r#"{ "meta": "123", "lang": "nb", "texts": { "accept": "Ja" } }"#), ["meta"]);
        assert_eq!(
            ids(r#"{ "google-analytics": ["G-A", "G-B"], "linkedin": "", "hotjar": null }"#),
            ["google-analytics"]
        );
        assert!(from_json("[]").is_err());
    }

    #[test]
    fn a_vendor_of_the_owners_own_is_named_inside() {
        let own = r#"{ "vendors": { "acme": { "name": "Acme", "purpose": "marketing", "script": "https://cdn.acme.example/t.js" } } }"#;
        let settings = Server::Nginx.settings(&from_json(own).unwrap());
        assert!(
            settings.contains("Vendors: acme.") && settings.contains("https://cdn.acme.example"),
            "{settings}"
        );
    }

    #[test]
    fn a_site_without_vendors_is_an_error() {
        let options = Options { settings: None, vendors: vec![], allowed: vec![], server: Kind::Nginx };
        assert!(text(&options).is_err());
        let options = Options { vendors: vec!["nobody".into()], ..options };
        assert!(text(&options).unwrap_err().to_string().contains("nobody"));
        let options = Options { vendors: vec!["hotjar".into()], ..options };
        assert!(text(&options).unwrap().contains("https://*.hotjar.com"));
    }
}
