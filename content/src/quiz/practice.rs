//! Practice: what to ask next, and how what was missed comes back until it was right twice.

use super::bank::{Bank, Idea};
use super::random::Random;
use super::record::Record;
use super::statistics::Statistics;

/// What to practise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Plan {
    /// One topic.
    Topic(String),
    /// What was wrong most often.
    Weakness,
    /// What is due to be asked again; then what was never asked.
    Due,
}

/// The chance of still knowing it at which something is due.
pub const RETENTION: f64 = 0.9;
/// How many questions a round has, without those that come back.
pub const ROUND: usize = 10;
/// After how many others a missed question comes back.
const LATER: usize = 2;
/// How often a missed question must be right before it counts as known.
const TWICE: u8 = 2;

/// One question of a round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The idea.
    pub idea: String,
    /// With which names: 0 as written, and for a generator its seed.
    pub variant: u64,
    /// How often it must still be right, where it was missed before.
    pub owed: u8,
}

impl Item {
    /// How the record names it.
    pub fn name(&self) -> String {
        if self.variant == 0 { self.idea.clone() } else { format!("{}~{}", self.idea, self.variant) }
    }
}

/// A round of practice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Round {
    queue: Vec<Item>,
    at: usize,
    /// Answered rightly at the first try.
    pub right: usize,
    /// Missed, and right twice since.
    pub recovered: usize,
    seed: u64,
}

impl Round {
    /// A round for a plan. `now` is in milliseconds since 1970.
    pub fn new(plan: &Plan, bank: &Bank, record: &Record, now: u64, seed: u64) -> Self {
        let mut random = Random::named(seed, "round");
        let ideas = match plan {
            Plan::Topic(topic) => {
                least_known(bank.ideas.iter().filter(|it| it.topic == *topic), record, now, &mut random)
            }
            Plan::Weakness => weakest(bank, record),
            Plan::Due => due(bank, record, now, &mut random),
        };
        let queue = ideas.into_iter().take(ROUND).map(|idea| item(idea, &mut random)).collect();
        Self { queue, seed, ..Self::default() }
    }

    /// The question in view; none at the end.
    pub fn current(&self) -> Option<&Item> {
        self.queue.get(self.at)
    }

    /// The ideas that it asks about.
    pub fn ideas(&self) -> impl Iterator<Item = &str> {
        self.queue.iter().map(|it| it.idea.as_str())
    }

    /// How many come after the one in view.
    pub fn left(&self) -> usize {
        self.queue.len().saturating_sub(self.at + 1)
    }

    /// How many were asked before the one in view.
    pub const fn asked(&self) -> usize {
        self.at
    }

    /// Takes note of an answer to the question in view, and goes on. What was missed comes back with other names.
    pub fn answered(&mut self, right: bool) {
        let Some(item) = self.current().cloned() else { return };
        let owed = match (right, item.owed) {
            (false, _) => TWICE,
            (true, owed) => owed.saturating_sub(1),
        };
        if right && item.owed == 0 {
            self.right += 1;
        }
        if right && item.owed == 1 {
            self.recovered += 1;
        }
        if owed > 0 {
            let mut random = Random::named(self.seed ^ self.at as u64, &item.idea);
            // A generator takes another seed, a written question other names.
            let variant = if item.variant > u64::from(u8::MAX) { random.next() >> 16 } else { item.variant + 1 };
            let place = (self.at + 1 + LATER).min(self.queue.len());
            self.queue.insert(place, Item { variant, owed, ..item });
        }
        self.at += 1;
    }
}

fn item(idea: &Idea, random: &mut Random) -> Item {
    // Seeds of generators stay apart from the small numbers of written variants.
    let variant = if idea.generated { (random.next() >> 16) | 0x100 } else { 0 };
    Item { idea: idea.id.clone(), variant, owed: 0 }
}

/// Never asked first, in any order; then by the chance that it is still known.
fn least_known<'a>(
    ideas: impl Iterator<Item = &'a Idea>,
    record: &Record,
    now: u64,
    random: &mut Random,
) -> Vec<&'a Idea> {
    let chance = |it: &Idea| record.memory(&it.id).map_or(0.0, |memory| memory.retrievability(now));
    let mut rated: Vec<(f64, u64, &Idea)> = ideas.map(|it| (chance(it), random.next(), it)).collect();
    rated.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    rated.into_iter().map(|(.., it)| it).collect()
}

/// What was answered wrongly, the worst first; then the other questions about the weakest rules.
fn weakest<'a>(bank: &'a Bank, record: &Record) -> Vec<&'a Idea> {
    let statistics = Statistics::of(record, bank);
    let of_rules = |it: &Idea| {
        it.rules.iter().filter_map(|rule| statistics.rules.get(&rule.0)).map(|it| it.share()).fold(1.0, f64::min)
    };
    let share = |it: &Idea| statistics.questions.get(&it.id).map_or_else(|| of_rules(it), |tally| tally.share());
    let mut rated: Vec<(f64, &Idea)> =
        bank.ideas.iter().map(|it| (share(it), it)).filter(|(share, _)| *share < 1.0).collect();
    rated.sort_by(|a, b| a.0.total_cmp(&b.0));
    rated.into_iter().map(|(_, it)| it).collect()
}

/// What is due, the least known first; then what was never asked.
fn due<'a>(bank: &'a Bank, record: &Record, now: u64, random: &mut Random) -> Vec<&'a Idea> {
    let is_due = |it: &&Idea| record.memory(&it.id).is_some_and(|memory| memory.due(RETENTION) <= now);
    let is_new = |it: &&Idea| record.memory(&it.id).is_none();
    let mut ideas = least_known(bank.ideas.iter().filter(is_due), record, now, random);
    ideas.extend(least_known(bank.ideas.iter().filter(is_new), record, now, random));
    ideas
}

/// How many ideas are due.
pub fn count_due(bank: &Bank, record: &Record, now: u64) -> usize {
    bank.ideas.iter().filter(|it| record.memory(&it.id).is_some_and(|memory| memory.due(RETENTION) <= now)).count()
}

#[cfg(test)]
#[path = "practice_tests.rs"]
mod tests;
