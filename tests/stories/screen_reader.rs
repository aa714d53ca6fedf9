//! The visitor who hears the page: roles, names and states, in English, Norwegian and Arabic.

use crate::tags::TWO;
use anyhow::{Context, Result};
use serde_json::{Value, json};
use support::looks::CHROMIUM;
use support::page::{FIRST, Page, REOPEN, SETTINGS};
use support::shop::Shop;
use support::{check, check_eq, dist, stories, wait};

stories![everything_says_what_it_is];

stories![IN_CHROMIUM in CHROMIUM; the_question_is_heard_in_order, the_settings_are_heard_in_order];

const LANGUAGES: [&str; 3] = ["en", "nb", "ar"];

/// The texts of a language, as the packed file has them.
struct Texts(Value);

impl Texts {
    fn of(language: &str) -> Result<Self> {
        let file = dist::read(&format!("texts/{language}.json")).context("no texts")?;
        let mut texts: Value = serde_json::from_slice(&file)?;
        // In braces stands how long an answer holds.
        texts["intro"] = texts["intro"].as_str().unwrap_or_default().replace(['{', '}'], "").into();
        Ok(Self(texts))
    }

    fn say<'a>(&'a self, name: &'a str) -> &'a str {
        self.0[name].as_str().unwrap_or(name)
    }
}

async fn ask(page: &Page<'_>, language: &str) -> Result<Texts> {
    let shop = Shop::new().lang(language).tag(&format!(r#"{TWO} data-policy="/privacy""#));
    page.visit_first(shop).await?;
    page.is_asked().await?;
    Texts::of(language)
}

async fn heard_as(page: &Page<'_>, selector: &str, role: &str, name: &str) -> Result<()> {
    let heard = page.role_and_name(selector).await.with_context(|| format!("asking about {selector}"))?;
    check_eq!(heard, (role.to_owned(), name.to_owned()), "{selector}");
    Ok(())
}

async fn everything_says_what_it_is(page: &Page<'_>) -> Result<()> {
    for language in LANGUAGES {
        let texts = ask(page, language).await?;
        heard_as(page, FIRST, "region", texts.say("title")).await?;
        heard_as(page, &format!("{FIRST} h2"), "heading", texts.say("title")).await?;
        heard_as(page, &format!("{FIRST} a"), "link", texts.say("policy")).await?;
        for name in ["accept", "reject", "settings"] {
            heard_as(page, &format!("{FIRST} [data-samtykke={name}]"), "button", texts.say(name)).await?;
        }
        page.open_settings().await?;
        heard_as(page, SETTINGS, "dialog", texts.say("settings_title")).await?;
        for name in ["save", "accept", "reject", "close"] {
            heard_as(page, &format!("{SETTINGS} [data-samtykke={name}]"), "button", texts.say(name)).await?;
        }
        for purpose in ["statistics", "marketing"] {
            let control = format!("{SETTINGS} input[name=samtykke-{purpose}]");
            heard_as(page, &control, "checkbox", texts.say(purpose)).await?;
        }
        page.save().await?;
        page.until_seen(REOPEN).await?;
        heard_as(page, REOPEN, "button", texts.say("open")).await?;
        wait::until_true("the answer is said", async || {
            let said: String =
                page.script("return document.querySelector('samtykke-banner output').textContent;").await?;
            Ok(said == texts.say("saved"))
        })
        .await?;
        let (role, _) = page.role_and_name("samtykke-banner output").await?;
        check_eq!(role, "status", "who says it");
    }
    Ok(())
}

/// What Chromium's accessibility tree holds inside an element, in order, a line each: role, name, states.
async fn heard_in(page: &Page<'_>, selector: &str) -> Result<Vec<String>> {
    let document = page.chromium("DOM.getDocument", json!({})).await?;
    let of = json!({ "nodeId": document["root"]["nodeId"], "selector": selector });
    let node = page.chromium("DOM.querySelector", of).await?;
    let described = page.chromium("DOM.describeNode", node).await?;
    let tree = page.chromium("Accessibility.getFullAXTree", json!({})).await?;
    let nodes = tree["nodes"].as_array().context("no accessibility tree")?;
    let wanted = &described["node"]["backendNodeId"];
    let root = nodes.iter().find(|node| &node["backendDOMNodeId"] == wanted).context("not in the tree")?;
    let mut lines = Vec::new();
    gather(nodes, root, &mut lines);
    Ok(lines)
}

/// Roles that only group, and the pieces of a text.
const SILENT: [&str; 6] = ["generic", "none", "InlineTextBox", "ListMarker", "paragraph", "LabelText"];

fn gather(nodes: &[Value], node: &Value, lines: &mut Vec<String>) {
    let text = |part: &str| node[part]["value"].as_str().unwrap_or_default().trim().to_owned();
    let (role, name) = (text("role"), text("name"));
    if node["ignored"] != true
        && !SILENT.contains(&role.as_str())
        && !(role == "StaticText" && name.is_empty())
    {
        let states = node["properties"].as_array().into_iter().flatten();
        let states: String = states
            .filter(|state| {
                ["checked", "modal", "level"].contains(&state["name"].as_str().unwrap_or_default())
            })
            .map(|state| {
                format!(" {}={}", state["name"].as_str().unwrap_or_default(), plain(&state["value"]["value"]))
            })
            .collect();
        lines.push(format!("{role} {name}{states}").trim().to_owned());
        if ["button", "heading", "link"].contains(&role.as_str()) {
            return; // Its text is its name.
        }
    }
    for child in node["childIds"].as_array().into_iter().flatten() {
        if let Some(child) = nodes.iter().find(|one| &one["nodeId"] == child) {
            gather(nodes, child, lines);
        }
    }
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

async fn the_question_is_heard_in_order(page: &Page<'_>) -> Result<()> {
    for language in LANGUAGES {
        let texts = ask(page, language).await?;
        let wanted = [
            format!("region {}", texts.say("title")),
            format!("heading {} level=2", texts.say("title")),
            format!("StaticText {}", texts.say("intro")),
            format!("link {}", texts.say("policy")),
            format!("button {}", texts.say("accept")),
            format!("button {}", texts.say("reject")),
            format!("button {}", texts.say("settings")),
        ];
        check_eq!(heard_in(page, FIRST).await?, wanted, "{language}: what is heard");
    }
    Ok(())
}

async fn the_settings_are_heard_in_order(page: &Page<'_>) -> Result<()> {
    for language in LANGUAGES {
        let texts = ask(page, language).await?;
        page.open_settings().await?;
        page.tick("statistics").await?;
        let open =
            "document.querySelectorAll('samtykke-banner details').forEach((one) => { one.open = true; });";
        page.script::<()>(open).await?;
        let heard = heard_in(page, SETTINGS).await?;
        let title = texts.say("settings_title");
        check_eq!(heard.first(), Some(&format!("dialog {title} modal=true")), "{language}: the dialog");
        let wanted = [
            format!("heading {title} level=2"),
            format!("button {}", texts.say("close")),
            format!("StaticText {}", texts.say("settings_intro")),
            format!("StaticText {}", texts.say("necessary")),
            format!("StaticText {}", texts.say("always")),
            format!("checkbox {} checked=true", texts.say("statistics")),
            format!("StaticText {}", texts.say("statistics_text")),
            format!("checkbox {} checked=false", texts.say("marketing")),
            format!("StaticText {}", texts.say("marketing_text")),
            format!("button {}", texts.say("save")),
            format!("button {}", texts.say("accept")),
            format!("button {}", texts.say("reject")),
        ];
        let mut rest = heard.iter();
        for line in &wanted {
            check!(
                rest.any(|heard| heard == line),
                "{language}: {line:?} is missing or out of order in {heard:#?}"
            );
        }
        let tickable = heard.iter().filter(|line| line.starts_with("checkbox")).count();
        let asked: usize =
            page.script(&format!("return document.querySelectorAll('{SETTINGS} input').length;")).await?;
        check_eq!(tickable, asked, "{language}: checkboxes heard");
    }
    Ok(())
}
