//! The learner's record: every answer, one a line. It only grows, so two of them are merged by taking both.

use std::collections::BTreeSet;

use super::fsrs::{Memory, Rating};

/// The first line of a record, before its version.
const TITLE: &str = "keyless answers ";
/// The version that is written, and the newest that is read.
pub const VERSION: u32 = 1;
/// Right in fewer seconds than this counts as easy.
const EASY_SECONDS: u32 = 8;

/// One answer that was judged.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// When, in milliseconds since 1970; no two of a record are equal.
    pub time: u64,
    /// The question, with its variant: `two-types~3`.
    pub question: String,
    /// Whether it was right.
    pub right: bool,
    /// Whether it was given in an exam.
    pub exam: bool,
    /// How long it took.
    pub seconds: u32,
}

impl Entry {
    /// The question without its variant: what is remembered or forgotten.
    pub fn idea(&self) -> &str {
        idea(&self.question)
    }

    const fn rating(&self) -> Rating {
        match (self.right, self.seconds) {
            (false, _) => Rating::Again,
            (true, seconds) if seconds < EASY_SECONDS => Rating::Easy,
            (true, _) => Rating::Good,
        }
    }
}

/// A question's name without its variant.
pub fn idea(question: &str) -> &str {
    question.split('~').next().unwrap_or(question)
}

/// Every answer on this device.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    answers: BTreeSet<Entry>,
    /// Answers up to this time were erased by the learner, and do not come back from another tab.
    erased: u64,
}

/// Why a record cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It was written by a newer Keyless.
    Newer(u32),
    /// It is no record.
    NoRecord,
}

/// A record, and how many of its lines could not be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loaded {
    /// What could be read.
    pub record: Record,
    /// How many lines were left out.
    pub broken: usize,
}

impl Record {
    /// Reads a record. A line that cannot be read is counted and left out.
    ///
    /// # Errors
    /// When it is no record, or one of a newer version.
    pub fn read(text: &str) -> Result<Loaded, Unreadable> {
        let mut lines = text.lines();
        let version = lines.next().and_then(|it| it.strip_prefix(TITLE)).and_then(|it| it.trim().parse::<u32>().ok());
        match version {
            None => return Err(Unreadable::NoRecord),
            Some(version) if version > VERSION => return Err(Unreadable::Newer(version)),
            Some(_) => {}
        }
        let mut loaded = Loaded::default();
        for line in lines.filter(|it| !it.trim().is_empty()) {
            if let Some(time) = line.strip_prefix("erased ").and_then(|it| it.parse().ok()) {
                loaded.record.erased = time;
            } else if let Some(entry) = read_entry(line) {
                loaded.record.answers.insert(entry);
            } else {
                loaded.broken += 1;
            }
        }
        loaded.record.forget_erased();
        Ok(loaded)
    }

    /// The record as text.
    pub fn write(&self) -> String {
        let mut text = format!("{TITLE}{VERSION}\n");
        if self.erased > 0 {
            text += &format!("erased {}\n", self.erased);
        }
        for it in &self.answers {
            let (right, exam) = (if it.right { "right" } else { "wrong" }, if it.exam { "exam" } else { "practice" });
            text += &format!("{} {right} {exam} {} {}\n", it.time, it.seconds, it.question);
        }
        text
    }

    /// Takes in what another record knows.
    pub fn merge(&mut self, other: &Self) {
        self.erased = self.erased.max(other.erased);
        self.answers.extend(other.answers.iter().cloned());
        self.forget_erased();
    }

    /// Adds an answer. Its time is made later than all others', even where the clock was set back.
    pub fn add(&mut self, mut entry: Entry) {
        entry.time = self.now(entry.time);
        self.answers.insert(entry);
    }

    /// Adds an answer at its own time: the same one again, from another tab, changes nothing.
    pub fn insert(&mut self, entry: Entry) {
        if entry.time > self.erased {
            self.answers.insert(entry);
        }
    }

    /// The present, never before what is on record.
    pub fn now(&self, clock: u64) -> u64 {
        let last = self.answers.last().map_or(self.erased, |it| it.time.max(self.erased));
        if clock > last { clock } else { last.saturating_add(1) }
    }

    /// Whether the clock stands before what is on record, by more than a minute.
    pub fn is_clock_behind(&self, clock: u64) -> bool {
        self.answers.last().is_some_and(|it| it.time > clock.saturating_add(60_000))
    }

    /// Erases everything up to now.
    pub fn erase(&mut self, clock: u64) {
        self.erased = self.now(clock);
        self.answers.clear();
    }

    fn forget_erased(&mut self) {
        let erased = self.erased;
        self.answers.retain(|it| it.time > erased);
    }

    /// All answers, the oldest first.
    pub fn answers(&self) -> impl DoubleEndedIterator<Item = &Entry> {
        self.answers.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.answers.len()
    }

    /// Whether nothing was answered yet.
    pub fn is_empty(&self) -> bool {
        self.answers.is_empty()
    }

    /// What is remembered of an idea; none where it was never asked.
    pub fn memory(&self, idea: &str) -> Option<Memory> {
        self.answers.iter().filter(|it| it.idea() == idea).fold(None, |memory, it| {
            Some(memory.map_or_else(
                || Memory::first(it.rating(), it.time),
                |memory: Memory| memory.next(it.rating(), it.time),
            ))
        })
    }
}

/// `1764000000000 right practice 12 two-types~3`
fn read_entry(line: &str) -> Option<Entry> {
    let mut fields = line.splitn(5, ' ');
    let time = fields.next()?.parse().ok()?;
    let right = match fields.next()? {
        "right" => true,
        "wrong" => false,
        _ => return None,
    };
    let exam = match fields.next()? {
        "exam" => true,
        "practice" => false,
        _ => return None,
    };
    let seconds = fields.next()?.parse().ok()?;
    let question = fields.next()?.to_owned();
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '~';
    (!question.is_empty() && question.chars().all(is_name)).then_some(Entry { time, question, right, exam, seconds })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(time: u64, question: &str, right: bool) -> Entry {
        Entry { time, question: question.to_owned(), right, exam: false, seconds: 20 }
    }

    fn record(entries: &[Entry]) -> Record {
        let mut record = Record::default();
        entries.iter().for_each(|it| record.add(it.clone()));
        record
    }

    #[test]
    fn what_is_written_is_read_again() {
        let record = record(&[answer(5, "a", true), answer(9, "b~2", false)]);
        assert_eq!(Record::read(&record.write()), Ok(Loaded { record, broken: 0 }));
    }

    #[test]
    fn two_tabs_lose_nothing() {
        let (mut one, two) = (
            record(&[answer(1, "a", true), answer(3, "b", true)]),
            record(&[answer(1, "a", true), answer(2, "c", false)]),
        );
        one.merge(&two);
        let names: Vec<_> = one.answers().map(|it| it.question.as_str()).collect();
        assert_eq!(names, ["a", "c", "b"]);
        let again = one.clone();
        one.merge(&two);
        assert_eq!(one, again);
    }

    #[test]
    fn what_was_erased_does_not_come_back_from_another_tab() {
        let mut record = record(&[answer(1, "a", true)]);
        let other = record.clone();
        record.erase(10);
        record.add(answer(11, "b", true));
        record.merge(&other);
        assert_eq!(record.len(), 1);
        let mut read = Record::read(&record.write()).unwrap().record;
        read.merge(&other);
        assert_eq!(read.len(), 1);
    }

    #[test]
    fn a_clock_set_back_keeps_the_order() {
        let mut record = record(&[answer(100_000, "a", true)]);
        assert!(record.is_clock_behind(5));
        record.add(answer(5, "b", true));
        assert_eq!(record.answers().map(|it| it.time).collect::<Vec<_>>(), [100_000, 100_001]);
        assert_eq!(record.now(200_000), 200_000);
    }

    #[test]
    fn a_newer_or_foreign_record_is_refused_and_a_broken_line_is_counted() {
        assert_eq!(Record::read("keyless answers 2\n"), Err(Unreadable::Newer(2)));
        assert_eq!(Record::read("{\"v\":1}"), Err(Unreadable::NoRecord));
        assert_eq!(Record::read(""), Err(Unreadable::NoRecord));
        let loaded =
            Record::read("keyless answers 1\n5 right practice 3 a\nx\n6 maybe practice 3 a\n7 right exam 3 <b>\n")
                .unwrap();
        assert_eq!((loaded.record.len(), loaded.broken), (1, 3));
    }

    #[test]
    fn every_variant_of_an_idea_is_remembered_together() {
        let record = record(&[answer(0, "a", false), answer(10, "a~1", true)]);
        let memory = record.memory("a").unwrap();
        assert_eq!(memory.last, 10);
        assert_eq!(record.memory("b"), None);
    }
}
