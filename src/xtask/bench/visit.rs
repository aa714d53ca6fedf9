//! One round of one tool: a first visit, its two clicks, an impatient visitor, and the visitor who comes back.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use super::browser::{Browser, Driver, Profile, at};
use super::sample::{Metric, Sample};
use super::seen::Seen;
use super::site::PARTS;
use super::tool::{NONE, OURS, Tool};
use super::weight::{Session, Trip};

const PROBE: &str = include_str!("probe.js");
/// Gated tags of every page.
pub const TAGS: usize = 4;
/// Asks the probe to click accept as soon as the banner is painted.
const CLICK: &str = "click";
/// How long nothing may happen any more before a visit is read, milliseconds.
const STILL: u32 = 600;

/// What one round gave.
pub struct Round {
    /// Times and counts.
    pub sample: Sample,
    /// What was loaded.
    pub session: Session,
    /// How much other work held it up, 0 to 1.
    pub pressure: f64,
}

/// Visits a tool's page in every way.
pub async fn round(driver: &Driver, profile: Profile, tool: &Tool) -> Result<Round> {
    let browser = driver.browser(profile).await?;
    let mut sample = Sample::new();
    let first = first_visit(&browser, tool, &mut sample).await?;
    let mut trips = vec![first];
    let mut choice = None;
    if !tool.accept.is_empty() {
        if !tool.settings.is_empty() {
            settings(&browser, tool, &mut sample).await.context("the click on settings")?;
            trips.push(Seen::in_browser(&browser).await?);
        }
        trips.push(accept(&browser, tool, &mut sample).await.context("the click on accept")?);
        choice = Some(Choice::of(&browser).await?);
        impatient(&browser, tool, &mut sample).await.context("the impatient visitor")?;
    }
    let mut share = browser.quit().await?;
    if let Some(choice) = choice {
        let browser = driver.browser(profile).await?;
        trips.push(returning(&browser, tool, &choice, &mut sample).await.context("the returning visitor")?);
        share = share + browser.quit().await?;
        if tool.id == OURS && profile == Profile::Desktop {
            parts(driver, tool, &choice, &mut sample).await.context("the parts of our script")?;
        }
    }
    let trips =
        trips.into_iter().map(|seen| Trip { banner: seen.painted, resources: seen.resources }).collect();
    Ok(Round { sample, session: Session { trips }, pressure: share.held_up() })
}

async fn watch(browser: &Browser, tool: &Tool) -> Result<()> {
    let recipe = json!({ "accept": tool.accept, "layer": tool.layer, "tags": TAGS });
    let (comment, probe) = PROBE.split_at(PROBE.find("(recipe)").unwrap_or_default());
    browser.watch(&format!("{comment}({})({recipe})", probe.trim_end())).await
}

async fn first_visit(browser: &Browser, tool: &Tool, sample: &mut Sample) -> Result<Seen> {
    watch(browser, tool).await?;
    let before = Counters::of(browser).await?;
    browser.go(&tool.address()).await?;
    browser.evaluate(&format!("bench.settled({STILL})")).await?;
    let after = Counters::of(browser).await?;
    let seen = Seen::in_browser(browser).await?;
    ensure!(seen.tags.is_empty(), "a tag ran before the choice: {:?}", seen.tags);
    let spent = |name| after.since(&before, name);
    sample.extend([
        (Metric::Cpu, spent("TaskDuration")),
        (Metric::CpuScript, spent("ScriptDuration")),
        (Metric::CpuLayout, spent("LayoutDuration") + spent("RecalcStyleDuration")),
        (Metric::Fcp, seen.fcp.context("nothing was painted")?),
        (Metric::Tbt, seen.tbt.max(0.0)),
        (Metric::Cls, seen.shift),
        (Metric::Elements, seen.elements),
    ]);
    if !tool.accept.is_empty() {
        sample.extend([
            (Metric::InPage, seen.in_page.context("the banner was not seen")?),
            (Metric::Painted, seen.painted.context("the banner was not painted")?),
            (Metric::Clickable, seen.clickable.context("its accept button could not be hit")?),
        ]);
    }
    sample.extend(seen.default.map(|at| (Metric::Default, at)));
    browser.send("HeapProfiler.collectGarbage", json!({})).await?;
    let heap = browser.counters().await?.get("JSHeapUsedSize").copied().context("no heap")?;
    sample.extend([(Metric::Heap, heap), (Metric::Wasm, browser.wasm_memory().await?)]);
    Ok(seen)
}

async fn settings(browser: &Browser, tool: &Tool, sample: &mut Sample) -> Result<()> {
    browser.click(&tool.settings).await?;
    browser.evaluate("bench.answered()").await?;
    let seen = Seen::in_browser(browser).await?;
    let clicked = seen.clicked.context("the click did not arrive")?;
    let layer = seen.layer.context("the second layer was not seen")?;
    sample.extend([(Metric::SettingsInp, seen.interaction()), (Metric::Layer, layer - clicked)]);
    Ok(())
}

/// On a page of its own, so that a second layer is not in the way; everything is cached by now.
async fn accept(browser: &Browser, tool: &Tool, sample: &mut Sample) -> Result<Seen> {
    browser.go(&tool.address()).await?;
    browser.evaluate(&format!("bench.settled({STILL})")).await?;
    browser.click(&tool.accept).await?;
    browser.evaluate("bench.released()").await?;
    let seen = Seen::in_browser(browser).await?;
    let clicked = seen.clicked.context("the click did not arrive")?;
    sample.extend([
        (Metric::PaintedWarm, seen.painted.context("the banner was not painted again")?),
        (Metric::AcceptInp, seen.interaction()),
        (Metric::AcceptToTags, seen.released(TAGS)? - clicked),
    ]);
    Ok(seen)
}

/// Clicks accept as soon as the banner is painted.
async fn impatient(browser: &Browser, tool: &Tool, sample: &mut Sample) -> Result<()> {
    // A page whose choice is taken away loads itself anew, and would get in the way.
    browser.go(&format!("/{NONE}/")).await?;
    Choice::default().put(browser).await?;
    browser.send("Network.clearBrowserCache", json!({})).await?;
    browser.go(&format!("{}?{CLICK}", tool.address())).await?;
    browser.evaluate("bench.released()").await?;
    let seen = Seen::in_browser(browser).await?;
    let works = seen.works.context("no click works")?;
    seen.released(TAGS)?;
    sample.extend([(Metric::Works, works), (Metric::Lost, seen.lost)]);
    Ok(())
}

/// The choice is there, the cache is not; then both.
async fn returning(browser: &Browser, tool: &Tool, choice: &Choice, sample: &mut Sample) -> Result<Seen> {
    choice.put(browser).await?;
    watch(browser, tool).await?;
    let cold = released(browser, &tool.address()).await?;
    ensure!(cold.painted.is_none(), "the banner was shown again");
    released(browser, &tool.address()).await?;
    let warm = released(browser, &tool.address()).await?;
    sample.extend([
        (Metric::ReturningCold, cold.released(TAGS)?),
        (Metric::ReturningWarm, warm.released(TAGS)?),
    ]);
    Ok(cold)
}

async fn released(browser: &Browser, address: &str) -> Result<Seen> {
    browser.go(address).await?;
    browser.evaluate("bench.released()").await?;
    Seen::in_browser(browser).await
}

/// What of our script takes how long, in a fresh browser and once it has been loaded several times.
async fn parts(driver: &Driver, tool: &Tool, choice: &Choice, sample: &mut Sample) -> Result<()> {
    let address = format!("/{PARTS}/?{PARTS}");
    let browser = driver.browser(Profile::Desktop).await?;
    watch(&browser, tool).await?;
    browser.go(&address).await?;
    browser.evaluate("bench.settled(0)").await?;
    let first = Seen::in_browser(&browser).await?;
    let in_page = first.in_page.context("the banner was not seen")?;
    sample.insert(Metric::ScriptToBanner, in_page - first.mark("start")?);
    browser.quit().await?;

    let browser = driver.browser(Profile::Desktop).await?;
    choice.put(&browser).await?;
    watch(&browser, tool).await?;
    for (visit, wasm, script) in [
        (0, Metric::WasmCold, Metric::ScriptCold),
        (1, Metric::WasmWarm, Metric::ScriptWarm),
        (2, Metric::WasmWarm, Metric::ScriptWarm),
    ] {
        let seen = released(&browser, &address).await.with_context(|| format!("visit {visit}"))?;
        let durations = seen.decode.zip(seen.compile).zip(seen.instantiate);
        let ((decode, compile), instantiate) = durations.context("the module was not seen")?;
        sample.extend([
            (wasm, decode + compile + instantiate),
            (script, seen.mark("end")? - seen.mark("start")?),
        ]);
    }
    browser.quit().await.map(drop)
}

/// What a page view and a click took of the main thread, CPU milliseconds.
pub struct Cost {
    /// The view, until it has settled.
    pub view: f64,
    /// The click, until everything it brings is done.
    pub click: Option<f64>,
}

/// Measures a page that grows; `click` is the tool and the control that is clicked, after which so many inline tags run.
pub async fn cost(
    browser: Browser,
    path: &str,
    click: Option<(&Tool, &str)>,
    expected: usize,
) -> Result<Cost> {
    let nobody = Tool::default();
    let tool = click.map_or(&nobody, |(tool, _)| tool);
    watch(&browser, tool).await?;
    let before = Counters::of(&browser).await?;
    browser.go(path).await?;
    browser.evaluate(&format!("bench.settled({STILL})")).await?;
    let viewed = Counters::of(&browser).await?;
    let mut cost = Cost { view: viewed.since(&before, "TaskDuration"), click: None };
    if let Some((_, control)) = click {
        browser.click(control).await?;
        let ran = browser.evaluate(&format!("bench.ran({expected})")).await?;
        ensure!(ran == json!(expected), "{ran} of {expected} tags ran");
        cost.click = Some(Counters::of(&browser).await?.since(&viewed, "TaskDuration"));
    }
    browser.quit().await?;
    Ok(cost)
}

/// Chromium's counters at one moment.
struct Counters(BTreeMap<String, f64>);

impl Counters {
    async fn of(browser: &Browser) -> Result<Self> {
        Ok(Self(browser.counters().await?))
    }

    /// Milliseconds that this duration has grown since then.
    fn since(&self, before: &Self, name: &str) -> f64 {
        let of = |counters: &Self| counters.0.get(name).copied().unwrap_or_default();
        (of(self) - of(before)) * 1000.0
    }
}

/// What a tool has stored of the visitor's choice.
#[derive(Default)]
struct Choice {
    cookies: Vec<Value>,
    storage: Value,
}

impl Choice {
    async fn of(browser: &Browser) -> Result<Self> {
        let answer = browser.send("Network.getCookies", json!({})).await?;
        let cookies = at(&answer, "/cookies").as_array().cloned().unwrap_or_default();
        let storage = browser.evaluate("({ ...localStorage })").await?;
        ensure!(!cookies.is_empty() || storage != json!({}), "the choice is not stored");
        Ok(Self { cookies, storage })
    }

    /// Into a browser that shows a page of the shop.
    async fn put(&self, browser: &Browser) -> Result<()> {
        browser.send("Network.clearBrowserCookies", json!({})).await?;
        browser
            .evaluate(&format!(
                "sessionStorage.clear(); localStorage.clear(); Object.assign(localStorage, {})",
                self.storage
            ))
            .await?;
        let fields = ["name", "value", "domain", "path", "secure", "expires", "sameSite"];
        let settable = |cookie: &Value| -> Value {
            fields.iter().filter_map(|name| Some(((*name).to_owned(), cookie.get(*name)?.clone()))).collect()
        };
        let cookies: Vec<Value> = self.cookies.iter().map(settable).collect();
        browser.send("Network.setCookies", json!({ "cookies": cookies })).await?;
        Ok(())
    }
}
