//! Whether JSON has the form that a schema in `tests/schemas` demands.

use anyhow::{Context, Result};
use serde_json::Value;
use std::path::Path;

/// What is wrong with `value`, each with its place.
pub fn problems(schema: &str, value: &Value) -> Result<Vec<String>> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas").join(format!("{schema}.json"));
    let text = std::fs::read_to_string(&file).with_context(|| format!("{} is missing", file.display()))?;
    let validator =
        jsonschema::options().should_validate_formats(true).build(&serde_json::from_str(&text)?)?;
    Ok(validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect())
}
