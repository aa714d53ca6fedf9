//! The server tier: response headers that the visitor's own cookie chooses, so that browsers refuse what has not been
//! allowed before any script of the page has run.
//!
//! | file | holds |
//! |---|---|
//! | `site` | which vendors a site uses, and whom it always allows |
//! | `named` | addresses that a site's own settings name |
//! | `source` | a vendor's addresses as a policy can say them |
//! | `headers` | the two headers for each of the eight choices |
//! | `server` | those as settings for nginx, Apache, Caddy and edge workers |
//!
//! ```
//! let site = samtykke_policy::Site::new(["google-analytics", "hotjar"]).unwrap();
//! let settings = samtykke_policy::Server::Nginx.settings(&site);
//! assert!(settings.contains("map $cookie_samtykke"));
//! ```
#![forbid(unsafe_code)]

mod headers;
mod named;
mod server;
mod site;
mod source;

pub use headers::{Headers, strict_meta};
pub use server::Server;
pub use site::{Site, SiteError};

/// What these headers do not stop; every generated file says so.
pub const NOT_STOPPED: &[&str] = &[
    "`preconnect` in Firefox and Safari: the vendor learns the visitor's address, nothing else.",
    "Inline scripts that stand in the page: they run, and may write cookies and storage. Mark them.",
    "Cookies that your own server sets.",
    "Vendors' code that you serve from your own host, or from an origin that you always allow.",
    "A single vendor that was allowed or refused apart from its purpose: the page's gate knows, these headers only \
     know purposes. One that was allowed by itself stays refused here.",
    "Your own workers' requests, unless the workers' scripts are sent with these headers too.",
];
