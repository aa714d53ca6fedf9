//! The three browser engines that the tests drive. Only Debian's packages are installed, and only as root.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use crate::{command, progress};

/// A program the tests need, and the Debian packages that bring it.
struct Need {
    present: fn() -> bool,
    packages: &'static [&'static str],
}

const NEEDS: &[Need] = &[
    Need { present: || command::exists("chromium"), packages: &["chromium"] },
    Need { present: || command::exists("chromedriver"), packages: &["chromium-driver"] },
    Need {
        present: || command::exists("firefox-esr") || command::exists("firefox"),
        packages: &["firefox-esr"],
    },
    Need { present: || command::exists("WebKitWebDriver"), packages: &["webkit2gtk-driver"] },
    // WebKit's driver opens a window, and a window needs a display.
    Need { present: || command::exists("Xvfb") && command::exists("xvfb-run"), packages: &["xvfb", "xauth"] },
    // Without them screenshots of Arabic, Hebrew or Chinese texts are rows of boxes.
    Need { present: || Path::new("/usr/share/fonts/truetype/noto").is_dir(), packages: FONTS },
    // The pictures that the dialog is compared with are drawn in it.
    Need {
        present: || Path::new("/usr/share/fonts/truetype/dejavu").is_dir(),
        packages: &["fonts-dejavu-core"],
    },
];

/// How many of them are Chromium's.
const CHROMIUM: usize = 2;

const FONTS: &[&str] = &["fonts-noto-core", "fonts-noto-color-emoji"];

/// Installs what is missing, or says which packages to install.
pub fn install() -> Result<()> {
    install_of(NEEDS)
}

/// The same for Chromium alone.
pub fn install_chromium() -> Result<()> {
    install_of(NEEDS.get(..CHROMIUM).unwrap_or(NEEDS))
}

fn install_of(needs: &[Need]) -> Result<()> {
    let missing = packages(needs);
    if missing.is_empty() {
        return Ok(());
    }
    let names = missing.join(" ");
    if !(command::exists("apt-get") && is_root()) {
        bail!("the browser tests need these Debian packages, or the same programs from elsewhere: {names}");
    }
    progress::announce(&format!("installing browsers and drivers for the tests: {names}"));
    apt_get(&["update"])?;
    let mut arguments = vec!["install", "--yes", "--no-install-recommends"];
    arguments.extend(&missing);
    apt_get(&arguments)
}

fn packages(needs: &[Need]) -> Vec<&'static str> {
    let missing = needs.iter().filter(|need| !(need.present)());
    missing.flat_map(|need| need.packages.iter().copied()).collect()
}

fn apt_get(arguments: &[&str]) -> Result<()> {
    command::run(Command::new("apt-get").args(arguments).env("DEBIAN_FRONTEND", "noninteractive"))
}

fn is_root() -> bool {
    command::output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_package_is_named_twice() {
        let mut all: Vec<_> = NEEDS.iter().flat_map(|need| need.packages).collect();
        let count = all.len();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}
