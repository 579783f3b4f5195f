//! Runs one az command line: parse, refuse what is not simulated, call the handler, print.

mod debug;

use serde_json::Value;

use super::client::{AzError, Client, LOGIN};
use super::commands::{self, Command, GENERAL};
use super::{Arguments, Global, Invocation, OutputFormat, ParseContext, Parsed, UsageError, parse};
use crate::gateway::Gateway;
use crate::model::id::SubscriptionId;
use crate::model::terminal::Profile;
use crate::render::query::{Query, QueryError};
use crate::render::text::{RenderError, RenderOptions, TableColumns, render_query};

/// What a command line printed, and how it ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Printed {
    /// The exit code.
    pub exit_code: i32,
    /// Standard output.
    pub stdout: String,
    /// Standard error, each message with its `WARNING: ` or `ERROR: ` prefix.
    pub stderr: String,
    /// A question that must be answered before the command goes on; nothing has happened yet.
    pub question: Option<String>,
}

/// How a line is run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RunMode {
    /// Whether there is a terminal to ask questions on, and to colour results for.
    pub terminal: bool,
    /// Whether the question was asked and answered with yes.
    pub confirmed: bool,
}

/// The version that is simulated.
pub const VERSION: &str = "2.91.0";

const QUERY_HELP: &str =
    "To learn more about --query, please visit: 'https://learn.microsoft.com/cli/azure/query-azure-cli'";

const VERBOSITY: [&str; 3] = ["--debug", "--verbose", "--only-show-errors"];

/// What az's configuration takes for yes.
fn is_true(text: &str) -> bool {
    ["1", "yes", "true", "on"].iter().any(|it| it.eq_ignore_ascii_case(text))
}

/// Runs the words after `az`.
pub fn execute(gateway: &mut Gateway, argv: &[String], mode: RunMode) -> Printed {
    let terminal = gateway.state().terminal().clone();
    let subscriptions: Vec<(String, String)> = gateway
        .state()
        .subscriptions()
        .iter()
        .filter(|it| terminal.profile.as_ref().is_some_and(|profile| profile.subscriptions.contains(&it.id)))
        .map(|it| (it.id.to_string(), it.display_name.clone()))
        .collect();
    let context = ParseContext {
        signed_in: terminal.profile.is_some(),
        defaults: &terminal.defaults,
        subscriptions: &subscriptions,
    };
    let quiet = terminal.configured("core", "only_show_errors").is_some_and(is_true);
    let extended: Vec<String>;
    let argv = if quiet && !argv.is_empty() && !argv.iter().any(|it| VERBOSITY.contains(&it.as_str())) {
        extended = argv.iter().cloned().chain(["--only-show-errors".to_owned()]).collect();
        extended.as_slice()
    } else {
        argv
    };
    match parse(argv, &context) {
        Err(UsageError { exit_code, stdout, stderr, .. }) => Printed { exit_code, stdout, stderr, question: None },
        Ok(Parsed::Help(text)) => Printed { stdout: text, ..Printed::default() },
        Ok(Parsed::Version) => Printed { stdout: version_text(), ..Printed::default() },
        Ok(Parsed::Invocation(invocation)) => invoke(gateway, &invocation, terminal.profile, mode),
    }
}

fn version_text() -> String {
    format!(
        "azure-cli                         {VERSION}\n\ncore                              {VERSION}\ntelemetry                          1.1.0\n\nSimulated by Keyless {}; not Microsoft's program.\n",
        env!("CARGO_PKG_VERSION")
    )
}

fn invoke(gateway: &mut Gateway, invocation: &Invocation, profile: Option<Profile>, mode: RunMode) -> Printed {
    let global = &invocation.global;
    let mut printed = Printed::default();
    for warning in invocation.warnings.iter().filter(|_| !global.only_show_errors) {
        printed.stderr.push_str(&format!("WARNING: {warning}\n"));
    }
    if invocation.needs_confirmation() && !mode.confirmed {
        if mode.terminal {
            printed.question = Some("Are you sure you want to perform this operation? (y/n): ".to_owned());
            return printed;
        }
        if !global.only_show_errors {
            printed.stderr.push_str("WARNING: Unable to prompt for confirmation as no tty available. Use --yes.\n");
        }
        return fail(printed, &AzError::new("Operation cancelled."));
    }
    if let Err(refused) = invocation.check(profile.is_some()) {
        printed.exit_code = refused.exit_code;
        printed.stderr.push_str(&refused.stderr);
        return printed;
    }
    let Some(command) = commands::find(invocation.command.name) else {
        if let Err(error) = commands::check_unsimulated(invocation.command.name, &invocation.arguments) {
            return fail(printed, &error);
        }
        // az says this first, whatever the command.
        if profile.is_none() && !commands::runs_signed_out(invocation.command.name) {
            return fail(printed, &AzError::new(LOGIN));
        }
        return fail(printed, &AzError::new(not_simulated(invocation.command.name)));
    };
    if let Err(error) = commands::check(command, &invocation.arguments) {
        return fail(printed, &error);
    }
    let nobody = || commands::runs_signed_out(command.name).then(Profile::nobody);
    let Some(profile) = profile.or_else(nobody) else {
        if command.name == "account list" {
            printed.stderr.push_str("WARNING: Please run \"az login\" to access your accounts.\n");
            return print(gateway, printed, command, &Value::Array(Vec::new()), global, mode);
        }
        return fail(printed, &AzError::new(LOGIN));
    };
    if let Err(message) = simulated(invocation) {
        return fail(printed, &AzError::new(message));
    }
    match subscription(&profile, global) {
        Ok(subscription) => run(gateway, command, invocation, profile, subscription, mode, printed),
        Err(error) => fail(printed, &error),
    }
}

/// Every word that was typed must mean something here: an argument that is not honoured is refused by name.
fn simulated(invocation: &Invocation) -> Result<(), String> {
    let name = invocation.command.name;
    let Some(command) = commands::find(name) else { return Err(not_simulated(name)) };
    let mut given = invocation.arguments.names().filter(|dest| invocation.arguments.given(dest));
    match given.find(|dest| !GENERAL.contains(dest) && !command.honours.contains(dest)) {
        None => Ok(()),
        Some(dest) => {
            let option = invocation.command.argument(dest).map_or(dest, |it| it.first_option());
            Err(not_simulated_option(name, option))
        }
    }
}

/// The refusal of a command that exists, by name.
pub fn not_simulated(name: &str) -> String {
    format!("'az {name}' exists in azure-cli {VERSION} but is not simulated here.")
}

/// The refusal of an option that exists, by name.
pub fn not_simulated_option(name: &str, option: &str) -> String {
    format!("'{option}' of 'az {name}' exists in azure-cli {VERSION} but is not simulated here.")
}

fn subscription(profile: &Profile, global: &Global) -> Result<SubscriptionId, AzError> {
    let Some(wanted) = &global.subscription else { return Ok(profile.default_subscription.clone()) };
    let found = profile.subscriptions.iter().find(|it| it.as_str().eq_ignore_ascii_case(wanted));
    found.cloned().ok_or_else(|| {
        AzError::new(format!("Subscription '{wanted}' not found. Check the spelling and casing and try again."))
    })
}

/// Runs a command once, or once for each id of `--ids`.
fn run(
    gateway: &mut Gateway,
    command: &'static Command,
    invocation: &Invocation,
    profile: Profile,
    subscription: SubscriptionId,
    mode: RunMode,
    mut printed: Printed,
) -> Printed {
    let global = &invocation.global;
    let runs = invocation.runs();
    let (mut results, mut errors) = (Vec::new(), Vec::new());
    for (at, arguments) in runs.iter().enumerate() {
        let subscription = subscription_of(arguments).unwrap_or_else(|| subscription.clone());
        let before = gateway.exchanges().len();
        let mut client = Client::new(gateway, profile.clone(), subscription, global.only_show_errors);
        let result = (command.run)(&mut client, arguments);
        printed.stdout.push_str(&client.take_stdout());
        let said = client.into_stderr();
        if global.debug && mode.terminal {
            printed.stderr.push_str(&debug::requests(gateway.exchanges().iter().skip(before)));
        }
        printed.stderr.push_str(&said);
        match result {
            Ok(value) => results.push(value),
            Err(error) => {
                printed.stderr.push_str(&format!("ERROR: {}\n", error.message));
                errors.push((at, error));
            }
        }
    }
    if let [(_, only)] = errors.as_slice()
        && runs.len() == 1
    {
        printed.exit_code = only.exit_code;
        return printed;
    }
    name_failed_ids(&mut printed, invocation, &errors, results.is_empty());
    if results.is_empty() {
        printed.exit_code = 1;
        return printed;
    }
    let one = results.len() == 1;
    let value = if one { results.pop().unwrap_or(Value::Null) } else { Value::Array(results) };
    print(gateway, printed, command, &value, global, mode)
}

/// The subscription inside the resource id that `--ids` gave.
fn subscription_of(arguments: &Arguments) -> Option<SubscriptionId> {
    arguments.text("_subscription").filter(|it| crate::model::id::is_guid(it)).map(SubscriptionId::new)
}

/// After a run over several ids, az lists the ones that failed.
fn name_failed_ids(printed: &mut Printed, invocation: &Invocation, errors: &[(usize, AzError)], all: bool) {
    let ids = invocation.arguments.list("_ids").unwrap_or_default();
    if invocation.global.only_show_errors || errors.is_empty() {
        return;
    }
    for (at, error) in errors {
        let id = ids.get(*at).map(String::as_str).unwrap_or_default();
        printed.stderr.push_str(&format!("WARNING: {id}: \"{}\"\n", error.exit_code));
    }
    if !all {
        printed.stderr.push_str("WARNING: Encountered more than one exception.\n");
    }
}

/// Applies `--query` and prints in the format asked for.
fn print(
    gateway: &Gateway,
    mut printed: Printed,
    command: &Command,
    value: &Value,
    global: &Global,
    mode: RunMode,
) -> Printed {
    let configured = gateway.state().terminal().configured("core", "output").filter(|_| !global.output_given);
    let output = match configured.map(|name| OutputFormat::from_name(name).ok_or(name)) {
        None => global.output,
        Some(Ok(output)) => output,
        Some(Err(_)) if value.is_null() => return printed,
        Some(Err(name)) => {
            let name = format!("'{name}'");
            let crash = UsageError::crash("KeyError", &name, &name);
            return Printed { exit_code: crash.exit_code, stderr: printed.stderr + &crash.stderr, ..printed };
        }
    };
    let query = match global.query.as_deref().map(Query::compile).transpose() {
        Ok(query) => query,
        Err(error) => return fail(printed, &AzError::new(error.to_string())),
    };
    let options = RenderOptions {
        query_active: query.is_some(),
        table: command.table.filter(|_| query.is_none()).map(TableColumns::Transform),
        color: mode.terminal && !gateway.state().terminal().configured("core", "no_color").is_some_and(is_true),
    };
    match render_query(value, query.as_ref(), output, &options) {
        Ok(text) => {
            printed.stdout.push_str(&text);
            printed
        }
        Err(RenderError::Query(error @ QueryError::Runtime(_))) => {
            fail(printed, &AzError::new(format!("{error}\n{QUERY_HELP}")))
        }
        Err(error) => fail(printed, &AzError::new(error.to_string())),
    }
}

fn fail(mut printed: Printed, error: &AzError) -> Printed {
    printed.stderr.push_str(&format!("ERROR: {}\n", error.message));
    printed.exit_code = error.exit_code;
    printed
}
