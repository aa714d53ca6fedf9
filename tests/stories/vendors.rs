//! What each vendor hears, and when: Google's Consent Mode, the queues that stand for a vendor until it may run, and
//! what a withdrawal takes back.

use crate::tags::{ANALYTICS, FOUR, LANDING, SILENT, TWO};
use anyhow::Result;
use serde_json::{Value, json};
use std::time::{SystemTime, UNIX_EPOCH};
use support::page::Page;
use support::shop::Shop;
use support::{check, check_eq, stories, wait};

stories![
    the_consent_default_comes_first_with_seven_signals,
    microsoft_is_told_denied_before_anything_else,
    the_analytics_cookie_lives_seven_days,
    click_ids_are_taken_out_of_pings,
    consent_is_told_to_google_once_per_change,
    basic_mode_contacts_google_only_after_consent,
    calls_before_consent_wait_and_run_once,
    calls_before_a_refusal_vanish_for_good,
    the_pages_own_gtag_calls_reach_google,
    withdrawing_tells_google_and_meta,
    withdrawing_clears_local_storage_too,
    an_id_list_configures_every_account,
];

const SIGNALS: [&str; 7] = [
    "ad_storage",
    "ad_user_data",
    "ad_personalization",
    "analytics_storage",
    "functionality_storage",
    "personalization_storage",
    "security_storage",
];

async fn the_consent_default_comes_first_with_seven_signals(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(FOUR)).await?;
    page.is_asked().await?;
    let layer = page.data_layer().await?;
    let first = layer.first().and_then(|entry| entry.get("arguments")).cloned().unwrap_or_default();
    let command =
        [first.get(0), first.get(1)].map(|part| part.and_then(Value::as_str).unwrap_or_default().to_owned());
    check_eq!(command, ["consent", "default"], "the first entry, a real arguments object, in {layer:?}");
    for signal in SIGNALS {
        check_eq!(first.get(2).and_then(|signals| signals.get(signal)), Some(&json!("denied")), "{signal}");
    }
    let config = position(&layer, &json!("config"));
    for entry in [json!(["set", "ads_data_redaction", true]), json!(["set", { "cookie_expires": 604_800 }])] {
        let place = layer.iter().position(|found| found.get("arguments") == Some(&entry));
        check!(place.is_some() && place < config, "{entry} stands before config, in {layer:?}");
    }
    let kinds: Vec<_> = layer.iter().filter(|entry| entry.get("arguments").is_none()).collect();
    check!(
        kinds.iter().all(|entry| entry.pointer("/value/event").is_some()),
        "commands are arguments: {kinds:?}"
    );
    Ok(())
}

fn position(layer: &[Value], command: &Value) -> Option<usize> {
    layer.iter().position(|entry| entry.pointer("/arguments/0") == Some(command))
}

async fn microsoft_is_told_denied_before_anything_else(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(ANALYTICS)).await?;
    let default = ["consent", "default"].map(|text| json!({ "kind": "[object String]", "value": text }));
    let queue = page.queue("uetq").await?;
    check_eq!(queue.get(..2), Some(default.as_slice()), "the first two entries");
    check_eq!(
        queue.get(2).and_then(|entry| entry.pointer("/value/ad_storage")),
        Some(&json!("denied")),
        "the third"
    );
    page.accept().await?;
    wait::until_true("Microsoft is told of the consent", async || {
        let queue = page.queue("uetq").await?;
        let update = queue.iter().position(|entry| entry.get("value") == Some(&json!("update")));
        let signals =
            update.and_then(|at| queue.get(at + 1)).and_then(|entry| entry.pointer("/value/ad_storage"));
        Ok(signals == Some(&json!("granted")))
    })
    .await
}

async fn the_analytics_cookie_lives_seven_days(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(FOUR)).await?;
    page.accept().await?;
    for name in ["_ga", "_ga_TEST000001", "_gcl_au"] {
        let cookie =
            wait::until(&format!("{name} is written"), async || page.cookie_named(name).await).await?;
        let now = i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs())?;
        let seconds = cookie.expiry.unwrap_or_default() - now;
        check!((604_800 - 120..=604_800 + 5).contains(&seconds), "{name} lives {seconds} s, not seven days");
    }
    Ok(())
}

async fn click_ids_are_taken_out_of_pings(page: &Page<'_>) -> Result<()> {
    page.open_shop(Shop::new().tag(FOUR));
    page.go(LANDING).await?;
    let ping = page.ledger.first("pagead2.googlesyndication.com/ccm/collect").await?;
    check_eq!(ping.param("gclid"), Some("0"), "the click id of a visitor who has not answered");
    Ok(())
}

async fn consent_is_told_to_google_once_per_change(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(ANALYTICS)).await?;
    page.accept().await?;
    page.ledger.ping("user_engagement").await?;
    wait::silence().await;
    let commands = page.consent_commands().await?;
    let names: Vec<&str> = commands.iter().map(|(name, _)| name.as_str()).collect();
    check_eq!(names, ["default", "update"], "one default, one update");
    let granted = commands.last().is_some_and(|(_, signals)| {
        ["ad_storage", "ad_user_data", "ad_personalization", "analytics_storage"]
            .iter()
            .all(|signal| signals.get(signal) == Some(&json!("granted")))
    });
    check!(granted, "the update grants all four: {commands:?}");
    Ok(())
}

async fn basic_mode_contacts_google_only_after_consent(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(&format!("{FOUR} data-mode=\"basic\""))).await?;
    page.is_asked().await?;
    wait::silence().await;
    let hosts: Vec<String> = page.ledger.foreign().into_iter().map(|request| request.host).collect();
    check!(!hosts.iter().any(|host| host.contains("google")), "Google before the answer: {hosts:?}");
    page.open_settings().await?;
    page.tick("statistics").await?;
    page.save().await?;
    let hit = page.ledger.ping("page_view").await?;
    check_eq!(hit.param("gcs"), Some("G101"), "the first hit of the page");
    wait::silence().await;
    let script = page.ledger.first("www.googletagmanager.com/gtag/js").await?;
    check_eq!(script.param("id"), Some("G-TEST000001"), "the script is loaded for analytics");
    for host in ["pagead2.googlesyndication.com", "googleads.g.doubleclick.net"] {
        check!(page.ledger.to(host).is_empty(), "Ads heard of it at {host}");
    }
    Ok(())
}

const CALLS: &str = "<script>
    fbq('track', 'AddToCart', { value: '12' });
    lintrk('track', { conversion_id: 4711 });
    gtag('event', 'sign_up', { method: 'mail' });
</script>";

async fn calls_before_consent_wait_and_run_once(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(FOUR).head(CALLS)).await?;
    page.is_asked().await?;
    wait::silence().await;
    check!(page.ledger.to("www.facebook.com").is_empty(), "Meta heard before consent");
    page.accept().await?;
    let of_meta = |event: &str| {
        page.ledger.to("www.facebook.com/tr").iter().filter(|hit| hit.param("ev") == Some(event)).count()
    };
    wait::until_true("Meta hears of the call", async || Ok(of_meta("AddToCart") > 0)).await?;
    wait::until_true("LinkedIn hears of the call", async || {
        Ok(page
            .ledger
            .to("px.ads.linkedin.com/collect")
            .iter()
            .any(|hit| hit.param("conversionId") == Some("4711")))
    })
    .await?;
    page.ledger.ping("sign_up").await?;
    wait::silence().await;
    check_eq!((of_meta("PageView"), of_meta("AddToCart")), (1, 1), "each of Meta's events once");
    let first = page.ledger.to("www.facebook.com/tr").into_iter().find(|hit| hit.param("ec") == Some("0"));
    check_eq!(
        first.as_ref().and_then(|hit| hit.param("ev")),
        Some("PageView"),
        "the event that Meta counts first"
    );
    let hits = page.ledger.pings().iter().filter(|hit| hit.param("en") == Some("sign_up")).count();
    check_eq!(hits, 1, "the page's own event reaches Google once");
    Ok(())
}

async fn calls_before_a_refusal_vanish_for_good(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(FOUR).head(CALLS)).await?;
    page.reject().await?;
    page.script::<Value>("fbq('track', 'Lead'); lintrk('track', { conversion_id: 4712 });").await?;
    wait::silence().await;
    for host in SILENT {
        check!(!page.ledger.touched(host), "{host} was contacted after a refusal");
    }
    page.reopen().await?;
    page.click("samtykke-banner dialog [data-samtykke=accept]").await?;
    wait::until_true("Meta counts the page", async || {
        Ok(page.ledger.to("www.facebook.com/tr").iter().any(|hit| hit.param("ev") == Some("PageView")))
    })
    .await?;
    page.ledger.first("px.ads.linkedin.com/collect").await?;
    wait::silence().await;
    let events: Vec<_> =
        page.ledger.to("www.facebook.com/tr").iter().map(|hit| hit.param("ev").map(str::to_owned)).collect();
    check_eq!(events, [Some("PageView".to_owned())], "what Meta hears after a no and a later yes");
    let conversions = page
        .ledger
        .to("px.ads.linkedin.com/collect")
        .iter()
        .filter(|hit| hit.param("conversionId").is_some())
        .count();
    check_eq!(conversions, 0, "conversions from the time of the refusal");
    Ok(())
}

async fn the_pages_own_gtag_calls_reach_google(page: &Page<'_>) -> Result<()> {
    // Owners often keep this line of Google's snippet.
    let own = "<script>window.dataLayer = window.dataLayer || [];
        function gtag(){dataLayer.push(arguments);}
        gtag('event', 'purchase', { value: 5 });</script>";
    page.visit(Shop::new().tag(ANALYTICS).head(own)).await?;
    let hit = page.ledger.ping("purchase").await?;
    check_eq!(hit.param("gcs"), Some("G100"), "before the answer it is a ping");
    page.accept().await?;
    page.ledger.ping("user_engagement").await?;
    page.script::<Value>("gtag('event', 'refund', {});").await?;
    let hit = page.ledger.ping("refund").await?;
    check_eq!(hit.param("gcs"), Some("G111"), "after a yes it counts in full");
    Ok(())
}

async fn withdrawing_tells_google_and_meta(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(TWO)).await?;
    page.accept().await?;
    page.ledger.first("www.facebook.com/tr").await?;
    page.ledger.ping("user_engagement").await?;
    page.script::<Value>("samtykke.withdraw();").await?;
    wait::until_true("Google is told", async || {
        let told = page.consent_commands().await?;
        Ok(told.last().is_some_and(|(_, signals)| signals.get("analytics_storage") == Some(&json!("denied"))))
    })
    .await?;
    wait::until_true("the cookies are gone", async || Ok(page.vendor_cookies().await?.is_empty())).await?;
    page.ledger.forget();
    page.script::<Value>("fbq('track', 'Lead'); gtag('event', 'late', {});").await?;
    let hit = page.ledger.ping("late").await?;
    check_eq!(hit.param("gcs"), Some("G100"), "Google hears that all is denied");
    wait::silence().await;
    check!(page.ledger.to("www.facebook.com").is_empty(), "Meta counts after the withdrawal");
    check_eq!(page.vendor_cookies().await?, Vec::<String>::new(), "cookies came back");
    Ok(())
}

async fn withdrawing_clears_local_storage_too(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(FOUR)).await?;
    page.accept().await?;
    let keys = "return Object.keys(localStorage).filter((key) => /^(li_adsId|lastExternalReferrer)/.test(key)).length;";
    wait::until_true("vendors keep something in local storage", async || {
        Ok(page.script::<usize>(keys).await? >= 3)
    })
    .await?;
    page.script::<Value>("localStorage.setItem('basket', '1'); samtykke.withdraw();").await?;
    wait::until_true("vendors' keys are gone", async || Ok(page.script::<usize>(keys).await? == 0)).await?;
    // LinkedIn hears no withdrawal, so the page is loaded anew meanwhile.
    wait::until_true("the shop's own key stays", async || {
        page.script("return localStorage.getItem('basket') === '1';").await
    })
    .await
}

async fn an_id_list_configures_every_account(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(r#"data-google-analytics="G-TEST000001 G-TEST000002" data-meta="111, 222""#))
        .await?;
    wait::until_true("both properties count the page", async || {
        let hits = page.ledger.pings();
        Ok(["G-TEST000001", "G-TEST000002"]
            .iter()
            .all(|id| hits.iter().any(|hit| hit.param("tid") == Some(id))))
    })
    .await?;
    page.accept().await?;
    wait::until_true("both pixels count the page", async || {
        let hits = page.ledger.to("www.facebook.com/tr");
        Ok(["111", "222"].iter().all(|id| hits.iter().any(|hit| hit.param("id") == Some(id))))
    })
    .await?;
    wait::silence().await;
    check_eq!(
        page.ledger.to("www.googletagmanager.com/gtag/js").len(),
        1,
        "one script serves both properties"
    );
    check_eq!(page.ledger.to("www.facebook.com/tr").len(), 2, "one page view for each pixel");
    Ok(())
}
