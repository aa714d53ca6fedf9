//! What the page itself wrote down: warnings, errors, events, the data layer, the decision log.

use crate::page::Page;
use crate::vendors;
use crate::wait;
use crate::{check, check_eq};
use anyhow::Result;
use serde_json::Value;
use std::sync::PoisonError;

/// `dataLayer` and its like, with each entry's kind spelled out.
const QUEUE: &str = "const queue = window[arguments[0]];
    if (!Array.isArray(queue)) return [];
    const plain = (value) => {
      try { return value === undefined ? null : JSON.parse(JSON.stringify(value)) ?? null; } catch { return String(value); }
    };
    return queue.map((entry) => {
      const kind = Object.prototype.toString.call(entry);
      return kind === '[object Arguments]' ? { arguments: Array.from(entry, plain) } : { kind, value: plain(entry) };
    });";

impl Page<'_> {
    /// The entries of `dataLayer`: `{"arguments": […]}` for a real arguments object, `{"kind", "value"}` for the rest.
    pub async fn data_layer(&self) -> Result<Vec<Value>> {
        self.queue("dataLayer").await
    }

    /// The entries of any array global.
    pub async fn queue(&self, name: &str) -> Result<Vec<Value>> {
        self.script_with(QUEUE, vec![name.into()]).await
    }

    /// The consent commands in the data layer: (`default` or `update`, signals).
    pub async fn consent_commands(&self) -> Result<Vec<(String, Value)>> {
        let entries = self.data_layer().await?;
        Ok(entries
            .iter()
            .filter_map(|entry| match entry.get("arguments")?.as_array()?.as_slice() {
                [Value::String(name), Value::String(command), signals] if name == "consent" => {
                    Some((command.clone(), signals.clone()))
                }
                _ => None,
            })
            .collect())
    }

    /// Console warnings of this page view that are ours.
    pub async fn warnings(&self) -> Result<Vec<String>> {
        self.script("return testLedger.warnings.filter((line) => line.startsWith('samtykke:'));").await
    }

    /// Waits for exactly one warning of ours; gives it.
    pub async fn one_warning(&self) -> Result<String> {
        wait::until("there is a warning", async || Ok(self.warnings().await?.into_iter().next())).await?;
        wait::silence().await;
        let warnings = self.warnings().await?;
        check_eq!(warnings.len(), 1, "exactly one warning, in {warnings:?}");
        Ok(warnings.concat())
    }

    /// What the page's Content Security Policy blocked.
    pub async fn blocked(&self) -> Result<Vec<String>> {
        self.script("return testLedger.blocked;").await
    }

    /// The events of this name that fired in this page view: their details.
    pub async fn events(&self, name: &str) -> Result<Vec<Value>> {
        self.script_with(
            "return testLedger.events.filter((event) => event.name === arguments[0]).map((event) => event.detail);",
            vec![name.into()],
        )
        .await
    }

    /// The decision log: (subject, verdict, reason).
    pub async fn log(&self) -> Result<Vec<(String, String, String)>> {
        self.script("return (window.samtykke && samtykke.log || []).map((entry) => [...entry].slice(1, 4).map(String));")
            .await
    }

    /// Writes down what this page view complained about, before it goes. A page that is being loaded anew is asked again:
    /// Firefox's driver answers `null` meanwhile.
    pub(crate) async fn gather_complaints(&self) -> Result<()> {
        let errors = "return window.testLedger ? testLedger.errors.splice(0) : [];";
        let found: Vec<String> =
            wait::until("the page tells its errors", async || Ok(Some(self.script(errors).await?))).await?;
        self.complaints.lock().unwrap_or_else(PoisonError::into_inner).extend(found);
        Ok(())
    }

    /// What must be so at the end of every story: no page complained, and nobody was contacted whom the story did not
    /// put on the network. Our own code thus never talks to a third party of its own.
    pub async fn end(&self) -> Result<()> {
        self.gather_complaints().await?;
        let complaints = self.complaints();
        check!(complaints.is_empty(), "the page complained: {complaints:#?}");
        let strangers: Vec<String> = self
            .ledger
            .foreign()
            .into_iter()
            .filter(|request| vendors::answer(&request.host, &request.path).is_none())
            .filter(|request| !self.browser.proxy.knows(&request.host))
            .map(|request| request.address())
            .collect();
        check!(strangers.is_empty(), "strangers were contacted: {strangers:?}");
        Ok(())
    }
}
