//! Help at the keyboard: completion of a line that is being typed, what its words mean, and what it would do.

use super::Session;
use crate::az::anatomy::{Part, anatomy};
use crate::az::complete::{Candidate, Completion, Kind, MOST_BYTES, Surroundings, complete};
use crate::az::execute::Printed;
use crate::az::explain::{self, Piece, explain};
use crate::az::status::{self, Status};
use crate::az::typed::{self, TypedWord};
use crate::az::what_if::WhatIf;
use crate::model::directory::Principal;
use crate::tools::commands;

/// What can begin a line besides az: name and meaning.
const PROGRAMS: [(&str, &str); 8] = [
    ("clear", "Clears the screen, not the world."),
    ("explain", "Says what each word of a command means."),
    ("help", "Lists what runs here."),
    ("keyless", "What the page's controls do: accounts, the clock, the timeline."),
    ("redo", "Brings back what was undone."),
    ("reset", "Begins again."),
    ("undo", "Takes back the last change."),
    ("what-if", "Shows what a command would do, without doing it."),
];

/// How many questions a line may ask before `what-if` takes it for endless.
const MOST_QUESTIONS: usize = 20;

impl Session {
    /// What can stand at `caret`, in bytes, of a line that is being typed.
    pub fn complete(&self, line: &str, caret: usize) -> Completion {
        let others = |words: &[TypedWord]| self.after_program(words);
        let mut programs = PROGRAMS.to_vec();
        programs.extend(commands::COMMANDS.iter().map(|it| (it.name, it.summary)));
        let mut variables: Vec<String> = ["HOME", "USER"].map(str::to_owned).to_vec();
        variables.extend(self.state().terminal().variables.keys().cloned());
        let around = Surroundings {
            state: self.state(),
            dialect: self.options().dialect,
            programs: &programs,
            others: &others,
            variables: &variables,
        };
        complete(line, caret, &around)
    }

    /// What every word of a line means.
    pub fn explain(&self, line: &str) -> Vec<Piece> {
        explain(line, self.state(), self.options().dialect)
    }

    /// What a line would do, found out on a copy of the world: state, history and clock stay as they are.
    ///
    /// A question is answered with yes.
    pub fn what_if(&self, line: &str) -> WhatIf {
        let mut line = line.trim_start();
        while let Some(rest) = line.strip_prefix("what-if ") {
            line = rest.trim_start();
        }
        let mut copy = Self::new(self.options());
        copy.initial = self.state().clone();
        copy.engine.clone_from(&self.engine);
        let mut found = WhatIf::new(self.state());
        let mut outcomes = copy.run(line);
        for _ in 0..MOST_QUESTIONS {
            if copy.question().is_none() {
                break;
            }
            outcomes.extend(copy.run("y"));
        }
        let state = copy.state().clone();
        for outcome in &outcomes {
            found.add(&outcome.exchanges, &outcome.events, &state);
            found.exit_code = outcome.exit_code;
            found.stdout.push_str(&outcome.stdout);
            found.stderr.push_str(&outcome.stderr);
        }
        found
    }

    /// Runs `explain` and `what-if`, which take the rest of the line as it stands.
    pub(super) fn assist(&self, line: &str) -> Option<Printed> {
        let line = line.trim_start();
        let (program, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let stdout = match program {
            "explain" | "what-if" if rest.trim().is_empty() => {
                let stderr = ["ERROR: Usage: ", program, " COMMAND\n"].concat();
                return Some(Printed { exit_code: 2, stderr, ..Printed::default() });
            }
            "explain" if rest.len() > MOST_BYTES => {
                let stderr = format!("ERROR: Only lines of up to {} KiB are explained.\n", MOST_BYTES / 1024);
                return Some(Printed { exit_code: 2, stderr, ..Printed::default() });
            }
            "explain" => explain::text(&self.explain(rest)),
            "what-if" => self.what_if(rest).text(),
            _ => return None,
        };
        Some(Printed { stdout, ..Printed::default() })
    }

    /// What is simpler than Azure in a line, each thing once in a session: said on the terminal, with where to read on.
    pub(super) fn simpler(&self, line: &str) -> Vec<String> {
        let mut notes = Vec::new();
        if self.state().terminal().strict {
            return notes;
        }
        for words in typed::commands(line, self.options().dialect) {
            if words.first().is_none_or(|it| it.text != "az") {
                continue;
            }
            let parts = anatomy(&words);
            let mut told = vec![status::of_command(&parts.path)];
            told.extend(parts.parts.iter().filter_map(|part| match part {
                Part::Option { arg, .. } => Some(status::of_option(&parts.path, arg)),
                _ => None,
            }));
            notes.extend(told.into_iter().filter_map(|it| match it {
                Status::Simplified(it) => {
                    Some(["Simpler than in Azure: ", it.title, " See about/#", it.id, "."].concat())
                }
                Status::Same | Status::Refused => None,
            }));
        }
        notes.dedup();
        notes.retain(|it| !self.transcript().iter().any(|outcome| outcome.notes.contains(it)));
        notes
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
            [name, ..] => commands::find(name).map(shell_options).unwrap_or_default(),
            [] => Vec::new(),
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

/// The options of a command of the shell, as they are typed.
fn shell_options(command: &commands::KnownCommand) -> Vec<Candidate> {
    let typed = command.options.iter().flat_map(|it| it.typed().into_iter().map(|text| (text, it.summary)));
    typed.map(|(text, summary)| Candidate::new(Kind::Option, text, summary, 0)).collect()
}
