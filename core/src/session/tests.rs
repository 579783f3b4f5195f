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
    assert_eq!(session.run("ls")[0].exit_code, 127);
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
