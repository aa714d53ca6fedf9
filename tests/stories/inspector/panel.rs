//! The panel, as the stories use it.

use anyhow::Result;
use serde_json::Value;
use support::page::Page;
use support::wait;

/// What every script inside the panel begins with.
pub const ROOT: &str = "const root = document.querySelector('samtykke-inspector')?.shadowRoot;";

/// Runs a script that sees the panel as `root`.
pub async fn inside<T: serde::de::DeserializeOwned>(page: &Page<'_>, script: &str) -> Result<T> {
    page.script(&format!("{ROOT} {script}")).await
}

/// The text of the element with this id.
pub async fn text(page: &Page<'_>, id: &str) -> Result<String> {
    inside(page, &format!("return root?.getElementById('{id}')?.textContent ?? '';")).await
}

/// Waits until the element with this id says this.
pub async fn until_text(page: &Page<'_>, id: &str, expected: &str) -> Result<()> {
    let what = format!("#{id} says {expected}");
    match wait::until_true(&what, async || Ok(text(page, id).await?.contains(expected))).await {
        Ok(()) => Ok(()),
        Err(error) => Err(error.context(text(page, id).await.unwrap_or_default())),
    }
}

/// Opens the inspector on the page, at this tab.
pub async fn open(page: &Page<'_>, tab: &str) -> Result<()> {
    page.script::<Value>("samtykke.inspect();").await?;
    until_text(page, "tabs", "Findings").await?;
    press(page, &format!("tab-{tab}")).await
}

/// Presses the button with this id.
pub async fn press(page: &Page<'_>, id: &str) -> Result<()> {
    inside::<Value>(page, &format!("root.getElementById('{id}').click();")).await.map(drop)
}

/// Types into the timeline's filter.
pub async fn search(page: &Page<'_>, text: &str) -> Result<()> {
    let script = format!(
        "const field = root.getElementById('search'); field.value = '{text}';
         field.dispatchEvent(new InputEvent('input', {{ bubbles: true, composed: true }}));"
    );
    inside::<Value>(page, &script).await.map(drop)
}
