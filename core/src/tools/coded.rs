//! `base64` and `date`.

use base64::Engine as _;
use base64::alphabet;
use base64::engine::general_purpose::{GeneralPurpose, NO_PAD, STANDARD};

use super::Call;
use crate::model::time::Timestamp;

/// Takes bits that are left over at the end, as the real one does.
const FORGIVING: GeneralPurpose =
    GeneralPurpose::new(&alphabet::STANDARD, NO_PAD.with_decode_allow_trailing_bits(true));

pub(super) fn base64(call: &mut Call<'_>) {
    let wrap = call.value('w').unwrap_or("76").parse::<usize>();
    let Ok(wrap) = wrap else { return call.fail(1, "invalid wrap size") };
    let text = call.input(0);
    if call.has('d') {
        let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        // What can be decoded is printed, as by the real one; what is wrong is said after it.
        let good = plain.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '+' | '/'))).unwrap_or(plain.len());
        let padding = plain.len().saturating_sub(good);
        let sound = plain.len().is_multiple_of(4)
            && padding <= 2
            && plain.get(good..).is_some_and(|it| it.trim_end_matches('=').is_empty());
        // A last character alone holds less than a byte.
        let whole = if good % 4 == 1 { good.saturating_sub(1) } else { good };
        let bytes = FORGIVING.decode(plain.get(..whole).unwrap_or_default());
        call.done.output = String::from_utf8_lossy(bytes.as_deref().unwrap_or_default()).into_owned();
        if bytes.is_err() || !sound {
            call.fail(1, "invalid input");
        }
        return;
    }
    let coded = STANDARD.encode(text.as_bytes());
    if wrap == 0 {
        call.done.output = coded;
        return;
    }
    let mut rest = coded.as_str();
    while let Some((line, after)) = rest.split_at_checked(wrap.min(rest.len())).filter(|it| !it.0.is_empty()) {
        call.line(line);
        rest = after;
    }
}

pub(super) fn date(call: &mut Call<'_>) {
    let words = std::mem::take(&mut call.given.operands);
    let (mut now, mut format) = (call.now, None);
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let when = word.strip_prefix("--date=").map(str::to_owned);
        match word.as_str() {
            "-u" | "--utc" => {}
            "-d" | "--date" => match words.next().and_then(|it| moved(call.now, it)) {
                Some(moved) => now = moved,
                None => {
                    return call.fail(1, "this date is not simulated here: now, 'N days', 'N hours ago', or a date");
                }
            },
            "-Iseconds" => format = Some("%Y-%m-%dT%H:%M:%S+00:00".to_owned()),
            _ if when.is_some() => match when.and_then(|it| moved(call.now, &it)) {
                Some(moved) => now = moved,
                None => {
                    return call.fail(1, "this date is not simulated here: now, 'N days', 'N hours ago', or a date");
                }
            },
            _ => match word.strip_prefix('+') {
                Some(text) => format = Some(text.to_owned()),
                None => return call.fail(1, &format!("the option '{word}' is not simulated here")),
            },
        }
    }
    match written(now, format.as_deref().unwrap_or("%a %b %e %H:%M:%S UTC %Y")) {
        Ok(text) => call.line(&text),
        Err(c) => call.fail(1, &format!("'%{c}' is not simulated here")),
    }
}

/// `now`, `+2 days`, `3 hours ago`, `tomorrow`, `@1700000000`, `2026-01-15`.
fn moved(now: Timestamp, text: &str) -> Option<Timestamp> {
    let text = text.trim();
    match text {
        "now" | "today" => return Some(now),
        "tomorrow" => return Some(now.plus(86_400)),
        "yesterday" => return Some(now.plus(-86_400)),
        _ => {}
    }
    if let Some(seconds) = text.strip_prefix('@') {
        return seconds.parse().ok().map(Timestamp);
    }
    if let Some(found) = Timestamp::read(text) {
        return Some(found);
    }
    let mut words = text.split_whitespace();
    let first = words.next()?;
    let digits = first.trim_end_matches(char::is_alphabetic);
    let number: i64 = digits.parse().ok()?;
    let glued = first.get(digits.len()..).filter(|it| !it.is_empty());
    let unit = glued.or_else(|| words.next())?;
    let unit = match unit.trim_end_matches('s') {
        "second" | "sec" => 1,
        "minute" | "min" => 60,
        "hour" => 3600,
        "day" => 86_400,
        "week" => 7 * 86_400,
        _ => return None,
    };
    let sign = match words.next() {
        None => 1,
        Some("ago") => -1,
        Some(_) => return None,
    };
    Some(now.plus(number.checked_mul(unit)?.checked_mul(sign)?))
}

/// A time by a format of `date`.
fn written(now: Timestamp, format: &str) -> Result<String, char> {
    let http = now.http();
    let readable = now.readable();
    let part = |text: &str, from: usize, length: usize| -> String { text.chars().skip(from).take(length).collect() };
    let mut out = String::new();
    let mut chars = format.chars();
    while let Some(c) = chars.next() {
        if c != '%' {
            out.push(c);
            continue;
        }
        let text = match chars.next() {
            Some('Y') => part(&readable, 0, 4),
            Some('m') => part(&readable, 5, 2),
            Some('d') => part(&readable, 8, 2),
            Some('e') => format!("{:>2}", part(&readable, 8, 2).trim_start_matches('0')),
            Some('H') => part(&readable, 11, 2),
            Some('M') => part(&readable, 14, 2),
            Some('S') => part(&readable, 17, 2),
            Some('F') => part(&readable, 0, 10),
            Some('T') => part(&readable, 11, 8),
            Some('R') => part(&readable, 11, 5),
            Some('a') => part(&http, 0, 3),
            Some('b') => part(&http, 8, 3),
            Some('s') => now.0.to_string(),
            Some('Z') => "UTC".to_owned(),
            Some('z') => "+0000".to_owned(),
            Some('N') => "000000000".to_owned(),
            Some('%') => "%".to_owned(),
            other => return Err(other.unwrap_or(' ')),
        };
        out.push_str(&text);
    }
    Ok(out)
}
