//! Notes kept until the tab is closed, as JSON in `sessionStorage`.

use gloo_storage::errors::StorageError;
use gloo_storage::{SessionStorage, Storage};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::{Error, page};

/// The note under `key`, or `None` where there is none.
pub fn read<T: DeserializeOwned>(key: &str) -> Result<Option<T>, Error> {
    granted()?;
    match SessionStorage::get(key) {
        Ok(note) => Ok(Some(note)),
        Err(StorageError::KeyNotFound(_)) => Ok(None),
        Err(error) => Err(Error::StorageFailed(error.to_string())),
    }
}

/// Keeps `note` under `key`, in place of an earlier one.
pub fn write<T: Serialize>(key: &str, note: &T) -> Result<(), Error> {
    granted()?;
    SessionStorage::set(key, note).map_err(|error| Error::StorageFailed(error.to_string()))
}

/// gloo-storage panics where the browser denies the storage, so this asks first.
fn granted() -> Result<(), Error> {
    match page::window()?.session_storage() {
        Ok(Some(_)) => Ok(()),
        Ok(None) | Err(_) => Err(Error::StorageDenied),
    }
}
