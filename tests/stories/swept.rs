//! A no leaves nothing behind that script can remove: on hosts below others and under suffixes of two parts, on every
//! path, in both storages, also where a vendor's script writes it anew.

use anyhow::Result;
use serde_json::Value;
use support::answer::Answer;
use support::page::Page;
use support::shop::Shop;
use support::{check, check_eq, dist, stories, wait};

stories![
    nothing_is_left_on_www,
    nothing_is_left_below_a_shop,
    nothing_is_left_under_co_uk,
    nothing_is_left_at_the_start_of_a_refused_page,
    what_is_written_anew_is_removed_anew,
    a_marked_vendor_leaves_nothing_either,
    what_a_container_ran_leaves_nothing,
    what_a_marked_vendor_writes_after_a_late_yes_stays,
];

const LEDGER: &str = include_str!("../pages/test-ledger.js");

/// What Meta and HubSpot leave, in every place that this page can write to; one cookie is the server's, closed to scripts.
const LEAVE: &str = "
    const labels = location.hostname.split('.');
    const domains = ['', ...labels.map((_, at) => ';domain=' + labels.slice(at).join('.'))];
    const paths = ['/', '/deep', '/deep/', '/deep/er', '/deep/er/', '/deep/er/page', ''];
    for (const domain of domains) for (const path of paths) {
      for (const name of ['_fbp', '_fbc', '_gcl_au', '_ga_TEST000001']) document.cookie = name + '=1' + domain + (path && ';path=' + path) + ';max-age=9999';
    }
    document.cookie = '_fbp=parted;path=/;secure;samesite=none;partitioned';
    for (const storage of [localStorage, sessionStorage]) {
      storage.setItem('lastExternalReferrer', 'empty');
      storage.setItem('basket', '1');
    }
    document.cookie = 'basket=1;path=/';";

const TAG: &str = r#"<script src="/samtykke.js" data-meta="1234567890" data-google-analytics="G-TEST000001" data-google-ads="AW-1234567890" data-mode="basic"></script>"#;

fn site(host: &str) -> Shop {
    let html = format!(
        r#"<!doctype html><html lang="en"><title>Shop</title><script src="/test-ledger.js"></script><body><p id="checkout">Shop</p>{TAG}"#
    );
    let page = || Answer::html(html.clone()).header("set-cookie", "_fbc=server; Path=/; HttpOnly");
    let mut shop = Shop::new()
        .elsewhere(&format!("{host}/test-ledger.js"), Answer::script(LEDGER))
        .elsewhere(&format!("{host}/favicon.ico"), Answer::empty())
        .elsewhere(&format!("{host}/deep/er/page"), page())
        .elsewhere(&format!("{host}/deep/er/next"), page());
    for file in ["samtykke.js", "samtykke-later.js"] {
        shop = shop.elsewhere(&format!("{host}/{file}"), dist::answer(file));
    }
    shop
}

/// What is left, as the browser itself tells it: cookies, then keys.
async fn left(page: &Page<'_>) -> Result<Vec<String>> {
    let cookies = page.cookies().await?;
    let mut left: Vec<String> = cookies
        .into_iter()
        .filter(|one| one.name != "samtykke")
        .map(|one| format!("{}={} {}", one.name, one.value, one.path.unwrap_or_default()))
        .collect();
    let keys: Vec<String> =
        page.script("return [...Object.keys(localStorage), ...Object.keys(sessionStorage)];").await?;
    left.extend(keys);
    left.sort();
    Ok(left)
}

/// The shop's own, and what only the server can remove.
const OWN: [&str; 4] = ["_fbc=server /", "basket", "basket", "basket=1 /"];

async fn only_its_own_is_left(page: &Page<'_>) -> Result<()> {
    let gone = wait::until_true("only the shop's own is left", async || Ok(left(page).await? == OWN)).await;
    check_eq!(left(page).await?, OWN, "what is left");
    gone
}

/// The next story finds the host as this one did.
async fn clean(page: &Page<'_>) -> Result<()> {
    page.script::<Value>("localStorage.clear(); sessionStorage.clear();").await?;
    Ok(page.session().delete_all_cookies().await?)
}

async fn nothing_is_left(page: &Page<'_>, host: &str) -> Result<()> {
    page.open_shop(site(host));
    let address = format!("https://{host}/deep/er/page");
    page.session().goto(address.as_str()).await?;
    clean(page).await?;
    page.session().goto(address.as_str()).await?;
    page.script::<Value>(LEAVE).await?;
    check!(left(page).await?.len() > 12, "vendors have left something: {:?}", left(page).await?);
    page.reject().await?;
    only_its_own_is_left(page).await?;
    clean(page).await
}

async fn nothing_is_left_on_www(page: &Page<'_>) -> Result<()> {
    nothing_is_left(page, "www.example.test").await
}

async fn nothing_is_left_below_a_shop(page: &Page<'_>) -> Result<()> {
    nothing_is_left(page, "shop.example.test").await
}

async fn nothing_is_left_under_co_uk(page: &Page<'_>) -> Result<()> {
    nothing_is_left(page, "www.shop.co.uk").await
}

/// Somebody has written them while nobody looked; the next page view sweeps again.
async fn nothing_is_left_at_the_start_of_a_refused_page(page: &Page<'_>) -> Result<()> {
    const HOST: &str = "www.again.co.uk";
    page.open_shop(site(HOST));
    let address = format!("https://{HOST}/deep/er/page");
    page.session().goto(address.as_str()).await?;
    clean(page).await?;
    page.session().goto(address.as_str()).await?;
    page.reject().await?;
    wait::silence().await;
    page.session().goto(format!("https://{HOST}/deep/er/next")).await?;
    page.script::<Value>(LEAVE).await?;
    page.session().goto(address.as_str()).await?;
    only_its_own_is_left(page).await?;
    clean(page).await
}

/// One of `samtykke-vendors.js`, which such a page does not load; at a withdrawal, and on the next page too.
async fn a_marked_vendor_leaves_nothing_either(page: &Page<'_>) -> Result<()> {
    let marked = r#"<script type="text/plain" data-samtykke-purpose="statistics" data-samtykke-vendor="hotjar">
        document.cookie = '_hjSession_1=x; path=/; max-age=999'; localStorage.setItem('hjViewportId', '1');</script>"#;
    page.visit(Shop::new().tag("").body(marked)).await?;
    page.accept().await?;
    let left = "return [document.cookie.includes('_hjSession_1'), 'hjViewportId' in localStorage];";
    wait::until_true("it has run", async || Ok(page.script::<[bool; 2]>(left).await? == [true, true]))
        .await?;
    page.script::<Value>("samtykke.withdraw();").await?;
    wait::until_true("all is gone", async || Ok(page.script::<[bool; 2]>(left).await? == [false, false]))
        .await?;
    page.until_seen(support::page::REOPEN).await?;
    page.script::<Value>("document.cookie = '_hjSession_1=y; path=/; max-age=999';").await?;
    page.go("/next").await?;
    wait::until_true("on the next page too", async || {
        Ok(page.script::<[bool; 2]>(left).await? == [false, false])
    })
    .await
}

/// What a container has run left it too: nobody but the catalogue knows whose it is.
async fn what_a_container_ran_leaves_nothing(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(r#"data-google-tag-manager="GTM-TEST001""#)).await?;
    page.accept().await?;
    page.ledger.first("www.googletagmanager.com/gtm.js").await?;
    page.script::<Value>(
        "for (const name of ['_ttp', 'li_fat_id', 'basket']) document.cookie = `${name}=1; path=/; max-age=999`;
         localStorage.setItem('li_adsIdX', '1'); localStorage.setItem('basket', '1'); window.before = true; samtykke.withdraw();",
    )
    .await?;
    let left = "const names = [...document.cookie.split('; ').map((one) => one.split('=')[0]), ...Object.keys(localStorage)];
        return window.before ? [] : ['_ttp', 'li_fat_id', 'li_adsIdX', 'basket'].filter((name) => names.includes(name));";
    wait::until_true("the site's own is left", async || {
        Ok(page.script::<Vec<String>>(left).await? == ["basket"])
    })
    .await
}

/// A stand-in that goes on after a no and keeps its cookies alive, as some real ones do.
const STUBBORN: &str = "
    const write = () => { document.cookie = '_fbp=again; path=/; domain=' + location.hostname.split('.').slice(-2).join('.'); localStorage.setItem('lastExternalReferrer', 'x'); };
    write();
    window.writes = 0;
    const timer = setInterval(() => { if (++window.writes > 3) return clearInterval(timer); write(); }, 400);
    window.fbq.callMethod = () => {};";

async fn what_is_written_anew_is_removed_anew(page: &Page<'_>) -> Result<()> {
    let shop = Shop::new().tag(r#"data-meta="1234567890""#);
    page.visit(shop.elsewhere("connect.facebook.net/en_US/fbevents.js", Answer::script(STUBBORN))).await?;
    page.accept().await?;
    wait::until_true("it has written", async || Ok(!page.vendor_cookies().await?.is_empty())).await?;
    page.script::<Value>("samtykke.withdraw();").await?;
    wait::until_true("it has written for the last time", async || {
        page.script("return window.writes > 3;").await
    })
    .await?;
    wait::until_true("nothing is left", async || {
        let keys: usize = page.script("return Object.keys(localStorage).length;").await?;
        Ok(page.vendor_cookies().await?.is_empty() && keys == 0)
    })
    .await?;
    let log = page.log().await?;
    check!(log.iter().any(|(_, _, text)| text.starts_with("came-back meta")), "the owner is told: {log:?}");
    Ok(())
}

/// The looks after a sweep still come when the visitor has meanwhile said yes, and no page was loaded anew.
async fn what_a_marked_vendor_writes_after_a_late_yes_stays(page: &Page<'_>) -> Result<()> {
    const TAG: &str = r#"<script type="text/plain" data-samtykke-purpose="statistics" data-samtykke-vendor="mouseflow">
        document.cookie = 'mf_user=1; path=/; max-age=9999';</script>"#;
    page.visit(Shop::new().tag("").body(TAG)).await?;
    page.script::<Value>("document.cookie = 'mf_user=old; path=/; max-age=9999';").await?;
    page.reject().await?;
    wait::until_true("what was there is swept", async || Ok(page.vendor_cookies().await?.is_empty())).await?;
    page.script::<Value>("samtykke.accept();").await?;
    wait::until_true("it has written", async || Ok(!page.vendor_cookies().await?.is_empty())).await?;
    page.script::<Value>("window.yes = performance.now();").await?;
    wait::until_true("two looks are over", async || {
        page.script("return performance.now() - window.yes > 2500;").await
    })
    .await?;
    check_eq!(page.vendor_cookies().await?.len(), 1, "cookies of a vendor that is allowed");
    let log = page.log().await?;
    check!(!log.iter().any(|(_, _, text)| text.starts_with("came-back")), "nothing is to be told: {log:?}");
    Ok(())
}
