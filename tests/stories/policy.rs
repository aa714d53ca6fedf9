//! Pages with a Content Security Policy, with Trusted Types, without WebAssembly.

use crate::tags::{FOUR, TWO};
use anyhow::Result;
use serde_json::{Value, json};
use support::answer::Answer;
use support::page::Page;
use support::shop::Shop;
use support::{check, check_eq, stories, wait};

stories![
    a_strict_policy_with_a_nonce_holds,
    trusted_types_hold,
    released_tags_keep_their_nonce,
    without_webassembly_the_substitute_takes_over,
    without_webassembly_and_substitute_all_stays_denied,
    a_policy_that_forbids_a_vendor_is_not_broken,
    a_static_policy_holds_unmarked_scripts,
];

/// What the four vendors need, and nothing else.
const VENDORS: &str = "connect-src 'self' https://www.google-analytics.com https://pagead2.googlesyndication.com \
    https://googleads.g.doubleclick.net; img-src 'self' https://www.facebook.com https://px.ads.linkedin.com";

fn strict(wasm: &str) -> String {
    format!(
        "default-src 'none'; base-uri 'none'; script-src 'nonce-r4nd0m' 'strict-dynamic' {wasm}; {VENDORS}"
    )
}

const NONCE: &str = r#"nonce="r4nd0m""#;
const OWN: &str = r#"<script nonce="r4nd0m">window.own = true;</script>"#;

fn strict_shop(wasm: &str) -> Shop {
    Shop::new().csp(&strict(wasm)).nonce("r4nd0m").tag(&format!("{NONCE} {FOUR}")).head(OWN)
}

async fn works(page: &Page<'_>) -> Result<()> {
    page.accept().await?;
    page.ledger.first("www.facebook.com/tr").await?;
    page.ledger.first("px.ads.linkedin.com/collect").await?;
    let hit = page.ledger.ping("user_engagement").await?;
    check_eq!(hit.param("gcs"), Some("G111"), "Google hears that all is granted");
    Ok(())
}

async fn a_strict_policy_with_a_nonce_holds(page: &Page<'_>) -> Result<()> {
    page.visit(strict_shop("'wasm-unsafe-eval'")).await?;
    page.is_asked().await?;
    check!(page.has_own_box().await?, "the dialog is styled without inline style");
    page.open_settings().await?;
    page.click("samtykke-banner dialog [data-samtykke=close]").await?;
    page.script::<Value>("samtykke.accept();").await?;
    page.ledger.first("www.facebook.com/tr").await?;
    page.ledger.first("px.ads.linkedin.com/collect").await?;
    page.ledger.ping("user_engagement").await?;
    check_eq!(page.blocked().await?, Vec::<String>::new(), "what the policy blocked");
    check_eq!(page.warnings().await?, Vec::<String>::new(), "warnings");
    Ok(())
}

async fn trusted_types_hold(page: &Page<'_>) -> Result<()> {
    let policy = "require-trusted-types-for 'script'; trusted-types samtykke";
    let marked = r#"<script type="text/plain" data-samtykke-purpose="marketing" src="/own-tag.js"></script>"#;
    let own_tag = Answer::script("window.ownTag = true;");
    page.visit(Shop::new().csp(policy).tag(FOUR).body(marked).file("/own-tag.js", own_tag)).await?;
    works(page).await?;
    wait::until_true("the marked script has run", async || {
        page.script("return Boolean(window.ownTag);").await
    })
    .await?;
    check_eq!(page.blocked().await?, Vec::<String>::new(), "what the policy blocked");
    Ok(())
}

async fn released_tags_keep_their_nonce(page: &Page<'_>) -> Result<()> {
    let marked = format!(
        r#"<script type="text/plain" {NONCE} data-samtykke-purpose="marketing">window.inline = 1;</script>
           <script type="text/plain" {NONCE} data-samtykke-purpose="marketing" src="/external.js"></script>
           <script type="text/plain" data-samtykke-purpose="marketing">window.forbidden = 1;</script>"#
    );
    let external = Answer::script("window.external1 = 1;");
    // Without 'strict-dynamic', which allows whatever an allowed script inserts.
    let policy = "script-src 'nonce-r4nd0m' 'wasm-unsafe-eval'";
    let shop =
        Shop::new().csp(policy).nonce("r4nd0m").tag(NONCE).body(&marked).file("/external.js", external);
    page.visit(shop).await?;
    page.accept().await?;
    wait::until_true("both tags with the nonce have run", async || {
        page.script("return window.inline === 1 && window.external1 === 1;").await
    })
    .await?;
    wait::silence().await;
    check!(
        !page.script::<bool>("return 'forbidden' in window;").await?,
        "no nonce, no run: we give none away"
    );
    Ok(())
}

async fn without_webassembly_the_substitute_takes_over(page: &Page<'_>) -> Result<()> {
    page.visit(strict_shop("")).await?;
    works(page).await?;
    check_eq!(page.ledger.to(&format!("{}/samtykke-nowasm.js", page.host)).len(), 1, "fetched once");
    let cookie = page.cookie().await?.unwrap_or_default();
    check!(cookie.starts_with("7."), "{cookie:?}");
    // The returning visitor of such a site.
    page.ledger.forget();
    page.go("/checkout").await?;
    page.ledger.first("www.facebook.com/tr").await?;
    Ok(())
}

async fn without_webassembly_and_substitute_all_stays_denied(page: &Page<'_>) -> Result<()> {
    let marked = r#"<script type="text/plain" data-samtykke-purpose="marketing">window.leak = 1;</script>"#;
    let shop = strict_shop("").body(marked).file("/samtykke-nowasm.js", Answer::missing());
    page.visit(shop).await?;
    check!(page.script::<bool>("return window.own === true;").await?, "the page's own script ran");
    page.one_warning().await?;
    let commands = page.consent_commands().await?;
    check_eq!(commands.len(), 1, "one consent command, in {commands:?}");
    let denied = commands.first().is_some_and(|(name, signals)| {
        name == "default"
            && signals
                .as_object()
                .is_some_and(|all| all.len() == 7 && all.values().all(|one| one == &json!("denied")))
    });
    check!(denied, "the default denies all seven: {commands:?}");
    page.script::<Value>("samtykke.accept(); samtykke.scan();").await?;
    wait::silence().await;
    let hosts: Vec<String> = page.ledger.foreign().into_iter().map(|request| request.host).collect();
    check_eq!(hosts, Vec::<String>::new(), "somebody was contacted");
    check!(!page.script::<bool>("return 'leak' in window;").await?, "a marked tag ran");
    Ok(())
}

async fn a_policy_that_forbids_a_vendor_is_not_broken(page: &Page<'_>) -> Result<()> {
    let policy = format!(
        "script-src 'self' 'wasm-unsafe-eval' https://www.googletagmanager.com; {VENDORS}; default-src 'self'"
    );
    page.visit(Shop::new().csp(&policy).tag(TWO)).await?;
    page.accept().await?;
    page.ledger.ping("user_engagement").await?;
    let warning = page.one_warning().await?;
    check!(warning.contains("connect.facebook.net"), "the warning names whom the policy forbids: {warning}");
    Ok(())
}

async fn a_static_policy_holds_unmarked_scripts(page: &Page<'_>) -> Result<()> {
    // The strict tier: a constant nonce as a marker, in the bytes before any tag.
    let meta =
        r#"<meta http-equiv="Content-Security-Policy" content="script-src-elem 'self' 'nonce-samtykke'">"#;
    let vendor = r#"<script src="https://cdn.vendor.test/tracker.js"></script><script>window.inlineTracker = 1;</script>"#;
    let shop = Shop::new()
        .first(meta)
        .tag(&format!(r#"nonce="samtykke" {TWO}"#))
        .body(vendor)
        .elsewhere("cdn.vendor.test/tracker.js", Answer::script("window.tracker = 1;"));
    page.visit(shop).await?;
    page.accept().await?;
    page.ledger.first("www.facebook.com/tr").await?;
    wait::silence().await;
    check!(page.ledger.to("cdn.vendor.test").is_empty(), "an unmarked script was loaded");
    check!(!page.script::<bool>("return 'inlineTracker' in window || 'tracker' in window;").await?, "it ran");
    Ok(())
}
