//! Finer choices: single vendors, regions, revisions, lives, layouts, signals of the browser.

use crate::tags::TWO;
use anyhow::Result;
use serde_json::{Value, json};
use support::answer::Answer;
use support::page::{FIRST, Page, REOPEN, SETTINGS};
use support::shop::Shop;
use support::{check, check_eq, stories, wait};

stories![
    a_vendor_is_refused_inside_an_accepted_purpose,
    a_purposes_box_speaks_for_its_vendors,
    the_settings_tell_who_a_vendor_is,
    vendors_of_marked_tags_have_switches_too,
    a_refused_vendor_stays_refused_where_it_is_not_listed,
    of_many_vendors_a_few_are_named_and_all_are_listed,
    a_vendor_of_a_later_revision_waits_for_an_answer,
    regions_with_opt_out_get_a_default_of_their_own,
    regions_with_opt_out_hold_with_settings_in_a_file_too,
    the_browsers_objection_is_heard_in_such_a_region,
    google_is_told_to_wait_and_to_pass_on_clicks,
    a_choice_holds_as_long_as_the_owner_says,
    every_layout_asks_and_answers,
    an_overridden_state_is_named,
    a_cookie_that_comes_back_is_removed_again,
];

const VENDORS: &str = r#"data-meta="1234567890" data-linkedin="1234567""#;

/// Boxes that are ticked, and those that stand between yes and no.
async fn boxes(page: &Page<'_>) -> Result<Value> {
    page.script_with(
        "return [...document.querySelectorAll(arguments[0] + ' input')].map((box) =>
           box.name.slice(9) + (box.indeterminate ? '~' : box.checked ? '+' : '-')).join(' ');",
        vec![SETTINGS.into()],
    )
    .await
}

/// Ticks a box below the fold, which the footer would cover.
async fn tick(page: &Page<'_>, name: &str) -> Result<()> {
    let show = "document.querySelector(arguments[0]).scrollIntoView({ block: 'center' });";
    page.script_with::<Value>(show, vec![format!("{SETTINGS} [name=samtykke-{name}]").into()]).await?;
    page.tick(name).await
}

async fn unfold(page: &Page<'_>) -> Result<()> {
    let open = "for (const one of document.querySelectorAll(arguments[0] + ' details')) one.open = true;";
    page.script_with::<Value>(open, vec![SETTINGS.into()]).await.map(drop)
}

async fn a_vendor_is_refused_inside_an_accepted_purpose(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(VENDORS)).await?;
    page.open_settings().await?;
    unfold(page).await?;
    tick(page, "marketing").await?;
    tick(page, "linkedin").await?;
    check_eq!(boxes(page).await?, "functional- statistics- marketing~ meta+ linkedin-", "the boxes");
    page.save().await?;
    page.ledger.first("www.facebook.com/tr").await?;
    let cookie = page.cookie().await?.unwrap_or_default();
    check!(cookie.starts_with('4') && cookie.ends_with(".-linkedin"), "{cookie:?}");
    wait::silence().await;
    check!(!page.ledger.touched("snap.licdn.com"), "LinkedIn was contacted");
    page.reopen().await?;
    check_eq!(boxes(page).await?, "functional- statistics- marketing~ meta+ linkedin-", "as they were left");
    Ok(())
}

async fn a_purposes_box_speaks_for_its_vendors(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(VENDORS)).await?;
    page.open_settings().await?;
    unfold(page).await?;
    tick(page, "marketing").await?;
    check_eq!(boxes(page).await?, "functional- statistics- marketing+ meta+ linkedin+", "all follow");
    tick(page, "meta").await?;
    tick(page, "linkedin").await?;
    check_eq!(boxes(page).await?, "functional- statistics- marketing- meta- linkedin-", "it follows all");
    tick(page, "meta").await?;
    page.save().await?;
    let cookie = page.cookie().await?.unwrap_or_default();
    check!(cookie.starts_with('8') && cookie.ends_with(".+meta"), "one vendor, no purpose: {cookie:?}");
    Ok(())
}

async fn the_settings_tell_who_a_vendor_is(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(VENDORS)).await?;
    page.open_settings().await?;
    unfold(page).await?;
    wait::until_true("company, country and cookies are told", async || {
        let told: String = page
            .script_with("return document.querySelector(arguments[0]).textContent;", vec![SETTINGS.into()])
            .await?;
        Ok(["Meta Platforms Ireland Limited, Ireland", "_fbp (90 days)", "Privacy policy"]
            .iter()
            .all(|one| told.contains(one)))
    })
    .await
}

/// One in the catalogue, one that nobody knows, and two that cannot be listed: named like a purpose, or for none.
const PLACED: &str = r#"<script type="text/plain" data-samtykke-purpose="marketing" data-samtykke-vendor="taboola"
      >document.documentElement.dataset.known = 'ran';</script>
    <script type="text/plain" data-samtykke-purpose="statistics" data-samtykke-vendor="in-house"
      >document.documentElement.dataset.unknown = 'ran';</script>
    <script type="text/plain" data-samtykke-purpose="statistics" data-samtykke-vendor="marketing"></script>
    <script type="text/plain" data-samtykke-purpose="constructor" data-samtykke-vendor="constructor"></script>"#;
/// Its tag stands in another page of the site.
const SERVICES: &str = r#"data-meta="1234567890" data-services="vimeo""#;

async fn vendors_of_marked_tags_have_switches_too(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(SERVICES).body(PLACED)).await?;
    page.open_settings().await?;
    unfold(page).await?;
    check_eq!(
        boxes(page).await?,
        "functional- statistics- in-house- marketing- taboola- vimeo- meta-",
        "everybody who takes part"
    );
    let names = "return [...document.querySelectorAll(arguments[0] + ' small')].map((one) => one.textContent).join(', ');";
    wait::until_true("their names come", async || {
        let names: String = page.script_with(names, vec![SETTINGS.into()]).await?;
        Ok(names == "in-house, Taboola, Vimeo, Meta (Facebook)")
    })
    .await?;
    for purpose in ["marketing", "statistics", "taboola"] {
        tick(page, purpose).await?;
    }
    page.save().await?;
    let ran = "const { known, unknown } = document.documentElement.dataset; return [known ?? '', unknown ?? ''].join();";
    wait::until_true("the other ran", async || Ok(page.script::<String>(ran).await? == ",ran")).await?;
    wait::silence().await;
    check_eq!(page.script::<String>(ran).await?, ",ran", "the refused one is held");
    Ok(())
}

async fn a_refused_vendor_stays_refused_where_it_is_not_listed(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(r#"data-meta="1234567890""#).body(PLACED)).await?;
    page.open_settings().await?;
    unfold(page).await?;
    for purpose in ["marketing", "taboola"] {
        tick(page, purpose).await?;
    }
    page.save().await?;
    page.visit(Shop::new().tag(r#"data-meta="1234567890""#)).await?;
    page.reopen().await?;
    tick(page, "statistics").await?;
    page.save().await?;
    let cookie = page.cookie().await?.unwrap_or_default();
    check!(cookie.starts_with('6') && cookie.ends_with(".-taboola"), "{cookie:?}");
    Ok(())
}

async fn of_many_vendors_a_few_are_named_and_all_are_listed(page: &Page<'_>) -> Result<()> {
    let vendor = |place: usize| {
        let one = json!({ "name": format!("Vendor {place}"), "purpose": "marketing", "script": "https://v.example/t.js" });
        (format!("vendor-{place}"), one)
    };
    let many: serde_json::Map<String, Value> = (0..60).map(vendor).collect();
    let settings = format!(
        r#"<script type="application/json" id="samtykke-settings">{}</script>"#,
        json!({ "vendors": many, "lang": "nb" })
    );
    page.visit(Shop::new().before(&settings).tag("")).await?;
    page.open_settings().await?;
    let count = "const count = (what) => document.querySelectorAll(arguments[0] + ' ' + what).length;
        return [count('small'), count('details input'), [...document.querySelectorAll('small')].pop().textContent].join();";
    check_eq!(
        page.script_with::<String>(count, vec![SETTINGS.into()]).await?,
        "9,60,+52",
        "names, switches, and how many more"
    );
    Ok(())
}

async fn a_vendor_of_a_later_revision_waits_for_an_answer(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(r#"data-meta="1234567890""#)).await?;
    page.accept().await?;
    page.ledger.first("www.facebook.com/tr").await?;
    page.ledger.forget();
    let since = json!({ "vendors": { "linkedin": { "since": 2 } } });
    let settings = format!(r#"<script type="application/json" id="samtykke-settings">{since}</script>"#);
    page.visit(Shop::new().before(&settings).tag(VENDORS)).await?;
    wait::until_true("the owner hears that nobody is asked", async || {
        Ok(page.warnings().await?.iter().any(|one| one.contains("never-asked vendors.linkedin.since")))
    })
    .await?;
    page.visit(Shop::new().before(&settings).tag(&format!(r#"{VENDORS} data-revision="2""#))).await?;
    page.is_asked().await?;
    page.ledger.first("www.facebook.com/tr").await?;
    wait::silence().await;
    check!(!page.ledger.touched("snap.licdn.com"), "LinkedIn runs before anybody was asked about it");
    page.open_settings().await?;
    let ticked = "return ['meta', 'linkedin'].map((name) => document.querySelector(`[name=samtykke-${name}]`).checked);";
    check_eq!(
        page.script::<[bool; 2]>(ticked).await?,
        [true, false],
        "nobody has ticked LinkedIn beforehand"
    );
    page.click(&format!("{SETTINGS} [data-samtykke=accept]")).await?;
    page.ledger.first("snap.licdn.com").await.map(drop)
}

/// The consent defaults in `dataLayer`.
async fn defaults(page: &Page<'_>) -> Result<Vec<Value>> {
    page.script(
        "return [...dataLayer].map((entry) => [...(entry.length ? entry : [])])
           .filter((entry) => entry[0] == 'consent' && entry[1] == 'default').map((entry) => entry[2]);",
    )
    .await
}

async fn regions_with_opt_out_get_a_default_of_their_own(page: &Page<'_>) -> Result<()> {
    let tag = format!(r#"{TWO} data-opt-out-regions="US-CA BR""#);
    page.visit(Shop::new().tag(&tag)).await?;
    let told = defaults(page).await?;
    check_eq!(told.len(), 2, "{told:?}");
    check_eq!((&told[0]["ad_storage"], &told[0]["region"]), (&json!("denied"), &Value::Null), "everywhere");
    check_eq!(
        (&told[1]["ad_storage"], &told[1]["region"]),
        (&json!("granted"), &json!(["US-CA", "BR"])),
        "there"
    );
    page.reject().await?;
    page.reload().await?;
    page.until_seen(REOPEN).await?;
    check_eq!(defaults(page).await?.len(), 1, "an answer holds everywhere");
    Ok(())
}

/// With settings in a file the default comes first, and an update would undo what holds for single regions.
async fn regions_with_opt_out_hold_with_settings_in_a_file_too(page: &Page<'_>) -> Result<()> {
    let file = Answer::json(json!({ "opt-out-regions": "US-CA" }).to_string());
    page.visit(Shop::new().tag(&format!(r#"{TWO} data-config="/consent.json""#)).file("/consent.json", file))
        .await?;
    page.is_asked().await?;
    check_eq!(defaults(page).await?.len(), 2, "defaults");
    let updates = "return [...dataLayer].filter((one) => one[0] == 'consent' && one[1] == 'update').length;";
    check_eq!(page.script::<u32>(updates).await?, 0, "updates");
    page.accept().await?;
    page.reload().await?;
    let told = format!("{} >= 1;", updates.trim_end_matches(';'));
    wait::until_true("who has said yes is believed", async || page.script(&told).await).await
}

async fn the_browsers_objection_is_heard_in_such_a_region(page: &Page<'_>) -> Result<()> {
    let objects =
        "<script>Object.defineProperty(navigator, 'globalPrivacyControl', { value: '1' });</script>";
    let tag = format!(r#"{TWO} data-opt-out-regions="US""#);
    page.visit(Shop::new().first(objects).tag(&tag)).await?;
    let told = defaults(page).await?;
    check_eq!(
        (&told[1]["ad_storage"], &told[1]["analytics_storage"]),
        (&json!("denied"), &json!("granted")),
        "there"
    );
    page.open_settings().await?;
    wait::until_true("the settings say so", async || {
        let read =
            "return document.querySelector(arguments[0]).textContent.includes('Global Privacy Control');";
        page.script_with(read, vec![SETTINGS.into()]).await
    })
    .await?;
    page.click(&format!("{SETTINGS} [data-samtykke=accept]")).await?;
    page.ledger.first("www.facebook.com/tr").await.map(drop)
}

async fn google_is_told_to_wait_and_to_pass_on_clicks(page: &Page<'_>) -> Result<()> {
    let tag = format!(r#"{TWO} data-wait-for-update="500" data-url-passthrough="true""#);
    page.visit(Shop::new().tag(&tag)).await?;
    check_eq!(defaults(page).await?[0]["wait_for_update"], 500, "milliseconds");
    let passes: bool = page
        .script("return [...dataLayer].some((entry) => entry[1] == 'url_passthrough' && entry[2]);")
        .await?;
    check!(passes, "url_passthrough");
    page.accept().await?;
    page.reload().await?;
    let first = &defaults(page).await?[0];
    check_eq!(first["wait_for_update"], Value::Null, "nobody waits for who has answered: {first}");
    Ok(())
}

async fn a_choice_holds_as_long_as_the_owner_says(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(&format!(r#"{TWO} data-months="1""#))).await?;
    page.accept().await?;
    page.script::<Value>(
        "const [digit, version, day, ...rest] = document.cookie.match(/samtykke=([^;]*)/)[1].split('.');
         document.cookie = 'samtykke=' + [digit, version, day - 32, ...rest].join('.') + '; path=/; secure';",
    )
    .await?;
    page.reload().await?;
    page.is_asked().await
}

async fn every_layout_asks_and_answers(page: &Page<'_>) -> Result<()> {
    for layout in ["box", "bar", "corner", "modal"] {
        for position in ["start", "top-end"] {
            let tag = format!(r#"{TWO} data-layout="{layout}" data-position="{position}""#);
            page.visit(Shop::new().tag(&tag)).await?;
            page.is_asked().await?;
            check!(page.has_own_box().await? || layout == "modal", "{layout} {position}");
            let top: f64 = page
                .script_with(
                    "return document.querySelector(arguments[0]).getBoundingClientRect().top;",
                    vec![FIRST.into()],
                )
                .await?;
            check!(
                layout == "modal" || (position == "top-end") == (top < 100.0),
                "{layout} {position} at {top}"
            );
            page.reject().await?;
            page.session().delete_all_cookies().await?;
        }
    }
    Ok(())
}

async fn an_overridden_state_is_named(page: &Page<'_>) -> Result<()> {
    let override_ = "<script id='culprit'>setTimeout(function () {
        (function () { dataLayer.push(arguments); })('consent', 'update', { ad_storage: 'granted' });
      }, 1500);</script>";
    page.visit(Shop::new().tag(TWO).body(override_)).await?;
    page.is_asked().await?;
    wait::until_true("the owner is told", async || {
        Ok(page.warnings().await?.iter().any(|one| one.contains("consent-overridden")))
    })
    .await
}

async fn a_cookie_that_comes_back_is_removed_again(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(VENDORS)).await?;
    page.reject().await?;
    wait::silence().await;
    page.script::<Value>("document.cookie = '_fbp=1; path=/';").await?;
    wait::until_true("it is gone", async || {
        Ok(!page.vendor_cookies().await?.iter().any(|name| name == "_fbp"))
    })
    .await?;
    check!(
        page.warnings()
            .await?
            .iter()
            .any(|one| one.contains("came-back: meta") || one.contains("came-back meta")),
        "the owner is told"
    );
    Ok(())
}
