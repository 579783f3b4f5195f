//! When to ask again: the Free Spaced Repetition Scheduler, version 6, with its published default weights.
//!
//! The crate `rs-fsrs` (1.2.1) is version 5 and brings `chrono` with a clock into the page's program; the crate `fsrs`
//! brings a machine-learning framework. What is needed here is these few formulas; tests hold them against the
//! project's own Python implementation (fsrs 6.3.2). Intervals are whole days, without fuzz and learning steps.

/// The default weights w0 … w20.
const W: [f64; 21] = [
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629,
    1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
];

/// A day, in milliseconds.
pub const DAY: u64 = 86_400_000;

const LEAST_STABILITY: f64 = 0.001;
const MOST_DAYS: f64 = 36_500.0;

/// How an answer went. The scheduler knows "hard" and "easy" too; a key is right or wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rating {
    /// Wrong.
    Again,
    /// Right.
    Good,
    /// Right at once, in a few seconds.
    Easy,
}

impl Rating {
    const fn number(self) -> f64 {
        match self {
            Self::Again => 1.0,
            Self::Good => 3.0,
            Self::Easy => 4.0,
        }
    }
}

/// What is remembered of one idea.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Memory {
    /// The days after which it is still known with a chance of 90 %.
    pub stability: f64,
    /// 1 to 10.
    pub difficulty: f64,
    /// The last answer, in milliseconds since 1970.
    pub last: u64,
}

impl Memory {
    /// After the first answer.
    pub fn first(rating: Rating, now: u64) -> Self {
        let stability = match rating {
            Rating::Again => W[0],
            Rating::Good => W[2],
            Rating::Easy => W[3],
        };
        Self { stability, difficulty: initial_difficulty(rating.number()).clamp(1.0, 10.0), last: now }
    }

    /// After one more answer. A clock that was set back counts as no time gone by.
    #[must_use]
    pub fn next(self, rating: Rating, now: u64) -> Self {
        let stability = if now.saturating_sub(self.last) < DAY {
            self.same_day(rating)
        } else if rating == Rating::Again {
            self.forgotten(self.retrievability(now))
        } else {
            self.recalled(rating, self.retrievability(now))
        };
        let delta = -W[6] * (rating.number() - 3.0);
        let damped = self.difficulty + (10.0 - self.difficulty) * delta / 9.0;
        let difficulty = W[7] * initial_difficulty(4.0) + (1.0 - W[7]) * damped;
        let stability = stability.max(LEAST_STABILITY);
        Self { stability, difficulty: difficulty.clamp(1.0, 10.0), last: now.max(self.last) }
    }

    /// The chance that it is still known.
    pub fn retrievability(&self, now: u64) -> f64 {
        let days = (now.saturating_sub(self.last) / DAY) as f64;
        (1.0 + factor() * days / self.stability).powf(-W[20])
    }

    /// The days until that chance has fallen to `retention`.
    pub fn interval(&self, retention: f64) -> u64 {
        let days = self.stability / factor() * (retention.powf(-1.0 / W[20]) - 1.0);
        days.round().clamp(1.0, MOST_DAYS) as u64
    }

    /// When to ask again, in milliseconds since 1970.
    pub fn due(&self, retention: f64) -> u64 {
        self.last.saturating_add(self.interval(retention).saturating_mul(DAY))
    }

    fn same_day(&self, rating: Rating) -> f64 {
        let growth = (W[17] * (rating.number() - 3.0 + W[18])).exp() * self.stability.powf(-W[19]);
        self.stability * if rating == Rating::Again { growth } else { growth.max(1.0) }
    }

    fn forgotten(&self, retrievability: f64) -> f64 {
        let long = W[11]
            * self.difficulty.powf(-W[12])
            * ((self.stability + 1.0).powf(W[13]) - 1.0)
            * ((1.0 - retrievability) * W[14]).exp();
        long.min(self.stability / (W[17] * W[18]).exp())
    }

    fn recalled(&self, rating: Rating, retrievability: f64) -> f64 {
        let bonus = if rating == Rating::Easy { W[16] } else { 1.0 };
        let growth = W[8].exp()
            * (11.0 - self.difficulty)
            * self.stability.powf(-W[9])
            * (((1.0 - retrievability) * W[10]).exp() - 1.0);
        self.stability * (1.0 + growth * bonus)
    }
}

fn initial_difficulty(rating: f64) -> f64 {
    W[4] - (W[5] * (rating - 1.0)).exp() + 1.0
}

/// So that after `stability` days the chance is 90 %.
fn factor() -> f64 {
    0.9_f64.powf(-1.0 / W[20]) - 1.0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Answers of twelve cards as the Python implementation schedules them:
    /// `seconds since the answer before : rating : stability : difficulty : days until due`.
    const REFERENCE: &str = include_str!("fsrs_reference.txt");

    #[test]
    fn it_agrees_with_the_reference_implementation() {
        let mut answers = 0;
        for card in REFERENCE.lines() {
            let (mut memory, mut now): (Option<Memory>, u64) = (None, 0);
            for answer in card.split(' ') {
                let fields: Vec<f64> = answer.split(':').map(|it| it.parse().unwrap()).collect();
                now += fields[0] as u64 * 1000;
                let rating = match fields[1] as u8 {
                    1 => Rating::Again,
                    3 => Rating::Good,
                    _ => Rating::Easy,
                };
                let next = memory.map_or_else(|| Memory::first(rating, now), |it| it.next(rating, now));
                assert!((next.stability - fields[2]).abs() < 1e-4, "{answer}: {next:?}");
                assert!((next.difficulty - fields[3]).abs() < 1e-4, "{answer}: {next:?}");
                assert_eq!(next.interval(0.9), fields[4] as u64, "{answer}");
                memory = Some(next);
                answers += 1;
            }
        }
        assert_eq!(answers, 96);
    }

    #[test]
    fn it_is_due_when_the_chance_has_fallen_to_what_is_wanted() {
        let memory = Memory::first(Rating::Good, 0).next(Rating::Good, 3 * DAY).next(Rating::Good, 15 * DAY);
        let chance = memory.retrievability(memory.due(0.9));
        assert!((chance - 0.9).abs() < 0.01, "{chance}");
        assert!(memory.due(0.8) > memory.due(0.9));
    }

    #[test]
    fn a_clock_set_back_is_no_time_gone_by() {
        let memory = Memory::first(Rating::Good, 10 * DAY);
        let next = memory.next(Rating::Good, DAY);
        assert_eq!(next.last, 10 * DAY);
        assert!(next.stability >= memory.stability);
        assert!((memory.retrievability(0) - 1.0).abs() < 1e-9);
    }
}
