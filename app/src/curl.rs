//! A request as a curl command, secrets left out.

use keyless_core::api::request::{ApiRequest, Method};

use crate::mask;

/// The command. A token is asked for anew by the command itself; no secret is in it.
pub fn command(request: &ApiRequest) -> String {
    let mut parts = vec!["curl".to_owned()];
    match request.method {
        Method::Get => {}
        Method::Head => parts.push("--head".to_owned()),
        other => parts.push(format!("-X {}", other.as_str())),
    }
    parts.push(quoted(&request.url));
    for (name, value) in &request.headers {
        if name.eq_ignore_ascii_case("authorization") && value.starts_with("Bearer ") {
            parts.push(format!(
                "-H \"Authorization: Bearer $(az account get-access-token --resource {} --query accessToken -o tsv)\"",
                audience(request)
            ));
        } else {
            parts.push(format!("-H {}", quoted(&format!("{name}: {}", mask::header(name, value)))));
        }
    }
    if let Some(body) = &request.body {
        let masked = serde_json::from_str(body).map_or_else(|_| mask::text(body), |it| mask::body(&it).to_string());
        parts.push(format!("--data {}", quoted(&masked)));
    }
    parts.join(" \\\n  ")
}

/// The resource that a host's tokens are for.
fn audience(request: &ApiRequest) -> String {
    let host = request.host();
    for (end, audience) in
        [(".vault.azure.net", "https://vault.azure.net"), (".core.windows.net", "https://storage.azure.com")]
    {
        if host.ends_with(end) {
            return audience.to_owned();
        }
    }
    format!("https://{host}/")
}

/// In single quotes, as a POSIX shell takes it word by word.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_becomes_a_command_without_its_token_and_secrets() {
        let request = ApiRequest::new(Method::Put, "https://management.azure.com/x?api-version=1")
            .header("Authorization", "Bearer eyJ0")
            .json(&serde_json::json!({"name": "it's", "adminPassword": "x"}));
        let command = command(&request);
        assert!(command.starts_with("curl \\\n  -X PUT \\\n  'https://management.azure.com/x?api-version=1'"));
        assert!(command.contains("get-access-token --resource https://management.azure.com/"));
        assert!(command.contains("it'\\''s") && !command.contains("eyJ0") && !command.contains("\"x\""));
    }

    #[test]
    fn reading_is_the_plain_form_and_vaults_have_their_own_audience() {
        let request =
            ApiRequest::new(Method::Get, "https://v.vault.azure.net/secrets/a").header("Authorization", "Bearer e");
        assert!(!command(&request).contains("-X") && command(&request).contains("https://vault.azure.net "));
    }
}
