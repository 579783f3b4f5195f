//! The lists of lessons and of challenges.

use super::Page;
use super::markup::{escape, prose, sentence};
use crate::challenge::Challenge;
use crate::lesson::Lesson;
use crate::shelves::Shelves;
use crate::words;

/// Both lists.
pub(super) fn pages(shelves: &Shelves) -> [Page; 2] {
    let lessons: String = shelves.lessons.iter().map(lesson).collect();
    let learn = format!(
        "<h1>{}</h1>\n<p class=\"prose__lead\">{}</p>\n<p><a href=\"./flow/\">{}</a></p>\n<ol class=\"lessons\">\n{lessons}</ol>\n",
        words::LESSONS,
        words::LESSONS_LEAD,
        words::FLOW_LINK
    );
    let levels: String = (1_u32..).zip(words::LEVELS).map(|(number, name)| level(shelves, number, name)).collect();
    let challenges =
        format!("<h1>{}</h1>\n<p class=\"prose__lead\">{}</p>\n{levels}", words::CHALLENGES, words::CHALLENGES_LEAD);
    let page = |folder: &str, title: &str, description: &str, body: &str| Page {
        folder: folder.to_owned(),
        title: title.to_owned(),
        description: description.to_owned(),
        body: prose(body),
        is_app: true,
    };
    [
        page("learn/", words::LESSONS, words::LESSONS_LEAD, &learn),
        page("challenges/", words::CHALLENGES, words::CHALLENGES_LEAD, &challenges),
    ]
}

fn lesson(lesson: &Lesson) -> String {
    let facts = format!("{} minutes, {} goals", lesson.minutes, lesson.goals.len());
    item("h2", &format!("./learn/{}/", lesson.slug), &lesson.title, &lesson.summary, &facts)
}

fn level(shelves: &Shelves, number: u32, name: &str) -> String {
    let of_level = shelves.challenges.iter().filter(|it| it.level == number);
    let items: String = of_level.map(challenge).collect();
    format!("<section>\n<h2>{number} · {name}</h2>\n<ol class=\"lessons\">\n{items}</ol>\n</section>\n")
}

fn challenge(challenge: &Challenge) -> String {
    let facts = format!("Par {}, {} goals", challenge.par, challenge.goals.len());
    item("h3", &format!("./challenges/{}/", challenge.slug), &challenge.title, &challenge.story, &facts)
}

fn item(tag: &str, href: &str, title: &str, text: &str, facts: &str) -> String {
    format!(
        "<li class=\"lessons__item\">\n<{tag} class=\"lessons__title\"><a href=\"{}\">{}</a></{tag}>\n<p>{}</p>\n<p class=\"lessons__facts\">{facts}</p>\n</li>\n",
        escape(href),
        escape(title),
        sentence(text)
    )
}
