//! The catalogue: every fact about every vendor, in one place.
//!
//! The facts stand in `vendors/*.toml`, one table a vendor; `build/entry.rs` says what each field means and
//! `build/check.rs` what is refused. Here they are static data, for recognition ([`by_url`], [`by_cookie`],
//! [`by_storage`]), sweeping ([`Vendor::swept`]) and the cookie page.
//!
//! | file | holds |
//! |---|---|
//! | `google`, `microsoft`, `social` | tags, pixels and embeds of the large platforms |
//! | `automation` | marketing automation, mail, sales |
//! | `advertising` | advertising networks |
//! | `statistics`, `behaviour` | counting visits; recording sessions and testing variants |
//! | `media`, `functional` | players; surveys, chats, bookings, reviews, payment |
//!
//! Lives of cookies were seen in runs of the vendors' real scripts where that was possible, else taken from open lists
//! and the vendors' documentation. Where a life is not known, it is the longest that browsers allow: 400 days.
#![cfg_attr(not(test), no_std)]
#![forbid(unsafe_code)]

mod address; // whose an address is
mod name; //    whose a cookie or a stored key is

pub use address::{Address, by_url};
pub use name::{by_cookie, by_storage, strength};

/// Who receives data, and what is known of it.
#[derive(Debug, PartialEq)]
pub struct Vendor {
    /// In kebab-case: the attribute `data-<id>`, the exception in the cookie.
    pub id: &'static str,
    /// As a visitor reads it.
    pub name: &'static str,
    /// Who receives the data, where possible the establishment in the EEA. `None` where that is not certain.
    pub company: Option<&'static str>,
    /// ISO 3166-1 code of that company's country.
    pub country: Option<&'static str>,
    /// Its privacy policy.
    pub policy: Option<&'static str>,
    /// Where visitors set what it does with their data, everywhere.
    pub choices: Option<&'static str>,
    /// What it is under the GDPR where sites use it as most do. `None` where that depends on the contract.
    pub role: Option<Role>,
    /// What carries data out of the EEA. `None` where that is not certain.
    pub transfer: Option<Transfer>,
    /// What it is for.
    pub purpose: Purpose,
    /// Hosts that are this vendor's alone; `.example.com` is that host and every one below it.
    pub hosts: &'static [&'static str],
    /// Host and beginning of the path, where a host is shared; see [`by_url`].
    pub urls: &'static [&'static str],
    /// First-party cookies.
    pub cookies: &'static [Cookie],
    /// Keys in local and session storage; `*` at the end stands for any rest.
    pub storage: &'static [&'static str],
    /// Those of its cookies and keys that hold a visitor's objection, and are never swept.
    pub keep: &'static [&'static str],
    /// The vendor's own consent signal, in few words.
    pub signal: Option<&'static str>,
    /// Withdrawal needs a reload once its script has run: no run has shown that the signal stops it.
    pub reload: bool,
    /// How an id looks, for vendors that an id alone can manage.
    pub example: Option<&'static str>,
    /// It sends pings without cookies while consent is denied.
    pub pings: bool,
}

/// How a vendor's tag is inserted.
#[derive(Debug, PartialEq, Eq)]
pub struct Tag {
    /// The script's address; `{id}` stands for the id, or what is behind its slash.
    pub script: &'static str,
    /// The global that takes calls; if it is a function, then the names of its queue and of its handler.
    pub global: &'static str,
    /// The calls that begin with it, parted by `|`.
    pub calls: &'static str,
    /// The call of its own signal that consent was given.
    pub grant: &'static str,
    /// The call of its own signal that consent was withdrawn.
    pub revoke: &'static str,
}

/// A first-party cookie.
#[derive(Debug, PartialEq)]
pub struct Cookie {
    /// `*` at the end stands for any rest.
    pub name: &'static str,
    /// Days from writing to expiry; 0 for a session cookie.
    pub days: f64,
}

/// The same four as core's `Purpose`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Never waits.
    Necessary,
    /// Remembering settings, embedded content.
    Functional,
    /// Counting and understanding visits.
    Statistics,
    /// Advertising, and measuring it.
    Marketing,
}

/// A basis for transfers out of the EEA (GDPR, chapter V).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transfer {
    /// EU-US Data Privacy Framework.
    Dpf,
    /// Standard contractual clauses.
    Scc,
    /// Nothing leaves.
    None,
}

/// What a vendor is for the data of a site's visitors (GDPR, articles 4 and 26).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It decides alone what happens with them.
    Controller,
    /// It decides together with the site's owner.
    Joint,
    /// It does what the site's owner says.
    Processor,
}

include!(concat!(env!("OUT_DIR"), "/vendors.rs"));

impl Vendor {
    /// Names of cookies and keys to delete when consent is withdrawn: each once, none that another one's `*` includes,
    /// and no visitor's objection.
    pub fn swept(&self) -> impl Iterator<Item = &'static str> {
        let all = || self.cookies.iter().map(|cookie| cookie.name).chain(self.storage.iter().copied());
        let kept = |name: &&str| self.keep.contains(name);
        let covered = move |name: &str| all().any(|other| name != other && name::fits(other, name));
        let before = move |place: usize, name: &str| all().take(place).any(|other| other == name);
        let names = all().enumerate().filter(move |(place, name)| !covered(name) && !before(*place, name));
        names.map(|(_, name)| name).filter(move |name| !kept(name))
    }
}

impl Purpose {
    /// The name used in attributes, settings and the API.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Necessary => "necessary",
            Self::Functional => "functional",
            Self::Statistics => "statistics",
            Self::Marketing => "marketing",
        }
    }

    /// The bit that core's `Purpose::from_bit` reads.
    pub const fn bit(self) -> u32 {
        match self {
            Self::Functional => 1,
            Self::Statistics => 2,
            Self::Marketing => 4,
            Self::Necessary => 8,
        }
    }
}

impl Transfer {
    /// The name in the facts, and the end of the declaration's text `transfer_…`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Dpf => "dpf",
            Self::Scc => "scc",
            Self::None => "none",
        }
    }
}

impl Role {
    /// The name in the facts, and the end of the declaration's text `role_…`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Controller => "controller",
            Self::Joint => "joint",
            Self::Processor => "processor",
        }
    }
}

/// How this vendor's tag is inserted, if the script carries it.
pub fn tag(id: &str) -> Option<&'static Tag> {
    TAGS.iter().find(|(vendor, _)| *vendor == id).map(|(_, tag)| tag)
}

/// The vendor of this id.
pub fn find(id: &str) -> Option<&'static Vendor> {
    VENDORS.iter().find(|vendor| vendor.id == id)
}

#[cfg(test)]
mod tests;
