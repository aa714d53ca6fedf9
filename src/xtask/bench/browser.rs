//! Chromium through chromedriver: a fresh process for every visit that must be cold, driven by its own protocol.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, TcpListener};
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use clap::ValueEnum;
use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::cdp::Cdp;
use thirtyfour::{Capabilities, WebDriver};
use tokio::process::{Child, Command};

use super::pressure::Share;
use super::server::{SHOP, Server};
use crate::command;

/// What machine and network a visitor has.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum, Debug)]
pub enum Profile {
    /// CPU four times slower, 1.6 Mbit/s, 150 ms for each request, a small screen.
    Mobile,
    /// This machine as it is.
    Desktop,
}

impl Profile {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Mobile, Self::Desktop];

    /// As it stands in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mobile => "mobile",
            Self::Desktop => "desktop",
        }
    }
}

/// A running chromedriver in a process group of its own, which ends with it.
pub struct Driver {
    url: String,
    arguments: Vec<String>,
    process: Child,
    // Deleted last: browsers write into it until they end.
    _home: TempDir,
}

impl Driver {
    /// Starts it; its browsers find every host at this server.
    pub async fn start(server: &Server) -> Result<Self> {
        let home = TempDir::with_prefix("samtykke-bench-")?;
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let process = Command::new("chromedriver")
            .arg(format!("--port={port}"))
            .process_group(0)
            .env("HOME", home.path())
            .env("TMPDIR", home.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .context("chromedriver does not start")?;
        let url = format!("http://127.0.0.1:{port}");
        let driver = Self { url, arguments: arguments(server), process, _home: home };
        for _ in 0..100 {
            if tokio::net::TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.is_ok() {
                return Ok(driver);
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        bail!("chromedriver does not listen")
    }

    /// A fresh browser, its page on the shop's host and nothing in its cache.
    pub async fn browser(&self, profile: Profile) -> Result<Browser> {
        let capabilities: Capabilities = serde_json::from_value(json!({
            "browserName": "chrome",
            "pageLoadStrategy": "none",
            "goog:chromeOptions": { "binary": command::find("chromium"), "args": self.arguments, "excludeSwitches": ["enable-automation"] },
        }))?;
        let session = WebDriver::builder(&self.url, capabilities)
            .request_timeout(Duration::from_mins(1))
            .await
            .context("Chromium gives no session")?;
        let mut browser =
            Browser { cdp: session.cdp(), session, driver: self.process.id(), before: Share::default() };
        browser.prepare(profile).await?;
        browser.calm().await;
        browser.slow_down(profile).await?;
        Ok(browser)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        if let Some(group) = self.process.id() {
            let group = format!("-{group}");
            let _ = std::process::Command::new("kill")
                .args(["-KILL", "--", &group])
                .stderr(Stdio::null())
                .status();
        }
    }
}

fn arguments(server: &Server) -> Vec<String> {
    let Server { port, key } = server;
    let mut arguments = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-extensions",
        // Some tools hide from automated browsers.
        "--disable-blink-features=AutomationControlled",
    ]
    .map(str::to_owned)
    .to_vec();
    arguments.push(format!("--host-resolver-rules=MAP * 127.0.0.1:{port}"));
    arguments.push(format!("--ignore-certificate-errors-spki-list={key}"));
    arguments
}

/// One browser.
pub struct Browser {
    session: WebDriver,
    cdp: Cdp,
    /// The process that started it.
    driver: Option<u32>,
    /// What it had of the CPUs to start.
    before: Share,
}

/// A browser is calm when it wants less than this part of a CPU.
const CALM: f64 = 0.1;
/// For so long a browser is watched at a time.
const LOOK: Duration = Duration::from_millis(250);
/// A browser that never gets calm is visited after so many looks.
const LOOKS: u32 = 24;

impl Browser {
    async fn prepare(&self, profile: Profile) -> Result<()> {
        self.send("Page.enable", json!({})).await?;
        self.send("Network.enable", json!({})).await?;
        // CPU time of the main thread, which work beside us on this machine does not lengthen.
        self.send("Performance.enable", json!({ "timeDomain": "threadTicks" })).await?;
        let mobile = profile == Profile::Mobile;
        let (width, height) = if mobile { (412, 823) } else { (1280, 900) };
        let screen = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": mobile });
        self.send("Emulation.setDeviceMetricsOverride", screen).await?;
        self.go("/blank").await
    }

    /// Once it is calm: how Chromium slows a page down looks like work.
    async fn slow_down(&self, profile: Profile) -> Result<()> {
        if profile == Profile::Mobile {
            let network = json!({ "offline": false, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 94_000 });
            self.send("Network.emulateNetworkConditions", network).await?;
            self.send("Emulation.setCPUThrottlingRate", json!({ "rate": 4 })).await?;
        }
        Ok(())
    }

    /// Waits until it has started: no visitor's browser starts with every page.
    async fn calm(&mut self) {
        for _ in 0..LOOKS {
            tokio::time::sleep(LOOK).await;
            let now = self.share();
            let spent = (now - self.before).wanted();
            self.before = now;
            if spent < CALM * LOOK.as_secs_f64() {
                return;
            }
        }
    }

    fn share(&self) -> Share {
        self.driver.map_or_else(Share::default, Share::below)
    }

    /// A command of Chromium's protocol.
    pub async fn send(&self, method: &str, parameters: Value) -> Result<Value> {
        self.cdp.send_raw(method, parameters).await.with_context(|| format!("{method} failed"))
    }

    /// In every page from now on, this script runs before the page's own.
    pub async fn watch(&self, script: &str) -> Result<()> {
        self.send("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await.map(drop)
    }

    /// Opens a page of the shop.
    pub async fn go(&self, path: &str) -> Result<()> {
        let gone = self.send("Page.navigate", json!({ "url": format!("https://{SHOP}{path}") })).await?;
        match at(&gone, "/errorText").as_str() {
            Some(error) => bail!("{path} does not open: {error}"),
            None => Ok(()),
        }
    }

    /// What an expression, or its promise, gives.
    pub async fn evaluate(&self, expression: &str) -> Result<Value> {
        let asked = json!({ "expression": expression, "awaitPromise": true, "returnByValue": true });
        let answer = self.send("Runtime.evaluate", asked).await?;
        if let Some(failure) = answer.get("exceptionDetails") {
            bail!("`{expression}` threw {failure}");
        }
        Ok(at(&answer, "/result/value").clone())
    }

    /// A visitor's click in the middle of what the selector finds.
    pub async fn click(&self, selector: &str) -> Result<()> {
        let point = self.evaluate(&format!("bench.point({})", json!(selector))).await?;
        for (kind, buttons) in [("mouseMoved", 0), ("mousePressed", 1), ("mouseReleased", 0)] {
            let event = json!({
                "type": kind, "x": at(&point, "/x"), "y": at(&point, "/y"), "buttons": buttons,
                "button": if kind == "mouseMoved" { "none" } else { "left" }, "clickCount": 1,
            });
            self.send("Input.dispatchMouseEvent", event).await?;
        }
        Ok(())
    }

    /// Chromium's counters: seconds of main-thread CPU time, bytes, numbers of things.
    pub async fn counters(&self) -> Result<BTreeMap<String, f64>> {
        let answer = self.send("Performance.getMetrics", json!({})).await?;
        let all = at(&answer, "/metrics").as_array().context("no metrics")?;
        Ok(all
            .iter()
            .filter_map(|one| Some((one.get("name")?.as_str()?.to_owned(), one.get("value")?.as_f64()?)))
            .collect())
    }

    /// Bytes of memory that the page's WebAssembly instances hold.
    pub async fn wasm_memory(&self) -> Result<f64> {
        let prototype =
            self.send("Runtime.evaluate", json!({ "expression": "WebAssembly.Memory.prototype" })).await?;
        let found = self
            .send("Runtime.queryObjects", json!({ "prototypeObjectId": at(&prototype, "/result/objectId") }))
            .await?;
        let sum = json!({
            "objectId": at(&found, "/objects/objectId"), "returnByValue": true,
            "functionDeclaration": "function () { return this.reduce((sum, one) => sum + one.buffer.byteLength, 0) }",
        });
        let sum = self.send("Runtime.callFunctionOn", sum).await?;
        at(&sum, "/result/value").as_f64().context("no sum of memories")
    }

    /// Its name and version.
    pub async fn version(&self) -> Result<String> {
        let answer = self.send("Browser.getVersion", json!({})).await?;
        let product = at(&answer, "/product").as_str().context("the browser has no name")?;
        Ok(product.replace("HeadlessChrome", "Chromium").replace("Chrome/", "Chromium/").replace('/', " "))
    }

    /// Ends the browser; says what it had of the CPUs since it had started.
    pub async fn quit(self) -> Result<Share> {
        let share = self.share() - self.before;
        self.session.quit().await?;
        Ok(share)
    }
}

/// What lies at this JSON pointer; null where there is nothing.
pub fn at<'a>(answer: &'a Value, pointer: &str) -> &'a Value {
    answer.pointer(pointer).unwrap_or(&Value::Null)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_there_is_null() {
        let answer = json!({ "result": { "value": 7 } });
        assert_eq!((at(&answer, "/result/value"), at(&answer, "/result/other")), (&json!(7), &Value::Null));
    }

    #[test]
    fn the_browser_is_told_where_every_host_is_and_which_key_it_has() {
        let told = arguments(&Server { port: 4433, key: "abc=".into() });
        assert!(told.iter().any(|one| one.ends_with("MAP * 127.0.0.1:4433")));
        assert!(told.iter().any(|one| one.ends_with("spki-list=abc=")));
    }
}
