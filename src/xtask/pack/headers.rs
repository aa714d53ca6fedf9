//! `pkg-config/headers.toml` as settings for the common web servers.

use std::fmt::Write;
use std::path::Path;

use anyhow::Result;
use serde::Deserialize;

use crate::workspace;

/// `pkg-config/headers.toml`.
#[derive(Deserialize)]
pub struct Headers {
    folder: String,
    all: toml::Table,
    cache: Cache,
    types: toml::Table,
}

#[derive(Deserialize)]
struct Cache {
    versioned: String,
    other: String,
}

impl Headers {
    pub fn read() -> Result<Self> {
        workspace::read_toml("pkg-config/headers.toml")
    }

    /// Where the files of one version lie on a site.
    pub fn versioned_folder(&self) -> Result<String> {
        Ok(format!("{}/{}", self.folder, workspace::version()?))
    }

    /// The headers of every file.
    pub fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        texts(&self.all)
    }

    /// The type of a file with this ending.
    pub fn content_type(&self, ending: &str) -> Option<&str> {
        self.types.get(ending).and_then(toml::Value::as_str)
    }
}

fn texts(table: &toml::Table) -> impl Iterator<Item = (&str, &str)> {
    table.iter().filter_map(|(name, value)| Some((name.as_str(), value.as_str()?)))
}

/// Writes `headers/`.
pub fn write(dist: &Path) -> Result<()> {
    let headers = Headers::read()?;
    let folder = dist.join("headers");
    workspace::write(&folder.join("nginx.conf"), nginx(&headers)?)?;
    workspace::write(&folder.join("apache.conf"), apache(&headers)?)?;
    workspace::write(&folder.join("Caddyfile"), caddy(&headers)?)?;
    workspace::write(&folder.join("_headers"), static_hosts(&headers)?)
}

/// A folder named after a version, as a regular expression.
const VERSION: &str = "[0-9]+\\.[0-9]+\\.[0-9]+";

fn nginx(headers: &Headers) -> Result<String> {
    let mut out = String::from("# Include inside `server { … }`.\n");
    let folder = &headers.folder;
    let places = [
        (format!("{folder}/"), &headers.cache.other),
        (format!("~ \"^{folder}/{VERSION}/\""), &headers.cache.versioned),
    ];
    for (place, cache) in places {
        writeln!(out, "location {place} {{")?;
        writeln!(out, "  types {{")?;
        for (ending, kind) in texts(&headers.types) {
            writeln!(out, "    {} {ending};", without_charset(kind))?;
        }
        writeln!(out, "  }}\n  charset utf-8;\n  charset_types *;")?;
        for (name, value) in headers.all() {
            writeln!(out, "  add_header {name} \"{value}\" always;")?;
        }
        writeln!(out, "  add_header Cache-Control \"{cache}\";\n}}")?;
    }
    Ok(out)
}

fn apache(headers: &Headers) -> Result<String> {
    let folder = &headers.folder;
    let mut out = String::from("# Include in the server's settings; needs mod_headers and mod_mime.\n");
    writeln!(out, "<Location \"{folder}/\">")?;
    for (ending, kind) in texts(&headers.types) {
        writeln!(out, "  AddType \"{kind}\" .{ending}")?;
    }
    for (name, value) in headers.all() {
        writeln!(out, "  Header always set {name} \"{value}\"")?;
    }
    writeln!(out, "  Header set Cache-Control \"{}\"\n</Location>", headers.cache.other)?;
    writeln!(out, "<LocationMatch \"^{folder}/{VERSION}/\">")?;
    writeln!(out, "  Header set Cache-Control \"{}\"\n</LocationMatch>", headers.cache.versioned)?;
    Ok(out)
}

fn caddy(headers: &Headers) -> Result<String> {
    let folder = &headers.folder;
    let mut out = String::from("# Import inside the site's block, before `file_server`.\n");
    writeln!(out, "@samtykke path {folder}/*\nheader @samtykke {{")?;
    for (name, value) in headers.all() {
        writeln!(out, "  {name} \"{value}\"")?;
    }
    writeln!(out, "  Cache-Control \"{}\"\n}}", headers.cache.other)?;
    for (ending, kind) in texts(&headers.types) {
        writeln!(out, "@samtykke_{ending} path_regexp ^{folder}/.*\\.{ending}$")?;
        writeln!(out, "header @samtykke_{ending} Content-Type \"{kind}\"")?;
    }
    writeln!(out, "@samtykke_versioned path_regexp ^{folder}/{VERSION}/")?;
    writeln!(out, "header @samtykke_versioned Cache-Control \"{}\"", headers.cache.versioned)?;
    Ok(out)
}

/// The `_headers` file of static hosts. They join the values of every rule that fits, so no header stands in two rules.
fn static_hosts(headers: &Headers) -> Result<String> {
    let mut out = String::new();
    writeln!(out, "{}/*", headers.folder)?;
    for (name, value) in headers.all() {
        writeln!(out, "  {name}: {value}")?;
    }
    writeln!(out, "{}/*", headers.versioned_folder()?)?;
    writeln!(out, "  Cache-Control: {}", headers.cache.versioned)?;
    Ok(out)
}

fn without_charset(kind: &str) -> &str {
    kind.split(';').next().unwrap_or(kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Headers {
        toml::from_str(
            r#"
            folder = "/samtykke"
            [all]
            X-Content-Type-Options = "nosniff"
            [cache]
            versioned = "immutable"
            other = "max-age=60"
            [types]
            js = "text/javascript; charset=utf-8"
            "#,
        )
        .unwrap()
    }

    #[test]
    fn every_server_gets_every_header() {
        let headers = sample();
        for text in [nginx(&headers), apache(&headers), caddy(&headers), static_hosts(&headers)] {
            let text = text.unwrap();
            assert!(text.contains("X-Content-Type-Options") && text.contains("nosniff"), "{text}");
            assert!(text.contains("immutable"), "{text}");
        }
    }

    #[test]
    fn braces_are_balanced() {
        for text in [nginx(&sample()).unwrap(), caddy(&sample()).unwrap()] {
            assert_eq!(text.matches('{').count(), text.matches('}').count(), "{text}");
        }
    }

    #[test]
    fn static_hosts_never_see_a_header_twice() {
        assert_eq!(static_hosts(&sample()).unwrap().matches("Cache-Control").count(), 1);
    }

    #[test]
    fn the_real_file_sends_scripts_as_utf8() {
        let headers = Headers::read().unwrap();
        assert_eq!(headers.content_type("js"), Some("text/javascript; charset=utf-8"));
        assert!(headers.all().any(|header| header == ("X-Content-Type-Options", "nosniff")));
    }
}
