//! The visitor without a mouse.

use crate::tags::TWO;
use anyhow::Result;
use support::page::{FIRST, Page, REOPEN, SETTINGS};
use support::shop::Shop;
use support::{check, check_eq, stories, wait};
use thirtyfour::Key;

stories![
    tab_and_enter_reject,
    space_ticks_a_purpose_and_enter_saves,
    escape_in_the_settings_refuses_on_the_first_visit,
    focus_returns_to_where_the_dialog_was_opened,
    focus_returns_to_our_own_control,
    the_page_stays_usable_while_it_asks,
    everything_is_done_with_the_keyboard_alone,
    escape_leaves_a_dialog_of_the_page_open,
    a_question_before_the_page_has_the_focus_itself,
];

async fn tab_and_enter_reject(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(TWO)).await?;
    page.is_asked().await?;
    page.tab_to(&format!("{FIRST} [data-samtykke=reject]")).await?;
    page.press(Key::Enter).await?;
    page.until_gone(FIRST).await?;
    let cookie = page.cookie().await?.unwrap_or_default();
    check!(cookie.starts_with('0'), "a refusal starts with 0: {cookie:?}");
    Ok(())
}

async fn space_ticks_a_purpose_and_enter_saves(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(TWO)).await?;
    page.is_asked().await?;
    page.tab_to(&format!("{FIRST} [data-samtykke=settings]")).await?;
    page.press(Key::Enter).await?;
    page.until_seen(SETTINGS).await?;
    page.tab_to(&format!("{SETTINGS} input[name=samtykke-statistics]")).await?;
    page.press(Key::Space).await?;
    page.tab_to(&format!("{SETTINGS} [data-samtykke=save]")).await?;
    page.press(Key::Enter).await?;
    page.until_gone(SETTINGS).await?;
    let cookie = page.cookie().await?.unwrap_or_default();
    check!(cookie.starts_with("2."), "statistics was ticked: {cookie:?}");
    Ok(())
}

async fn escape_in_the_settings_refuses_on_the_first_visit(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(TWO)).await?;
    page.open_settings().await?;
    page.tick("marketing").await?;
    page.press(Key::Escape).await?;
    page.until_gone(SETTINGS).await?;
    page.until_gone(FIRST).await?;
    let cookie = page.cookie().await?.unwrap_or_default();
    check!(cookie.starts_with('0'), "Escape refuses: {cookie:?}");
    Ok(())
}

async fn focus_returns_to_where_the_dialog_was_opened(page: &Page<'_>) -> Result<()> {
    let footer = r##"<footer><a href="#" data-samtykke="open" id="opener">Cookies</a></footer>"##;
    page.visit(Shop::new().tag(TWO).body(footer)).await?;
    page.reject().await?;
    page.tab_to("#opener").await?;
    page.press(Key::Enter).await?;
    page.until_seen(SETTINGS).await?;
    let inside: bool =
        page.script("return Boolean(document.activeElement.closest('samtykke-banner'));").await?;
    check!(inside, "the dialog takes the focus");
    page.press(Key::Escape).await?;
    page.until_gone(SETTINGS).await?;
    wait::until_true("the focus is back on the link", async || page.focused("#opener").await).await
}

/// Our own control is drawn anew when the settings close: the new one takes the focus.
async fn focus_returns_to_our_own_control(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(TWO)).await?;
    page.reject().await?;
    for key in [Key::Escape, Key::Enter] {
        page.tab_to("#samtykke-open").await?;
        page.press(Key::Enter).await?;
        page.until_seen(SETTINGS).await?;
        // The first control closes too.
        page.press(key).await?;
        page.until_gone(SETTINGS).await?;
        wait::until_true("the focus is back", async || page.focused("#samtykke-open").await).await?;
    }
    Ok(())
}

async fn the_page_stays_usable_while_it_asks(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(TWO)).await?;
    page.is_asked().await?;
    let stolen: bool =
        page.script("return Boolean(document.activeElement.closest('samtykke-banner'));").await?;
    check!(!stolen, "the question does not take the focus");
    page.tab_to("#checkout").await?;
    page.press(Key::Enter).await?;
    wait::until_true("the link was followed", async || {
        Ok(page.session().current_url().await?.path() == "/checkout")
    })
    .await
}

/// The first visit, the settings and a change of mind; in three languages, for the order of writing is not that of Tab.
async fn everything_is_done_with_the_keyboard_alone(page: &Page<'_>) -> Result<()> {
    for language in ["en", "nb", "ar"] {
        page.visit_first(Shop::new().lang(language).tag(&format!(r#"{TWO} data-policy="/privacy""#))).await?;
        page.is_asked().await?;
        let met = tabbed(page, FIRST, "settings").await?;
        check_eq!(
            met,
            ["policy", "accept", "reject", "settings"],
            "{language}: what Tab meets in the question"
        );
        page.press(Key::Enter).await?;
        page.until_seen(SETTINGS).await?;
        let met = tabbed(page, SETTINGS, "reject").await?;
        let wanted = ["functional", "statistics", "marketing", "save", "accept", "reject"];
        check!(
            met.ends_with(&wanted.map(String::from)),
            "{language}: what Tab meets in the settings: {met:?}"
        );
        back_to(page, &format!("{SETTINGS} input[name=samtykke-marketing]")).await?;
        page.press(Key::Space).await?;
        wait::until_true("marketing is ticked", async || Ok(page.ticked().await? == ["marketing"])).await?;
        page.tab_to(&format!("{SETTINGS} [data-samtykke=save]")).await?;
        page.press(Key::Enter).await?;
        page.until_gone(SETTINGS).await?;
        page.tab_to(REOPEN).await?;
        page.press(Key::Space).await?;
        page.until_seen(SETTINGS).await?;
        check_eq!(page.ticked().await?, ["marketing"], "{language}: what is ticked when it is opened again");
        page.tab_to(&format!("{SETTINGS} [data-samtykke=reject]")).await?;
        page.press(Key::Space).await?;
        page.until_gone(SETTINGS).await?;
        let cookie = page.cookie().await?.unwrap_or_default();
        check!(cookie.starts_with('0'), "{language}: the last word was no: {cookie:?}");
    }
    Ok(())
}

/// Back, until this element has the focus: forwards from the end of a dialog lies the browser's own window.
async fn back_to(page: &Page<'_>, selector: &str) -> Result<()> {
    for _ in 0..12 {
        if page.focused(selector).await? {
            return Ok(());
        }
        let keys = page.session().action_chain().key_down(Key::Shift).send_keys(Key::Tab).key_up(Key::Shift);
        keys.perform().await?;
    }
    anyhow::bail!("Shift and Tab never reached {selector}")
}

/// Tab, until this control of a layer has the focus: the controls that were met on the way, each with a visible focus.
/// Nothing of the page is met while a dialog is open.
async fn tabbed(page: &Page<'_>, layer: &str, last: &str) -> Result<Vec<String>> {
    let mut met: Vec<String> = Vec::new();
    for _ in 0..24 {
        let (name, outside, ring): (String, bool, f64) = page
            .script_with(
                "const one = document.activeElement;
                 const { outlineStyle, outlineWidth } = getComputedStyle(one);
                 const inside = one.closest(arguments[0]);
                 const control = inside && one.matches('button, a, input');
                 const name = control ? one.dataset.samtykke ?? (one.localName === 'a' ? 'policy' : one.name.slice(9)) : '';
                 return [name, !inside && one !== document.body && one !== document.documentElement,
                   outlineStyle === 'none' ? 0 : parseFloat(outlineWidth)];",
                vec![layer.into()],
            )
            .await?;
        check!(!(outside && layer == SETTINGS), "the focus left the open dialog");
        if !name.is_empty() && met.last() != Some(&name) {
            check!(ring >= 2.0, "the focus on {name} is not seen: its ring is {ring} CSS pixels wide");
            met.push(name.clone());
        }
        if name == last {
            return Ok(met);
        }
        page.press(Key::Tab).await?;
    }
    anyhow::bail!("Tab never reached {last}: {met:?}")
}

async fn escape_leaves_a_dialog_of_the_page_open(page: &Page<'_>) -> Result<()> {
    let dialog = r#"<dialog id="theirs"><button data-samtykke="open" id="opener">Cookies</button></dialog>
        <script>document.querySelector('#theirs').showModal();</script>"#;
    page.visit(Shop::new().tag(TWO).body(dialog)).await?;
    page.is_asked().await?;
    page.click("#opener").await?;
    page.until_seen(SETTINGS).await?;
    page.press(Key::Escape).await?;
    page.until_gone(SETTINGS).await?;
    wait::silence().await;
    check!(page.sees("#theirs").await?, "Escape has closed the page's dialog too");
    Ok(())
}

/// Not its first control, which may be a yes: Enter at once answers nothing.
async fn a_question_before_the_page_has_the_focus_itself(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(&format!(r#"{TWO} data-layout="modal""#))).await?;
    page.is_asked().await?;
    check!(page.focused(FIRST).await?, "the question does not have the focus");
    page.press(Key::Enter).await?;
    wait::silence().await;
    check_eq!(page.cookie().await?, None, "Enter has answered");
    Ok(())
}
