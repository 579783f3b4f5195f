//! `grep`: lines that match.

use super::Call;
use super::regex::{Regex, Syntax};

pub(super) fn grep(call: &mut Call<'_>) {
    let named = call.value('e').map(str::to_owned);
    let skip = usize::from(named.is_none());
    let Some(pattern) = named.or_else(|| call.given.operands.first().cloned()) else {
        return call.fail(2, "usage: grep [OPTION]... PATTERNS [FILE]...");
    };
    let syntax = match (call.has('F'), call.has('E')) {
        (true, _) => Syntax::Fixed,
        (_, true) => Syntax::Extended,
        _ => Syntax::Basic,
    };
    // Lines of the pattern are alternatives.
    let mut regexes = Vec::new();
    for line in pattern.split('\n') {
        match Regex::new(line, syntax, call.has('i'), call.has('w')) {
            Ok(regex) => regexes.push(regex),
            Err(why) => return call.fail(2, &why),
        }
    }
    let number = |option: char| call.value(option).map(|it| it.parse::<usize>());
    let (Ok(after), Ok(before), Ok(most)) = (number('A').transpose(), number('B').transpose(), number('m').transpose())
    else {
        return call.fail(2, "invalid number");
    };
    let context = (before.unwrap_or(0), after.unwrap_or(0));
    let inputs = call.inputs(skip);
    let several = inputs.len() > 1;
    let mut any = false;
    for (name, text) in inputs {
        let prefix = if several { format!("{name}:") } else { String::new() };
        any |= file(call, &regexes, &text, &prefix, context, most.unwrap_or(usize::MAX));
    }
    if call.done.status != 0 {
        call.done.status = 2;
    } else if !any {
        call.done.status = 1;
    }
}

fn file(
    call: &mut Call<'_>,
    regexes: &[Regex],
    text: &str,
    prefix: &str,
    (before, after): (usize, usize),
    most: usize,
) -> bool {
    let (invert, only, numbered) = (call.has('v'), call.has('o'), call.has('n'));
    let silent = call.has('q') || call.has('c');
    let lines: Vec<&str> = text.lines().collect();
    let (mut count, mut printed_to) = (0, 0);
    for (at, line) in lines.iter().enumerate() {
        if count >= most {
            break;
        }
        let matched = regexes.iter().any(|it| it.find(line, 0).is_some()) != invert;
        if !matched {
            continue;
        }
        count += 1;
        if silent {
            continue;
        }
        if only && !invert {
            for piece in pieces(regexes, line) {
                let number = if numbered { format!("{}:", at + 1) } else { String::new() };
                call.line(&format!("{prefix}{number}{piece}"));
            }
            continue;
        }
        let from = at.saturating_sub(before).max(printed_to);
        if (before > 0 || after > 0) && printed_to > 0 && from > printed_to {
            call.line("--");
        }
        let to = at.saturating_add(after).min(lines.len().saturating_sub(1));
        for (place, shown) in lines.iter().enumerate().take(to + 1).skip(from) {
            let hit = place == at || regexes.iter().any(|it| it.find(shown, 0).is_some()) != invert;
            if place > at && hit {
                break;
            }
            let sign = if place == at { ":" } else { "-" };
            let number = if numbered { format!("{}{sign}", place + 1) } else { String::new() };
            call.line(&format!("{prefix}{number}{shown}"));
            printed_to = place + 1;
        }
    }
    if call.has('c') && !call.has('q') {
        call.line(&format!("{prefix}{count}"));
    }
    count > 0
}

/// All that matches in a line, from left to right.
fn pieces<'a>(regexes: &[Regex], line: &'a str) -> Vec<&'a str> {
    let (mut found, mut from) = (Vec::new(), 0);
    while from <= line.len() {
        let next =
            regexes.iter().filter_map(|it| it.find(line, from)).min_by_key(|(start, end)| (*start, usize::MAX - end));
        let Some((start, end)) = next else { break };
        if end > start {
            found.extend(line.get(start..end));
            from = end;
        } else {
            from = end + line.get(end..).and_then(|it| it.chars().next()).map_or(1, char::len_utf8);
        }
    }
    found
}
