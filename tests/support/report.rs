//! What a failed story leaves behind: the ledger, the cookies, the data layer, the decision log, and a picture.

use crate::dist;
use crate::page::Page;
use std::fmt::Write;

/// The report of a failed story, as text; a screenshot goes to `target/stories/`.
pub async fn of(page: &Page<'_>, name: &str, error: &anyhow::Error) -> String {
    let mut report = format!("{error:#}\n\nledger of {}:\n", page.host);
    for request in page.ledger.everything() {
        let query: Vec<String> = request.query.iter().map(|(key, value)| format!("{key}={value}")).collect();
        let _ = writeln!(
            report,
            "  {:>6} ms  {} {} {}",
            request.at.as_millis(),
            request.method,
            request.address(),
            query.join(" ")
        );
    }
    let cookies = page.cookies().await.map(|cookies| {
        cookies
            .into_iter()
            .map(|cookie| format!("{}={} until {:?}", cookie.name, cookie.value, cookie.expiry))
            .collect::<Vec<_>>()
    });
    let everything = "return JSON.stringify(window.testLedger || null, null, 1);";
    let _ = write!(
        report,
        "\ncookies: {:#?}\ndata layer: {:?}\ndecision log: {:?}\nthe page: {}\ncomplaints: {:?}\n",
        cookies.unwrap_or_default(),
        page.data_layer().await.unwrap_or_default(),
        page.log().await.unwrap_or_default(),
        page.script::<String>(everything).await.unwrap_or_else(|error| format!("{error:#}")),
        page.complaints(),
    );
    report.push_str(&picture(page, name).await);
    report
}

async fn picture(page: &Page<'_>, name: &str) -> String {
    let folder = dist::workspace().join("target/stories");
    let file = folder.join(format!("{}.png", name.replace("::", "-")));
    let taken = async {
        std::fs::create_dir_all(&folder)?;
        page.session().screenshot(&file).await?;
        anyhow::Ok(())
    };
    match taken.await {
        Ok(()) => format!("screenshot: {}\n", file.display()),
        Err(error) => format!("no screenshot: {error:#}\n"),
    }
}
