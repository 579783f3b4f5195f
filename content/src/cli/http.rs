//! `keyless http`: one JSON request a line in, one JSON response a line out, and the same cloud behind all of them.

use std::collections::BTreeMap;
use std::io::{BufRead, Read};

use keyless_core::api::error::ApiError;
use keyless_core::api::request::{ApiRequest, Method};
use keyless_core::api::response::ApiResponse;
use keyless_core::gateway::Gateway;
use keyless_core::interpreter::run_script;
use keyless_core::model::scope::ResourceId;
use keyless_core::scenario::Scenario;
use keyless_core::state::State;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::args::HttpOptions;
use super::{Failure, Io};

/// The longest line that is read; a longer one is refused.
const MAX_LINE: u64 = 8 << 20;

/// A request as it is written on a line.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    method: String,
    url: String,
    #[serde(default)]
    headers: Map<String, Value>,
    #[serde(default)]
    body: Option<String>,
    /// The id of the machine that sends it: what the metadata service goes by.
    #[serde(default)]
    from: Option<String>,
}

/// A response as it is written on a line.
#[derive(Serialize)]
struct Answer {
    status: u16,
    headers: BTreeMap<String, String>,
    body: Option<String>,
}

/// Answers requests until the input ends.
///
/// # Errors
/// When the input cannot be read or the output cannot be written.
pub fn http(options: &HttpOptions, io: &mut Io<'_>) -> Result<u8, Failure> {
    let mut cloud = Cloud::new(options.scenario, options.seed);
    let mut line = Vec::new();
    loop {
        line.clear();
        let read = (&mut *io.stdin).take(MAX_LINE).read_until(b'\n', &mut line);
        if read.map_err(|error| Failure::io("standard input", error))? == 0 {
            return Ok(0);
        }
        let cut = u64::try_from(line.len()).is_ok_and(|length| length >= MAX_LINE) && !line.ends_with(b"\n");
        let answer = if cut {
            io.stdin.skip_until(b'\n').map_err(|error| Failure::io("standard input", error))?;
            let message = format!("A line may have at most {MAX_LINE} bytes.");
            Answer::of(ApiError::new(413, "RequestEntityTooLarge", message).response())
        } else {
            cloud.answer(&line)
        };
        serde_json::to_writer(&mut *io.stdout, &answer).map_err(std::io::Error::from)?;
        io.stdout.write_all(b"\n")?;
        io.stdout.flush()?;
    }
}

/// The world that the requests change.
struct Cloud(State);

impl Cloud {
    fn new(scenario: Scenario, seed: u64) -> Self {
        Self(scenario.begin(seed))
    }

    /// Answers one line; a line that is no request changes nothing.
    fn answer(&mut self, line: &[u8]) -> Answer {
        let request = match request(line) {
            Ok(request) => request,
            Err(error) => return Answer::of(error.response()),
        };
        let mut gateway = Gateway::new(self.0.clone()).with_machines(run_script);
        let response = gateway.send(request);
        self.0 = gateway.finish().0;
        Answer::of(response)
    }
}

fn request(line: &[u8]) -> Result<ApiRequest, ApiError> {
    let wrong = |message: String| ApiError::new(400, "InvalidRequestLine", message);
    let wire: Wire = serde_json::from_slice(line).map_err(|error| {
        wrong(format!("The line is not a request {{\"method\",\"url\",\"headers\",\"body\"}}: {error}."))
    })?;
    if !wire.url.contains("://") {
        return Err(wrong(format!("The URL '{}' is not absolute.", wire.url)));
    }
    let Some(method) = Method::find(&wire.method) else {
        let message = format!("The requested resource does not support http method '{}'.", wire.method);
        return Err(ApiError::new(405, "MethodNotAllowed", message));
    };
    let mut headers = Vec::with_capacity(wire.headers.len());
    for (name, value) in wire.headers {
        match value {
            Value::String(text) => headers.push((name, text)),
            Value::Null => {}
            _ => return Err(wrong(format!("The header '{name}' is not text."))),
        }
    }
    let mut request = ApiRequest::new(method, wire.url);
    request.headers = headers;
    request.body = wire.body;
    request.from = wire.from.map(ResourceId::new);
    Ok(request)
}

impl Answer {
    fn of(response: ApiResponse) -> Self {
        let (mut headers, body) = (BTreeMap::new(), response.text());
        if response.body.is_some() {
            headers.insert("Content-Type".to_owned(), "application/json; charset=utf-8".to_owned());
        }
        for (name, value) in response.headers {
            headers.insert(name, value);
        }
        Self { status: response.status, headers, body }
    }
}

#[cfg(test)]
#[path = "http_tests.rs"]
mod tests;
