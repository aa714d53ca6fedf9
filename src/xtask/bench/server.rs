//! Plays the shop and every vendor, over TLS as in life: without it browsers take no brotli.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::{Arc, PoisonError, RwLock};

use anyhow::{Context, Result};
use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, HOST};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum_server::tls_rustls::RustlsConfig;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rcgen::{CertifiedKey, PublicKeyData, generate_simple_self_signed};
use rustls::pki_types::PrivateKeyDer;
use sha2::{Digest, Sha256};

use super::site::{Asset, Site};

/// The shop's host.
pub const SHOP: &str = "shop.example";

/// What is served now; the measurement of growth adds pages while it runs.
pub type Shared = Arc<RwLock<Site>>;

/// Where the server listens and how a browser recognises it.
pub struct Server {
    /// Port on the loopback address.
    pub port: u16,
    /// SHA-256 of its key, base64: Chromium accepts it without an authority, and caches what it serves.
    pub key: String,
}

/// Starts the server as a task of the current runtime.
pub fn start(site: &Shared) -> Result<Server> {
    let CertifiedKey { cert, signing_key } = generate_simple_self_signed([SHOP.to_owned()])?;
    let key = STANDARD.encode(Sha256::digest(signing_key.subject_public_key_info()));
    let secret = PrivateKeyDer::try_from(signing_key.serialize_der()).ok().context("the key is not one")?;
    let mut tls =
        rustls::ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(vec![cert.der().clone()], secret)?;
    tls.alpn_protocols = vec![b"http/1.1".to_vec()];
    let listener = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))?;
    listener.set_nonblocking(true)?;
    let port = listener.local_addr()?.port();
    let app = Router::new().fallback(answer).with_state(Arc::clone(site)).into_make_service();
    let serving =
        axum_server::from_tcp_rustls(listener, RustlsConfig::from_config(Arc::new(tls)))?.serve(app);
    tokio::spawn(async move {
        if let Err(error) = serving.await {
            eprintln!("the server ended: {error}");
        }
    });
    Ok(Server { port, key })
}

async fn answer(State(site): State<Shared>, request: Request) -> Response {
    let host = request.headers().get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let path = request.uri().path();
    if host == SHOP {
        let site = site.read().unwrap_or_else(PoisonError::into_inner);
        return site.get(path).map_or_else(missing, |asset| served(asset, path, request.headers()));
    }
    match vendor(path, request.uri().query().unwrap_or_default()) {
        Some(script) => {
            let headers = [(CONTENT_TYPE, "text/javascript"), (CACHE_CONTROL, "public, max-age=3600")];
            (headers, script).into_response()
        }
        None => missing(),
    }
}

fn missing() -> Response {
    StatusCode::NOT_FOUND.into_response()
}

fn served(asset: &Asset, path: &str, asked: &HeaderMap) -> Response {
    let cache = if path.ends_with('/') { "no-cache" } else { "public, max-age=31536000, immutable" };
    let headers = [(CONTENT_TYPE, asset.kind), (CACHE_CONTROL, cache)];
    let takes = asked.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    match &asset.brotli {
        Some(brotli) if takes.contains("br") => {
            (headers, [(CONTENT_ENCODING, "br")], brotli.clone()).into_response()
        }
        _ => (headers, asset.body.clone()).into_response(),
    }
}

/// A vendor's stand-in: it only says that it has run. Google's script serves every id that was configured.
fn vendor(path: &str, query: &str) -> Option<String> {
    let ran = |name: &str| format!("performance.mark(\"tag:{name}\");");
    match path {
        "/en_US/fbevents.js" => Some(ran("meta")),
        "/li.lms-analytics/insight.min.js" => Some(ran("linkedin")),
        "/gtag/js" => {
            let id = query.split('&').find_map(|pair| pair.strip_prefix("id="))?;
            Some(GTAG.replace("ID", id))
        }
        _ => None,
    }
}

const GTAG: &str = r#"(() => {
  const ran = (id) => performance.getEntriesByName("tag:" + id).length || performance.mark("tag:" + id);
  const layer = (window.dataLayer = window.dataLayer || []);
  const take = (entry) => entry && entry[0] === "config" && ran(entry[1]);
  ran("ID");
  layer.forEach(take);
  const { push } = layer;
  layer.push = (...entries) => (entries.forEach(take), push.apply(layer, entries));
})();"#;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_four_tags_have_stand_ins_and_nothing_else_has() {
        assert!(vendor("/gtag/js", "id=G-1&l=x").unwrap().contains("\"G-1\""));
        assert!(
            vendor("/en_US/fbevents.js", "").is_some()
                && vendor("/li.lms-analytics/insight.min.js", "").is_some()
        );
        assert!(vendor("/gtag/js", "").is_none() && vendor("/other.js", "").is_none());
    }

    #[test]
    fn brotli_is_sent_to_who_takes_it() {
        let asset = Asset::new("a.js", b"samtykke ".repeat(100)).unwrap();
        let mut asked = HeaderMap::new();
        assert!(!served(&asset, "/a.js", &asked).headers().contains_key(CONTENT_ENCODING));
        asked.insert(ACCEPT_ENCODING, "gzip, br".parse().unwrap());
        assert!(served(&asset, "/a.js", &asked).headers().contains_key(CONTENT_ENCODING));
    }
}
