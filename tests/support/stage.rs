//! Stories × engines: one browser per engine, its stories in turn, engines side by side.

use crate::browser::Browser;
use crate::engine::{Engine, end_group};
use crate::page::Page;
use crate::report;
use anyhow::{Result, ensure};
use libtest_mimic::{Arguments, Conclusion, Failed, Trial};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicUsize, Ordering};
use std::time::Duration;
use tokio::runtime::Runtime;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::{Mutex, RwLock};

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

/// One engine's seat on the stage.
struct Seat {
    engine: Engine,
    browser: Mutex<Option<Browser>>,
    told: AtomicUsize,
    /// The driver's process group, 0 for none: what to end when the run is interrupted.
    group: AtomicU32,
    /// The run is interrupted: no new browser.
    ending: AtomicBool,
}

/// Tells every story in every wanted engine, but for those named in `not_yet`, which are only listed.
pub fn run(stories: &[Story], not_yet: &[&str]) -> Result<Conclusion> {
    let mut arguments = Arguments::from_args();
    let repeat: usize = std::env::var("SAMTYKKE_REPEAT").ok().map_or(Ok(1), |times| times.parse())?;
    let runtime = Arc::new(tokio::runtime::Builder::new_multi_thread().enable_all().build()?);
    let seats: Vec<Arc<Seat>> = Engine::wanted()?
        .into_iter()
        .map(|engine| {
            Arc::new(Seat {
                engine,
                browser: Mutex::default(),
                told: AtomicUsize::new(0),
                group: AtomicU32::new(0),
                ending: AtomicBool::new(false),
            })
        })
        .collect();
    // Threads only wait for their engine's browser. So many that those who wait for a slow story of one engine leave
    // enough for the others.
    arguments.test_threads.get_or_insert(seats.len() * 100);
    let trials = in_turn(stories, &seats)
        .into_iter()
        .map(|(story, seat)| {
            let waits = not_yet.iter().any(|name| story.name.ends_with(name));
            trial(story, seat, &runtime, repeat).with_ignored_flag(waits)
        })
        .collect();
    end_on_interrupt(&runtime, &seats);
    let conclusion = libtest_mimic::run(&arguments, trials);
    for seat in &seats {
        runtime.block_on(seat.clear());
    }
    Ok(conclusion)
}

/// The stories of every engine, one of each engine by turns. Each engine begins elsewhere: where one story only waits,
/// those told beside it in other engines have work to do.
fn in_turn<'a>(stories: &[Story], seats: &'a [Arc<Seat>]) -> Vec<(Story, &'a Arc<Seat>)> {
    let beginning = |seat: usize| stories.len() * seat / seats.len();
    let at = |place: usize, seat: usize| stories.get((place + beginning(seat)) % stories.len());
    (0..stories.len())
        .flat_map(|place| {
            seats.iter().enumerate().filter_map(move |(seat, of)| Some((*at(place, seat)?, of)))
        })
        .filter(|(story, seat)| story.engines.contains(&seat.engine))
        .collect()
}

fn trial(story: Story, seat: &Arc<Seat>, runtime: &Arc<Runtime>, repeat: usize) -> Trial {
    // `stories::visitor::…` is the path inside this test binary; readers only want the room.
    let place = story.name.split_once("::").map_or(story.name, |(_, place)| place);
    let name = format!("{}::{place}", seat.engine.name());
    let (seat, runtime, title) = (Arc::clone(seat), Arc::clone(runtime), name.clone());
    Trial::test(name, move || {
        for round in 1..=repeat {
            let told = runtime.block_on(seat.tell(story, &title));
            told.or_else(|report| {
                again(report, repeat, &title, || runtime.block_on(seat.tell(story, &title)))
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

impl Seat {
    async fn tell(&self, story: Story, title: &str) -> Result<(), String> {
        let mut place = self.browser.lock().await;
        let browser = match self.ready(place.take()).await {
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
    async fn ready(&self, last: Option<Browser>) -> Result<Browser> {
        if let Some(browser) = last {
            if browser.leave().await {
                return Ok(browser);
            }
            browser.quit().await;
        }
        ensure!(!self.ending.load(Ordering::Relaxed), "interrupted");
        Browser::start(self.engine, &self.group).await
    }

    async fn clear(&self) {
        if let Some(browser) = self.browser.lock().await.take() {
            browser.quit().await;
        }
    }

    /// Without waiting for the story that is being told.
    fn end(&self) {
        match self.group.load(Ordering::Relaxed) {
            0 => {}
            group => end_group(group),
        }
    }
}

/// Drivers have process groups of their own and would outlive an interrupted run.
fn end_on_interrupt(runtime: &Runtime, seats: &[Arc<Seat>]) {
    let seats = seats.to_vec();
    runtime.spawn(async move {
        let Ok(mut end) = signal(SignalKind::terminate()) else { return };
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = end.recv() => {}
        }
        for seat in &seats {
            seat.ending.store(true, Ordering::Relaxed);
        }
        for seat in &seats {
            seat.end();
        }
        std::process::exit(130);
    });
}
