//! `cat`, `head`, `tail`, `wc`, `seq`.

use super::Call;

pub(super) fn cat(call: &mut Call<'_>) {
    let text = call.input(0);
    if !call.has('n') {
        call.done.output = text;
        return;
    }
    for (at, line) in text.lines().enumerate() {
        call.line(&format!("{:6}\t{line}", at + 1));
    }
}

/// `N` of `-n` or `-c`: its sign, and the number.
fn count(call: &mut Call<'_>) -> Option<(char, usize, bool)> {
    let bytes = call.has('c');
    let text = call.value(if bytes { 'c' } else { 'n' }).unwrap_or("10").to_owned();
    let sign = text.chars().next().filter(|c| matches!(c, '+' | '-')).unwrap_or(' ');
    let number = text.trim_start_matches(['+', '-']).parse::<usize>();
    match number {
        Ok(number) => Some((sign, number, bytes)),
        Err(_) => {
            call.fail(1, &format!("invalid number of {}: '{text}'", if bytes { "bytes" } else { "lines" }));
            None
        }
    }
}

pub(super) fn head(call: &mut Call<'_>) {
    let Some((sign, number, bytes)) = count(call) else { return };
    let text = call.input(0);
    call.done.output = if bytes {
        let end = if sign == '-' { text.len().saturating_sub(number) } else { number.min(text.len()) };
        String::from_utf8_lossy(text.as_bytes().get(..end).unwrap_or_default()).into_owned()
    } else {
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let end = if sign == '-' { lines.len().saturating_sub(number) } else { number };
        lines.into_iter().take(end).collect()
    };
}

pub(super) fn tail(call: &mut Call<'_>) {
    let Some((sign, number, bytes)) = count(call) else { return };
    let text = call.input(0);
    let from = |length: usize| if sign == '+' { number.saturating_sub(1) } else { length.saturating_sub(number) };
    call.done.output = if bytes {
        String::from_utf8_lossy(text.as_bytes().get(from(text.len())..).unwrap_or_default()).into_owned()
    } else {
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let from = from(lines.len());
        lines.into_iter().skip(from).collect()
    };
}

pub(super) fn wc(call: &mut Call<'_>) {
    let none = !['l', 'w', 'c', 'm'].iter().any(|it| call.has(*it));
    let wanted = [none || call.has('l'), none || call.has('w'), call.has('m'), none || call.has('c')];
    let single = wanted.iter().filter(|it| **it).count() == 1;
    let inputs = call.inputs(0);
    let several = inputs.len() > 1;
    let mut total = [0; 4];
    let mut lines = Vec::new();
    for (name, text) in inputs {
        let counts = [text.matches('\n').count(), text.split_whitespace().count(), text.chars().count(), text.len()];
        for (sum, count) in total.iter_mut().zip(counts) {
            *sum += count;
        }
        lines.push((name, counts));
    }
    if several {
        lines.push(("total".to_owned(), total));
    }
    // Standard input is as wide as the real one has it; a single number has no padding.
    let width = match (single, lines.iter().any(|it| it.0.is_empty())) {
        (true, _) if !several => 1,
        (_, true) => 7,
        _ => total.iter().max().map_or(1, |it| it.to_string().len()),
    };
    for (name, counts) in lines {
        let shown = counts.iter().zip(wanted).filter(|(_, wanted)| *wanted);
        let mut text = shown.map(|(count, _)| format!("{count:width$}")).collect::<Vec<_>>().join(" ");
        if !name.is_empty() {
            text.push(' ');
            text.push_str(&name);
        }
        call.line(&text);
    }
}

/// The most numbers that `seq` counts.
const LONGEST: i64 = 100_000;

pub(super) fn seq(call: &mut Call<'_>) {
    let numbers: Vec<Option<i64>> = call.given.operands.iter().map(|it| it.parse().ok()).collect();
    let (first, step, last) = match numbers.as_slice() {
        [Some(last)] => (1, 1, *last),
        [Some(first), Some(last)] => (*first, 1, *last),
        [Some(first), Some(step), Some(last)] if *step != 0 => (*first, *step, *last),
        _ => return call.fail(1, "only whole numbers are simulated here: seq [FIRST [STEP]] LAST"),
    };
    let length = last.saturating_sub(first).checked_div(step).unwrap_or(0);
    if length > LONGEST {
        return call.fail(1, &format!("at most {LONGEST} numbers here"));
    }
    for at in 0..=length.max(-1) {
        call.line(&first.saturating_add(at.saturating_mul(step)).to_string());
    }
}
