//! What programs find that look at the page for somebody. The programs themselves: `tests/clients`.

use crate::tags::TWO;
use anyhow::{Context, Result};
use serde_json::Value;
use std::time::Duration;
use support::page::{FIRST, Page};
use support::shop::Shop;
use support::{check, check_eq, dist, stories, wait};

stories![
    a_driven_browser_is_asked_too,
    the_question_stays_out_of_search_results,
    consent_o_matic_answers_purpose_by_purpose,
];

async fn a_driven_browser_is_asked_too(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(TWO)).await?;
    check!(page.script::<bool>("return navigator.webdriver;").await?, "this browser is driven");
    page.is_asked().await
}

/// Search engines honour `data-nosnippet` on `div`, `section` and `span` alone. They see no more than the first layer.
async fn the_question_stays_out_of_search_results(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(TWO)).await?;
    page.is_asked().await?;
    let quotable: Vec<String> = page
        .script(&format!(
            "const texts = document.createTreeWalker(document.querySelector('{FIRST}'), NodeFilter.SHOW_TEXT);
             const quotable = [];
             while (texts.nextNode()) {{
               const text = texts.currentNode;
               const kept = text.parentElement.closest(':is(div, section, span)[data-nosnippet]');
               if (text.data.trim() && !kept) quotable.push(text.data);
             }}
             return quotable;"
        ))
        .await?;
    check_eq!(quotable, Vec::<String>::new(), "texts that a search engine may quote");
    Ok(())
}

/// Consent-O-Matic's steps, as it takes them: it clicks, waits for an element, ticks what differs from the visitor's wish.
/// The extension itself comes from neither npm nor Debian.
const STEPS: &str = "
    const [rule, wish] = arguments;
    const find = (action) => document.querySelector(action.target.selector);
    const pause = (time) => new Promise((done) => setTimeout(done, time));
    const steps = {
      list: async ({ actions }) => { for (const action of actions) await take(action); },
      click: async (action) => { find(action)?.click(); await pause(0); },
      waitcss: async (action) => {
        for (let tries = action.retries; tries > 0 && !find(action); tries -= 1) await pause(action.waitTime);
      },
      consent: async ({ consents }) => {
        for (const { type, matcher, toggleAction } of consents) {
          if (!!find(matcher)?.checked !== wish.includes(type)) await take(toggleAction);
        }
      },
    };
    const take = (action) => steps[action.type](action);
    (async () => { for (const { action } of rule.methods) await take(action); })();";

async fn consent_o_matic_answers_purpose_by_purpose(page: &Page<'_>) -> Result<()> {
    let rule: Value = serde_json::from_slice(&dist::read("rules/consent-o-matic.json").context("no rule")?)?;
    // The settings wait for what is known of a service.
    let slow = dist::answer("catalogue.json").after(Duration::from_millis(300));
    let tag = format!(r#"{TWO} data-services="youtube""#);
    for (wish, answer) in [("", "0"), ("B", "2"), ("AF", "5")] {
        page.visit_first(Shop::new().tag(&tag).file("/catalogue.json", slow.clone())).await?;
        page.is_asked().await?;
        page.script_with::<()>(STEPS, vec![rule["Samtykke"].clone(), wish.into()]).await?;
        wait::until_true("it has answered", async || Ok(page.cookie().await?.is_some())).await?;
        let cookie = page.cookie().await?.unwrap_or_default();
        check_eq!(cookie.get(..1), Some(answer), "wish {wish:?}: {cookie}");
    }
    Ok(())
}
