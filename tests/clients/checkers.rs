//! axe-core and IBM Equal Access find nothing: in every layer, layout, theme and direction, and on the narrowest phone.

use crate::packages;
use anyhow::Result;
use serde_json::Value;
use support::looks::{CHROMIUM, LAYOUTS, Theme};
use support::page::{FIRST, Page, REOPEN, SETTINGS};
use support::shop::Shop;
use support::{check, check_eq, stories};

stories![in CHROMIUM;
    axe_finds_nothing,
    equal_access_finds_nothing,
    equal_access_recommends_nothing,
    the_checkers_see_what_is_wrong,
];

/// Page languages, one for each direction of writing.
const DIRECTIONS: [(&str, &str); 2] = [("en", "ltr"), ("ar", "rtl")];
/// Width and height in CSS pixels.
const ROOMS: [(u32, u32); 2] = [(1000, 800), (320, 640)];

async fn axe_finds_nothing(page: &Page<'_>) -> Result<()> {
    found_nothing(page, AXE, &Theme::ALL).await
}

async fn equal_access_finds_nothing(page: &Page<'_>) -> Result<()> {
    found_nothing(page, &equal_access("VIOLATION"), &Theme::ALL).await
}

async fn equal_access_recommends_nothing(page: &Page<'_>) -> Result<()> {
    found_nothing(page, &equal_access("RECOMMENDATION"), &[Theme::Light]).await
}

/// Checks every layer in every layout and direction, in these themes.
async fn found_nothing(page: &Page<'_>, check: &str, themes: &[Theme]) -> Result<()> {
    let mut found = Vec::new();
    for layout in LAYOUTS {
        for (language, direction) in DIRECTIONS {
            page.visit_first(shop(layout, language)?).await?;
            page.is_asked().await?;
            let styles = format!("return getComputedStyle(document.querySelector('{FIRST}')).direction;");
            check_eq!(page.script::<String>(&styles).await?, direction, "the direction of writing");
            for (layer, name) in [(FIRST, "first layer"), (SETTINGS, "settings"), (REOPEN, "answered")] {
                match layer {
                    SETTINGS => page.open_settings().await?,
                    REOPEN => page.save().await?,
                    _ => {}
                }
                let here = checked(page, layer, check, themes).await?;
                found.extend(here.iter().map(|finding| format!("{layout}, {language}, {name}, {finding}")));
            }
        }
    }
    page.as_usual().await?;
    check!(found.is_empty(), "{found:#?}");
    Ok(())
}

/// One layer in every theme and room; it must be in sight each time.
async fn checked(page: &Page<'_>, layer: &str, check: &str, themes: &[Theme]) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for theme in themes {
        for (width, height) in ROOMS {
            page.theme(*theme).await?;
            page.room(width, height).await?;
            page.until_seen(layer).await?;
            let here: Vec<String> = page.script_until_done(check).await?;
            found.extend(here.iter().map(|finding| format!("{}, {width} px: {finding}", theme.name())));
        }
    }
    Ok(found)
}

/// A checker that finds nothing anywhere proves nothing.
async fn the_checkers_see_what_is_wrong(page: &Page<'_>) -> Result<()> {
    page.visit(shop(LAYOUTS[0], "en")?).await?;
    page.is_asked().await?;
    page.script::<Value>(&format!(
        "document.querySelector('{FIRST} [data-samtykke=accept]').firstChild.remove();"
    ))
    .await?;
    for check in [AXE, &equal_access("VIOLATION")] {
        let found: Vec<String> = page.script_until_done(check).await?;
        check!(
            found.iter().any(|one| one.contains("button")),
            "a button without a name was missed: {found:#?}"
        );
    }
    Ok(())
}

fn shop(layout: &str, language: &str) -> Result<Shop> {
    let direction = if language == "ar" { "rtl" } else { "ltr" };
    Ok(Shop::new()
        .lang(&format!("{language}\" dir=\"{direction}"))
        .tag(&format!(r#"data-google-analytics="G-TEST000001" data-meta="1234567890" data-policy="/privacy" data-layout="{layout}""#))
        .head(r#"<script src="/axe.js" defer></script><script src="/ace.js" defer></script>"#)
        .file("/axe.js", packages::script("axe-core/axe.min.js")?)
        .file("/ace.js", packages::script("accessibility-checker-engine/ace.js")?))
}

const AXE: &str = r#"axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "EN-301-549", "best-practice"],
    resultTypes: ["violations"],
}).then(
    ({ violations }) => done(violations.flatMap(({ id, help, nodes }) =>
        nodes.map((node) => `${id}: ${help}: ${node.html} ${node.failureSummary}`))),
    (error) => done([`the checker failed: ${error.stack}`]),
);"#;

/// What Equal Access is sure of. It also notes what a person should look at; that is no finding.
fn equal_access(level: &str) -> String {
    let check = r#"new ace.Checker().check(document, ["IBM_Accessibility", "WCAG_2_2"]).then(
        ({ results }) => done(results
            .filter(({ value }) => value[0] === LEVEL && value[1] === "FAIL")
            .map(({ ruleId, message, path, snippet }) => `${ruleId}: ${message} ${path.dom} ${snippet}`)),
        (error) => done([`the checker failed: ${error.stack}`]),
    );"#;
    check.replace("LEVEL", &format!("{level:?}"))
}
