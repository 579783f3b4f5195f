//! Which style a string takes: plain where it reads back as the same string, else quoted.

/// What may be done with a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Analysis {
    /// It may stand without quotes.
    pub(super) plain: bool,
    /// It may stand in single quotes.
    pub(super) single_quoted: bool,
    /// It has line breaks.
    pub(super) multiline: bool,
}

impl Analysis {
    /// Analyses a string as PyYAML's `analyze_scalar` does for block context, and resolves its type.
    pub(super) fn new(text: &str) -> Self {
        let mut marks = text.starts_with("---") || text.starts_with("...");
        let (mut multiline, mut special) = (false, false);
        let (mut break_space, mut space_break) = (false, false);
        let mut previous: Option<char> = None;
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            let before_blank = chars.peek().is_none_or(|next| is_white(*next));
            marks |= match (c, previous) {
                (
                    '#' | ',' | '[' | ']' | '{' | '}' | '&' | '*' | '!' | '|' | '>' | '\'' | '"' | '%' | '@' | '`',
                    None,
                ) => true,
                ('?' | ':' | '-', None) | (':', Some(_)) => before_blank,
                ('#', Some(previous)) => is_white(previous),
                _ => false,
            };
            multiline |= is_break(c);
            special |= !is_printable(c);
            break_space |= c == ' ' && previous.is_some_and(is_break);
            space_break |= is_break(c) && previous == Some(' ');
            previous = Some(c);
        }
        let edge = |c: char| c == ' ' || is_break(c);
        let edges = text.starts_with(edge) || text.ends_with(edge);
        let quoted_only = break_space || space_break || special;
        Self {
            plain: !(edges || quoted_only || multiline || marks || reads_as_other(text)),
            single_quoted: !quoted_only,
            multiline,
        }
    }
}

pub(super) fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn is_white(c: char) -> bool {
    matches!(c, '\0' | ' ' | '\t' | '\r') || is_break(c)
}

fn is_printable(c: char) -> bool {
    matches!(c, '\n' | ' '..='~' | '\u{85}' | '\u{a0}'..='\u{d7ff}' | '\u{e000}'..='\u{fefe}' | '\u{ff00}'..='\u{fffd}'
        | '\u{10000}'..='\u{10fffe}')
}

/// Whether YAML 1.1 reads the plain text as something else than a string.
fn reads_as_other(text: &str) -> bool {
    const WORDS: [&str; 27] = [
        "", "~", "null", "Null", "NULL", "yes", "Yes", "YES", "no", "No", "NO", "true", "True", "TRUE", "false",
        "False", "FALSE", "on", "On", "ON", "off", "Off", "OFF", "<<", "=", "!", "&",
    ];
    WORDS.contains(&text) || is_int(text) || is_float(text) || is_timestamp(text)
}

fn unsigned(text: &str) -> &str {
    text.strip_prefix(['-', '+']).unwrap_or(text)
}

fn is_digits(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit()) && text.chars().all(|c| c.is_ascii_digit() || c == '_')
}

/// `[0-9][0-9_]*` and then at least one `:` with a number below 60.
fn is_sexagesimal(text: &str) -> bool {
    let mut parts = text.split(':');
    let rest = |part: &str| match part.as_bytes() {
        [c] => c.is_ascii_digit(),
        [b'0'..=b'5', c] => c.is_ascii_digit(),
        _ => false,
    };
    parts.next().is_some_and(is_digits) && text.contains(':') && parts.all(rest)
}

fn is_int(text: &str) -> bool {
    let number = unsigned(text);
    let all = |digits: &str, ok: fn(char) -> bool| !digits.is_empty() && digits.chars().all(|c| ok(c) || c == '_');
    if let Some(digits) = number.strip_prefix("0b") {
        return all(digits, |c| matches!(c, '0' | '1'));
    }
    if let Some(digits) = number.strip_prefix("0x") {
        return all(digits, |c| c.is_ascii_hexdigit());
    }
    match number.strip_prefix('0') {
        Some("") => true,
        Some(digits) => all(digits, |c| matches!(c, '0'..='7')),
        None => is_digits(number) || is_sexagesimal(number),
    }
}

fn is_float(text: &str) -> bool {
    let number = unsigned(text);
    if matches!(number, ".inf" | ".Inf" | ".INF") || matches!(text, ".nan" | ".NaN" | ".NAN") {
        return true;
    }
    let (mantissa, exponent) = match number.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (number, None),
    };
    let exponent_ok = exponent.is_none_or(|exponent| {
        exponent.strip_prefix(['-', '+']).is_some_and(|d| !d.is_empty() && d.bytes().all(|b| b.is_ascii_digit()))
    });
    let Some((whole, fraction)) = mantissa.split_once('.') else {
        return false;
    };
    let fraction_ok = fraction.chars().all(|c| c.is_ascii_digit() || c == '_');
    if whole.is_empty() {
        return number == text && is_digits(fraction) && exponent_ok;
    }
    fraction_ok && ((is_digits(whole) && exponent_ok) || (is_sexagesimal(whole) && exponent.is_none()))
}

/// `2001-12-14`, or a date and a time with a blank or a `T` between them.
fn is_timestamp(text: &str) -> bool {
    let mut scan = Scan(text);
    if !(scan.digits(4, 4) && scan.eat("-")) {
        return false;
    }
    let two = matches!(text.as_bytes(), [_, _, _, _, b'-', a, b, b'-', c, d] if [a, b, c, d].iter().all(|b| b.is_ascii_digit()));
    if two {
        return true;
    }
    let date = scan.digits(1, 2) && scan.eat("-") && scan.digits(1, 2);
    let between = date && (scan.eat("T") || scan.eat("t") || scan.blanks() > 0);
    let time = between && scan.digits(1, 2) && scan.eat(":") && scan.digits(2, 2) && scan.eat(":") && scan.digits(2, 2);
    if !time {
        return false;
    }
    if scan.eat(".") {
        scan.digits(0, usize::MAX);
    }
    if scan.0.is_empty() {
        return true;
    }
    scan.blanks();
    let zone = scan.eat("Z")
        || ((scan.eat("-") || scan.eat("+")) && scan.digits(1, 2) && (!scan.eat(":") || scan.digits(2, 2)));
    zone && scan.0.is_empty()
}

/// What is left to match of a text.
struct Scan<'a>(&'a str);

impl Scan<'_> {
    fn eat(&mut self, prefix: &str) -> bool {
        self.0.strip_prefix(prefix).map(|rest| self.0 = rest).is_some()
    }

    fn digits(&mut self, least: usize, most: usize) -> bool {
        let count = self.0.bytes().take(most).take_while(u8::is_ascii_digit).count();
        self.0 = self.0.get(count..).unwrap_or_default();
        count >= least
    }

    fn blanks(&mut self) -> usize {
        let rest = self.0.trim_start_matches([' ', '\t']);
        let count = self.0.len().saturating_sub(rest.len());
        self.0 = rest;
        count
    }
}
