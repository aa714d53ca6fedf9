//! The recording proxy: it answers every host itself, over TLS, and writes every request into the ledger. It has no
//! client, so nothing a page asks for leaves the machine.

use crate::answer::Answer;
use crate::ledger::{Ledger, Request};
use crate::shop::Shop;
use crate::vendors;
use anyhow::{Result, anyhow};
use futures_util::stream::{self, Stream};
use http_body_util::{BodyExt, Full};
use hudsucker::certificate_authority::RcgenAuthority;
use hudsucker::hyper::{self, Method, Response, StatusCode};
use hudsucker::hyper_util::client::legacy::connect::HttpConnector;
use hudsucker::rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use hudsucker::rustls::crypto::aws_lc_rs;
use hudsucker::{Body, HttpContext, HttpHandler, RequestOrResponse};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// A running proxy; it ends when dropped.
pub struct Proxy {
    /// The loopback port browsers are pointed at.
    pub port: u16,
    /// What arrived.
    pub ledger: Ledger,
    shop: Arc<RwLock<Shop>>,
    task: JoinHandle<()>,
}

impl Proxy {
    /// Starts on a free loopback port.
    pub async fn start() -> Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let port = listener.local_addr()?.port();
        let (ledger, shop) = (Ledger::default(), Arc::new(RwLock::new(Shop::new())));
        let world = World { ledger: ledger.clone(), shop: Arc::clone(&shop) };
        let proxy = hudsucker::Proxy::builder()
            .with_listener(listener)
            .with_ca(authority()?)
            // Required by the builder, never used: `World` answers everything.
            .with_http_connector(HttpConnector::new())
            .with_http_handler(world)
            .build()?;
        let task = tokio::spawn(async move {
            if let Err(error) = proxy.start().await {
                eprintln!("the proxy ended: {error}");
            }
        });
        Ok(Self { port, ledger, shop, task })
    }

    /// From now on this shop is the one on the network.
    pub fn open(&self, shop: Shop) {
        *self.shop.write().unwrap_or_else(PoisonError::into_inner) = shop;
    }

    /// Whether the current story put an answer at this host.
    pub fn knows(&self, host: &str) -> bool {
        self.shop.read().unwrap_or_else(PoisonError::into_inner).knows(host)
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// A certificate authority made for this run; browsers are told to accept it.
fn authority() -> Result<RcgenAuthority> {
    let key = KeyPair::generate()?;
    let mut params = CertificateParams::new(Vec::new())?;
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    Ok(RcgenAuthority::new(Issuer::new(params, key), 1_000, aws_lc_rs::default_provider()))
}

#[derive(Clone)]
struct World {
    ledger: Ledger,
    shop: Arc<RwLock<Shop>>,
}

impl World {
    fn answer(&self, request: &Request) -> Answer {
        let shop = self.shop.read().unwrap_or_else(PoisonError::into_inner);
        shop.answer(&request.host, &request.path)
            .or_else(|| vendors::answer(&request.host, &request.path))
            .unwrap_or_else(Answer::missing)
    }
}

impl HttpHandler for World {
    async fn handle_request(&mut self, _: &HttpContext, request: hyper::Request<Body>) -> RequestOrResponse {
        let connects = *request.method() == Method::CONNECT;
        let (parts, body) = request.into_parts();
        let noted = match describe(&parts, if connects { None } else { Some(body) }).await {
            Ok(noted) => noted,
            Err(error) => return refusal(&error).into(),
        };
        self.ledger.note(noted.clone());
        if connects {
            return hyper::Request::from_parts(parts, Body::empty()).into();
        }
        let answer = self.answer(&noted);
        tokio::time::sleep(answer.delay).await;
        respond(answer).unwrap_or_else(|error| refusal(&error)).into()
    }
}

async fn describe(parts: &hyper::http::request::Parts, body: Option<Body>) -> Result<Request> {
    let host = parts.uri.host().ok_or_else(|| anyhow!("a request without a host"))?;
    let query = parts.uri.query().unwrap_or_default();
    let body = match body {
        Some(body) => body.collect().await?.to_bytes().to_vec(),
        None => Vec::new(),
    };
    Ok(Request {
        at: Duration::ZERO,
        method: parts.method.to_string(),
        host: host.to_owned(),
        path: parts.uri.path().to_owned(),
        query: url::form_urlencoded::parse(query.as_bytes()).into_owned().collect(),
        headers: parts
            .headers
            .iter()
            .map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
            .collect(),
        body: String::from_utf8_lossy(&body).into_owned(),
    })
}

fn respond(answer: Answer) -> Result<Response<Body>> {
    let mut response = Response::builder().status(answer.status);
    if !answer.headers.iter().any(|(name, _)| name == "cache-control") {
        response = response.header("cache-control", "no-store");
    }
    for (name, value) in &answer.headers {
        response = response.header(name, value);
    }
    let body = if answer.rest.is_empty() {
        Full::from(answer.body).into()
    } else {
        Body::from_stream(in_pieces([answer.body, answer.rest]))
    };
    Ok(response.body(body)?)
}

/// One piece after the other, long enough apart for a browser to have worked on the first.
fn in_pieces(pieces: [Vec<u8>; 2]) -> impl Stream<Item = Result<Vec<u8>, hudsucker::Error>> {
    stream::unfold(pieces.into_iter(), |mut rest| async {
        let piece = rest.next()?;
        if rest.len() == 0 {
            tokio::time::sleep(Duration::from_millis(300)).await;
        }
        Some((Ok(piece), rest))
    })
}

fn refusal(error: &anyhow::Error) -> Response<Body> {
    eprintln!("the proxy refused a request: {error:#}");
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::BAD_REQUEST;
    response
}
