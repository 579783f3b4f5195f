//! Lessons and challenges that were fetched: each is a file of the site, asked for when its page opens, and kept.

use keyless_content::challenge::Challenge;
use keyless_content::lesson::Lesson;
use keyless_content::snapshot;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::platform::fetch::{self, FetchTrouble};
use crate::route::Route;

/// What a page beside a bench tells.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Story {
    /// A lesson.
    Lesson(&'static Lesson),
    /// A challenge.
    Challenge(&'static Challenge),
}

/// How far the fetching is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fetched {
    /// On its way.
    Coming,
    /// Here.
    Here(Story),
    /// It did not arrive.
    Failed(FetchTrouble),
}

/// All that was asked for, by path. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Stories(RwSignal<Vec<(String, Fetched)>>);

/// The page's stories.
pub fn use_stories() -> Stories {
    expect_context()
}

/// The file of a route's story, where it has one.
pub fn path(route: &Route) -> Option<String> {
    match route {
        Route::Lesson(slug) => Some(format!("content/lessons/{slug}.txt")),
        Route::Challenge(slug) => Some(format!("content/challenges/{slug}.txt")),
        _ => None,
    }
}

/// Fetches a story. One that arrives lives as long as the page.
pub async fn fetch(path: &str) -> Fetched {
    let text = match fetch::text(path).await {
        Ok(text) => text,
        Err(trouble) => return Fetched::Failed(trouble),
    };
    let lesson = snapshot::read_lesson(&text).map(|it| Story::Lesson(Box::leak(Box::new(it))));
    let story = lesson.or_else(|| snapshot::read_challenge(&text).map(|it| Story::Challenge(Box::leak(Box::new(it)))));
    story.map_or(Fetched::Failed(FetchTrouble::Damaged), Fetched::Here)
}

impl Stories {
    /// With the story that the page began with, if it has arrived.
    pub fn new(first: Option<(String, Fetched)>) -> Self {
        Self(RwSignal::new(first.into_iter().collect()))
    }

    /// How far a story is; asks for it when nobody has yet.
    pub fn get(&self, path: &str) -> Fetched {
        let known = self.0.with(|all| all.iter().find(|(it, _)| it == path).map(|(_, fetched)| *fetched));
        known.unwrap_or_else(|| {
            self.ask(path);
            Fetched::Coming
        })
    }

    /// Asks for a story, again if need be.
    pub fn ask(&self, path: &str) {
        let (all, path) = (self.0, path.to_owned());
        spawn_local(async move {
            let fetched = fetch(&path).await;
            set(all, &path, fetched);
        });
    }

    /// Asks once more for one that failed.
    pub fn retry(&self, path: &str) {
        set(self.0, path, Fetched::Coming);
        self.ask(path);
    }
}

fn set(all: RwSignal<Vec<(String, Fetched)>>, path: &str, fetched: Fetched) {
    all.update(|all| {
        all.retain(|(it, _)| it != path);
        all.push((path.to_owned(), fetched));
    });
}
