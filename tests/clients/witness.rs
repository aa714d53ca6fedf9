//! What the page saw while a client looked at it by itself: it tells the ledger, not the client.

use support::answer::Answer;
use support::page::Page;
use support::shop::Shop;

const WITNESS: &str = include_str!("../pages/clients/witness.js");

/// An ordinary English page with a privacy page and one vendor of each kind, which the witness watches.
pub fn shop(attributes: &str) -> Shop {
    Shop::new()
        .before(&format!("<script>{WITNESS}</script>"))
        .tag(&format!(r#"data-google-analytics="G-TEST000001" data-meta="1234567890" data-policy="/privacy" {attributes}"#))
        .body(BODY)
        .file("/witness/seen", Answer::empty())
        .file("/witness/answer", Answer::empty())
}

const BODY: &str = r#"
<p>Wool, down and leather for cold mornings. Free delivery within two days.</p>
<p><label>Size <select><option>Small</option><option>Large</option></select></label></p>
<p>Anoraks, thermoses, socks. Everything is made to be mended, and we mend it.</p>
<p><button type="button" data-samtykke="open">Cookie settings</button></p>"#;

/// How often yes and no could have been pressed: page views in which both were in sight and nothing lay over them.
pub fn seen(page: &Page<'_>) -> usize {
    page.ledger.to(&format!("{}/witness/seen", page.host)).len()
}

/// The consent cookie after each answer, in order.
fn answers(page: &Page<'_>) -> Vec<String> {
    let told = page.ledger.to(&format!("{}/witness/answer", page.host));
    told.iter().map(|one| one.param("cookie").unwrap_or_default().to_owned()).collect()
}

/// The first character of each answer: which purposes were allowed.
pub fn kinds(page: &Page<'_>) -> String {
    answers(page).iter().map(|cookie| cookie.chars().next().unwrap_or('-')).collect()
}
