//! The cookie page: what a `<samtykke-declaration>` tells, and what a visitor can do there.

use anyhow::Result;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use support::answer::Answer;
use support::page::{FIRST, Page, SETTINGS};
use support::shop::Shop;
use support::{axe, check, check_eq, schema, stories, wait};
use thirtyfour::Key;

stories![
    it_tells_what_the_owner_has_set,
    each_site_of_a_group_names_its_own_company,
    the_choice_stands_there_and_is_changed_there,
    the_keyboard_reaches_its_controls,
    a_purpose_is_saved_without_one_of_its_vendors,
    what_is_stored_is_marked_and_deleted,
    what_cannot_be_deleted_is_said,
    the_receipts_have_their_forms,
    a_refusal_has_a_receipt_too,
    axe_finds_nothing,
    at_320_pixels_nothing_is_cut_off,
    html_in_settings_is_text_and_no_script_is_linked,
    sixty_vendors_and_none,
    a_missing_language_is_english_altogether,
    without_its_files_the_owner_s_own_words_stay,
    in_a_sandbox_it_is_drawn,
    a_strict_policy_holds,
    other_pages_load_none_of_it,
];

const ELEMENT: &str = "<samtykke-declaration>Write to us.</samtykke-declaration>";
const TAG: &str = r#"data-google-analytics="G-TEST000001" data-meta="1234567890""#;

fn settings(value: &Value) -> String {
    format!(
        r#"<script type="application/json" id="samtykke-settings">{}</script>"#,
        value.to_string().replace("</", "<\\/")
    )
}

fn controllers() -> Value {
    json!([
        { "name": "Fjell AS", "number": "NO 900000001", "address": "Storgata 1, Otta", "country": "NO", "contact": "Support",
          "email": "privacy@fjell.example", "phone": "+47 000", "authority": "Datatilsynet" },
    ])
}

/// Runs a script with `root`, the element's own.
async fn inside<T: DeserializeOwned>(page: &Page<'_>, script: &str) -> Result<T> {
    let root = "const root = document.querySelector('samtykke-declaration').shadowRoot;";
    page.script(&format!("{root} {script}")).await
}

/// Waits until a condition on `root` is so.
async fn until(page: &Page<'_>, condition: &str) -> Result<()> {
    wait::until_true(condition, async || inside(page, &format!("return Boolean({condition});")).await).await
}

async fn is_drawn(page: &Page<'_>) -> Result<()> {
    until(page, "root && root.querySelector('h2') && !root.querySelector('slot')").await
}

async fn text(page: &Page<'_>) -> Result<String> {
    inside(page, "return root.textContent;").await
}

async fn press(page: &Page<'_>, control: &str) -> Result<()> {
    inside::<Value>(page, &format!("root.querySelector('{control}').click();")).await.map(drop)
}

/// The cookies' rows: name, kind, life, whether it is there.
async fn rows(page: &Page<'_>) -> Result<Vec<Vec<String>>> {
    inside(
        page,
        "return [...root.querySelectorAll('tbody tr')].map((row) => [...row.children].map((cell) => cell.textContent));",
    )
    .await
}

async fn it_tells_what_the_owner_has_set(page: &Page<'_>) -> Result<()> {
    let own = json!({
        "controllers": controllers(),
        "cookies": [{ "name": "basket", "days": 30, "text": "What lies in your basket" }],
        "retention": { "statistics": "14 months" },
        "services": ["youtube"],
        "vendors": { "acme": { "name": "Acme", "purpose": "marketing", "script": "/acme.js", "cookies": "acme_*", "days": "90",
                     "company": "Acme AS", "country": "NO", "transfer": "scc", "policy": "https://acme.test/privacy" } },
    });
    page.visit(Shop::new().before(&settings(&own)).tag(TAG).body(ELEMENT)).await?;
    is_drawn(page).await?;
    check_eq!(page.warnings().await?, Vec::<String>::new(), "warnings");
    let text = text(page).await?;
    for part in [
        "Cookies on this site",
        "You have not answered yet.",
        "Google Analytics",
        "Google Ireland Limited",
        "Ireland",
        "EU-US Data Privacy Framework",
        "policies.google.com",
        "Meta Platforms Ireland Limited",
        "YouTube",
        "Acme AS",
        "Norway",
        "Standard contractual clauses",
        "acme.test",
        "14 months",
        "Fjell AS",
        "NO 900000001",
        "Storgata 1, Otta",
        "privacy@fjell.example",
        "You may complain to",
        "Datatilsynet",
        "Necessary for a service you asked for",
        "Your consent",
        "You can also delete or block cookies",
    ] {
        check!(text.contains(part), "{part} is told");
    }
    let rows = rows(page).await?;
    for row in [
        ["samtykke", "Cookie", "184 days", "No"],
        ["basketWhat lies in your basket", "Cookie", "30 days", "No"],
        ["_ga", "Cookie", "400 days", "No"],
        ["FPLC", "Cookie", "20 hours", "No"],
        ["lastExternalReferrer*", "Browser storage", "Until deleted", "No"],
        ["acme_*", "Cookie", "90 days", "No"],
    ] {
        check!(rows.iter().any(|one| one == &row), "{row:?} in {rows:?}");
    }
    let links: Vec<String> =
        inside(page, "return [...root.querySelectorAll('a')].map((link) => link.href);").await?;
    check!(links.contains(&"https://acme.test/privacy".to_owned()), "policies are linked: {links:?}");
    check!(!page.ledger.touched("connect.facebook.net"), "telling of a vendor loads nothing of it");
    Ok(())
}

async fn each_site_of_a_group_names_its_own_company(page: &Page<'_>) -> Result<()> {
    let domain = page.host.trim_start_matches("www.").to_owned();
    let group = json!([
        { "name": "Svensk AB", "sites": "elsewhere.test" },
        { "name": "Norsk AS", "sites": format!("other.test {domain}"), "nme": "a slip" },
        { "name": "Holding AS" },
    ]);
    page.visit(Shop::new().before(&settings(&json!({ "controllers": group }))).tag(TAG).body(ELEMENT))
        .await?;
    is_drawn(page).await?;
    let text: String = inside(page, "return root.querySelector('.parties').textContent;").await?;
    let place = |part: &str| text.find(part).unwrap_or(usize::MAX);
    let group = place("Other companies in the group");
    check!(place("Controller") < place("Norsk AS") && place("Norsk AS") < group, "its own company: {text}");
    check!(place("Holding AS") < group, "and who answers for all sites");
    check!(
        group < place("Svensk AB") && place("elsewhere.test") != usize::MAX,
        "the others, with their sites"
    );
    let warnings = page.warnings().await?;
    check!(
        warnings.iter().any(|one| one.contains("unknown-setting controllers.1.nme")),
        "slips are named: {warnings:?}"
    );
    Ok(())
}

async fn the_choice_stands_there_and_is_changed_there(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(TAG).body(ELEMENT)).await?;
    is_drawn(page).await?;
    press(page, "[data-samtykke=accept]").await?;
    page.until_gone(FIRST).await?;
    let reference =
        page.cookie().await?.and_then(|value| value.split('.').nth(4).map(str::to_owned)).unwrap_or_default();
    until(page, &format!("root.querySelector('.choice').textContent.includes('{reference}')")).await?;
    let times: Vec<String> =
        inside(page, "return [...root.querySelectorAll('time')].map((time) => time.dateTime);").await?;
    let today: String = page.script("return new Date().toISOString().slice(0, 10);").await?;
    check_eq!(times.first(), Some(&today), "the day of the answer, then the day on which it ends: {times:?}");
    check!(times.len() == 2 && times.last() > times.first(), "{times:?}");
    until(page, "[...root.querySelectorAll('input')].every((box) => box.checked)").await?;
    press(page, "[data-samtykke=settings]").await?;
    page.until_seen(SETTINGS).await?;
    page.click(&format!("{SETTINGS} [data-samtykke=close]")).await?;
    press(page, "[data-samtykke=withdraw]").await?;
    wait::until_true("all is withdrawn", async || {
        Ok(page.cookie().await?.is_some_and(|cookie| cookie.starts_with('0')))
    })
    .await?;
    // Meta hears the withdrawal; nothing loads the page anew.
    until(page, "root && [...root.querySelectorAll('input')].length && ![...root.querySelectorAll('input')].some((box) => box.checked)").await
}

async fn the_keyboard_reaches_its_controls(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(TAG).body(ELEMENT)).await?;
    is_drawn(page).await?;
    page.click(&format!("{FIRST} [data-samtykke=reject]")).await?;
    page.tab_to("samtykke-declaration").await?;
    let focused: String = inside(page, "return root.activeElement.dataset.samtykke;").await?;
    check_eq!(focused, "accept", "the first control");
    page.press(Key::Enter).await?;
    wait::until_true("Enter accepts", async || {
        Ok(page.cookie().await?.is_some_and(|cookie| cookie.starts_with("7.")))
    })
    .await
}

async fn a_purpose_is_saved_without_one_of_its_vendors(page: &Page<'_>) -> Result<()> {
    let tag = r#"data-meta="1234567890" data-linkedin="7654321""#;
    page.visit(Shop::new().before(&settings(&json!({ "services": "google-maps" }))).tag(tag).body(ELEMENT))
        .await?;
    is_drawn(page).await?;
    press(page, "input[name=samtykke-marketing]").await?;
    check!(
        inside(page, "return root.querySelector('input[name=samtykke-meta]').checked;").await?,
        "vendors follow their purpose"
    );
    press(page, "input[name=samtykke-meta]").await?;
    press(page, "input[name=samtykke-google-maps]").await?;
    press(page, "[data-samtykke=save]").await?;
    page.until_gone(FIRST).await?;
    let cookie = page.cookie().await?.unwrap_or_default();
    check!(cookie.contains(".-meta") && cookie.contains(".+google-maps"), "{cookie}");
    page.ledger.first("px.ads.linkedin.com/collect").await?;
    wait::silence().await;
    check!(!page.ledger.touched("connect.facebook.net"), "Meta was refused");
    page.reload().await?;
    is_drawn(page).await?;
    let ticked: Vec<String> =
        inside(page, "return [...root.querySelectorAll('input:checked')].map((box) => box.name);").await?;
    check_eq!(ticked, ["samtykke-google-maps", "samtykke-marketing", "samtykke-linkedin"], "as it was saved");
    check_eq!(page.warnings().await?, Vec::<String>::new(), "warnings");
    Ok(())
}

async fn what_is_stored_is_marked_and_deleted(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(TAG).body(ELEMENT)).await?;
    page.accept().await?;
    is_drawn(page).await?;
    page.script_with::<Value>(
        "const domain = location.hostname.split('.').slice(1).join('.');
         document.cookie = `_ga=1;path=/;domain=${domain};secure`;
         document.cookie = '_ga_TEST000001=1;path=/';
         document.cookie = 'stranger=1;path=/';
         localStorage.multiFbc = '1';",
        vec![],
    )
    .await?;
    for name in ["_ga", "_ga_TEST000001", "stranger", "multiFbc"] {
        let button = format!("root.querySelector('[aria-label=\"Delete {name}\"]')");
        until(page, &button).await?;
        inside::<Value>(page, &format!("{button}.focus(); {button}.click();")).await?;
        until(page, &format!("root.querySelector('output').textContent === '{name} is deleted.'")).await?;
        check!(inside(page, &format!("return !{button};")).await?, "{name} is marked no longer");
    }
    let left: String = page.script("return document.cookie + Object.keys(localStorage);").await?;
    check!(!["_ga", "stranger", "multiFbc"].iter().any(|name| left.contains(name)), "{left}");
    Ok(())
}

async fn what_cannot_be_deleted_is_said(page: &Page<'_>) -> Result<()> {
    // As where another script of the page writes it again at once.
    let stubborn = "<script>
        const own = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie');
        Object.defineProperty(document, 'cookie', {
          get: () => own.get.call(document), set: (text) => text.startsWith('stubborn') || own.set.call(document, text) });
        own.set.call(document, 'stubborn=1;path=/');</script>";
    page.visit(Shop::new().head(stubborn).tag(TAG).body(ELEMENT)).await?;
    is_drawn(page).await?;
    until(page, "root.querySelector('[aria-label=\"Delete stubborn\"]')").await?;
    press(page, "[aria-label=\"Delete stubborn\"]").await?;
    until(
        page,
        "root.querySelector('output').textContent.startsWith('stubborn cannot be deleted from here')",
    )
    .await?;
    check!(
        inside(page, "return Boolean(root.querySelector('[aria-label=\"Delete stubborn\"]'));").await?,
        "it stays marked"
    );
    Ok(())
}

/// The receipts as the page shows them.
async fn receipts(page: &Page<'_>, how_many: usize) -> Result<Vec<Value>> {
    until(page, &format!("root.querySelectorAll('pre').length === {how_many}")).await?;
    let texts: Vec<String> =
        inside(page, "return [...root.querySelectorAll('pre')].map((one) => one.textContent);").await?;
    texts.iter().map(|text| Ok(serde_json::from_str(text)?)).collect()
}

async fn the_receipts_have_their_forms(page: &Page<'_>) -> Result<()> {
    let own = settings(&json!({ "controllers": controllers(), "texts": { "marketing_text": "Ads." } }));
    page.visit(Shop::new().before(&own).tag(&format!("{TAG} data-policy=\"/privacy\"")).body(ELEMENT))
        .await?;
    is_drawn(page).await?;
    check!(receipts(page, 0).await?.is_empty(), "no receipt before an answer");
    page.script::<Value>("samtykke.save({ marketing: true });").await?;
    let [iso, kantara] = receipts(page, 2).await?.try_into().map_err(|all| anyhow::anyhow!("{all:?}"))?;
    check_eq!(schema::problems("iso-27560", &iso)?, Vec::<String>::new(), "{iso}");
    check_eq!(schema::problems("kantara-1.1", &kantara)?, Vec::<String>::new(), "{kantara}");
    let reference: String = page.script("return samtykke.consent.reference;").await?;
    check_eq!(kantara["piiPrincipalId"], reference.as_str(), "whose it is");
    check_eq!(
        kantara["services"][0]["purposes"][0]["purpose"],
        "Marketing: Ads.",
        "the words that were shown"
    );
    check_eq!(kantara["services"].as_array().map(Vec::len), Some(1), "Meta alone: statistics was refused");
    let record = &iso["dpv:hasRecordOfActivity"];
    let states: Vec<&Value> = record["dpv:hasProcess"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|process| &process["dpv:hasConsentStatus"][0]["@type"][0])
        .collect();
    check_eq!(
        states,
        ["dpv:ConsentRefused", "dpv:ConsentRefused", "dpv:ConsentGiven"],
        "each purpose's state"
    );
    check_eq!(record["dpv:hasJurisdiction"], "loc:NO", "the controller's country");
    // What is downloaded is what is shown.
    let file: (String, String) = page
        .script_until_done(
            "const root = document.querySelector('samtykke-declaration').shadowRoot;
         const click = HTMLAnchorElement.prototype.click;
         HTMLAnchorElement.prototype.click = function () {
           fetch(this.href).then((answer) => answer.text()).then((text) => done([this.download, text]));
         };
         root.querySelector('[aria-label=\"Download receipt: Kantara 1.1\"]').click();",
        )
        .await?;
    check_eq!(file.0, format!("samtykke-kantara-1.1-{reference}.json"), "its name");
    check_eq!(serde_json::from_str::<Value>(&file.1)?, kantara, "its content");
    Ok(())
}

async fn a_refusal_has_a_receipt_too(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(TAG).body(ELEMENT)).await?;
    page.reject().await?;
    is_drawn(page).await?;
    let [iso] = receipts(page, 1).await?.try_into().map_err(|all| anyhow::anyhow!("{all:?}"))?;
    check_eq!(schema::problems("iso-27560", &iso)?, Vec::<String>::new(), "without controllers: {iso}");
    Ok(())
}

async fn axe_finds_nothing(page: &Page<'_>) -> Result<()> {
    let own = settings(&json!({ "controllers": controllers() }));
    for lang in ["en", "ar"] {
        page.visit(
            Shop::new().lang(lang).before(&own).tag(&format!("{TAG} data-policy=\"/privacy\"")).body(ELEMENT),
        )
        .await?;
        is_drawn(page).await?;
        page.script::<Value>("samtykke.accept(); document.cookie = 'stranger=1';").await?;
        receipts(page, 2).await?;
        until(page, "root.querySelector('.unlisted button')").await?;
        check_eq!(axe::violations(page, "samtykke-declaration").await?, Vec::<String>::new(), "{lang}");
    }
    Ok(())
}

async fn at_320_pixels_nothing_is_cut_off(page: &Page<'_>) -> Result<()> {
    let body = format!("<div id=narrow style='width: 320px; overflow: auto'>{ELEMENT}</div>");
    for lang in ["en", "de", "ar"] {
        page.visit(Shop::new().lang(lang).tag(TAG).body(&body)).await?;
        is_drawn(page).await?;
        page.script::<Value>("samtykke.accept();").await?;
        receipts(page, 2).await?;
        let (whole, seen): (f64, f64) =
            page.script("return [narrow.scrollWidth, narrow.clientWidth];").await?;
        check!(whole <= seen, "{lang}: {whole} pixels in {seen}");
        let short: Vec<String> = inside(
            page,
            "return [...root.querySelectorAll('button, input')].filter((one) => Math.min(one.offsetWidth, one.offsetHeight) < 22)
               .map((one) => one.outerHTML);",
        ).await?;
        check_eq!(short, Vec::<String>::new(), "controls large enough to hit");
    }
    Ok(())
}

async fn html_in_settings_is_text_and_no_script_is_linked(page: &Page<'_>) -> Result<()> {
    let html = "<img src=x onerror=\"window.harm=1\"><b>bold</b>";
    let own = json!({
        "controllers": [{ "name": html, "address": html, "url": "javascript:harm()", "email": "javascript:harm()@x?cc=y" }],
        "cookies": [{ "name": html, "text": html, "days": "soon" }],
        "texts": { "heading": html, "statistics_text": html },
        "retention": { "statistics": html },
        "vendors": { "acme": { "name": "A".repeat(5000), "purpose": "statistics", "script": "/acme.js", "company": html, "country": "ZZZ",
                               "policy": "javascript:harm()" } },
    });
    page.visit(Shop::new().before(&settings(&own)).tag(r#"data-policy="javascript:harm()""#).body(ELEMENT))
        .await?;
    is_drawn(page).await?;
    let (text, links): (String, Vec<String>) =
        inside(page, "return [root.textContent, [...root.querySelectorAll('a')].map((link) => link.href)];")
            .await?;
    check!(text.matches(html).count() >= 7, "shown as it is written: {text}");
    check_eq!(
        inside::<usize>(page, "return root.querySelectorAll('img, b > b, script').length;").await?,
        0,
        "elements made of it"
    );
    check!(links.iter().all(|link| !link.starts_with("javascript")), "{links:?}");
    check!(!page.script::<bool>("return 'harm' in window;").await?, "nothing ran");
    check!(!text.contains(&"A".repeat(200)), "long names are cut");
    let warnings = page.warnings().await?;
    check!(warnings.iter().any(|one| one.contains("policy=\"javascript")), "the owner is told: {warnings:?}");
    Ok(())
}

async fn sixty_vendors_and_none(page: &Page<'_>) -> Result<()> {
    let vendor = |number: usize| {
        (
            format!("own-{number}"),
            json!({ "name": format!("Vendor {number}"), "purpose": "marketing", "script": "/own.js", "cookies": "own_*" }),
        )
    };
    let sixty: serde_json::Map<String, Value> = (0..60).map(vendor).collect();
    page.visit(Shop::new().before(&settings(&json!({ "vendors": sixty }))).tag("").body(ELEMENT)).await?;
    is_drawn(page).await?;
    check_eq!(
        inside::<usize>(page, "return root.querySelectorAll('input').length;").await?,
        63,
        "three purposes, sixty vendors"
    );
    page.visit(Shop::new().tag("").body(ELEMENT)).await?;
    is_drawn(page).await?;
    let text = text(page).await?;
    check_eq!(text.matches("No services for this purpose.").count(), 3, "{text}");
    check_eq!(page.warnings().await?, Vec::<String>::new(), "warnings");
    Ok(())
}

async fn a_missing_language_is_english_altogether(page: &Page<'_>) -> Result<()> {
    let shop = Shop::new().lang("nb").tag(TAG).body(ELEMENT);
    page.visit(shop.file("/texts/declaration/nb.json", Answer::missing())).await?;
    is_drawn(page).await?;
    let text = text(page).await?;
    check!(text.contains("Statistics") && !text.contains("Statistikk"), "one language: {text}");
    check_eq!(
        inside::<String>(page, "return root.querySelector('[lang]').lang;").await?,
        "en",
        "and it says which"
    );
    let warnings = page.warnings().await?;
    check!(warnings.iter().any(|one| one.contains("texts-missing nb")), "{warnings:?}");
    Ok(())
}

async fn without_its_files_the_owner_s_own_words_stay(page: &Page<'_>) -> Result<()> {
    let mut shop = Shop::new().tag(TAG).body(ELEMENT).file("/catalogue.json", Answer::missing());
    page.visit(shop.clone()).await?;
    is_drawn(page).await?;
    check!(text(page).await?.contains("Google Analytics"), "vendors are named without their facts");
    let listed = rows(page).await?;
    check!(
        listed.iter().any(|row| row.first().is_some_and(|name| name == "_ga")),
        "and what they leave: {listed:?}"
    );
    shop = shop.file("/texts/declaration/en.json", Answer::missing());
    page.visit(shop).await?;
    wait::until_true("the owner is told", async || {
        Ok(page.warnings().await?.iter().any(|one| one.contains("declaration-failed")))
    })
    .await?;
    check!(page.sees("samtykke-declaration").await?, "the element is seen");
    check!(inside(page, "return Boolean(root.querySelector('slot'));").await?, "with what stands inside");
    Ok(())
}

async fn in_a_sandbox_it_is_drawn(page: &Page<'_>) -> Result<()> {
    let anybody = |path: &str| support::dist::answer(path).header("access-control-allow-origin", "*");
    let mut shop = Shop::new().tag("").body(ELEMENT).csp("sandbox allow-scripts");
    for file in ["catalogue.json", "texts/en.json", "texts/declaration/en.json"] {
        shop = shop.file(&format!("/{file}"), anybody(file));
    }
    page.visit(shop).await?;
    is_drawn(page).await?;
    press(page, "[data-samtykke=accept]").await?;
    until(page, "root.querySelector('.choice').textContent.includes('Yes')").await
}

async fn a_strict_policy_holds(page: &Page<'_>) -> Result<()> {
    let policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'nonce-n'; connect-src 'self'; img-src 'self'; \
                  require-trusted-types-for 'script'; trusted-types samtykke";
    page.visit(Shop::new().csp(policy).nonce("n").tag("nonce=n").body(ELEMENT)).await?;
    is_drawn(page).await?;
    page.script::<Value>("samtykke.accept();").await?;
    receipts(page, 2).await?;
    check_eq!(page.blocked().await?, Vec::<String>::new(), "blocked");
    let border: String =
        inside(page, "return getComputedStyle(root.querySelector('.choice')).borderTopStyle;").await?;
    check_eq!(border, "solid", "its styles are there");
    Ok(())
}

async fn other_pages_load_none_of_it(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(TAG)).await?;
    page.accept().await?;
    wait::silence().await;
    for file in ["samtykke-declaration.js", "samtykke-record.js", "catalogue.json", "texts"] {
        check!(page.ledger.to(&format!("{}/{file}", page.host)).is_empty(), "{file} was loaded");
    }
    check!(page.script::<bool>("return !('samtykke-outbox' in localStorage);").await?, "nothing is kept");
    Ok(())
}
