//! The engine of the embed: worlds by name, lines in, JSON out. No user interface: `web/` draws what comes out.

mod picture;
mod report;
mod worlds;

use wasm_bindgen::prelude::wasm_bindgen;

pub use worlds::{MAX_WORLDS, Refused, Worlds};

/// What the frame's script holds.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct Engine {
    worlds: Worlds,
}

#[wasm_bindgen]
impl Engine {
    /// Without any world yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Runs lines in the world `session`, which begins as `start` (JSON: `scenario`, `seed`, `dialect`) says when it
    /// is new. Answers with a result as JSON; throws why not.
    ///
    /// # Errors
    /// When the start is not one of ours, or there are too many worlds.
    pub fn run(&mut self, session: &str, start: &str, lines: &str, width: f64) -> Result<String, String> {
        self.worlds.run(session, start, lines, width).map_err(|refused| refused.to_string())
    }

    /// Forgets a world.
    pub fn reset(&mut self, session: &str) {
        self.worlds.reset(session);
    }

    /// What is needed to have a world again, as JSON; `null` where there is none.
    pub fn state(&self, session: &str) -> String {
        self.worlds.state(session)
    }

    /// Puts a world in place of another: the journal that [`Engine::state`] gave. Answers with a result as JSON.
    ///
    /// # Errors
    /// When the text is no journal that can be replayed.
    #[wasm_bindgen(js_name = setState)]
    pub fn set_state(&mut self, session: &str, journal: &str, width: f64) -> Result<String, String> {
        self.worlds.set_state(session, journal, width).map_err(|refused| refused.to_string())
    }
}
