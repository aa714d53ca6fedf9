//! The set-up page: its script, made as the inspector's is, and the schema that editors complete settings by.

use std::path::Path;

use anyhow::Result;

use super::inspector;
use super::wasm::Bound;
use crate::tools::Tools;
use crate::workspace;

/// Writes both.
pub fn write(tools: &Tools, dist: &Path, bound: &Bound) -> Result<()> {
    let script = inspector::classic(tools, bound, "setup", include_str!("setup.js"))?;
    workspace::write(&dist.join("samtykke-setup.js"), script)?;
    workspace::write(&dist.join("config.schema.json"), samtykke_setup::schema::text())
}

#[cfg(test)]
mod tests {
    use super::super::catalogue;

    #[test]
    fn the_set_up_page_knows_which_vendors_lie_in_which_file() {
        assert_eq!(samtykke_setup::fields::FIRST, catalogue::FIRST);
    }
}
