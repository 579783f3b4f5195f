//! Generated sessions: replay is the session again, redo undoes undo, a refusal changes nothing, invariants hold.

use std::fmt::Write;
use std::hash::{DefaultHasher, Hasher};

use keyless_core::event::Event;
use keyless_core::session::{Outcome, Session, SessionOptions};
use keyless_core::state::State;
use keyless_tests::cloud::SUBSCRIPTION;
use keyless_tests::invariants::broken;
use keyless_tests::oracle::Judge;
use keyless_tests::plain::{Command, Place, Plain};
use keyless_tests::random::config;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

/// A number for everything that a state is, its sequence number and its clients included.
fn digest(state: &State) -> u64 {
    struct Text(DefaultHasher);
    impl Write for Text {
        fn write_str(&mut self, text: &str) -> std::fmt::Result {
            self.0.write(text.as_bytes());
            Ok(())
        }
    }
    let mut text = Text(DefaultHasher::new());
    let _ = write!(text, "{state:?}");
    text.0.finish()
}

/// All that the cloud holds, in words; what the client remembers and the sequence number do not count.
fn cloud(state: &State) -> String {
    format!(
        "{:?} {:?} {:?} {:?}",
        state.groups().collect::<Vec<_>>(),
        state.resources().collect::<Vec<_>>(),
        state.principals().collect::<Vec<_>>(),
        state.assignments().collect::<Vec<_>>()
    )
}

fn group() -> impl Strategy<Value = &'static str> + Clone {
    select(vec!["myResourceGroup", "MYRESOURCEGROUP", "other"])
}

fn machine() -> impl Strategy<Value = String> {
    (group(), select(vec!["vm1", "VM1", "vm2"])).prop_map(|(group, name)| format!("-g {group} -n {name}"))
}

fn identity() -> impl Strategy<Value = String> {
    (group(), select(vec!["id1", "ID1", "id2"])).prop_map(|(group, name)| format!("-g {group} -n {name}"))
}

fn identities() -> impl Strategy<Value = String> {
    subsequence(vec!["[system]", "id1", "Id2"], 1..=3).prop_map(|it| format!("--identities {}", it.join(" ")))
}

fn scope() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(format!("/subscriptions/{SUBSCRIPTION}")),
        group().prop_map(|it| format!("/subscriptions/{SUBSCRIPTION}/resourceGroups/{it}")),
    ]
}

fn account() -> impl Strategy<Value = &'static str> {
    select(vec!["alice", "vmcontributor", "vmoperator", "reader"])
}

fn role() -> impl Strategy<Value = &'static str> {
    select(vec!["Reader", "Contributor", "Owner", "\"Managed Identity Operator\"", "Nonsense"])
}

/// Lines that change the cloud, or are refused.
fn change() -> BoxedStrategy<String> {
    let tail = "--image Ubuntu2204 --admin-username azureuser --generate-ssh-keys";
    prop_oneof![
        2 => group().prop_map(|it| format!("az group create -n {it} -l westus")),
        1 => group().prop_map(|it| format!("az group delete -n {it} --yes")),
        1 => group().prop_map(|it| format!("az group delete -n {it}")),
        4 => identity().prop_map(|it| format!("az identity create {it}")),
        2 => identity().prop_map(|it| format!("az identity delete {it}")),
        3 => machine().prop_map(move |it| format!("az vm create {it} {tail}")),
        2 => machine().prop_map(move |it| format!("az vm create {it} {tail} --assign-identity [system] id1")),
        1 => machine().prop_map(|it| format!("az vm delete {it} --yes")),
        4 => (machine(), identities()).prop_map(|(it, ids)| format!("az vm identity assign {it} {ids}")),
        2 => (machine(), role(), scope())
            .prop_map(|(it, role, scope)| format!("az vm identity assign {it} --role {role} --scope {scope}")),
        3 => (machine(), identities()).prop_map(|(it, ids)| format!("az vm identity remove {it} {ids}")),
        2 => (account(), role(), scope()).prop_map(|(who, role, scope)| {
            format!("az role assignment create --assignee {who}@contoso.onmicrosoft.com --role {role} --scope {scope}")
        }),
        1 => (account(), scope()).prop_map(|(who, scope)| {
            format!("az role assignment delete --assignee {who}@contoso.onmicrosoft.com --scope {scope}")
        }),
    ]
    .boxed()
}

/// Any line: changes, looks, accounts, time, the timeline, and nonsense.
fn line() -> impl Strategy<Value = String> {
    let words = ["az", "vm", "identity", "assign", "-g", "'", "\"", "<NAME>", ";", "&&", "||", "`", "\\", "é", "--ids"];
    prop_oneof![
        12 => change(),
        3 => account().prop_map(|it| format!("keyless account {it}")),
        2 => select(vec!["undo", "redo", "undo 3", "redo 2", "reset", "history", "keyless goto 1"]).prop_map(str::to_owned),
        1 => (1..5000_u32).prop_map(|it| format!("keyless clock +{it}s")),
        1 => select(vec!["y", "n", "maybe", ""]).prop_map(str::to_owned),
        3 => select(vec![
            "az group list -o table", "az vm list --query [].name", "az identity list", "az ad sp list --all",
            "az role assignment list --all", "az vm list -d -o yaml",
        ]).prop_map(str::to_owned),
        1 => prop::collection::vec(select(words.to_vec()), 1..6).prop_map(|it| it.join(" ")),
        1 => (change(), change()).prop_map(|(a, b)| format!("{a} && {b}")),
    ]
}

fn session(lines: &[String]) -> Session {
    let mut session = Session::new(SessionOptions { terminal: true, ..SessionOptions::default() });
    for line in lines {
        session.run(line);
    }
    session
}

/// What is wrong with an outcome's exchanges: a refused request may leave nothing but the event that says so.
fn refusal_left_something(outcome: &Outcome) -> Option<String> {
    let refused = outcome.exchanges.iter().filter(|it| it.response.status >= 400);
    let silent = |event: &Event| matches!(event, Event::RequestRefused { .. });
    let left = refused.filter(|it| it.events.len() > 1 || !it.events.iter().all(silent));
    left.map(|it| format!("{}: {:?}", it.request.url, it.events)).next()
}

proptest! {
    #![proptest_config(config(60))]

    #[test]
    fn replaying_a_journal_is_the_session_again(lines in prop::collection::vec(line(), 1..30)) {
        let live = session(&lines);
        let again = Session::replay(&live.journal()).map_err(|it| TestCaseError::fail(it.to_string()))?;
        prop_assert_eq!(digest(again.state()), digest(live.state()));
        prop_assert_eq!(again.position(), live.position());
        prop_assert_eq!(again.transcript(), live.transcript());
    }

    #[test]
    fn redo_undoes_undo(lines in prop::collection::vec(line(), 1..20), times in 1..4_usize) {
        let mut session = session(&lines);
        if session.question().is_some() {
            session.run("n");
        }
        // A look may stand at the end: it is no change, and redo stops before it.
        session.run("keyless clock +1s");
        let (before, position) = (digest(session.state()), session.position());
        prop_assert_eq!(session.run(&format!("undo {times}"))[0].exit_code, 0);
        prop_assert!(session.position() < position);
        session.run("az group list");
        session.run("history");
        prop_assert_eq!(session.run(&format!("redo {times}"))[0].exit_code, 0);
        prop_assert_eq!((digest(session.state()), session.position()), (before, position));
    }

    #[test]
    fn a_refused_request_changes_nothing(lines in prop::collection::vec(line(), 1..30)) {
        let session = session(&lines);
        for entry in session.entries() {
            prop_assert_eq!(refusal_left_something(&entry.outcome), None);
            if !entry.changed_world() {
                prop_assert_eq!(cloud(&entry.before), cloud(&entry.after), "{}", entry.outcome.line);
            }
            let applied = entry.outcome.events.iter().fold(entry.before.clone(), |mut state, event| {
                state.apply(event);
                state
            });
            if entry.outcome.line.trim() != "reset" {
                prop_assert_eq!(digest(&applied), digest(&entry.after), "events are all that changes a world");
            }
        }
    }

    #[test]
    fn invariants_hold_after_every_line(lines in prop::collection::vec(line(), 1..30)) {
        let (session, judge) = (session(&lines), Judge::default());
        for entry in session.entries() {
            prop_assert_eq!(broken(&judge, &entry.after), None, "{}", entry.outcome.line);
        }
    }
}

fn place(names: &'static [&'static str]) -> impl Strategy<Value = Place> {
    (select(vec!["myresourcegroup", "other"]), select(names.to_vec()))
        .prop_map(|(group, name)| (group.to_owned(), name.to_owned()))
}

fn command() -> impl Strategy<Value = Command> {
    const MACHINES: &[&str] = &["vm1", "vm2"];
    const IDENTITIES: &[&str] = &["id1", "id2"];
    let group = || select(vec!["myresourcegroup", "other"]).prop_map(str::to_owned);
    let several = || (any::<bool>(), prop::collection::vec(place(IDENTITIES), 0..3));
    // Naming nothing at all means [system] to az.
    let named = |(system, others): (bool, Vec<Place>)| (system || others.is_empty(), others);
    prop_oneof![
        2 => group().prop_map(Command::CreateGroup),
        1 => group().prop_map(Command::DeleteGroup),
        5 => place(IDENTITIES).prop_map(Command::CreateIdentity),
        3 => place(IDENTITIES).prop_map(Command::DeleteIdentity),
        5 => (place(MACHINES), any::<bool>()).prop_map(|(it, system)| Command::CreateMachine(it, system)),
        2 => place(MACHINES).prop_map(Command::DeleteMachine),
        8 => (place(MACHINES), several().prop_map(named)).prop_map(|(it, (own, ids))| Command::Assign(it, own, ids)),
        6 => (place(MACHINES), several().prop_map(named)).prop_map(|(it, (own, ids))| Command::Remove(it, own, ids)),
    ]
}

proptest! {
    #![proptest_config(config(120))]

    #[test]
    fn az_does_what_the_plain_model_does(commands in prop::collection::vec(command(), 1..30)) {
        let mut session = Session::new(SessionOptions::default());
        let mut plain = Plain::with_group("myResourceGroup");
        for command in &commands {
            // az vm create over a machine that is there is a matter of its own.
            if matches!(command, Command::CreateMachine(it, _) if plain.has_machine(it)) {
                continue;
            }
            let outcome = session.run(&command.line(SUBSCRIPTION)).remove(0);
            let exit_code = plain.run(command);
            prop_assert_eq!(outcome.exit_code, exit_code, "{}\n{}", &outcome.line, &outcome.stderr);
            prop_assert_eq!(plain.difference(session.state()), None, "{}", &outcome.line);
        }
    }
}
