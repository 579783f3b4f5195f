//! Values in Python's words: what `str`, `repr` and `float.__repr__` make of them.

use serde_json::{Number, Value};

/// `str(value)`: strings as they are, everything else as `repr` writes it.
pub(super) fn str(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => repr(other),
    }
}

/// `repr(value)` of the value as Python reads it from JSON.
pub(super) fn repr(value: &Value) -> String {
    let mut out = String::new();
    write_repr(value, &mut out);
    out
}

fn write_repr(value: &Value, out: &mut String) {
    match value {
        Value::Null => out.push_str("None"),
        Value::Bool(true) => out.push_str("True"),
        Value::Bool(false) => out.push_str("False"),
        Value::Number(number) => out.push_str(&self::number(number)),
        Value::String(text) => out.push_str(&repr_str(text)),
        Value::Array(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                separate(at, out);
                write_repr(item, out);
            }
            out.push(']');
        }
        Value::Object(map) => {
            out.push('{');
            for (at, (key, item)) in map.iter().enumerate() {
                separate(at, out);
                out.push_str(&repr_str(key));
                out.push_str(": ");
                write_repr(item, out);
            }
            out.push('}');
        }
    }
}

fn separate(at: usize, out: &mut String) {
    if at > 0 {
        out.push_str(", ");
    }
}

/// A number as Python prints it: integers as they are, others by [`float`].
pub(super) fn number(number: &Number) -> String {
    match number.as_f64() {
        Some(value) if number.is_f64() => float(value),
        _ => number.to_string(),
    }
}

/// `float.__repr__`: the shortest digits, with an exponent from 1e16 up and below 1e-4.
pub(super) fn float(value: f64) -> String {
    if !value.is_finite() {
        return if value.is_nan() {
            "nan"
        } else if value > 0.0 {
            "inf"
        } else {
            "-inf"
        }
        .to_owned();
    }
    let (digits, power) = digits(value.abs());
    let minus = if value.is_sign_negative() { "-" } else { "" };
    let (first, rest) = digits.split_at_checked(1).unwrap_or_default();
    if !(-4..16).contains(&power) {
        let point = if rest.is_empty() { "" } else { "." };
        let sign = if power < 0 { '-' } else { '+' };
        return format!("{minus}{first}{point}{rest}e{sign}{:02}", power.unsigned_abs());
    }
    let zeros = |many: i32| "0".repeat(usize::try_from(many).unwrap_or_default());
    if power < 0 {
        return format!("{minus}0.{}{digits}", zeros(-1 - power));
    }
    let whole = usize::try_from(power).unwrap_or_default().saturating_add(1);
    let padded = format!("{digits}{}", zeros(power + 1 - i32::try_from(digits.len()).unwrap_or_default()));
    let (whole, part) = padded.split_at_checked(whole).unwrap_or((&padded, ""));
    format!("{minus}{whole}.{}", if part.is_empty() { "0" } else { part })
}

/// The shortest digits of a number that is not negative, and the power of ten of the first.
///
/// By way of the JSON writer: the program holds no second way of writing floats.
fn digits(value: f64) -> (String, i32) {
    let text = Number::from_f64(value).map(|it| it.to_string()).unwrap_or_default();
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let (whole, part) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all = format!("{whole}{part}");
    let digits = all.trim_start_matches('0');
    let leading = i32::try_from(all.len().saturating_sub(digits.len())).unwrap_or_default();
    let point = i32::try_from(whole.len()).unwrap_or_default();
    let power = point - 1 - leading + exponent.parse::<i32>().unwrap_or_default();
    match digits.trim_end_matches('0') {
        "" => ("0".to_owned(), 0),
        digits => (digits.to_owned(), power),
    }
}

/// A decimal number as Rust reads it: signs, a missing half, exponents. By way of the JSON reader, whose tables the
/// program holds anyway; beyond 15 digits the last one may differ.
pub fn parse_float(text: &str) -> Option<f64> {
    let (sign, plain) = match text.strip_prefix('-') {
        Some(rest) => (-1.0, rest),
        None => (1.0, text.strip_prefix('+').unwrap_or(text)),
    };
    match plain.to_ascii_lowercase().as_str() {
        "inf" | "infinity" => return Some(sign * f64::INFINITY),
        "nan" => return Some(f64::NAN),
        _ => {}
    }
    let (digits, exponent) = plain.split_once(['e', 'E']).unwrap_or((plain, "0"));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let is_number = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let power = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
    if (whole.is_empty() && part.is_empty()) || power.is_empty() || ![whole, part, power].into_iter().all(is_number) {
        return None;
    }
    let whole = whole.trim_start_matches('0');
    let json = format!("{}.{part}0e{exponent}", if whole.is_empty() { "0" } else { whole });
    let beyond = if exponent.starts_with('-') { 0.0 } else { f64::INFINITY };
    Some(sign * serde_json::from_str(&json).unwrap_or(beyond))
}

/// `repr` of a string: single quotes unless it holds only single ones, escapes for what does not print.
pub fn repr_str(text: &str) -> String {
    let quote = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
    let mut out = String::from(quote);
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c == quote => {
                out.push('\\');
                out.push(c);
            }
            c if is_printable(c) => out.push(c),
            c => {
                let code = u32::from(c);
                out.push_str(&match code {
                    0..=0xff => format!("\\x{code:02x}"),
                    0x100..=0xffff => format!("\\u{code:04x}"),
                    _ => format!("\\U{code:08x}"),
                });
            }
        }
    }
    out.push(quote);
    out
}

/// Roughly `str.isprintable`: no controls, no separators but the blank, no format or private characters.
fn is_printable(c: char) -> bool {
    let hidden = c.is_control()
        || (c.is_whitespace() && c != ' ')
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{e000}'..='\u{f8ff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..);
    !hidden
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(value: &Value, expect: &str) {
        assert_eq!(repr(value), expect);
    }

    #[test]
    fn values_are_written_as_python_writes_them() {
        check(&serde_json::json!({"a": [1, 1.0, true, null, "x'y"]}), r#"{'a': [1, 1.0, True, None, "x'y"]}"#);
        check(&serde_json::json!("a\"b'c\n\u{a0}\u{7f}"), r#"'a"b\'c\n\xa0\x7f'"#);
        check(&serde_json::json!("é\u{200b}"), "'é\\u200b'");
    }

    #[test]
    fn floats_are_read_and_written_as_the_library_does() {
        for text in ["0", "-0", "00.50", ".5", "5.", "+1e3", "1E-7", "1e400", "-1e-400", "inf", "-Infinity", "12.25e+2"]
        {
            assert_eq!(parse_float(text), text.parse().ok(), "{text}");
        }
        for text in ["", ".", "e5", "1e", "1e+", "--1", "1 ", "0x1", "1_0", "1.2.3"] {
            assert_eq!((parse_float(text), text.parse::<f64>().ok()), (None, None), "{text}");
        }
        for value in [0.0, 1.0, 0.1, 123_456.789, 5e-324, f64::MAX, 1e21, 9_007_199_254_740_993.0, 0.3, 1.5e-5, 100.0] {
            let (digits, power) = digits(value);
            let (first, rest) = digits.split_at(1);
            let point = if rest.is_empty() { "" } else { "." };
            assert_eq!(format!("{first}{point}{rest}e{power}"), format!("{value:e}"));
        }
    }

    #[test]
    fn floats_have_pythons_exponents() {
        for (value, expect) in [
            (1e16, "1e+16"),
            (1e15, "1000000000000000.0"),
            (0.0001, "0.0001"),
            (0.00001, "1e-05"),
            (1.5e-7, "1.5e-07"),
            (-0.0, "-0.0"),
            (1e100, "1e+100"),
            (123456.789, "123456.789"),
        ] {
            assert_eq!(float(value), expect);
        }
    }
}
