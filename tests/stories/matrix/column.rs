//! The columns of the table: a tier, what it puts first into the head, and who plays the vendor.

use super::shapes;
use anyhow::Result;
use samtykke_policy::{Headers, Site};
use support::answer::Answer;
use support::dist;
use support::page::Page;
use support::shop::Shop;

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// Nothing stands in the vendor's way.
    NoGate,
    /// The owner names an id; the vendor's own script would bring the shapes.
    Managed,
    /// Scripts inert, `data-src`, and what has no mark of its own is written by a held script.
    Marked,
    /// A nonce policy in the bytes; scripts as vendors write them, the rest marked.
    Strict,
    /// The same policy, and nothing marked at all.
    StrictAlone,
    /// `samtykke-auto.js` inline and first; a vendor it knows.
    Automatic,
    /// The same; a third party that nobody knows.
    AutomaticStranger,
    /// The headers of a refusal, from the generator; nothing marked.
    Server,
}

/// The policy of the strict tier; it must stand in the bytes before any tag.
const STRICT: &str =
    r#"<meta http-equiv="Content-Security-Policy" content="script-src-elem 'self' 'nonce-matrix'">"#;
const TAG: &str = r#"<script src="/samtykke.js"></script>"#;
/// The site's own script: it must run in every tier.
const OWN: &str = r#"<script nonce="matrix">window.ran = ["own"];</script>"#;

impl Column {
    /// Whether tags are held while the parser reads them.
    pub const fn is_automatic(self) -> bool {
        matches!(self, Self::Automatic | Self::AutomaticStranger)
    }

    /// All, in the order of the table.
    pub const ALL: [Self; 8] = [
        Self::NoGate,
        Self::Managed,
        Self::Marked,
        Self::Strict,
        Self::StrictAlone,
        Self::Automatic,
        Self::AutomaticStranger,
        Self::Server,
    ];

    /// Its heading in the table.
    pub fn name(self) -> &'static str {
        match self {
            Self::NoGate => "no gate",
            Self::Managed => "managed",
            Self::Marked => "marked",
            Self::Strict => "strict",
            Self::StrictAlone => "strict, nothing marked",
            Self::Automatic => "automatic, known vendor",
            Self::AutomaticStranger => "automatic, unknown third party",
            Self::Server => "server",
        }
    }

    /// Whether this tier promises that nothing leaves, runs or is stored.
    pub fn promises_nothing_leaks(self) -> bool {
        matches!(self, Self::Managed | Self::Marked | Self::Strict)
    }

    /// Whether the owner has marked the scripts.
    pub fn marks_scripts(self) -> bool {
        self == Self::Marked
    }

    /// Whether the owner has marked frames, images and whatever else is no script.
    pub fn marks_others(self) -> bool {
        matches!(self, Self::Marked | Self::Strict)
    }

    /// The domain of the vendor: Hotjar's is in every list, the other in none.
    pub fn vendor(self) -> &'static str {
        if self == Self::AutomaticStranger { "stranger.test" } else { "hotjar.com" }
    }

    /// What stands first in the head.
    pub fn head(self) -> String {
        let gate = match self {
            Self::NoGate => String::new(),
            Self::Managed => TAG.replace("></", r#" data-meta="1234567890"></"#),
            Self::Marked | Self::Server => TAG.into(),
            Self::Strict | Self::StrictAlone => format!("{STRICT}{TAG}"),
            Self::Automatic | Self::AutomaticStranger => format!("{}{TAG}", automatic("")),
        };
        gate + OWN
    }
}

/// `samtykke-auto.js` as the owner puts it into the page.
pub fn automatic(attributes: &str) -> String {
    let script = dist::read("samtykke-auto.js").unwrap_or_default();
    format!("<script data-auto {attributes}>{}</script>", String::from_utf8_lossy(&script))
}

/// What the server tier sends to who has made this choice.
pub fn headers(answer: Answer, choice: u32) -> Result<Answer> {
    let Headers { policy, connections } = Headers::of(&Site::new(["hotjar"])?, choice);
    Ok(answer.header("content-security-policy", &policy).header("connection-allowlist", &connections))
}

/// The site with the pages of this tier, and the vendors' scripts.
pub fn site(page: &Page<'_>, column: Column) -> Result<Shop> {
    let shapes = shapes::all();
    let sent = |answer| if column == Column::Server { headers(answer, 0) } else { Ok(answer) };
    let mut shop = Shop::new()
        .file("/matrix/worker.js", sent(Answer::script(shapes::WORKER))?)
        .file("/matrix/l5.json", Answer::json("{}").header("set-cookie", "matrix-l5=1; Path=/"));
    for (name, _) in shapes::PAGES {
        let part = |in_head| {
            let here = shapes.iter().filter(|shape| shape.page == name && shape.in_head == in_head);
            here.map(|shape| shape.markup(column, page)).collect::<String>()
        };
        let html = format!(
            "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">{}<title>Matrix</title>{}</head><body>{}</body></html>",
            column.head(),
            part(true),
            part(false),
        );
        shop = shop.file(&format!("/matrix/{name}.html"), sent(Answer::html(html))?);
    }
    for shape in &shapes {
        let ran = Answer::script(format!("top.ran.push(\"{}\");", shape.id));
        shop = shop.elsewhere(&format!("{}/run.js", shape.host(column, page)), ran);
    }
    Ok(shop)
}
