//! Help at the keyboard: completion of the line that is being typed.

use super::Session;
use crate::az::complete::{Candidate, Completion, Kind, Surroundings, complete};
use crate::az::typed::TypedWord;
use crate::model::directory::Principal;

/// What can begin a line besides az: name and meaning.
const PROGRAMS: [(&str, &str); 7] = [
    ("clear", "Clears the screen, not the world."),
    ("help", "Lists what runs here."),
    ("history", "Lists what was typed."),
    ("keyless", "What the page's controls do: accounts, the clock, the timeline."),
    ("redo", "Brings back what was undone."),
    ("reset", "Begins again."),
    ("undo", "Takes back the last change."),
];

impl Session {
    /// What can stand at `caret`, in bytes, of a line that is being typed.
    pub fn complete(&self, line: &str, caret: usize) -> Completion {
        let others = |words: &[TypedWord]| self.after_program(words);
        let around = Surroundings {
            state: self.state(),
            dialect: self.options().dialect,
            programs: &PROGRAMS,
            others: &others,
            variables: &[],
        };
        complete(line, caret, &around)
    }

    /// What can follow the words of a line that is not az's.
    fn after_program(&self, words: &[TypedWord]) -> Vec<Candidate> {
        let texts: Vec<&str> = words.iter().map(|it| it.text.as_str()).collect();
        let list = |all: &[(&str, &str)]| {
            all.iter().map(|(text, meaning)| Candidate::new(Kind::Choice, *text, *meaning, 0)).collect()
        };
        match texts.as_slice() {
            ["keyless"] => list(&[
                ("account", "Signs in as another account."),
                ("clock", "Lets time pass."),
                ("goto", "Goes to a step of the timeline."),
                ("set", "Changes a setting."),
            ]),
            ["keyless", "account"] => self.accounts(),
            ["keyless", "clock"] => {
                list(&[("+10m", "Ten minutes pass."), ("+1h", "An hour passes."), ("+24h", "A day passes.")])
            }
            ["keyless", "set"] => list(&[("strict", "Whether az runs to the letter, without our leniencies.")]),
            ["keyless", "set", "strict"] => list(&[("on", "To the letter."), ("off", "With our leniencies.")]),
            _ => Vec::new(),
        }
    }

    fn accounts(&self) -> Vec<Candidate> {
        let users = self.state().principals().filter_map(|it| match it {
            Principal::User(user) => Some(user),
            Principal::ServicePrincipal(_) | Principal::Group(_) => None,
        });
        let short = |name: &str| name.split('@').next().unwrap_or_default().to_owned();
        users.map(|it| Candidate::new(Kind::Principal, short(&it.user_principal_name), &it.display_name, 0)).collect()
    }
}
