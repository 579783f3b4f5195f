//! Keeps the record on the device: merged with what other tabs wrote, and never lost to a storage that fails.

use super::record::{Entry, Record, Unreadable};

/// Where the record is kept.
pub const RECORD: &str = "keyless.answers";
/// Where an exam is kept.
pub const EXAM: &str = "keyless.exam";
/// What stands after a key where a copy is kept of what could not be read.
const UNREADABLE: &str = ".unreadable";
/// Records longer than this are not read.
const MOST_BYTES: usize = 4 << 20;

/// A device's storage.
pub trait Storage {
    /// What is kept under a key.
    ///
    /// # Errors
    /// When there is no storage.
    fn read(&self, key: &str) -> Result<Option<String>, Trouble>;

    /// Keeps a text.
    ///
    /// # Errors
    /// When there is no storage, or no room.
    fn write(&self, key: &str, text: &str) -> Result<(), Trouble>;
}

/// What the learner should know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The browser gives no storage.
    Denied,
    /// There is no room.
    Full,
    /// What is kept was written by a newer Keyless.
    Newer,
    /// What is kept is no record.
    Damaged,
    /// So many lines of the record could not be read.
    Lines(usize),
    /// The text to import is no record.
    NoRecord,
    /// The text to import was written by a newer Keyless.
    NewerImport(u32),
    /// The device's clock stands before the last answer.
    Clock,
}

impl Trouble {
    /// What happened and what became of the answers.
    pub fn sentence(self) -> String {
        match self {
            Self::Denied => "This browser gives the page no storage. Your answers last until you close the page; export them to keep them.".to_owned(),
            Self::Full => "This browser has no room left. Your answers last until you close the page; export them to keep them.".to_owned(),
            Self::Newer => "Your answers were kept by a newer version of Keyless. They stay untouched; what you answer now lasts until you close the page.".to_owned(),
            Self::Damaged => "Your kept answers could not be read. A copy stays on this device, and a new record has begun.".to_owned(),
            Self::Lines(1) => "One of your kept answers could not be read and is left out. A copy of all of them stays on this device.".to_owned(),
            Self::Lines(count) => format!("{count} of your kept answers could not be read and are left out. A copy of all of them stays on this device."),
            Self::NoRecord => "This is no record of answers, so nothing was imported. Choose a file that was exported here.".to_owned(),
            Self::NewerImport(version) => format!("This record has format {version}, which a newer Keyless wrote. Nothing was imported; reload the page to get the newer version."),
            Self::Clock => "The clock of this device stands before your last answer. Your answers keep their order, and dates are counted from the last one.".to_owned(),
        }
    }
}

/// The record, and where it is kept.
#[derive(Clone, Debug)]
pub struct Keeper<S> {
    storage: S,
    record: Record,
    /// What is kept must stay as it is.
    untouchable: bool,
}

impl<S: Storage> Keeper<S> {
    /// Takes up what is kept.
    pub fn open(storage: S) -> (Self, Option<Trouble>) {
        let mut keeper = Self { storage, record: Record::default(), untouchable: false };
        let trouble = keeper.take_up();
        (keeper, trouble)
    }

    /// The record.
    pub const fn record(&self) -> &Record {
        &self.record
    }

    /// Takes in what is kept, such as another tab's answers.
    pub fn take_up(&mut self) -> Option<Trouble> {
        let text = match self.storage.read(RECORD) {
            Ok(text) => text?,
            Err(trouble) => return Some(trouble),
        };
        let read = if text.len() > MOST_BYTES { Err(Unreadable::NoRecord) } else { Record::read(&text) };
        match read {
            Ok(loaded) => {
                self.record.merge(&loaded.record);
                if loaded.broken == 0 {
                    return None;
                }
                self.set_aside(&text).or(Some(Trouble::Lines(loaded.broken)))
            }
            Err(Unreadable::Newer(_)) => {
                self.untouchable = true;
                Some(Trouble::Newer)
            }
            Err(Unreadable::NoRecord) => self.set_aside(&text).or(Some(Trouble::Damaged)),
        }
    }

    /// Keeps a copy of what cannot be read; where that fails, what is kept is left alone.
    fn set_aside(&mut self, text: &str) -> Option<Trouble> {
        let kept = self.storage.write(&format!("{RECORD}{UNREADABLE}"), text);
        self.untouchable |= kept.is_err();
        kept.err()
    }

    /// Adds answers.
    pub fn add(&mut self, entries: Vec<Entry>) -> Option<Trouble> {
        let trouble = self.take_up();
        let behind = entries.first().is_some_and(|it| self.record.is_clock_behind(it.time) && !it.exam);
        for entry in entries {
            if entry.exam { self.record.insert(entry) } else { self.record.add(entry) }
        }
        self.keep().or(trouble).or(behind.then_some(Trouble::Clock))
    }

    /// Takes in an exported record; answers how many answers are new.
    ///
    /// # Errors
    /// When it is none, or of a newer version; then nothing has changed.
    pub fn import(&mut self, text: &str) -> Result<(usize, Option<Trouble>), Trouble> {
        let loaded = match Record::read(text) {
            Ok(loaded) => loaded,
            Err(Unreadable::Newer(version)) => return Err(Trouble::NewerImport(version)),
            Err(Unreadable::NoRecord) => return Err(Trouble::NoRecord),
        };
        let before = self.record.len();
        self.record.merge(&loaded.record);
        let broken = (loaded.broken > 0).then_some(Trouble::Lines(loaded.broken));
        Ok((self.record.len().saturating_sub(before), self.keep().or(broken)))
    }

    /// Erases everything.
    pub fn erase(&mut self, now: u64) -> Option<Trouble> {
        self.record.erase(now);
        self.keep()
    }

    fn keep(&self) -> Option<Trouble> {
        if self.untouchable {
            return Some(Trouble::Newer);
        }
        self.storage.write(RECORD, &self.record.write()).err()
    }
}

#[cfg(test)]
#[path = "keeper_tests.rs"]
mod tests;
