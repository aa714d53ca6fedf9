//! The shop under measurement: one content page, with each tool in it, and all files compressed beforehand.

use std::collections::BTreeMap;
use std::fmt::Write;

use anyhow::{Context, Result};

use super::peers;
use super::tool::{FOLDER, Tool};
use crate::size::weight::{Weight, brotli};
use crate::tools::Tools;
use crate::workspace;

/// The page of ours whose script says when it starts and ends; also asks the probe for the parts.
pub const PARTS: &str = "parts";

/// A file as it is served.
pub struct Asset {
    /// As it was written.
    pub body: Vec<u8>,
    /// Brotli level 11, where that makes it smaller.
    pub brotli: Option<Vec<u8>>,
    /// Content type.
    pub kind: &'static str,
}

impl Asset {
    /// A file that is worth compressing.
    pub fn new(path: &str, body: Vec<u8>) -> Result<Self> {
        let brotli = Some(brotli(&body)?).filter(|small| small.len() < body.len());
        Ok(Self { body, brotli, kind: kind(path) })
    }

    /// A file that is served as it is.
    pub fn plain(path: &str, body: Vec<u8>) -> Self {
        Self { body, brotli: None, kind: kind(path) }
    }
}

/// Every path of the shop.
pub type Site = BTreeMap<String, Asset>;

/// Builds the pages of these tools.
pub fn build(chosen: &[Tool], tools: &Tools) -> Result<Site> {
    let mut site = Site::new();
    site.insert("/blank".into(), Asset::plain("/blank/", b"<!doctype html><title>blank</title>".to_vec()));
    site.insert("/page/page.css".into(), Asset::new("page.css", workspace::read_bytes(&file("page.css"))?)?);
    for picture in 1..=PICTURES {
        site.insert(format!("/page/{picture}.bmp"), Asset::plain("picture.bmp", bitmap(picture)));
    }
    for tool in chosen {
        let files = peers::files(tool, tools).with_context(|| format!("the files of {}", tool.name))?;
        let page = page(&tool.id, &files)?;
        site.insert(tool.address(), Asset::new("/", page.into_bytes())?);
        for (name, bytes) in files {
            let path = format!("/tool/{}/{name}", tool.id);
            let asset = Asset::new(&path, bytes)?;
            site.insert(path, asset);
        }
    }
    Ok(site)
}

/// Adds the page whose script tells when it starts and ends: the packed script between two marks.
pub fn add_parts(site: &mut Site, ours: &Tool) -> Result<()> {
    let page = site.get(&ours.address()).context("ours is not measured")?;
    let path = format!("/tool/{}/samtykke.js", ours.id);
    let page = String::from_utf8(page.body.clone())?.replace(&path, "/tool/parts/samtykke.js");
    let script = site.get(&path).context("samtykke.js is not packed")?;
    let script = marked(&script.body);
    site.insert(format!("/{PARTS}/"), Asset::new("/", page.into_bytes())?);
    site.insert("/tool/parts/samtykke.js".into(), Asset::new("a.js", script)?);
    Ok(())
}

/// What the tool adds to the HTML, and the weight of each of its files.
pub fn html_weight(site: &Site, tool: &Tool) -> Result<Weight> {
    let of = |address: &str| Weight::of(&site.get(address).context("a page is missing")?.body);
    let (with, without) = (of(&tool.address())?, of(&format!("/{}/", super::tool::NONE))?);
    Ok(Weight {
        raw: with.raw.saturating_sub(without.raw),
        gzip: with.gzip.saturating_sub(without.gzip),
        brotli: with.brotli.saturating_sub(without.brotli),
    })
}

/// Between two marks; a byte order mark stays in front.
fn marked(script: &[u8]) -> Vec<u8> {
    let order_mark: &[u8] = "\u{feff}".as_bytes();
    let (front, rest) =
        if script.starts_with(order_mark) { script.split_at(order_mark.len()) } else { (&[][..], script) };
    [front, b"performance.mark(\"script:start\");", rest, b"\n;performance.mark(\"script:end\");"].concat()
}

fn file(name: &str) -> std::path::PathBuf {
    workspace::path(&format!("{FOLDER}/pages/{name}"))
}

/// The content page with a tool's recipe in it.
fn page(id: &str, files: &[peers::File]) -> Result<String> {
    let recipe = workspace::read(&file(&format!("{id}.html")))?;
    let (head, body) =
        recipe.split_once("<!-- body -->").with_context(|| format!("{id}.html has no body part"))?;
    let head = with_files(head.replace("<!-- head -->", "").trim(), files)?;
    let page = workspace::read(&file("page.html"))?;
    Ok(page
        .replace("<!-- head -->", &head)
        .replace("<!-- content -->", &content())
        .replace("<!-- body -->", body.trim()))
}

/// Puts in what `<!-- file NAME -->` names: a served file of the tool, or a part that several pages share.
fn with_files(html: &str, files: &[peers::File]) -> Result<String> {
    let Some((before, rest)) = html.split_once("<!-- file ") else { return Ok(html.to_owned()) };
    let (name, after) = rest.split_once(" -->").context("`<!-- file` has no end")?;
    let inside = match files.iter().find(|(served, _)| served == name) {
        Some((_, bytes)) => String::from_utf8(bytes.clone())?,
        None => workspace::read(&file(name))?,
    };
    Ok(format!("{before}{}{}", inside.trim(), with_files(after, files)?))
}

const PICTURES: u32 = 4;
const ARTICLES: usize = 48;

/// About 27 kB of text that is not one sentence over and over, and four pictures.
fn content() -> String {
    const WORDS: &[&str] = &[
        "wool", "from", "the", "north", "keeps", "its", "warmth", "when", "wet", "and", "a", "good", "boot",
        "is", "older", "than", "every", "path", "it", "walks", "over", "snow", "rope", "lantern", "kettle",
        "stove", "between", "two", "valleys", "wind", "turns", "before", "night", "so", "pack", "light",
        "map", "compass",
    ];
    let mut noise = Noise(7);
    let mut html = String::from("<h1>Things for the mountains</h1>\n");
    for article in 0..ARTICLES {
        let mut words =
            (0..92).filter_map(|_| WORDS.get(noise.below(WORDS.len())).copied()).collect::<Vec<_>>();
        words.push("again.");
        let picture = u32::try_from(article)
            .ok()
            .filter(|number| *number < PICTURES)
            .map_or_else(String::new, |number| {
                format!("<img src=\"/page/{}.bmp\" width=\"160\" height=\"120\" alt=\"\">", number + 1)
            });
        let _ = writeln!(
            html,
            "<article>{picture}<div><h2>Number {article}</h2><p>{}</p></div></article>",
            words.join(" ")
        );
    }
    html
}

/// A picture of 72 × 54 random pixels, 11.7 kB that do not compress.
fn bitmap(seed: u32) -> Vec<u8> {
    const WIDTH: u32 = 72;
    const HEIGHT: u32 = 54;
    let bytes = WIDTH * HEIGHT * 3;
    let mut file = b"BM".to_vec();
    for number in [54 + bytes, 0, 54, 40, WIDTH, HEIGHT, 1 | 24 << 16, 0, bytes, 2835, 2835, 0, 0] {
        file.extend(number.to_le_bytes());
    }
    let mut noise = Noise(seed);
    file.extend((0..bytes).map(|_| noise.byte()));
    file
}

/// Numbers that look random and are the same in every run (a linear congruential generator; Numerical Recipes).
struct Noise(u32);

impl Noise {
    fn byte(&mut self) -> u8 {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 24) as u8
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::from(self.byte()) % limit
    }
}

fn kind(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("bmp") => "image/bmp",
        _ => "text/html; charset=utf-8",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_is_the_same_every_time_and_of_the_wanted_size() {
        assert_eq!(content(), content());
        assert!((24_000..30_000).contains(&content().len()), "{}", content().len());
        assert_ne!(bitmap(1), bitmap(2));
    }

    #[test]
    fn marks_stand_around_the_script_and_behind_its_byte_order_mark() {
        let script = marked("\u{feff}run()".as_bytes());
        let script = String::from_utf8(script).unwrap();
        assert!(script.starts_with("\u{feff}performance.mark(\"script:start\");run()"));
        assert!(script.ends_with("performance.mark(\"script:end\");"));
    }

    #[test]
    fn a_recipe_takes_in_files_of_the_tool() {
        let files = [("a.js".to_owned(), b"one()".to_vec())];
        assert_eq!(
            with_files("<script><!-- file a.js --></script>", &files).unwrap(),
            "<script>one()</script>"
        );
        assert!(with_files("<!-- file nothing.js -->", &files).is_err());
    }
}
