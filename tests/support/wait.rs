//! Waiting: polls until a thing is so. The only sleep is the short silence in which nothing may happen.

use anyhow::{Result, anyhow};
use std::time::Duration;
use tokio::time::{Instant, sleep};

/// How long a thing may take on a slow machine.
const PATIENCE: Duration = Duration::from_secs(10);
const PAUSE: Duration = Duration::from_millis(25);
const SILENCE: Duration = Duration::from_millis(400);

/// Polls until `look` finds something; after ten seconds the error says `what` never came.
pub async fn until<T>(what: &str, mut look: impl AsyncFnMut() -> Result<Option<T>>) -> Result<T> {
    let end = Instant::now() + PATIENCE;
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
        sleep(PAUSE).await;
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
