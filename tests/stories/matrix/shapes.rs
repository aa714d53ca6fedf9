//! The shapes: markup with places that each tier fills in its own way.

use super::column::Column;
use support::page::Page;

/// One way in which a vendor gets into a page.
pub struct Shape {
    /// `b1`; the letter is its family.
    pub id: &'static str,
    /// What it is.
    pub title: &'static str,
    /// The page it stands in.
    pub page: &'static str,
    /// Whether it stands in the head.
    pub in_head: bool,
    markup: &'static str,
}

/// The pages, each with the shapes that do not get in each other's way. `reopened` replaces its document.
pub const PAGES: [(&str, &str); 8] = [
    ("scripts", include_str!("../../pages/matrix/scripts.html")),
    ("images", include_str!("../../pages/matrix/images.html")),
    ("frames", include_str!("../../pages/matrix/frames.html")),
    ("links", include_str!("../../pages/matrix/links.html")),
    ("calls", include_str!("../../pages/matrix/calls.html")),
    ("containers", include_str!("../../pages/matrix/containers.html")),
    ("shadow", include_str!("../../pages/matrix/shadow.html")),
    ("reopened", include_str!("../../pages/matrix/reopened.html")),
];

/// The script of the page's own worker.
pub const WORKER: &str = include_str!("../../pages/matrix/worker.js");

/// All shapes, page by page.
pub fn all() -> Vec<Shape> {
    PAGES.iter().flat_map(|(page, text)| text.split("<!-- ").filter_map(|part| shape(page, part))).collect()
}

/// `b1 script src in head -->` and the markup behind it; `head` before the id puts it there.
fn shape(page: &'static str, part: &'static str) -> Option<Shape> {
    let (heading, markup) = part.split_once(" -->\n")?;
    let (heading, in_head) = heading.strip_prefix("head ").map_or((heading, false), |rest| (rest, true));
    let (id, title) = heading.split_once(' ')?;
    Some(Shape { id, title, page, in_head, markup })
}

/// What marks a script; its type moves to `data-type`.
const MARK: &str = r#" type="text/plain" data-samtykke-purpose="marketing""#;

impl Shape {
    /// The vendor's host: its own for every shape and story, so that a mere connection tells who opened it.
    pub fn host(&self, column: Column, page: &Page<'_>) -> String {
        format!("{}-{}.{}", self.id.to_lowercase(), story(page), column.vendor())
    }

    /// The markup as it stands in the page of this tier.
    pub fn markup(&self, column: Column, page: &Page<'_>) -> String {
        let (host, token) = (self.host(column, page), story(page));
        let mut html = self.markup.to_owned();
        let (held, typed) = if column.marks_scripts() {
            (MARK.to_owned(), format!("{MARK} data-type=\"$\""))
        } else {
            (String::new(), " type=\"$\"".to_owned())
        };
        for kind in ["module", "speculationrules"] {
            html = html.replace(&format!("{{{{held:{kind}}}}}"), &typed.replace('$', kind));
        }
        let (purpose, src, write, end) = if column.marks_others() {
            (r#" data-samtykke-purpose="marketing""#, "data-src", WRITE, WRITTEN)
        } else {
            ("", "src", "", "")
        };
        for (place, text) in [
            ("{{held}}", held.as_str()),
            ("{{purpose}}", purpose),
            ("{{src}}", src),
            ("{{write}}", write),
            ("{{/write}}", end),
            ("{{ran}}", &format!("top.ran.push(\"{}\")", self.id)),
            ("{{run}}", &format!("https://{host}/run.js?{token}")),
            ("{{gif}}", &format!("https://{host}/pixel.gif?{token}")),
            ("{{css}}", &format!("https://{host}/style.css?{token}")),
            ("{{frame}}", &format!("https://{host}/frame.html?{token}")),
            ("{{host}}", &host),
            ("{{token}}", &token),
        ] {
            html = html.replace(place, text);
        }
        html
    }
}

/// How an owner marks markup that has no mark of its own: a held script writes it.
const WRITE: &str =
    r#"<script type="text/plain" data-samtykke-purpose="marketing">document.write(String.raw`"#;
const WRITTEN: &str = "`);</script>";

/// The story's number, out of its host name.
fn story(page: &Page<'_>) -> String {
    page.host.chars().filter(char::is_ascii_digit).collect()
}
