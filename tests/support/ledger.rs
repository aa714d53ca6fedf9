//! Every request that reached the proxy: the evidence that stories look at.

use crate::{vendors, wait};
use anyhow::Result;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// One request as it arrived.
#[derive(Clone, Debug)]
pub struct Request {
    /// Time since the story began.
    pub at: Duration,
    /// `GET`, `POST`, …; `CONNECT` for an opened connection that carries no request yet.
    pub method: String,
    /// Host name without port.
    pub host: String,
    /// Path without query.
    pub path: String,
    /// The query, decoded, in order.
    pub query: Vec<(String, String)>,
    /// Headers, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body as text.
    pub body: String,
}

impl Request {
    /// The first query value of this name.
    pub fn param(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The first header of this name (lower case).
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Host and path, as a reader would write them.
    pub fn address(&self) -> String {
        format!("{}{}", self.host, self.path)
    }

    /// Whether another page than this host's sent it: what an earlier story left behind, or the browser's own errand.
    fn comes_from_elsewhere(&self, shop: &str) -> bool {
        let sender = self.header("referer").or_else(|| self.header("origin"));
        self.host != shop && sender.is_some_and(|sender| sender != "null" && !sender.contains(shop))
    }
}

#[derive(Debug)]
struct Book {
    began: Instant,
    shop: String,
    requests: Vec<Request>,
}

/// The book itself; clones share it.
#[derive(Clone, Debug)]
pub struct Ledger(Arc<Mutex<Book>>);

impl Default for Ledger {
    fn default() -> Self {
        Self(Arc::new(Mutex::new(Book { began: Instant::now(), shop: String::new(), requests: Vec::new() })))
    }
}

impl Ledger {
    fn book(&self) -> MutexGuard<'_, Book> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A clean page for the story of this shop.
    pub fn begin(&self, shop: &str) {
        *self.book() = Book { began: Instant::now(), shop: shop.into(), requests: Vec::new() };
    }

    /// Forgets what has come so far: what follows is counted from here.
    pub fn forget(&self) {
        self.book().requests.clear();
    }

    /// Writes one request down; requests of another story's page are left out.
    pub fn note(&self, mut request: Request) {
        let mut book = self.book();
        if !request.comes_from_elsewhere(&book.shop) {
            request.at = book.began.elapsed();
            book.requests.push(request);
        }
    }

    /// Everything, opened connections too.
    pub fn everything(&self) -> Vec<Request> {
        self.book().requests.clone()
    }

    fn filter(&self, wanted: impl Fn(&Request) -> bool) -> Vec<Request> {
        self.book().requests.iter().filter(|request| wanted(request)).cloned().collect()
    }

    /// Requests to `host` or `host/path…`.
    pub fn to(&self, address: &str) -> Vec<Request> {
        let (host, path) = address.find('/').map_or((address, ""), |slash| address.split_at(slash));
        self.filter(|request| {
            request.method != "CONNECT" && request.host == host && request.path.starts_with(path)
        })
    }

    /// Requests that left the shop's own host; the browser's own errands are left out.
    pub fn foreign(&self) -> Vec<Request> {
        let shop = self.book().shop.clone();
        self.filter(|request| {
            request.method != "CONNECT" && request.host != shop && !vendors::is_browser_errand(&request.host)
        })
    }

    /// Whether any connection to this host was opened at all, even an unused one.
    pub fn touched(&self, host: &str) -> bool {
        self.book().requests.iter().any(|request| request.host == host)
    }

    /// Hits of Google Analytics.
    pub fn pings(&self) -> Vec<Request> {
        self.to("www.google-analytics.com/g/collect")
    }

    /// Waits until this address has been asked; gives the first request.
    pub async fn first(&self, address: &str) -> Result<Request> {
        wait::until(&format!("{address} was asked"), async || Ok(self.to(address).into_iter().next())).await
    }

    /// Waits for the Google Analytics hit of this event name; gives the first.
    pub async fn ping(&self, event: &str) -> Result<Request> {
        wait::until(&format!("Google Analytics heard of {event}"), async || {
            Ok(self.pings().into_iter().find(|hit| hit.param("en") == Some(event)))
        })
        .await
    }
}
