//! `az vm stop|deallocate|restart` and the waiting of `az vm wait` and `az group wait`.

use serde_json::Value;

use super::vm::{API, long, path};
use crate::api::request::Method;
use crate::az::Arguments;
use crate::az::client::{AzError, AzResult, Client};

/// As azure-cli says it before it powers a machine off.
const STILL_BILLED: &str =
    "About to power off the specified VM...\nIt will continue to be billed. To deallocate a VM, run: az vm deallocate.";

pub(super) fn stop(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    client.warn(STILL_BILLED);
    let skip = if arguments.flag("skip_shutdown") { "true" } else { "false" };
    let path = format!("{}/powerOff?skipShutdown={skip}", path(client, arguments));
    long(client, Method::Post, &path, arguments)
}

pub(super) fn deallocate(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let path = format!("{}/deallocate", path(client, arguments));
    long(client, Method::Post, &path, arguments)
}

pub(super) fn restart(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let path = format!("{}/restart", path(client, arguments));
    let response = client.arm(Method::Post, &path, API, None);
    if !response.is_success() {
        return Err(AzError::from_response(&response));
    }
    // Unlike its siblings it prints what the operation ended with.
    let ended = if arguments.flag("no_wait") { None } else { client.poll(&response) };
    Ok(ended.map_or(Value::Null, |it| it.body_or_null()))
}

/// Waits for a machine. Nothing changes while az waits, so it either holds at once or never does.
pub(super) fn wait(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let path = format!("{}?$expand=instanceView", path(client, arguments));
    wait_for(client, arguments, &path, API)
}

/// Waits for a group.
pub(super) fn wait_for_group(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let group = arguments.text("resource_group_name").unwrap_or_default();
    let path = format!("/subscriptions/{}/resourcegroups/{group}", client.subscription);
    wait_for(client, arguments, &path, "2024-11-01")
}

fn wait_for(client: &mut Client<'_>, arguments: &Arguments, path: &str, api: &str) -> AzResult {
    let wanted = ["created", "updated", "deleted", "exists"];
    if !wanted.iter().any(|it| arguments.flag(it)) {
        return Err(AzError::new("incorrect usage: --created | --updated | --deleted | --exists | --custom JMESPATH"));
    }
    let response = client.arm(Method::Get, path, api, None);
    let there = response.is_success();
    if !there && response.status != 404 {
        return Err(AzError::from_response(&response));
    }
    let holds = if arguments.flag("deleted") { !there } else { there };
    if holds {
        return Ok(Value::Null);
    }
    let timeout = arguments.integer("timeout").unwrap_or(3600);
    Err(AzError::new(format!("Wait operation timed-out after {timeout} seconds")))
}
