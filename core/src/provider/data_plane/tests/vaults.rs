//! Vaults and secrets: who gets in by which model, in which order it is found out, and what deletion means.

use super::*;
use crate::event::RefusalReason;
use crate::model::time::Timestamp;

const GROUP: &str = "/resourceGroups/myResourceGroup";
const SECRET: &str = "https://kv1.vault.azure.net/secrets/s1?api-version=7.4";

fn vault_path(name: &str) -> String {
    format!("{GROUP}/providers/Microsoft.KeyVault/vaults/{name}")
}

fn vault_body(rbac: bool, policies: &Value) -> Value {
    json!({"location": "westus", "properties": {
        "tenantId": TENANT, "sku": {"family": "A", "name": "standard"}, "enableRbacAuthorization": rbac,
        "accessPolicies": policies,
    }})
}

fn policy(oid: &str, secrets: &[&str]) -> Value {
    json!({"tenantId": TENANT, "objectId": oid, "permissions": {"secrets": secrets}})
}

/// A world with the vault kv1, whose secret s1 is `open sesame`, set by somebody who may.
fn world(rbac: bool) -> World {
    let mut world = World::new();
    let body = vault_body(rbac, &json!([policy(ALICE, &["all"])]));
    world.arm(ALICE, Method::Put, &vault_path("kv1"), Some(&body));
    if rbac {
        world.grant(READER, SECRETS_OFFICER, GROUP);
    }
    let who = if rbac { READER } else { ALICE };
    let set = world.data(who, VAULT, Method::Put, SECRET, Some(&json!({"value": "open sesame"})));
    assert_eq!(set.status, 200, "{set:?}");
    world
}

fn get(world: &mut World, oid: &str) -> ApiResponse {
    world.data(oid, VAULT, Method::Get, SECRET, None)
}

#[test]
fn the_checks_come_in_the_order_of_authflow() {
    let mut world = world(true);
    let missing = "https://kv1.vault.azure.net/secrets/none?api-version=7.4";
    let later = |claims: &mut Claims| claims.exp = claims.iat;
    let expired_for_arm = world.token(ALICE, "https://management.azure.com/", later);
    let for_arm_of_another_tenant =
        world.token(ALICE, "https://management.azure.com/", |it| it.iss = "https://sts.windows.net/other/".to_owned());
    let with_slash = world.token(ALICE, "https://vault.azure.net/", |_| {});
    let of_another_tenant = world.token(ALICE, VAULT, |it| it.iss = "https://sts.windows.net/other/".to_owned());
    let of_another_world = world.token(ALICE, VAULT, |_| {}).replace('.', ".x");
    let refused = |world: &mut World, token: Option<String>| {
        let response = world.send(token, Method::Get, missing, None);
        assert!(header(&response, "WWW-Authenticate").starts_with("Bearer authorization=\"https://login.windows.net/"));
        assert_eq!((response.status, text(&response, "/error/code")), (401, "Unauthorized"));
        text(&response, "/error/message").split(':').next().unwrap().to_owned()
    };
    assert_eq!(refused(&mut world, None), "AKV10000");
    assert_eq!(refused(&mut world, Some(of_another_world)), "AKV10001");
    assert_eq!(refused(&mut world, Some(expired_for_arm)), "AKV10001");
    assert_eq!(refused(&mut world, Some(for_arm_of_another_tenant)), "AKV10022");
    assert_eq!(refused(&mut world, Some(with_slash)), "AKV10022");
    assert_eq!(refused(&mut world, Some(of_another_tenant)), "AKV10032");
    // Nobody learns that a secret is missing before it is known that he may read it.
    let unauthorised = world.data(ALICE, VAULT, Method::Get, missing, None);
    assert_eq!((unauthorised.status, text(&unauthorised, "/error/innererror/code")), (403, "ForbiddenByRbac"));
    let absent = world.data(READER, VAULT, Method::Get, missing, None);
    assert_eq!((absent.status, text(&absent, "/error/code")), (404, "SecretNotFound"));
    assert_eq!(text(&get(&mut world, READER), "/value"), "open sesame");
}

#[test]
fn r46_a_vault_takes_tokens_of_its_own_tenant_only() {
    let mut world = world(false);
    let other = world.token(ALICE, VAULT, |it| it.iss = "https://sts.windows.net/other/".to_owned());
    assert_eq!(world.send(Some(other), Method::Get, SECRET, None).status, 401);
    let (_, events) = world.last();
    assert_eq!(events.first().unwrap().rule().map(|it| it.0), Some(46));
}

#[test]
fn r65_a_managed_identity_fetches_the_secret_of_a_target_that_takes_no_tokens() {
    let mut world = world(true);
    let identity = "33333333-aaaa-4bbb-8ccc-0000000000aa";
    let path = format!("{GROUP}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id1");
    let made = world.arm(ALICE, Method::Put, &path, Some(&json!({"location": "westus"})));
    let principal = made.pointer("/properties/principalId").and_then(Value::as_str).unwrap_or(identity).to_owned();
    assert_eq!(get(&mut world, &principal).status, 403);
    world.grant(&principal, SECRETS_USER, &format!("{}/secrets/s1", vault_path("kv1")));
    assert_eq!(text(&get(&mut world, &principal), "/value"), "open sesame");
    // R33: its token opens the vault even after the identity is gone, until it expires.
    let token = world.token(&principal, VAULT, |_| {});
    world.arm(ALICE, Method::Delete, &path, None);
    assert_eq!(world.send(Some(token.clone()), Method::Get, SECRET, None).status, 200);
    world.gateway.record(Event::ClockAdvanced { seconds: 3600 });
    assert_eq!(world.send(Some(token), Method::Get, SECRET, None).status, 401);
}

#[test]
fn the_firewall_comes_before_the_grants() {
    let mut world = world(true);
    let closed = json!({"properties": {"networkAcls": {"defaultAction": "Deny"}}});
    world.arm(ALICE, Method::Patch, &vault_path("kv1"), Some(&closed));
    for who in [ALICE, READER] {
        let response = get(&mut world, who);
        assert_eq!((response.status, text(&response, "/error/innererror/code")), (403, "ForbiddenByFirewall"));
    }
}

#[test]
fn an_owner_cannot_read_a_secret_of_an_rbac_vault_and_learns_which_role_would_do() {
    let mut world = world(true);
    let response = get(&mut world, ALICE);
    let message = text(&response, "/error/message");
    assert!(message.starts_with("Caller is not authorized to perform action on resource.\r\n"), "{message}");
    assert!(message.contains("Action: 'Microsoft.KeyVault/vaults/secrets/getSecret/action'"), "{message}");
    assert!(message.contains("/resourcegroups/myResourceGroup/providers/microsoft.keyvault/vaults/kv1/secrets/s1'"));
    assert!(message.ends_with("Vault: kv1;location=westus"), "{message}");
    let (decisions, events) = world.last();
    let decision = decisions.first().unwrap();
    assert!(decision.data && !decision.allowed);
    assert_eq!(decision.remedy.as_ref().unwrap().role_name, "Key Vault Secrets User");
    let [Event::RequestRefused { code, reason: RefusalReason::MissingAction, .. }] = events.as_slice() else {
        panic!("{events:?}")
    };
    assert_eq!(code, "ForbiddenByRbac");
}

#[test]
fn in_an_rbac_vault_policies_do_not_count_and_in_a_policy_vault_roles_do_not() {
    let mut rbac = world(true);
    let body = vault_body(true, &json!([policy(ALICE, &["get"])]));
    rbac.arm(ALICE, Method::Put, &vault_path("kv1"), Some(&body));
    assert_eq!(get(&mut rbac, ALICE).status, 403);
    let mut policies = world(false);
    policies.grant(READER, SECRETS_USER, GROUP);
    let response = get(&mut policies, READER);
    assert_eq!((response.status, text(&response, "/error/innererror/code")), (403, "AccessDenied"));
    let message = text(&response, "/error/message");
    assert!(message.contains("does not have secrets get permission on key vault 'kv1;location=westus'"), "{message}");
    assert_eq!(get(&mut policies, ALICE).status, 200);
}

#[test]
fn switching_the_model_switches_who_gets_in_at_once() {
    let mut world = world(false);
    assert_eq!(get(&mut world, ALICE).status, 200);
    world.arm(
        ALICE,
        Method::Patch,
        &vault_path("kv1"),
        Some(&json!({"properties": {"enableRbacAuthorization": true}})),
    );
    assert_eq!(get(&mut world, ALICE).status, 403);
    world.grant(ALICE, SECRETS_USER, &vault_path("kv1"));
    assert_eq!(get(&mut world, ALICE).status, 200);
}

#[test]
fn a_contributor_lets_himself_into_a_policy_vault_but_not_into_an_rbac_vault() {
    let add = |oid| json!({"properties": {"accessPolicies": [policy(oid, &["get"])]}});
    let mut policies = world(false);
    policies.grant(READER, CONTRIBUTOR, GROUP);
    assert_eq!(get(&mut policies, READER).status, 403);
    let path = format!("{}/accessPolicies/add", vault_path("kv1"));
    policies.arm(READER, Method::Put, &path, Some(&add(READER)));
    assert_eq!(get(&mut policies, READER).status, 200);

    let mut rbac = World::new();
    rbac.arm(ALICE, Method::Put, &vault_path("kv1"), Some(&vault_body(true, &json!([]))));
    rbac.grant(READER, CONTRIBUTOR, GROUP);
    rbac.arm(READER, Method::Put, &path, Some(&add(READER)));
    assert_eq!(get(&mut rbac, READER).status, 403);
    let role = format!("{}/providers/Microsoft.Authorization/roleAssignments/{ALICE}", vault_path("kv1"));
    let definition = format!("/subscriptions/{SUB}/providers/Microsoft.Authorization/roleDefinitions/{SECRETS_USER}");
    let body = json!({"properties": {"roleDefinitionId": definition, "principalId": READER, "principalType": "User"}});
    assert_eq!(rbac.try_arm(READER, Method::Put, &role, Some(&body)).status, 403);
}

#[test]
fn a_secret_keeps_its_versions_and_may_be_disabled() {
    let mut world = world(false);
    let first = text(&get(&mut world, ALICE), "/id").to_owned();
    let body = json!({"value": "two", "attributes": {"enabled": false, "exp": 1}});
    world.data(ALICE, VAULT, Method::Put, SECRET, Some(&body));
    assert_eq!(get(&mut world, ALICE).status, 403);
    let old = world.data(ALICE, VAULT, Method::Get, &format!("{first}?api-version=7.4"), None);
    assert_eq!(text(&old, "/value"), "open sesame");
    let list =
        world.data(ALICE, VAULT, Method::Get, "https://kv1.vault.azure.net/secrets/s1/versions?api-version=7.4", None);
    assert_eq!(list.body_or_null().pointer("/value").unwrap().as_array().unwrap().len(), 2);
    // Expired secrets can still be read; disabled ones cannot.
    world.data(ALICE, VAULT, Method::Put, SECRET, Some(&json!({"value": "three", "attributes": {"exp": 1}})));
    assert_eq!(text(&get(&mut world, ALICE), "/value"), "three");
}

#[test]
fn what_is_wrong_with_a_request_is_said_and_nothing_changes() {
    let mut world = world(false);
    let without = world.data(ALICE, VAULT, Method::Get, "https://kv1.vault.azure.net/secrets/s1", None);
    assert_eq!((without.status, text(&without, "/error/code")), (400, "BadParameter"));
    let long = json!({"value": "x".repeat(25_601)});
    let too_long = world.data(ALICE, VAULT, Method::Put, SECRET, Some(&long));
    assert_eq!(too_long.status, 400);
    let name = "https://kv1.vault.azure.net/secrets/bad_name?api-version=7.4";
    assert_eq!(world.data(ALICE, VAULT, Method::Put, name, Some(&json!({"value": "v"}))).status, 400);
    assert_eq!(text(&get(&mut world, ALICE), "/value"), "open sesame");
    let nobody = world.data(ALICE, VAULT, Method::Get, "https://nobody.vault.azure.net/secrets?api-version=7.4", None);
    assert_eq!(text(&nobody, "/error/code"), "NameNotResolved");
}

#[test]
fn a_deleted_secret_keeps_its_name_until_it_is_recovered_purged_or_forgotten() {
    let mut world = world(false);
    let deleted = "https://kv1.vault.azure.net/deletedsecrets/s1?api-version=7.4";
    assert_eq!(world.data(ALICE, VAULT, Method::Delete, SECRET, None).status, 200);
    assert_eq!(get(&mut world, ALICE).status, 404);
    let again = world.data(ALICE, VAULT, Method::Put, SECRET, Some(&json!({"value": "new"})));
    assert_eq!((again.status, text(&again, "/error/innererror/code")), (409, "ObjectIsDeletedButRecoverable"));
    let recover = "https://kv1.vault.azure.net/deletedsecrets/s1/recover?api-version=7.4";
    assert_eq!(world.data(ALICE, VAULT, Method::Post, recover, None).status, 200);
    assert_eq!(text(&get(&mut world, ALICE), "/value"), "open sesame");
    world.data(ALICE, VAULT, Method::Delete, SECRET, None);
    world.gateway.record(Event::ClockAdvanced { seconds: 90 * 86_400 - 1 });
    assert_eq!(world.data(ALICE, VAULT, Method::Get, deleted, None).status, 200);
    world.gateway.record(Event::ClockAdvanced { seconds: 1 });
    assert_eq!(world.data(ALICE, VAULT, Method::Get, deleted, None).status, 404);
    assert_eq!(world.data(ALICE, VAULT, Method::Put, SECRET, Some(&json!({"value": "new"}))).status, 200);
    world.data(ALICE, VAULT, Method::Delete, SECRET, None);
    assert_eq!(world.data(ALICE, VAULT, Method::Delete, deleted, None).status, 204);
    assert_eq!(world.data(ALICE, VAULT, Method::Post, recover, None).status, 404);
}

#[test]
fn the_name_of_a_soft_deleted_vault_is_reserved_and_its_secrets_come_back_with_it() {
    let mut world = world(false);
    world.arm(ALICE, Method::Delete, &vault_path("kv1"), None);
    let body = vault_body(false, &json!([policy(ALICE, &["all"])]));
    let taken = world.try_arm(ALICE, Method::Put, &vault_path("KV1"), Some(&body));
    assert_eq!((taken.status, text(&taken, "/error/code")), (409, "ConflictError"));
    assert_eq!(text(&get(&mut world, ALICE), "/error/code"), "NameNotResolved");
    let recover = json!({"location": "westus", "properties": {"createMode": "recover", "tenantId": TENANT}});
    world.arm(ALICE, Method::Put, &vault_path("kv1"), Some(&recover));
    assert_eq!(text(&get(&mut world, ALICE), "/value"), "open sesame");
    // Its group takes it along, and it can be recovered into a group of that name only.
    world.arm(ALICE, Method::Delete, GROUP, None);
    assert!(world.gateway.state().data().deleted_vault("kv1").is_some());
    let purge = "/providers/Microsoft.KeyVault/locations/westus/deletedVaults/kv1/purge";
    world.arm(ALICE, Method::Post, purge, None);
    world.arm(ALICE, Method::Put, GROUP, Some(&json!({"location": "westus"})));
    world.arm(ALICE, Method::Put, &vault_path("kv1"), Some(&body));
    assert_eq!(get(&mut world, ALICE).status, 404);
}

#[test]
fn purge_protection_cannot_be_taken_back_and_holds_until_the_retention_ends() {
    let mut world = World::new();
    let body = json!({"location": "westus", "properties": {
        "tenantId": TENANT, "enablePurgeProtection": true, "softDeleteRetentionInDays": 7,
    }});
    world.arm(ALICE, Method::Put, &vault_path("kv1"), Some(&body));
    for change in [json!({"enablePurgeProtection": false}), json!({"softDeleteRetentionInDays": 8})] {
        let body = json!({ "properties": change });
        assert_eq!(world.try_arm(ALICE, Method::Patch, &vault_path("kv1"), Some(&body)).status, 400);
    }
    world.arm(ALICE, Method::Delete, &vault_path("kv1"), None);
    let purge = "/providers/Microsoft.KeyVault/locations/westus/deletedVaults/kv1/purge";
    assert_eq!(world.try_arm(ALICE, Method::Post, purge, None).status, 400);
    let until = world.gateway.state().data().deleted_vault("kv1").unwrap().purge;
    assert_eq!(until, Timestamp::START.plus(7 * 86_400));
    world.gateway.record(Event::ClockAdvanced { seconds: 7 * 86_400 });
    assert!(world.gateway.state().data().deleted_vault("kv1").is_none());
}

#[test]
fn purging_a_vault_is_a_right_of_its_own() {
    let mut world = world(false);
    world.grant(READER, "f25e0fa2-a7c8-4377-a976-54943a77a395", GROUP);
    world.arm(READER, Method::Delete, &vault_path("kv1"), None);
    let purge = "/providers/Microsoft.KeyVault/locations/westus/deletedVaults/kv1/purge";
    assert_eq!(world.try_arm(READER, Method::Post, purge, None).status, 403);
    world.arm(ALICE, Method::Post, purge, None);
}

#[test]
fn names_of_vaults_are_global_and_well_formed() {
    let mut world = world(false);
    let body = vault_body(false, &json!([]));
    world.arm(ALICE, Method::Put, "/resourceGroups/other", Some(&json!({"location": "westus"})));
    let path = "/resourceGroups/other/providers/Microsoft.KeyVault/vaults/Kv1";
    let taken = world.try_arm(ALICE, Method::Put, path, Some(&body));
    assert_eq!((taken.status, text(&taken, "/error/code")), (409, "VaultAlreadyExists"));
    for name in ["kv", "1kv", "kv-", "k--v", "kv_1", "a2345678901234567890abcde"] {
        let bad = world.try_arm(ALICE, Method::Put, &vault_path(name), Some(&body));
        assert_eq!((bad.status, text(&bad, "/error/code")), (400, "VaultNameNotValid"), "{name}");
    }
}

#[test]
fn a_vault_that_moves_keeps_its_name_its_address_and_its_secrets() {
    let mut world = world(false);
    world.arm(ALICE, Method::Put, "/resourceGroups/other", Some(&json!({"location": "westus"})));
    let body = json!({
        "resources": [format!("/subscriptions/{SUB}{}", vault_path("kv1"))],
        "targetResourceGroup": format!("/subscriptions/{SUB}/resourceGroups/other"),
    });
    world.arm(ALICE, Method::Post, &format!("{GROUP}/moveResources"), Some(&body));
    assert_eq!(text(&get(&mut world, ALICE), "/value"), "open sesame");
}

#[test]
fn no_event_carries_the_value_of_a_secret() {
    let (_, _, events) = world(false).gateway.finish();
    let json = serde_json::to_string(&events).unwrap();
    assert!(json.contains("\"type\":\"secretSet\"") && !json.contains("open sesame"), "{json}");
}
