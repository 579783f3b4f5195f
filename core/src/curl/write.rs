//! What curl prints of an answer.

use super::Answered;
use super::read::Plan;
use crate::api::request::ApiRequest;
use crate::api::response::ApiResponse;

pub(super) fn answered(plan: &Plan, request: &ApiRequest, response: &ApiResponse, all: &mut Answered) {
    let body = if plan.head { String::new() } else { response.text().unwrap_or_default() };
    let head = head(request, response, &body);
    if plan.verbose {
        all.printed.stderr.push_str(&talk(request, &head));
    }
    let failed = plan.fail && response.status >= 400;
    let mut text = String::new();
    if plan.include {
        text.push_str(&head);
    }
    if !failed || plan.fail_with_body {
        text.push_str(&body);
    }
    let output = plan.outputs.get(all.files.len()).or_else(|| plan.outputs.last().filter(|_| plan.requests.len() == 1));
    match output.filter(|it| *it != "-") {
        Some(name) => all.files.push((name.clone(), text)),
        None => all.printed.stdout.push_str(&text),
    }
    if failed {
        all.printed.exit_code = 22;
        if !plan.silent || plan.show_errors {
            let text = format!("curl: (22) The requested URL returned error: {}\n", response.status);
            all.printed.stderr.push_str(&text);
        }
    }
    if let Some(format) = &plan.write_out {
        let text = written(format, request, response, &body);
        all.printed.stdout.push_str(&text);
    }
}

/// The status line and headers, as the wire has them: HTTP/2 in lower case, HTTP/1.1 with a reason.
fn head(request: &ApiRequest, response: &ApiResponse, body: &str) -> String {
    let plain = request.url.starts_with("http://");
    let mut headers: Vec<(String, String)> = response.headers.clone();
    let has = |name: &str| response.headers.iter().any(|it| it.0.eq_ignore_ascii_case(name));
    if response.body.is_some() && !has("Content-Type") {
        headers.push(("Content-Type".to_owned(), "application/json; charset=utf-8".to_owned()));
    }
    if response.body.is_some() && !has("Content-Length") {
        headers.push(("Content-Length".to_owned(), body.len().to_string()));
    }
    let mut text = if plain {
        format!("HTTP/1.1 {} {}\r\n", response.status, reason(response.status))
    } else {
        format!("HTTP/2 {} \r\n", response.status)
    };
    for (name, value) in headers {
        let name = if plain { name } else { name.to_ascii_lowercase() };
        text.push_str(&format!("{name}: {value}\r\n"));
    }
    text.push_str("\r\n");
    text
}

/// `-v`: the request's lines after `> `, the answer's after `< `.
fn talk(request: &ApiRequest, head: &str) -> String {
    let version = if request.url.starts_with("http://") { "HTTP/1.1" } else { "HTTP/2" };
    let rest = request.url.split_once("://").map_or("", |(_, rest)| rest);
    let path = rest.split_once('/').map_or_else(|| "/".to_owned(), |(_, path)| format!("/{path}"));
    let mut text = format!("> {} {path} {version}\n> Host: {}\n", request.method.as_str(), request.host());
    for (name, value) in &request.headers {
        text.push_str(&format!("> {name}: {value}\n"));
    }
    if let Some(body) = &request.body {
        text.push_str(&format!("> Content-Length: {}\n", body.len()));
    }
    text.push_str("> \n");
    for line in head.lines() {
        text.push_str(&format!("< {line}\n"));
    }
    text
}

const fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        410 => "Gone",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        _ => "",
    }
}

/// `-w`: `%{http_code}` and its like, and `\n`.
fn written(format: &str, request: &ApiRequest, response: &ApiResponse, body: &str) -> String {
    let mut out = String::new();
    let mut rest = format;
    while let Some(c) = rest.chars().next() {
        if let Some((name, after)) = rest.strip_prefix("%{").and_then(|it| it.split_once('}')) {
            match name {
                "http_code" | "response_code" => out.push_str(&format!("{:03}", response.status)),
                "size_download" => out.push_str(&body.len().to_string()),
                "url" | "url_effective" => out.push_str(&request.url),
                "method" => out.push_str(request.method.as_str()),
                "content_type" => out.push_str("application/json; charset=utf-8"),
                "exitcode" => out.push('0'),
                other => out.push_str(&format!("%{{{other}}}: not simulated here")),
            }
            rest = after;
            continue;
        }
        let escape = ["\\n", "\\t", "\\r", "%%"].iter().position(|it| rest.starts_with(it));
        let length = if let Some(at) = escape {
            out.push(['\n', '\t', '\r', '%'].get(at).copied().unwrap_or(c));
            2
        } else {
            out.push(c);
            c.len_utf8()
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    out
}
