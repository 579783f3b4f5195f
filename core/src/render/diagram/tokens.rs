//! Tokens: the ones that are kept for managed identities, and the ways that tokens took in a step.

use crate::event::Event;
use crate::model::decision::Decision;
use crate::model::directory::{Principal, ServicePrincipalKind};
use crate::model::id::ObjectId;
use crate::model::scope::ResourceId;
use crate::state::State;

use super::edges::{drawn_scope, edge};
use super::identities::system_assigned_id;
use super::nodes::Nodes;
use super::{Change, Diagram, EdgeKind, Node, NodeKind, Standing};

/// What tokens did in a step: to whom they were issued, and where they were shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Traffic {
    issued: Vec<ObjectId>,
    /// Who, where, and whether it was enough.
    used: Vec<(ObjectId, ResourceId, bool)>,
}

impl Traffic {
    /// Notes what happened.
    pub fn note(&mut self, event: &Event) {
        if let Event::ManagedIdentityTokenCached { principal, .. } | Event::TokenServedFromCache { principal, .. } =
            event
            && !self.issued.contains(principal)
        {
            self.issued.push(principal.clone());
        }
    }

    /// Notes what a service decided.
    pub fn note_decision(&mut self, decision: &Decision) {
        let way = (decision.principal_id.clone(), decision.scope.clone(), decision.allowed);
        if !self.used.contains(&way) {
            self.used.push(way);
        }
    }
}

/// The tokens that the platform keeps for an identity.
pub(super) fn push_of_identity(principal: &ObjectId, identity: &str, nodes: &mut Nodes<'_>) {
    let state = nodes.view.state;
    for (resource, token) in state.managed_tokens_of(principal) {
        nodes.push(false, || {
            let audience = resource.trim_start_matches("https://").trim_end_matches('/');
            let mut node =
                Node::new(format!("token:{principal} {resource}"), NodeKind::Token, audience, Some(identity));
            let good = token.expires > state.now();
            node.standing = if good { Standing::Cached } else { Standing::Expired };
            node.detail = node.standing.word().to_owned();
            let until = token.expires.readable();
            node.sentence = if good {
                format!(
                    "A token for {audience} is kept for this identity until {until}: asking again gives the same one."
                )
            } else {
                format!("A token for {audience} expired at {until}.")
            };
            node.fact("For", audience);
            node.fact("State", node.standing.word());
            node.fact(if good { "Good until" } else { "Was good until" }, until);
            node
        });
    }
}

/// The node that shows a managed identity in its group, given its service principal; and where it is.
pub(super) fn identity_node(state: &State, principal: &ObjectId) -> Option<(String, ResourceId)> {
    let Some(Principal::ServicePrincipal(it)) = state.principal(principal) else { return None };
    let resource = it.kind.resource()?;
    state.resource(resource)?;
    let key = resource.key();
    let id =
        if matches!(it.kind, ServicePrincipalKind::SystemAssigned { .. }) { system_assigned_id(&key) } else { key };
    Some((id, resource.clone()))
}

/// Adds the ways of tokens.
pub(super) fn push_traffic(diagram: &mut Diagram, state: &State, traffic: &Traffic) {
    for principal in &traffic.issued {
        let Some((to, whose)) = identity_node(state, principal) else { continue };
        let sentence = format!("Entra ID gave a token to the identity of {}.", whose.name());
        diagram.push_way(
            format!("issued:{principal}"),
            EdgeKind::TokenIssued,
            principal.to_string(),
            to,
            true,
            sentence,
        );
    }
    for (principal, scope, allowed) in &traffic.used {
        let Some((from, whose)) = identity_node(state, principal) else { continue };
        let Some(to) = drawn_scope(state, scope) else { continue };
        let verb = if *allowed { "let in" } else { "refused" };
        let sentence = format!("{} {verb} the identity of {} with its token.", scope.name(), whose.name());
        diagram.push_way(format!("used:{from}:{to}:{allowed}"), EdgeKind::TokenUsed, from, to, *allowed, sentence);
    }
}

impl Diagram {
    fn push_way(&mut self, id: String, kind: EdgeKind, from: String, to: String, good: bool, sentence: String) {
        if from == to || self.edges.iter().any(|it| it.id == id) {
            return;
        }
        let mut way = edge(id, kind, from, to, "", sentence);
        way.change = Change::Added;
        way.standing = if good { Standing::Settled } else { Standing::Refused };
        self.edges.push(way);
    }
}
