//! `cut`: fields or characters of each line.

use super::Call;

pub(super) fn cut(call: &mut Call<'_>) {
    let by_field = call.has('f');
    let list = call.value(if by_field { 'f' } else { 'c' }).unwrap_or_default().to_owned();
    let Some(ranges) = ranges(&list) else {
        return call.fail(1, "you must specify a list of characters or fields");
    };
    let delimiter = call.value('d').unwrap_or("\t").to_owned();
    if delimiter.chars().count() != 1 {
        return call.fail(1, "the delimiter must be a single character");
    }
    let only = call.has('s');
    let chosen = |at: usize| ranges.iter().any(|(from, to)| (*from..=*to).contains(&at));
    for line in call.input(0).lines() {
        if !by_field {
            let text: String = line.chars().enumerate().filter(|(at, _)| chosen(at + 1)).map(|(_, c)| c).collect();
            call.line(&text);
        } else if line.contains(delimiter.as_str()) {
            let fields = line.split(delimiter.as_str()).enumerate().filter(|(at, _)| chosen(at + 1));
            let fields: Vec<&str> = fields.map(|(_, field)| field).collect();
            call.line(&fields.join(&delimiter));
        } else if !only {
            call.line(line);
        }
    }
}

/// `1,3-5,7-` as ranges.
fn ranges(list: &str) -> Option<Vec<(usize, usize)>> {
    list.split(',')
        .map(|part| {
            let number = |text: &str, none: usize| if text.is_empty() { Some(none) } else { text.parse().ok() };
            let (from, to) = match part.split_once('-') {
                Some((from, to)) if part.len() > 1 => (number(from, 1)?, number(to, usize::MAX)?),
                _ => (part.parse().ok()?, part.parse().ok()?),
            };
            (from > 0 && from <= to).then_some((from, to))
        })
        .collect()
}
