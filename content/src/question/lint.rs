//! The linter: wording that gives an answer away, or that makes a fair question unfair.

use super::load::Written;
use super::table::Findings;
use super::{Body, Kind};
use crate::diagnostic::{Diagnostic, Place};

/// Words that turn a sentence round.
const NEGATIONS: [&str; 13] = [
    "not", "cannot", "never", "no", "none", "nobody", "nothing", "neither", "nor", "nowhere", "without", "unable",
    "hardly",
];

/// In what is asked, these hide a negation: "which is false", "all except".
const ASKED_ROUND: [&str; 7] = ["except", "never", "false", "incorrect", "untrue", "none", "unlikely"];

/// They mean other options by their place, which shuffling changes.
const PLACES: [&str; 17] = [
    "of the above",
    "of these",
    "the above",
    "the previous option",
    "the next option",
    "the first option",
    "the second option",
    "the third option",
    "the last option",
    "the other options",
    "the options above",
    "answer a",
    "answer b",
    "option a",
    "option b",
    "both a and b",
    "as above",
];

/// They wink at the reader.
const WINKS: [&str; 7] =
    ["obviously", "of course", "clearly", "simply", "as everyone knows", "trivially", "needless to say"];

/// Few things in a cloud are absolute, and readers know it.
const ABSOLUTES: [&str; 8] = [
    "always",
    "never",
    "impossible",
    "guaranteed",
    "under no circumstances",
    "in every case",
    "in any case",
    "no matter what",
];

/// How much longer than every wrong one a right option may be.
const LONGER: usize = 16;

/// All that is wrong with the wording of a question.
pub(super) fn lint(written: &Written) -> Vec<Diagnostic> {
    let mut found = Findings::new(&written.file);
    let question = &written.question;
    if !is_kebab(&question.id) {
        found.error(
            written.place,
            format!("the id `{}` is not made of small letters, digits and hyphens", question.id),
            "Rename it, like `disable-then-enable`.",
        );
    }
    stem(&question.text, written.text_place, &mut found);
    if !ends_as(&question.explanation, &['.']) {
        found.error(written.explanation_place, "the explanation is not a sentence", "End it with a full stop.");
    }
    winks(&question.explanation, written.explanation_place, &mut found);
    match &question.body {
        Body::Choices { .. } => options(written, &mut found),
        Body::Order(steps) => distinct(steps.iter().map(String::as_str), "step", written.place, &mut found),
        Body::Match(pairs) => {
            distinct(pairs.iter().map(|(left, _)| left.as_str()), "left side", written.place, &mut found);
            distinct(pairs.iter().map(|(_, right)| right.as_str()), "right side", written.place, &mut found);
        }
        Body::Command(_) | Body::Task { .. } => {}
    }
    found.list
}

fn stem(text: &str, place: Place, found: &mut Findings) {
    let plain = without_code(text).to_lowercase();
    if !ends_as(text, &['?', '.', ':']) {
        found.error(
            place,
            "what is asked is no sentence",
            "End it with `?`, or with a full stop after an instruction.",
        );
    }
    if let Some(word) = words(&plain).find(|word| is_not(word)) {
        let help = "Ask for what is so: readers miss the word under time. Put commands and outputs in backticks; they may hold it.";
        found.error(place, format!("the question is asked with \"{word}\""), help);
    }
    let asked = plain.trim_end_matches(['?', '.', ':', ' ']).rsplit(['.', '?', ':']).next().unwrap_or_default();
    if let Some(word) = words(asked).find(|word| ASKED_ROUND.contains(word)) {
        let help = "Ask which one is so, or which one does it.";
        found.error(place, format!("the question asks for the opposite (\"{word}\")"), help);
    }
    let last = words(&plain).last().unwrap_or_default();
    if ["a", "an"].contains(&last) {
        found.error(
            place,
            "the question's last word, an article, gives options away",
            "End the question before the article, and put it into each option.",
        );
    }
    winks(text, place, found);
}

fn options(written: &Written, found: &mut Findings) {
    let question = &written.question;
    let options = question.options();
    let place = |at: usize| written.options.get(at).map_or(written.place, |(place, _)| *place);
    let printed = question.kind == Kind::Output;
    for (at, option) in options.iter().enumerate() {
        let plain = without_code(&option.text).to_lowercase();
        let place = place(at);
        if !printed && let Some(phrase) = PLACES.iter().find(|it| has_phrase(&plain, it)) {
            let help = "Options are shuffled. Write each so that it stands alone; ask for several options (`several`) where more than one is right.";
            found.error(place, format!("the option says \"{phrase}\""), help);
        }
        let said = plain.strip_prefix("no, ").unwrap_or(&plain);
        if !printed && said.split(['.', ';']).any(|part| words(part).filter(|word| is_negation(word)).count() > 1) {
            found.error(place, "the option has two negations in one sentence", "Say what is so.");
        }
        if is_labelled(&option.text) {
            found.error(
                place,
                "the option begins with a letter or number of its own",
                "Remove it: options are shuffled.",
            );
        }
        winks(&option.text, place, found);
        if !ends_as(&option.why, &['.']) {
            found.error(place, "this option's `why` is not a sentence", "End it with a full stop.");
        }
        if option.why.trim() == option.text.trim() {
            found.error(place, "this option's `why` says only what the option says", "Say why it is so.");
        }
    }
    distinct(options.iter().map(|option| option.text.as_str()), "option", written.place, found);
    if !printed {
        longest(written, found);
        absolutes(written, found);
    }
}

/// The only right option may not be much longer than all others.
fn longest(written: &Written, found: &mut Findings) {
    let options = written.question.options();
    let length =
        |correct: bool| options.iter().filter(move |it| it.correct == correct).map(|it| it.text.chars().count());
    let (right, wrong) = (length(true).min().unwrap_or_default(), length(false).max().unwrap_or_default());
    if right > wrong + LONGER && right > wrong + wrong / 4 {
        let message =
            format!("the right option is the longest by far ({right} characters, the others {wrong} or fewer)");
        found.error(
            written.place,
            message,
            "Shorten it, move a part of it to `why`, or give the wrong options as much to say.",
        );
    }
}

fn absolutes(written: &Written, found: &mut Findings) {
    let absolute = |text: &str| {
        let plain = without_code(text).to_lowercase();
        ABSOLUTES.iter().find(|it| has_phrase(&plain, it)).copied()
    };
    let options = written.question.options();
    if options.iter().any(|it| it.correct && absolute(&it.text).is_some()) {
        return;
    }
    for (option, (place, _)) in options.iter().zip(&written.options) {
        if let Some(word) = absolute(&option.text) {
            let help = "Say it in plain words, or use such a word in a right option too.";
            found.error(*place, format!("a wrong option gives itself away with \"{word}\""), help);
        }
    }
}

fn winks(text: &str, place: Place, found: &mut Findings) {
    let plain = without_code(text).to_lowercase();
    if let Some(phrase) = WINKS.iter().find(|it| has_phrase(&plain, it)) {
        found.error(place, format!("\"{phrase}\" tells the reader what to think"), "Remove it.");
    }
}

fn distinct<'a>(texts: impl Iterator<Item = &'a str>, noun: &str, place: Place, found: &mut Findings) {
    let mut seen: Vec<String> = Vec::new();
    for text in texts {
        let plain: String = words(&text.to_lowercase()).collect::<Vec<_>>().join(" ");
        let form = if plain.is_empty() { text.trim().to_owned() } else { plain };
        if seen.contains(&form) {
            found.error(place, format!("the {noun} \"{text}\" is there twice"), "Make them differ, or remove one.");
        }
        seen.push(form);
    }
}

/// A text with what stands in backticks or double quotes left out.
fn without_code(text: &str) -> String {
    let outside = |text: &str, fence: char| text.split(fence).step_by(2).collect::<Vec<_>>().join(" x ");
    outside(&outside(text, '`'), '"')
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’' && c != '-').filter(|word| !word.is_empty())
}

fn is_not(word: &str) -> bool {
    word == "not" || word == "cannot" || word.ends_with("n't") || word.ends_with("n’t")
}

fn is_negation(word: &str) -> bool {
    is_not(word) || NEGATIONS.contains(&word)
}

fn has_phrase(plain: &str, phrase: &str) -> bool {
    let spaced = format!(" {} ", words(plain).collect::<Vec<_>>().join(" "));
    spaced.contains(&format!(" {phrase} "))
}

/// `A) …`, `2. …`
fn is_labelled(text: &str) -> bool {
    let mut letters = text.trim_start().chars();
    let first = letters.next().is_some_and(|c| c.is_ascii_alphanumeric());
    first && matches!(letters.next(), Some(')' | '.')) && letters.next() == Some(' ')
}

fn ends_as(text: &str, ends: &[char]) -> bool {
    text.trim_end().trim_end_matches(['`', '"', '”', ')']).ends_with(ends) || text.trim_end().ends_with(ends)
}

fn is_kebab(text: &str) -> bool {
    let is_word = |word: &str| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
    text.split('-').all(is_word)
}

#[cfg(test)]
#[path = "lint_tests.rs"]
mod tests;
