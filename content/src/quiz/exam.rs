//! An exam: drawn from a seed by the weights of an outline, timed, and kept as text, so that a reload loses nothing.

use super::bank::{Bank, Idea};
use super::practice::Item;
use super::random::Random;
use crate::question::judge::Answer;

/// The first line of a kept exam, before its version.
const TITLE: &str = "keyless exam ";
/// The version that is written and read.
const VERSION: u32 = 1;
/// A minute, in milliseconds.
pub const MINUTE: u64 = 60_000;
/// The time for one question, in milliseconds.
pub const PER_QUESTION: u64 = 90_000;

/// What an exam is drawn from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The outline's id.
    pub outline: String,
    /// How many questions.
    pub questions: usize,
    /// The same seed draws the same exam of the same questions.
    pub seed: u64,
    /// Extra time, in hundredths of the usual.
    pub extra: u64,
}

/// One question of an exam.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Which question, with which names.
    pub item: Item,
    /// The skill that it counts for.
    pub skill: String,
    /// What was answered.
    pub answer: Answer,
    /// Whether the learner wants to come back to it.
    pub flagged: bool,
    /// When the answer or flag last changed.
    pub changed: u64,
    /// How long it was in view, in milliseconds.
    pub spent: u64,
}

/// An exam in progress, or over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exam {
    /// What it was drawn from.
    pub plan: Plan,
    /// When it began; also its name among exams.
    pub began: u64,
    /// The time used, in milliseconds, without that since `running`.
    used: u64,
    /// Since when the clock runs; none while it is paused.
    running: Option<u64>,
    /// Whether it was handed in.
    pub over: bool,
    /// The question in view.
    pub at: usize,
    /// Its questions.
    pub places: Vec<Place>,
}

impl Exam {
    /// Draws an exam. Skills without a question leave their share to the others.
    pub fn draw(plan: Plan, bank: &Bank, now: u64) -> Option<Self> {
        let outline = bank.outlines.outline(&plan.outline)?;
        let mut random = Random::named(plan.seed, &format!("exam {}", plan.outline));
        let of_skill = |skill: &str| bank.ideas.iter().filter(|it| it.skill == skill).collect::<Vec<&Idea>>();
        let stocked: Vec<(&str, u32)> = outline
            .weights
            .iter()
            .filter(|(skill, _)| !of_skill(skill).is_empty())
            .map(|(skill, weight)| (skill.as_str(), *weight))
            .collect();
        let mut places: Vec<Place> = Vec::new();
        for (skill, share) in shares(&stocked, plan.questions) {
            let ideas = of_skill(skill);
            let mut drawn: Vec<&Idea> =
                random.order(ideas.len()).iter().filter_map(|at| ideas.get(*at).copied()).collect();
            // More than there are: only generators have something new to ask.
            let generators: Vec<&Idea> = ideas.iter().filter(|it| it.generated).copied().collect();
            while drawn.len() < share && !generators.is_empty() {
                drawn.extend(random.pick(&generators).copied());
            }
            places.extend(drawn.into_iter().take(share).map(|idea| place(idea, &mut random)));
        }
        // What a skill could not give comes from the others.
        let known = |it: &&Idea| outline.weights.iter().any(|(skill, _)| *skill == it.skill);
        let rest: Vec<&Idea> = bank.ideas.iter().filter(known).collect();
        for at in random.order(rest.len()) {
            let free = rest.get(at).filter(|it| !places.iter().any(|place| place.item.idea == it.id));
            if let Some(idea) = free.filter(|_| places.len() < plan.questions) {
                places.push(place(idea, &mut random));
            }
        }
        let order = random.order(places.len());
        let places: Vec<Place> = order.into_iter().filter_map(|at| places.get(at).cloned()).collect();
        let fresh = Self { plan, began: now, used: 0, running: Some(now), over: false, at: 0, places };
        (!fresh.places.is_empty()).then_some(fresh)
    }

    /// Lets it begin now, when its questions are there.
    #[must_use]
    pub fn beginning(self, now: u64) -> Self {
        Self { began: now, used: 0, running: Some(now), ..self }
    }

    /// The time that it lasts, in milliseconds.
    pub fn length(&self) -> u64 {
        (self.places.len() as u64).saturating_mul(PER_QUESTION).saturating_mul(100 + self.plan.extra) / 100
    }

    /// The time used. A clock that was set back counts as no time gone by.
    pub fn used(&self, now: u64) -> u64 {
        self.used + self.running.map_or(0, |since| now.saturating_sub(since))
    }

    /// The time left, in milliseconds.
    pub fn left(&self, now: u64) -> u64 {
        self.length().saturating_sub(self.used(now))
    }

    /// Whether the clock stands still.
    pub const fn is_paused(&self) -> bool {
        self.running.is_none()
    }

    /// Stops the clock.
    pub fn pause(&mut self, now: u64) {
        self.used = self.used(now);
        self.running = None;
    }

    /// Lets the clock go on.
    pub const fn resume(&mut self, now: u64) {
        if !self.over {
            self.running = Some(now);
        }
    }

    /// Hands it in.
    pub fn hand_in(&mut self, now: u64) {
        self.pause(now);
        self.over = true;
    }

    /// Keeps an answer to the question in view.
    pub fn answer(&mut self, answer: Answer, now: u64) {
        if let Some(place) = self.places.get_mut(self.at).filter(|_| !self.over) {
            place.answer = answer;
            place.changed = now;
        }
    }

    /// Sets or takes away the flag of the question in view.
    pub fn flag(&mut self, flagged: bool, now: u64) {
        if let Some(place) = self.places.get_mut(self.at).filter(|_| !self.over) {
            place.flagged = flagged;
            place.changed = now;
        }
    }

    /// Goes to a question; the time since the last move was spent on the one in view.
    pub fn go(&mut self, to: usize, now: u64) {
        let moved = self.used(now);
        let since = self.places.iter().map(|it| it.spent).sum::<u64>();
        if let Some(place) = self.places.get_mut(self.at) {
            place.spent += moved.saturating_sub(since);
        }
        self.at = to.min(self.places.len().saturating_sub(1));
    }

    /// How many questions have an answer.
    pub fn answered(&self) -> usize {
        self.places.iter().filter(|it| it.answer.is_given()).count()
    }

    /// Takes in the same exam of another tab: of each question the later answer, the longer time, and whether it is over.
    pub fn merge(&mut self, other: &Self) {
        if other.began != self.began || other.plan != self.plan || other.places.len() != self.places.len() {
            return;
        }
        for (mine, theirs) in self.places.iter_mut().zip(&other.places) {
            if theirs.changed > mine.changed {
                mine.answer.clone_from(&theirs.answer);
                mine.flagged = theirs.flagged;
                mine.changed = theirs.changed;
            }
            mine.spent = mine.spent.max(theirs.spent);
        }
        self.used = self.used.max(other.used);
        if other.over {
            self.over = true;
            self.running = None;
        }
    }

    /// The exam as text.
    pub fn write(&self) -> String {
        let Plan { outline, questions, seed, extra } = &self.plan;
        let running = self.running.map_or_else(|| "-".to_owned(), |since| since.to_string());
        let mut text = format!(
            "{TITLE}{VERSION}\n{outline} {questions} {seed} {extra}\n{} {} {running} {} {}\n",
            self.began,
            self.used,
            u8::from(self.over),
            self.at
        );
        for it in &self.places {
            let flag = u8::from(it.flagged);
            let answer = it.answer.write();
            text += &format!(
                "{} {} {} {flag} {} {} {answer}\n",
                it.item.idea, it.item.variant, it.skill, it.changed, it.spent
            );
        }
        text
    }

    /// Reads what [`Exam::write`] made; none where it is damaged or of another version.
    pub fn read(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let version: u32 = lines.next()?.strip_prefix(TITLE)?.parse().ok()?;
        if version != VERSION {
            return None;
        }
        let mut plan = lines.next()?.split(' ');
        let plan = Plan {
            outline: plan.next()?.to_owned(),
            questions: plan.next()?.parse().ok()?,
            seed: plan.next()?.parse().ok()?,
            extra: plan.next()?.parse().ok()?,
        };
        let mut state = lines.next()?.split(' ');
        let (began, used) = (state.next()?.parse().ok()?, state.next()?.parse().ok()?);
        let running = state.next()?.parse().ok();
        let (over, at) = (state.next()? == "1", state.next()?.parse().ok()?);
        let places: Vec<Place> = lines.filter(|it| !it.is_empty()).map(read_place).collect::<Option<_>>()?;
        (at < places.len()).then_some(Self { plan, began, used, running, over, at, places })
    }
}

fn read_place(line: &str) -> Option<Place> {
    let mut fields = line.splitn(7, ' ');
    let (idea, variant) = (fields.next()?.to_owned(), fields.next()?.parse().ok()?);
    let skill = fields.next()?.to_owned();
    let flagged = fields.next()? == "1";
    let (changed, spent) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
    let answer = Answer::read(fields.next()?);
    Some(Place { item: Item { idea, variant, owed: 0 }, skill, answer, flagged, changed, spent })
}

fn place(idea: &Idea, random: &mut Random) -> Place {
    let variant = if idea.generated { (random.next() >> 16) | 0x100 } else { 0 };
    let item = Item { idea: idea.id.clone(), variant, owed: 0 };
    Place { item, skill: idea.skill.clone(), answer: Answer::None, flagged: false, changed: 0, spent: 0 }
}

/// Shares of `count` by weight, by largest remainder: they add up, and none is more than one off.
fn shares<'a>(weights: &[(&'a str, u32)], count: usize) -> Vec<(&'a str, usize)> {
    let whole = weights.iter().map(|(_, weight)| *weight as usize).sum::<usize>().max(1);
    let mut shares: Vec<(&str, usize)> =
        weights.iter().map(|(skill, weight)| (*skill, *weight as usize * count / whole)).collect();
    let mut rest: Vec<(usize, usize)> =
        weights.iter().enumerate().map(|(at, (_, weight))| (*weight as usize * count % whole, at)).collect();
    rest.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let missing = count.saturating_sub(shares.iter().map(|(_, share)| share).sum());
    for (_, at) in rest.into_iter().take(missing) {
        if let Some((_, share)) = shares.get_mut(at) {
            *share += 1;
        }
    }
    shares
}

#[cfg(test)]
#[path = "exam_tests.rs"]
mod tests;
