//! A world for tests: a session to type into, raw requests in front of the same cloud, and events from nowhere.
#![expect(
    clippy::panic,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "only tests use it, and a test may fail loudly"
)]

use keyless_core::api::request::{ApiRequest, Method};
use keyless_core::api::response::ApiResponse;
use keyless_core::az::execute::{Printed, RunMode, execute};
use keyless_core::event::Event;
use keyless_core::gateway::Gateway;
use keyless_core::interpreter::run_script;
use keyless_core::model::terminal::Terminal;
use keyless_core::rules::RuleId;
use keyless_core::scenario::Scenario;
use keyless_core::shell::{Dialect, Read, Unit, read};
use keyless_core::state::State;
use serde_json::Value;

/// The default subscription of every scenario.
pub const SUB: &str = "/subscriptions/11111111-aaaa-4bbb-8ccc-000000000001";

/// What came of a line or request.
#[derive(Debug)]
pub struct Done {
    /// What was printed, for a line.
    pub printed: Printed,
    /// The answer, for a request.
    pub response: Option<ApiResponse>,
    /// What changed.
    pub events: Vec<Event>,
}

impl Done {
    /// Standard output as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.printed.stdout).unwrap_or(Value::Null)
    }

    /// The code of a refusal.
    pub fn code(&self) -> String {
        let found = self.events.iter().find_map(|it| match it {
            Event::RequestRefused { code, .. } => Some(code.clone()),
            _ => None,
        });
        found.unwrap_or_default()
    }

    /// Whether an event cites this rule.
    pub fn cites(&self, rule: u8) -> bool {
        self.events.iter().any(|it| it.rule() == Some(RuleId(rule)))
    }
}

/// A cloud and a terminal in front of it.
#[derive(Clone, Debug)]
pub struct World {
    /// The state, free to be changed by a test.
    pub state: State,
}

impl World {
    /// The scenario `empty`, in strict mode.
    pub fn new() -> Self {
        let mut state = Scenario::Empty.begin(1);
        state.apply(&Event::StrictChanged { strict: true });
        Self { state }
    }

    /// Runs a line that begins with `az`.
    ///
    /// # Panics
    /// For a line that cannot be read.
    pub fn run(&mut self, line: &str) -> Done {
        let Unit::Line(Read { result: Ok(commands), .. }) = read(line, Dialect::Bash, false) else {
            panic!("cannot read {line}");
        };
        let words: Vec<String> = commands[0].texts().map(str::to_owned).collect();
        let mut gateway = Gateway::new(self.state.clone()).with_machines(run_script);
        let printed = execute(&mut gateway, &words[1..], RunMode::default());
        let (state, _, events) = gateway.finish();
        self.state = state;
        Done { printed, response: None, events }
    }

    /// Runs a line that must succeed.
    ///
    /// # Panics
    /// When it does not.
    pub fn ok(&mut self, line: &str) -> Done {
        let done = self.run(line);
        assert_eq!(done.printed.exit_code, 0, "{line}\n{}", done.printed.stderr);
        done
    }

    /// Runs a line that the cloud must refuse with this code.
    ///
    /// # Panics
    /// When it does not.
    pub fn refused(&mut self, line: &str, code: &str) -> Done {
        let done = self.run(line);
        assert_eq!(done.code(), code, "{line}\n{}{}", done.printed.stdout, done.printed.stderr);
        assert_ne!(done.printed.exit_code, 0, "{line}");
        done
    }

    /// Sends a request to ARM as the signed-in account; `path` has no api-version.
    ///
    /// # Panics
    /// When nobody is signed in.
    pub fn send(&mut self, method: Method, path: &str, body: Option<&Value>) -> Done {
        let key = |state: &State| {
            let profile = state.terminal().profile.clone().expect("somebody is signed in");
            let key = Terminal::token_key(&profile.object_id, "https://management.core.windows.net/");
            state.terminal().tokens.get(&key).map(|it| it.token.clone())
        };
        if key(&self.state).is_none() {
            self.run("az group list");
        }
        let token = key(&self.state).expect("a token");
        let url = format!("https://management.azure.com{path}?api-version=2024-11-01");
        let mut request = ApiRequest::new(method, url).header("Authorization", format!("Bearer {token}"));
        if let Some(body) = body {
            request = request.json(body);
        }
        let mut gateway = Gateway::new(self.state.clone()).with_machines(run_script);
        let response = gateway.send(request);
        let (state, _, events) = gateway.finish();
        self.state = state;
        Done { printed: Printed::default(), response: Some(response), events }
    }
}

impl Default for World {
    fn default() -> Self {
        Self::new()
    }
}
