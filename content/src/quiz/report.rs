//! What an exam came to: per skill, with how sure that is.

use std::collections::BTreeMap;

use super::exam::Exam;
use super::statistics::Tally;

/// The result of an exam.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// All questions.
    pub all: Tally,
    /// By skill, the weakest first.
    pub skills: Vec<(String, Tally)>,
    /// For each question whether it was right.
    pub right: Vec<bool>,
}

/// The share from which on a skill counts as known, in hundredths.
pub const ENOUGH: u32 = 80;

impl Report {
    /// Judges an exam; `is_right` judges the question at a place.
    pub fn of(exam: &Exam, is_right: impl Fn(usize) -> bool) -> Self {
        let mut report = Self::default();
        let mut skills: BTreeMap<&str, Tally> = BTreeMap::new();
        for (at, place) in exam.places.iter().enumerate() {
            let right = place.answer.is_given() && is_right(at);
            report.right.push(right);
            report.all.count(right);
            skills.entry(&place.skill).or_default().count(right);
        }
        report.skills = skills.into_iter().map(|(skill, tally)| (skill.to_owned(), tally)).collect();
        report.skills.sort_by(|(_, a), (_, b)| a.share().total_cmp(&b.share()).then(b.asked.cmp(&a.asked)));
        report
    }

    /// The skills to study, the weakest first.
    pub fn to_study(&self) -> impl Iterator<Item = &str> {
        let weak = |tally: &Tally| tally.share() * 100.0 < f64::from(ENOUGH);
        self.skills.iter().filter(move |(_, tally)| weak(tally)).map(|(skill, _)| skill.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::judge::Answer;
    use crate::quiz::exam::{Place, Plan};
    use crate::quiz::practice::Item;

    fn exam(skills: &[&str]) -> Exam {
        let text = format!("keyless exam 1\nx {} 1 0\n1 0 - 1 0\n", skills.len());
        let place = |skill: &&str| format!("q 0 {skill} 0 1 1 chosen 0\n");
        Exam::read(&(text + &skills.iter().map(place).collect::<String>())).unwrap()
    }

    #[test]
    fn skills_are_counted_and_the_weakest_comes_first() {
        let report = Report::of(&exam(&["a", "a", "b", "b", "b"]), |at| at < 3);
        assert_eq!(report.all, Tally { asked: 5, right: 3 });
        assert_eq!(report.skills[0], ("b".to_owned(), Tally { asked: 3, right: 1 }));
        assert_eq!(report.to_study().collect::<Vec<_>>(), ["b"]);
    }

    #[test]
    fn what_was_not_answered_is_wrong() {
        let mut exam = exam(&["a"]);
        exam.places[0] = Place { answer: Answer::None, ..exam.places[0].clone() };
        assert_eq!(exam.plan, Plan { outline: "x".to_owned(), questions: 1, seed: 1, extra: 0 });
        assert_eq!(exam.places[0].item, Item { idea: "q".to_owned(), variant: 0, owed: 0 });
        assert_eq!(Report::of(&exam, |_| true).right, [false]);
    }
}
