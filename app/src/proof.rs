//! A decision about access as a proof: who asked, through which grants, by which pattern, and what forbids it.

use keyless_core::authz::decision::{ConsideredAssignment, Decision, Verdict};
use keyless_core::model::propagation::Lag;
use keyless_core::state::State;

use crate::explain::{place, verdict};

/// A line of the proof, with what supports it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// What kind of fact it is: `Caller`, `Group`, `Grant` …
    pub label: &'static str,
    /// The fact.
    pub text: String,
    /// The node that shows it.
    pub node: Option<String>,
    /// Whether it speaks for the action, against it, or neither.
    pub speaks: Option<bool>,
    /// What supports it.
    pub below: Vec<Line>,
}

/// The proof of a decision, from the caller down to the patterns.
pub fn of(decision: &Decision, state: &State) -> Vec<Line> {
    let known = state.principal(&decision.principal_id);
    let name = known.map_or_else(|| decision.principal_name.clone(), |it| it.display_name().to_owned());
    let caller = Line {
        label: "Caller",
        text: format!("{name}, whose token names the object id {}", decision.principal_id),
        node: Some(decision.principal_id.to_string()),
        below: groups(decision, state),
        ..Line::default()
    };
    let asked = if decision.data { "Data action" } else { "Action" };
    let action = Line { label: asked, text: decision.action.clone(), ..Line::default() };
    let scope =
        Line { label: "Scope", text: place(&decision.scope), node: Some(decision.scope.key()), ..Line::default() };
    let mut lines = vec![caller, action, scope];
    lines.extend(decision.considered.iter().map(|it| grant(it, decision, state)));
    if decision.considered.is_empty() {
        lines.push(Line {
            label: "Grants",
            text: "none, here or above".to_owned(),
            speaks: Some(false),
            ..Line::default()
        });
    }
    lines.extend(decision.denied_by.as_ref().map(|denial| Line {
        label: "Deny assignment",
        text: format!("{} on {}: it beats every grant", denial.display_name, place(&denial.scope)),
        node: Some(denial.scope.key()),
        speaks: Some(false),
        ..Line::default()
    }));
    lines
}

fn groups(decision: &Decision, state: &State) -> Vec<Line> {
    let line = |id: &keyless_core::model::id::ObjectId| Line {
        label: "Group",
        text: state.principal(id).map_or_else(|| id.to_string(), |it| it.display_name().to_owned()),
        node: Some(id.to_string()),
        ..Line::default()
    };
    state.groups_of(&decision.principal_id).iter().map(line).collect()
}

fn grant(grant: &ConsideredAssignment, decision: &Decision, state: &State) -> Line {
    let holder = state.assignment(&grant.id).map(|it| &it.principal_id).filter(|it| **it != decision.principal_id);
    let mut below = Vec::new();
    if let Some(group) = holder {
        let name = state.principal(group).map_or_else(|| group.to_string(), |it| it.display_name().to_owned());
        below.push(Line {
            label: "Through",
            text: format!("the group {name}"),
            node: Some(group.to_string()),
            ..Line::default()
        });
    }
    let reaches = !matches!(grant.verdict, Verdict::OutOfScope);
    let reach = if reaches { "reaches it" } else { "does not reach it" };
    below.push(Line {
        label: "Scope",
        text: format!("{} {reach}", place(&grant.scope)),
        node: Some(grant.scope.key()),
        speaks: Some(reaches),
        ..Line::default()
    });
    if reaches {
        let allows = matches!(grant.verdict, Verdict::Allows { .. });
        below.push(Line { label: "Role", text: verdict(grant), speaks: Some(allows), ..Line::default() });
    }
    if let Some(text) = late(grant.lag.as_ref()) {
        below.push(Line { label: "Delay", text, ..Line::default() });
    }
    let speaks = Some(matches!(grant.verdict, Verdict::Allows { .. }));
    Line { label: "Grant", text: format!("{} on {}", grant.role_name, place(&grant.scope)), node: None, speaks, below }
}

/// Why a grant still counts that is gone already (R34).
fn late(lag: Option<&Lag>) -> Option<String> {
    match lag? {
        Lag::Ends { until } => Some(format!("taken back, and still felt until {} UTC", until.readable())),
        Lag::Left { until, .. } => {
            Some(format!("the caller left the group; its token names it until {} UTC", until.readable()))
        }
        Lag::Begins { .. } | Lag::Joined { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use keyless_core::session::{Session, SessionOptions};

    fn decisions(lines: &[&str]) -> (Session, Vec<Decision>) {
        let mut session = Session::new(SessionOptions { terminal: true, ..SessionOptions::default() });
        let mut last = Vec::new();
        for line in lines {
            let outcomes = session.run(line);
            last = outcomes.iter().flat_map(|it| &it.exchanges).flat_map(|it| it.decisions.clone()).collect();
        }
        (session, last)
    }

    #[test]
    fn an_allowed_request_names_the_grant_that_allowed_it() {
        let (session, decisions) = decisions(&["az group show -n myResourceGroup"]);
        let proof = of(decisions.last().unwrap(), session.state());
        let grant = proof.iter().find(|it| it.label == "Grant").unwrap();
        assert_eq!((grant.text.as_str(), grant.speaks), ("Owner on the subscription", Some(true)));
        assert!(grant.below.iter().any(|it| it.text.contains("allows it, by *")));
        assert!(proof[0].text.starts_with("Alice, "));
    }

    #[test]
    fn a_refused_request_says_what_each_grant_lacks() {
        let (session, decisions) = decisions(&["keyless account reader", "az group delete -n myResourceGroup --yes"]);
        let refused = decisions.iter().find(|it| !it.allowed).unwrap();
        let proof = of(refused, session.state());
        let grant = proof.iter().find(|it| it.label == "Grant").unwrap();
        assert_eq!(grant.speaks, Some(false));
        assert!(grant.below.iter().any(|it| it.text == "does not contain the action"));
    }

    #[test]
    fn a_grant_through_a_group_names_the_group() {
        let (mut session, _) = decisions(&[
            "az ad group create --display-name devs --mail-nickname devs",
            "az ad group member add --group devs --member-id 33333333-aaaa-4bbb-8ccc-000000000004",
        ]);
        let group =
            session.state().principals().find(|it| it.display_name() == "devs").map(|it| it.object_id().clone());
        let grant = format!(
            "az role assignment create --assignee-object-id {} --assignee-principal-type Group --role Contributor --scope /subscriptions/11111111-aaaa-4bbb-8ccc-000000000001",
            group.unwrap()
        );
        for line in [grant.as_str(), "keyless account reader"] {
            session.run(line);
        }
        let outcome = session.run("az group create -n x -l westus");
        let decision =
            outcome[0].exchanges.iter().flat_map(|it| &it.decisions).find(|it| it.action.ends_with("write")).unwrap();
        let proof = of(decision, session.state());
        let through = proof.iter().flat_map(|it| &it.below).find(|it| it.label == "Through").unwrap();
        assert_eq!(through.text, "the group devs");
        assert_eq!(proof[0].below[0].text, "devs");
    }
}
