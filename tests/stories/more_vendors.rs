//! Vendors that few sites name: how they are managed lies in `samtykke-vendors.js`. They wait and run like all others.

use anyhow::Result;
use serde_json::{Value, json};
use std::time::Duration;
use support::answer::Answer;
use support::ledger::Request;
use support::page::{Page, REOPEN};
use support::shop::Shop;
use support::{check, check_eq, dist, stories, wait};

stories![
    every_further_vendor_waits_runs_once_and_hears_what_was_called,
    every_further_vendor_is_silent_after_a_refusal,
    withdrawing_removes_what_every_further_vendor_left,
    vendors_that_listen_are_told_of_a_withdrawal,
    a_strict_policy_lets_the_file_in,
    without_the_file_its_vendors_stay_held,
    an_id_of_another_form_is_named_and_left_out,
    one_vendor_in_basic_mode_never_pings,
    settings_in_a_file_name_further_vendors_too,
    pages_that_name_none_do_not_load_the_file,
];

/// A further vendor: attribute, how the page calls it, its script, its hits, where in them stand its id and the call.
struct Further {
    tag: &'static str,
    early: &'static str,
    script: &'static str,
    hit: &'static str,
    id: (&'static str, &'static str),
    call: &'static str,
}

macro_rules! further {
    ($($tag:literal $early:literal $script:literal $hit:literal $id:literal = $value:literal $call:literal,)+) => {
        &[$(Further {
            tag: $tag, early: $early, script: $script, hit: $hit, id: ($id, $value), call: $call,
        }),+]
    };
}

const ALL: &[Further] = further![
    r#"data-hotjar="1234567""# "hj('early')" "static.hotjar.com/c/hotjar-1234567.js" "content.hotjar.io/collect" "id" = "1234567" "call",
    r#"data-tiktok-pixel="C4TEST""# "ttq.track('early')" "analytics.tiktok.com/i18n/pixel/events.js" "analytics.tiktok.com/api/v2/pixel" "id" = "C4TEST" "event",
    r#"data-pinterest-tag="2612345""# "pintrk('track', 'early')" "s.pinimg.com/ct/core.js" "ct.pinterest.com/v3/" "tid" = "2612345" "event",
    r#"data-snapchat-pixel="0123-cdef""# "snaptr('track', 'early')" "sc-static.net/scevent.min.js" "tr.snapchat.com/p" "id" = "0123-cdef" "event",
    r#"data-x-pixel="o1abc""# "twq('event', 'early')" "static.ads-twitter.com/uwt.js" "analytics.twitter.com/1/i/adsct" "id" = "o1abc" "event",
    r#"data-reddit-pixel="a2_test""# "rdt('track', 'early')" "www.redditstatic.com/ads/pixel.js" "alb.reddit.com/rp.gif" "id" = "a2_test" "event",
    r#"data-hubspot="eu1/7654321""# "_hsq.push(['early'])" "js-eu1.hs-scripts.com/7654321.js" "track.hubspot.com/__ptq.gif" "a" = "7654321" "call",
    r#"data-matomo="https://stats.matomo.test/count/3""# "_paq.push(['trackEvent', 'early'])" "stats.matomo.test/count/matomo.js" "stats.matomo.test/count/matomo.php" "idsite" = "3" "event",
    r#"data-plausible="shop-1.example""# "plausible('early')" "plausible.io/js/script.js" "plausible.io/api/event" "domain" = "shop-1.example" "event",
    r#"data-fathom="ABCDEFGH""# "fathom.trackEvent('early')" "cdn.usefathom.com/script.js" "cdn.usefathom.com/event" "sid" = "ABCDEFGH" "event",
    r#"data-klaviyo="AbC123""# "klaviyo.early({}).then" "static.klaviyo.com/onsite/js/klaviyo.js" "a.klaviyo.com/onsite/track" "company" = "AbC123" "call",
    r#"data-criteo="12345""# "criteo_q.push({ event: 'early' })" "dynamic.criteo.com/js/ld/ld.js" "sslwidget.criteo.com/event" "a" = "12345" "event",
    r#"data-posthog="eu/phc_Test1""# "posthog.capture('early')" "eu-assets.i.posthog.com/static/array.js" "eu.i.posthog.com/e/" "token" = "phc_Test1" "event",
    r#"data-survicate="0123abcd""# "_sva.showSurvey('early')" "survey.survicate.com/workspaces/0123abcd/web_surveys.js" "respondent.survicate.com/hit" "workspace" = "0123abcd" "call",
];

/// Three of them: attribute, and where they send what they see.
const HOTJAR: (&str, &str) = (r#"data-hotjar="1234567""#, "content.hotjar.io/collect");
const PINTEREST: (&str, &str) = (r#"data-pinterest-tag="2612345""#, "ct.pinterest.com/v3/");
const MATOMO: (&str, &str) =
    (r#"data-matomo="https://stats.matomo.test/count/3""#, "stats.matomo.test/count/matomo.php");

/// What they leave: cookies.
const LEFTOVERS: [&str; 15] = [
    "_hjSessionUser_1234567",
    "_hjSession_1234567",
    "_ttp",
    "ttcsid",
    "_pin_unauth",
    "_scid",
    "_twclid",
    "_rdt_uuid",
    "__hstc",
    "hubspotutk",
    "_pk_id.1.1fff",
    "_pk_ses.1.1fff",
    "__kla_id",
    "cto_bundle",
    "ph_phc_Test1_posthog",
];

fn tag() -> String {
    ALL.iter().map(|vendor| vendor.tag).collect::<Vec<_>>().join(" ")
}

fn addresses(requests: &[Request]) -> Vec<String> {
    requests.iter().map(Request::address).collect()
}

/// After a while nobody besides the shop has been contacted, and nothing is stored.
pub async fn nobody_heard_anything(page: &Page<'_>) -> Result<()> {
    wait::silence().await;
    check_eq!(addresses(&page.ledger.foreign()), Vec::<String>::new(), "requests to vendors");
    check_eq!(page.vendor_cookies().await?, Vec::<String>::new(), "cookies");
    check_eq!(
        page.script::<Vec<String>>("return Object.keys(localStorage);").await?,
        Vec::<String>::new(),
        "storage"
    );
    Ok(())
}

/// A shop that names all of them, and calls each before anybody has answered.
fn busy_shop() -> Shop {
    let calls = ALL.iter().map(|vendor| vendor.early).collect::<Vec<_>>().join(";\n");
    Shop::new().tag(&tag()).head(&format!("<script>{calls}</script>"))
}

async fn every_further_vendor_waits_runs_once_and_hears_what_was_called(page: &Page<'_>) -> Result<()> {
    page.visit(busy_shop()).await?;
    page.is_asked().await?;
    nobody_heard_anything(page).await?;
    page.accept().await?;
    for vendor in ALL {
        page.ledger.first(vendor.hit).await?;
    }
    wait::silence().await;
    for Further { script, hit, id: (name, value), call, .. } in ALL {
        check_eq!(page.ledger.to(script).len(), 1, "{script} is loaded once");
        let hits = page.ledger.to(hit);
        check_eq!(hits.len(), 2, "{hit} counts the page view and the call: {hits:?}");
        check!(hits.iter().all(|hit| hit.param(name) == Some(value)), "{hit} has its id: {hits:?}");
        let is_call = |hit: &&Request| ["early", "showSurvey"].contains(&hit.param(call).unwrap_or_default());
        check_eq!(hits.iter().filter(is_call).count(), 1, "{hit} hears of the call: {hits:?}");
    }
    check_eq!(page.warnings().await?, Vec::<String>::new(), "warnings");
    // Other calls than before: browsers load an image of the same address once.
    let late = |call: &str| call.replace("early", "late").replace("showSurvey", "setVisitorTraits");
    let late = ALL.iter().map(|vendor| late(vendor.early)).collect::<Vec<_>>().join(";\n");
    page.ledger.forget();
    page.script::<Value>(&late).await?;
    for vendor in ALL {
        page.ledger.first(vendor.hit).await?;
    }
    Ok(())
}

async fn every_further_vendor_is_silent_after_a_refusal(page: &Page<'_>) -> Result<()> {
    page.visit(busy_shop()).await?;
    page.reject().await?;
    nobody_heard_anything(page).await?;
    page.reload().await?;
    page.until_seen(REOPEN).await?;
    nobody_heard_anything(page).await?;
    page.script::<Value>("samtykke.accept();").await?;
    for vendor in ALL {
        page.ledger.first(vendor.hit).await?;
    }
    Ok(())
}

async fn withdrawing_removes_what_every_further_vendor_left(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(&tag())).await?;
    page.accept().await?;
    wait::until_true("vendors keep cookies", async || {
        let kept = page.vendor_cookies().await?;
        Ok(LEFTOVERS.iter().all(|name| kept.iter().any(|one| one == name)))
    })
    .await?;
    page.script::<Value>("window.before = true; samtykke.withdraw();").await?;
    wait::until_true("the page is another", async || {
        page.script("return !window.before && !!window.samtykke && samtykke.consent.decided;").await
    })
    .await?;
    page.until_seen(REOPEN).await?;
    page.ledger.forget();
    nobody_heard_anything(page).await
}

/// Pinterest and Matomo obey their signal, so the page stays.
async fn vendors_that_listen_are_told_of_a_withdrawal(page: &Page<'_>) -> Result<()> {
    let listening = [PINTEREST.0, MATOMO.0].join(" ");
    page.visit(Shop::new().tag(&listening)).await?;
    page.accept().await?;
    page.ledger.first(PINTEREST.1).await?;
    page.ledger.first(MATOMO.1).await?;
    page.script::<Value>("window.before = true; samtykke.withdraw();").await?;
    wait::until_true("their cookies are gone", async || Ok(page.vendor_cookies().await?.is_empty())).await?;
    page.ledger.forget();
    let calls = "pintrk('track', 'late'); _paq.push(['trackEvent', 'late']);";
    page.script::<Value>(calls).await?;
    nobody_heard_anything(page).await?;
    check!(page.script::<bool>("return window.before === true;").await?, "the same page");
    page.script::<Value>(&format!("samtykke.accept(); setTimeout(() => {{ {calls} }}, 500);")).await?;
    page.ledger.first(PINTEREST.1).await?;
    page.ledger.first(MATOMO.1).await?;
    Ok(())
}

async fn a_strict_policy_lets_the_file_in(page: &Page<'_>) -> Result<()> {
    let policy = "default-src 'none'; script-src 'nonce-r4nd0m' 'strict-dynamic' 'wasm-unsafe-eval'; \
        img-src 'self' https://content.hotjar.io; require-trusted-types-for 'script'; trusted-types samtykke";
    let tag = format!(r#"nonce="r4nd0m" {}"#, HOTJAR.0);
    page.visit(Shop::new().csp(policy).nonce("r4nd0m").tag(&tag)).await?;
    page.accept().await?;
    page.ledger.first(HOTJAR.1).await?;
    check_eq!(page.blocked().await?, Vec::<String>::new(), "what the policy blocked");
    Ok(())
}

async fn without_the_file_its_vendors_stay_held(page: &Page<'_>) -> Result<()> {
    let script = dist::read("samtykke-vendors.js").map_or_else(Answer::missing, Answer::script);
    let late = Answer { delay: Duration::from_secs(5), ..script };
    for answer in [Answer::missing(), Answer::html("<!doctype html>Not here"), late] {
        page.excuse("SyntaxError");
        page.excuse("404");
        let tag = format!(r#"data-meta="1234567890" {}"#, HOTJAR.0);
        let calls = "<script>hj('early');</script>";
        page.visit(Shop::new().tag(&tag).head(calls).file("/samtykke-vendors.js", answer)).await?;
        page.is_asked().await?;
        let warnings = page.warnings().await?;
        check!(warnings.iter().any(|warning| warning.contains("vendors-missing")), "{warnings:?}");
        page.accept().await?;
        page.ledger.first("www.facebook.com/tr").await?;
        wait::silence().await;
        check!(!page.ledger.touched("static.hotjar.com"), "Hotjar is held");
        page.session().delete_all_cookies().await?;
    }
    Ok(())
}

/// An owner who asks for one vendor without pings gets none, whatever comes of the file that knows of it.
async fn one_vendor_in_basic_mode_never_pings(page: &Page<'_>) -> Result<()> {
    let basic = json!({ "vendors": { "google-ads": { "mode": "basic" } } });
    let settings = format!(r#"<script type="application/json" id="samtykke-settings">{basic}</script>"#);
    let shop = || Shop::new().before(&settings).tag(r#"data-google-ads="AW-123456789""#);
    page.visit(shop().file("/samtykke-vendors.js", Answer::missing())).await?;
    page.is_asked().await?;
    wait::silence().await;
    check!(!page.ledger.touched("www.googletagmanager.com"), "without the file");
    page.visit_first(shop()).await?;
    page.accept().await?;
    page.ledger.first("www.googletagmanager.com/gtag/js").await?;
    page.script::<Value>("window.before = true; samtykke.withdraw();").await?;
    wait::until_true("a withdrawal loads the page anew", async || {
        page.script("return !window.before && Boolean(window.samtykke?.consent.decided);").await
    })
    .await?;
    page.ledger.forget();
    wait::silence().await;
    check!(!page.ledger.touched("www.googletagmanager.com"), "after a withdrawal");
    Ok(())
}

async fn an_id_of_another_form_is_named_and_left_out(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(r#"data-hotjar="G-TEST" data-reddit-pixel="t2/x" data-criteo="12345""#))
        .await?;
    page.is_asked().await?;
    let warnings = page.warnings().await?;
    check_eq!(warnings.len(), 2, "a warning each: {warnings:?}");
    for name in ["hotjar", "reddit-pixel"] {
        let expected = warnings.iter().any(|one| one.contains("malformed-setting") && one.contains(name));
        check!(expected, "{name} is named: {warnings:?}");
    }
    page.accept().await?;
    page.ledger.first("sslwidget.criteo.com/event").await?;
    wait::silence().await;
    for host in ["static.hotjar.com", "www.redditstatic.com"] {
        check!(!page.ledger.touched(host), "{host} was contacted");
    }
    Ok(())
}

async fn settings_in_a_file_name_further_vendors_too(page: &Page<'_>) -> Result<()> {
    let file = Answer::json(json!({ "hotjar": "1234567", "plausible": "shop-1.example" }).to_string());
    page.visit(Shop::new().tag(r#"data-config="/consent.json""#).file("/consent.json", file)).await?;
    page.is_asked().await?;
    nobody_heard_anything(page).await?;
    page.accept().await?;
    page.ledger.first("content.hotjar.io/collect").await?;
    page.ledger.first("plausible.io/api/event").await?;
    Ok(())
}

async fn pages_that_name_none_do_not_load_the_file(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(r#"data-meta="1234567890""#)).await?;
    page.accept().await?;
    page.ledger.first("www.facebook.com/tr").await?;
    let file = format!("{}/samtykke-vendors.js", page.host);
    check!(page.ledger.to(&file).is_empty(), "{file} was loaded");
    Ok(())
}
