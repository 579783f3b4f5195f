//! What the learner's own record says: how sure, how often, over time.

use std::collections::BTreeMap;

use super::bank::Bank;
use super::fsrs::DAY;
use super::record::Record;

/// How often something was answered, and how often rightly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Answers.
    pub asked: u32,
    /// Right ones.
    pub right: u32,
}

impl Tally {
    /// Counts one answer.
    pub const fn count(&mut self, right: bool) {
        self.asked += 1;
        if right {
            self.right += 1;
        }
    }

    /// The share of right answers; 0 where nothing was asked.
    pub fn share(self) -> f64 {
        if self.asked == 0 { 0.0 } else { f64::from(self.right) / f64::from(self.asked) }
    }

    /// Where the true share lies with 95 % confidence (Wilson's interval), in hundredths.
    pub fn interval(self) -> (u32, u32) {
        if self.asked == 0 {
            return (0, 100);
        }
        const Z: f64 = 1.959_964;
        let (n, p) = (f64::from(self.asked), self.share());
        let middle = p + Z * Z / (2.0 * n);
        let half = Z * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
        let whole = 1.0 + Z * Z / n;
        let hundredths = |share: f64| (share / whole * 100.0).round().clamp(0.0, 100.0) as u32;
        (hundredths(middle - half), hundredths(middle + half))
    }
}

/// The record, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statistics {
    /// All answers.
    pub all: Tally,
    /// By idea.
    pub questions: BTreeMap<String, Tally>,
    /// By rule's number.
    pub rules: BTreeMap<u8, Tally>,
    /// By topic.
    pub topics: BTreeMap<String, Tally>,
    /// By day, counted from 1970.
    pub days: BTreeMap<u64, Tally>,
}

impl Statistics {
    /// Counts a record.
    pub fn of(record: &Record, bank: &Bank) -> Self {
        let mut all = Self::default();
        for answer in record.answers() {
            all.all.count(answer.right);
            all.questions.entry(answer.idea().to_owned()).or_default().count(answer.right);
            all.days.entry(answer.time / DAY).or_default().count(answer.right);
            if let Some(idea) = bank.idea(answer.idea()) {
                all.topics.entry(idea.topic.clone()).or_default().count(answer.right);
                for rule in &idea.rules {
                    all.rules.entry(rule.0).or_default().count(answer.right);
                }
            }
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_answers_leave_a_wide_interval() {
        // Wilson's interval for 8 of 10, from the formula's published tables: 49 % to 94 %.
        assert_eq!(Tally { asked: 10, right: 8 }.interval(), (49, 94));
        assert_eq!(Tally { asked: 0, right: 0 }.interval(), (0, 100));
        assert_eq!(Tally { asked: 3, right: 3 }.interval(), (44, 100));
        let (low, high) = Tally { asked: 1000, right: 800 }.interval();
        assert!(high - low < 6);
    }
}
