//! Texts of the page, by area, so that a translation is only translation; here those of lessons, challenges and progress.

pub mod inspect;
pub mod take_away;
pub mod tools;

pub(crate) mod terminal;
pub(crate) use keyless_content::words::{
    CHALLENGES, CHALLENGES_LEAD, HINT, HINTS, IN_THIS_LESSON, LESSONS, LESSONS_AND_PARTS, LESSONS_LEAD, LEVELS, RUNGS,
    TO_REMEMBER,
};

use crate::kept::NotProgress;
use crate::platform::fetch::FetchTrouble;

pub(crate) const COMING: &str = "The text is on its way.";
pub(crate) const TRY_AGAIN: &str = "Try again";

/// Why a story is not there, and what to try.
pub(crate) fn failed(trouble: FetchTrouble) -> String {
    match trouble {
        FetchTrouble::Unreachable => {
            "The text did not arrive. That is most often a short break in the connection; what you did is kept."
                .to_owned()
        }
        FetchTrouble::Status(404) => {
            "The text is not on this site any more. It may have moved: look for it in the list.".to_owned()
        }
        FetchTrouble::Status(status) => format!("The site answered with status {status} instead of the text."),
        FetchTrouble::Damaged => {
            "What arrived is not the text. It may be of another version: reload the page.".to_owned()
        }
    }
}

pub(crate) const NEXT_HINT: &str = "One more hint";
pub(crate) const RUN_IT: &str = "Run it";
pub(crate) const ALL_REACHED: &str = "Every goal is reached.";

pub(crate) const PRINT: &str = "Print";
pub(crate) const PREVIOUS: &str = "Before: ";
pub(crate) const NEXT: &str = "Next: ";

pub(crate) const TOO_MUCH: &str = "Too much";
pub(crate) const SOLVED: &str = "Solved";
pub(crate) const NOT_YET: &str = "Not solved yet";
pub(crate) const SHOW_ME: &str = "Show me a solution";
pub(crate) const SOLUTION: &str = "A solution";
pub(crate) const REPLAY: &str = "Begin anew and run it";
pub(crate) const SOLUTION_NOTE: &str = "It begins at the start and runs line by line; undo brings back what you had.";

/// How many lines changed something, beside the par.
pub(crate) fn lines_of_par(changes: u32, par: u32) -> String {
    let noun = if changes == 1 { "line" } else { "lines" };
    format!("{changes} {noun} changed something; par is {par}.")
}

/// A score in words.
pub(crate) fn score(score: u32) -> String {
    format!("{score} of 100 points")
}

pub(crate) const PROGRESS: &str = "Your progress";
pub(crate) const PROGRESS_NOTE: &str =
    "It is kept in this browser only. A file takes it to another device; what is there already stays.";
pub(crate) const SAVE_FILE: &str = "Save as a file";
pub(crate) const OPEN_FILE: &str = "Add from a file";
pub(crate) const ERASE: &str = "Erase";
pub(crate) const REALLY_ERASE: &str = "Erase for good";
pub(crate) const ERASED: &str = "Your progress is erased.";
pub(crate) const ADDED: &str = "What the file says was added.";

/// Why a file was not taken.
pub(crate) const fn not_progress(why: NotProgress) -> &'static str {
    match why {
        NotProgress::Format => "That file holds no progress of Keyless. Nothing has changed.",
        NotProgress::Newer => "That file was written by a newer Keyless. Nothing has changed.",
        NotProgress::TooLarge => "That file is too large to be progress. Nothing has changed.",
    }
}

/// How much of a lesson is done.
pub(crate) fn done_of(done: usize, all: usize) -> String {
    if all > 0 && done >= all { "done".to_owned() } else { format!("{done} of {all} goals done") }
}
