//! Hosts of identities in their states: machines moved, stopped and written whole, scale sets, web apps.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use keyless_core::api::request::Method;
use keyless_core::event::Event;
use keyless_core::model::resource::ResourceKind;
use keyless_core::model::scope::ResourceId;
use keyless_tests::world::{SUB, World};
use serde_json::json;

const CREATE: &str = "--image Ubuntu2204 --admin-username azureuser --generate-ssh-keys -o none";

fn world() -> World {
    let mut world = World::new();
    world.ok("az group create -n rg -l westus");
    world.ok("az group create -n rg2 -l westus");
    world.ok("az identity create -g rg -n id1");
    world
}

fn machine(group: &str) -> String {
    format!("{SUB}/resourceGroups/{group}/providers/Microsoft.Compute/virtualMachines/vm1")
}

fn move_to(target: &str, id: &str) -> serde_json::Value {
    json!({ "resources": [id], "targetResourceGroup": format!("{SUB}/resourceGroups/{target}") })
}

#[test]
fn r29_a_user_assigned_identity_cannot_move() {
    let mut world = world();
    let id = format!("{SUB}/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id1");
    for verb in ["moveResources", "validateMoveResources"] {
        let path = format!("{SUB}/resourceGroups/rg/{verb}");
        let done = world.send(Method::Post, &path, Some(&move_to("rg2", &id)));
        assert_eq!(done.code(), "ResourceMoveNotSupported");
        assert!(done.cites(29), "{verb}");
    }
    assert!(world.state.resource(&ResourceId::new(id)).is_some());
}

#[test]
fn r42_a_moved_machine_keeps_its_identity_and_will_not_start_until_it_is_updated() {
    let mut world = world();
    world.ok(&format!("az vm create -g rg -n vm1 --assign-identity [system] id1 {CREATE}"));
    let before = world.state.resource(&ResourceId::new(machine("rg"))).unwrap().identity.clone();
    let done = world.send(
        Method::Post,
        &format!("{SUB}/resourceGroups/rg/moveResources"),
        Some(&move_to("rg2", &machine("rg"))),
    );
    assert_eq!(done.response.as_ref().unwrap().status, 202);
    assert!(done.cites(42));
    assert!(world.state.resource(&ResourceId::new(machine("rg"))).is_none());
    assert_eq!(world.state.resource(&ResourceId::new(machine("rg2"))).unwrap().identity, before);
    let hosts = world.ok("az identity list-resources -g rg -n id1 --query [].resourceGroup").json();
    assert_eq!(hosts, json!(["rg2"]));
    world.ok("az vm restart -g rg2 -n vm1");
    world.ok("az vm deallocate -g rg2 -n vm1");
    assert!(world.refused("az vm start -g rg2 -n vm1", "FailedIdentityOperation").cites(42));
    assert!(world.ok("az vm update -g rg2 -n vm1 --set tags.fixVM=yes").cites(42));
    world.ok("az vm start -g rg2 -n vm1");
}

#[test]
fn r43_grants_on_a_moved_machine_stay_behind() {
    let mut world = world();
    world.ok(&format!("az vm create -g rg -n vm1 {CREATE}"));
    world.ok(&format!(
        "az role assignment create --assignee 33333333-aaaa-4bbb-8ccc-000000000001 --role Reader --scope {}",
        machine("rg")
    ));
    let done = world.send(
        Method::Post,
        &format!("{SUB}/resourceGroups/rg/moveResources"),
        Some(&move_to("rg2", &machine("rg"))),
    );
    assert!(done.cites(43));
    assert_eq!(world.state.assignments().filter(|it| it.scope == ResourceId::new(machine("rg"))).count(), 1);
    assert_eq!(world.state.assignments().filter(|it| it.scope == ResourceId::new(machine("rg2"))).count(), 0);
}

#[test]
fn moves_are_checked_at_both_ends() {
    let mut world = world();
    world.ok(&format!("az vm create -g rg -n vm1 {CREATE}"));
    let path = format!("{SUB}/resourceGroups/rg/moveResources");
    let id = machine("rg");
    assert_eq!(world.send(Method::Post, &path, Some(&move_to("nope", &id))).code(), "ResourceGroupNotFound");
    assert_eq!(world.send(Method::Post, &path, Some(&move_to("rg", &id))).code(), "InvalidTargetResourceGroup");
    assert_eq!(world.send(Method::Post, &path, Some(&move_to("rg2", "/x"))).code(), "ResourceNotFound");
    world.ok("az lock create -n l -g rg2 -t ReadOnly");
    assert_eq!(world.send(Method::Post, &path, Some(&move_to("rg2", &id))).code(), "ScopeLocked");
}

#[test]
fn r50_a_stopped_machine_keeps_its_identity_and_runs_no_commands() {
    let mut world = world();
    world.ok(&format!("az vm create -g rg -n vm1 --assign-identity [system] {CREATE}"));
    let line = "az vm run-command invoke -g rg -n vm1 --command-id RunShellScript --scripts \"echo hi\"";
    let printed = world.ok(line).json();
    assert_eq!(printed["value"][0]["message"], "Enable succeeded: \n[stdout]\nhi\n\n[stderr]\n");
    let before = world.ok("az vm identity show -g rg -n vm1").json();
    for stop in ["az vm stop -g rg -n vm1", "az vm deallocate -g rg -n vm1"] {
        assert!(world.ok(stop).cites(50));
        assert!(world.refused(line, "OperationNotAllowed").cites(50));
        assert_eq!(world.ok("az vm identity show -g rg -n vm1").json(), before);
    }
    world.ok("az vm stop -g rg -n vm1");
    let view = world.ok("az vm get-instance-view -g rg -n vm1 --query instanceView.statuses[1].code").json();
    assert_eq!(view, "PowerState/deallocated", "what is deallocated is off already");
}

#[test]
fn r51_the_instances_of_a_scale_set_share_one_identity() {
    let mut world = world();
    world.ok(&format!("az vmss create -g rg -n set1 --instance-count 5 {CREATE}"));
    let assigned = world.ok("az vmss identity assign -g rg -n set1").json();
    let principals = world.state.principals().filter(|it| it.display_name() == "set1").count();
    assert_eq!(principals, 1, "five instances, one principal");
    assert_eq!(assigned["systemAssignedIdentity"].as_str().map(str::len), Some(36));
    let both = world.ok("az vmss identity assign -g rg -n set1 --identities id1").json();
    assert_eq!(both["systemAssignedIdentity"], assigned["systemAssignedIdentity"]);
    let left = world.ok("az vmss identity remove -g rg -n set1 --identities id1").json();
    assert_eq!(left["type"], "SystemAssigned");
    assert!(world.ok("az vmss delete -g rg -n set1").cites(15));
}

#[test]
fn r24_a_regional_identity_stays_in_its_region() {
    let mut world = world();
    world.ok("az identity create -g rg -n near --isolation-scope Regional");
    world.ok("az group create -n far -l eastus");
    world.ok(&format!("az vm create -g far -n vm1 {CREATE}"));
    let id = format!("{SUB}/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/near");
    let line = format!("az vm identity assign -g far -n vm1 --identities {id}");
    assert!(world.refused(&line, "FailedIdentityOperation").cites(24));
    world.ok("az identity update -g rg -n near --isolation-scope None");
    world.ok(&line);
}

fn web_app(world: &mut World) {
    world.ok("az appservice plan create -g rg -n plan1 --sku B1");
    world.ok("az webapp create -g rg -p plan1 -n app-one --runtime NODE:20-lts");
}

#[test]
fn r25_a_restricted_identity_goes_only_to_the_hosts_that_it_names() {
    let mut world = world();
    web_app(&mut world);
    world.ok("az identity create -g rg -n only --resource-restriction '{\"providers\":[\"Microsoft.Compute\"]}'");
    let id = format!("{SUB}/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/only");
    let line = format!("az webapp identity assign -g rg -n app-one --identities {id}");
    assert!(world.refused(&line, "FailedIdentityOperation").cites(25));
    world.ok(&format!("az vm create -g rg -n vm1 --assign-identity only {CREATE}"));
}

#[test]
fn a_web_app_gets_and_loses_identities_as_a_machine_does() {
    let mut world = world();
    web_app(&mut world);
    let on = world.ok("az webapp identity assign -g rg -n app-one").json();
    let id = format!("{SUB}/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id1");
    let both = world.ok(&format!("az webapp identity assign -g rg -n app-one --identities {id}")).json();
    assert_eq!((&both["principalId"], &both["type"]), (&on["principalId"], &json!("SystemAssigned, UserAssigned")));
    let done = world.ok("az webapp identity remove -g rg -n app-one");
    assert!(done.cites(12));
    assert_eq!(done.json()["type"], "UserAssigned");
    let wrong = world.run("az webapp identity remove -g rg -n app-one --identities /x");
    assert!(wrong.printed.stderr.contains("'/x' are not associated with 'app-one'"));
    let again = world.ok("az webapp identity assign -g rg -n app-one").json();
    assert_ne!(again["principalId"], on["principalId"], "R13");
    let gone = world.ok("az webapp delete -g rg -n app-one");
    assert!(gone.cites(15));
    world.ok("az identity show -g rg -n id1");
}

#[test]
fn a_site_needs_a_plan_and_a_free_name_and_a_plan_in_use_stays() {
    let mut world = world();
    web_app(&mut world);
    let twice = world.run("az webapp create -g rg2 -p plan1 -n app-one --runtime NODE:20-lts");
    assert_ne!(twice.printed.exit_code, 0);
    let none = world.run("az webapp create -g rg -p nope -n app-two --runtime NODE:20-lts");
    assert!(none.printed.stderr.contains("The plan 'nope' doesn't exist."));
    world.refused("az appservice plan delete -g rg -n plan1 --yes", "Conflict");
}

/// An account that may write machines and nothing else, signed in.
fn as_machine_contributor(world: &mut World) {
    let owner = world.state.assignments().find(|it| it.role.as_str().starts_with("8e3af657")).cloned().unwrap();
    let mut role = owner.clone();
    role.role = keyless_core::model::id::RoleId::new("9980e02c-c2be-4d73-94e8-173b1dc7cf3c");
    world.state.apply(&Event::RoleAssignmentDeleted {
        id: owner.id,
        principal_id: owner.principal_id,
        role_name: "Owner".to_owned(),
        scope: owner.scope,
    });
    world.state.apply(&Event::RoleAssignmentCreated { assignment: role });
}

#[test]
fn r69_a_full_write_checks_each_identity_that_it_sends_and_a_patch_without_them_does_not() {
    let mut world = world();
    world.ok(&format!("az vm create -g rg -n vm1 --assign-identity id1 {CREATE}"));
    as_machine_contributor(&mut world);
    world.refused("az vm update -g rg -n vm1 --set tags.a=b", "LinkedAuthorizationFailed");
    world.refused("az vm resize -g rg -n vm1 --size Standard_B1s", "LinkedAuthorizationFailed");
    let body = json!({ "properties": { "hardwareProfile": { "vmSize": "Standard_B1s" } } });
    let done = world.send(Method::Patch, &machine("rg"), Some(&body));
    assert_eq!(done.response.unwrap().status, 200);
    let vm = world.state.resource(&ResourceId::new(machine("rg"))).unwrap();
    assert!(matches!(&vm.kind, ResourceKind::VirtualMachine(it) if it.size == "Standard_B1s"));
    assert_eq!(vm.identity.user_assigned.len(), 1);
}

#[test]
fn a_full_write_keeps_the_image_and_the_identities() {
    let mut world = world();
    world.ok(&format!("az vm create -g rg -n vm1 --assign-identity [system] id1 {CREATE}"));
    let before = world.ok("az vm show -g rg -n vm1").json();
    world.ok("az vm update -g rg -n vm1 --set tags.a=b");
    let after = world.ok("az vm show -g rg -n vm1").json();
    assert_eq!(after["storageProfile"], before["storageProfile"]);
    assert_eq!(after["identity"], before["identity"]);
    assert_eq!(after["vmId"], before["vmId"]);
    assert_eq!(after["tags"], json!({ "a": "b" }));
}

#[test]
fn any_resource_is_shown_tagged_and_deleted_by_id_or_by_parts() {
    let mut world = world();
    world.ok(&format!("az vm create -g rg -n vm1 {CREATE}"));
    let id = machine("rg");
    assert_eq!(world.ok(&format!("az resource show --ids {id} --query name")).json(), "vm1");
    world.ok(&format!("az resource tag --ids {id} --tags a=b c=d"));
    let line =
        "az resource tag -g rg -n vm1 --resource-type Microsoft.Compute/virtualMachines -i --tags e=f --query tags";
    assert_eq!(world.ok(line).json(), json!({ "a": "b", "c": "d", "e": "f" }));
    let nic = format!("{SUB}/resourceGroups/rg/providers/Microsoft.Network/networkInterfaces/vm1VMNic");
    let kept = world.run(&format!("az resource delete --ids {nic}"));
    assert!(kept.printed.stderr.contains("Some resources failed to be deleted"), "{}", kept.printed.stderr);
    world.ok(&format!("az resource delete --ids {nic} {id}"));
    assert!(world.state.resource(&ResourceId::new(nic)).is_none());
}

#[test]
fn waiting_ends_at_once_or_says_that_it_timed_out() {
    let mut world = world();
    world.ok("az group wait -n rg --exists");
    world.ok("az group wait -n nope --deleted");
    assert!(world.run("az group wait -n rg --deleted").printed.stderr.contains("Wait operation timed-out after 3600"));
    assert!(world.run("az group wait -n rg").printed.stderr.contains("incorrect usage: --created"));
}
