//! The marketer's inspector: what each of its screens tells, and what it leaves behind.

pub mod blind; // what a browser keeps to itself
pub mod door; // how it opens and closes
pub mod findings; // what is wrong, and nothing else
pub mod owner; // whom the settings name, what a policy holds
pub mod pace; // how quick it is
mod panel;
pub mod phone; // in the hand

use crate::matrix::automatic;
use crate::tags::TWO;
use anyhow::{Context, Result};
use panel::{ROOT, inside, open, press, search, text, until_text};
use serde_json::{Value, json};
use support::answer::Answer;
use support::page::Page;
use support::shop::Shop;
use support::{check, check_eq, stories, wait};

stories![
    every_tag_has_a_state_a_reason_and_a_first_time,
    every_kind_of_tag_is_listed,
    what_the_automatic_tier_holds_is_listed,
    every_letter_of_gcd_is_decoded,
    cookies_and_storage_name_who_keeps_them,
    the_timeline_goes_on_across_pages_and_compares_choices,
    simulating_never_writes_the_record,
    the_audit_is_saved_as_page_and_as_data,
    the_keyboard_is_enough,
    what_is_sent_in_a_body_is_decoded_too,
];

async fn every_tag_has_a_state_a_reason_and_a_first_time(page: &Page<'_>) -> Result<()> {
    let held = r#"<script type="text/plain" data-samtykke-purpose="statistics" data-samtykke-vendor="hotjar"></script>"#;
    page.visit(Shop::new().tag(TWO).body(held)).await?;
    page.is_asked().await?;
    open(page, "tags").await?;
    until_text(page, "tags", "Hotjarstatistics, markedHeldNo answer yetnever").await?;
    until_text(page, "tags", "Meta (Facebook)marketing, managedHeldNo answer yetnevernone in the page")
        .await?;
    page.accept().await?;
    until_text(page, "tags", "Meta (Facebook)marketing, managedReleasedIts purpose was accepted").await?;
    until_text(page, "tags", "<script> https://connect.facebook.net/en_US/fbevents.js").await
}

async fn every_kind_of_tag_is_listed(page: &Page<'_>) -> Result<()> {
    let stranger = "cdn.stranger.test/s.js";
    let body = r#"<script src="https://cdn.stranger.test/s.js"></script><img src="https://analytics.tiktok.com/api/v2/pixel?e=1" alt="">"#;
    let shop = Shop::new().tag(TWO).body(body);
    let shop = shop
        .elsewhere(stranger, Answer::script(""))
        .elsewhere("analytics.tiktok.com/api/v2/pixel", Answer::pixel());
    page.visit(shop.elsewhere("connect.facebook.net/en_US/fbevents.js", Answer::missing())).await?;
    page.is_asked().await?;
    open(page, "tags").await?;
    until_text(page, "tags", "Google Analyticsstatistics, managedCookieless").await?;
    until_text(
        page,
        "tags",
        "cdn.stranger.testunknownNot heldIn no list of vendors: find out what it is for",
    )
    .await?;
    until_text(page, "tags", "<script> https://cdn.stranger.test/s.js").await?;
    until_text(page, "tags", "TikTokmarketing, unmanagedLeakedNeither managed nor marked, and not allowed")
        .await?;
    page.accept().await?;
    until_text(page, "tags", "Meta (Facebook)marketing, managedFailed").await?;
    until_text(page, "summary", "1 Failed").await
}

async fn what_the_automatic_tier_holds_is_listed(page: &Page<'_>) -> Result<()> {
    // Made by a script: what stands in the markup some browsers fetch ahead, and the panel then rightly says so.
    let body = "<script>const made = document.createElement('script');
        made.src = 'https://static.hotjar.com/c/hotjar-1.js?sv=6'; document.body.append(made);</script>";
    let shop = Shop::new().first(&automatic("")).tag("").body(body);
    page.visit(shop.elsewhere("static.hotjar.com/c/hotjar-1.js", Answer::script(""))).await?;
    page.is_asked().await?;
    open(page, "tags").await?;
    until_text(page, "tags", "Hotjarstatistics, automaticHeldNo answer yetnever").await?;
    check!(!page.ledger.touched("static.hotjar.com"), "it was asked");
    page.accept().await?;
    until_text(page, "tags", "Hotjarstatistics, automaticReleasedIts purpose was accepted").await
}

/// As read off real hits: the letter, the default, the update.
const LETTERS: [(&str, &str); 9] = [
    ("l", "not set: no command was given"),
    ("p", "denied by default"),
    ("q", "denied by default, denied again"),
    ("t", "granted by default"),
    ("r", "denied by default, then granted"),
    ("m", "no default, denied by update"),
    ("n", "no default, granted by update"),
    ("u", "granted by default, then denied"),
    ("v", "granted by default, granted again"),
];

async fn every_letter_of_gcd_is_decoded(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(r#"data-meta="1""#)).await?;
    page.is_asked().await?;
    open(page, "wire").await?;
    let letters = LETTERS.map(|(letter, _)| letter).join("");
    page.script_with::<Value>(
        "for (const x of arguments[0]) new Image().src =
           `https://www.google-analytics.com/g/collect?v=2&tid=G-1&en=letter-${x}&gcd=13${x}3${x}3${x}3${x}5l1`;",
        vec![json!(letters)],
    )
    .await?;
    for (letter, meaning) in LETTERS {
        let choose = format!(
            "const row = [...root.querySelectorAll('.row')].find((row) => row.textContent.includes('letter-{letter}'));
             row?.click(); return Boolean(row);"
        );
        wait::until_true(&format!("a row for {letter}"), async || inside(page, &choose).await).await?;
        for kind in ["ad_storage", "analytics_storage", "ad_user_data", "ad_personalization"] {
            until_text(page, "detail", &format!("{kind}{letter}{meaning}")).await?;
        }
        let granted = "lrtnv".contains(letter);
        let shown = text(page, "detail").await?;
        check_eq!(shown.contains("more than the visitor allowed"), granted, "{letter}: {shown}");
    }
    Ok(())
}

async fn cookies_and_storage_name_who_keeps_them(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(TWO)).await?;
    page.is_asked().await?;
    open(page, "keeping").await?;
    page.script::<Value>(
        "document.cookie = '_fbp=fb.1.2.3;path=/;max-age=7776000'; localStorage.setItem('li_adsId', 'x');",
    )
    .await?;
    until_text(page, "cookies", "_fbpMeta (Facebook)marketing90 days90 daysbefore consentnot allowed")
        .await?;
    until_text(page, "stored", "li_adsIdlocalLinkedInmarketing1not allowed").await?;
    page.accept().await?;
    until_text(page, "cookies", "_gaGoogle Analyticsstatistics7 days7 dayswith consentallowed").await
}

async fn the_timeline_goes_on_across_pages_and_compares_choices(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(TWO)).await?;
    page.is_asked().await?;
    open(page, "timeline").await?;
    page.accept().await?;
    until_text(page, "compared", "Meta (Facebook)Held: No answer yetReleased: Its purpose was accepted")
        .await?;
    until_text(page, "compared", "cookie samtykke–for ").await?;
    for kind in ["choice", "command", "decision", "request", "cookie"] {
        until_text(page, "rows", kind).await?;
    }
    page.go("/checkout?samtykke-inspect").await?;
    until_text(page, "tabs", "Timeline").await?;
    press(page, "tab-timeline").await?;
    until_text(page, "rows", "1· 0.00 spage").await?;
    search(page, "checkout").await?;
    until_text(page, "rows", "2· 0.00 spage").await?;
    check!(!text(page, "rows").await?.contains("1· 0.00 spage"), "the filter leaves the first page out");
    Ok(())
}

async fn simulating_never_writes_the_record(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(TWO)).await?;
    page.reject().await?;
    open(page, "simulate").await?;
    let state =
        "return document.cookie + JSON.stringify([samtykke.consent, samtykke.log.length, dataLayer.length]);";
    let before: String = page.script(state).await?;
    press(page, "scenario-2").await?; // accepted
    until_text(page, "outcome", "Meta (Facebook)marketingReleasedIts purpose was accepted").await?;
    press(page, "scenario-0").await?; // new
    until_text(page, "outcome", "Meta (Facebook)marketingHeldNo answer yet").await?;
    for scenario in 3..=10 {
        press(page, &format!("scenario-{scenario}")).await?;
    }
    until_text(page, "outcome", "samtykke-nowasm.js").await?;
    check_eq!(page.script::<String>(state).await?, before, "nothing was written");
    check!(!page.ledger.touched("www.facebook.com"), "nothing was asked");
    Ok(())
}

async fn the_audit_is_saved_as_page_and_as_data(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(TWO)).await?;
    page.is_asked().await?;
    open(page, "findings").await?;
    // The file itself is the browser's business.
    let save = format!(
        "{ROOT} const made = []; const make = URL.createObjectURL;
         URL.createObjectURL = (blob) => (made.push(blob), make(blob));
         HTMLAnchorElement.prototype.click = () => {{}};
         root.getElementById('json').click(); root.getElementById('report').click();
         URL.createObjectURL = make; delete HTMLAnchorElement.prototype.click;
         Promise.all(made.map((blob) => blob.text())).then(done);"
    );
    let [data, report]: [String; 2] = page.script_until_done(&save).await?;
    let data: Value = serde_json::from_str(&data).with_context(|| data.clone())?;
    let tags = data.pointer("/tags").and_then(Value::as_array).map_or(0, Vec::len);
    check!(tags >= 2 && data.pointer("/findings").is_some_and(Value::is_array), "{data}");
    check!(report.starts_with("<!doctype html>") && report.contains("Meta (Facebook)"), "{report}");
    check!(!report.contains("<script"), "nothing in the report runs: {report}");
    Ok(())
}

async fn the_keyboard_is_enough(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(TWO)).await?;
    page.reject().await?;
    open(page, "findings").await?;
    let key = "root.activeElement.dispatchEvent(new KeyboardEvent('keydown',
                 { key, bubbles: true, composed: true, cancelable: true }));";
    inside::<Value>(page, "root.getElementById('tab-findings').focus();").await?;
    for id in ["tab-tags", "tab-wire", "tab-keeping", "tab-timeline"] {
        inside::<Value>(page, &format!("const key = 'ArrowRight'; {key}")).await?;
        check_eq!(
            inside::<String>(page, "return root.activeElement.id;").await?,
            id,
            "the arrow opens the next tab"
        );
    }
    inside::<Value>(page, &format!("root.getElementById('list').focus(); const key = 'End'; {key}")).await?;
    let last = "const list = root.getElementById('list'); const chosen = root.querySelector('[aria-selected=true].row');
                return chosen.getAttribute('aria-posinset') === root.getElementById('rows').dataset.count
                  && list.getAttribute('aria-activedescendant') === chosen.id;";
    check!(inside::<bool>(page, last).await?, "End chooses the last entry");
    inside::<Value>(page, &format!("const key = 'Escape'; {key}")).await?;
    check!(!page.sees("samtykke-inspector").await?, "Escape closes");
    Ok(())
}

async fn what_is_sent_in_a_body_is_decoded_too(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(TWO)).await?;
    page.is_asked().await?;
    open(page, "wire").await?;
    let send = "fetch('https://www.google-analytics.com/g/collect?v=2&tid=G-1',
                  { method: 'POST', mode: 'no-cors', body: 'en=in-body&gcs=G111' });";
    page.script::<Value>(send).await?;
    until_text(page, "rows", "in-bodyG111 G-1").await
}
