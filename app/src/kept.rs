//! What was done, as text: marks of lessons, challenges and whatever else keeps some. Merging loses nothing.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

/// Files longer than this are not read.
const MAX_BYTES: usize = 1 << 20;
/// The most entries, and the most marks of one.
const MAX_COUNT: usize = 2000;
/// The longest name or mark.
const MAX_LENGTH: usize = 120;
/// How a mark with a number begins; of several, the highest is kept.
const SCORE: &str = "score:";

/// What a progress file is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotProgress {
    /// Not our format.
    Format,
    /// Written by a newer Keyless.
    Newer,
    /// Longer than anybody's progress.
    TooLarge,
}

/// Marks by what they are of: `lesson/configure-vm` has the goals reached, `challenge/…` `solved` and `score:90`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept(BTreeMap<String, BTreeSet<String>>);

impl Kept {
    /// Whether this mark is there.
    pub fn has(&self, of: &str, mark: &str) -> bool {
        self.0.get(of).is_some_and(|marks| marks.contains(mark))
    }

    /// How many marks there are.
    pub fn count(&self, of: &str) -> usize {
        self.0.get(of).map_or(0, BTreeSet::len)
    }

    /// The highest score.
    pub fn score(&self, of: &str) -> Option<u32> {
        self.0.get(of)?.iter().filter_map(|mark| mark.strip_prefix(SCORE)?.parse().ok()).max()
    }

    /// Sets a mark; answers whether that is news.
    pub fn mark(&mut self, of: &str, mark: &str) -> bool {
        let marks = self.0.entry(of.to_owned()).or_default();
        let is_new = marks.insert(mark.to_owned());
        if is_new && mark.starts_with(SCORE) {
            keep_highest(marks);
        }
        is_new
    }

    /// The marks that `before` did not have, with what they are of.
    pub fn news<'a>(&'a self, before: &'a Self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let all = self.0.iter().flat_map(|(of, marks)| marks.iter().map(move |mark| (of.as_str(), mark.as_str())));
        all.filter(|(of, mark)| !before.has(of, mark))
    }

    /// Takes over all marks of another.
    pub fn merge(&mut self, other: &Self) {
        for (of, marks) in &other.0 {
            let mine = self.0.entry(of.clone()).or_default();
            mine.extend(marks.iter().cloned());
            keep_highest(mine);
        }
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// As a file.
    pub fn write(&self) -> String {
        let marks = |marks: &BTreeSet<String>| marks.iter().cloned().map(Value::String).collect();
        let all: Map<String, Value> = self.0.iter().map(|(of, it)| (of.clone(), Value::Array(marks(it)))).collect();
        let mut file = Map::new();
        file.insert("keyless_progress".to_owned(), Value::from(1));
        file.insert("marks".to_owned(), Value::Object(all));
        Value::Object(file).to_string()
    }

    /// Reads a file.
    ///
    /// # Errors
    /// When it is too large, of a newer format, or none of ours.
    pub fn read(text: &str) -> Result<Self, NotProgress> {
        if text.len() > MAX_BYTES {
            return Err(NotProgress::TooLarge);
        }
        let file: Value = serde_json::from_str(text).map_err(|_| NotProgress::Format)?;
        match file.get("keyless_progress").and_then(Value::as_u64) {
            Some(1) => {}
            Some(_) => return Err(NotProgress::Newer),
            None => return Err(NotProgress::Format),
        }
        let marks = file.get("marks").and_then(Value::as_object).ok_or(NotProgress::Format)?;
        let mut kept = Self::default();
        for (of, marks) in marks.iter().take(MAX_COUNT).filter(|(of, _)| is_short(of)) {
            for mark in marks.as_array().into_iter().flatten().take(MAX_COUNT) {
                if let Some(mark) = mark.as_str().filter(|mark| is_short(mark)) {
                    kept.mark(of, mark);
                }
            }
        }
        Ok(kept)
    }
}

fn is_short(text: &str) -> bool {
    !text.is_empty() && text.len() <= MAX_LENGTH
}

fn keep_highest(marks: &mut BTreeSet<String>) {
    let number = |mark: &String| mark.strip_prefix(SCORE).and_then(|it| it.parse::<u32>().ok());
    let highest = marks.iter().filter_map(number).max();
    marks.retain(|mark| !mark.starts_with(SCORE) || number(mark) == highest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_comes_back_as_it_was() {
        let mut kept = Kept::default();
        assert!(kept.mark("lesson/a", "goal-1") && !kept.mark("lesson/a", "goal-1"));
        kept.mark("challenge/b", "score:70");
        assert_eq!(Kept::read(&kept.write()), Ok(kept));
    }

    #[test]
    fn merging_keeps_every_mark_and_the_highest_score() {
        let kept = |marks: &[(&str, &str)]| {
            let mut kept = Kept::default();
            for (of, mark) in marks {
                kept.mark(of, mark);
            }
            kept
        };
        let mut mine = kept(&[("lesson/a", "1"), ("challenge/b", "score:70"), ("challenge/b", "solved")]);
        mine.merge(&kept(&[("lesson/a", "2"), ("challenge/b", "score:100"), ("lesson/c", "1")]));
        assert_eq!((mine.count("lesson/a"), mine.count("lesson/c")), (2, 1));
        assert_eq!((mine.score("challenge/b"), mine.count("challenge/b")), (Some(100), 2));
        mine.mark("challenge/b", "score:30");
        assert_eq!(mine.score("challenge/b"), Some(100));
    }

    #[test]
    fn noise_is_no_progress() {
        for text in ["", "null", "{}", "[]", "{\"keyless_progress\":1}", "{\"keyless_progress\":1,\"marks\":[]}"] {
            assert_eq!(Kept::read(text), Err(NotProgress::Format), "{text}");
        }
        assert_eq!(Kept::read("{\"keyless_progress\":2}"), Err(NotProgress::Newer));
        assert_eq!(Kept::read(&" ".repeat(MAX_BYTES + 1)), Err(NotProgress::TooLarge));
        let odd = "{\"keyless_progress\":1,\"marks\":{\"a\":3,\"b\":[1,\"\",\"x\"]}}";
        assert_eq!(Kept::read(odd).map(|it| (it.count("a"), it.count("b"))), Ok((0, 1)));
    }
}
