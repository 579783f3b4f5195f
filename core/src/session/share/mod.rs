//! A session to give away: as a link's text and as a file, without the learner's secrets, with the hash of its world.

mod coder;
mod fingerprint;
mod interval;
mod script;
mod stand_in;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
pub use script::ScriptKind;
pub use stand_in::{Secret, secrets};

use super::{Journal, JournalError, Session};

/// The link format's version, its first character.
const VERSION: char = '1';
/// The longest link text that is read.
pub const MAX_LINK: usize = 32 << 10;
/// The longest session that a link may hold, in bytes.
const MAX_TEXT: usize = 128 << 10;

/// Why a link's text cannot be opened.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ShareError {
    /// A version that this Keyless does not know.
    #[error("it was made by another version of Keyless")]
    Version,
    /// Too long to be read.
    #[error("it is too long")]
    TooLarge,
    /// Cut off, changed, or never a link of ours.
    #[error("it is damaged or incomplete")]
    Damaged,
}

impl Session {
    /// What to give away: the learner's secrets replaced, and the hash of what the lines do then.
    ///
    /// # Errors
    /// When the session is too large to be replayed.
    pub fn shared(&self) -> Result<Journal, JournalError> {
        let mut journal = Journal { lines: stand_in::lines(self), ..self.journal() };
        let same = journal.lines == self.lines;
        let hash = if same { self.state_hash() } else { Self::replay(&journal)?.state_hash() };
        journal.state_hash = Some(hash);
        Ok(journal)
    }
}

impl Journal {
    /// As a link's text: letters, digits, `-` and `_` only.
    pub fn to_link(&self) -> String {
        // How many of the lines prepared the world, where any did.
        let setup = if self.setup.is_empty() { String::new() } else { format!(" {}", self.setup.len()) };
        let (seed, hash) = (self.seed, self.state_hash.as_deref().unwrap_or_default());
        let mut text = format!("{}\n{seed}{setup}\n{}\n{hash}\n", self.scenario, self.core_version);
        for (place, line) in self.setup.iter().chain(&self.lines).enumerate() {
            if place > 0 {
                text.push('\0');
            }
            // Nobody types these two, but nothing forbids them.
            text.push_str(&line.replace('\u{1}', "\u{1}1").replace('\0', "\u{1}0"));
        }
        let mut bytes = checksum(&text).to_be_bytes().to_vec();
        bytes.extend(coder::shorten(&text));
        format!("{VERSION}{}", URL_SAFE_NO_PAD.encode(bytes))
    }

    /// From a link's text.
    ///
    /// # Errors
    /// When it is of another version, too long, or damaged.
    pub fn from_link(link: &str) -> Result<Self, ShareError> {
        if link.len() > MAX_LINK {
            return Err(ShareError::TooLarge);
        }
        let coded = link.strip_prefix(VERSION).ok_or(match link.chars().next() {
            Some('2'..='9') => ShareError::Version,
            _ => ShareError::Damaged,
        })?;
        let bytes = URL_SAFE_NO_PAD.decode(coded).map_err(|_| ShareError::Damaged)?;
        let (sum, rest) = bytes.split_first_chunk::<4>().ok_or(ShareError::Damaged)?;
        let text = coder::restore(rest, MAX_TEXT).ok_or(ShareError::Damaged)?;
        if u32::from_be_bytes(*sum) != checksum(&text) {
            return Err(ShareError::Damaged);
        }
        Self::from_text(&text).ok_or(ShareError::Damaged)
    }

    fn from_text(text: &str) -> Option<Self> {
        let mut parts = text.splitn(5, '\n');
        let (scenario, seed) = (parts.next()?.to_owned(), parts.next()?);
        let (seed, setup) = seed.split_once(' ').unwrap_or((seed, "0"));
        let (core_version, hash, lines) = (parts.next()?.to_owned(), parts.next()?, parts.next()?);
        let line = |line: &str| line.replace("\u{1}0", "\0").replace("\u{1}1", "\u{1}");
        let mut setup_lines: Vec<String> =
            if lines.is_empty() { Vec::new() } else { lines.split('\0').map(line).collect() };
        let count: usize = setup.parse().ok()?;
        let lines = (count <= setup_lines.len()).then(|| setup_lines.split_off(count))?;
        let state_hash = Some(hash.to_owned()).filter(|it| !it.is_empty());
        Some(Self { v: 1, core_version, scenario, seed: seed.parse().ok()?, setup: setup_lines, lines, state_hash })
    }

    /// Whether a session that was replayed from it did the same as the one that it was made of, as far as it says.
    pub fn is_same(&self, replayed: &Session) -> bool {
        self.state_hash.as_ref().is_none_or(|hash| *hash == replayed.state_hash())
    }
}

/// Tells a text from a damaged one: FNV-1a.
fn checksum(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests;
