//! A browser session and the proxy it talks through.

use crate::engine::{Driver, Engine};
use crate::proxy::Proxy;
use anyhow::{Context, Result};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::Duration;
use thirtyfour::error::WebDriverResult;
use thirtyfour::{Capabilities, WebDriver};

/// One browser of one engine, used by story after story.
pub struct Browser {
    /// Which engine.
    pub engine: Engine,
    /// The session.
    pub session: WebDriver,
    /// The outside world.
    pub proxy: Proxy,
    /// Set when the next story had better start with a fresh one.
    pub(crate) worn: AtomicBool,
    /// Set when there may be more than one tab or window.
    pub(crate) crowded: AtomicBool,
    // Declared last: the session ends before its driver does.
    _driver: Driver,
}

impl Browser {
    /// Starts proxy, driver and browser; for `group` see [`Driver::start`].
    pub async fn start(engine: Engine, group: &AtomicU32) -> Result<Self> {
        let proxy = Proxy::start().await?;
        let driver = Driver::start(engine, proxy.port, group).await?;
        let capabilities: Capabilities = serde_json::from_value(driver.capabilities.clone())?;
        let session = WebDriver::builder(&driver.url, capabilities)
            .request_timeout(Duration::from_mins(1))
            .await
            .with_context(|| format!("{} gives no session", engine.name()))?;
        session.set_page_load_timeout(Duration::from_secs(20)).await?;
        session.set_script_timeout(Duration::from_secs(10)).await?;
        session.set_window_rect(0, 0, 1000, 800).await?;
        Ok(Self {
            engine,
            session,
            proxy,
            worn: AtomicBool::new(false),
            crowded: AtomicBool::new(false),
            _driver: driver,
        })
    }

    /// Leaves the last story's page; whether the next story can be told in this browser.
    pub async fn leave(&self) -> bool {
        if self.worn.load(Ordering::Relaxed) {
            return false;
        }
        let left = async {
            let _ = self.session.dismiss_alert().await;
            if self.crowded.swap(false, Ordering::Relaxed) {
                self.close_others().await?;
            }
            self.session.goto("about:blank").await
        };
        matches!(tokio::time::timeout(Duration::from_secs(15), left).await, Ok(Ok(())))
    }

    /// Closes every tab and window but the one that was looked at last.
    async fn close_others(&self) -> WebDriverResult<()> {
        let last = self.session.window().await?;
        for other in self.session.windows().await? {
            if other != last {
                self.session.switch_to_window(other).await?;
                self.session.close_window().await?;
            }
        }
        self.session.switch_to_window(last).await
    }

    /// Ends the session, then the driver.
    pub async fn quit(self) {
        let _ = tokio::time::timeout(Duration::from_secs(10), self.session.quit()).await;
    }
}
