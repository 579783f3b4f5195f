//! What is said about each word.

use super::*;
use crate::az::complete::tests::world;
use crate::model::resource::ResourceKind;

fn told(line: &str) -> Vec<(String, &'static str, String)> {
    let pieces = explain(line, &world(), Dialect::Auto);
    pieces.into_iter().map(|it| (it.text, it.name, it.meaning)).collect()
}

fn meaning(line: &str, word: &str) -> String {
    let found = told(line).into_iter().find(|it| it.0 == word);
    let (_, name, meaning) = found.unwrap_or_else(|| panic!("no {word} in {:?}", told(line)));
    if name.is_empty() { meaning } else { format!("{name}: {meaning}") }
}

#[test]
fn words_options_and_values_say_what_they_are() {
    let line = "az vm identity assign -g myresourcegroup --name myVM --bogus";
    assert_eq!(meaning(line, "identity"), "Manage managed identities of virtual machines.");
    assert_eq!(meaning(line, "-g"), "Short for --resource-group. The resource group's name.");
    assert_eq!(meaning(line, "myresourcegroup"), "resource group: Resource group myResourceGroup");
    assert_eq!(meaning(line, "myVM"), "resource name: virtualMachines myVM");
    assert_eq!(meaning(line, "--bogus"), "'az vm identity assign' has no such option.");
    assert!(meaning("az vm redeploy -g a", "redeploy").ends_with("not simulated here."));
}

#[test]
fn each_kind_of_guid_is_told_apart_and_where_else_it_stands() {
    let state = world();
    let identity = state.resources().find(|it| matches!(it.kind, ResourceKind::UserAssignedIdentity(_))).unwrap();
    let ResourceKind::UserAssignedIdentity(ids) = &identity.kind else { panic!("{identity:?}") };
    let say = |guid: &str| meaning(&format!("az ad sp show --id {guid}"), guid);
    assert_eq!(say(ids.client_id.as_str()), "clientId: Client ID of the managed identity myIdentity");
    assert_eq!(say(ids.principal_id.as_str()), "principalId: myIdentity, user-assigned identity");
    assert_eq!(say(state.subscriptions()[0].id.as_str()).split(':').next(), Some("subscriptionId"));
    assert_eq!(say("8e3af657-a8ff-443c-a75c-2fe8c4bcb635"), "roleDefinitionId: Role Owner");
    assert_eq!(say("00000000-0000-4000-8000-000000000000"), "A GUID that nothing in this world has.");
    let alice = explain("az x --id 33333333-aaaa-4bbb-8ccc-000000000001", &state, Dialect::Auto);
    assert_eq!((alice[3].kind, alice[3].name), (PieceKind::Unknown, "objectId"));
    let shown = explain("az ad user show --id 33333333-aaaa-4bbb-8ccc-000000000001", &state, Dialect::Auto);
    assert!(shown.last().unwrap().uses[0].starts_with("principalId of the grant of Owner on /subscriptions/"));
}

#[test]
fn an_id_is_taken_apart_where_it_stands_in_the_line() {
    let state = world();
    let vm = state.resources().find(|it| it.name == "myVM").unwrap();
    let line = format!("az vm show --ids \"{}\" --output=table", vm.id.as_str());
    let pieces = explain(&line, &state, Dialect::Auto);
    for piece in &pieces {
        assert!(line.get(piece.start..piece.end).unwrap().contains(&piece.text), "{piece:?}");
    }
    let name = pieces.iter().find(|it| it.depth == 1 && it.text == "myVM").unwrap();
    assert_eq!(name.meaning, "The resource's name: virtualMachines myVM");
    assert_eq!(name.about.as_deref(), Some(vm.id.key().as_str()));
    let subscription = state.subscriptions()[0].id.to_string();
    assert!(pieces.iter().any(|it| it.depth == 1 && it.text == subscription));
    assert!(pieces.iter().any(|it| it.text == "table" && it.depth == 1));
}

#[test]
fn secrets_are_not_repeated() {
    assert!(told("az vm create --admin-password hunter2hunter2").iter().all(|it| !it.0.contains("hunter2")));
    assert_eq!(explain("x=$(az group list)", &world(), Dialect::Auto).len(), 3);
}
