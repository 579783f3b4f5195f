//! `what-if COMMAND` as data: the requests that a line would make and what they would change, without doing it.
//!
//! `Session::what_if` runs the line on a copy of the world; [`WhatIf`] is what came of it, and [`WhatIf::text`] what the
//! builtin prints. [`WhatIf::before`] and [`WhatIf::after`] are the worlds to compare in the diagram.

use crate::authz::roles;
use crate::event::Event;
use crate::gateway::Exchange;
use crate::render::sentences::sentence;
use crate::state::State;

/// A request that a line would make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// `GET`, `PUT` …
    pub method: &'static str,
    /// Where to.
    pub url: String,
    /// The status that the cloud would answer with.
    pub status: u16,
    /// Whether it would be refused for want of rights.
    pub denied: bool,
}

/// What a line would do.
#[derive(Clone, Debug)]
pub struct WhatIf {
    /// The requests in order.
    pub requests: Vec<Planned>,
    /// What they would change, in sentences.
    pub changes: Vec<String>,
    /// The world as it is.
    pub before: State,
    /// The world as it would be.
    pub after: State,
    /// The exit code that the line would end with.
    pub exit_code: i32,
    /// What it would print to standard output.
    pub stdout: String,
    /// What it would print to standard error.
    pub stderr: String,
}

impl WhatIf {
    /// Begins with nothing done.
    pub fn new(state: &State) -> Self {
        Self {
            requests: Vec::new(),
            changes: Vec::new(),
            before: state.clone(),
            after: state.clone(),
            exit_code: 0,
            stdout: String::new(),
            stderr: String::new(),
        }
    }

    /// Takes in requests and events of the line, after which the world is `after`.
    pub fn add(&mut self, exchanges: &[Exchange], events: &[Event], after: &State) {
        self.requests.extend(exchanges.iter().map(|it| Planned {
            method: it.request.method.as_str(),
            url: it.request.url.clone(),
            status: it.response.status,
            denied: it.decisions.iter().any(|decision| !decision.allowed),
        }));
        let before = std::mem::replace(&mut self.after, after.clone());
        let told = events.iter().filter(|it| it.changes_world() || matches!(it, Event::RequestRefused { .. }));
        self.changes.extend(told.filter_map(|it| sentence(it, &before, after, &|id| roles::name_in(after, id))));
    }

    /// What the builtin prints.
    pub fn text(&self) -> String {
        let mut out = String::from("Nothing has been done.\n\nRequests:\n");
        for it in &self.requests {
            let denied = if it.denied { "  not allowed" } else { "" };
            out.push_str(&format!("  {:<6} {}  {}{denied}\n", it.method, it.status, it.url));
        }
        if self.requests.is_empty() {
            out.push_str("  none\n");
        }
        out.push_str("\nChanges:\n");
        for it in &self.changes {
            out.push_str(&["  ", it, "\n"].concat());
        }
        if self.changes.is_empty() {
            out.push_str("  none\n");
        }
        let errors: Vec<&str> = self.stderr.lines().filter(|it| !it.starts_with("WARNING: ")).collect();
        out.push_str(&format!("\nExit code: {}\n", self.exit_code));
        for it in errors {
            out.push_str(&["  ", it, "\n"].concat());
        }
        out
    }
}
