//! Builds the page under test and the site around it: an ordinary shop with one script tag.

use crate::answer::Answer;
use crate::dist;
use std::collections::HashMap;

const PAGE: &str = include_str!("../pages/shop.html");
const RECORDER: &str = include_str!("../pages/test-ledger.js");

/// One shop: its page (the same at every path without an extension), its files, and what strangers answer.
#[derive(Clone, Debug, Default)]
pub struct Shop {
    host: String,
    lang: String,
    nonce: String,
    first: String,
    before: String,
    tag: String,
    head: String,
    body: String,
    policy: Option<String>,
    folder: String,
    files: HashMap<String, Answer>,
    elsewhere: HashMap<String, Answer>,
}

impl Shop {
    /// An English page without our tag.
    pub fn new() -> Self {
        Self { lang: "en".into(), folder: "/".into(), ..Self::default() }
    }

    /// Our script tag, first-party, with these attributes.
    #[must_use]
    pub fn tag(self, attributes: &str) -> Self {
        self.tag_of("/samtykke.js", attributes)
    }

    /// Our script tag under another file name.
    #[must_use]
    pub fn tag_of(self, file: &str, attributes: &str) -> Self {
        self.raw_tag(&format!("<script src=\"{file}\" {attributes}></script>"))
    }

    /// Any markup where our tag would stand.
    #[must_use]
    pub fn raw_tag(self, html: &str) -> Self {
        Self { tag: html.into(), ..self }
    }

    /// The page's language.
    #[must_use]
    pub fn lang(self, lang: &str) -> Self {
        Self { lang: lang.into(), ..self }
    }

    /// Markup that comes before everything else in the head.
    #[must_use]
    pub fn first(self, html: &str) -> Self {
        Self { first: html.into(), ..self }
    }

    /// Markup in the head, before our tag.
    #[must_use]
    pub fn before(self, html: &str) -> Self {
        Self { before: html.into(), ..self }
    }

    /// Markup in the head, after our tag.
    #[must_use]
    pub fn head(self, html: &str) -> Self {
        Self { head: html.into(), ..self }
    }

    /// Markup in the body.
    #[must_use]
    pub fn body(self, html: &str) -> Self {
        Self { body: html.into(), ..self }
    }

    /// A Content Security Policy as response header.
    #[must_use]
    pub fn csp(self, policy: &str) -> Self {
        Self { policy: Some(policy.into()), ..self }
    }

    /// The nonce that the page's own scripts carry.
    #[must_use]
    pub fn nonce(self, nonce: &str) -> Self {
        Self { nonce: format!(" nonce=\"{nonce}\""), ..self }
    }

    /// The folder in which the packed files lie; `/` unless told otherwise.
    #[must_use]
    pub fn packed_in(self, folder: &str) -> Self {
        Self { folder: folder.into(), ..self }
    }

    /// One more file of the shop, or another answer in place of a packed file.
    #[must_use]
    pub fn file(mut self, path: &str, answer: Answer) -> Self {
        self.files.insert(path.into(), answer);
        self
    }

    /// What a stranger answers at `host/path`.
    #[must_use]
    pub fn elsewhere(mut self, address: &str, answer: Answer) -> Self {
        self.elsewhere.insert(address.into(), answer);
        self
    }

    /// The same shop under this host name.
    #[must_use]
    pub(crate) fn at(self, host: &str) -> Self {
        Self { host: host.into(), ..self }
    }

    /// Whether a story put an answer at this host.
    pub(crate) fn knows(&self, host: &str) -> bool {
        host == self.host || self.elsewhere.keys().any(|address| address.split('/').next() == Some(host))
    }

    /// The answer for one request, or `None` when this story has nothing at that address.
    pub(crate) fn answer(&self, host: &str, path: &str) -> Option<Answer> {
        if host != self.host {
            return self.elsewhere.get(&format!("{host}{path}")).cloned();
        }
        if let Some(answer) = self.files.get(path) {
            return Some(answer.clone());
        }
        let file = path.rsplit('/').next().unwrap_or_default();
        Some(match path {
            "/test-ledger.js" => Answer::script(RECORDER),
            "/favicon.ico" => Answer::empty(),
            _ if file.contains('.') => {
                path.strip_prefix(&self.folder).map_or_else(Answer::missing, dist::answer)
            }
            _ => self.page(),
        })
    }

    fn page(&self) -> Answer {
        let html = [
            ("{{lang}}", &self.lang),
            ("{{nonce}}", &self.nonce),
            ("{{first}}", &self.first),
            ("{{before}}", &self.before),
            ("{{tag}}", &self.tag),
            ("{{head}}", &self.head),
            ("{{body}}", &self.body),
            ("{{host}}", &self.host), // last: the markup above may name it
        ]
        .into_iter()
        .fold(PAGE.to_owned(), |page, (place, html)| page.replace(place, html));
        let answer = Answer::html(html);
        match &self.policy {
            Some(policy) => answer.header("content-security-policy", policy),
            None => answer,
        }
    }
}
