//! Named points of the timeline: kept when another branch is tried, and to be had again as a step of its own.

use super::Session;
use super::builtin::{Effect, fails, printed, says};
use crate::state::State;

/// More than these are not kept.
const MOST: usize = 100;

/// A world with a name.
#[derive(Clone, Debug)]
pub struct Checkpoint {
    /// What the learner calls it.
    pub name: String,
    /// The step after which it was taken; 0 is the beginning.
    pub step: usize,
    /// The world as it was.
    pub state: State,
}

impl Session {
    /// The named points, in the order in which they were first named.
    pub fn checkpoints(&self) -> &[Checkpoint] {
        &self.checkpoints
    }
}

/// Names the present point; a name that was given before moves here.
pub(super) fn keep(session: &mut Session, name: &str) -> Effect {
    let taken = Checkpoint { name: name.to_owned(), step: session.position(), state: session.state().clone() };
    let text = format!("This point of the timeline is called '{name}' now. 'keyless restore {name}' brings it back.\n");
    let full = session.checkpoints.len() >= MOST;
    match session.checkpoints.iter_mut().find(|it| it.name == name) {
        Some(known) => *known = taken,
        None if full => return fails(format!("There are {MOST} checkpoints already.")),
        None => session.checkpoints.push(taken),
    }
    says(text)
}

/// Brings a named point back, as a new step: what came after it stays in the timeline.
pub(super) fn restore(session: &Session, name: &str) -> Effect {
    match session.checkpoints.iter().find(|it| it.name == name) {
        Some(found) => {
            Effect::World(printed(format!("The world is as it was at '{name}'.\n")), Box::new(found.state.clone()))
        }
        None if session.checkpoints.is_empty() => {
            fails("There is no checkpoint yet. 'keyless checkpoint NAME' makes one.")
        }
        None => {
            let names: Vec<&str> = session.checkpoints.iter().map(|it| it.name.as_str()).collect();
            fails(format!("There is no checkpoint '{name}'. There are: {}.", names.join(", ")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::SessionOptions;

    fn names(session: &Session) -> Vec<String> {
        session.state().groups().map(|it| it.name.clone()).collect()
    }

    #[test]
    fn a_branch_is_left_for_another_and_brought_back_as_a_step() {
        let mut session = Session::new(SessionOptions::default());
        for line in
            ["az group create -n a -l westus", "keyless checkpoint first", "undo", "az group create -n b -l westus"]
        {
            assert_eq!(session.run(line)[0].exit_code, 0, "{line}");
        }
        assert_eq!(names(&session), ["b", "myResourceGroup"]);
        session.run("keyless restore first");
        assert_eq!(names(&session), ["a", "myResourceGroup"]);
        session.run("undo");
        assert_eq!(names(&session), ["b", "myResourceGroup"]);
        assert_eq!(session.checkpoints()[0].step, 1);
        let replayed = Session::replay(&session.journal()).unwrap();
        assert_eq!((names(&replayed), replayed.checkpoints().len()), (names(&session), 1));
    }

    #[test]
    fn an_unknown_name_says_which_there_are() {
        let mut session = Session::new(SessionOptions::default());
        assert!(session.run("keyless restore x")[0].stderr.contains("no checkpoint yet"));
        session.run("keyless checkpoint one");
        assert!(session.run("keyless restore x")[0].stderr.contains("There are: one."));
    }
}
