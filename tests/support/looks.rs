//! How a page is looked at: themes, sizes and languages, and the driver's commands that the client library has no word for.

use crate::engine::Engine;
use crate::page::Page;
use crate::wait;
use anyhow::{Result, ensure};
use hudsucker::hyper::Method;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::{By, RequestData, SessionId};

/// The values of `data-layout`; the first is the one of a tag without it.
pub const LAYOUTS: &[&str] = &["box", "bar", "corner", "modal"];

/// What can be told to Chromium alone is told there.
pub const CHROMIUM: [Engine; 1] = [Engine::Chromium];

/// A visitor's wish for colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Dark text on light ground.
    Light,
    /// Light text on dark ground.
    Dark,
    /// The system's few colours and no others.
    ForcedColors,
}

impl Theme {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::ForcedColors];

    /// Its name in lists and file names.
    pub fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::ForcedColors => "forced",
        }
    }

    fn features(self) -> Value {
        let scheme = if self == Self::Dark { "dark" } else { "light" };
        let forced = if self == Self::ForcedColors { "active" } else { "none" };
        json!([
            { "name": "prefers-color-scheme", "value": scheme },
            { "name": "forced-colors", "value": forced },
        ])
    }
}

impl Page<'_> {
    /// A command of the Chrome DevTools Protocol.
    pub async fn chromium(&self, command: &str, arguments: Value) -> Result<Value> {
        self.ask("goog/cdp/execute", Some(json!({ "cmd": command, "params": arguments }))).await
    }

    /// Shows the page in this theme; Chromium alone can be told.
    pub async fn theme(&self, theme: Theme) -> Result<()> {
        let media = json!({ "media": "", "features": theme.features() });
        self.chromium("Emulation.setEmulatedMedia", media).await.map(drop)
    }

    /// Shows the page to other media (`print`), or with a wish of the visitor's; Chromium alone can be told.
    pub async fn media(&self, media: &str, features: &[(&str, &str)]) -> Result<()> {
        let feature = |(name, value): &(&str, &str)| json!({ "name": name, "value": value });
        let features: Vec<_> = features.iter().map(feature).collect();
        let media = json!({ "media": media, "features": features });
        self.chromium("Emulation.setEmulatedMedia", media).await.map(drop)
    }

    /// Gives the page this much room, in CSS pixels; windows of any size, down to a phone's, in Chromium alone.
    pub async fn room(&self, width: u32, height: u32) -> Result<()> {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.chromium("Emulation.setDeviceMetricsOverride", metrics).await.map(drop)
    }

    /// The visitor's own text size, in CSS pixels, 16 if they never changed it; Firefox takes it when it loads a page.
    pub async fn text_size(&self, size: u32) -> Result<()> {
        if self.engine() == Engine::Firefox {
            let set = "for (const script of ['x-western', 'x-unicode', 'ar'])
                Services.prefs.setIntPref(`font.size.variable.${script}`, arguments[0]);";
            return self.firefox(set, vec![size.into()]).await.map(drop);
        }
        self.chromium("Page.setFontSizes", json!({ "fontSizes": { "standard": size } })).await.map(drop)
    }

    /// Ends what `theme`, `media` and `room` began.
    pub async fn as_usual(&self) -> Result<()> {
        self.chromium("Emulation.clearDeviceMetricsOverride", json!({})).await?;
        self.chromium("Emulation.setEmulatedMedia", json!({ "media": "", "features": [] })).await.map(drop)
    }

    /// Role and name of an element, as the browser tells them to a screen reader.
    pub async fn role_and_name(&self, selector: &str) -> Result<(String, String)> {
        let element = self.session().find(By::Css(selector)).await?.element_id().to_string();
        let role = self.ask(&format!("element/{element}/computedrole"), None).await?;
        let name = self.ask(&format!("element/{element}/computedlabel"), None).await?;
        Ok((role, name))
    }

    async fn ask<T: DeserializeOwned>(&self, path: &str, body: Option<Value>) -> Result<T> {
        Ok(self.session().handle().cmd(Endpoint { path: path.into(), body }).await?.value()?)
    }

    /// Runs a script of the browser itself, not of the page; Firefox alone can be told.
    pub async fn firefox(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        ensure!(self.engine() == Engine::Firefox, "a command for Firefox");
        self.context("chrome").await?;
        let returned = self.session().execute(script, arguments).await;
        self.context("content").await?;
        Ok(returned?.convert()?)
    }

    async fn context(&self, context: &str) -> Result<()> {
        self.ask("moz/context", Some(json!({ "context": context }))).await
    }

    /// Waits until nothing in the dialog moves any more.
    pub async fn stands_still(&self) -> Result<()> {
        wait::until_true("nothing moves", async || {
            self.script(
                "return document.getAnimations().every((one) => one.playState !== 'running')
                   && document.fonts.status === 'loaded';",
            )
            .await
        })
        .await
    }
}

/// A command of the driver: asks with `GET`, tells with `POST`.
#[derive(Debug)]
struct Endpoint {
    path: String,
    body: Option<Value>,
}

impl FormatRequestData for Endpoint {
    fn format_request(&self, session: &SessionId) -> RequestData {
        let uri = format!("/session/{session}/{}", self.path);
        match &self.body {
            Some(body) => RequestData::new(Method::POST, uri).add_body(body.clone()),
            None => RequestData::new(Method::GET, uri),
        }
    }
}
