//! One HTTP answer.

use std::time::Duration;

/// What a host answers to one request. Nothing is cached unless a header of its own allows it, so the ledger sees every load.
#[derive(Clone, Debug)]
pub struct Answer {
    /// HTTP status code.
    pub status: u16,
    /// Header names and values, besides the ones every answer carries.
    pub headers: Vec<(String, String)>,
    /// The bytes of the body.
    pub body: Vec<u8>,
    /// What comes a moment later, in a piece of its own; empty for nothing.
    pub rest: Vec<u8>,
    /// How long the answer is held back.
    pub delay: Duration,
}

/// The smallest transparent GIF: what a tracking pixel answers.
const PIXEL: &[u8] =
    b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\x00\x00\x00!\xf9\x04\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;";

impl Answer {
    /// A body of this content type, status 200.
    pub fn new(content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Self { status: 200, headers: Vec::new(), body: body.into(), rest: Vec::new(), delay: Duration::ZERO }
            .header("content-type", content_type)
    }

    /// A web page.
    pub fn html(body: impl Into<Vec<u8>>) -> Self {
        Self::new("text/html; charset=utf-8", body)
    }

    /// A script, served as vendors do: to anybody.
    pub fn script(body: impl Into<Vec<u8>>) -> Self {
        Self::new("application/javascript; charset=utf-8", body).header("access-control-allow-origin", "*")
    }

    /// JSON.
    pub fn json(body: impl Into<Vec<u8>>) -> Self {
        Self::new("application/json; charset=utf-8", body)
    }

    /// A transparent image.
    pub fn pixel() -> Self {
        Self::new("image/gif", PIXEL)
    }

    /// 204, as a collecting endpoint answers.
    pub fn empty() -> Self {
        Self { status: 204, headers: Vec::new(), body: Vec::new(), rest: Vec::new(), delay: Duration::ZERO }
            .header("access-control-allow-origin", "*")
    }

    /// 404.
    pub fn missing() -> Self {
        Self { status: 404, ..Self::new("text/plain", "not found") }
    }

    /// The same answer with one more header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// The same answer, and a moment later more of its body: the browser works on what it has.
    #[must_use]
    pub fn then(self, rest: impl Into<Vec<u8>>) -> Self {
        Self { rest: rest.into(), ..self }
    }

    /// The same answer, held back this long.
    #[must_use]
    pub fn after(self, delay: Duration) -> Self {
        Self { delay, ..self }
    }
}
