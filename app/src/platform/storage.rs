//! What the device keeps for us, and what is wrong when it keeps nothing.

use super::window;

/// Why something could not be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StorageTrouble {
    /// The browser gives this page no storage.
    Denied,
    /// There is no room left, or writing failed for another reason.
    Full,
}

impl StorageTrouble {
    /// One calm sentence for the learner.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Denied => {
                "This browser gives the page no storage. Everything works, and your session lasts until you close the page."
            }
            Self::Full => {
                "This browser has no room left to save the session. Everything works, and what you type from now on lasts until you close the page."
            }
        }
    }
}

fn storage() -> Result<web_sys::Storage, StorageTrouble> {
    let window = window().ok_or(StorageTrouble::Denied)?;
    window.local_storage().ok().flatten().ok_or(StorageTrouble::Denied)
}

/// What is kept under `key`.
///
/// # Errors
/// When there is no storage.
pub fn read(key: &str) -> Result<Option<String>, StorageTrouble> {
    storage()?.get_item(key).map_err(|_| StorageTrouble::Denied)
}

/// Keeps `text` under `key`, before it returns.
///
/// # Errors
/// When there is no storage, or no room.
pub fn write(key: &str, text: &str) -> Result<(), StorageTrouble> {
    storage()?.set_item(key, text).map_err(|_| StorageTrouble::Full)
}

/// Keeps nothing under `key` any more.
pub fn remove(key: &str) {
    if let Ok(storage) = storage() {
        let _ = storage.remove_item(key);
    }
}
