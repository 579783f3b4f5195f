//! curl's words and answers.

use super::*;
use crate::scenario::Scenario;

fn run(line: &str) -> Printed {
    let words: Vec<String> = line.split(' ').map(|it| it.replace('~', " ")).collect();
    let mut gateway = Gateway::new(Scenario::Sandbox.begin(1));
    match read(&words, &mut |name| Err(format!("no {name}"))) {
        Ok(plan) => send(&mut gateway, &plan).printed,
        Err(printed) => printed,
    }
}

#[test]
fn hosts_that_are_not_there_fail_as_curls_do() {
    let imds = "http://169.254.169.254/metadata/instance?api-version=2021-02-01 -H Metadata:true";
    let printed = run(imds);
    assert_eq!(printed.exit_code, 28);
    assert!(printed.stderr.starts_with("curl: (28) Failed to connect to 169.254.169.254 port 80"), "{printed:?}");
    assert_eq!(run(&format!("-m 5 {imds}")).stderr, "curl: (28) Connection timed out after 5000 milliseconds\n");
    assert_eq!(run("https://nowhere.example").stderr, "curl: (6) Could not resolve host: nowhere.example\n");
    assert_eq!(run("-s https://nowhere.example").stderr, "");
    assert_eq!(run("-sS https://nowhere.example").exit_code, 6);
    assert_eq!(run("https://v.vault.azure.net/secrets?api-version=7.4").exit_code, 6);
    assert_eq!(run("http://localhost:4141/MSI/token").exit_code, 7);
    assert_eq!(run("ftp://x").exit_code, 1);
    assert_eq!(run("-s").exit_code, 2);
}

#[test]
fn an_answer_is_shown_as_asked() {
    let arm = "https://management.azure.com/subscriptions?api-version=2022-12-01";
    let printed = run(arm);
    assert_eq!(printed.exit_code, 0);
    assert!(printed.stdout.contains("AuthenticationFailed"), "{printed:?}");
    assert!(run(&format!("-i {arm}")).stdout.starts_with("HTTP/2 401 \r\n"));
    assert_eq!(run(&format!("-s -o /dev/null -w %{{http_code}}\\n {arm}")).stdout, "401\n");
    assert_eq!(run(&format!("-fsS {arm}")).stderr, "curl: (22) The requested URL returned error: 401\n");
    assert_eq!(run(&format!("-f {arm}")).stdout, "");
    assert!(run(&format!("-v {arm}")).stderr.starts_with("> GET /subscriptions?api-version=2022-12-01 HTTP/2\n"));
}

#[test]
fn bodies_and_headers_are_made_as_documented() {
    let plan = |line: &str| {
        let words: Vec<String> = line.split(' ').map(|it| it.replace('~', " ")).collect();
        read(&words, &mut |_| Ok("{\n}\n".to_owned())).unwrap().requests.remove(0)
    };
    let request = plan("-X PUT -H Content-Type:~application/json -d {\"a\":1} https://h/x");
    assert_eq!((request.method.as_str(), request.body.as_deref()), ("PUT", Some("{\"a\":1}")));
    assert_eq!(request.header_value("content-type"), Some("application/json"));
    let request = plan("-d a=1 --data-urlencode b=c~d&e https://h/x");
    assert_eq!((request.method.as_str(), request.body.as_deref()), ("POST", Some("a=1&b=c%20d%26e")));
    let request = plan("-G -d a=1 --data-urlencode resource=https://x/ http://h/x?b=2");
    assert_eq!(request.url, "http://h/x?b=2&a=1&resource=https%3A%2F%2Fx%2F");
    assert_eq!(request.body, None);
    assert_eq!(plan("-d @f https://h").body.as_deref(), Some("{}"));
    assert_eq!(plan("-I https://h").method.as_str(), "HEAD");
    assert_eq!(plan("h").url, "http://h");
}

#[test]
fn other_options_are_refused_by_name() {
    assert_eq!(run("-u a:b https://h").stderr, "curl: the option '-u' is not simulated here\n");
    assert_eq!(run("--retry 3 https://h").stderr, "curl: option --retry: is unknown, or not simulated here\n");
    assert_eq!(run("-X OPTIONS https://h").stderr, "curl: the method 'OPTIONS' is not simulated here\n");
    assert_eq!(run("https://h/{a,b}").exit_code, 3);
}
