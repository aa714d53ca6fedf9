//! What a vendor's entry may say. The name of its table is the vendor's id.

use anyhow::{Context, Result};
use indexmap::IndexMap;
use serde::Deserialize;

/// The facts of one vendor.
#[derive(Deserialize, Debug, Clone)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// As a visitor reads it.
    pub name: String,
    /// Who receives the data, where possible the establishment in the EEA. Left out where not certain.
    pub company: Option<String>,
    /// ISO 3166-1 code of that company's country.
    pub country: Option<String>,
    /// Its privacy policy.
    pub policy: Option<String>,
    /// Where visitors set what it does with their data, everywhere.
    pub choices: Option<String>,
    /// What it is under the GDPR where sites use it as most do. Left out where that depends on the contract.
    pub role: Option<Role>,
    /// What carries data out of the EEA; `none` where nothing leaves it. Left out where not certain.
    pub transfer: Option<Transfer>,
    /// What it is for.
    pub purpose: Purpose,
    /// Hosts that are this vendor's alone; `.example.com` is that host and every one below it.
    #[serde(default)]
    pub hosts: Vec<String>,
    /// Host and beginning of the path, where a host is shared. `www.example.*/` is any country's domain, `/*/` any one
    /// folder, `*/file.js` a file of that name anywhere; behind `?` stands how some parameter begins.
    #[serde(default)]
    pub urls: Vec<String>,
    /// First-party cookies and the days they live: as seen, or as long as browsers allow. 0: until the browser closes.
    /// `*` at the end of a name stands for any rest.
    #[serde(default)]
    pub cookies: IndexMap<String, f64>,
    /// Keys in local and session storage; `*` as above.
    #[serde(default)]
    pub storage: Vec<String>,
    /// Those of its cookies and keys that hold a visitor's objection: recognised, never swept.
    #[serde(default)]
    pub keep: Vec<String>,
    /// The vendor's own consent signal.
    pub signal: Option<String>,
    /// Withdrawal needs a reload: no run has shown the signal to stop a script that has begun.
    #[serde(default)]
    pub reload: bool,
    /// How an id looks, for vendors that an id alone can manage; see `is_like` in core.
    pub example: Option<String>,
    /// It sends pings without cookies while consent is denied.
    #[serde(default)]
    pub pings: bool,
    /// How its tag is inserted, for vendors that our scripts manage.
    pub tag: Option<Tag>,
}

/// What the runtime needs to insert a vendor's tag; see `runtime/vendors.js`.
#[derive(Deserialize, Debug, Clone)]
#[serde(deny_unknown_fields)]
pub struct Tag {
    /// The script's address; `{id}` stands for the id, or what is behind its slash. Where the id says on which host it
    /// lies, `runtime/more` makes the address.
    pub script: String,
    /// The global that takes calls; if it is a function, then the names of its queue and of the handler that the script
    /// puts beside the queue.
    pub global: String,
    /// The calls that begin with it, parted by `|`.
    #[serde(default)]
    pub calls: String,
    /// The call of its own signal that consent was given.
    #[serde(default)]
    pub grant: String,
    /// The call of its own signal that consent was withdrawn.
    #[serde(default)]
    pub revoke: String,
}

/// See `Purpose` in core.
#[derive(Deserialize, Debug, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Purpose {
    Necessary,
    Functional,
    Statistics,
    Marketing,
}

/// A basis for transfers out of the EEA (GDPR, chapter V).
#[derive(Deserialize, Debug, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Transfer {
    /// EU-US Data Privacy Framework.
    Dpf,
    /// Standard contractual clauses.
    Scc,
    /// Nothing leaves.
    None,
}

/// What a vendor is for the data of a site's visitors (GDPR, articles 4 and 26).
#[derive(Deserialize, Debug, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// It decides alone what happens with them.
    Controller,
    /// It decides together with the site's owner.
    Joint,
    /// It does what the site's owner says.
    Processor,
}

/// The vendors of one file by id, in its order.
///
/// # Errors
/// When the text is no TOML, or an entry has a field that is missing, unknown or of another kind.
pub fn read(text: &str) -> Result<Vec<(String, Entry)>> {
    let table: toml::Table = text.parse()?;
    let entry = |(id, facts): (String, toml::Value)| {
        let entry = facts.try_into().with_context(|| id.clone())?;
        Ok((id, entry))
    };
    table.into_iter().map(entry).collect()
}
