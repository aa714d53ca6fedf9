//! `cargo xtask serve`: packs, then serves `target/dist` on this machine only.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use anyhow::{Context, Result};
use axum::extract::Request;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderName, HeaderValue};
use axum::middleware::{self, Next};
use axum::response::{Redirect, Response};
use axum::{Router, routing};
use clap::Args;
use tokio::net::TcpListener;
use tower_http::services::ServeDir;

use crate::pack::headers::Headers;
use crate::{pack, setup, workspace};

#[derive(Args)]
pub struct Options {
    /// Port on 127.0.0.1; when it is taken, a free one is used.
    #[arg(long, default_value_t = 8080)]
    port: u16,
}

/// The command; ends with Ctrl-C.
pub fn run(options: &Options) -> Result<()> {
    pack::all(&setup::for_packing()?)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(serve(options.port))
}

async fn serve(port: u16) -> Result<()> {
    let listener = listen(port).await?;
    println!("http://{}/  (Ctrl-C ends it)", listener.local_addr()?);
    Ok(axum::serve(listener, site(Headers::read()?)).await?)
}

async fn listen(port: u16) -> Result<TcpListener> {
    let on = |port| TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port)));
    match on(port).await {
        Ok(listener) => Ok(listener),
        Err(_) => on(0).await.context("no free port on 127.0.0.1"),
    }
}

fn site(headers: Headers) -> Router {
    let headers = Arc::new(headers);
    Router::new()
        .route("/", routing::get(|| async { Redirect::temporary("/demo/") }))
        .fallback_service(ServeDir::new(workspace::dist()))
        .layer(middleware::from_fn(move |request, next| with_headers(Arc::clone(&headers), request, next)))
}

/// The headers of `pkg-config/headers.toml`, but for the cache: here a changed file must be seen at once.
async fn with_headers(headers: Arc<Headers>, request: Request, next: Next) -> Response {
    let ending = request.uri().path().rsplit_once('.').map(|(_, ending)| ending.to_owned());
    let mut response = next.run(request).await;
    let sent = response.headers_mut();
    for (name, value) in headers.all() {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            sent.insert(name, value);
        }
    }
    let kind = ending.and_then(|ending| headers.content_type(&ending)?.try_into().ok());
    if let Some(kind) = kind.filter(|_| sent.contains_key(CONTENT_TYPE)) {
        sent.insert(CONTENT_TYPE, kind);
    }
    sent.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}
