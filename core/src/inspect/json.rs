//! A thing of the world as JSON: what the cloud itself answers to whoever may read everything.

use std::sync::Arc;

use serde_json::Value;

use crate::api::request::{ApiRequest, Method};
use crate::event::Event;
use crate::gateway;
use crate::model::access::RoleAssignment;
use crate::model::directory::{Principal, is_administrator};
use crate::model::id::{ObjectId, RoleId, TenantId};
use crate::model::propagation::Propagation;
use crate::model::scope::ResourceId;
use crate::model::time::Timestamp;
use crate::state::State;
use crate::token::claims::Claims;

/// Reader: may read everything, and nothing else.
const READER: &str = "acdd72a7-3385-48ef-bd42-f606fba81ae7";

/// The thing behind a node of the diagram, by the node's id: a resource's id, an object id, or a tenant's.
pub fn of(state: &State, node: &str) -> Option<Value> {
    let id = node.split('#').next().unwrap_or_default();
    if node.contains("#system-assigned") {
        return system_assigned(state, id);
    }
    if id.starts_with('/') {
        let tenant =
            ResourceId::new(id).subscription_id().and_then(|it| Some(state.subscription(&it)?.tenant_id.clone()));
        let url = format!("https://management.azure.com{id}?api-version=2022-04-01");
        return get(state, tenant?, "https://management.azure.com/", url);
    }
    let principal = state.principal(&ObjectId::new(id))?;
    let set = match principal {
        Principal::User(_) => "users",
        Principal::Group(_) => "groups",
        Principal::ServicePrincipal(_) => "servicePrincipals",
    };
    let url = format!("https://graph.microsoft.com/v1.0/{set}/{id}");
    get(state, principal.tenant_id().clone(), "https://graph.microsoft.com/", url)
}

/// A system-assigned identity has no resource of its own: its host shows it.
fn system_assigned(state: &State, host: &str) -> Option<Value> {
    of(state, host)?.get_mut("identity").map(Value::take)
}

/// Asks a copy of the world in which the administrator may read everything.
fn get(state: &State, tenant: TenantId, audience: &str, url: String) -> Option<Value> {
    let mut copy = state.clone();
    copy.apply(&Event::PropagationChanged { propagation: Propagation::Instant });
    let reader =
        state.principals().find(|it| *it.tenant_id() == tenant && is_administrator(it.object_id()))?.object_id();
    copy.apply(&Event::RoleAssignmentCreated { assignment: reader_everywhere(reader) });
    let token = claims(state, reader, &tenant, audience).sign(state.seed());
    let request = ApiRequest::new(Method::Get, url).header("Authorization", format!("Bearer {token}"));
    let (response, _, _) = gateway::answer(&copy, &request);
    response.body.filter(|_| response.status == 200).map(Arc::unwrap_or_clone)
}

fn reader_everywhere(reader: &ObjectId) -> RoleAssignment {
    RoleAssignment {
        id: ResourceId::new("/providers/Microsoft.Authorization/roleAssignments/inspector"),
        name: RoleId::new("inspector"),
        scope: ResourceId::new("/"),
        role: RoleId::new(READER),
        principal_id: reader.clone(),
        principal_type: "User".to_owned(),
        created_by: reader.clone(),
        created: Timestamp::START,
        order: 0,
        condition: None,
        condition_version: None,
        description: None,
    }
}

fn claims(state: &State, reader: &ObjectId, tenant: &TenantId, audience: &str) -> Claims {
    let (issuer, now) = (format!("https://sts.windows.net/{tenant}/"), state.now().0);
    Claims {
        aud: audience.to_owned(),
        iss: issuer.clone(),
        iat: now,
        nbf: now,
        exp: now + 60,
        appid: String::new(),
        appidacr: String::new(),
        idp: issuer,
        groups: Vec::new(),
        idtyp: "user".to_owned(),
        oid: reader.to_string(),
        sub: reader.to_string(),
        tid: tenant.to_string(),
        upn: None,
        aio: String::new(),
        uti: String::new(),
        xms_mirid: None,
        ver: "1.0".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{Session, SessionOptions};

    fn world() -> State {
        let mut session = Session::new(SessionOptions { terminal: true, ..SessionOptions::default() });
        session.run("az vm create -g myResourceGroup -n vm1 --image Ubuntu2204 --generate-ssh-keys --assign-identity");
        session.run("az keyvault create -g myResourceGroup -n kvault1 -l westus");
        session.run("az storage account create -g myResourceGroup -n stor1 -l westus");
        session.run("az lock create -n keep -g myResourceGroup --lock-type ReadOnly");
        // Even where nobody has a role any more.
        session.run("az role assignment delete --assignee reader@contoso.onmicrosoft.com");
        session.state().clone()
    }

    #[test]
    fn everything_in_the_world_can_be_read() {
        let state = world();
        for resource in state.resources() {
            let json = of(&state, &resource.id.key()).unwrap_or_else(|| panic!("{}", resource.id));
            assert_eq!(json["name"], resource.name.as_str());
        }
        for principal in state.principals() {
            assert_eq!(of(&state, principal.object_id().as_str()).unwrap()["id"], principal.object_id().as_str());
        }
        for assignment in state.assignments() {
            assert!(of(&state, &assignment.id.key()).is_some(), "{}", assignment.id);
        }
        for group in state.groups() {
            assert_eq!(of(&state, &group.id.key()).unwrap()["location"], "westus");
        }
    }

    #[test]
    fn a_system_assigned_identity_is_what_its_host_shows() {
        let state = world();
        let host = state.resources().find(|it| it.name == "vm1").unwrap();
        let json = of(&state, &format!("{}#system-assigned", host.id.key())).unwrap();
        let principal = host.identity.system_assigned.as_ref().unwrap().principal_id.clone();
        assert_eq!(json["principalId"], principal.as_str());
        assert_eq!(of(&state, "nobody"), None);
        assert_eq!(of(&state, "/subscriptions/x"), None);
    }
}
