//! Blast radius: what somebody who runs code on a host can reach, hop by hop, through its identities and their grants.

mod targets;

use std::collections::VecDeque;

use crate::authz::decision::Verdict;
use crate::authz::evaluate::{Plane, authorize, authorize_data, verdict};
use crate::authz::roles;
use crate::model::directory::Principal;
use crate::model::id::ObjectId;
use crate::model::resource::{PowerState, Resource, ResourceKind};
use crate::model::scope::{ResourceId, Scope};
use crate::model::table::Table;
use crate::state::State;
use crate::token::validate::Caller;

/// No more hops than this are followed.
const MOST: usize = 400;

/// One step further.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hop {
    /// How many steps from the first host: 1 for its own identities.
    pub depth: usize,
    /// The node that it starts from.
    pub from: String,
    /// The node that it reaches.
    pub to: String,
    /// What is reached.
    pub kind: HopKind,
    /// How, in one sentence.
    pub sentence: String,
}

/// What a step reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HopKind {
    /// Tokens of an identity.
    Identity,
    /// A role at a scope.
    Grant,
    /// Secrets or blobs.
    Data,
    /// Another host, to run code on.
    Host,
    /// Any role at a scope, by granting it to oneself.
    Everything,
}

impl HopKind {
    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Grant => "grant",
            Self::Data => "data",
            Self::Host => "host",
            Self::Everything => "takeover",
        }
    }
}

/// Everything that can be reached.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BlastRadius {
    /// In the order of distance.
    pub hops: Vec<Hop>,
    /// Whether there is more than is told.
    pub cut: bool,
}

/// Hosts in the world, in the order of creation: where code can run.
pub fn hosts(state: &State) -> Vec<&Resource> {
    let mut hosts: Vec<&Resource> = state.resources().filter(|it| targets::is_host(it)).collect();
    crate::model::order::sort_by_number(&mut hosts, |it| it.order);
    hosts
}

/// What code on this host can reach. Nothing where there is no such host, or it is not running.
pub fn of(state: &State, host: &ResourceId) -> BlastRadius {
    let mut walk =
        Walk { state, found: BlastRadius::default(), seen: Table::new(), open: VecDeque::new(), code_on: Vec::new() };
    walk.open.push_back((Foothold::Code(host.clone()), 0));
    while let Some((foothold, depth)) = walk.open.pop_front() {
        match foothold {
            Foothold::Code(host) => walk.code_on_host(&host, depth),
            Foothold::Identity(identity, node) => walk.as_identity(&identity, &node, depth),
        }
    }
    walk.found
}

/// The hops of `later` that `earlier` does not have.
pub fn gained<'a>(earlier: &'a BlastRadius, later: &'a BlastRadius) -> Vec<&'a Hop> {
    let known = |hop: &Hop| earlier.hops.iter().any(|it| it.kind == hop.kind && it.to == hop.to && it.from == hop.from);
    later.hops.iter().filter(|hop| !known(hop)).collect()
}

/// Where one stands.
enum Foothold {
    /// Code runs on this host.
    Code(ResourceId),
    /// Tokens of this principal can be had; the node that shows it.
    Identity(ObjectId, String),
}

struct Walk<'a> {
    state: &'a State,
    found: BlastRadius,
    /// Footholds that were had before.
    seen: Table<()>,
    open: VecDeque<(Foothold, usize)>,
    /// Hosts on which code runs.
    code_on: Vec<ResourceId>,
}

/// Why something is allowed: the role and its scope, in words.
struct Allowed(String);

impl Walk<'_> {
    /// Notes a step; answers whether it leads somewhere new.
    fn step(&mut self, depth: usize, from: &str, to: &str, kind: HopKind, sentence: String) -> bool {
        let key = format!("{} {to}", kind.word());
        let leads_on = !self.seen.contains_key(&key);
        if leads_on && self.found.hops.len() >= MOST {
            self.found.cut = true;
            return false;
        }
        if leads_on {
            self.seen.insert(key, ());
            self.found.hops.push(Hop { depth, from: from.to_owned(), to: to.to_owned(), kind, sentence });
        }
        leads_on
    }

    fn code_on_host(&mut self, id: &ResourceId, depth: usize) {
        let Some(host) = self.state.resource(id) else { return };
        if matches!(&host.kind, ResourceKind::VirtualMachine(machine) if machine.power != PowerState::Running) {
            return;
        }
        self.seen.insert(format!("{} {}", HopKind::Host.word(), id.key()), ());
        self.code_on.push(id.clone());
        let from = id.key();
        if let Some(system) = &host.identity.system_assigned {
            let to = format!("{from}#system-assigned");
            let sentence = format!("Code on {} gets tokens of its system-assigned identity.", host.name);
            self.identity(depth + 1, &from, to, &system.principal_id, sentence);
        }
        for attached in host.identity.user_assigned.values() {
            let sentence =
                format!("Code on {} gets tokens of {}, which it carries.", host.name, attached.identity.name());
            self.identity(depth + 1, &from, attached.identity.key(), &attached.principal_id, sentence);
        }
    }

    /// A foothold only where the principal still lives: nobody gets tokens of a dead one (R26).
    fn identity(&mut self, depth: usize, from: &str, to: String, principal: &ObjectId, sentence: String) {
        let lives = matches!(self.state.principal(principal), Some(Principal::ServicePrincipal(_)));
        if lives && self.step(depth, from, &to, HopKind::Identity, sentence) {
            self.open.push_back((Foothold::Identity(principal.clone(), to), depth));
        }
    }

    fn as_identity(&mut self, principal: &ObjectId, node: &str, depth: usize) {
        let Some(Principal::ServicePrincipal(it)) = self.state.principal(principal) else { return };
        let caller = Caller {
            object_id: principal.clone(),
            tenant_id: it.tenant_id.clone(),
            name: it.client_id.to_string(),
            token: None,
        };
        let who = it.display_name.clone();
        let identities = self.state.identities_of(principal);
        let grants: Vec<(String, Scope)> = identities
            .iter()
            .flat_map(|id| self.state.assignments_of(id))
            .map(|it| (roles::name_in(self.state, &it.role), it.scope.clone()))
            .collect();
        for (role, scope) in &grants {
            let sentence = format!("{who} has the role {role} on {}.", self.scope_word(scope));
            self.step(depth + 1, node, &scope.key(), HopKind::Grant, sentence);
        }
        let ruled = self.ruled(&caller, &who, &grants, node, depth);
        self.targets(&caller, &who, &grants, &ruled, node, depth);
    }

    /// Scopes on which the identity may grant itself whatever it likes.
    fn ruled(
        &mut self,
        caller: &Caller,
        who: &str,
        grants: &[(String, Scope)],
        node: &str,
        depth: usize,
    ) -> Vec<Scope> {
        let mut ruled: Vec<Scope> = Vec::new();
        for (_, scope) in grants {
            if self.may(caller, "Microsoft.Authorization/roleAssignments/write", scope, Plane::Control, &[]).is_some() {
                let word = self.scope_word(scope);
                let sentence = format!("{who} may grant itself any role on {word}, and so has everything there.");
                self.step(depth + 1, node, &scope.key(), HopKind::Everything, sentence);
                ruled.push(scope.clone());
            }
        }
        ruled
    }

    /// Whether the caller may, by its grants or by granting it to itself.
    fn may(&self, caller: &Caller, action: &str, scope: &Scope, plane: Plane, ruled: &[Scope]) -> Option<Allowed> {
        if let Some(over) = ruled.iter().find(|it| it.contains(scope)) {
            return Some(Allowed(format!("after granting itself a role on {}", self.scope_word(over))));
        }
        let identities = self.state.identities_of(&caller.object_id);
        // A quick look before the whole decision.
        let hopeful = identities.iter().flat_map(|id| self.state.assignments_of(id)).any(|it| {
            it.scope.contains(scope)
                && roles::find_in(self.state, &it.role)
                    .is_some_and(|role| matches!(verdict(role, action, plane), Verdict::Allows { .. }))
        });
        if !hopeful {
            return None;
        }
        let decision = match plane {
            Plane::Control => authorize(self.state, caller, action, scope),
            Plane::Data => authorize_data(self.state, caller, action, scope),
        };
        let by = decision
            .considered
            .iter()
            .find(|it| matches!(it.verdict, Verdict::Allows { .. }))
            .filter(|_| decision.allowed)?;
        Some(Allowed(format!("by the role {} on {}", by.role_name, self.scope_word(&by.scope))))
    }

    fn scope_word(&self, scope: &Scope) -> String {
        match (scope.group_name(), scope.resource_type()) {
            (_, Some(_)) => scope.name().to_owned(),
            (Some(group), None) => format!("the group {group}"),
            (None, None) => {
                let subscription = scope.subscription_id().and_then(|id| self.state.subscription(&id));
                subscription
                    .map_or_else(|| "everything".to_owned(), |it| format!("the subscription {}", it.display_name))
            }
        }
    }
}

#[cfg(test)]
mod tests;
