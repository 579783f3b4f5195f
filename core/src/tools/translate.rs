//! `tr`: characters replaced, deleted, or squeezed.

use super::Call;

pub(super) fn tr(call: &mut Call<'_>) {
    let sets: Option<Vec<Vec<char>>> = call.given.operands.iter().map(|it| set(it)).collect();
    let Some(sets) = sets else { return call.fail(1, "only characters, ranges and [:classes:] are simulated here") };
    let (delete, squeeze) = (call.has('d'), call.has('s'));
    let (from, to) = match (sets.as_slice(), delete) {
        ([from], true) => (from, None),
        ([from], false) if squeeze => (from, None),
        ([from, to], false) if !to.is_empty() => (from, Some(to)),
        _ => return call.fail(1, "give one set with -d or -s, else two"),
    };
    let text = match (call.read)(None) {
        Ok(text) => text,
        Err(why) => return call.fail(1, &why),
    };
    let mut out = String::with_capacity(text.len());
    let mut last = None;
    for c in text.chars() {
        let place = from.iter().position(|it| *it == c);
        let new = match (place, to) {
            (Some(_), _) if delete => continue,
            (Some(at), Some(to)) => to.get(at).or_else(|| to.last()).copied().unwrap_or(c),
            _ => c,
        };
        if squeeze && place.is_some() && last == Some(new) {
            continue;
        }
        last = Some(new);
        out.push(new);
    }
    call.done.output = out;
}

/// The characters of `a-z`, `\n`, `[:upper:]` and plain ones.
fn set(text: &str) -> Option<Vec<char>> {
    let mut all = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if let Some((class, after)) = rest.strip_prefix("[:").and_then(|it| it.split_once(":]")) {
            let belongs: fn(&char) -> bool = match class {
                "upper" => char::is_ascii_uppercase,
                "lower" => char::is_ascii_lowercase,
                "digit" => char::is_ascii_digit,
                "alpha" => char::is_ascii_alphabetic,
                "alnum" => char::is_ascii_alphanumeric,
                "space" => char::is_ascii_whitespace,
                "punct" => char::is_ascii_punctuation,
                _ => return None,
            };
            all.extend((0..=127_u8).map(char::from).filter(belongs));
            rest = after;
            continue;
        }
        rest = rest.get(c.len_utf8()..)?;
        let c = if c == '\\' { escape(&mut rest) } else { c };
        match rest.strip_prefix('-').and_then(|it| it.chars().next()) {
            Some(end) if end >= c && u32::from(end) - u32::from(c) < 1000 => {
                all.extend(c..=end);
                rest = rest.get(1 + end.len_utf8()..)?;
            }
            Some(_) => return None,
            None => all.push(c),
        }
    }
    Some(all)
}

fn escape(rest: &mut &str) -> char {
    let Some(c) = rest.chars().next() else { return '\\' };
    *rest = rest.get(c.len_utf8()..).unwrap_or_default();
    match c {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        other => other,
    }
}
