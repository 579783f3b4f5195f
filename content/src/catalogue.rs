//! The catalogue: what lists of lessons and challenges show. The rest of each is a file of its own, which its page fetches.

use std::sync::OnceLock;

use crate::snapshot;

/// What there is, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Catalogue {
    /// The lessons.
    pub lessons: Vec<ListedLesson>,
    /// The challenges.
    pub challenges: Vec<ListedChallenge>,
}

/// A lesson as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedLesson {
    /// Its folder: the last part of its address.
    pub slug: String,
    /// What saved progress names it by.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it is about.
    pub summary: String,
    /// How long it takes.
    pub minutes: u32,
    /// How many goals it has.
    pub goals: u32,
}

/// A challenge as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedChallenge {
    /// Its folder: the last part of its address.
    pub slug: String,
    /// What saved progress names it by.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What happened.
    pub story: String,
    /// 1, 2 or 3.
    pub level: u32,
    /// How many changing lines are enough.
    pub par: u32,
    /// How many goals it has.
    pub goals: u32,
}

/// The catalogue of this build: `build.rs` makes it of the front matter of every lesson and challenge.
pub fn catalogue() -> &'static Catalogue {
    static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
    CATALOGUE.get_or_init(|| snapshot::read_catalogue(include_str!(concat!(env!("OUT_DIR"), "/catalogue.txt"))))
}

impl Catalogue {
    /// The lesson of that slug, `00-configure-vm`.
    pub fn lesson(&self, slug: &str) -> Option<&ListedLesson> {
        self.lessons.iter().find(|lesson| lesson.slug == slug)
    }

    /// The challenge of that slug.
    pub fn challenge(&self, slug: &str) -> Option<&ListedChallenge> {
        self.challenges.iter().find(|challenge| challenge.slug == slug)
    }
}
