//! curl's words: options by the table, then the requests that they describe.

use crate::api::request::{ApiRequest, Method, percent_encode};
use crate::az::execute::Printed;
use crate::tools::commands::{CURL, KnownOption, LONG_ONLY};

/// Reads a file that an option names.
type Read<'a> = &'a mut dyn FnMut(&str) -> Result<String, String>;

/// What is to be sent and how the answer is shown.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of curl's")]
pub struct Plan {
    pub(super) requests: Vec<ApiRequest>,
    pub(super) silent: bool,
    pub(super) show_errors: bool,
    pub(super) fail: bool,
    pub(super) fail_with_body: bool,
    pub(super) include: bool,
    pub(super) head: bool,
    pub(super) verbose: bool,
    pub(super) outputs: Vec<String>,
    pub(super) write_out: Option<String>,
    pub(super) patience: Option<u64>,
}

/// Options as they were given, with their values.
struct Given {
    options: Vec<(char, String)>,
    urls: Vec<String>,
}

/// Reads curl's arguments.
///
/// # Errors
/// What curl prints, and its exit code, when they are wrong or not simulated.
pub fn read(arguments: &[String], file: Read<'_>) -> Result<Plan, Printed> {
    let given = options(arguments)?;
    if given.urls.is_empty() {
        return Err(wrong(2, "no URL specified"));
    }
    let has = |letter: char| given.options.iter().any(|it| it.0 == letter);
    let values = |letter: char| given.options.iter().filter(move |it| it.0 == letter).map(|it| it.1.as_str());
    let body = body(&given, file)?;
    let mut plan = Plan {
        silent: has('s'),
        show_errors: has('S'),
        fail: has('f') || has('Y'),
        fail_with_body: has('Y'),
        include: has('i') || has('I'),
        head: has('I'),
        verbose: has('v'),
        outputs: values('o').map(str::to_owned).collect(),
        write_out: values('w').next_back().map(str::to_owned),
        ..Plan::default()
    };
    for letter in ['m', 'C'] {
        if let Some(text) = values(letter).next_back() {
            let whole = text.split('.').next().unwrap_or_default();
            plan.patience = Some(whole.parse().map_err(|_| wrong(2, "expected a proper numerical parameter"))?);
        }
    }
    let upload = values('T').next_back().map(|name| file(name).map_err(|_| unreadable(name))).transpose()?;
    let method = values('X').next_back().map(str::to_owned).unwrap_or_else(|| {
        let default = match () {
            () if has('I') => "HEAD",
            () if upload.is_some() => "PUT",
            () if body.is_some() && !has('G') => "POST",
            () => "GET",
        };
        default.to_owned()
    });
    let Some(method) = Method::find(&method) else {
        return Err(wrong(2, &format!("the method '{method}' is not simulated here")));
    };
    for url in &given.urls {
        let mut url = address(url, has('g'))?;
        if let (Some(data), true) = (&body, has('G')) {
            url.push(if url.contains('?') { '&' } else { '?' });
            url.push_str(data);
        }
        let mut request = ApiRequest::new(method, url);
        request.headers = headers(&given, body.is_some() && !has('G'));
        request.body = upload.clone().or_else(|| body.clone().filter(|_| !has('G')));
        plan.requests.push(request);
    }
    Ok(plan)
}

fn options(arguments: &[String]) -> Result<Given, Printed> {
    let mut given = Given { options: Vec::new(), urls: Vec::new() };
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        if let Some(long) = word.strip_prefix("--").filter(|it| !it.is_empty()) {
            let found = CURL.iter().find(|it| it.long == long);
            let found = found.ok_or_else(|| unknown(word, long == "user" || long == "proxy"))?;
            let value = if found.value.is_empty() { String::new() } else { value(words.next(), word)? };
            keep(&mut given, found, value);
        } else if word.len() > 1 && word.starts_with('-') && word != "--" {
            let mut rest = word.chars().skip(1);
            while let Some(letter) = rest.next() {
                let typed = |it: &&KnownOption| it.letter == letter && !LONG_ONLY.contains(&letter);
                let found = CURL.iter().find(typed).ok_or_else(|| unknown(&format!("-{letter}"), true))?;
                if found.value.is_empty() {
                    keep(&mut given, found, String::new());
                    continue;
                }
                let glued: String = rest.collect();
                let text = if glued.is_empty() { value(words.next(), &format!("-{letter}"))? } else { glued };
                keep(&mut given, found, text);
                break;
            }
        } else if word != "--" {
            given.urls.push(word.clone());
        }
    }
    Ok(given)
}

fn keep(given: &mut Given, option: &KnownOption, value: String) {
    if option.letter == 'P' {
        given.urls.push(value);
    } else {
        given.options.push((option.letter, value));
    }
}

fn value(next: Option<&String>, option: &str) -> Result<String, Printed> {
    next.cloned().ok_or_else(|| wrong(2, &format!("option {option}: requires parameter")))
}

fn unknown(option: &str, exists: bool) -> Printed {
    if exists {
        wrong(2, &format!("the option '{option}' is not simulated here"))
    } else {
        wrong(2, &format!("option {option}: is unknown, or not simulated here"))
    }
}

fn unreadable(name: &str) -> Printed {
    wrong(26, &format!("Failed to open {name}"))
}

pub(super) fn wrong(code: i32, why: &str) -> Printed {
    let number = if code == 2 { String::new() } else { format!("({code}) ") };
    Printed { exit_code: code, stderr: format!("curl: {number}{why}\n"), ..Printed::default() }
}

/// The address with a scheme; braces and brackets would be several addresses.
fn address(text: &str, plain: bool) -> Result<String, Printed> {
    if text.is_empty() || text.contains([' ', '\t', '\n']) {
        return Err(wrong(3, "URL rejected: Malformed input to a URL function"));
    }
    if !plain && text.contains(['{', '}', '[', ']']) {
        return Err(wrong(
            3,
            "[globbing] several addresses in one are not simulated here; -g takes brackets as they are",
        ));
    }
    match text.split_once("://") {
        None => Ok(format!("http://{text}")),
        Some(("http" | "https", _)) => Ok(text.to_owned()),
        Some((scheme, _)) => Err(wrong(1, &format!("Protocol \"{scheme}\" not supported or disabled in libcurl"))),
    }
    .map(|url| url.split('#').next().unwrap_or_default().to_owned())
}

/// All `-d` and their like, joined by `&`.
fn body(given: &Given, file: Read<'_>) -> Result<Option<String>, Printed> {
    let mut parts = Vec::new();
    for (letter, value) in &given.options {
        let mut load = |name: &str| file(name).map_err(|_| unreadable(name));
        let part = match (letter, value.strip_prefix('@')) {
            ('d', Some(name)) => load(name)?.replace(['\n', '\r'], ""),
            ('B' | 'J', Some(name)) => load(name)?,
            ('d' | 'B' | 'J' | 'W', _) => value.clone(),
            ('U', _) => encoded(value, &mut load)?,
            _ => continue,
        };
        parts.push(part);
    }
    Ok((!parts.is_empty()).then(|| parts.join("&")))
}

/// `content`, `=content`, `name=content`, `@file` and `name@file`.
fn encoded(text: &str, load: &mut dyn FnMut(&str) -> Result<String, Printed>) -> Result<String, Printed> {
    let named = |name: &str, content: &str| {
        let content = percent_encode(content, "");
        if name.is_empty() { content } else { format!("{name}={content}") }
    };
    match text.find(['=', '@']).and_then(|at| text.split_at_checked(at)) {
        None => Ok(named("", text)),
        Some((name, rest)) => match rest.strip_prefix('@') {
            Some(file) => Ok(named(name, &load(file)?)),
            None => Ok(named(name, rest.strip_prefix('=').unwrap_or(rest))),
        },
    }
}

/// curl's own headers, then those of `-H`; `-H 'Name:'` takes one of its own away.
fn headers(given: &Given, has_body: bool) -> Vec<(String, String)> {
    let mut headers = vec![("User-Agent".to_owned(), "curl/8.5.0".to_owned()), ("Accept".to_owned(), "*/*".to_owned())];
    let json = given.options.iter().any(|it| it.0 == 'J');
    if json {
        set(&mut headers, "Accept", "application/json");
    }
    if has_body {
        let kind = if json { "application/json" } else { "application/x-www-form-urlencoded" };
        set(&mut headers, "Content-Type", kind);
    }
    for (letter, value) in &given.options {
        match letter {
            'A' => set(&mut headers, "User-Agent", value),
            'H' => match value.split_once(':') {
                Some((name, text)) if !text.trim().is_empty() => set(&mut headers, name.trim(), text.trim()),
                Some((name, _)) => headers.retain(|it| !it.0.eq_ignore_ascii_case(name.trim())),
                None => {}
            },
            _ => {}
        }
    }
    headers
}

fn set(headers: &mut Vec<(String, String)>, name: &str, value: &str) {
    let own = ["User-Agent", "Accept", "Content-Type"].iter().any(|it| it.eq_ignore_ascii_case(name));
    if own {
        headers.retain(|it| !it.0.eq_ignore_ascii_case(name));
    }
    headers.push((name.to_owned(), value.to_owned()));
}
