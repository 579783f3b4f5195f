//! What the device keeps for us, and what is wrong when it keeps nothing.

use std::cell::RefCell;
use std::collections::BTreeMap;

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
                "This browser gives the page no storage. Everything works, and your session lasts until you close the page; Share saves it as a file."
            }
            Self::Full => {
                "This browser has no room left to save the session. Everything works, and what you type from now on lasts until you close the page; Share saves it as a file."
            }
        }
    }
}

thread_local! {
    /// What the device would not keep, until the page closes.
    static MEMORY: RefCell<BTreeMap<String, String>> = const { RefCell::new(BTreeMap::new()) };
}

fn storage() -> Result<web_sys::Storage, StorageTrouble> {
    let window = window().ok_or(StorageTrouble::Denied)?;
    window.local_storage().ok().flatten().ok_or(StorageTrouble::Denied)
}

/// What is kept under `key`, on the device or in memory.
///
/// # Errors
/// When there is no storage.
pub fn read(key: &str) -> Result<Option<String>, StorageTrouble> {
    if let Some(text) = MEMORY.with_borrow(|memory| memory.get(key).cloned()) {
        return Ok(Some(text));
    }
    storage()?.get_item(key).map_err(|_| StorageTrouble::Denied)
}

/// Keeps `text` under `key`, before it returns; in memory where the device does not.
///
/// # Errors
/// When there is no storage, or no room: then it lasts until the page closes.
pub fn write(key: &str, text: &str) -> Result<(), StorageTrouble> {
    let kept = storage().and_then(|storage| storage.set_item(key, text).map_err(|_| StorageTrouble::Full));
    MEMORY.with_borrow_mut(|memory| match kept {
        Ok(()) => memory.remove(key),
        Err(_) => memory.insert(key.to_owned(), text.to_owned()),
    });
    kept
}

/// Keeps nothing under `key` any more.
pub fn remove(key: &str) {
    MEMORY.with_borrow_mut(|memory| memory.remove(key));
    if let Ok(storage) = storage() {
        let _ = storage.remove_item(key);
    }
}

/// What another tab did with what is kept.
#[derive(Debug)]
pub struct Change {
    /// The key.
    pub key: String,
    /// What was there before.
    pub old: String,
    /// What is there now.
    pub new: String,
}

/// Calls `act` whenever another tab has changed something. For the life of the page.
pub fn on_any_change(act: impl Fn(Change) + 'static) {
    use wasm_bindgen::JsCast;
    let Some(window) = window() else { return };
    let heard = move |event: &web_sys::Event| {
        let Some(event) = event.dyn_ref::<web_sys::StorageEvent>() else { return };
        let (old, new) = (event.old_value().unwrap_or_default(), event.new_value().unwrap_or_default());
        act(Change { key: event.key().unwrap_or_default(), old, new });
    };
    gloo::events::EventListener::new(&window, "storage", heard).forget();
}

/// Calls `act` whenever another tab has changed what is kept under `key`. For the life of the page.
pub fn on_change(key: &'static str, act: impl Fn() + 'static) {
    on_any_change(move |change| {
        if change.key == key {
            act();
        }
    });
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
