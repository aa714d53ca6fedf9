//! Integrity hashes, and the tag to paste.

use std::path::Path;

use anyhow::Result;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha384};

use super::headers::Headers;
use crate::workspace;

/// Writes `integrity.json`: for each script its hash, and for those that stand in a page the tag.
pub fn write(dist: &Path) -> Result<()> {
    let folder = Headers::read()?.versioned_folder()?;
    let mut all = Map::new();
    for name in scripts(dist)? {
        let hash = hash(&workspace::read_bytes(&dist.join(&name))?);
        let mut entry = json!({ "integrity": hash });
        if let Some(entry) = entry.as_object_mut().filter(|_| stands_in_a_page(&name)) {
            entry.insert("tag".into(), script_tag(&folder, &name, &hash).into());
        }
        all.insert(name, entry);
    }
    let text = serde_json::to_string_pretty(&Value::Object(all))?;
    workspace::write(&dist.join("integrity.json"), text + "\n")
}

/// The tag for the packed `samtykke.js`.
pub fn tag() -> Result<String> {
    let folder = Headers::read()?.versioned_folder()?;
    let script = workspace::read_bytes(&workspace::dist().join("samtykke.js"))?;
    Ok(script_tag(&folder, "samtykke.js", &hash(&script)))
}

/// The names of all shipped scripts, sorted.
pub fn scripts(dist: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in dist.read_dir()? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "js") {
            names.extend(path.file_name().and_then(|name| name.to_str()).map(str::to_owned));
        }
    }
    names.sort();
    Ok(names)
}

/// `samtykke.js` and its languages; the other scripts are fetched by it.
fn stands_in_a_page(name: &str) -> bool {
    name.starts_with("samtykke.")
}

fn script_tag(folder: &str, name: &str, hash: &str) -> String {
    // `crossorigin` makes the hash work from another host too.
    format!(
        "<script src=\"{folder}/{name}\" integrity=\"{hash}\" crossorigin=\"anonymous\" \
         data-google-analytics=\"G-XXXXXXXXXX\"></script>"
    )
}

fn hash(bytes: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_what_browsers_expect() {
        // The example of the Subresource Integrity specification, section 3.1.
        let expected = "sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO";
        assert_eq!(hash(b"alert('Hello, world.');"), expected);
    }

    #[test]
    fn only_the_page_s_own_script_gets_a_tag() {
        assert!(stands_in_a_page("samtykke.js") && stands_in_a_page("samtykke.da.js"));
        assert!(!stands_in_a_page("samtykke-nowasm.js"));
    }
}
