//! `curl`: its words become a request, the cloud's answer becomes what it prints.

mod read;
mod write;

use crate::api::request::ApiRequest;
use crate::api::response::ApiResponse;
use crate::az::execute::Printed;
use crate::gateway::Gateway;

pub use read::{Plan, read};

/// What came of it.
#[derive(Debug, Default)]
pub struct Answered {
    /// What it printed.
    pub printed: Printed,
    /// Files to write.
    pub files: Vec<(String, String)>,
}

/// Hosts that answer here, besides the data planes.
const HOSTS: [&str; 5] = [
    "management.azure.com",
    "graph.microsoft.com",
    "login.microsoftonline.com",
    "169.254.169.254",
    crate::token::app_service::HOST,
];

/// Hosts that are there in the world and not here.
const NOT_SIMULATED: [&str; 12] = [
    "learn.microsoft.com",
    "docs.microsoft.com",
    "aka.ms",
    "github.com",
    "raw.githubusercontent.com",
    "graph.windows.net",
    "login.windows.net",
    "sts.windows.net",
    "management.core.windows.net",
    "packages.microsoft.com",
    "bootstrap.pypa.io",
    "ifconfig.me",
];

/// Why there is no answer.
struct Failed {
    code: i32,
    why: String,
}

/// Sends the requests, one for each address, and prints the answers.
pub fn send(gateway: &mut Gateway, plan: &Plan) -> Answered {
    let mut all = Answered::default();
    for request in &plan.requests {
        let mut request = request.clone();
        request.from = gateway.state().terminal().host.clone();
        match reach(gateway, request.clone(), plan) {
            Ok(response) => write::answered(plan, &request, &response, &mut all),
            Err(failed) => {
                all.printed.exit_code = failed.code;
                if !plan.silent || plan.show_errors {
                    all.printed.stderr.push_str(&format!("curl: ({}) {}\n", failed.code, failed.why));
                }
            }
        }
    }
    all
}

fn reach(gateway: &mut Gateway, request: ApiRequest, plan: &Plan) -> Result<ApiResponse, Failed> {
    let host = request.host();
    let encrypted = request.url.starts_with("https://");
    let failed = |code: i32, why: String| Failed { code, why };
    let port = if encrypted { 443 } else { 80 };
    let data = host.ends_with(".vault.azure.net") || host.ends_with(".blob.core.windows.net");
    if !data && !HOSTS.contains(&host.as_str()) {
        return Err(elsewhere(&host, port));
    }
    let local = matches!(host.as_str(), "169.254.169.254" | crate::token::app_service::HOST);
    if local && encrypted || !local && !encrypted {
        let why = format!("'{}' is simulated here at {} only", host, if local { "http://" } else { "https://" });
        return Err(failed(7, why));
    }
    let answer = gateway.send(request);
    let code = answer.body.as_ref().and_then(|it| it.pointer("/error/code").or_else(|| it.get("error")));
    match (answer.status, code.and_then(serde_json::Value::as_str)) {
        (502, Some("NameNotResolved")) => Err(failed(6, format!("Could not resolve host: {host}"))),
        (504, Some("no_route_to_host")) if host == "169.254.169.254" => Err(timeout(&host, plan)),
        (504, _) if host == crate::token::app_service::HOST => Err(refused(&host, port)),
        _ => Ok(answer),
    }
}

/// Nobody answers there: curl's own time, or the one that was given.
fn timeout(host: &str, plan: &Plan) -> Failed {
    let why = match plan.patience {
        Some(seconds) => format!("Connection timed out after {} milliseconds", seconds.saturating_mul(1000)),
        None => format!("Failed to connect to {host} port 80 after 129361 ms: Couldn't connect to server"),
    };
    Failed { code: 28, why }
}

fn refused(host: &str, port: u16) -> Failed {
    let (name, port) = host.split_once(':').map_or((host, port), |(name, it)| (name, it.parse().unwrap_or(port)));
    Failed { code: 7, why: format!("Failed to connect to {name} port {port} after 0 ms: Couldn't connect to server") }
}

fn elsewhere(host: &str, port: u16) -> Failed {
    let name = host.split(':').next().unwrap_or_default();
    if name == "localhost" || name.starts_with("127.") {
        return refused(host, port);
    }
    if NOT_SIMULATED.contains(&name) {
        return Failed { code: 6, why: format!("'{name}' exists, but is not simulated here") };
    }
    let address = name.split('.').count() == 4 && name.chars().all(|c| c.is_ascii_digit() || c == '.');
    if address {
        let why = format!("Failed to connect to {name} port {port} after 129361 ms: Couldn't connect to server");
        return Failed { code: 28, why };
    }
    Failed { code: 6, why: format!("Could not resolve host: {name}") }
}

#[cfg(test)]
mod tests;
