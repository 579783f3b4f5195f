//! `echo` and `printf`.

use super::Call;

pub(super) fn echo(call: &mut Call<'_>) {
    let words = std::mem::take(&mut call.given.operands);
    let is_option = |it: &&String| it.len() > 1 && it.starts_with('-') && it.chars().skip(1).all(|c| "neE".contains(c));
    let options: String = words.iter().take_while(is_option).flat_map(|it| it.chars()).collect();
    let text = words.iter().skip_while(is_option).map(String::as_str).collect::<Vec<_>>().join(" ");
    let escapes = options.rfind('e') > options.rfind('E');
    call.done.output = if escapes { escaped(&text) } else { text };
    if !options.contains('n') {
        call.done.output.push('\n');
    }
}

/// `\n`, `\t` and their like.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        match chars.next() {
            Some('n') => out.push('\n'),
            Some('t') => out.push('\t'),
            Some('r') => out.push('\r'),
            Some('\\') => out.push('\\'),
            Some('e') => out.push('\u{1b}'),
            Some('0') => out.push('\0'),
            Some('"') => out.push('"'),
            Some(other) => {
                out.push('\\');
                out.push(other);
            }
            None => out.push('\\'),
        }
    }
    out
}

pub(super) fn printf(call: &mut Call<'_>) {
    let words = std::mem::take(&mut call.given.operands);
    let Some((format, values)) = words.split_first() else {
        return call.fail(2, "usage: printf format [arguments]");
    };
    let mut values = values.iter();
    loop {
        let left = values.len();
        if let Err(why) = formatted(&escaped(format), &mut values, &mut call.done.output) {
            return call.fail(1, &why);
        }
        // The format is used again for what is left, as long as it takes any.
        if values.len() == 0 || values.len() == left {
            return;
        }
    }
}

fn formatted(format: &str, values: &mut std::slice::Iter<'_, String>, out: &mut String) -> Result<(), String> {
    let mut chars = format.chars();
    while let Some(c) = chars.next() {
        if c != '%' {
            out.push(c);
            continue;
        }
        let mut width = String::new();
        let kind = loop {
            match chars.next() {
                Some(c) if c.is_ascii_digit() || c == '-' => width.push(c),
                other => break other,
            }
        };
        let value = match kind {
            Some('%') => "%".to_owned(),
            Some('s') => values.next().cloned().unwrap_or_default(),
            Some('b') => escaped(&values.next().cloned().unwrap_or_default()),
            Some('d') => {
                let text = values.next().map_or("0", String::as_str);
                let number: i64 = text.parse().map_err(|_| format!("{text}: invalid number"))?;
                number.to_string()
            }
            other => return Err(format!("'%{}' is not simulated here", other.unwrap_or(' '))),
        };
        let room = width.trim_start_matches(['-', '0']).parse::<usize>().unwrap_or(0).min(1000);
        let pad = if width.starts_with('0') { "0" } else { " " }.repeat(room.saturating_sub(value.chars().count()));
        if width.starts_with('-') {
            out.push_str(&value);
            out.push_str(&pad);
        } else {
            out.push_str(&pad);
            out.push_str(&value);
        }
    }
    Ok(())
}
