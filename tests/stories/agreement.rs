//! Whatever is answered in whatever order: commands, cookie, log and snapshot agree in the end.

use anyhow::Result;
use serde_json::Value;
use support::page::Page;
use support::shop::Shop;
use support::{check, check_eq, stories, wait};

stories![any_order_of_answers_ends_in_agreement, clarity_follows_every_answer];

/// Two hundred times up to six answers in a row, faster than anything can be carried out; then what was said last to Google,
/// Microsoft and Meta, the cookie, and the snapshot are compared. Gives the first lasting disagreement.
const ANSWERS: &str = "
    let seed = SEED;
    const random = (below) => (seed = (seed * 1103515245 + 12345) % 2147483648) % below;
    const answers = [
      () => samtykke.accept(), () => samtykke.reject(), () => samtykke.withdraw(),
      () => samtykke.save({ statistics: true }), () => samtykke.save({ marketing: true }),
      () => samtykke.save({ marketing: true, vendors: { meta: false } }), () => samtykke.save({ vendors: { meta: true } }),
    ];
    const heard = { fbq: undefined };
    const listen = () => {
      if (!window.fbq || fbq.heard) return;
      const { callMethod } = fbq;
      fbq.heard = true;
      fbq.callMethod = function (name, what) { if (name == 'consent') heard.fbq = what; return callMethod && callMethod.apply(fbq, arguments); };
    };
    const settled = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 60)));
    const last = (list, name) => [...list].filter((entry) => entry && entry[0] == 'consent').pop()[2][name];
    const granted = (yes) => (yes ? 'granted' : 'denied');
    const run = async () => {
      for (let round = 0; round < 20; round++) {
        const steps = [...Array(1 + random(6))].map(() => random(answers.length));
        for (const step of steps) answers[step]();
        listen();
        let differences;
        for (let tries = 0; tries < 30 && (await settled(), (differences = compare())[0]); tries++);
        if (differences[0]) return steps + ': ' + document.cookie + ' ' + JSON.stringify(differences);
      }
      return '';
    };
    const compare = () => {
      const choice = document.cookie.match(/samtykke=([^;]*)/);
      if (!choice) return [['no choice in', document.cookie]];
      const [digit, , , , , ...single] = choice[1].split('.');
      const bits = parseInt(digit, 16);
      const uet = [...uetq].flatMap((entry, at) => (entry == 'consent' ? [uetq[at + 2].ad_storage] : [])).pop();
      const meta = single.includes('+meta') || (!!(bits & 4) && !single.includes('-meta'));
      const all = [
        [last(dataLayer, 'ad_storage'), granted(bits & 4)], [last(dataLayer, 'analytics_storage'), granted(bits & 2)],
        [uet, granted(bits & 4)], [samtykke.consent.marketing, !!(bits & 4)], [samtykke.consent.vendors.meta, meta],
        [samtykke.log.filter((entry) => entry[1] == 'meta').pop()[2], meta ? 'release' : 'hold'],
        [heard.fbq || (meta ? 'grant' : 'revoke'), meta ? 'grant' : 'revoke'],
      ];
      return all.filter(([is, should]) => is !== should);
    };
    run().then(done, (error) => done(error + ' ' + error.stack));
";

async fn any_order_of_answers_ends_in_agreement(page: &Page<'_>) -> Result<()> {
    page.visit(Shop::new().tag(
        r#"data-google-analytics="G-TEST000001" data-google-ads="AW-123456789" data-meta="1234567890""#,
    ))
    .await?;
    page.is_asked().await?;
    for seed in 0..10 {
        let answers = ANSWERS.replace("SEED", &(seed * 7919 + 1).to_string());
        let found: String = page.script_until_done(&answers).await?;
        check_eq!(found, "", "answers, and what was said last beside what should have been");
    }
    Ok(())
}

/// Clarity goes on whatever it is told, so each withdrawal loads the page anew: cookie, signal and script agree after each.
async fn clarity_follows_every_answer(page: &Page<'_>) -> Result<()> {
    const ANSWERS: [(&str, bool); 7] = [
        ("reject()", false),
        ("accept()", true),
        ("save({ statistics: true })", true),
        ("save({ marketing: true })", false),
        ("save({ vendors: { 'microsoft-clarity': true } })", true),
        ("withdraw()", false),
        ("accept()", true),
    ];
    page.visit(Shop::new().tag(r#"data-microsoft-clarity="abcdef1234""#)).await?;
    for (answer, runs) in ANSWERS {
        wait::until_true("there is a gate", async || page.script("return Boolean(window.samtykke);").await)
            .await?;
        page.ledger.forget();
        page.script::<Value>(&format!("samtykke.{answer};")).await?;
        wait::until_true(&format!("all agrees after {answer}"), async || {
            let vendor: bool =
                page.script("return samtykke.consent.vendors['microsoft-clarity'] === true;").await?;
            let kept = page.vendor_cookies().await?.iter().any(|name| name == "_clck");
            let loaded: bool = page.script("return Boolean(window.clarity && clarity.v);").await?;
            Ok([vendor, kept, loaded].iter().all(|one| *one == runs))
        })
        .await?;
        wait::silence().await;
        let asked = !page.ledger.to("a.clarity.ms").is_empty();
        check!(runs || !asked, "it sends after {answer}");
    }
    Ok(())
}
