//! Which of the page's dialogs is open. One at a time.

use leptos::prelude::*;

/// A dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    /// Taking the session away, and taking one up.
    Share,
    /// All that the page can do, by name.
    Commands,
    /// The keys of the page.
    Shortcuts,
    /// How the page looks and runs.
    Settings,
}

/// Opens and closes dialogs.
#[derive(Clone, Copy)]
pub struct Tools(RwSignal<Option<Tool>>);

/// The page's dialogs.
pub fn use_tools() -> Tools {
    expect_context()
}

impl Tools {
    /// All closed.
    pub fn new() -> Self {
        Self(RwSignal::new(None))
    }

    /// Opens one; another that was open closes.
    pub fn open(&self, tool: Tool) {
        self.0.set(Some(tool));
    }

    /// Closes it, if it is the open one.
    pub fn close(&self, tool: Tool) {
        if self.0.get_untracked() == Some(tool) {
            self.0.set(None);
        }
    }

    /// Whether it is the open one.
    pub fn is_open(&self, tool: Tool) -> bool {
        self.0.get() == Some(tool)
    }

    /// Whether any is open; reads no signal.
    pub fn any(&self) -> bool {
        self.0.get_untracked().is_some()
    }
}

impl Default for Tools {
    fn default() -> Self {
        Self::new()
    }
}
