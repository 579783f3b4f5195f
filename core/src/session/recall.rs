//! `!!` and `!$`: the line before, and its last word.

use std::borrow::Cow;

/// The text with `!!` and `!$` replaced, save in single quotes; as it is where there is no line before.
pub(super) fn recalled<'a>(text: &'a str, before: Option<&str>) -> Cow<'a, str> {
    let Some(before) = before.filter(|_| text.contains("!!") || text.contains("!$")) else {
        return Cow::Borrowed(text);
    };
    let before = before.trim();
    let mut out = String::with_capacity(text.len());
    let (mut quoted, mut double) = (false, false);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let escaped = c == '\\' && !quoted;
        if !quoted && (rest.starts_with("!!") || rest.starts_with("!$")) {
            let last = || before.split_whitespace().next_back().unwrap_or_default();
            out.push_str(if rest.starts_with("!!") { before } else { last() });
            rest = rest.get(2..).unwrap_or_default();
            continue;
        }
        match c {
            '\'' if !double => quoted = !quoted,
            '"' if !quoted => double = !double,
            _ => {}
        }
        out.push(c);
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
        if escaped && let Some(next) = rest.chars().next() {
            out.push(next);
            rest = rest.get(next.len_utf8()..).unwrap_or_default();
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_before_and_its_last_word_are_taken_up() {
        let recall = |text| recalled(text, Some("echo a b\n")).into_owned();
        assert_eq!(recall("!! | wc"), "echo a b | wc");
        assert_eq!(recall("x !$ \"!$\" '!!' \\!! it's"), "x b \"b\" '!!' \\!! it's");
        assert_eq!(recall("az x --query [?!a]"), "az x --query [?!a]");
        assert_eq!(recalled("!!", None), "!!");
    }
}
