//! Requests in, responses out: a sign-in, a change that lasts, and lines that are no requests.

use std::io::Cursor;

use serde_json::json;

use super::*;

const ARM: &str = "https://management.azure.com";
const SUBSCRIPTION: &str = "11111111-aaaa-4bbb-8ccc-000000000001";

/// The answers to these lines, in order, out of one world.
fn answers(lines: &[String]) -> Vec<Value> {
    let (mut stdin, mut stdout, mut stderr) = (Cursor::new(lines.join("\n")), Vec::new(), Vec::new());
    let mut io = Io { stdin: &mut stdin, stdout: &mut stdout, stderr: &mut stderr };
    let options = HttpOptions { scenario: Scenario::Empty, seed: 1 };
    assert_eq!(http(&options, &mut io).unwrap(), 0);
    String::from_utf8(stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn sign_in() -> String {
    let body = "grant_type=password&client_id=c&username=alice%40contoso.onmicrosoft.com&password=correct+horse\
                &scope=https%3A%2F%2Fmanagement.core.windows.net%2F%2F.default";
    let url = "https://login.microsoftonline.com/organizations/oauth2/v2.0/token";
    json!({"method": "POST", "url": url, "headers": {}, "body": body}).to_string()
}

fn token() -> String {
    let answer = answers(&[sign_in()]);
    let body: Value = serde_json::from_str(answer[0]["body"].as_str().unwrap()).unwrap();
    body["access_token"].as_str().unwrap().to_owned()
}

fn group(method: &str, body: Option<&str>) -> String {
    let url = format!("{ARM}/subscriptions/{SUBSCRIPTION}/resourcegroups/rg?api-version=2024-11-01");
    let headers = json!({"Authorization": format!("Bearer {}", token())});
    json!({"method": method, "url": url, "headers": headers, "body": body}).to_string()
}

#[test]
fn what_one_request_makes_the_next_one_finds() {
    let create = group("PUT", Some(r#"{"location":"westus"}"#));
    let lines = [group("GET", None), create, group("get", None), group("HEAD", None)];
    let answers = answers(&lines);
    let statuses: Vec<&Value> = answers.iter().map(|it| &it["status"]).collect();
    assert_eq!(statuses, [404, 201, 200, 204]);
    let body: Value = serde_json::from_str(answers[2]["body"].as_str().unwrap()).unwrap();
    assert_eq!(body["location"], "westus");
    assert_eq!(answers[2]["headers"]["Content-Type"], "application/json; charset=utf-8");
    assert_eq!(answers[3], json!({"status": 204, "headers": {}, "body": null}));
}

#[test]
fn a_line_that_is_no_request_gets_a_refusal_and_the_next_one_is_answered() {
    let wrong = [
        String::new(),
        "{".to_owned(),
        "[]".to_owned(),
        json!({"method": "GET"}).to_string(),
        json!({"method": "GET", "url": "/subscriptions"}).to_string(),
        json!({"method": "GET", "url": ARM, "headers": {"a": 1}}).to_string(),
        json!({"method": "GET", "url": ARM, "body": {"a": 1}}).to_string(),
    ];
    let mut lines = wrong.to_vec();
    lines.push(json!({"method": "OPTIONS", "url": ARM}).to_string());
    lines.push(json!({"method": "GET", "url": ARM}).to_string());
    lines.push(json!({"method": "GET", "url": "https://example.com/"}).to_string());
    let answers = answers(&lines);
    assert_eq!(answers.len(), lines.len());
    for (at, answer) in answers.iter().take(wrong.len()).enumerate() {
        assert_eq!(answer["status"], 400, "{at}: {answer}");
        assert!(answer["body"].as_str().unwrap().starts_with(r#"{"error":{"code":"InvalidRequestLine""#), "{answer}");
    }
    let statuses: Vec<&Value> = answers.iter().skip(wrong.len()).map(|it| &it["status"]).collect();
    assert_eq!(statuses, [405, 401, 501]);
}

#[test]
fn a_line_beyond_measure_is_refused_and_skipped() {
    let long = "x".repeat(usize::try_from(MAX_LINE).unwrap() + 5);
    let answers = answers(&[long, sign_in()]);
    let statuses: Vec<&Value> = answers.iter().map(|it| &it["status"]).collect();
    assert_eq!(statuses, [413, 200]);
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    let (mut stdin, mut stdout, mut stderr) = (Cursor::new(b"\xff\xfe\n"), Vec::new(), Vec::new());
    let mut io = Io { stdin: &mut stdin, stdout: &mut stdout, stderr: &mut stderr };
    http(&HttpOptions { scenario: Scenario::Empty, seed: 1 }, &mut io).unwrap();
    assert!(String::from_utf8(stdout).unwrap().starts_with(r#"{"status":400,"#));
}
