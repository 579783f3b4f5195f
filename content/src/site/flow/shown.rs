//! What stands below a step: lines, requests with their answers, events and claims of the session.

use keyless_core::gateway::Exchange;
use keyless_core::session::Entry;
use serde_json::Value;

use super::played;
use super::script::Shown;
use super::words;
use crate::site::markup::{command, escape, sentence};

/// The claims that a target looks at, and those that tell the types apart.
const CLAIMS: [&str; 8] = ["aud", "iss", "tid", "oid", "appid", "appidacr", "xms_mirid", "exp"];

/// One piece; empty where the session has no such thing, which a test forbids.
pub(super) fn piece(shown: &Shown, lines: &[Entry]) -> String {
    match shown {
        Shown::Exchange { line, method, at, part } => {
            let entry = lines.get(*line);
            let found = entry.and_then(|entry| Some((entry, played::exchange(entry, method, at)?)));
            found.map(|(entry, it)| exchange(it, part) + &others(entry, it)).unwrap_or_default()
        }
        Shown::Events { line, kinds } => lines.get(*line).map(|it| events(it, kinds)).unwrap_or_default(),
        Shown::Claims { line } => lines.get(*line).map(claims).unwrap_or_default(),
    }
}

/// The lines that are typed, as one command.
pub(super) fn typed(numbers: &[usize], lines: &[Entry]) -> String {
    let all: Vec<&str> = numbers.iter().filter_map(|it| lines.get(*it)).map(|it| it.outcome.line.as_str()).collect();
    if all.is_empty() {
        format!("<p class=\"quiet\">{}</p>\n", words::UNSEEN)
    } else {
        command(Some(words::TYPED), &all.join("\n"))
    }
}

fn exchange(it: &Exchange, part: &str) -> String {
    let headers: String = it
        .request
        .headers
        .iter()
        .filter(|(name, _)| name.eq_ignore_ascii_case("metadata") || name.eq_ignore_ascii_case("authorization"))
        .map(|(name, value)| format!("{name}: {}\n", shortened(value)))
        .collect();
    let sent: Option<Value> = it.request.body.as_deref().and_then(|body| serde_json::from_str(body).ok());
    let sent = sent.map(|body| block(words::BODY, &pretty(&body))).unwrap_or_default();
    let whole = it.response.body_or_null();
    let answer = whole.get(part).map_or_else(
        || block(words::ANSWER, &pretty(&whole)),
        |member| {
            let member = serde_json::json!({ part: member });
            let rest = format!("<details><summary>{}</summary>{}</details>\n", words::WHOLE, pre(&pretty(&whole)));
            block(words::ANSWER, &pretty(&member)) + &rest
        },
    );
    format!(
        "<div class=\"exchange\">\n<p class=\"exchange__line\"><strong>{}</strong> <code>{}</code> <span class=\"exchange__status\">{}</span></p>\n{}{sent}{answer}</div>\n",
        it.request.method.as_str(),
        escape(&it.request.url),
        it.response.status,
        if headers.is_empty() { String::new() } else { pre(headers.trim_end()) }
    )
}

/// The line's other requests, for whoever wants to know.
fn others(entry: &Entry, shown: &Exchange) -> String {
    let rest = entry.outcome.exchanges.iter().filter(|it| !std::ptr::eq(*it, shown));
    let items: String = rest
        .map(|it| {
            format!(
                "<li><strong>{}</strong> <code>{}</code> {}</li>\n",
                it.request.method.as_str(),
                escape(&it.request.url),
                it.response.status
            )
        })
        .collect();
    if items.is_empty() {
        return items;
    }
    format!("<details><summary>{}</summary><ul class=\"exchange__others\">\n{items}</ul></details>\n", words::OTHERS)
}

fn events(entry: &Entry, kinds: &[&str]) -> String {
    let item = |(text, rule): (String, Option<String>)| {
        let rule = rule.map(|it| format!(" <a href=\"./reference/rules/#{it}\">{it}</a>")).unwrap_or_default();
        format!("<li>{}{rule}</li>\n", sentence(&text))
    };
    let items: String = played::happened(entry, kinds).into_iter().map(item).collect();
    format!("<h4>{}</h4>\n<ul>\n{items}</ul>\n", words::CHANGED)
}

fn claims(entry: &Entry) -> String {
    let story = played::token(entry);
    let all = story.iter().flat_map(|it| &it.claims).filter(|(name, _, _)| CLAIMS.contains(name));
    let rows: String = all
        .map(|(name, value, means)| {
            format!(
                "<div><dt><code>{name}</code></dt><dd><code>{}</code><span>{}</span></dd></div>\n",
                escape(value),
                sentence(means)
            )
        })
        .collect();
    format!("<h4>{}</h4>\n<dl class=\"claims-list\">\n{rows}</dl>\n", words::CLAIMS)
}

fn block(title: &str, text: &str) -> String {
    format!("<h4>{title}</h4>\n{}", pre(text))
}

fn pre(text: &str) -> String {
    format!("<pre class=\"exchange__text\" tabindex=\"0\"><code>{}</code></pre>\n", escape(text))
}

/// JSON as people read it, with tokens shortened.
fn pretty(value: &Value) -> String {
    let mut value = value.clone();
    if let Some(Value::String(token)) = value.get_mut("access_token") {
        *token = shortened(token);
    }
    serde_json::to_string_pretty(&value).unwrap_or_default()
}

/// The beginning of a token is enough to know it by.
fn shortened(text: &str) -> String {
    const KEPT: usize = 28;
    if text.len() > 2 * KEPT { format!("{}…", text.chars().take(KEPT).collect::<String>()) } else { text.to_owned() }
}
