//! A question while it is drawn: its world, and statements that the world decides.

use keyless_core::rules::RuleId;
use keyless_core::scenario::Scenario;
use keyless_core::session::{Session, SessionOptions};

use crate::fact::{Fact, Step};
use crate::question::{Body, Choice, Kind, Question, task};
use crate::quiz::random::Random;

/// The group that a sandbox begins with.
pub(super) const GROUP: &str = "myResourceGroup";
/// The subscription that it is in.
pub(super) const SUBSCRIPTION: &str = "/subscriptions/11111111-aaaa-4bbb-8ccc-000000000001";
/// The most options that a question shows.
const SHOWN: usize = 4;

const MACHINES: [&str; 10] = ["web", "api", "batch", "report", "mail", "queue", "cache", "build", "print", "search"];
const IDENTITIES: [&str; 8] = ["shop-id", "jobs-id", "data-id", "sync-id", "audit-id", "files-id", "team-id", "app-id"];
const GROUPS: [&str; 6] = ["north", "south", "east", "west", "central", "lab"];

/// What decides whether a statement is so.
pub(super) enum Truth {
    /// A fact holds, or does not.
    Fact(Option<Fact>, bool),
    /// It is known already, because the line that it speaks of has run.
    Known(bool),
    /// After these lines the fact holds.
    After(Vec<String>, Option<Fact>),
}

/// A statement with what to say when it is so and when it is not.
pub(super) struct Statement {
    pub(super) text: String,
    pub(super) truth: Truth,
    pub(super) if_so: String,
    pub(super) if_not: String,
}

/// A world, a stem and statements.
pub(super) struct Draft {
    /// The world so far.
    pub(super) session: Session,
    script: Vec<String>,
    then: Vec<String>,
    pub(super) text: String,
    pub(super) explanation: String,
    pub(super) statements: Vec<Statement>,
    /// For a question that is answered with a command.
    pub(super) accepts: Vec<String>,
    pub(super) broken: Option<String>,
    /// Whether a line of the world itself failed: then there is no question.
    failed: bool,
}

impl Draft {
    pub(super) fn new() -> Self {
        let options = SessionOptions { scenario: Scenario::Sandbox, seed: task::SEED, ..SessionOptions::default() };
        Self {
            session: Session::new(options),
            script: Vec::new(),
            then: Vec::new(),
            text: String::new(),
            explanation: String::new(),
            statements: Vec::new(),
            accepts: Vec::new(),
            broken: None,
            failed: false,
        }
    }

    /// Runs a line of the world.
    pub(super) fn run(&mut self, line: impl Into<String>) {
        let line = line.into();
        self.failed |= self.session.run(&line).last().is_none_or(|it| it.exit_code != 0);
        self.script.push(line);
    }

    /// Runs the line that is asked about; answers whether it ended well.
    pub(super) fn ask(&mut self, line: impl Into<String>) -> bool {
        let line = line.into();
        let well = self.session.run(&line).last().is_some_and(|it| it.exit_code == 0);
        self.then.push(line);
        well
    }

    /// What the last line printed.
    pub(super) fn printed(&self) -> String {
        self.session.transcript().last().map(|it| it.stdout.trim().to_owned()).unwrap_or_default()
    }

    /// What the last line was refused with, where it was.
    pub(super) fn refused_with(&self, code: &str) -> bool {
        self.session.transcript().last().is_some_and(|it| it.stderr.contains(&format!("({code})")))
    }

    pub(super) fn state(&mut self, text: impl Into<String>, truth: Truth, if_so: &str, if_not: &str) {
        self.statements.push(Statement {
            text: text.into(),
            truth,
            if_so: if_so.to_owned(),
            if_not: if_not.to_owned(),
        });
    }

    /// The question, where the world has one in it: the key as the world says, the options shuffled.
    pub(super) fn finish(self, kind: Kind, rules: &[RuleId], random: &mut Random) -> Option<Question> {
        if self.failed {
            return None;
        }
        let source = rules.first().map(ToString::to_string).unwrap_or_default();
        let body = if self.accepts.is_empty() {
            let several = matches!(kind, Kind::Several | Kind::World);
            Body::Choices { several, options: self.choices(several, &source, random)? }
        } else {
            Body::Command(self.accepts)
        };
        Some(Question {
            id: String::new(),
            kind,
            topic: String::new(),
            skill: String::new(),
            rules: Vec::new(),
            misconceptions: Vec::new(),
            text: self.text,
            explanation: self.explanation,
            source,
            scenario: Scenario::Sandbox.name().to_owned(),
            script: self.script,
            then: self.then,
            broken: self.broken,
            body,
            fixed: true,
        })
    }

    fn choices(&self, several: bool, source: &str, random: &mut Random) -> Option<Vec<Choice>> {
        let mut choices: Vec<Choice> = Vec::new();
        for at in random.order(self.statements.len()) {
            let Some(it) = self.statements.get(at) else { continue };
            if choices.iter().any(|known| known.text == it.text) {
                continue;
            }
            let correct = self.is_so(&it.truth);
            let right = choices.iter().filter(|known| known.correct).count();
            let wrong = choices.len() - right;
            // One place is kept for each side; a single choice has one right option.
            let full = if correct { if several { right + 1 >= SHOWN } else { right >= 1 } } else { wrong + 1 >= SHOWN };
            if full || choices.len() >= SHOWN {
                continue;
            }
            let why = if correct { &it.if_so } else { &it.if_not };
            choices.push(Choice { text: it.text.clone(), correct, why: why.clone(), source: source.to_owned() });
        }
        let right = choices.iter().filter(|it| it.correct).count();
        let fits = right > 0 && right < choices.len() && choices.len() > 2;
        fits.then_some(choices)
    }

    fn is_so(&self, truth: &Truth) -> bool {
        match truth {
            Truth::Known(so) => *so,
            Truth::Fact(fact, wanted) => fact.as_ref().is_some_and(|fact| holds(fact, &self.session) == *wanted),
            Truth::After(lines, fact) => {
                let mut session = Session::new(self.session.options());
                self.script.iter().chain(&self.then).chain(lines).for_each(|line| drop(session.run(line)));
                fact.as_ref().is_some_and(|fact| holds(fact, &session))
            }
        }
    }
}

fn holds(fact: &Fact, session: &Session) -> bool {
    if fact.is_about_steps() {
        return session.entries().iter().any(|entry| fact.holds(&Step::of(entry)));
    }
    fact.holds(&Step::present(session.state()))
}

/// A fact by its kind and values.
pub(super) fn fact(kind: &str, values: &[&str]) -> Option<Fact> {
    Fact::new(kind, values.iter().map(|it| (!it.is_empty()).then(|| (*it).to_owned())).collect())
}

/// A fact that decides.
pub(super) fn so(kind: &str, values: &[&str]) -> Truth {
    Truth::Fact(fact(kind, values), true)
}

/// A fact whose absence decides.
pub(super) fn not_so(kind: &str, values: &[&str]) -> Truth {
    Truth::Fact(fact(kind, values), false)
}

fn names(random: &mut Random, of: &[&str], count: usize, numbered: bool) -> Vec<String> {
    let order = random.order(of.len());
    let drawn = order.iter().filter_map(|at| of.get(*at)).take(count);
    drawn
        .map(|name| if numbered { format!("{name}{}", 1 + random.clone().below(9)) } else { (*name).to_owned() })
        .collect()
}

/// Different names for machines.
pub(super) fn machines(random: &mut Random, count: usize) -> Vec<String> {
    let names = names(random, &MACHINES, count, true);
    random.next();
    names
}

/// Different names for user-assigned identities.
pub(super) fn identities(random: &mut Random, count: usize) -> Vec<String> {
    names(random, &IDENTITIES, count, false)
}

/// Different names for groups.
pub(super) fn groups(random: &mut Random, count: usize) -> Vec<String> {
    names(random, &GROUPS, count, false)
}

/// Makes a machine that carries these identities; `[system]` for its own.
pub(super) fn create_machine(group: &str, name: &str, identities: &[&str]) -> String {
    let mut line = format!("az vm create -g {group} -n {name} --image Ubuntu2204 --generate-ssh-keys");
    if !identities.is_empty() {
        line += " --assign-identity ";
        line += &identities.join(" ");
    }
    line
}

/// Makes a user-assigned identity.
pub(super) fn create_identity(name: &str) -> String {
    format!("az identity create -g {GROUP} -n {name}")
}

/// An item of a list; an empty text where there is none.
pub(super) fn at(list: &[String], index: usize) -> &str {
    list.get(index).map(String::as_str).unwrap_or_default()
}
