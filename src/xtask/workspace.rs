//! Where things are, and what the root manifest says.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The root of the checkout.
pub fn root() -> PathBuf {
    // Cargo says at run time where the manifest is: checkouts that share a target folder share this program too.
    let manifest = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let here = manifest.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")));
    here.ancestors().nth(2).unwrap_or(&here).to_path_buf()
}

/// A path inside the checkout.
pub fn path(relative: &str) -> PathBuf {
    root().join(relative)
}

/// Where the shipped files go. Always inside the checkout, wherever Cargo's own output goes.
pub fn dist() -> PathBuf {
    path("target/dist")
}

/// The version of everything that ships.
pub fn version() -> Result<String> {
    from_manifest(&["workspace", "package", "version"])
}

/// The version of a dependency that the workspace pins with `=`.
pub fn pinned(dependency: &str) -> Result<String> {
    let requirement = from_manifest(&["workspace", "dependencies", dependency, "version"])?;
    let version = requirement.strip_prefix('=').map(str::to_owned);
    version.with_context(|| format!("Cargo.toml must pin {dependency} with `=`, not `{requirement}`"))
}

fn from_manifest(keys: &[&str]) -> Result<String> {
    let manifest: toml::Table = read_toml("Cargo.toml")?;
    let mut value = toml::Value::Table(manifest);
    for key in keys {
        value = value.get(key).with_context(|| format!("Cargo.toml has no `{}`", keys.join(".")))?.clone();
    }
    Ok(value.as_str().with_context(|| format!("`{}` is not a text", keys.join(".")))?.to_owned())
}

/// Reads a TOML file of the checkout.
pub fn read_toml<T: serde::de::DeserializeOwned>(relative: &str) -> Result<T> {
    toml::from_str(&read(&path(relative))?).with_context(|| format!("{relative} is not as expected"))
}

/// Reads a text file; the error names it.
pub fn read(file: &Path) -> Result<String> {
    fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))
}

/// Reads a file of bytes; the error names it.
pub fn read_bytes(file: &Path) -> Result<Vec<u8>> {
    fs::read(file).with_context(|| format!("cannot read {}", file.display()))
}

/// Writes a file, with the folders above it.
pub fn write(file: &Path, content: impl AsRef<[u8]>) -> Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    }
    fs::write(file, content).with_context(|| format!("cannot write {}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_holds_the_manifest_and_its_version() {
        assert!(root().join("Cargo.toml").is_file());
        assert_eq!(version().unwrap(), env!("CARGO_PKG_VERSION"));
    }

    #[test]
    fn a_pin_is_read_without_its_sign() {
        assert!(pinned("wasm-bindgen").unwrap().starts_with("0.2."));
        assert!(pinned("serde").is_err());
    }
}
