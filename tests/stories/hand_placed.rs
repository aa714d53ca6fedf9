//! The owner's own snippets beside ours, and vendors that fail: blocked, empty, throwing, with somebody else's global.
//! Whatever is wrong is named in the decision log, and the page goes on.

use crate::matrix::automatic;
use crate::tags::{ANALYTICS, TWO};
use anyhow::Result;
use serde_json::{Value, json};
use support::answer::Answer;
use support::page::Page;
use support::shop::Shop;
use support::{check, check_eq, stories, wait};

stories![
    a_hand_placed_gtag_obeys_our_default_and_is_named,
    a_google_tag_that_ran_first_is_named_with_its_element,
    who_overrides_the_state_is_named_by_its_element,
    a_hand_placed_pixel_behind_ours_is_held,
    a_hand_placed_pixel_before_ours_is_named,
    automatic_holds_hand_placed_snippets_and_counts_once,
    automatic_names_what_stands_twice,
    automatic_runs_nothing_when_attributes_flip,
    automatic_passes_over_a_tag_that_hangs,
    automatic_survives_blocked_and_throwing_vendors,
    an_empty_script_in_a_vendors_place_is_named,
    a_vendor_that_throws_stops_no_other,
    two_vendors_with_one_global_stay_apart_from_the_page,
    a_vendor_whose_name_is_taken_is_named_and_stays_out,
    the_state_is_sent_once_per_page_view_and_change,
];

/// Google's own snippet.
const GTAG: &str = r#"<script async id="by-hand" src="https://www.googletagmanager.com/gtag/js?id=G-TEST000001"></script>
    <script>window.dataLayer = window.dataLayer || []; function gtag(){dataLayer.push(arguments);}
    gtag('js', new Date()); gtag('config', 'G-TEST000001');</script>"#;

/// Meta's own snippet, in its usual form.
const FBQ: &str = "<script>
    !function(f,b,e,v,n,t,s){if(f.fbq)return;n=f.fbq=function(){n.callMethod?n.callMethod.apply(n,arguments):n.queue.push(arguments)};
    if(!f._fbq)f._fbq=n;n.push=n;n.loaded=!0;n.version='2.0';n.queue=[];t=b.createElement(e);t.async=!0;t.src=v;
    s=b.getElementsByTagName(e)[0];s.parentNode.insertBefore(t,s)}(window,document,'script','https://connect.facebook.net/en_US/fbevents.js');
    fbq('init','1234567890');fbq('track','PageView');</script>";

/// A warning that begins like this, in the console and in the decision log.
async fn until_named(page: &Page<'_>, text: &str) -> Result<String> {
    let found = wait::until(&format!("{text} is in the log"), async || {
        let log = page.log().await?;
        let is_it = |(subject, verdict, said): &(String, String, String)| {
            (subject.as_str(), verdict.as_str()) == ("samtykke", "warning") && said.starts_with(text)
        };
        Ok(log.into_iter().find(is_it).map(|(.., said)| said))
    })
    .await?;
    check!(page.warnings().await?.iter().any(|one| one.contains(text)), "and in the console");
    Ok(found)
}

/// The page's own script runs, and its calls of vendors throw nothing.
async fn is_intact(page: &Page<'_>, calls: &str) -> Result<()> {
    let intact = format!("{calls} return Boolean(document.querySelector('#checkout'));");
    // Asked until it answers: a withdrawal may have it loaded anew.
    wait::until_true("the page is there", async || page.script(&intact).await).await?;
    check_eq!(page.complaints(), Vec::<String>::new(), "complaints");
    Ok(())
}

/// Behind ours it hears our default first. Before ours it does so too, unless it was loaded faster than we were: then the
/// owner is told.
async fn a_hand_placed_gtag_obeys_our_default_and_is_named(page: &Page<'_>) -> Result<()> {
    for (shop, may_be_late) in
        [(Shop::new().tag(ANALYTICS).before(GTAG), true), (Shop::new().tag(ANALYTICS).head(GTAG), false)]
    {
        page.visit_first(shop).await?;
        page.is_asked().await?;
        page.ledger.ping("page_view").await?;
        let told = page.consent_commands().await?;
        check_eq!(told.first().map(|(name, _)| name.as_str()), Some("default"), "the first command");
        until_named(page, "duplicate-tag google-analytics <script").await?;
        is_intact(page, "gtag('event', 'own');").await?;
        if may_be_late && page.warnings().await?.iter().any(|one| one.contains("default-late")) {
            continue;
        }
        for hit in page.ledger.pings() {
            check_eq!(hit.param("gcs"), Some("G100"), "every ping is denied");
        }
        check_eq!(page.vendor_cookies().await?, Vec::<String>::new(), "cookies");
    }
    Ok(())
}

async fn a_google_tag_that_ran_first_is_named_with_its_element(page: &Page<'_>) -> Result<()> {
    let sync = GTAG.replace("async ", "");
    page.visit(Shop::new().tag(ANALYTICS).before(&sync)).await?;
    page.is_asked().await?;
    let said = until_named(page, "default-late").await?;
    check!(said.contains("by-hand"), "which one: {said}");
    // It has read what stands in front: a default there is not heard, an update behind is.
    let last = "return [...dataLayer].filter((one) => one[0] == 'consent').map((one) => one[1]).pop();";
    check_eq!(page.script::<String>(last).await?, "update", "what it hears last");
    is_intact(page, "").await
}

async fn who_overrides_the_state_is_named_by_its_element(page: &Page<'_>) -> Result<()> {
    let theirs = "setTimeout(function () { (function () { dataLayer.push(arguments); })('consent', 'update', { analytics_storage: 'granted' }); }, 1500);";
    let tag = r#"<script id="culprit" src="https://cmp.other.test/consent.js"></script>"#;
    let shop = Shop::new().tag(TWO).body(tag);
    page.visit(shop.elsewhere("cmp.other.test/consent.js", Answer::script(theirs))).await?;
    let said = until_named(page, "consent-overridden").await?;
    check!(said.contains("culprit") && said.contains("cmp.other.test/consent.js"), "who: {said}");
    is_intact(page, "").await
}

/// Meta's snippet leaves a pixel alone that is there; ours is, and waits.
async fn a_hand_placed_pixel_behind_ours_is_held(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(TWO).body(FBQ)).await?;
    page.is_asked().await?;
    wait::silence().await;
    check!(!page.ledger.touched("connect.facebook.net"), "Meta was contacted");
    page.accept().await?;
    page.ledger.first("www.facebook.com/tr").await?;
    wait::silence().await;
    check_eq!(page.ledger.to("connect.facebook.net").len(), 1, "the script is loaded once");
    is_intact(page, "fbq('track', 'Own');").await
}

/// One that stands first runs, as `src/TIERS.md` says of the managed tier. It is named, and hears our no.
async fn a_hand_placed_pixel_before_ours_is_named(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(r#"data-meta="5555555555""#).before(FBQ)).await?;
    page.is_asked().await?;
    wait::silence().await;
    let hits = page.ledger.to("www.facebook.com");
    let ours = hits.iter().filter(|hit| hit.param("id") == Some("5555555555")).count();
    check!(
        !hits.is_empty() && ours == 0,
        "the page's function sends nothing of our id: {ours} of {}",
        hits.len()
    );
    let said = until_named(page, "duplicate-tag meta").await?;
    check!(said.contains("connect.facebook.net"), "which one: {said}");
    page.reject().await?;
    wait::silence().await;
    is_intact(page, "fbq('track', 'Own');").await
}

fn automatic_shop(body: &str) -> Shop {
    Shop::new().first(&automatic("")).tag("").body(body)
}

async fn automatic_holds_hand_placed_snippets_and_counts_once(page: &Page<'_>) -> Result<()> {
    page.visit(automatic_shop(&[GTAG, FBQ].concat())).await?;
    page.is_asked().await?;
    wait::silence().await;
    check!(page.ledger.pings().is_empty(), "Google heard of it");
    check!(!page.ledger.touched("connect.facebook.net"), "Meta was contacted");
    is_intact(page, "fbq('track', 'Own'); gtag('event', 'own');").await?;
    page.accept().await?;
    page.ledger.ping("own").await?;
    let of_meta = |event: &str| {
        page.ledger.to("www.facebook.com/tr").iter().filter(|hit| hit.param("ev") == Some(event)).count()
    };
    wait::until_true("Meta hears of the call", async || Ok(of_meta("Own") > 0)).await?;
    wait::silence().await;
    check_eq!((of_meta("PageView"), of_meta("Own")), (1, 1), "each event once");
    Ok(())
}

async fn automatic_names_what_stands_twice(page: &Page<'_>) -> Result<()> {
    let tag = r#"<script src="https://cdn.stranger.test/c.js"></script>"#;
    let shop = automatic_shop(&[tag, tag, FBQ].concat()).tag(TWO);
    let count = Answer::script("window.count = (window.count || 0) + 1;");
    page.visit(shop.elsewhere("cdn.stranger.test/c.js", count)).await?;
    page.accept().await?;
    until_named(page, "duplicate-tag https://cdn.stranger.test/c.js").await?;
    wait::until_true("both have run", async || page.script("return window.count === 2;").await).await?;
    is_intact(page, "").await
}

/// The page, or its loader, puts address and type back after the tag stands in the page.
async fn automatic_runs_nothing_when_attributes_flip(page: &Page<'_>) -> Result<()> {
    let flip = "<script>
        const address = 'https://cdn.stranger.test/c.js', film = 'https://cdn.stranger.test/film';
        const [script, frame, image] = ['script', 'iframe', 'img'].map((name) => document.body.appendChild(document.createElement(name)));
        script.src = address; script.type = ''; script.removeAttribute('type'); script.setAttribute('type', 'text/javascript');
        script.src = address + '?again'; script.setAttribute('src', address + '?third');
        frame.title = 'Film'; frame.src = film; frame.removeAttribute('src'); frame.setAttribute('SRC', film);
        image.alt = ''; image.src = film; image.srcset = film + ' 1x';
        script.dataset.samtykkePurpose = 'marketing';
      </script>";
    let shop = automatic_shop(flip).elsewhere("cdn.stranger.test/c.js", Answer::script("window.ran = 1;"));
    page.visit(shop.elsewhere("cdn.stranger.test/film", Answer::pixel())).await?;
    page.is_asked().await?;
    wait::silence().await;
    check!(!page.ledger.touched("cdn.stranger.test"), "the stranger was contacted");
    check!(!page.script::<bool>("return 'ran' in window;").await?, "it ran");
    is_intact(page, "").await
}

/// Made by a script: of what stands in the markup, the browser asks ahead.
async fn automatic_passes_over_a_tag_that_hangs(page: &Page<'_>) -> Result<()> {
    let made =
        "<script>for (const address of ['https://slow.stranger.test/a.js', 'https://cdn.stranger.test/b.js'])
        document.body.append(Object.assign(document.createElement('script'), { src: address }));</script>";
    let slow = Answer::script("").after(std::time::Duration::from_secs(11));
    let shop = automatic_shop(made).elsewhere("slow.stranger.test/a.js", slow);
    page.visit(shop.elsewhere("cdn.stranger.test/b.js", Answer::script("window.ran = 1;"))).await?;
    page.accept().await?;
    until_named(page, "tag-hangs https://slow.stranger.test/a.js").await?;
    wait::until_true("the next has run", async || page.script("return window.ran === 1;").await).await
}

async fn automatic_survives_blocked_and_throwing_vendors(page: &Page<'_>) -> Result<()> {
    page.excuse("Script error"); // Of another origin's script that is all a page is told,
    page.excuse("vendor is broken"); // in most browsers.
    let tags = ["blocked", "throws", "works"]
        .map(|name| format!(r#"<script src="https://cdn.stranger.test/{name}.js?{{{{host}}}}"></script>"#))
        .concat();
    let shop = automatic_shop(&tags)
        .elsewhere("cdn.stranger.test/blocked.js", Answer::missing())
        .elsewhere("cdn.stranger.test/throws.js", Answer::script("throw new Error('vendor is broken');"))
        .elsewhere("cdn.stranger.test/works.js", Answer::script("window.works = 1;"));
    page.visit(shop).await?;
    page.accept().await?;
    wait::until_true("the last has run", async || page.script("return window.works === 1;").await).await?;
    until_named(page, "script-failed https://cdn.stranger.test/blocked.js").await?;
    is_intact(page, "").await
}

/// Ad blockers answer with an empty script, so that pages do not notice.
async fn an_empty_script_in_a_vendors_place_is_named(page: &Page<'_>) -> Result<()> {
    let tag = r#"data-microsoft-uet="12345678" data-fathom="ABCDEFGH""#;
    let shop = Shop::new()
        .tag(tag)
        .elsewhere("bat.bing.com/bat.js", Answer::script(""))
        .elsewhere("cdn.usefathom.com/script.js", Answer::script(""));
    page.visit(shop).await?;
    page.accept().await?;
    until_named(page, "script-failed https://bat.bing.com/bat.js").await?;
    is_intact(page, "uetq.push('event', 'own', {}); fathom.trackEvent('own');").await
}

async fn a_vendor_that_throws_stops_no_other(page: &Page<'_>) -> Result<()> {
    page.excuse("Script error"); // Of another origin's script that is all a page is told,
    page.excuse("vendor is broken"); // in most browsers.
    let throws = "window.fbq.callMethod = () => { throw new Error('vendor is broken'); }; throw new Error('vendor is broken');";
    let shop = Shop::new()
        .tag(r#"data-meta="1234567890" data-linkedin="7654321""#)
        .elsewhere("connect.facebook.net/en_US/fbevents.js", Answer::script(throws));
    page.visit(shop).await?;
    page.accept().await?;
    page.ledger.first("px.ads.linkedin.com/collect").await?;
    let broken = "return Boolean(window.fbq.callMethod);";
    wait::until_true("Meta's script has run", async || page.script(broken).await).await?;
    page.script::<Value>("samtykke.save({ vendors: { linkedin: true } });").await?;
    until_named(page, "action-failed revoke meta").await?;
    check!(page.cookie().await?.is_some_and(|one| one.starts_with('8')), "the choice is stored");
    is_intact(page, "").await
}

/// A vendor of the owner's own takes Meta's global for itself: who comes later has it, nobody throws, each can be refused.
async fn two_vendors_with_one_global_stay_apart_from_the_page(page: &Page<'_>) -> Result<()> {
    let acme = json!({ "vendors": { "acme": {
        "name": "Acme", "purpose": "marketing", "script": "https://cdn.acme.test/t.js", "cookies": "acme", "company": "Acme", "country": "NO",
        "policy": "https://acme.test/privacy" } } });
    let inline = format!(r#"<script type="application/json" id="samtykke-settings">{acme}</script>"#);
    let taken = Answer::script("window.fbq = function () { window.acme = (window.acme || 0) + 1; };");
    let shop = Shop::new().before(&inline).tag(r#"data-meta="1234567890""#);
    page.visit(shop.elsewhere("cdn.acme.test/t.js", taken)).await?;
    page.accept().await?;
    page.ledger.first("cdn.acme.test/t.js").await?;
    wait::until_true("it has the global", async || {
        page.script("fbq('track', 'Own'); return window.acme > 0;").await
    })
    .await?;
    page.script::<Value>("samtykke.reject();").await?;
    wait::until_true("the refusal is stored", async || {
        Ok(page.cookie().await?.is_some_and(|one| one.starts_with('0')))
    })
    .await?;
    page.until_seen(support::page::REOPEN).await?;
    is_intact(page, "").await?;
    // Or the page has it from the start, for something else.
    page.visit_first(Shop::new().before("<script>window.fbq = { mine: 1 };</script>").tag(TWO)).await?;
    until_named(page, "name-taken fbq").await?;
    page.ledger.ping("page_view").await?;
    check!(page.script::<bool>("return window.fbq.mine === 1;").await?, "the page's value");
    is_intact(page, "").await
}

/// What its script relies on is not there, so the vendor is not inserted either.
async fn a_vendor_whose_name_is_taken_is_named_and_stays_out(page: &Page<'_>) -> Result<()> {
    let taken = "<script>window.lintrk = {}; window.fbq = 'x'; window.uetq = 'x'; window.clarity = {}; window.hj = {};</script>";
    let tag = r#"data-linkedin="7654321" data-meta="1234567890" data-microsoft-uet="12345678" data-microsoft-clarity="abcdef1234" data-hotjar="1234567""#;
    page.visit(Shop::new().before(taken).tag(tag)).await?;
    for name in ["lintrk", "fbq", "uetq", "clarity", "hj"] {
        until_named(page, &format!("name-taken {name}")).await?;
    }
    page.accept().await?;
    wait::silence().await;
    for host in
        ["snap.licdn.com", "connect.facebook.net", "bat.bing.com", "www.clarity.ms", "static.hotjar.com"]
    {
        check!(!page.ledger.touched(host), "{host} was asked for");
    }
    is_intact(page, "").await
}

/// Defaults and updates in `dataLayer` and `uetq`, and what Clarity's queue heard.
async fn told(page: &Page<'_>) -> Result<Vec<String>> {
    page.script(
        "const google = [...dataLayer].map((entry) => [...(entry.length ? entry : [])]).filter(([name]) => name == 'consent').map((entry) => entry[1]);
         const uet = [...(uetq.push ? uetq : [])].flatMap((entry, at) => (entry == 'consent' ? ['uet ' + uetq[at + 1]] : []));
         return [...google, ...uet];",
    )
    .await
}

async fn the_state_is_sent_once_per_page_view_and_change(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(TWO)).await?;
    page.is_asked().await?;
    check_eq!(told(page).await?, ["default", "uet default"], "the first view");
    page.accept().await?;
    wait::silence().await;
    check_eq!(told(page).await?, ["default", "update", "uet default", "uet update"], "and one change");
    page.script::<Value>("samtykke.accept(); samtykke.scan(); history.pushState({}, '', '/view');").await?;
    wait::silence().await;
    let again = told(page).await?;
    check!(again.len() <= 6, "the same answer once more: {again:?}");
    for path in ["/one", "/two", "/three"] {
        page.go(path).await?;
        page.until_seen(support::page::REOPEN).await?;
        wait::silence().await;
        check_eq!(told(page).await?, ["default", "uet default"], "one default on {path}");
        let commands = page.consent_commands().await?;
        check_eq!(
            commands.first().map(|(_, signals)| &signals["ad_storage"]),
            Some(&json!("granted")),
            "the stored yes"
        );
    }
    Ok(())
}
