//! Stories × engines: a few browsers per engine, which take its stories in turn, all side by side.

use crate::browser::Browser;
use crate::engine::{Engine, end_group};
use crate::page::Page;
use crate::report;
use anyhow::{Context, Result, ensure};
use libtest_mimic::{Arguments, Conclusion, Failed, Trial};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicUsize, Ordering};
use std::time::Duration;
use tokio::runtime::Runtime;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::{Mutex, MutexGuard, RwLock, Semaphore, SemaphorePermit};

/// How a story is written down: an async function of a page.
pub type Telling = for<'a> fn(&'a Page<'a>) -> Pin<Box<dyn Future<Output = Result<()>> + 'a>>;

/// One story.
#[derive(Clone, Copy)]
pub struct Story {
    /// `visitor::accepting_releases_every_tag`.
    pub name: &'static str,
    /// What happens.
    pub tell: Telling,
    /// Where it is told.
    pub engines: &'static [Engine],
    /// Whether nothing is told beside it: it measures time.
    pub alone: bool,
}

/// The table of contents of a story file: its stories, in order. `in ENGINES;` stands first where what the stories need
/// is not in every engine; `NAME in ENGINES;` where a file has two tables; `alone;` where they measure time, so that no
/// other story may be told meanwhile.
#[macro_export]
macro_rules! stories {
    ($($name:ident),+ $(,)?) => {
        $crate::stories![STORIES in $crate::engine::Engine::ALL; $($name),+];
    };
    (alone; $($name:ident),+ $(,)?) => {
        $crate::stories![STORIES in $crate::engine::Engine::ALL, alone true; $($name),+];
    };
    (in $engines:expr; $($name:ident),+ $(,)?) => {
        $crate::stories![STORIES in $engines; $($name),+];
    };
    ($list:ident in $engines:expr; $($name:ident),+ $(,)?) => {
        $crate::stories![$list in $engines, alone false; $($name),+];
    };
    ($list:ident in $engines:expr, alone $alone:literal; $($name:ident),+ $(,)?) => {
        /// The stories of this file.
        pub const $list: &[$crate::stage::Story] = &[$($crate::stage::Story {
            name: concat!(module_path!(), "::", stringify!($name)),
            tell: |page| Box::pin($name(page)),
            engines: &$engines,
            alone: $alone,
        }),+];
    };
}

/// No story takes longer than this; a hanging browser is replaced.
const LIMIT: Duration = Duration::from_mins(2);

/// Held by every story while it is told; by one that is told alone, for itself.
static STAGE: RwLock<()> = RwLock::const_new(());

/// How many browsers of each engine there are, unless `SAMTYKKE_SEATS` says otherwise. Stories wait for a third of their
/// time, for what shall not happen above all; meanwhile another one of the same engine is told.
const SEATS: usize = 2;

/// One engine's part of the stage: its stories take whichever of its seats is free.
struct Company {
    engine: Engine,
    seats: Vec<Seat>,
    /// As many permits as seats; handed out in the order in which stories came.
    free: Semaphore,
    told: AtomicUsize,
    /// The run is interrupted: no new browser.
    ending: AtomicBool,
}

/// Room for one browser.
#[derive(Default)]
struct Seat {
    browser: Mutex<Option<Browser>>,
    /// The driver's process group, 0 for none: what to end when the run is interrupted.
    group: AtomicU32,
}

/// Tells every story in every wanted engine, but for those named in `not_yet`, which are only listed.
pub fn run(stories: &[Story], not_yet: &[&str]) -> Result<Conclusion> {
    let mut arguments = Arguments::from_args();
    let repeat: usize = std::env::var("SAMTYKKE_REPEAT").ok().map_or(Ok(1), |times| times.parse())?;
    let runtime = Arc::new(tokio::runtime::Builder::new_multi_thread().enable_all().build()?);
    let seats: usize = std::env::var("SAMTYKKE_SEATS").ok().map_or(Ok(SEATS), |seats| seats.parse())?;
    ensure!(seats > 0, "SAMTYKKE_SEATS leaves no browser");
    let companies: Vec<Arc<Company>> =
        Engine::wanted()?.into_iter().map(|engine| Arc::new(Company::new(engine, seats))).collect();
    // Threads only wait for their engine's browsers. So many that those who wait for a slow story of one engine leave
    // enough for the others.
    arguments.test_threads.get_or_insert(companies.len() * 100);
    let trials = in_turn(stories, &companies)
        .into_iter()
        .map(|(story, company)| {
            let waits = not_yet.iter().any(|name| story.name.ends_with(name));
            trial(story, company, &runtime, repeat).with_ignored_flag(waits)
        })
        .collect();
    end_on_interrupt(&runtime, &companies);
    let conclusion = libtest_mimic::run(&arguments, trials);
    for company in &companies {
        runtime.block_on(company.clear());
    }
    Ok(conclusion)
}

/// The stories of every engine, one of each engine by turns. Each engine begins elsewhere: where one story only waits,
/// those told beside it in other engines have work to do. Those told alone come last, so that the stage is emptied for
/// them once.
fn in_turn<'a>(stories: &[Story], companies: &'a [Arc<Company>]) -> Vec<(Story, &'a Arc<Company>)> {
    let beginning = |company: usize| stories.len() * company / companies.len();
    let at = |place: usize, company: usize| stories.get((place + beginning(company)) % stories.len());
    let mut all: Vec<_> = (0..stories.len())
        .flat_map(|place| {
            companies.iter().enumerate().filter_map(move |(company, of)| Some((*at(place, company)?, of)))
        })
        .filter(|(story, company)| story.engines.contains(&company.engine))
        .collect();
    all.sort_by_key(|(story, _)| story.alone);
    all
}

fn trial(story: Story, company: &Arc<Company>, runtime: &Arc<Runtime>, repeat: usize) -> Trial {
    // `stories::visitor::…` is the path inside this test binary; readers only want the room.
    let place = story.name.split_once("::").map_or(story.name, |(_, place)| place);
    let name = format!("{}::{place}", company.engine.name());
    let (company, runtime, title) = (Arc::clone(company), Arc::clone(runtime), name.clone());
    Trial::test(name, move || {
        for round in 1..=repeat {
            let told = runtime.block_on(company.tell(story, &title));
            told.or_else(|report| {
                again(report, repeat, &title, || runtime.block_on(company.tell(story, &title)))
            })
            .map_err(|report| {
                let round = if repeat > 1 { format!("round {round} of {repeat}: ") } else { String::new() };
                Failed::from(format!("{round}{report}"))
            })?;
        }
        Ok(())
    })
}

/// A browser that starved on a busy machine gets a second chance, and the run says so; where every round counts, none does.
fn again(
    report: String,
    repeat: usize,
    title: &str,
    tell: impl FnOnce() -> Result<(), String>,
) -> Result<(), String> {
    if repeat > 1 {
        return Err(report);
    }
    eprintln!("{title} is told once more: {}", report.lines().next().unwrap_or_default());
    tell()
}

impl Company {
    fn new(engine: Engine, seats: usize) -> Self {
        Self {
            engine,
            seats: (0..seats).map(|_| Seat::default()).collect(),
            free: Semaphore::new(seats),
            told: AtomicUsize::new(0),
            ending: AtomicBool::new(false),
        }
    }

    /// A seat that nobody has, and for as long as the permit is held nobody gets.
    async fn seat(&self) -> Result<(SemaphorePermit<'_>, MutexGuard<'_, Option<Browser>>, &AtomicU32)> {
        let permit = self.free.acquire().await?;
        let free = self.seats.iter().find_map(|seat| Some((seat.browser.try_lock().ok()?, &seat.group)));
        let (browser, group) = free.context("a permit without a seat")?;
        Ok((permit, browser, group))
    }

    async fn tell(&self, story: Story, title: &str) -> Result<(), String> {
        // Declared first, so given back last: who gets the permit finds the seat free.
        let (_permit, mut place, group) = self.seat().await.map_err(|error| format!("{error:#}"))?;
        let browser = match self.ready(place.take(), group).await {
            Ok(browser) => place.insert(browser),
            Err(error) => return Err(format!("{error:#}")),
        };
        let (_alone, _beside) =
            if story.alone { (Some(STAGE.write().await), None) } else { (None, Some(STAGE.read().await)) };
        let number = self.told.fetch_add(1, Ordering::Relaxed);
        // A registrable domain of its own: cookies on parent domains stay inside the story.
        let page = Page::new(browser, &format!("www.story-{number}.test"));
        let telling = async {
            (story.tell)(&page).await?;
            page.end().await
        };
        let told = tokio::time::timeout(LIMIT, telling).await.unwrap_or_else(|_| {
            browser.worn.store(true, Ordering::Relaxed);
            Err(anyhow::anyhow!("no end in sight after {LIMIT:?}"))
        });
        match told {
            Ok(()) => Ok(()),
            Err(error) => {
                // What it was told (a phone's size, a theme) was not taken back.
                browser.worn.store(true, Ordering::Relaxed);
                let report = report::of(&page, title, &error);
                let brief = || format!("{error:#}\n\n(the browser does not answer: no report)");
                Err(tokio::time::timeout(Duration::from_secs(20), report).await.unwrap_or_else(|_| brief()))
            }
        }
    }

    /// A browser that answers: the last one, or a new one when that has died.
    async fn ready(&self, last: Option<Browser>, group: &AtomicU32) -> Result<Browser> {
        if let Some(browser) = last {
            if browser.leave().await {
                return Ok(browser);
            }
            browser.quit().await;
        }
        ensure!(!self.ending.load(Ordering::Relaxed), "interrupted");
        Browser::start(self.engine, group).await
    }

    async fn clear(&self) {
        for seat in &self.seats {
            if let Some(browser) = seat.browser.lock().await.take() {
                browser.quit().await;
            }
        }
    }

    /// Without waiting for the stories that are being told.
    fn end(&self) {
        let groups = self.seats.iter().map(|seat| seat.group.load(Ordering::Relaxed));
        groups.filter(|group| *group != 0).for_each(end_group);
    }
}

/// Drivers have process groups of their own and would outlive an interrupted run.
fn end_on_interrupt(runtime: &Runtime, companies: &[Arc<Company>]) {
    let companies = companies.to_vec();
    runtime.spawn(async move {
        let Ok(mut end) = signal(SignalKind::terminate()) else { return };
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = end.recv() => {}
        }
        for company in &companies {
            company.ending.store(true, Ordering::Relaxed);
        }
        for company in &companies {
            company.end();
        }
        std::process::exit(130);
    });
}
