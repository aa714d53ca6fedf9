//! The cookie page: what a `<samtykke-declaration>` tells, and what a visitor can do there.

use anyhow::Result;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use support::page::{FIRST, Page, SETTINGS};
use support::shop::Shop;
use support::{check, check_eq, stories, wait};
use thirtyfour::Key;

stories![
    it_tells_what_the_owner_has_set,
    each_site_of_a_group_names_its_own_company,
    the_choice_stands_there_and_is_changed_there,
    the_keyboard_reaches_its_controls,
    a_purpose_is_saved_without_one_of_its_vendors,
    a_refusal_of_another_page_stays,
    what_is_stored_is_marked_and_deleted,
    what_cannot_be_deleted_is_said,
];

pub(crate) const ELEMENT: &str = "<samtykke-declaration>Write to us.</samtykke-declaration>";
pub(crate) const TAG: &str = r#"data-google-analytics="G-TEST000001" data-meta="1234567890""#;

pub(crate) fn settings(value: &Value) -> String {
    format!(
        r#"<script type="application/json" id="samtykke-settings">{}</script>"#,
        value.to_string().replace("</", "<\\/")
    )
}

pub(crate) fn controllers() -> Value {
    json!([
        { "name": "Fjell AS", "number": "NO 900000001", "address": "Storgata 1, Otta", "country": "NO", "contact": "Support",
          "email": "privacy@fjell.example", "phone": "+47 000", "authority": "Datatilsynet" },
    ])
}

/// Runs a script with `root`, the element's own.
pub(crate) async fn inside<T: DeserializeOwned>(page: &Page<'_>, script: &str) -> Result<T> {
    let root = "const root = document.querySelector('samtykke-declaration').shadowRoot;";
    page.script(&format!("{root} {script}")).await
}

/// Waits until a condition on `root` is so.
pub(crate) async fn until(page: &Page<'_>, condition: &str) -> Result<()> {
    wait::until_true(condition, async || inside(page, &format!("return Boolean({condition});")).await).await
}

pub(crate) async fn is_drawn(page: &Page<'_>) -> Result<()> {
    until(page, "root && root.querySelector('h2') && !root.querySelector('slot')").await
}

pub(crate) async fn text(page: &Page<'_>) -> Result<String> {
    inside(page, "return root.textContent;").await
}

pub(crate) async fn press(page: &Page<'_>, control: &str) -> Result<()> {
    inside::<Value>(page, &format!("root.querySelector('{control}').click();")).await.map(drop)
}

/// The cookies' rows: name, kind, life, whether it is there.
pub(crate) async fn rows(page: &Page<'_>) -> Result<Vec<Vec<String>>> {
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
        "statement": { "version": "3", "date": "2026-11-01", "changes": "LinkedIn is new.", "decisions": "profiling" },
        "vendors": { "acme": { "name": "Acme", "purpose": "marketing", "script": "/acme.js", "cookies": "acme_*", "days": "90",
                     "company": "Acme AS", "country": "NO", "transfer": "scc", "policy": "https://acme.test/privacy",
                     "role": "joint", "choices": "https://acme.test/choices" } },
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
        "Processor on our behalf",
        "Joint controller with us",
        "tools.google.com",
        "Automated decisions and profiling",
        "Services for marketing may build profiles",
        "November 1, 2026",
        "LinkedIn is new.",
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
        ["_ga", "Cookie", "7 days", "No"],
        ["FPLC", "Cookie", "20 hours", "No"],
        ["lastExternalReferrer*", "Browser storage", "Until deleted", "No"],
        ["acme_*", "Cookie", "90 days", "No"],
    ] {
        check!(rows.iter().any(|one| one == &row), "{row:?} in {rows:?}");
    }
    let links: Vec<String> =
        inside(page, "return [...root.querySelectorAll('a')].map((link) => link.href);").await?;
    check!(links.contains(&"https://acme.test/privacy".to_owned()), "policies are linked: {links:?}");
    check!(
        links.contains(&"https://acme.test/choices".to_owned()),
        "so are the vendors' own settings: {links:?}"
    );
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

async fn a_refusal_of_another_page_stays(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(r#"data-meta="1234567890""#).body(ELEMENT)).await?;
    is_drawn(page).await?;
    page.script::<Value>("samtykke.save({ marketing: true, vendors: { taboola: false } });").await?;
    until(page, "root.querySelector('input[name=samtykke-marketing]').checked").await?;
    press(page, "input[name=samtykke-statistics]").await?;
    press(page, "[data-samtykke=save]").await?;
    wait::until_true("it is saved", async || {
        Ok(page
            .cookie()
            .await?
            .is_some_and(|cookie| cookie.starts_with('6') && cookie.ends_with(".-taboola")))
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
