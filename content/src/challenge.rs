//! A challenge: a start, a story, what to reach and what must not be so at the end, and how it went.

use keyless_core::event::Event;
use keyless_core::rules::RuleId;
use keyless_core::scenario::Scenario;
use keyless_core::session::Entry;
use keyless_core::state::State;

use crate::goal::Goal;
use crate::lesson::{Block, Proof, Source};

/// A challenge as the page shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Challenge {
    /// Its folder, `01-least-privilege`: the last part of its address.
    pub slug: String,
    /// What links and saved progress name it by.
    pub id: String,
    /// Its title, plain text.
    pub title: String,
    /// 1, 2 or 3.
    pub level: u32,
    /// The start state's name, one of [`Scenario::ALL`].
    pub scenario: String,
    /// Lines that run before it starts.
    pub setup: Vec<String>,
    /// What happened, in two sentences.
    pub story: String,
    /// How many changing lines are enough.
    pub par: u32,
    /// What must be so at the end.
    pub goals: Vec<Goal>,
    /// What must not be so at the end: more access than needed.
    pub forbidden: Vec<Goal>,
    /// Lines that solve it.
    pub solution: Vec<String>,
    /// For each goal, the line of the solution after which it first holds, from 0.
    pub reached_by: Vec<u32>,
    /// What to remember.
    pub takeaways: Vec<String>,
    /// The text below the story.
    pub blocks: Vec<Block>,
    /// What it is based on.
    pub sources: Vec<Source>,
    /// The rules that the text cites.
    pub rules: Vec<RuleId>,
    /// What only the checks look at.
    pub proof: Proof,
}

/// How an attempt stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Which goals hold, in their order.
    pub goals: Vec<bool>,
    /// Which forbidden facts hold, in their order.
    pub forbidden: Vec<bool>,
    /// How many lines changed the cloud.
    pub changes: u32,
    /// The challenge's par.
    pub par: u32,
}

/// What is taken off for each line over par, and for each forbidden fact.
const OVER_PAR: u32 = 10;
const TOO_MUCH: u32 = 30;

impl Challenge {
    /// The start state.
    pub fn start(&self) -> Scenario {
        Scenario::find(&self.scenario).unwrap_or(Scenario::Sandbox)
    }

    /// The line of the solution that reaches a goal, by the goal's place.
    pub fn line_for(&self, goal: usize) -> Option<&str> {
        let at = *self.reached_by.get(goal)?;
        self.solution.get(at as usize).map(String::as_str)
    }

    /// How an attempt stands, in the world as it is after these steps.
    pub fn standing(&self, state: &State, history: &[Entry]) -> Standing {
        let holds = |all: &[Goal]| all.iter().map(|goal| goal.holds_at_end(state, history)).collect();
        let changes = history.iter().filter(|entry| entry.outcome.events.iter().any(changes_cloud)).count();
        Standing {
            goals: holds(&self.goals),
            forbidden: holds(&self.forbidden),
            changes: u32::try_from(changes).unwrap_or(u32::MAX),
            par: self.par,
        }
    }
}

/// Whether an event changes the cloud: waiting and what it brings, signing in, being on a machine, and what is only of
/// the terminal or of the simulation cost nothing.
const fn changes_cloud(event: &Event) -> bool {
    let is_free = matches!(
        event,
        Event::ClockAdvanced { .. }
            | Event::CameDue { .. }
            | Event::PropagationChanged { .. }
            | Event::ThrottlingChanged { .. }
            | Event::ProfileChanged { .. }
            | Event::SubscriptionSelected { .. }
            | Event::StrictChanged { .. }
            | Event::ConfigurationSet { .. }
            | Event::ShellVariableSet { .. }
            | Event::ShellFileWritten { .. }
            | Event::MachineEntered { .. }
            | Event::MachineLeft { .. }
    );
    event.changes_world() && !is_free
}

impl Standing {
    /// All goals hold, and nothing that is forbidden.
    pub fn is_solved(&self) -> bool {
        self.goals.iter().all(|it| *it) && !self.forbidden.iter().any(|it| *it)
    }

    /// 100 for an attempt within par that gives no more access than needed.
    pub fn score(&self) -> u32 {
        let too_much = self.forbidden.iter().filter(|it| **it).map(|_| TOO_MUCH).sum::<u32>();
        let over = self.changes.saturating_sub(self.par).saturating_mul(OVER_PAR);
        100_u32.saturating_sub(too_much).saturating_sub(over)
    }
}

#[cfg(test)]
mod tests {
    use super::{Standing, changes_cloud};
    use keyless_core::session::{Session, SessionOptions};

    #[test]
    fn more_lines_and_more_access_cost_points() {
        let standing = |forbidden: &[bool], changes| Standing {
            goals: vec![true],
            forbidden: forbidden.to_vec(),
            changes,
            par: 2,
        };
        assert_eq!((standing(&[false], 1).score(), standing(&[false], 2).score()), (100, 100));
        assert_eq!(standing(&[], 5).score(), 70);
        assert_eq!(standing(&[true, true], 2).score(), 40);
        assert_eq!(standing(&[], 50).score(), 0);
        assert!(standing(&[false], 9).is_solved() && !standing(&[true], 1).is_solved());
    }

    #[test]
    fn waiting_variables_files_and_visits_are_free() {
        let lines = [
            (
                "az vm create -g myResourceGroup -n vm1 --image Ubuntu2204 --generate-ssh-keys --admin-username azureuser",
                true,
            ),
            ("id=$(az vm show -g myResourceGroup -n vm1 --query id -o tsv)", false),
            ("echo x > file", false),
            ("keyless set propagation azure", false),
            ("az role assignment create --assignee reader@contoso.onmicrosoft.com --role Reader --scope $id", true),
            ("keyless clock to-next", false),
            ("ssh azureuser@$(az vm show -g myResourceGroup -n vm1 -d --query publicIps -o tsv)", false),
            ("exit", false),
            ("az group show -n myResourceGroup", false),
        ];
        let mut session = Session::new(SessionOptions::default());
        for (line, costs) in lines {
            let done = session.run(line).remove(0);
            assert_eq!((done.exit_code, done.events.iter().any(changes_cloud)), (0, costs), "{line}: {}", done.stderr);
        }
    }
}
