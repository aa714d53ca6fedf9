//! The visitor: is asked, answers in one click, is remembered, changes their mind.

use crate::tags::{ANALYTICS, FOUR, LANDING, TWO, silent};
use anyhow::Result;
use serde_json::Value;
use support::ledger::Request;
use support::page::{FIRST, Page, REOPEN, SETTINGS, Second};
use support::shop::Shop;
use support::{check, check_eq, stories, wait};

stories![
    before_the_answer_nothing_leaves_but_cookieless_pings,
    accepting_releases_every_tag_once,
    the_answer_is_stored_inside_the_click,
    rejecting_keeps_all_silent_also_after_a_reload,
    statistics_alone_runs_analytics_alone,
    marketing_alone_stores_no_analytics_cookie,
    saving_with_nothing_ticked_is_a_refusal,
    a_returning_visitor_is_not_asked_and_the_first_hit_is_right,
    withdrawing_clears_the_cookies_and_the_next_page_is_silent,
    reopening_shows_the_present_choice_and_close_keeps_it,
    closing_without_an_answer_refuses,
    another_tab_follows_the_answer,
    a_window_beside_it_follows_the_answer,
    going_back_does_not_ask_again,
    a_page_drawn_ahead_of_the_click_runs_nothing,
];

async fn before_the_answer_nothing_leaves_but_cookieless_pings(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(FOUR)).await?;
    page.is_asked().await?;
    page.ledger.ping("page_view").await?;
    page.ledger.first("pagead2.googlesyndication.com/ccm/collect").await?;
    wait::silence().await;
    for hit in [page.ledger.pings(), page.ledger.to("pagead2.googlesyndication.com")].concat() {
        check_eq!(hit.param("gcs"), Some("G100"), "every ping says that all is denied");
        check_eq!(hit.param("npa"), Some("1"), "no personal advertising");
        check_eq!(hit.header("cookie"), None, "no cookie travels with a ping");
    }
    check!(page.ledger.to("googleads.g.doubleclick.net").is_empty(), "a hit with cookies");
    silent(page).await?;
    check_eq!(page.cookies().await?.len(), 0, "cookies before the answer");
    check_eq!(
        page.script::<usize>("return localStorage.length + sessionStorage.length;").await?,
        0,
        "storage"
    );
    Ok(())
}

async fn accepting_releases_every_tag_once(page: &Page<'_>) -> Result<()> {
    page.open_shop(Shop::new().tag(FOUR));
    page.go(LANDING).await?;
    page.ledger.ping("page_view").await?;
    page.accept().await?;
    let tag = page.ledger.first("www.facebook.com/tr").await?;
    check_eq!((tag.param("id"), tag.param("ev")), (Some("1234567890"), Some("PageView")), "Meta's first hit");
    let tag = page.ledger.first("px.ads.linkedin.com/collect").await?;
    check_eq!(tag.param("pid"), Some("7654321"), "LinkedIn's partner");
    page.ledger.first("googleads.g.doubleclick.net/pagead/viewthroughconversion/1234567890").await?;
    let hit = page.ledger.ping("user_engagement").await?;
    check_eq!(hit.param("gcs"), Some("G111"), "Google hears that all is granted");
    wait::silence().await;
    for (address, times) in [
        ("www.googletagmanager.com/gtag/js", 1),
        ("connect.facebook.net/en_US/fbevents.js", 1),
        ("snap.licdn.com/li.lms-analytics/insight.min.js", 1),
        ("www.facebook.com/tr", 1),
        ("px.ads.linkedin.com/collect", 1),
    ] {
        check_eq!(page.ledger.to(address).len(), times, "requests to {address}");
    }
    let views = page.ledger.pings().iter().filter(|hit| hit.param("en") == Some("page_view")).count();
    check_eq!(views, 1, "page views counted");
    for name in ["_ga", "_fbp", "li_fat_id", "_gcl_au"] {
        check!(page.cookie_named(name).await?.is_some(), "{name} is written");
    }
    Ok(())
}

async fn the_answer_is_stored_inside_the_click(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(FOUR)).await?;
    page.is_asked().await?;
    page.ledger.forget();
    // An untrusted click, as privacy tools send it: everything is decided before it returns.
    let (cookie, asked): (String, bool) = page
        .script(
            "const question = document.querySelector('samtykke-banner [data-samtykke-layer=first]');
             question.querySelector('[data-samtykke=accept]').click();
             return [document.cookie, question.isConnected && question.getClientRects().length > 0];",
        )
        .await?;
    check!(cookie.contains("samtykke=7."), "the cookie right after the click: {cookie:?}");
    check!(!asked, "the question is gone at once");
    page.ledger.first("connect.facebook.net").await?;
    Ok(())
}

async fn rejecting_keeps_all_silent_also_after_a_reload(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(FOUR)).await?;
    page.reject().await?;
    let cookie = page.cookie().await?.unwrap_or_default();
    check!(cookie.starts_with('0'), "a refusal starts with 0: {cookie:?}");
    wait::silence().await;
    page.reload().await?;
    page.until_seen(REOPEN).await?;
    wait::silence().await;
    check!(!page.banner_visible().await?, "asked again after a no");
    silent(page).await?;
    check_eq!(page.vendor_cookies().await?, Vec::<String>::new(), "cookies of vendors");
    for hit in page.ledger.pings() {
        check_eq!(hit.param("gcs"), Some("G100"), "pings stay denied");
    }
    Ok(())
}

async fn statistics_alone_runs_analytics_alone(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(FOUR)).await?;
    page.open_settings().await?;
    check_eq!(page.ticked().await?, Vec::<String>::new(), "nothing is ticked for the visitor");
    page.tick("statistics").await?;
    page.save().await?;
    let cookie = page.cookie().await?.unwrap_or_default();
    check!(cookie.starts_with("2."), "statistics is bit 2: {cookie:?}");
    let hit = page.ledger.ping("user_engagement").await?;
    check_eq!(hit.param("gcs"), Some("G101"), "analytics granted, ads denied");
    silent(page).await?;
    check_eq!(page.vendor_cookies().await?, ["_ga", "_ga_TEST000001"], "cookies of analytics alone");
    Ok(())
}

async fn marketing_alone_stores_no_analytics_cookie(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(FOUR)).await?;
    page.open_settings().await?;
    page.tick("marketing").await?;
    page.save().await?;
    let cookie = page.cookie().await?.unwrap_or_default();
    check!(cookie.starts_with("4."), "marketing is bit 4: {cookie:?}");
    page.ledger.first("www.facebook.com/tr").await?;
    page.ledger.first("px.ads.linkedin.com/collect").await?;
    let hit = page.ledger.first("googleads.g.doubleclick.net").await?;
    check_eq!(hit.param("gcs"), Some("G110"), "ads granted, analytics denied");
    wait::silence().await;
    check!(page.cookie_named("_ga").await?.is_none(), "_ga without consent to statistics");
    Ok(())
}

async fn saving_with_nothing_ticked_is_a_refusal(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(FOUR)).await?;
    page.open_settings().await?;
    page.save().await?;
    let cookie = page.cookie().await?.unwrap_or_default();
    check!(cookie.starts_with('0'), "a refusal starts with 0: {cookie:?}");
    silent(page).await
}

async fn a_returning_visitor_is_not_asked_and_the_first_hit_is_right(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(FOUR)).await?;
    page.accept().await?;
    page.ledger.first("www.facebook.com/tr").await?;
    wait::silence().await;
    page.ledger.forget();
    page.go("/checkout").await?;
    let hit = page.ledger.ping("page_view").await?;
    check_eq!(hit.param("gcs"), Some("G111"), "the very first hit");
    check_eq!(hit.param("gcd"), Some("13t3t3t3t5l1"), "granted by default, no update");
    page.ledger.first("www.facebook.com/tr").await?;
    page.ledger.first("px.ads.linkedin.com/collect").await?;
    page.until_seen(REOPEN).await?;
    wait::silence().await;
    check!(!page.banner_visible().await?, "asked again after a yes");
    let commands: Vec<String> =
        page.consent_commands().await?.into_iter().map(|(command, _)| command).collect();
    check_eq!(commands, ["default"], "consent commands of a returning visitor");
    Ok(())
}

async fn withdrawing_clears_the_cookies_and_the_next_page_is_silent(page: &Page<'_>) -> Result<()> {
    page.open_shop(
        Shop::new().tag(FOUR).body(r##"<a href="#" data-samtykke="withdraw" id="withdraw">Withdraw</a>"##),
    );
    page.go(LANDING).await?;
    page.accept().await?;
    page.ledger.first("px.ads.linkedin.com/collect").await?;
    wait::until_true("all vendors have stored something", async || {
        let names = page.vendor_cookies().await?;
        Ok(["_ga", "_fbp", "li_fat_id", "_gcl_au"].iter().all(|name| names.iter().any(|other| other == name)))
    })
    .await?;
    page.click("#withdraw").await?;
    wait::until_true("the cookie says no", async || {
        Ok(page.cookie().await?.is_some_and(|cookie| cookie.starts_with('0')))
    })
    .await?;
    wait::until_true("vendors' cookies are gone", async || Ok(page.vendor_cookies().await?.is_empty()))
        .await?;
    wait::silence().await;
    page.ledger.forget();
    page.go("/checkout").await?;
    let hit = page.ledger.ping("page_view").await?;
    check_eq!(hit.param("gcs"), Some("G100"), "denied from the first hit on");
    silent(page).await?;
    check_eq!(page.vendor_cookies().await?, Vec::<String>::new(), "vendors' cookies came back");
    Ok(())
}

async fn reopening_shows_the_present_choice_and_close_keeps_it(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(ANALYTICS)).await?;
    page.open_settings().await?;
    page.tick("statistics").await?;
    page.save().await?;
    let cookie = page.cookie().await?;
    page.reopen().await?;
    check_eq!(page.ticked().await?, ["statistics"], "the present choice");
    page.click(&format!("{SETTINGS} [data-samtykke=close]")).await?;
    page.until_gone(SETTINGS).await?;
    check_eq!(page.cookie().await?, cookie, "close keeps the choice");
    page.until_seen(REOPEN).await?;
    check!(!page.banner_visible().await?, "asked again after close");
    Ok(())
}

async fn closing_without_an_answer_refuses(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(TWO)).await?;
    page.open_settings().await?;
    page.tick("marketing").await?;
    page.click(&format!("{SETTINGS} [data-samtykke=close]")).await?;
    page.until_gone(SETTINGS).await?;
    page.until_gone(FIRST).await?;
    let cookie = page.cookie().await?.unwrap_or_default();
    check!(cookie.starts_with('0'), "close refuses, whatever was ticked: {cookie:?}");
    silent(page).await
}

async fn another_tab_follows_the_answer(page: &Page<'_>) -> Result<()> {
    follows_the_answer(page, Second::Tab).await
}

/// Both are in sight all the time, so no tab is ever shown or hidden.
async fn a_window_beside_it_follows_the_answer(page: &Page<'_>) -> Result<()> {
    follows_the_answer(page, Second::Window).await
}

async fn follows_the_answer(page: &Page<'_>, second: Second) -> Result<()> {
    page.visit(Shop::new().tag(TWO)).await?;
    page.is_asked().await?;
    let [first, _] = page.open_second(second).await?;
    page.go("/checkout").await?;
    // By script: WebKitGTK's driver opens tabs behind the first one, where no click lands.
    page.script::<Value>("samtykke.reject();").await?;
    if matches!(second, Second::Tab) {
        page.session().close_window().await?; // shows the first tab again
    }
    page.session().switch_to_window(first).await?;
    page.until_gone(FIRST).await?;
    let decided: bool = page.script("return samtykke.consent.decided;").await?;
    check!(decided, "the first page knows the answer");
    Ok(())
}

async fn going_back_does_not_ask_again(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(TWO)).await?;
    page.is_asked().await?;
    page.go("/checkout").await?;
    page.accept().await?;
    page.session().back().await?;
    page.until_gone(FIRST).await?;
    page.until_seen(REOPEN).await
}

/// Chromium draws a page ahead of the click that may never come. Engines that do not, have nothing to hold.
async fn a_page_drawn_ahead_of_the_click_runs_nothing(page: &Page<'_>) -> Result<()> {
    let rules = r#"<script type="speculationrules">
        {"prerender": [{"source": "list", "urls": ["/next"], "eagerness": "immediate"}]}</script>"#;
    page.visit(Shop::new().tag(TWO)).await?;
    page.accept().await?;
    page.ledger.first("www.facebook.com/tr").await?;
    page.visit(Shop::new().tag(TWO).head(rules)).await?;
    page.ledger.first("www.facebook.com/tr").await?;
    let ahead =
        "return Boolean(HTMLScriptElement.supports && HTMLScriptElement.supports('speculationrules'));";
    if page.script(ahead).await? {
        page.ledger.first(&format!("{}/next", page.host)).await?;
        wait::silence().await;
    }
    let next = format!("https://{}/next", page.host);
    let early = |hits: Vec<Request>| hits.iter().any(|hit| hit.param("dl") == Some(&next));
    check!(!early(page.ledger.to("www.facebook.com/tr")), "Meta counted a page nobody has seen");
    check!(!early(page.ledger.pings()), "Google counted a page nobody has seen");
    page.go("/next").await?;
    wait::until_true("the page counts once it is seen", async || {
        Ok(early(page.ledger.to("www.facebook.com/tr")))
    })
    .await
}
