//! Waiting: polls until a thing is so. The only sleep is the short silence in which nothing may happen.

use anyhow::{Result, anyhow};
use std::time::Duration;
use tokio::time::{Instant, sleep};

/// How long a thing may take on a slow machine.
const PATIENCE: Duration = Duration::from_secs(10);
/// Between two looks, in milliseconds: longer each time, because every look costs the browser some of them.
const PAUSES: [u64; 3] = [10, 20, 40];
const PAUSE: u64 = 60;
const SILENCE: Duration = Duration::from_millis(400);

/// Polls until `look` finds something; after ten seconds the error says `what` never came.
pub async fn until<T>(what: &str, mut look: impl AsyncFnMut() -> Result<Option<T>>) -> Result<T> {
    let end = Instant::now() + PATIENCE;
    let mut pauses = PAUSES.into_iter().chain(std::iter::repeat(PAUSE));
    loop {
        let looked = look().await;
        if let Ok(Some(found)) = looked {
            return Ok(found);
        }
        if Instant::now() > end {
            return match looked {
                Ok(_) => Err(anyhow!("waited in vain until {what}")),
                Err(error) => Err(error.context(format!("waited in vain until {what}"))),
            };
        }
        sleep(Duration::from_millis(pauses.next().unwrap_or_default())).await;
    }
}

/// The same for a condition.
pub async fn until_true(what: &str, mut look: impl AsyncFnMut() -> Result<bool>) -> Result<()> {
    until(what, async || Ok(look().await?.then_some(()))).await
}

/// Long enough for anything that was already under way to reach the ledger.
pub async fn silence() {
    sleep(SILENCE).await;
}
