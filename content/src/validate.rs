//! Checks across lessons: names are unique, and what one lesson says of another is so.

use std::collections::BTreeMap;

use crate::challenge::Challenge;
use crate::diagnostic::{Diagnostic, Place};
use crate::lesson::Lesson;

/// How long a lesson may take, in minutes.
const MINUTES: std::ops::RangeInclusive<u32> = 5..=12;

/// How many sentences sum a lesson up.
const TAKEAWAYS: std::ops::RangeInclusive<usize> = 3..=6;

/// Checks lessons together, each with the name of its file.
pub fn validate(lessons: &[(String, Lesson)]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut files: BTreeMap<&str, &str> = BTreeMap::new();
    for (file, lesson) in lessons {
        let mut find = |message: String, help: &str| {
            found.push(Diagnostic::error(file, Place::START, message).help(help));
        };
        if let Some(other) = files.insert(&lesson.id, file) {
            find(format!("the id `{}` is taken by {other}", lesson.id), "Give each lesson an id of its own.");
        }
        if !is_slug(&lesson.slug) {
            let message = format!("the folder `{}` is not named like a lesson", lesson.slug);
            find(message, "Name it `NN-words-of-the-title`, in lower case, with two digits first.");
        }
        if !MINUTES.contains(&lesson.minutes) {
            let message = format!("a lesson of {} minutes is out of bounds", lesson.minutes);
            find(message, "Make it 5 to 12 minutes long; cut a longer one in two.");
        }
        if !TAKEAWAYS.contains(&lesson.takeaways.len()) {
            let message = format!("a lesson has three to six takeaways, this one {}", lesson.takeaways.len());
            find(message, "Add `takeaways = [\"…\", …]`: the sentences to come back to and to print.");
        }
        for goal in &lesson.goals {
            if !is_kebab(&goal.id) {
                let message = format!("the goal's id `{}` is not made of small letters, digits and hyphens", goal.id);
                find(message, "Rename it, like `identity-created`.");
            }
            if !goal.text.ends_with('.') {
                find(format!("the text of the goal `{}` is not a sentence", goal.id), "End it with a full stop.");
            }
        }
        for command in lesson.commands().filter(|command| !is_kebab(&command.id)) {
            let message = format!("the block's id `{}` is not made of small letters, digits and hyphens", command.id);
            let place = Place::line(command.line);
            found.push(Diagnostic::error(file, place, message).help("Rename it, like `create-identity`."));
        }
    }
    for (file, lesson) in lessons {
        for id in lesson.prerequisites.iter().filter(|id| !files.contains_key(id.as_str())) {
            let message = format!("there is no lesson `{id}` to read first");
            found.push(Diagnostic::error(file, Place::START, message).help("Name lessons by their `id`."));
        }
    }
    found
}

/// Checks challenges together, each with the name of its file.
pub fn validate_challenges(challenges: &[(String, Challenge)]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut files: BTreeMap<&str, &str> = BTreeMap::new();
    for (file, challenge) in challenges {
        let mut find = |message: String, help: &str| {
            found.push(Diagnostic::error(file, Place::START, message).help(help));
        };
        if let Some(other) = files.insert(&challenge.id, file) {
            find(format!("the id `{}` is taken by {other}", challenge.id), "Give each challenge an id of its own.");
        }
        if !is_slug(&challenge.slug) {
            let message = format!("the folder `{}` is not named like a challenge", challenge.slug);
            find(message, "Name it `NN-words-of-the-title`, in lower case, with two digits first.");
        }
        if challenge.takeaways.is_empty() {
            find("the challenge has no takeaways".to_owned(), "Add `takeaways = [\"…\"]`: what to remember.");
        }
        for goal in challenge.goals.iter().chain(&challenge.forbidden) {
            if !is_kebab(&goal.id) {
                let message = format!("the id `{}` is not made of small letters, digits and hyphens", goal.id);
                find(message, "Rename it, like `secret-read`.");
            }
            if !goal.text.ends_with('.') {
                find(format!("the text of `{}` is not a sentence", goal.id), "End it with a full stop.");
            }
        }
    }
    found
}

/// Pages of the site that a text may link to, besides lessons and challenges.
const PAGES: [&str; 10] =
    ["", "about/", "challenges/", "flow/", "learn/", "play/", "quiz/", "reference/", "services/", "embed/"];

/// Checks that links within the site lead to pages that there are.
pub fn validate_links(lessons: &[(String, Lesson)], challenges: &[(String, Challenge)]) -> Vec<Diagnostic> {
    let folders = lessons.iter().map(|(_, it)| format!("learn/{}/", it.slug));
    let folders: Vec<String> =
        folders.chain(challenges.iter().map(|(_, it)| format!("challenges/{}/", it.slug))).collect();
    let is_there = |page: &str| {
        PAGES.contains(&page) || page.starts_with("reference/") || folders.iter().any(|folder| folder == page)
    };
    let of_lessons = lessons.iter().map(|(file, it)| (file, format!("learn/{}/", it.slug), &it.proof.links));
    let of_challenges = challenges.iter().map(|(file, it)| (file, format!("challenges/{}/", it.slug), &it.proof.links));
    let mut found = Vec::new();
    for (file, page, links) in of_lessons.chain(of_challenges) {
        for (line, link) in links.iter().filter(|(_, link)| !link.starts_with('#') && !link.contains("://")) {
            if !resolve(&page, link).is_some_and(|target| is_there(&target)) {
                let message = format!("the link `{link}` leads to no page of the site");
                let help =
                    "Links are relative to the page: a neighbour is `../NN-slug/`, the playground `../../play/`.";
                found.push(Diagnostic::error(file, Place::line(*line), message).help(help));
            }
        }
    }
    found
}

/// The page that a relative link leads to from a page, both below the site's root; none above the root.
fn resolve(page: &str, link: &str) -> Option<String> {
    let link = link.split(['#', '?']).next().unwrap_or_default();
    let mut parts: Vec<&str> = page.split('/').filter(|part| !part.is_empty()).collect();
    for part in link.split('/') {
        match part {
            "" | "." | "index.html" => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.iter().map(|part| format!("{part}/")).collect())
}

fn is_kebab(text: &str) -> bool {
    let is_word = |word: &str| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
    text.split('-').all(is_word)
}

fn is_slug(text: &str) -> bool {
    let number = text.split('-').next().unwrap_or_default();
    is_kebab(text) && text.contains('-') && number.len() == 2 && number.chars().all(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::Block;
    use crate::load::load;

    fn lesson(change: impl FnOnce(&mut Lesson)) -> (String, Lesson) {
        let text = "+++\nid = \"a\"\ntitle = \"A\"\nminutes = 5\nscenario = \"empty\"\nsummary = \"S.\"\ntakeaways = [\"A.\", \"B.\", \"C.\"]\n[[goals]]\n\
                    id = \"g\"\ntext = \"Do.\"\nfact = \"already-so\"\n[[sources]]\ntitle = \"T\"\nurl = \"https://x\"\n\
                    date = \"2025\"\n+++\n## A\n\n```az\na\n```\n\n[goal: g]\n";
        let (lesson, found) = load("a.md", "01-a", text);
        assert_eq!(found, []);
        let mut lesson = lesson.unwrap();
        change(&mut lesson);
        ("a.md".to_owned(), lesson)
    }

    #[test]
    fn a_blocks_id_is_an_elements_id() {
        let rename = |lesson: &mut Lesson| {
            for block in lesson.sections.iter_mut().flat_map(|it| &mut it.blocks) {
                if let Block::Command(command) = block {
                    command.id = "Step 1".to_owned();
                }
            }
        };
        let found = validate(&[lesson(rename)]);
        assert_eq!(
            found[0].to_string(),
            "a.md:19:1: error: the block's id `Step 1` is not made of small letters, digits and hyphens\n  help: Rename it, like `create-identity`."
        );
    }

    #[track_caller]
    fn refuses(change: impl FnOnce(&mut Lesson), expected: &str) {
        let found: Vec<_> = validate(&[lesson(change)]).iter().map(ToString::to_string).collect();
        assert_eq!(found, [format!("a.md:1:1: error: {expected}")]);
    }

    #[test]
    fn a_good_lesson_has_nothing_to_mend() {
        assert_eq!(validate(&[lesson(|_| {})]), []);
    }

    #[test]
    fn links_within_the_site_lead_to_pages() {
        let lesson = |link: &str| lesson(|it| it.proof.links = vec![(20, link.to_owned())]);
        for good in
            ["../01-a/", "../../play/", "../../reference/roles/#x", "#a", "https://x.y/", "../01-a/#a", "../../"]
        {
            assert_eq!(validate_links(&[lesson(good)], &[]), [], "{good}");
        }
        for bad in ["../02-b/", "../../../x/", "play/", "../../learning/"] {
            let found = validate_links(&[lesson(bad)], &[]);
            assert_eq!(found.len(), 1, "{bad}");
            assert_eq!(found[0].line, 20);
        }
    }

    #[test]
    fn two_lessons_cannot_share_an_id() {
        let found = validate(&[lesson(|_| {}), lesson(|_| {})]);
        assert_eq!(
            found[0].to_string(),
            "a.md:1:1: error: the id `a` is taken by a.md\n  help: Give each lesson an id of its own."
        );
    }

    #[test]
    fn names_lengths_and_sentences_are_checked() {
        refuses(
            |it| it.slug = "1-A".to_owned(),
            "the folder `1-A` is not named like a lesson\n  help: Name it `NN-words-of-the-title`, in lower case, with two digits first.",
        );
        refuses(
            |it| it.takeaways.clear(),
            "a lesson has three to six takeaways, this one 0\n  help: Add `takeaways = [\"…\", …]`: the sentences to come back to and to print.",
        );
        refuses(
            |it| it.minutes = 40,
            "a lesson of 40 minutes is out of bounds\n  help: Make it 5 to 12 minutes long; cut a longer one in two.",
        );
        refuses(
            |it| it.goals[0].id = "Goal 1".to_owned(),
            "the goal's id `Goal 1` is not made of small letters, digits and hyphens\n  help: Rename it, like `identity-created`.",
        );
        refuses(
            |it| it.goals[0].text = "Do".to_owned(),
            "the text of the goal `g` is not a sentence\n  help: End it with a full stop.",
        );
        refuses(
            |it| it.prerequisites.push("b".to_owned()),
            "there is no lesson `b` to read first\n  help: Name lessons by their `id`.",
        );
    }
}
