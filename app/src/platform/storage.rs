//! What the device keeps for us, and what is wrong when it keeps nothing.

use keyless_content::quiz::keeper::{Storage, Trouble};

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

/// Calls `act` whenever another tab has changed what is kept under `key`. For the life of the page.
pub fn on_change(key: &'static str, act: impl Fn() + 'static) {
    use wasm_bindgen::JsCast;
    let Some(window) = window() else { return };
    let heard = move |event: &web_sys::Event| {
        if event.dyn_ref::<web_sys::StorageEvent>().and_then(web_sys::StorageEvent::key).as_deref() == Some(key) {
            act();
        }
    };
    gloo::events::EventListener::new(&window, "storage", heard).forget();
}

/// The device's storage, as the learner's record uses it.
#[derive(Clone, Copy, Debug)]
pub struct Device;

impl From<StorageTrouble> for Trouble {
    fn from(trouble: StorageTrouble) -> Self {
        match trouble {
            StorageTrouble::Denied => Self::Denied,
            StorageTrouble::Full => Self::Full,
        }
    }
}

impl Storage for Device {
    fn read(&self, key: &str) -> Result<Option<String>, Trouble> {
        Ok(read(key)?)
    }

    fn write(&self, key: &str, text: &str) -> Result<(), Trouble> {
        Ok(write(key, text)?)
    }
}
