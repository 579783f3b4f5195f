//! What a learner answered, and whether it is right.

use super::{Body, Question, normal, task};

/// An answer, in terms of the question as it was written, however it was shuffled.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Answer {
    /// Nothing yet.
    #[default]
    None,
    /// The numbers of the chosen options, from 0, in rising order.
    Chosen(Vec<usize>),
    /// The numbers of the steps in the learner's order.
    Ordered(Vec<usize>),
    /// For each left side the number of the right side that was joined to it.
    Matched(Vec<Option<usize>>),
    /// A command line.
    Typed(String),
    /// The lines typed in the task's terminal.
    Done(Vec<String>),
}

impl Answer {
    /// Whether there is anything to judge.
    pub fn is_given(&self) -> bool {
        match self {
            Self::None => false,
            Self::Chosen(list) => !list.is_empty(),
            Self::Ordered(list) => !list.is_empty(),
            Self::Matched(list) => !list.is_empty() && list.iter().all(Option::is_some),
            Self::Typed(line) => !line.trim().is_empty(),
            Self::Done(lines) => !lines.is_empty(),
        }
    }
}

/// Whether the answer is the key. A task is judged by its facts at the end.
pub fn is_right(question: &Question, answer: &Answer) -> bool {
    match (&question.body, answer) {
        (Body::Choices { options, .. }, Answer::Chosen(chosen)) => {
            options.iter().enumerate().all(|(at, option)| option.correct == chosen.contains(&at))
        }
        (Body::Order(steps), Answer::Ordered(order)) => {
            let said: Vec<_> = order.iter().filter_map(|at| steps.get(*at)).collect();
            said.len() == steps.len() && said.into_iter().eq(steps)
        }
        (Body::Match(pairs), Answer::Matched(joined)) => {
            let right = |at: usize| pairs.get(at).map(|(_, right)| right);
            joined.len() == pairs.len()
                && joined.iter().enumerate().all(|(left, joined)| joined.and_then(right) == right(left))
        }
        (Body::Command(accepts), Answer::Typed(line)) => normal::is_one_of(line, accepts).unwrap_or(false),
        (Body::Task { goals, .. }, Answer::Done(lines)) => {
            task::open(goals, &task::session(question, lines)).is_empty()
        }
        _ => false,
    }
}
