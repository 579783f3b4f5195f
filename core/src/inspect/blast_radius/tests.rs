//! What code on a host reaches, and what it does not.

use super::*;
use crate::session::{Session, SessionOptions};

const VM1: &str = "az vm create -g myResourceGroup -n vm1 --image Ubuntu2204 --generate-ssh-keys --assign-identity";
const VM2: &str = "az vm create -g myResourceGroup -n vm2 --image Ubuntu2204 --generate-ssh-keys --assign-identity id2";
const SUBSCRIPTION: &str = "/subscriptions/11111111-aaaa-4bbb-8ccc-000000000001";

struct World(Session);

impl World {
    fn new(lines: &[&str]) -> Self {
        let mut world = Self(Session::new(SessionOptions { terminal: true, ..SessionOptions::default() }));
        for line in lines {
            world.run(line);
        }
        world
    }

    fn run(&mut self, line: &str) {
        for outcome in self.0.run(line) {
            assert_eq!(outcome.exit_code, 0, "{line}: {}", outcome.stderr);
        }
    }

    /// Grants vm1's own identity a role below the subscription.
    fn grant(&mut self, role: &str, below: &str) {
        let host = self.id("vm1");
        let principal = self.0.state().resource(&host).unwrap().identity.system_assigned.clone().unwrap().principal_id;
        self.run(&format!(
            "az role assignment create --assignee-object-id {principal} --assignee-principal-type ServicePrincipal --role \"{role}\" --scope {SUBSCRIPTION}{below}"
        ));
    }

    fn id(&self, name: &str) -> ResourceId {
        self.0.state().resources().find(|it| it.name == name).unwrap().id.clone()
    }

    fn radius(&self) -> BlastRadius {
        of(self.0.state(), &self.id("vm1"))
    }

    /// Depth, kind and name of what is reached.
    fn reached(&self) -> Vec<(usize, &'static str, String)> {
        let name = |to: &str| to.rsplit('/').next().unwrap_or_default().to_owned();
        self.radius().hops.iter().map(|it| (it.depth, it.kind.word(), name(&it.to))).collect()
    }

    #[track_caller]
    fn reaches(&self, depth: usize, kind: &str, name: &str) {
        let reached = self.reached();
        assert!(reached.iter().any(|it| (it.0, it.1, it.2.as_str()) == (depth, kind, name)), "{reached:?}");
    }
}

#[test]
fn an_identity_without_grants_reaches_nothing_beyond_itself() {
    let world = World::new(&[VM1]);
    assert_eq!(world.reached(), [(1, "identity", "vm1#system-assigned".to_owned())]);
}

#[test]
fn a_host_that_is_off_or_gone_reaches_nothing() {
    let mut world = World::new(&[VM1]);
    let host = world.id("vm1");
    world.run("az vm deallocate -g myResourceGroup -n vm1");
    assert!(world.radius().hops.is_empty());
    world.run("az vm delete -g myResourceGroup -n vm1 --yes");
    assert!(of(world.0.state(), &host).hops.is_empty());
}

#[test]
fn a_reader_sees_the_group_and_runs_nothing() {
    let mut world = World::new(&[VM1, "az identity create -g myResourceGroup -n id2", VM2]);
    world.grant("Reader", "/resourceGroups/myResourceGroup");
    world.reaches(2, "grant", "myresourcegroup");
    assert!(!world.reached().iter().any(|it| it.1 == "host"));
}

#[test]
fn code_hops_from_host_to_host_and_takes_their_identities() {
    let mut world = World::new(&[VM1, "az identity create -g myResourceGroup -n id2", VM2]);
    world.grant("Virtual Machine Contributor", "/resourceGroups/myResourceGroup");
    world.reaches(2, "host", "vm2");
    world.reaches(3, "identity", "id2");
}

#[test]
fn attaching_needs_the_right_on_the_identity_and_on_a_host_that_one_runs() {
    let mut world = World::new(&[VM1, "az identity create -g myResourceGroup -n id2"]);
    world.grant("Managed Identity Operator", "/resourceGroups/myResourceGroup");
    assert!(!world.reached().iter().any(|it| it.2 == "id2"));
    world.grant("Virtual Machine Contributor", "/resourceGroups/myResourceGroup");
    world.reaches(2, "identity", "id2");
}

#[test]
fn secrets_and_keys_are_data_and_control_roles_do_not_read_a_vault_that_asks_rbac() {
    let mut world = World::new(&[
        VM1,
        "az keyvault create -g myResourceGroup -n rbacvault1 -l westus --enable-rbac-authorization true",
        "az storage account create -g myResourceGroup -n stor1 -l westus",
    ]);
    world.grant("Contributor", "/resourceGroups/myResourceGroup");
    world.reaches(2, "data", "stor1");
    assert!(!world.reached().iter().any(|it| it.2 == "rbacvault1"));
    world.grant("Key Vault Secrets User", "/resourceGroups/myResourceGroup");
    world.reaches(2, "data", "rbacvault1");
}

#[test]
fn who_may_grant_takes_everything_below() {
    let mut world = World::new(&[
        VM1,
        "az identity create -g myResourceGroup -n id2",
        "az keyvault create -g myResourceGroup -n rbacvault1 -l westus --enable-rbac-authorization true",
    ]);
    world.grant("User Access Administrator", "/resourceGroups/myResourceGroup");
    world.reaches(2, "takeover", "myresourcegroup");
    world.reaches(2, "data", "rbacvault1");
    world.reaches(2, "identity", "id2");
}

#[test]
fn a_change_is_told_as_what_came_and_what_went() {
    let mut world = World::new(&[VM1, "az identity create -g myResourceGroup -n id2", VM2]);
    let before = world.radius();
    world.grant("Virtual Machine Contributor", "/resourceGroups/myResourceGroup");
    let after = world.radius();
    let hosts = gained(&before, &after).into_iter().filter(|it| it.kind == HopKind::Host).count();
    assert_eq!((hosts, gained(&after, &before).len()), (1, 0));
}
