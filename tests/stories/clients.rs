//! What programs find that look at the page for somebody. The programs themselves: `tests/clients`.

use crate::tags::TWO;
use anyhow::Result;
use support::page::{FIRST, Page};
use support::shop::Shop;
use support::{check, check_eq, stories};

stories![a_driven_browser_is_asked_too, the_question_stays_out_of_search_results];

async fn a_driven_browser_is_asked_too(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(TWO)).await?;
    check!(page.script::<bool>("return navigator.webdriver;").await?, "this browser is driven");
    page.is_asked().await
}

/// Search engines honour `data-nosnippet` on `div`, `section` and `span` alone. They see no more than the first layer.
async fn the_question_stays_out_of_search_results(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(TWO)).await?;
    page.is_asked().await?;
    let quotable: Vec<String> = page
        .script(&format!(
            "const texts = document.createTreeWalker(document.querySelector('{FIRST}'), NodeFilter.SHOW_TEXT);
             const quotable = [];
             while (texts.nextNode()) {{
               const text = texts.currentNode;
               const kept = text.parentElement.closest(':is(div, section, span)[data-nosnippet]');
               if (text.data.trim() && !kept) quotable.push(text.data);
             }}
             return quotable;"
        ))
        .await?;
    check_eq!(quotable, Vec::<String>::new(), "texts that a search engine may quote");
    Ok(())
}
