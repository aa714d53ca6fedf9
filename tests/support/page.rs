//! The page object: what a visitor does, in a visitor's words.

use crate::browser::Browser;
use crate::engine::Engine;
use crate::ledger::Ledger;
use crate::shop::Shop;
use crate::wait;
use anyhow::{Context, Result};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::sync::atomic::Ordering;
use std::sync::{Mutex, PoisonError};
use thirtyfour::{By, Cookie, Key, WebDriver, WindowHandle};

/// One browser window with one shop in it.
pub struct Page<'a> {
    pub(crate) browser: &'a Browser,
    /// The shop's host name, its own in every story.
    pub host: String,
    /// What reached the network.
    pub ledger: Ledger,
    pub(crate) complaints: Mutex<Vec<String>>,
    excused: Mutex<Vec<String>>,
}

/// A second place to look at the shop from.
#[derive(Clone, Copy, Debug)]
pub enum Second {
    /// A tab of the same window, which takes the first one's place.
    Tab,
    /// A window beside it.
    Window,
}

/// The first layer.
pub const FIRST: &str = "samtykke-banner [data-samtykke-layer=first]";
/// The settings dialog.
pub const SETTINGS: &str = "samtykke-banner dialog[data-samtykke-layer=settings]";
/// The control that opens the dialog again.
pub const REOPEN: &str = "samtykke-banner [data-samtykke=open]";

impl<'a> Page<'a> {
    /// A window for the story of this host; the ledger begins.
    pub fn new(browser: &'a Browser, host: &str) -> Self {
        let ledger = browser.proxy.ledger.clone();
        ledger.begin(host);
        let (complaints, excused) = (Mutex::default(), Mutex::default());
        Self { browser, host: host.into(), ledger, complaints, excused }
    }

    /// Which engine shows it.
    pub fn engine(&self) -> Engine {
        self.browser.engine
    }

    /// The address of the proxy that plays the outside world, for programs that bring a browser of their own.
    pub fn outside_world(&self) -> String {
        format!("http://127.0.0.1:{}", self.browser.proxy.port)
    }

    /// The `WebDriver` session, for what this object has no word for.
    pub fn session(&self) -> &WebDriver {
        &self.browser.session
    }

    /// Puts the shop on the network and visits its front page.
    pub async fn visit(&self, shop: Shop) -> Result<()> {
        self.open_shop(shop);
        self.go("/").await
    }

    /// Puts the shop on the network without visiting it.
    pub fn open_shop(&self, shop: Shop) {
        self.browser.proxy.open(shop.at(&self.host));
    }

    /// Visits this shop as somebody who was never there.
    pub async fn visit_first(&self, shop: Shop) -> Result<()> {
        self.visit(Shop::new()).await?; // Without our tag, which would ask again as soon as its cookie is gone.
        self.session().delete_all_cookies().await?;
        self.ledger.forget();
        self.visit(shop).await
    }

    /// The next page view of this shop.
    pub async fn go(&self, path: &str) -> Result<()> {
        self.gather_complaints().await?;
        let url = format!("https://{}{path}", self.host);
        self.session().goto(url.as_str()).await.with_context(|| format!("visiting {url}"))
    }

    /// Loads the page again.
    pub async fn reload(&self) -> Result<()> {
        self.gather_complaints().await?;
        Ok(self.session().refresh().await?)
    }

    /// Runs a script in the page; gives what it returns.
    pub async fn script<T: DeserializeOwned>(&self, script: &str) -> Result<T> {
        self.script_with(script, Vec::new()).await
    }

    /// Runs a script with `arguments`.
    pub async fn script_with<T: DeserializeOwned>(&self, script: &str, arguments: Vec<Value>) -> Result<T> {
        let returned = self.session().execute(script, arguments).await;
        Ok(returned.with_context(|| format!("in the page: {script}"))?.convert()?)
    }

    /// Runs a script that waits: `done(value)` ends it.
    pub async fn script_until_done<T: DeserializeOwned>(&self, script: &str) -> Result<T> {
        let script = format!("const done = arguments[arguments.length - 1]; {script}");
        let returned = self.session().execute_async(script.as_str(), Vec::new()).await;
        Ok(returned.with_context(|| format!("in the page: {script}"))?.convert()?)
    }

    /// Whether an element is drawn in the page.
    pub async fn sees(&self, selector: &str) -> Result<bool> {
        self.script_with(
            "const element = document.querySelector(arguments[0]);
             return Boolean(element && element.getClientRects().length && getComputedStyle(element).visibility === 'visible');",
            vec![selector.into()],
        )
        .await
    }

    /// Waits until it is drawn.
    pub async fn until_seen(&self, selector: &str) -> Result<()> {
        wait::until_true(&format!("{selector} is seen"), async || self.sees(selector).await).await
    }

    /// Waits until it is gone, not only transparent.
    pub async fn until_gone(&self, selector: &str) -> Result<()> {
        wait::until_true(&format!("{selector} is gone"), async || Ok(!self.sees(selector).await?)).await
    }

    /// Waits for the first layer.
    pub async fn is_asked(&self) -> Result<()> {
        self.until_seen(FIRST).await
    }

    /// Whether the first layer is drawn now.
    pub async fn banner_visible(&self) -> Result<bool> {
        self.sees(FIRST).await
    }

    /// Whether the first layer or its host is a fixed box, as privacy tools look for it, and as styles make it.
    pub async fn has_own_box(&self) -> Result<bool> {
        self.script_with(
            "const layer = document.querySelector(arguments[0]);
             return [layer, layer.closest('samtykke-banner')].some((box) => getComputedStyle(box).position === 'fixed');",
            vec![FIRST.into()],
        )
        .await
    }

    /// Opens a second tab or window and looks at it. `WebKitGTK`'s driver leaves the first one in
    /// the background for good, so the next story starts with a fresh browser there.
    pub async fn open_second(&self, kind: Second) -> Result<[WindowHandle; 2]> {
        let after = if self.engine() == Engine::WebKit { &self.browser.worn } else { &self.browser.crowded };
        after.store(true, Ordering::Relaxed);
        let first = self.session().window().await?;
        let second = match kind {
            Second::Tab => self.session().new_tab().await?,
            Second::Window => self.session().new_window().await?,
        };
        self.session().switch_to_window(second.clone()).await?;
        Ok([first, second])
    }

    /// A real click, as soon as the element takes one.
    pub async fn click(&self, selector: &str) -> Result<()> {
        self.until_seen(selector).await?;
        wait::until(&format!("{selector} takes a click"), async || {
            self.session().find(By::Css(selector)).await?.click().await?;
            Ok(Some(()))
        })
        .await
    }

    /// Accepts everything on the first layer.
    pub async fn accept(&self) -> Result<()> {
        self.click(&format!("{FIRST} [data-samtykke=accept]")).await?;
        self.until_gone(FIRST).await
    }

    /// Refuses everything on the first layer.
    pub async fn reject(&self) -> Result<()> {
        self.click(&format!("{FIRST} [data-samtykke=reject]")).await?;
        self.until_gone(FIRST).await
    }

    /// Opens the settings from the first layer.
    pub async fn open_settings(&self) -> Result<()> {
        self.click(&format!("{FIRST} [data-samtykke=settings]")).await?;
        self.until_seen(SETTINGS).await
    }

    /// Opens the dialog again after an answer.
    pub async fn reopen(&self) -> Result<()> {
        self.click(REOPEN).await?;
        self.until_seen(SETTINGS).await
    }

    /// Ticks or unticks one purpose.
    pub async fn tick(&self, purpose: &str) -> Result<()> {
        self.click(&format!("{SETTINGS} input[type=checkbox][name=samtykke-{purpose}]")).await
    }

    /// Which purposes are ticked.
    pub async fn ticked(&self) -> Result<Vec<String>> {
        self.script(
            "return [...document.querySelectorAll('samtykke-banner input[type=checkbox][name^=samtykke-]')]
               .filter((box) => box.checked && /^samtykke-(functional|statistics|marketing)$/.test(box.name))
               .map((box) => box.name.slice(9));",
        )
        .await
    }

    /// Saves the settings.
    pub async fn save(&self) -> Result<()> {
        self.click(&format!("{SETTINGS} [data-samtykke=save]")).await?;
        self.until_gone(SETTINGS).await
    }

    /// Presses keys on whatever has the focus.
    pub async fn press(&self, key: Key) -> Result<()> {
        Ok(self.session().action_chain().send_keys(key).perform().await?)
    }

    /// Presses Tab until this element has the focus.
    pub async fn tab_to(&self, selector: &str) -> Result<()> {
        for _ in 0..40 {
            if self.focused(selector).await? {
                return Ok(());
            }
            self.press(Key::Tab).await?;
        }
        anyhow::bail!("forty times Tab never reached {selector}")
    }

    /// Whether this element has the focus.
    pub async fn focused(&self, selector: &str) -> Result<bool> {
        self.script_with(
            "return Boolean(document.activeElement && document.activeElement.matches(arguments[0]));",
            vec![selector.into()],
        )
        .await
    }

    /// Every cookie the shop's page holds. While a page is loaded anew, Firefox's driver answers `null`: asked again.
    pub async fn cookies(&self) -> Result<Vec<Cookie>> {
        wait::until("the driver tells the cookies", async || {
            Ok(Some(self.session().get_all_cookies().await?))
        })
        .await
    }

    /// The cookie of this name.
    pub async fn cookie_named(&self, name: &str) -> Result<Option<Cookie>> {
        Ok(self.cookies().await?.into_iter().find(|cookie| cookie.name == name))
    }

    /// The value of our cookie.
    pub async fn cookie(&self) -> Result<Option<String>> {
        Ok(self.cookie_named("samtykke").await?.map(|cookie| cookie.value))
    }

    /// Names of the cookies besides ours: what vendors stored.
    pub async fn vendor_cookies(&self) -> Result<Vec<String>> {
        let mut names: Vec<String> = self.cookies().await?.into_iter().map(|cookie| cookie.name).collect();
        names.retain(|name| name != "samtykke");
        names.sort();
        Ok(names)
    }

    /// The story is about a complaint that contains this: it does not fail the story.
    pub fn excuse(&self, complaint: &str) {
        self.excused.lock().unwrap_or_else(PoisonError::into_inner).push(complaint.into());
    }

    /// What the pages of this story complained about, excused complaints left out.
    pub fn complaints(&self) -> Vec<String> {
        let excused = self.excused.lock().unwrap_or_else(PoisonError::into_inner);
        let complaints = self.complaints.lock().unwrap_or_else(PoisonError::into_inner);
        let excuse = |complaint: &&String| !excused.iter().any(|excuse| complaint.contains(excuse.as_str()));
        complaints.iter().filter(excuse).cloned().collect()
    }
}
