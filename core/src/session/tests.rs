//! Sessions from the outside: lines in, outcomes and worlds out.

use super::*;

fn session() -> Session {
    Session::new(SessionOptions { terminal: true, ..SessionOptions::default() })
}

fn groups(session: &Session) -> Vec<String> {
    session.state().groups().map(|group| group.name.clone()).collect()
}

#[test]
fn keyless_builtins_are_steps_and_refuse_what_they_do_not_know() {
    let mut session = session();
    assert_eq!(session.run("keyless account vmcontributor")[0].exit_code, 0);
    let name = session.state().terminal().profile.as_ref().unwrap().user_name.clone();
    assert_eq!(name, "vmcontributor@contoso.onmicrosoft.com");
    assert_eq!(session.run("keyless account nobody")[0].exit_code, 1);
    let before = session.state().now();
    session.run("keyless clock +10m");
    assert_eq!(session.state().now(), before.plus(600));
    assert_eq!(session.run("keyless clock -10m")[0].exit_code, 1);
    assert_eq!(session.run("vim")[0].exit_code, 127);
}

#[test]
fn undo_redo_and_reset_move_between_worlds() {
    let mut session = session();
    session.run("az group create -n one -l westus");
    session.run("az group list");
    session.run("az group create -n two -l westus");
    assert_eq!(groups(&session), ["myResourceGroup", "one", "two"]);
    session.run("undo 2");
    assert_eq!(groups(&session), ["myResourceGroup"]);
    session.run("redo");
    assert_eq!(groups(&session), ["myResourceGroup", "one"]);
    session.run("reset");
    assert_eq!(groups(&session), ["myResourceGroup"]);
    session.run("undo");
    assert_eq!(groups(&session), ["myResourceGroup", "one"]);
    let again = Session::replay(&session.journal()).unwrap();
    assert_eq!(groups(&again), groups(&session));
    assert_eq!(again.state().sequence(), session.state().sequence());
}

#[test]
fn a_paste_is_one_change_for_undo_and_stops_at_its_first_error() {
    let mut session = session();
    session.run("az group create -n first -l westus");
    let outcomes = session.run("az group create -n a -l westus\naz group list\naz group create -n b -l westus");
    assert_eq!(outcomes.len(), 3);
    session.run("undo");
    assert_eq!(groups(&session), ["first", "myResourceGroup"]);
    session.run("redo");
    assert_eq!(groups(&session), ["a", "b", "first", "myResourceGroup"]);
    let outcomes = session.run("az group show -n none\naz group create -n c -l westus\naz group list");
    assert_eq!(outcomes.len(), 1);
    assert_eq!(outcomes[0].notes, ["A paste stops at its first error. Not run: 2 commands."]);
    assert!(session.run("az group show -n none")[0].notes.is_empty());
    assert_eq!(groups(&session).len(), 4);
}

#[test]
fn a_question_waits_for_its_answer() {
    let mut session = session();
    session.run("az group delete -n myResourceGroup");
    assert!(session.question().is_some());
    session.run("maybe");
    assert!(session.question().is_some());
    assert_eq!(session.run("n")[0].exit_code, 1);
    assert_eq!(groups(&session), ["myResourceGroup"]);
    session.run("az group delete -n myResourceGroup");
    assert_eq!(session.run("y")[0].exit_code, 0);
    assert!(groups(&session).is_empty());
}

#[test]
fn what_if_shows_requests_and_changes_and_changes_nothing() {
    let mut session = session();
    let (before, now) = (session.state().sequence(), session.state().now());
    let told = session.what_if("az identity create -g myResourceGroup -n a; az group delete -n myResourceGroup");
    assert_eq!(told.exit_code, 0, "{}", told.stderr);
    assert!(told.requests.iter().any(|it| it.method == "PUT" && it.url.contains("userAssignedIdentities/a")));
    assert!(told.requests.iter().any(|it| it.method == "DELETE"), "the question is answered with yes");
    assert!(told.changes.iter().any(|it| it.contains("is gone")), "{:?}", told.changes);
    assert_eq!((told.before.groups().count(), told.after.groups().count()), (1, 0));
    assert_eq!((session.state().sequence(), session.state().now()), (before, now));
    let printed = session.run("what-if az group create -n x -l westus && az group list");
    assert_eq!(printed.len(), 1);
    assert!(printed[0].stdout.contains("The resource group x is new in westus."), "{}", printed[0].stdout);
    assert_eq!((session.entries().len(), session.state().sequence()), (0, before));
    assert_eq!(session.run("what-if")[0].exit_code, 2);
}

#[test]
fn explain_prints_a_line_for_each_word() {
    let mut session = session();
    let printed = session.run("explain az group show -n myResourceGroup | head");
    assert!(printed[0].stdout.contains("myResourceGroup"), "{}", printed[0].stdout);
    assert!(printed[0].stdout.lines().next().unwrap().starts_with("az  "));
    assert_eq!(session.entries().len(), 0);
}

#[test]
fn completion_knows_the_world_and_the_builtins() {
    let session = session();
    let texts = |line: &str| -> Vec<String> {
        session.complete(line, line.len()).candidates.into_iter().map(|it| it.text).collect()
    };
    assert_eq!(texts("az group show -n my"), ["myResourceGroup"]);
    assert_eq!(texts("wh"), ["what-if"]);
    assert!(texts(&"az vm show --x ".repeat(100_000)).is_empty(), "a huge line is left alone");
    assert_eq!(texts("keyless set "), ["strict"]);
    assert!(texts("keyless account ").contains(&"vmcontributor".to_owned()));
}

#[test]
fn a_prepared_session_begins_where_its_lines_lead_and_comes_back_there() {
    let lines = ["az group create -n first -l westus".to_owned()];
    let mut session = Session::prepared(SessionOptions::default(), &lines);
    let again = Session::replay(&session.journal()).unwrap();
    assert_eq!(again.state().groups().count(), 2);
    assert!(session.entries().is_empty() && session.transcript().is_empty() && !session.can_undo());
    let groups = |session: &Session| session.state().groups().map(|it| it.name.clone()).collect::<Vec<_>>();
    assert_eq!(groups(&session), ["first", "myResourceGroup"]);
    session.run("az group create -n second -l westus");
    assert_eq!(groups(&session).len(), 3);
    session.run("reset");
    assert_eq!(groups(&session), ["first", "myResourceGroup"]);
}

#[test]
fn what_is_simpler_than_azure_is_said_once_and_not_when_az_runs_to_the_letter() {
    let mut session = session();
    let said = |outcomes: Vec<Arc<Outcome>>| outcomes[0].notes.iter().any(|it| it.contains("about/#ten-regions"));
    assert!(said(session.run("az account list-locations -o none")));
    assert!(!said(session.run("az account list-locations -o none")));
    assert!(!said(session.run("az group list")));
    let mut strict = Session::new(SessionOptions { strict: true, ..SessionOptions::default() });
    assert!(!said(strict.run("az account list-locations -o none")));
}
