//! What running lines did, as the typed result that the host's script draws; `web/keyless.d.ts` tells its types.

use keyless_core::authz::roles;
use keyless_core::render::sentences::sentence;
use keyless_core::session::{Entry, Outcome, mask};
use serde::Serialize;

use crate::picture::{Picture, picture};
use crate::worlds::World;

/// The version of the result's shape.
const VERSION: u32 = 1;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Report<'a> {
    v: u32,
    session: &'a str,
    commands: Vec<Command>,
    diagram: Picture,
    /// The same for the same world, whatever led to it.
    hash: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Command {
    line: String,
    exit_code: i32,
    stdout: String,
    stderr: String,
    notes: Vec<String>,
    /// What the cloud did, a sentence each.
    changes: Vec<String>,
    refused: bool,
    /// Whether the next line answers a question.
    asks: bool,
}

/// Runs lines in a world, and tells what came of it.
pub(crate) fn run(world: &mut World, name: &str, lines: &str, width: f64) -> String {
    let before = world.session.state().clone();
    let from = world.session.entries().len();
    let outcomes = if lines.trim().is_empty() { Vec::new() } else { world.session.run(lines) };
    let steps = world.session.entries().get(from..).unwrap_or_default();
    let commands = outcomes.iter().map(|outcome| command(outcome, steps)).collect();
    let diagram = picture(world, &before, width);
    let hash = diagram.hash(world.session.state().now());
    let report = Report { v: VERSION, session: name, commands, diagram, hash };
    serde_json::to_string(&report).unwrap_or_default()
}

fn command(outcome: &Outcome, steps: &[Entry]) -> Command {
    Command {
        line: mask(outcome.line.trim_end()),
        exit_code: outcome.exit_code,
        stdout: outcome.stdout.clone(),
        stderr: outcome.stderr.clone(),
        notes: outcome.notes.clone(),
        changes: steps
            .iter()
            .find(|step| std::ptr::eq(&raw const *step.outcome, outcome))
            .map(changes)
            .unwrap_or_default(),
        refused: outcome.refusal().is_some(),
        asks: outcome.question.is_some(),
    }
}

fn changes(step: &Entry) -> Vec<String> {
    let say = |event| sentence(event, &step.before, &step.after, &|id| roles::name_in(&step.after, id));
    step.outcome.events.iter().filter_map(say).collect()
}
