//! Storage accounts and blobs: keys open everything, tokens need data roles, and errors are XML.

use super::*;
use crate::provider::data_plane::sign;

const ACCOUNT: &str = "/resourceGroups/myResourceGroup/providers/Microsoft.Storage/storageAccounts/st1";
const CONTAINER: &str = "https://st1.blob.core.windows.net/c1?restype=container";
const BLOB: &str = "https://st1.blob.core.windows.net/c1/a%20b.txt";

fn world() -> World {
    let mut world = World::new();
    world.arm(ALICE, Method::Put, ACCOUNT, Some(&json!({"location": "westus"})));
    assert_eq!(world.data(ALICE, STORAGE, Method::Put, CONTAINER, None).status, 201);
    world
}

/// The keys that `listKeys` gives.
fn key(world: &mut World) -> String {
    let keys = world.arm(ALICE, Method::Post, &format!("{ACCOUNT}/listKeys"), None);
    keys.pointer("/keys/0/value").and_then(Value::as_str).unwrap().to_owned()
}

fn with_key(world: &mut World, key: &str, method: Method, url: &str, body: Option<&str>) -> ApiResponse {
    let mut request = ApiRequest::new(method, url).header("x-ms-version", "2026-04-06");
    if let Some(body) = body {
        request = request.header("x-ms-blob-type", "BlockBlob").header("Content-Length", body.len().to_string());
        request.body = Some(body.to_owned());
    }
    let authorization = sign(&request, "st1", key);
    world.gateway.send(request.header("Authorization", authorization))
}

fn code(response: &ApiResponse) -> (u16, &str) {
    (response.status, header(response, "x-ms-error-code"))
}

#[test]
fn an_owner_cannot_read_a_blob_through_entra_but_can_list_keys_that_open_it() {
    let mut world = world();
    let refused = world.data(ALICE, STORAGE, Method::Get, BLOB, None);
    assert_eq!(code(&refused), (403, "AuthorizationPermissionMismatch"));
    let xml = refused.body_or_null().as_str().unwrap().to_owned();
    assert!(
        xml.starts_with(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>AuthorizationPermissionMismatch</Code>"
        )
    );
    let key = key(&mut world);
    assert_eq!(with_key(&mut world, &key, Method::Put, BLOB, Some("hello")).status, 201);
    assert_eq!(with_key(&mut world, &key, Method::Get, BLOB, None).body_or_null(), "hello");
}

#[test]
fn a_blob_reader_reads_and_lists_but_cannot_write_or_list_keys() {
    let mut world = world();
    let key = key(&mut world);
    with_key(&mut world, &key, Method::Put, BLOB, Some("hello"));
    world.grant(READER, BLOB_READER, ACCOUNT);
    assert_eq!(world.data(READER, STORAGE, Method::Get, BLOB, None).body_or_null(), "hello");
    let list = "https://st1.blob.core.windows.net/c1?restype=container&comp=list";
    let listed = world.data(READER, STORAGE, Method::Get, list, None);
    assert!(listed.body_or_null().as_str().unwrap().contains("<Name>a b.txt</Name>"));
    assert_eq!(code(&world.data(READER, STORAGE, Method::Delete, BLOB, None)).0, 403);
    assert_eq!(world.try_arm(READER, Method::Post, &format!("{ACCOUNT}/listKeys"), None).status, 403);
}

#[test]
fn a_grant_on_one_container_does_not_reach_another() {
    let mut world = world();
    world.data(ALICE, STORAGE, Method::Put, "https://st1.blob.core.windows.net/c2?restype=container", None);
    world.grant(READER, BLOB_CONTRIBUTOR, &format!("{ACCOUNT}/blobServices/default/containers/c1"));
    let put = |world: &mut World, url: &str| {
        let token = world.token(READER, STORAGE, |_| {});
        let mut request = ApiRequest::new(Method::Put, url).header("x-ms-blob-type", "BlockBlob");
        request.body = Some("x".to_owned());
        world.gateway.send(request.header("Authorization", format!("Bearer {token}"))).status
    };
    assert_eq!(put(&mut world, BLOB), 201);
    assert_eq!(put(&mut world, "https://st1.blob.core.windows.net/c2/b"), 403);
}

#[test]
fn a_key_of_another_world_or_account_is_refused() {
    let mut world = world();
    let own = key(&mut world);
    let foreign = crate::model::storage::account_key(2, 0, "st1", 1);
    assert_eq!(code(&with_key(&mut world, &foreign, Method::Get, CONTAINER, None)), (403, "AuthenticationFailed"));
    assert_eq!(with_key(&mut world, &own, Method::Get, CONTAINER, None).status, 200);
    // An account made again under its old name has other keys, and nothing in it.
    world.arm(ALICE, Method::Delete, ACCOUNT, None);
    world.arm(ALICE, Method::Put, ACCOUNT, Some(&json!({"location": "westus"})));
    assert_eq!(code(&with_key(&mut world, &own, Method::Get, CONTAINER, None)), (403, "AuthenticationFailed"));
    let new = key(&mut world);
    assert_eq!(code(&with_key(&mut world, &new, Method::Get, CONTAINER, None)), (404, "ContainerNotFound"));
}

#[test]
fn keys_can_be_switched_off() {
    let mut world = world();
    let key = key(&mut world);
    let off = json!({"properties": {"allowSharedKeyAccess": false}});
    world.arm(ALICE, Method::Patch, ACCOUNT, Some(&off));
    let refused = with_key(&mut world, &key, Method::Get, CONTAINER, None);
    assert_eq!(code(&refused), (403, "KeyBasedAuthenticationNotPermitted"));
}

#[test]
fn a_signature_is_for_one_request_only() {
    let mut world = world();
    let key = key(&mut world);
    let request = ApiRequest::new(Method::Get, CONTAINER);
    let authorization = sign(&request, "st1", &key);
    let mut other = ApiRequest::new(Method::Delete, CONTAINER);
    other = other.header("Authorization", authorization);
    assert_eq!(code(&world.gateway.send(other)), (403, "AuthenticationFailed"));
}

#[test]
fn the_checks_come_in_the_order_of_authflow() {
    let mut world = world();
    let url = "https://st1.blob.core.windows.net/none/none";
    assert_eq!(code(&world.send(None, Method::Get, url, None)), (401, "NoAuthenticationInformation"));
    let detail = |world: &mut World, token: String| {
        let response = world.send(Some(token), Method::Get, url, None);
        assert_eq!(code(&response), (401, "InvalidAuthenticationInfo"));
        assert!(header(&response, "WWW-Authenticate").contains("resource_id=https://storage.azure.com"));
        let xml = response.body_or_null().as_str().unwrap().to_owned();
        xml.split("<AuthenticationErrorDetail>").nth(1).unwrap().split(' ').next().unwrap().to_owned()
    };
    let token = world.token(ALICE, VAULT, |it| it.exp = it.iat);
    assert_eq!(detail(&mut world, token), "Lifetime");
    let token = world.token(ALICE, VAULT, |it| it.iss = "https://sts.windows.net/x/".to_owned());
    assert_eq!(detail(&mut world, token), "Audience");
    let token = world.token(ALICE, STORAGE, |it| it.iss = "https://sts.windows.net/x/".to_owned());
    assert_eq!(detail(&mut world, token), "Issuer");
    assert_eq!(code(&world.data(ALICE, STORAGE, Method::Get, url, None)), (403, "AuthorizationPermissionMismatch"));
    let key = key(&mut world);
    assert_eq!(code(&with_key(&mut world, &key, Method::Get, url, None)), (404, "ContainerNotFound"));
    let blob = "https://st1.blob.core.windows.net/c1/none";
    assert_eq!(code(&with_key(&mut world, &key, Method::Get, blob, None)), (404, "BlobNotFound"));
    let head = with_key(&mut world, &key, Method::Head, blob, None);
    assert_eq!((head.body, head.status), (None, 404));
}

#[test]
fn names_of_accounts_are_global_and_well_formed() {
    let mut world = world();
    world.arm(ALICE, Method::Put, "/resourceGroups/other", Some(&json!({"location": "westus"})));
    let path = "/resourceGroups/other/providers/Microsoft.Storage/storageAccounts/";
    let body = json!({"location": "westus"});
    let taken = world.try_arm(ALICE, Method::Put, &format!("{path}st1"), Some(&body));
    assert_eq!((taken.status, text(&taken, "/error/code")), (409, "StorageAccountInAnotherResourceGroup"));
    for name in ["st", "St1", "s-t1", "s2345678901234567890abcde"] {
        let bad = world.try_arm(ALICE, Method::Put, &format!("{path}{name}"), Some(&body));
        assert_eq!((bad.status, text(&bad, "/error/code")), (400, "AccountNameInvalid"), "{name}");
    }
}

#[test]
fn an_existing_blob_is_overwritten_only_where_that_is_meant() {
    let mut world = world();
    world.grant(READER, BLOB_CONTRIBUTOR, ACCOUNT);
    let put = |world: &mut World, careful: bool, content: &str| {
        let token = world.token(READER, STORAGE, |_| {});
        let mut request = ApiRequest::new(Method::Put, BLOB).header("x-ms-blob-type", "BlockBlob");
        if careful {
            request = request.header("If-None-Match", "*");
        }
        request.body = Some(content.to_owned());
        world.gateway.send(request.header("Authorization", format!("Bearer {token}")))
    };
    assert_eq!(put(&mut world, true, "one").status, 201);
    assert_eq!(code(&put(&mut world, true, "two")), (409, "BlobAlreadyExists"));
    assert_eq!(world.data(READER, STORAGE, Method::Get, BLOB, None).body_or_null(), "one");
    assert_eq!(put(&mut world, false, "two").status, 201);
    assert_eq!(world.data(READER, STORAGE, Method::Get, BLOB, None).body_or_null(), "two");
}

#[test]
fn in_the_world_of_the_recordings_an_owner_reaches_blobs_but_no_secrets() {
    let mut world = World { gateway: Gateway::new(Scenario::Empty.begin(1)) };
    let group = "/resourceGroups/myResourceGroup";
    world.arm(ALICE, Method::Put, group, Some(&json!({"location": "westus"})));
    world.arm(ALICE, Method::Put, ACCOUNT, Some(&json!({"location": "westus"})));
    world.data(ALICE, STORAGE, Method::Put, CONTAINER, None);
    assert_eq!(code(&world.data(ALICE, STORAGE, Method::Get, BLOB, None)), (404, "BlobNotFound"));
    let vault = json!({"location": "westus", "properties": {"tenantId": TENANT}});
    world.arm(ALICE, Method::Put, &format!("{group}/providers/Microsoft.KeyVault/vaults/kv1"), Some(&vault));
    let url = "https://kv1.vault.azure.net/secrets?api-version=7.4";
    assert_eq!(world.data(ALICE, VAULT, Method::Get, url, None).status, 403);
}
