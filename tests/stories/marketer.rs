//! The marketer: sees every tag, held or released, and why.

use crate::tags::{FOUR, TWO};
use anyhow::Result;
use serde_json::Value;
use support::answer::Answer;
use support::page::Page;
use support::shop::Shop;
use support::{check, check_eq, stories, wait};

stories![
    the_decision_log_says_what_was_held_and_why,
    the_inspector_opens_by_its_address_and_lists_every_vendor,
    the_inspector_opens_by_api_and_follows_the_choice,
    the_inspector_leaves_the_dialog_within_reach,
    nothing_of_the_inspector_is_fetched_without_the_flag,
    a_blocked_vendor_is_named_in_the_log,
];

async fn the_decision_log_says_what_was_held_and_why(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(TWO)).await?;
    page.is_asked().await?;
    let verdict = async |subject: &str| -> Result<Option<(String, String)>> {
        let log = page.log().await?;
        Ok(log
            .into_iter()
            .rev()
            .find(|(of, _, _)| of == subject)
            .map(|(_, verdict, reason)| (verdict, reason)))
    };
    let of = |pair: &Option<(String, String)>| pair.clone().unwrap_or_default().0.to_lowercase();
    check_eq!(of(&verdict("google-analytics").await?), "cookieless", "before the answer");
    check_eq!(of(&verdict("meta").await?), "hold", "before the answer");
    page.accept().await?;
    wait::until_true("Meta is released in the log", async || Ok(of(&verdict("meta").await?) == "release"))
        .await?;
    check!(verdict("meta").await?.is_some_and(|(_, reason)| !reason.is_empty()), "with a reason");
    Ok(())
}

/// The panel's text; it lives in an open shadow root of its own.
async fn panel(page: &Page<'_>) -> Result<String> {
    let text = "const host = document.querySelector('samtykke-inspector');
        const root = host && (host.shadowRoot || host);
        return root ? [...root.querySelectorAll('*')].filter((element) => element.localName !== 'style')
          .flatMap((element) => [...element.childNodes]).filter((node) => node.nodeType === 3)
          .map((node) => node.data.trim()).filter(Boolean).join('\\n') : '';";
    wait::until("the inspector is open", async || {
        let text: String = page.script(text).await?;
        Ok(Some(text).filter(|text| !text.is_empty()))
    })
    .await
}

async fn the_inspector_opens_by_its_address_and_lists_every_vendor(page: &Page<'_>) -> Result<()> {
    page.open_shop(Shop::new().tag(FOUR));
    page.go("/?samtykke-inspect").await?;
    let text = panel(page).await?.to_lowercase();
    for vendor in ["google-analytics", "google-ads", "meta", "linkedin"] {
        let spoken = vendor.replace('-', " ");
        check!(text.contains(vendor) || text.contains(&spoken), "{vendor} in the panel:\n{text}");
    }
    check!(text.contains("held") || text.contains("hold"), "a verdict in the panel:\n{text}");
    check!(text.contains("cookieless"), "a verdict in the panel:\n{text}");
    check_eq!(page.ledger.to(&format!("{}/samtykke-inspector.js", page.host)).len(), 1, "fetched once");
    Ok(())
}

async fn the_inspector_opens_by_api_and_follows_the_choice(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(TWO)).await?;
    page.is_asked().await?;
    page.script::<Value>("samtykke.inspect();").await?;
    check!(!panel(page).await?.to_lowercase().contains("2 released"), "nothing is released yet");
    page.script::<Value>("samtykke.accept();").await?;
    wait::until_true("the panel follows", async || {
        Ok(panel(page).await?.to_lowercase().contains("2 released"))
    })
    .await
}

async fn the_inspector_leaves_the_dialog_within_reach(page: &Page<'_>) -> Result<()> {
    page.open_shop(Shop::new().tag(TWO));
    page.go("/?samtykke-inspect").await?;
    panel(page).await?;
    page.accept().await
}

async fn nothing_of_the_inspector_is_fetched_without_the_flag(page: &Page<'_>) -> Result<()> {
    page.open_shop(Shop::new().tag(TWO));
    page.go("/?other=samtykke").await?;
    page.accept().await?;
    page.ledger.first("www.facebook.com/tr").await?;
    let fetched = page.ledger.everything().iter().any(|request| request.path.contains("inspector"));
    check!(!fetched, "a visitor paid for the inspector");
    Ok(())
}

async fn a_blocked_vendor_is_named_in_the_log(page: &Page<'_>) -> Result<()> {
    let blocked = Shop::new().tag(TWO).elsewhere("connect.facebook.net/en_US/fbevents.js", Answer::missing());
    page.visit(blocked).await?;
    page.accept().await?;
    let warning = page.one_warning().await?;
    check!(warning.contains("connect.facebook.net"), "the warning names what failed: {warning}");
    let failed =
        page.log().await?.into_iter().any(|(subject, verdict, _)| subject == "meta" && verdict == "failed");
    check!(failed, "the log names what failed");
    Ok(())
}
