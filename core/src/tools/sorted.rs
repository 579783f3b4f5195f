//! `sort` and `uniq`.

use std::cmp::Ordering;

use super::Call;
use crate::model::order;

pub(super) fn sort(call: &mut Call<'_>) {
    let text = call.input(0);
    let mut lines: Vec<&str> = text.lines().collect();
    let key = call.value('k').map(|it| it.split([',', '.']).next().unwrap_or_default().parse::<usize>());
    let Ok(key) = key.transpose() else { return call.fail(2, "the key is no number") };
    let separator = call.value('t').and_then(|it| it.chars().next());
    let (number, fold, reverse) = (call.has('n'), call.has('f'), call.has('r'));
    let field = |line: &str| -> String {
        let Some(key) = key.filter(|it| *it > 0) else { return line.to_owned() };
        match separator {
            Some(separator) => line.split(separator).nth(key - 1).unwrap_or_default().to_owned(),
            None => line.split_whitespace().nth(key - 1).unwrap_or_default().to_owned(),
        }
    };
    let compare = |a: &str, b: &str| -> Ordering {
        let (a, b) = (field(a), field(b));
        if number {
            return leading_number(&a).total_cmp(&leading_number(&b));
        }
        if fold { a.to_ascii_lowercase().cmp(&b.to_ascii_lowercase()) } else { a.cmp(&b) }
    };
    order::sort_by(&mut lines, |a, b| {
        let by_key = compare(a, b);
        let whole = if call_is_unique(call) { Ordering::Equal } else { a.cmp(b) };
        let both = by_key.then(whole);
        if reverse { both.reverse() } else { both }
    });
    let unique = call.has('u');
    let mut last: Option<&str> = None;
    let mut out = String::with_capacity(text.len());
    for line in lines {
        if unique && last.is_some_and(|it| compare(it, line).is_eq()) {
            continue;
        }
        out.push_str(line);
        out.push('\n');
        last = Some(line);
    }
    call.done.output = out;
}

fn call_is_unique(call: &Call<'_>) -> bool {
    call.has('u')
}

/// The number at a text's start, 0 where there is none.
fn leading_number(text: &str) -> f64 {
    let text = text.trim_start();
    let end = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-'))).unwrap_or(text.len());
    text.get(..end).and_then(|it| it.parse().ok()).unwrap_or(0.0)
}

pub(super) fn uniq(call: &mut Call<'_>) {
    let text = call.input(0);
    let mut groups: Vec<(&str, usize)> = Vec::new();
    for line in text.lines() {
        match groups.last_mut() {
            Some((last, count)) if *last == line => *count += 1,
            _ => groups.push((line, 1)),
        }
    }
    let (counted, repeated, single) = (call.has('c'), call.has('d'), call.has('u'));
    for (line, count) in groups {
        if repeated && count == 1 || single && count > 1 {
            continue;
        }
        if counted {
            call.line(&format!("{count:7} {line}"));
        } else {
            call.line(line);
        }
    }
}
