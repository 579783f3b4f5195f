//! Compares what the simulated az prints with what azure-cli was recorded to print, placeholders and all.
//!
//! The notation is that of the recordings: `{{guid:1}}`, `{{time}}`, `{{examples:2+ref}}` and so on. Numbered
//! placeholders with equal numbers stand for equal values; [`Known`] remembers them from one text to the next.

use std::collections::BTreeMap;

/// The values of placeholders that are fixed or were met before.
#[derive(Debug, Clone)]
pub struct Known {
    values: BTreeMap<String, String>,
}

impl Default for Known {
    fn default() -> Self {
        let fixed = [
            ("sub", "11111111-aaaa-4bbb-8ccc-000000000001"),
            ("sub2", "11111111-aaaa-4bbb-8ccc-000000000002"),
            ("tenant", "22222222-aaaa-4bbb-8ccc-000000000001"),
            ("me", "33333333-aaaa-4bbb-8ccc-000000000001"),
            ("upn", "alice@contoso.onmicrosoft.com"),
        ];
        let values = fixed.map(|(k, v)| (k.to_owned(), v.to_owned()));
        Self { values: values.into() }
    }
}

impl Known {
    /// The value of a placeholder, such as `sub` or `guid:1`, if it is known.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str)
    }

    /// A line with its placeholders filled in; nothing when one is not known yet.
    pub fn fill(&self, line: &str) -> Option<String> {
        let mut out = String::new();
        for part in parts(line) {
            match part {
                Part::Text(text) => out.push_str(text),
                Part::Hole(name) => out.push_str(self.value(name)?),
            }
        }
        Some(out)
    }
}

/// Whether `got` is `want` with its placeholders taken as patterns; learns the numbered ones when it is.
pub fn matches(want: &str, got: &str, known: &mut Known) -> bool {
    let parts = parts(want);
    let mut learned = known.clone();
    let fits = walk(&parts, got, &mut learned);
    if fits {
        *known = learned;
    }
    fits
}

/// The same for tables: cell by cell, since placeholders change the width of columns.
pub fn tables_match(want: &str, got: &str, known: &mut Known) -> bool {
    let lines = |text: &str| -> Vec<String> {
        let text = text.trim_end_matches('\n');
        text.split('\n').map(str::to_owned).collect()
    };
    let (want, got) = (lines(want), lines(got));
    want.len() == got.len() && want.iter().zip(&got).all(|(w, g)| rows_match(w, g, known))
}

fn rows_match(want: &str, got: &str, known: &mut Known) -> bool {
    let rule = |line: &str| line.chars().all(|c| c == '-' || c == ' ');
    if rule(want) {
        return rule(got) && want.split_whitespace().count() == got.split_whitespace().count();
    }
    let (want, got) = (cells(want), cells(got));
    want.len() == got.len() && want.iter().zip(&got).all(|(w, g)| matches(w, g, known))
}

/// The cells of a row: what stands between two or more blanks.
fn cells(line: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut blanks = String::new();
    for c in line.trim().chars() {
        if c.is_whitespace() {
            blanks.push(c);
            continue;
        }
        if blanks.chars().count() >= 2 {
            out.push(String::new());
        } else if let Some(cell) = out.last_mut() {
            cell.push_str(&blanks);
        }
        blanks.clear();
        if let Some(cell) = out.last_mut() {
            cell.push(c);
        }
    }
    out
}

#[derive(Debug, Clone, Copy)]
enum Part<'a> {
    Text(&'a str),
    /// What is between the braces, such as `guid:1`.
    Hole(&'a str),
}

fn parts(text: &str) -> Vec<Part<'_>> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        let hole = after.split_once("}}").filter(|(name, _)| is_hole(name));
        let Some((name, tail)) = hole else {
            let end = before.len() + 2;
            let (text, tail) = rest.split_at_checked(end).unwrap_or((rest, ""));
            out.push(Part::Text(text));
            rest = tail;
            continue;
        };
        out.push(Part::Text(before));
        out.push(Part::Hole(name));
        rest = tail;
    }
    out.push(Part::Text(rest));
    out
}

fn is_hole(name: &str) -> bool {
    let word =
        |s: &str, more: &str| !s.is_empty() && s.chars().all(|c| c.is_alphanumeric() || c == '_' || more.contains(c));
    match name.split_once(':') {
        Some((kind, number)) => word(kind, "") && word(number, "+"),
        None => word(name, ""),
    }
}

fn walk(parts: &[Part<'_>], got: &str, known: &mut Known) -> bool {
    let Some((first, rest)) = parts.split_first() else {
        return got.is_empty();
    };
    match first {
        Part::Text(text) => got.strip_prefix(text).is_some_and(|tail| walk(rest, tail, known)),
        Part::Hole(name) => hole(name, rest, got, known),
    }
}

fn hole(name: &str, rest: &[Part<'_>], got: &str, known: &mut Known) -> bool {
    if let Some(value) = known.value(name) {
        let head = got.get(..value.len());
        let same = head.is_some_and(|h| h.eq_ignore_ascii_case(value));
        return same && walk(rest, got.get(value.len()..).unwrap_or_default(), known);
    }
    let (kind, numbered) = match name.split_once(':') {
        Some((kind, _)) => (kind, true),
        None => (name, false),
    };
    let ends = got.char_indices().map(|(i, _)| i).chain([got.len()]);
    let mut ends: Vec<usize> = ends.take_while(|end| may_reach(kind, got, *end)).collect();
    ends.reverse();
    for end in ends {
        let Some((value, tail)) = got.split_at_checked(end) else {
            continue;
        };
        if !is(kind, value) {
            continue;
        }
        let learns = numbered && matches!(kind, "guid" | "hex");
        if learns {
            known.values.insert(name.to_owned(), value.to_owned());
        }
        if walk(rest, tail, known) {
            return true;
        }
        if learns {
            known.values.remove(name);
        }
    }
    false
}

/// Whether a value of this kind may extend to `end`: a cheap bound that keeps the search short.
fn may_reach(kind: &str, got: &str, end: usize) -> bool {
    if matches!(kind, "examples" | "traceback") {
        return true;
    }
    let value = got.get(..end).unwrap_or_default();
    match kind {
        "guid" => end <= 36,
        "hex" => end <= 32,
        "time" => end <= 40,
        "sshkey" | "any" => !value.contains('\n'),
        _ => !value.contains(char::is_whitespace),
    }
}

fn is(kind: &str, value: &str) -> bool {
    let all = |test: fn(char) -> bool| !value.is_empty() && value.chars().all(test);
    let word = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    match kind {
        "examples" | "traceback" | "any" => true,
        "home" | "cwd" | "config" | "site" => true,
        "guid" => groups(value, '-', &[8, 4, 4, 4, 12], |c| c.is_ascii_hexdigit()),
        "hex" => value.len() == 32 && all(|c| c.is_ascii_digit() || ('a'..='f').contains(&c)),
        "mac" => groups(value, '-', &[2; 6], |c| c.is_ascii_digit() || ('A'..='F').contains(&c)),
        "ip" => {
            let parts: Vec<&str> = value.split('.').collect();
            let part = |p: &&str| (1..=3).contains(&p.len()) && p.chars().all(|c| c.is_ascii_digit());
            parts.len() == 4 && parts.iter().all(part)
        }
        "epoch" => all(|c| c.is_ascii_digit()),
        "time" => is_time(value),
        "etag" => true,
        "token" => {
            let parts: Vec<&str> = value.split('.').collect();
            value.starts_with("eyJ") && parts.len() == 3 && parts.iter().all(|p| p.chars().all(word))
        }
        "key" => value.len() >= 20 && all(|c| c.is_ascii_alphanumeric() || "+/=".contains(c)),
        "sshkey" => value.split_once(' ').is_some_and(|(kind, key)| {
            matches!(kind, "ssh-rsa" | "ssh-ed25519") && !key.is_empty() && !key.contains(' ')
        }),
        _ => !value.is_empty(),
    }
}

fn groups(value: &str, between: char, lengths: &[usize], good: fn(char) -> bool) -> bool {
    let parts: Vec<&str> = value.split(between).collect();
    parts.len() == lengths.len() && parts.iter().zip(lengths).all(|(p, n)| p.len() == *n && p.chars().all(good))
}

/// `20YY-MM-DD`, `T` or a blank, `HH:MM:SS`, a fraction or none, `+00:00`, `Z` or nothing.
fn is_time(value: &str) -> bool {
    let shape = "20dd-dd-dd?dd:dd:dd";
    let Some((head, tail)) = value.split_at_checked(shape.len()) else {
        return false;
    };
    let fits = head.chars().zip(shape.chars()).all(|(c, s)| match s {
        'd' => c.is_ascii_digit(),
        '?' => c == 'T' || c == ' ',
        s => c == s,
    });
    let zone = |t: &str| matches!(t, "" | "Z" | "+00:00");
    let rest = match tail.strip_prefix('.') {
        Some(fraction) => {
            let rest = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
            rest.len() < fraction.len() && zone(rest)
        }
        None => zone(tail),
    };
    fits && rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbered_placeholders_stand_for_equal_values() {
        let mut known = Known::default();
        let (a, b) = ("12345678-1234-1234-1234-123456789abc", "12345678-1234-1234-1234-123456789abd");
        assert!(matches("x {{guid:1}} {{guid:1}}", &format!("x {a} {a}"), &mut known));
        assert_eq!(known.value("guid:1"), Some(a));
        assert!(!matches("{{guid:1}}", b, &mut known));
        assert!(matches("{{guid:2}}", b, &mut known));
    }

    #[test]
    fn fixed_values_and_patterns() {
        let mut known = Known::default();
        let sub = "/subscriptions/11111111-AAAA-4bbb-8ccc-000000000001/x";
        assert!(matches("/subscriptions/{{sub}}/x", sub, &mut known));
        assert!(matches("at {{time}}.", "at 2026-01-01T00:00:00.123+00:00.", &mut known));
        assert!(matches("{{ip}} {{mac}}", "10.0.0.4 00-0D-3A-00-00-01", &mut known));
        assert!(!matches("{{ip}}", "10.0.0", &mut known));
        assert!(matches("a{{random}}b", "axyzb", &mut known));
    }

    #[test]
    fn example_blocks_may_be_anything() {
        let mut known = Known::default();
        let want = "ERROR: x\n{{examples:2+ref}}\n";
        assert!(matches(want, "ERROR: x\n\nhttps://aka.ms/cli_ref\nRead\n", &mut known));
        assert!(!matches(want, "ERROR: y\n\n", &mut known));
    }

    #[test]
    fn tables_are_compared_cell_by_cell() {
        let mut known = Known::default();
        let want = "Name    Id\n------  ----------\nmy vm   {{guid:9}}\n";
        let id = "12345678-1234-1234-1234-123456789abc";
        let got = format!("Name    Id\n------  ------------------------------------\nmy vm   {id}\n");
        assert!(tables_match(want, &got, &mut known));
        assert!(!tables_match(want, &got.replace("my vm", "my  vm"), &mut known));
    }

    #[test]
    fn a_line_is_filled_only_with_known_values() {
        let known = Known::default();
        assert_eq!(known.fill("az x {{upn}}").as_deref(), Some("az x alice@contoso.onmicrosoft.com"));
        assert_eq!(known.fill("{{guid:1}}"), None);
        assert_eq!(known.fill("{ {{ }}").as_deref(), Some("{ {{ }}"));
    }
}
