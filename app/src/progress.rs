//! What was done on this device, as a signal: read once, written at every change.

use leptos::prelude::*;

use crate::kept::{Kept, NotProgress};
use crate::platform::storage;

/// Under which key it is kept; every kind of page sets its own marks.
const KEY: &str = "keyless.progress";

/// The progress of this device. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Progress(RwSignal<Kept>);

/// The page's progress.
pub fn use_progress() -> Progress {
    expect_context()
}

impl Progress {
    /// What this device keeps; nothing where it cannot be read.
    pub fn kept() -> Self {
        Self(RwSignal::new(stored()))
    }

    /// A look at it.
    pub fn with<T>(&self, look: impl FnOnce(&Kept) -> T) -> T {
        self.0.with(look)
    }

    /// Sets a mark, in this tab and for the others.
    pub fn mark(&self, of: &str, mark: &str) {
        if self.0.with_untracked(|kept| kept.has(of, mark)) {
            return;
        }
        self.change(|kept| {
            kept.mark(of, mark);
        });
    }

    /// Takes over what a file says.
    ///
    /// # Errors
    /// When the file is not one of ours.
    pub fn import(&self, text: &str) -> Result<(), NotProgress> {
        let other = Kept::read(text)?;
        self.change(|kept| kept.merge(&other));
        Ok(())
    }

    /// All of it as a file.
    pub fn export(&self) -> String {
        self.0.with_untracked(Kept::write)
    }

    /// Forgets everything.
    pub fn erase(&self) {
        storage::remove(KEY);
        self.0.set(Kept::default());
    }

    /// Another tab may have written since: what it has is taken over first, so that nothing is lost.
    fn change(&self, change: impl FnOnce(&mut Kept)) {
        self.0.update(|kept| {
            kept.merge(&stored());
            change(kept);
            // Where nothing can be kept, the session has said so.
            let _ = storage::write(KEY, &kept.write());
        });
    }
}

fn stored() -> Kept {
    let text = storage::read(KEY).ok().flatten();
    text.and_then(|text| Kept::read(&text).ok()).unwrap_or_default()
}
