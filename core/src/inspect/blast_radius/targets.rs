//! What a step can lead to: other hosts, other identities, secrets and blobs.

use super::{Allowed, Foothold, HopKind, Walk};
use crate::authz::evaluate::Plane;
use crate::model::resource::{Resource, ResourceKind};
use crate::model::scope::Scope;
use crate::token::validate::Caller;

const GET_SECRET: &str = "Microsoft.KeyVault/vaults/secrets/getSecret/action";
const READ_BLOB: &str = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read";
const LIST_KEYS: &str = "Microsoft.Storage/storageAccounts/listKeys/action";
const WRITE_POLICY: &str = "Microsoft.KeyVault/vaults/accessPolicies/write";
const ATTACH: &str = "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action";
const FEDERATE: &str = "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/write";

/// Whether code can run on it.
pub(super) const fn is_host(resource: &Resource) -> bool {
    matches!(resource.kind, ResourceKind::VirtualMachine(_) | ResourceKind::ScaleSet(_) | ResourceKind::Site(_))
}

/// What gives somebody code on a host of this kind.
const fn runs_code(resource: &Resource) -> &'static [&'static str] {
    match resource.kind {
        ResourceKind::VirtualMachine(_) => &[
            "Microsoft.Compute/virtualMachines/runCommand/action",
            "Microsoft.Compute/virtualMachines/extensions/write",
        ],
        ResourceKind::ScaleSet(_) => &[
            "Microsoft.Compute/virtualMachineScaleSets/virtualMachines/runCommand/action",
            "Microsoft.Compute/virtualMachineScaleSets/extensions/write",
        ],
        ResourceKind::Site(_) => &["Microsoft.Web/sites/publish/action"],
        _ => &[],
    }
}

/// What writes a host of this kind, its identities included.
const fn write(resource: &Resource) -> &'static str {
    match resource.kind {
        ResourceKind::ScaleSet(_) => "Microsoft.Compute/virtualMachineScaleSets/write",
        ResourceKind::Site(_) => "Microsoft.Web/sites/write",
        _ => "Microsoft.Compute/virtualMachines/write",
    }
}

/// An identity that acts, from its node, with what it may grant itself.
struct Actor<'a> {
    caller: &'a Caller,
    who: &'a str,
    ruled: &'a [Scope],
    node: &'a str,
    depth: usize,
}

impl Walk<'_> {
    /// Everything under the identity's grants that leads on, or that holds data.
    pub(super) fn targets(
        &mut self,
        caller: &Caller,
        who: &str,
        grants: &[(String, Scope)],
        ruled: &[Scope],
        node: &str,
        depth: usize,
    ) {
        let state = self.state;
        let actor = Actor { caller, who, ruled, node, depth };
        let mut targets: Vec<&Resource> =
            state.resources().filter(|it| grants.iter().any(|(_, scope)| scope.contains(&it.id))).collect();
        crate::model::order::sort_by_number(&mut targets, |it| it.order);
        for target in &targets {
            match &target.kind {
                ResourceKind::KeyVault(_) => self.vault(&actor, target),
                ResourceKind::StorageAccount(_) => self.account(&actor, target),
                _ if is_host(target) => self.host(&actor, target),
                _ => {}
            }
        }
        // Attaching an identity needs a host, so hosts come first.
        for target in targets {
            if let ResourceKind::UserAssignedIdentity(identity) = &target.kind
                && let Some(sentence) = self.becomes(&actor, target)
            {
                self.identity(depth + 1, node, target.id.key(), &identity.principal_id, sentence);
            }
        }
        // A vault's access policies reach it without any role.
        for vault in state.resources().filter(|it| matches!(it.kind, ResourceKind::KeyVault(_))) {
            if !grants.iter().any(|(_, scope)| scope.contains(&vault.id)) {
                self.vault(&actor, vault);
            }
        }
    }

    fn controls(&self, actor: &Actor<'_>, action: &str, target: &Resource) -> Option<Allowed> {
        self.may(actor.caller, action, &target.id, Plane::Control, actor.ruled)
    }

    fn host(&mut self, actor: &Actor<'_>, target: &Resource) {
        let by = runs_code(target).iter().find_map(|action| self.controls(actor, action, target));
        if let Some(Allowed(by)) = by {
            let sentence = format!("{} may run code on {}, {by}.", actor.who, target.name);
            if self.step(actor.depth + 1, actor.node, &target.id.key(), HopKind::Host, sentence) {
                self.open.push_back((Foothold::Code(target.id.clone()), actor.depth + 1));
            }
        }
    }

    /// How an identity can be had besides on its own hosts.
    fn becomes(&self, actor: &Actor<'_>, identity: &Resource) -> Option<String> {
        if let Some(Allowed(by)) = self.controls(actor, FEDERATE, identity) {
            let name = &identity.name;
            return Some(format!("{} may have {name} trust tokens of an issuer of its choice, {by}.", actor.who));
        }
        let Allowed(by) = self.controls(actor, ATTACH, identity)?;
        let hosts = self.code_on.iter().filter_map(|id| self.state.resource(id));
        let host = hosts.into_iter().find(|host| self.controls(actor, write(host), host).is_some())?;
        Some(format!("{} may attach {} to {}, {by}.", actor.who, identity.name, host.name))
    }

    fn vault(&mut self, actor: &Actor<'_>, target: &Resource) {
        let ResourceKind::KeyVault(vault) = &target.kind else { return };
        let by = if vault.rbac {
            self.may(actor.caller, GET_SECRET, &target.id, Plane::Data, actor.ruled).map(|it| it.0)
        } else {
            let mut holders = self.state.identities_of(&actor.caller.object_id).into_iter();
            if holders.any(|id| vault.policy_allows(&id, "get")) {
                Some("by an access policy".to_owned())
            } else {
                let may_write = self.controls(actor, WRITE_POLICY, target);
                may_write.map(|Allowed(by)| format!("after writing itself an access policy {by}"))
            }
        };
        if let Some(by) = by {
            let sentence = format!("{} may read the secrets of {}, {by}.", actor.who, target.name);
            self.step(actor.depth + 1, actor.node, &target.id.key(), HopKind::Data, sentence);
        }
    }

    fn account(&mut self, actor: &Actor<'_>, target: &Resource) {
        let ResourceKind::StorageAccount(account) = &target.kind else { return };
        let (name, who) = (&target.name, actor.who);
        let sentence = match self.may(actor.caller, READ_BLOB, &target.id, Plane::Data, actor.ruled) {
            Some(Allowed(by)) => Some(format!("{who} may read the blobs of {name}, {by}.")),
            None if account.allow_shared_key_access == Some(false) => None,
            None => {
                let keys = self.controls(actor, LIST_KEYS, target);
                keys.map(|Allowed(by)| format!("{who} may fetch the keys of {name}, which open all of it, {by}."))
            }
        };
        if let Some(sentence) = sentence {
            self.step(actor.depth + 1, actor.node, &target.id.key(), HopKind::Data, sentence);
        }
    }
}
