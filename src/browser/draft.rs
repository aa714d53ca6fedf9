//! Values that outlive the page, in `localStorage`, in any form that serde knows.

use gloo_storage::{LocalStorage, Storage};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::Refusal;
use crate::{Error, page};

/// The value under `key`; `None` where there is none, or one that cannot be read any more.
pub fn read<Value: DeserializeOwned>(key: &str) -> Result<Option<Value>, Error> {
    allowed()?;
    Ok(LocalStorage::get(key).ok())
}

/// Keeps `value` under `key`, in place of an earlier one.
pub fn write(key: &str, value: &impl Serialize) -> Result<(), Error> {
    allowed()?;
    LocalStorage::set(key, value)
        .map_err(|error| Error::StorageFailed(Refusal::new("the draft", error.to_string())))
}

/// Takes it away.
pub fn forget(key: &str) -> Result<(), Error> {
    allowed()?;
    LocalStorage::delete(key);
    Ok(())
}

/// gloo-storage panics where the browser denies the storage, so this asks first.
fn allowed() -> Result<(), Error> {
    match page::window().local_storage() {
        Ok(Some(_)) => Ok(()),
        Ok(None) | Err(_) => Err(Error::StorageDenied),
    }
}
