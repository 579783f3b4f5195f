//! What is done to a virtual machine by POST: power, and commands run inside it (R42, R50).

use std::sync::Arc;

use serde_json::Value;

use super::compute::{TYPE, accepted, find};
use super::context::Context;
use super::path::ArmPath;
use super::run_command;
use crate::api::error::ApiError;
use crate::api::response::ApiResponse;
use crate::event::{AlreadySo, Event, RefusalReason};
use crate::model::json::json;
use crate::model::resource::{PowerState, ResourceKind};
use crate::model::scope::ResourceId;
use crate::rules::RuleId;

/// Answers for `start`, `restart`, `powerOff`, `deallocate` and `runCommand`.
///
/// # Errors
/// 403 without the action's right; 409 where the machine's state forbids it; 501 for other actions.
pub fn answer(context: &mut Context<'_>, path: &ArmPath, name: &str, verb: &str) -> Result<ApiResponse, ApiError> {
    let id = path.scope.resource(TYPE, name);
    let (action, target) = match verb {
        "start" => ("start", PowerState::Running),
        "restart" => ("restart", PowerState::Running),
        "poweroff" => ("powerOff", PowerState::Stopped),
        "deallocate" => ("deallocate", PowerState::Deallocated),
        "runcommand" => ("runCommand", PowerState::Running),
        _ => {
            let message = format!("Keyless does not simulate virtualMachines/{verb} yet.");
            return Err(ApiError::new(501, "NotSimulated", message));
        }
    };
    context.require(&format!("Microsoft.Compute/virtualMachines/{action}/action"), &id)?;
    let machine = find(context, &id)?;
    let ResourceKind::VirtualMachine(details) = &machine.kind else { return Err(ApiError::resource_not_found(&id)) };
    if action == "runCommand" {
        let (power, system) = (details.power, details.os_type.clone());
        return run(context, machine.id.clone(), power, &system);
    }
    if details.power != PowerState::Running && target == PowerState::Running && context.state.has_stale_reference(&id) {
        return Err(cannot_start(&machine.id.to_string()));
    }
    if action == "restart" && details.power == PowerState::Deallocated {
        let message = format!(
            "Operation 'restart' is not allowed on VM '{}' since the VM is either deallocated or marked to be deallocated.",
            machine.name
        );
        return Err(ApiError::new(409, "OperationNotAllowed", message));
    }
    // A deallocated machine is off already.
    let same = details.power == target || target == PowerState::Stopped && details.power == PowerState::Deallocated;
    context.emit(if same {
        Event::AlreadySo { subject: machine.id, fact: AlreadySo::Same }
    } else {
        Event::PowerStateChanged { host: machine.id, power: target }
    });
    Ok(accepted(context, verb))
}

/// The service's words for this are unconfirmed; that it fails until an update is documented (R42).
fn cannot_start(id: &str) -> ApiError {
    let message = format!(
        "Identity operation for resource '{id}' failed with error 'Failed to perform resource identity operation. Status: 'BadRequest'. Response: '{{\"error\":{{\"code\":\"BadRequest\",\"message\":\"The identity URI is outdated since the resource was moved. Update the resource, for example one of its tags, then start it.\"}}}}'.'."
    );
    let mut error = ApiError::new(400, "FailedIdentityOperation", message);
    error.reason = RefusalReason::ByRule(RuleId(42));
    error
}

/// Only a running machine runs commands (R50).
fn run(context: &mut Context<'_>, host: ResourceId, power: PowerState, os_type: &str) -> Result<ApiResponse, ApiError> {
    if power != PowerState::Running {
        let message = "Cannot modify extensions in the VM when the VM is not running.";
        let mut error = ApiError::new(409, "OperationNotAllowed", message);
        error.reason = RefusalReason::ByRule(RuleId(50));
        return Err(error);
    }
    let sent = context.body()?;
    let command = sent.get("commandId").and_then(Value::as_str).unwrap_or_default();
    let shell = match command.to_ascii_lowercase().as_str() {
        "runshellscript" => "Linux",
        "runpowershellscript" => "Windows",
        _ => {
            let message = format!("Keyless does not simulate the run command '{command}'.");
            return Err(ApiError::new(501, "NotSimulated", message));
        }
    };
    if shell != os_type {
        let message = format!("The command '{command}' does not run on a machine with {os_type}.");
        return Err(ApiError::new(400, "InvalidParameter", message));
    }
    let lines = sent.get("script").and_then(Value::as_array).into_iter().flatten();
    let lines: Vec<&str> = lines.filter_map(Value::as_str).collect();
    let mut script = String::new();
    for parameter in sent.get("parameters").and_then(Value::as_array).into_iter().flatten() {
        let text = |name: &str| parameter.get(name).and_then(Value::as_str).unwrap_or_default();
        script.push_str(&format!("{}={}\n", text("name"), quoted(text("value"))));
    }
    script.push_str(&lines.join("\n"));
    let mut response = ApiResponse::json(200, json!({ "value": [] }));
    if shell == "Linux" {
        context.emit(Event::ScriptStarted { host, script });
        // Without a machine's shell behind the gateway, a script prints nothing.
        finish_script(&mut response, "", "");
    } else {
        let printed = run_command::run(&lines.join("\n"));
        response.body = Some(Arc::new(json!({ "value": [
            {"code": "ComponentStatus/StdOut/succeeded", "level": "Info", "displayStatus": "Provisioning succeeded", "message": printed.stdout},
            {"code": "ComponentStatus/StdErr/succeeded", "level": "Info", "displayStatus": "Provisioning succeeded", "message": printed.stderr},
        ] })));
    }
    Ok(response)
}

/// A text as one word of the shell.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

/// Puts what a script printed into the answer.
pub fn finish_script(response: &mut ApiResponse, stdout: &str, stderr: &str) {
    response.body = Some(Arc::new(json!({ "value": [{
        "code": "ProvisioningState/succeeded", "level": "Info", "displayStatus": "Provisioning succeeded",
        "message": format!("Enable succeeded: \n[stdout]\n{stdout}\n[stderr]\n{stderr}"),
    }] })));
}
