//! What the page keeps in its local and session storage.

use crate::{Error, page};

/// A storage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// Kept until it is deleted.
    Local,
    /// Kept until the tab is closed.
    Session,
}

/// One key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The key.
    pub key: String,
    /// How many characters its value has.
    pub length: usize,
}

/// Every key of a storage; an error where the browser denies it.
pub fn items(area: Area) -> Result<Vec<Item>, Error> {
    let window = page::window();
    let storage = match area {
        Area::Local => window.local_storage(),
        Area::Session => window.session_storage(),
    };
    let storage = storage.ok().flatten().ok_or(Error::StorageDenied)?;
    let mut items = Vec::new();
    for at in 0..storage.length().unwrap_or_default() {
        if let Ok(Some(key)) = storage.key(at) {
            let value = storage.get_item(&key).ok().flatten().unwrap_or_default();
            // Bytes that begin a character: the library's own count weighs 0.3 kB.
            let length = value.bytes().filter(|byte| byte & 0xc0 != 0x80).count();
            items.push(Item { key, length });
        }
    }
    Ok(items)
}
