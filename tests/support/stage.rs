//! Stories × engines: one browser per engine, its stories in turn, engines side by side.

use crate::browser::Browser;
use crate::engine::Engine;
use crate::page::Page;
use crate::report;
use anyhow::Result;
use libtest_mimic::{Arguments, Conclusion, Failed, Trial};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::runtime::Runtime;
use tokio::sync::Mutex;

/// How a story is written down: an async function of a page.
pub type Telling = for<'a> fn(&'a Page<'a>) -> Pin<Box<dyn Future<Output = Result<()>> + 'a>>;

/// One story.
#[derive(Clone, Copy)]
pub struct Story {
    /// `visitor::accepting_releases_every_tag`.
    pub name: &'static str,
    /// What happens.
    pub tell: Telling,
}

/// The table of contents of a story file: its stories, in order.
#[macro_export]
macro_rules! stories {
    ($($name:ident),+ $(,)?) => {
        /// The stories of this file.
        pub const STORIES: &[$crate::stage::Story] = &[$($crate::stage::Story {
            name: concat!(module_path!(), "::", stringify!($name)),
            tell: |page| Box::pin($name(page)),
        }),+];
    };
}

/// No story takes longer than this; a hanging browser is replaced.
const LIMIT: Duration = Duration::from_mins(2);

/// One engine's seat on the stage.
struct Seat {
    engine: Engine,
    browser: Mutex<Option<Browser>>,
    told: AtomicUsize,
}

/// Tells every story in every wanted engine.
pub fn run(stories: &[Story]) -> Result<Conclusion> {
    let mut arguments = Arguments::from_args();
    let repeat: usize = std::env::var("SAMTYKKE_REPEAT").ok().map_or(Ok(1), |times| times.parse())?;
    let runtime = Arc::new(tokio::runtime::Builder::new_multi_thread().enable_all().build()?);
    let seats: Vec<Arc<Seat>> = Engine::wanted()?
        .into_iter()
        .map(|engine| Arc::new(Seat { engine, browser: Mutex::default(), told: AtomicUsize::new(0) }))
        .collect();
    // Threads only wait for their engine's browser; enough of them keep every engine busy.
    arguments.test_threads.get_or_insert(seats.len() * 4);
    let trials = stories
        .iter()
        .flat_map(|story| seats.iter().map(|seat| trial(*story, seat, &runtime, repeat)))
        .collect();
    end_on_interrupt(&runtime, &seats);
    let conclusion = libtest_mimic::run(&arguments, trials);
    for seat in &seats {
        runtime.block_on(seat.clear());
    }
    Ok(conclusion)
}

fn trial(story: Story, seat: &Arc<Seat>, runtime: &Arc<Runtime>, repeat: usize) -> Trial {
    // `stories::visitor::…` is the path inside this test binary; readers only want the room.
    let place = story.name.split_once("::").map_or(story.name, |(_, place)| place);
    let name = format!("{}::{place}", seat.engine.name());
    let (seat, runtime, title) = (Arc::clone(seat), Arc::clone(runtime), name.clone());
    Trial::test(name, move || {
        for round in 1..=repeat {
            runtime.block_on(seat.tell(story, &title)).map_err(|report| {
                let round = if repeat > 1 { format!("round {round} of {repeat}: ") } else { String::new() };
                Failed::from(format!("{round}{report}"))
            })?;
        }
        Ok(())
    })
}

impl Seat {
    async fn tell(&self, story: Story, title: &str) -> Result<(), String> {
        let mut place = self.browser.lock().await;
        let browser = match self.ready(place.take()).await {
            Ok(browser) => place.insert(browser),
            Err(error) => return Err(format!("{error:#}")),
        };
        let number = self.told.fetch_add(1, Ordering::Relaxed);
        // A registrable domain of its own: cookies on parent domains stay inside the story.
        let page = Page::new(browser, &format!("www.story-{number}.test"));
        let telling = async {
            (story.tell)(&page).await?;
            page.end().await
        };
        let told = tokio::time::timeout(LIMIT, telling)
            .await
            .unwrap_or_else(|_| Err(anyhow::anyhow!("no end in sight")));
        match told {
            Ok(()) => Ok(()),
            Err(error) => Err(report::of(&page, title, &error).await),
        }
    }

    /// A browser that answers: the last one, or a new one when that has died.
    async fn ready(&self, last: Option<Browser>) -> Result<Browser> {
        if let Some(browser) = last {
            if browser.leave().await.is_ok() {
                return Ok(browser);
            }
            eprintln!("{} no longer answers: starting it again", self.engine.name());
            browser.quit().await;
        }
        Browser::start(self.engine).await
    }

    async fn clear(&self) {
        if let Some(browser) = self.browser.lock().await.take() {
            browser.quit().await;
        }
    }
}

/// Drivers have process groups of their own and would outlive an interrupted run.
fn end_on_interrupt(runtime: &Runtime, seats: &[Arc<Seat>]) {
    let seats = seats.to_vec();
    runtime.spawn(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            for seat in &seats {
                let _ = tokio::time::timeout(Duration::from_secs(3), seat.clear()).await;
            }
            std::process::exit(130);
        }
    });
}
