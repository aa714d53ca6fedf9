//! The finer rules of release: side by side and in order, tags that hang, come twice or change their mind, tags in shadow
//! roots, tags that a router brings.

use anyhow::Result;
use serde_json::Value;
use std::time::Duration;
use support::answer::Answer;
use support::page::Page;
use support::shop::Shop;
use support::{check, check_eq, stories, wait};

stories![
    slow_files_come_side_by_side_and_run_in_order,
    a_tag_that_hangs_is_named_and_passed_over,
    a_tag_that_stands_twice_is_named,
    a_flipped_type_runs_nothing_and_is_named,
    a_flipped_purpose_counts_as_it_is_now,
    tags_in_a_shadow_root_wait_and_are_released,
    frames_in_a_shadow_root_are_taken_back,
    a_closed_shadow_root_stays_held,
    a_router_s_new_view_is_released_once,
    what_a_framework_rendered_before_we_looked_is_released,
    a_module_hears_what_is_over,
    nothing_watches_a_page_that_the_gate_does_not_hold,
];

/// Runs, and says when.
fn note(letter: &str) -> String {
    format!("(window.order = window.order || []).push('{letter}'); window.lastRan = performance.now();")
}

const MARK: &str = r#"type="text/plain" data-samtykke-purpose="marketing""#;

fn external(file: &str) -> String {
    format!(r#"<script {MARK} src="https://cdn.vendor.test/{file}.js?{{{{host}}}}"></script>"#)
}

fn inline(letter: &str) -> String {
    format!("<script {MARK}>{}</script>", note(letter))
}

fn shop(body: &str, files: &[(&str, u64)]) -> Shop {
    files.iter().fold(Shop::new().tag("").body(body), |shop, (letter, wait)| {
        let address = format!("cdn.vendor.test/{}.js", letter.to_lowercase());
        shop.elsewhere(&address, Answer::script(note(letter)).after(Duration::from_millis(*wait)))
    })
}

async fn order(page: &Page<'_>) -> Result<String> {
    page.script("return (window.order || []).join('');").await
}

async fn until_order(page: &Page<'_>, wanted: &str) -> Result<()> {
    wait::until_true(&format!("{wanted} have run"), async || Ok(order(page).await?.len() >= wanted.len()))
        .await?;
    check_eq!(order(page).await?, wanted, "what ran, in order");
    Ok(())
}

/// A warning of this name, in the console and in the decision log.
async fn until_named(page: &Page<'_>, name: &str) -> Result<()> {
    wait::until_true(&format!("{name} is in the log"), async || {
        let log = page.log().await?;
        Ok(log.iter().any(|(subject, verdict, text)| {
            (subject.as_str(), verdict.as_str()) == ("samtykke", "warning") && text.starts_with(name)
        }))
    })
    .await?;
    check!(page.warnings().await?.iter().any(|one| one.contains(name)), "and in the console");
    Ok(())
}

/// How long it took from the release to the last script, beside the longest that the browser waited for one file. A busy
/// machine only makes it slower, so the best of some visits counts.
async fn slow_files_come_side_by_side_and_run_in_order(page: &Page<'_>) -> Result<()> {
    let body = [external("a"), inline("b"), external("c"), inline("d"), external("e")].concat();
    let mut times = Vec::new();
    for _ in 0..4 {
        page.visit_first(shop(&body, &[("A", 300), ("C", 100), ("E", 200)])).await?;
        page.accept().await?;
        until_order(page, "AbCdE").await?;
        let [took, slowest]: [f64; 2] = page
            .script(
                "const [released] = samtykke.log.filter((entry) => entry[1] == 'marketing' && entry[2] == 'release').pop();
                 const files = performance.getEntriesByType('resource').filter(({ name }) => name.includes('cdn.vendor.test'));
                 return [window.lastRan - released, Math.max(...files.map(({ duration }) => duration))];",
            )
            .await?;
        check!(slowest >= 300.0, "the slowest file takes 300 ms and took {slowest}");
        for file in ["a", "c", "e"] {
            check_eq!(
                page.ledger.to(&format!("cdn.vendor.test/{file}.js")).len(),
                1,
                "requests for {file}.js"
            );
        }
        times.push(took / slowest);
        if took <= 1.25 * slowest {
            return Ok(());
        }
    }
    anyhow::bail!("times the slowest file: {times:?}, at most 1.25")
}

async fn a_tag_that_hangs_is_named_and_passed_over(page: &Page<'_>) -> Result<()> {
    let body = [external("a"), inline("b"), external("c")].concat();
    page.visit(shop(&body, &[("A", 11_000), ("C", 0)])).await?;
    page.accept().await?;
    tokio::time::sleep(Duration::from_secs(7)).await;
    check_eq!(order(page).await?, "", "order holds for eight seconds");
    until_order(page, "bC").await?;
    until_named(page, "tag-hangs https://cdn.vendor.test/a.js").await?;
    until_order(page, "bCA").await
}

async fn a_tag_that_stands_twice_is_named(page: &Page<'_>) -> Result<()> {
    page.visit(shop(&[external("a"), external("a")].concat(), &[("A", 0)])).await?;
    page.accept().await?;
    until_order(page, "AA").await?;
    until_named(page, "duplicate-tag https://cdn.vendor.test/a.js").await
}

async fn a_flipped_type_runs_nothing_and_is_named(page: &Page<'_>) -> Result<()> {
    let flip = "<script>for (const tag of document.querySelectorAll('[data-samtykke-purpose]')) tag.type = 'text/javascript';</script>";
    page.visit(shop(&[&external("a"), &inline("b"), flip].concat(), &[("A", 0)])).await?;
    page.is_asked().await?;
    until_named(page, "not-held").await?;
    wait::silence().await;
    check_eq!(order(page).await?, "", "ran before the answer");
    check!(!page.ledger.touched("cdn.vendor.test"), "the vendor was contacted");
    Ok(())
}

async fn a_flipped_purpose_counts_as_it_is_now(page: &Page<'_>) -> Result<()> {
    page.visit(shop(&[inline("a"), inline("b")].concat(), &[])).await?;
    page.is_asked().await?;
    let flip = "document.querySelector('script[data-samtykke-purpose]').dataset.samtykkePurpose = 'statistics'; samtykke.save({ marketing: true });";
    page.script::<Value>(flip).await?;
    until_order(page, "b").await?;
    wait::silence().await;
    check_eq!(order(page).await?, "b", "the first waits for statistics now");
    Ok(())
}

/// A custom element with an open shadow root that has told us of it, as the page's author writes it.
fn widget(mode: &str, inside: &str) -> String {
    let inside = inside.replace("</script>", "<\\/script>");
    format!(
        "<shop-widget></shop-widget><script>
           const root = document.querySelector('shop-widget').attachShadow({{ mode: '{mode}' }});
           root.innerHTML = `{inside}`;
           samtykke.scan(root);
         </script>"
    )
}

async fn tags_in_a_shadow_root_wait_and_are_released(page: &Page<'_>) -> Result<()> {
    let written = format!("<script {MARK}>document.write('<i id=\"written\">x</i>');</script>");
    let inside = [external("a"), written, inline("b")].concat();
    page.visit(shop(&[widget("open", &inside), inline("c")].concat(), &[("A", 100)])).await?;
    page.is_asked().await?;
    wait::silence().await;
    check_eq!(order(page).await?, "", "ran before the answer");
    check!(!page.ledger.touched("cdn.vendor.test"), "the vendor was contacted");
    page.accept().await?;
    until_order(page, "cAb").await?;
    let written = "return Boolean(document.querySelector('shop-widget').shadowRoot.querySelector('#written') && document.querySelector('#checkout'));";
    check!(page.script(written).await?, "the text stands where it was written, the page is still there");
    page.script::<Value>("samtykke.scan();").await?;
    wait::silence().await;
    check_eq!(order(page).await?, "cAb", "each at most once");
    Ok(())
}

/// Finds the widget's frame.
const SHADOW: &str =
    "const frame = document.querySelector('shop-widget').shadowRoot.querySelector('iframe');";

async fn frames_in_a_shadow_root_are_taken_back(page: &Page<'_>) -> Result<()> {
    let frame = r#"<iframe title="Film" data-src="https://video.vendor.test/embed" data-samtykke-purpose="marketing"></iframe>"#;
    let film = Answer::html("<p>Film</p>");
    page.visit(shop(&widget("open", frame), &[]).elsewhere("video.vendor.test/embed", film)).await?;
    page.is_asked().await?;
    let held = format!("{SHADOW} return frame.contentDocument?.querySelectorAll('button').length === 2;");
    wait::until_true("it has a placeholder", async || page.script(&held).await).await?;
    check!(!page.ledger.touched("video.vendor.test"), "the vendor was contacted");
    page.accept().await?;
    page.ledger.first("video.vendor.test/embed").await?;
    page.script::<Value>("samtykke.withdraw();").await?;
    let empty = format!("{SHADOW} return !frame.getAttribute('src');");
    wait::until_true("it is empty again", async || page.script(&empty).await).await?;
    wait::until_true("it has a placeholder again", async || page.script(&held).await).await
}

/// Nobody can look into one that is closed: what is held there stays held.
async fn a_closed_shadow_root_stays_held(page: &Page<'_>) -> Result<()> {
    let body = widget("closed", &inline("a")).replace("samtykke.scan(root)", "samtykke.scan()");
    page.visit(shop(&[body, inline("b")].concat(), &[])).await?;
    page.accept().await?;
    until_order(page, "b").await?;
    wait::silence().await;
    check_eq!(order(page).await?, "b", "what ran");
    Ok(())
}

/// A single-page application puts another view into the page, and says so.
const ROUTER: &str = "window.show = (path) => {
    history.pushState({}, '', path);
    const view = document.createElement('section');
    view.innerHTML = `<h2>${path}</h2>
      <script type='text/plain' data-samtykke-purpose='marketing'>(window.order = window.order || []).push('${path.slice(1)}');<\\/script>`;
    (document.querySelector('main section') || document.querySelector('main').lastChild).replaceWith(view);
    samtykke.scan();
  };";

async fn a_router_s_new_view_is_released_once(page: &Page<'_>) -> Result<()> {
    page.visit(shop(&format!("{}<script>{ROUTER}</script><p></p>", inline("s")), &[])).await?;
    page.is_asked().await?;
    wait::until_true("the gate has looked at the page", async || Ok(!page.log().await?.is_empty())).await?;
    page.script::<Value>("show('/a');").await?;
    wait::silence().await;
    check_eq!(order(page).await?, "", "ran before the answer");
    page.accept().await?;
    until_order(page, "sa").await?;
    page.script::<Value>("show('/b');").await?;
    until_order(page, "sab").await?;
    page.script::<Value>("samtykke.withdraw();").await?;
    wait::until_true("what has run is gone", async || Ok(order(page).await?.is_empty())).await?;
    wait::until_true("the page is back", async || page.script("return 'show' in window;").await).await?;
    page.script::<Value>("show('/c');").await?;
    wait::silence().await;
    check_eq!(order(page).await?, "", "a new view after a withdrawal");
    Ok(())
}

/// As React makes a script: by `innerHTML`, so that it never runs; and as it takes away what it has made.
const FRAMEWORK: &str = "const parent = document.createElement('div');
    parent.innerHTML = '<script><\\/script>';
    window.made = parent.firstChild;
    made.type = 'text/plain';
    made.dataset.samtykkePurpose = 'marketing';
    made.textContent = 'window.order = [\"made\"]';
    document.querySelector('main').append(made);
    window.unmount = () => document.querySelector('main').removeChild(made);";

async fn what_a_framework_rendered_before_we_looked_is_released(page: &Page<'_>) -> Result<()> {
    for kind in ["defer", "type=module"] {
        let shop = shop("", &[]).before(&format!("<script {kind} src=/app.js></script>"));
        page.visit_first(shop.file("/app.js", Answer::script(FRAMEWORK))).await?;
        page.is_asked().await?;
        check_eq!(order(page).await?, "", "{kind}: ran before the answer");
        page.accept().await?;
        until_order(page, "made").await?;
        page.script::<Value>("unmount();").await?;
        page.script::<Value>("samtykke.scan();").await?;
        wait::silence().await;
        check_eq!(order(page).await?, "made", "{kind}: once");
    }
    Ok(())
}

/// Modules run before the page is complete, where nobody holds them: what they wait for comes late, but comes.
async fn a_module_hears_what_is_over(page: &Page<'_>) -> Result<()> {
    let hear = |letter| format!("addEventListener('load', () => {{ {} }});", note(letter));
    let mark = format!(r#"{MARK} data-type="module""#);
    let body = format!(
        "<script {mark}>{}</script><script {mark} src=https://cdn.vendor.test/b.js></script>",
        hear("a")
    );
    let file = Answer::script(hear("b"));
    page.visit(shop(&body, &[]).elsewhere("cdn.vendor.test/b.js", file)).await?;
    page.is_asked().await?;
    wait::silence().await;
    page.accept().await?;
    until_order(page, "ab").await
}

/// Whoever observes the tree pays for every element; we only keep our own element in the page.
async fn nothing_watches_a_page_that_the_gate_does_not_hold(page: &Page<'_>) -> Result<()> {
    let spy = "<script>window.watched = [];
        const { observe } = MutationObserver.prototype;
        MutationObserver.prototype.observe = function (node, options) {
          watched.push([node.nodeName, Boolean(options.subtree || options.attributes || options.characterData)].join());
          return observe.call(this, node, options);
        };</script>";
    let managed = r#"data-meta="1234567890" data-linkedin="7654321""#;
    page.visit(shop(&[external("a"), inline("b")].concat(), &[("A", 0)]).first(spy).tag(managed)).await?;
    page.is_asked().await?;
    page.reject().await?;
    page.reload().await?;
    page.until_seen(support::page::REOPEN).await?;
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    let mut watched: Vec<String> = page.script("return window.watched;").await?;
    watched.dedup();
    check!(watched.iter().all(|one| ["HTML,false", "BODY,false"].contains(&one.as_str())), "{watched:?}");
    Ok(())
}
