//! `--debug`: the requests and their answers, in the lines in which az logs them.

use crate::gateway::Exchange;

/// Begins each line, as az names the part of itself that logs requests.
const LOGGER: &str = "DEBUG: cli.azure.cli.core.sdk.policies: ";

/// The log of these requests. Tokens and secrets are starred, as in az.
pub(super) fn requests<'a>(exchanges: impl Iterator<Item = &'a Exchange>) -> String {
    let mut out = String::new();
    let mut line = |parts: &[&str]| {
        out.push_str(LOGGER);
        out.extend(parts.iter().copied());
        out.push('\n');
    };
    for exchange in exchanges {
        let (request, response) = (&exchange.request, &exchange.response);
        // az logs what it asks of services, not how it signs in.
        if request.host() == "login.microsoftonline.com" {
            continue;
        }
        line(&["Request URL: '", &request.url, "'"]);
        line(&["Request method: '", request.method.as_str(), "'"]);
        line(&["Request headers:"]);
        for (name, value) in &request.headers {
            let value = if name.eq_ignore_ascii_case("authorization") { "*****" } else { value };
            line(&["    '", name, "': '", value, "'"]);
        }
        line(&["Request body:"]);
        match &request.body {
            Some(body) => line(&[&body.to_string()]),
            None => line(&["This request has no body"]),
        }
        line(&["Response status: ", &response.status.to_string()]);
        line(&["Response content:"]);
        match &response.body {
            Some(body) => line(&[&body.to_string()]),
            None => line(&[""]),
        }
    }
    out
}
