//! The examiner: what practice, exams and the record share while the page lives.

mod library;

use keyless_content::question::judge::Answer;
use keyless_content::question::wire;
use keyless_content::quiz::bank::{self, Bank};
use keyless_content::quiz::exam::Exam;
use keyless_content::quiz::keeper::{EXAM, Keeper, RECORD, Trouble};
use keyless_content::quiz::practice::Round;
use keyless_content::quiz::record::{Entry, Record};
use leptos::prelude::*;
use leptos::task::spawn_local;

pub use library::Library;

use crate::platform::storage::{self, Device};
use crate::platform::{clock, fetch};

/// What is in view on the page "Quiz".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// What there is to choose.
    #[default]
    Hub,
    /// A round of practice.
    Practice,
    /// An exam, or its report.
    Exam,
    /// What the record says.
    Statistics,
}

/// Everything that is examined with. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Examiner {
    keeper: StoredValue<Keeper<Device>>,
    /// Counts the changes of the record.
    changes: RwSignal<u32>,
    /// The questions.
    pub library: RwSignal<Library>,
    /// Whether files are on their way, and whether they failed to arrive.
    pub failed: RwSignal<bool>,
    /// What is in view.
    pub place: RwSignal<Place>,
    /// The round of practice.
    pub round: RwSignal<Option<Round>>,
    /// The question of the round that was judged last, and its answer, until the learner goes on.
    pub judged: RwSignal<Option<(String, Answer)>>,
    /// The exam.
    pub exam: RwSignal<Option<Exam>>,
    /// Something that the learner should know.
    pub word: RwSignal<Option<String>>,
}

/// The examiner of the page.
pub fn use_examiner() -> Examiner {
    expect_context()
}

impl Examiner {
    /// With what the device keeps.
    pub fn new() -> Self {
        let (keeper, trouble) = Keeper::open(Device);
        let exam = storage::read(EXAM).ok().flatten().and_then(|text| Exam::read(&text));
        let examiner = Self {
            keeper: StoredValue::new(keeper),
            changes: RwSignal::new(0),
            library: RwSignal::new(Library::default()),
            failed: RwSignal::new(false),
            place: RwSignal::new(Place::Hub),
            round: RwSignal::new(None),
            judged: RwSignal::new(None),
            exam: RwSignal::new(exam),
            word: RwSignal::new(None),
        };
        // Denied storage is told when something is to be kept.
        examiner.tell(trouble.filter(|it| *it != Trouble::Denied));
        storage::on_change(RECORD, move || {
            let trouble = examiner.keeper.try_update_value(Keeper::take_up).flatten();
            examiner.changed(trouble);
        });
        storage::on_change(EXAM, move || examiner.merge_exam());
        examiner
    }

    fn tell(&self, trouble: Option<Trouble>) {
        if let Some(trouble) = trouble {
            self.word.set(Some(trouble.sentence()));
        }
    }

    fn changed(&self, trouble: Option<Trouble>) {
        self.tell(trouble);
        self.changes.update(|it| *it += 1);
    }

    /// Looks at the record, and again when it changes.
    pub fn record<T>(&self, look: impl FnOnce(&Record) -> T) -> T {
        self.changes.track();
        self.keeper.with_value(|keeper| look(keeper.record()))
    }

    /// Adds answers to the record.
    pub fn add(&self, entries: Vec<Entry>) {
        let trouble = self.keeper.try_update_value(|keeper| keeper.add(entries)).flatten();
        self.changed(trouble);
    }

    /// Takes in an exported record, and says what came of it.
    pub fn import(&self, text: &str) {
        let result = self.keeper.try_update_value(|keeper| keeper.import(text));
        match result {
            Some(Ok((count, trouble))) => {
                self.word.set(Some(format!("Imported. New answers: {count}.")));
                self.changed(trouble);
            }
            Some(Err(trouble)) => self.tell(Some(trouble)),
            None => {}
        }
    }

    /// Erases the record.
    pub fn erase(&self) {
        let trouble = self.keeper.try_update_value(|keeper| keeper.erase(clock::now())).flatten();
        self.changed(trouble);
    }

    /// Changes the exam and keeps it.
    pub fn change_exam(&self, change: impl FnOnce(&mut Exam)) {
        self.exam.update(|exam| {
            if let Some(exam) = exam {
                change(exam);
            }
        });
        self.keep_exam();
    }

    /// Keeps the exam, together with what another tab kept of it.
    pub fn keep_exam(&self) {
        let kept = storage::read(EXAM).ok().flatten().and_then(|text| Exam::read(&text));
        let mut text = None;
        self.exam.update_untracked(|exam| {
            if let (Some(exam), Some(kept)) = (exam.as_mut(), &kept) {
                exam.merge(kept);
            }
            text = exam.as_ref().map(Exam::write);
        });
        if let Some(text) = text
            && let Err(trouble) = storage::write(EXAM, &text)
        {
            self.tell(Some(trouble.into()));
        }
    }

    fn merge_exam(&self) {
        let kept = storage::read(EXAM).ok().flatten().and_then(|text| Exam::read(&text));
        if let Some(kept) = kept {
            self.exam.update(|exam| match exam {
                Some(exam) if exam.began == kept.began => exam.merge(&kept),
                _ => *exam = Some(kept),
            });
        }
    }

    /// Fetches what these topics need, then goes on.
    pub fn load(self, topics: Vec<String>, then: impl FnOnce() + 'static) {
        self.failed.set(false);
        spawn_local(async move {
            if self.library.with_untracked(|it| it.bank.is_none()) {
                match fetch::text(bank::INDEX).await {
                    Ok(text) => self.library.update(|it| it.bank = Some(Bank::read(&text))),
                    Err(_) => return self.failed.set(true),
                }
            }
            for topic in topics {
                if self.library.with_untracked(|it| it.topics.contains(&topic)) {
                    continue;
                }
                match fetch::text(&bank::topic_file(&topic)).await {
                    Ok(text) => self.library.update(|it| {
                        it.questions.extend(wire::read(&text));
                        it.topics.push(topic);
                    }),
                    Err(_) => return self.failed.set(true),
                }
            }
            then();
        });
    }

    /// The topics that these ideas are of.
    pub fn topics<'a>(&self, ideas: impl Iterator<Item = &'a str>) -> Vec<String> {
        self.library.with_untracked(|library| {
            let mut topics: Vec<String> = Vec::new();
            for idea in ideas.filter_map(|id| library.bank.as_ref()?.idea(id)).filter(|it| !it.generated) {
                if !topics.contains(&idea.topic) {
                    topics.push(idea.topic.clone());
                }
            }
            topics
        })
    }
}

impl Default for Examiner {
    fn default() -> Self {
        Self::new()
    }
}
