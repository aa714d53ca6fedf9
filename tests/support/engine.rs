//! Chromium, Firefox and `WebKitGTK`: how each driver is started and what its browser is told.

use anyhow::{Context, Result, anyhow, bail};
use serde_json::{Value, json};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::atomic::{AtomicU32, Ordering};
use tempfile::TempDir;
use tokio::process::{Child, Command};

/// A browser engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium through `ChromeDriver`.
    Chromium,
    /// Firefox ESR through geckodriver.
    Firefox,
    /// `WebKitGTK`'s `MiniBrowser` through `WebKitWebDriver`, on a virtual display.
    WebKit,
}

impl Engine {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// The name used in story names and in `SAMTYKKE_ENGINES`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    /// The engines named in `SAMTYKKE_ENGINES`, a comma list; all when it is not set.
    pub fn wanted() -> Result<Vec<Self>> {
        let Ok(names) = std::env::var("SAMTYKKE_ENGINES") else { return Ok(Self::ALL.to_vec()) };
        names.split(',').map(str::trim).filter(|name| !name.is_empty()).map(Self::named).collect()
    }

    fn named(name: &str) -> Result<Self> {
        Self::ALL
            .into_iter()
            .find(|engine| engine.name() == name)
            .ok_or_else(|| anyhow!("SAMTYKKE_ENGINES names {name:?}; there are chromium, firefox and webkit"))
    }

    fn command(self, port: u16) -> Command {
        match self {
            Self::Chromium => {
                let mut command = Command::new(program("CHROMEDRIVER", "chromedriver"));
                command.arg(format!("--port={port}"));
                command
            }
            Self::Firefox => {
                let mut command = Command::new(program("GECKODRIVER", "geckodriver"));
                // System access: stories set the visitor's preferences while the browser runs.
                command.args(["--port", &port.to_string(), "--allow-system-access"]);
                command
            }
            Self::WebKit => {
                let mut command = without_authorities("xvfb-run");
                // A number of its own to begin with: two that look for a free display at once find the same one.
                command
                    .args(["--auto-servernum", &format!("--server-num={}", 100 + port / 2)])
                    .arg(program("WEBKITDRIVER", "WebKitWebDriver"))
                    .arg(format!("--port={port}"));
                command.env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1");
                // Without a graphics card OpenGL's shaders are compiled for the processor, anew in every run: half of all its
                // time. Fewer are made where pages are drawn without it, and none is worth optimizing.
                // (Without compositing altogether pictures never come.)
                command.env("WEBKIT_SKIA_ENABLE_CPU_RENDERING", "1").env("GALLIVM_PERF", "nopt");
                command
            }
        }
    }

    fn capabilities(self, proxy: u16, profile: &Path) -> Result<Value> {
        let address = format!("127.0.0.1:{proxy}");
        let manual = json!({ "proxyType": "manual", "httpProxy": address, "sslProxy": address });
        Ok(match self {
            Self::Chromium => json!({
                "browserName": "chrome",
                "acceptInsecureCerts": true,
                "proxy": manual,
                "goog:chromeOptions": { "binary": program("CHROMIUM", "chromium"), "args": chromium_arguments(profile) },
            }),
            Self::Firefox => json!({
                "browserName": "firefox",
                "acceptInsecureCerts": true,
                "proxy": manual,
                "moz:firefoxOptions": {
                    "binary": program("FIREFOX", "firefox-esr"), "args": ["-headless"], "prefs": firefox_preferences(),
                },
            }),
            // WebKitGTK loads nothing with the `proxy` capability; its own arguments work.
            Self::WebKit => json!({
                "browserName": "MiniBrowser",
                "webkitgtk:browserOptions": {
                    "binary": mini_browser()?,
                    "args": ["--automation", format!("--proxy=http://{address}"), "--ignore-tls-errors"],
                },
            }),
        })
    }
}

/// A command that does not see the system's certificate authorities, where the system lets us hide them. `WebKitGTK` reads
/// them all anew for each connection, which takes a fifth of all the time of a run, and trusts none of them for our proxy.
fn without_authorities(program: &str) -> Command {
    const HIDE: [&str; 6] = [
        "--map-root-user",
        "--mount",
        "sh",
        "-c",
        "mount --bind /dev/null /etc/ssl/certs/ca-certificates.crt && exec \"$@\"",
        "sh",
    ];
    let may = std::process::Command::new("unshare").args(HIDE).arg("true").stderr(Stdio::null()).status();
    if may.is_ok_and(|status| status.success()) {
        let mut command = Command::new("unshare");
        command.args(HIDE).arg(program);
        command
    } else {
        Command::new(program)
    }
}

/// What every run tells Chromium. The last six keep it from work that no story looks at: a process for each site, of which
/// every story is a new one, and its own window's animations and extensions.
const CHROMIUM: [&str; 16] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-breakpad",
    "--disable-site-isolation-trials",
    "--renderer-process-limit=1",
    "--disable-extensions",
    "--disable-default-apps",
    "--animation-duration-scale=0",
    "--disable-features=SpareRendererForSitePerProcess,OptimizationHints,MediaRouter,Translate",
];

fn chromium_arguments(profile: &Path) -> Vec<String> {
    let profile = format!("--user-data-dir={}", profile.display());
    CHROMIUM.map(Into::into).into_iter().chain([profile]).collect()
}

/// Firefox's own errands, switched off: they would be noise in the ledger. Then what it would do for a long life: a process
/// for each site, of which every story is a new one, and notes of what was visited.
fn firefox_preferences() -> Value {
    json!({
        "app.normandy.enabled": false,
        "app.update.disabledForTesting": true,
        "browser.safebrowsing.downloads.enabled": false,
        "browser.safebrowsing.malware.enabled": false,
        "browser.safebrowsing.phishing.enabled": false,
        "network.captive-portal-service.enabled": false,
        "network.connectivity-service.enabled": false,
        "network.prefetch-next": false,
        "network.dns.disablePrefetch": true,
        "services.settings.server": "data:,",
        "fission.webContentIsolationStrategy": 0,
        "dom.ipc.processCount": 1,
        "dom.ipc.processPrelaunch.enabled": false,
        "browser.sessionstore.interval": 600_000,
        "browser.newtab.preload": false,
        "browser.newtabpage.activity-stream.enabled": false,
        "datareporting.healthreport.uploadEnabled": false,
        "places.history.enabled": false,
        "toolkit.telemetry.enabled": false,
    })
}

/// A program: the environment names it, or it stands in the tool cache, or it is on the path.
fn program(variable: &str, name: &str) -> PathBuf {
    std::env::var_os(variable)
        .map(PathBuf::from)
        .or_else(|| on_path(name))
        .or_else(|| cached(name))
        .unwrap_or_else(|| name.into())
}

fn on_path(name: &str) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders).map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// `cargo xtask setup` installs tools to `~/.cache/samtykke/<tool>-<version>/bin`.
fn cached(name: &str) -> Option<PathBuf> {
    let cache = Path::new(&std::env::var_os("HOME")?).join(".cache/samtykke");
    let mut tools: Vec<PathBuf> = std::fs::read_dir(cache)
        .ok()?
        .filter_map(|entry| Some(entry.ok()?.path().join("bin").join(name)))
        .filter(|file| file.is_file())
        .collect();
    tools.sort();
    tools.pop()
}

/// `MiniBrowser` lies in the library package's private folder, whose name carries architecture and version.
fn mini_browser() -> Result<PathBuf> {
    if let Some(browser) = std::env::var_os("MINIBROWSER") {
        return Ok(browser.into());
    }
    let folders = |parent: &Path| {
        std::fs::read_dir(parent).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path()))
    };
    folders(Path::new("/usr/lib"))
        .flat_map(|architecture| folders(&architecture).collect::<Vec<_>>())
        .chain(folders(Path::new("/usr/libexec")))
        .map(|library| library.join("MiniBrowser"))
        .find(|browser| browser.is_file())
        .context("no MiniBrowser found: install libwebkit2gtk-4.1-0 and webkit2gtk-driver")
}

/// A running driver in a process group of its own; the whole group ends when this is dropped.
pub struct Driver {
    /// Where it listens.
    pub url: String,
    /// What a session must ask for.
    pub capabilities: Value,
    process: Child,
    // Deleted last: the browser writes into it until it ends.
    _profile: TempDir,
}

impl Driver {
    /// Starts the engine's driver on a free port; its browser will talk through this proxy. `group` is told the process
    /// group at once: what to end when the run is interrupted.
    pub async fn start(engine: Engine, proxy: u16, group: &AtomicU32) -> Result<Self> {
        let profile = TempDir::with_prefix("samtykke-")?;
        let port = free_port()?;
        let home = profile.path();
        let mut process = engine
            .command(port)
            .process_group(0)
            .env("HOME", home)
            .env("XDG_CONFIG_HOME", home.join("config"))
            .env("XDG_CACHE_HOME", home.join("cache"))
            .env("XDG_DATA_HOME", home.join("data"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("the driver of {} does not start", engine.name()))?;
        group.store(process.id().unwrap_or_default(), Ordering::Relaxed);
        listening(port, &mut process).await.with_context(|| format!("the driver of {}", engine.name()))?;
        let capabilities = engine.capabilities(proxy, &home.join("profile"))?;
        Ok(Self { url: format!("http://127.0.0.1:{port}"), capabilities, process, _profile: profile })
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        if let Some(group) = self.process.id() {
            end_group(group);
        }
    }
}

/// Ends a process group by its id, which holds the driver, the browser it starts, and the display that xvfb-run starts:
/// asks first, then insists.
pub fn end_group(group: u32) {
    let group = format!("-{group}");
    for signal in ["-TERM", "-KILL"] {
        let kill =
            std::process::Command::new("kill").args([signal, "--", &group]).stderr(Stdio::null()).status();
        if !kill.is_ok_and(|status| status.success()) {
            return; // nobody left
        }
        std::thread::sleep(std::time::Duration::from_millis(300));
    }
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

async fn listening(port: u16, process: &mut Child) -> Result<()> {
    for _ in 0..300 {
        if tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
            return Ok(());
        }
        if let Some(status) = process.try_wait()? {
            bail!("ended at once: {status}");
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    bail!("did not listen within half a minute")
}
