//! What the automatic tier must not do: break what it does not hold, and let others through beside those it lets through.

use crate::matrix::automatic;
use crate::tags::ANALYTICS;
use crate::tiers::site;
use anyhow::Result;
use serde_json::Value;
use support::answer::Answer;
use support::page::Page;
use support::{check, check_eq, stories, wait};

stories![
    automatic_lets_only_pings_of_managed_vendors_through,
    automatic_changes_nothing_in_text_but_tags,
    automatic_holds_tags_in_any_text,
    automatic_loses_nothing_that_is_written,
    automatic_holds_imports_and_not_the_word,
    automatic_keeps_a_late_pictures_address,
];

/// A ping without cookies is a vendor's own: nobody else of its company, and no frame, has heard of the choice.
async fn automatic_lets_only_pings_of_managed_vendors_through(page: &Page<'_>) -> Result<()> {
    const OTHERS: [&str; 5] = [
        "www.googletagmanager.com/gtm.js",
        "pagead2.googlesyndication.com/pagead/js/adsbygoogle.js",
        "maps.google.com/",
        "1.fls.doubleclick.net/activityi",
        "td.doubleclick.net/frame",
    ];
    let body = "<script>const add = (name, address) => {
            const made = document.createElement(name); made.src = `https://${address}`; document.body.append(made); };
        window.later = () => {
            add('script', 'www.googletagmanager.com/gtm.js?id=GTM-ABC1234');
            add('script', 'pagead2.googlesyndication.com/pagead/js/adsbygoogle.js');
            add('iframe', 'maps.google.com/maps?q=Oslo'); add('iframe', '1.fls.doubleclick.net/activityi;src=1');
            add('iframe', 'td.doubleclick.net/frame'); };</script>";
    let shop = site("", "").tag(&format!(r#"{ANALYTICS} data-google-ads="AW-1234567890""#)).body(body);
    page.visit(shop).await?;
    page.ledger.ping("page_view").await?;
    page.ledger.first("pagead2.googlesyndication.com/ccm/collect").await?;
    let silent = async || {
        page.script::<Value>("later();").await?;
        wait::silence().await;
        for address in OTHERS {
            check!(page.ledger.to(address).is_empty(), "{address} was contacted");
        }
        Ok(())
    };
    silent().await?;
    page.reject().await?;
    silent().await
}

/// What looks like a tag inside of a value, a comment or an element of text is none, and stays as it is.
async fn automatic_changes_nothing_in_text_but_tags(page: &Page<'_>) -> Result<()> {
    page.visit(site("", "<div id=place></div>")).await?;
    let differs: Vec<String> = page
        .script(
            r##"const pixel = '<img src="https://pixel.stranger.test/lost.gif">', plain = pixel.replaceAll('"', "'");
            const texts = [
                `<a href="#" tabindex="0" title="<img src=//y.example/a title='x tabindex=0 onfocus=window.pwned=1 y'>">p</a>`,
                `<a data-bs-content="${plain}" data-more='${pixel}'>popover</a>`, `<p title = "a > b ${plain}">p</p>`,
                `<!-- ${pixel} --><p>comment</p>`, `<textarea>${pixel}</textarea><p>p</p>`, `<style>/* ${pixel} */</style>`,
                `<script>const text = '${pixel}';<\/script>`, 'orders < 500 kr and <3 > 2', `<p>a</p><tr><td>b`,
                `<script type="text/template">${pixel}<\/script>`, `<title>${pixel}</title>`, `<a href=https://a.test/?b="c">unquoted</a>`,
            ];
            const place = document.getElementById('place'), inert = document.implementation.createHTMLDocument('');
            const differs = texts.filter((text) => {
                const other = inert.createElement('div');
                other.append(new DOMParser().parseFromString('<body><div>' + text, 'text/html').querySelector('div'));
                place.innerHTML = text;
                place.querySelector('[tabindex]')?.focus();
                return place.innerHTML != other.firstChild.innerHTML;
            });
            const script = document.createElement('script');
            script.innerHTML = `window.said = '${pixel}';`;
            document.body.append(script);
            if (window.said != pixel) differs.push('the text of a script');
            if ('pwned' in window) differs.push('ran');
            return differs;"##,
        )
        .await?;
    check_eq!(differs, Vec::<String>::new(), "texts that became something else");
    Ok(())
}

/// Tags are found behind all of that, however they are written, and keep whatever else they say.
async fn automatic_holds_tags_in_any_text(page: &Page<'_>) -> Result<()> {
    let shop = site("", "<div id=place></div><table id=table></table>")
        .elsewhere("pixel.stranger.test/1.gif", Answer::pixel())
        .elsewhere("pixel.stranger.test/2.gif", Answer::pixel())
        .elsewhere("pixel.stranger.test/3.gif", Answer::pixel())
        .elsewhere("pixel.stranger.test/4.gif", Answer::pixel())
        .elsewhere("video.stranger.test/film", Answer::html("<p>Film</p>"));
    page.visit(shop).await?;
    let seen: Vec<String> = page
        .script(
            r#"const place = document.getElementById('place');
            place.innerHTML = `<!-- > --><a title="a > b">a</a>a < b
                <IMG alt='"quoted" & more' title="5 > 4 &quot;" SRC = https://pixel.stranger.test/1.gif>
                <img/alt=""/src="https://pixel.stranger.test/2.gif"/>
                <iframe title=film src='https://video.stranger.test/film'>old</iframe>
                <svg><image href="https://pixel.stranger.test/3.gif"></image></svg>`;
            document.getElementById('table').innerHTML = '<tr><td><img alt="" src="https:&#x2F;&#x2F;pixel.stranger.test/4.gif">';
            const [first, second] = place.querySelectorAll('img');
            return [first.alt, first.title, first.dataset.src, second.dataset.src, `${second.attributes.length}`,
                place.querySelector('iframe').textContent, `${place.querySelectorAll('[data-samtykke-auto]').length}`];"#,
        )
        .await?;
    let wanted = [
        r#""quoted" & more"#,
        r#"5 > 4 ""#,
        "https://pixel.stranger.test/1.gif",
        "https://pixel.stranger.test/2.gif",
        "4",
        "old",
        "4",
    ];
    check_eq!(seen, wanted, "what the tags say");
    wait::silence().await;
    check!(page.ledger.foreign().is_empty(), "somebody was contacted before the answer");
    page.accept().await?;
    page.script::<Value>("samtykke.scan();").await?;
    for number in 1..5 {
        page.ledger.first(&format!("pixel.stranger.test/{number}.gif")).await?;
    }
    page.ledger.first("video.stranger.test/film").await?;
    Ok(())
}

/// `document.write` takes text in pieces, and `<` is not always a tag. What the page writes behind the script may make it one:
/// `<` and `d</p>` are a tag in every browser, and nobody sees them.
async fn automatic_loses_nothing_that_is_written(page: &Page<'_>) -> Result<()> {
    let html = format!(
        r#"<!doctype html><title>Shop</title>{}<body><p id=a><script>document.write('orders < 500 kr');</script></p>
        <p id=b><script>document.write('a <'); document.write(' b <'); document.write('i>c</i> <');</script>d</p>
        <p id=c><script src=/written.js></script>!</p>
        <p id=d><script>document.writeln('<scr' + 'ipt>'); document.writeln('// a comment'); document.writeln('window.ran = "<img src=//y.test/a>"');
            document.write('</scr'); document.write('ipt>e');</script></p>
        <p id=e><script>document.write('<div title="a > b'); document.write(' <img src=//y.test/a>">f'); document.write('</div>');</script></p>
        <p id=f><script>document.write('g <img alt="h" src="https://pixel.stran'); document.write('ger.test/p.gif"> i <!-- j -'); document.write('-> k');</script></p>
        <script src="/samtykke.js"></script>"#,
        automatic("")
    );
    let shop = site("", "").file("/written.html", Answer::html(html)).file(
        "/written.js",
        Answer::script("document.write('x <'); document.write('y'); document.write('> 1 <');"),
    );
    page.open_shop(shop);
    page.go("/written.html").await?;
    page.is_asked().await?;
    let texts: Vec<String> = page
        .script("return [...'abcdef'].map((id) => { const all = document.getElementById(id).cloneNode(true);
            all.querySelectorAll('script').forEach((one) => one.remove()); return all.textContent.trim(); });")
        .await?;
    check_eq!(texts, ["orders < 500 kr", "a < b c", "x  1", "e", "", "g  i  k"], "what was written");
    let rest: Vec<Value> = page
        .script("return [window.ran, document.querySelector('div[title]').title, document.querySelector('img').dataset.src];")
        .await?;
    let wanted = ["<img src=//y.test/a>", "a > b <img src=//y.test/a>", "https://pixel.stranger.test/p.gif"];
    check_eq!(rest, wanted, "what the tags say");
    let after = "document.open(); document.write('<p>all < more <'); document.close(); setTimeout(() => done(document.body.textContent));";
    check_eq!(page.script_until_done::<String>(after).await?, "all < more <", "what a closed document says");
    wait::silence().await;
    check!(page.ledger.foreign().is_empty(), "somebody was contacted");
    Ok(())
}

/// An address counts if it is imported; in lists of addresses, all count.
async fn automatic_holds_imports_and_not_the_word(page: &Page<'_>) -> Result<()> {
    let body = r#"<script>window.app = { label: "import", cdn: "https://img.stranger.test/" };</script>
        <script>window.two = ["export", "https://img.stranger.test/", Array.from("https://img.stranger.test/")];</script>
        <script id=a type=module>import one, { two as three } from "https://cdn.stranger.test/c.js?a";</script>
        <script id=b type=module>import"https://cdn.stranger.test/c.js?b";</script>
        <script id=c type=module>export*from"https://cdn.stranger.test/c.js?c";</script>
        <script id=d>import(/* webpackIgnore: true */ 'https://cdn.stranger.test/c.js?d');</script>
        <script id=e type=importmap>{ "imports": { "stranger": "https://cdn.stranger.test/c.js?e" } }</script>
        <script id=f type=speculationrules>{ "prefetch": [{ "urls": ["https://cdn.stranger.test/c.js?f"] }] }</script>"#;
    page.visit(site("", body)).await?;
    page.is_asked().await?;
    wait::silence().await;
    check!(page.script::<bool>("return app.label == 'import' && two.length == 3;").await?, "a word was held");
    check!(page.ledger.foreign().is_empty(), "somebody was contacted before the answer");
    let held: String = page
        .script(
            "return [...document.querySelectorAll('[data-samtykke-auto]')].map((one) => one.id).join('');",
        )
        .await?;
    check_eq!(held, "abcdef", "scripts that are held");
    Ok(())
}

/// The page's own `data-src` is what a picture shows later: it stays, and is shown after a yes.
async fn automatic_keeps_a_late_pictures_address(page: &Page<'_>) -> Result<()> {
    let picture = |number| {
        format!(
            r#"<img alt="" loading="lazy" src="https://pixel.stranger.test/tiny{number}.gif" data-src="https://pixel.stranger.test/full{number}.gif">"#
        )
    };
    let body = format!(
        "{}<div id=place></div><script>place.innerHTML = `{}`;
        window.kept = [...document.images].map((one) => one.dataset.src.slice(-9)).join();
        window.showAll = () => [...document.images].forEach((one) => (one.src = one.dataset.src));</script>",
        picture(1),
        picture(2)
    );
    let shop = site("", &body)
        .elsewhere("pixel.stranger.test/full1.gif", Answer::pixel())
        .elsewhere("pixel.stranger.test/full2.gif", Answer::pixel());
    page.visit(shop).await?;
    page.is_asked().await?;
    wait::silence().await;
    check_eq!(page.script::<String>("return kept;").await?, "full1.gif,full2.gif", "what the pictures keep");
    page.script::<Value>("showAll();").await?;
    wait::silence().await;
    check!(page.ledger.foreign().is_empty(), "somebody was contacted before the answer");
    page.accept().await?;
    for number in 1..3 {
        page.ledger.first(&format!("pixel.stranger.test/full{number}.gif")).await?;
    }
    Ok(())
}
