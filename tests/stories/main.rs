//! Stories: what a visitor, a site owner and a marketer live through, watched from outside in three real browsers.
//! How to run one story in one browser: `tests/README.md`.
#![cfg(not(target_arch = "wasm32"))]
#![forbid(unsafe_code)]
#![allow(clippy::format_collect, reason = "a story is read more often than it is run")]
#![allow(clippy::indexing_slicing, reason = "in a test a missing part is a failure with a place")]

mod agreement; // two hundred times any order of answers
mod appearance; // whatever the page's styles say
mod bad_cookies; // the stored choice is broken, old, foreign, or cannot be stored
mod bad_input; // settings and tags that are wrong, late, broken
mod baselines; // pictures of the dialog, compared
mod choices; // single vendors, regions, revisions, layouts, the browser's signals
mod clients; // what programs find that look at the page
mod contract; // what we promise to other people's scripts
mod covered; // what has the focus is never behind the question
mod declaration; // the cookie page
mod declaration_holds; // its receipts, its accessibility, what can go wrong around it
mod embeds; // held frames and what stands in their place
mod follow; // other tabs, and pages that come back
mod hand_placed; // the owner's own snippets beside ours, and vendors that fail
mod honesty; // a no as easy as a yes, no question without need, nothing left
mod hostile_pages; // pages that stand in our way
mod inspector; // the inspector's screens
mod keyboard; // the visitor without a mouse
mod managed; // every vendor managed from an id alone
mod marked; // the owner's own tags, held and released
mod marketer; // the inspector and the decision log
mod matrix; // 83 shapes of vendor tags against every tier
mod more_vendors; // vendors whose management lies in a file of its own
mod own_vendors; // what an owner says of single vendors
mod owner; // one tag, any server, any language
mod policy; // Content Security Policy and Trusted Types
mod record; // every answer reaches the owner, once
mod release; // the finer rules of release: time, hanging, shadow roots, routers
mod screen_reader; // the visitor who hears the page
mod second_look; // two cookies, hanging files, taken names, late scripts
mod setup; // the owner's set-up page, and the demo's three doors
mod swept; // nothing is left on any host
mod tags;
mod targets; // large enough, in reach, never covered
mod tiers; // automatic and strict pages
mod tiers_untouched; // what the automatic tier leaves as it is
mod vendors; // what each vendor hears, and when
mod visitor; // asked, answered, remembered, changed
mod withdrawn; // a no after a yes, beyond what a vendor hears
mod words; // what the visitor reads is true, whole, and in one language

/// Stories that the product does not live up to yet. They are listed as ignored in every run, so that nobody forgets.
const NOT_YET: &[&str] = &[];

fn main() -> anyhow::Result<()> {
    let stories = [
        visitor::STORIES,
        words::STORIES,
        keyboard::STORIES,
        screen_reader::STORIES,
        screen_reader::IN_CHROMIUM,
        covered::STORIES,
        covered::IN_CHROMIUM,
        targets::STORIES,
        targets::IN_CHROMIUM,
        targets::WITH_LARGE_TEXT,
        appearance::STORIES,
        appearance::IN_CHROMIUM,
        baselines::STORIES,
        clients::STORIES,
        vendors::STORIES,
        managed::STORIES,
        more_vendors::STORIES,
        own_vendors::STORIES,
        choices::STORIES,
        agreement::STORIES,
        embeds::STORIES,
        honesty::STORIES,
        marked::STORIES,
        release::STORIES,
        hand_placed::STORIES,
        swept::STORIES,
        withdrawn::STORIES,
        follow::STORIES,
        owner::STORIES,
        setup::STORIES,
        setup::looks::IN_CHROMIUM,
        setup::own::STORIES,
        contract::STORIES,
        marketer::STORIES,
        inspector::STORIES,
        inspector::door::STORIES,
        inspector::owner::STORIES,
        inspector::pace::STORIES,
        inspector::phone::IN_CHROMIUM,
        inspector::blind::STORIES,
        inspector::findings::STORIES,
        policy::STORIES,
        bad_cookies::STORIES,
        bad_input::STORIES,
        hostile_pages::STORIES,
        declaration::STORIES,
        declaration_holds::STORIES,
        record::STORIES,
        second_look::STORIES,
        matrix::STORIES,
        tiers::STORIES,
        tiers_untouched::STORIES,
    ]
    .concat();
    support::stage::run(&stories, NOT_YET)?.exit();
}
