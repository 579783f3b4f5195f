//! The few habits of Python that show in az's messages: `repr`, `int()`, `float()`.

use crate::render::python::parse_float;
pub(super) use crate::render::python::repr_str as repr;

/// `int(text)`: blanks around, a sign, and underscores between digits are allowed.
pub(super) fn int(text: &str) -> Option<i64> {
    let text = text.trim();
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let digits = underscored(digits)?;
    format!("{sign}{digits}").parse().ok()
}

/// `float(text)`, with Python's words for infinity and not-a-number.
pub(super) fn float(text: &str) -> Option<f64> {
    let text = text.trim();
    let bare = text.trim_start_matches(['+', '-']).to_ascii_lowercase();
    match bare.as_str() {
        "inf" | "infinity" | "nan" => return parse_float(text),
        _ if bare.starts_with(|c: char| c.is_ascii_digit() || c == '.') => {}
        _ => return None,
    }
    if text.contains('_') {
        let plain: Option<String> =
            text.split(['.', 'e', 'E', '-', '+']).filter(|part| !part.is_empty()).map(underscored).collect();
        plain?;
    }
    parse_float(&text.replace('_', ""))
}

/// Digits with single underscores between them, without the underscores.
fn underscored(digits: &str) -> Option<String> {
    let parts: Vec<&str> = digits.split('_').collect();
    let good = |p: &&str| !p.is_empty() && p.chars().all(|c| c.is_ascii_digit());
    parts.iter().all(good).then(|| parts.concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repr_prefers_single_quotes() {
        assert_eq!(repr("a"), "'a'");
        assert_eq!(repr("it's"), "\"it's\"");
        assert_eq!(repr("'\""), "'\\'\"'");
        assert_eq!(repr("a\\b\n"), "'a\\\\b\\n'");
    }

    #[test]
    fn numbers_follow_python() {
        assert_eq!(int(" 1_000 "), Some(1000));
        assert_eq!(int("+5"), Some(5));
        assert_eq!(int("1__0"), None);
        assert_eq!(int("--1"), None);
        assert_eq!(int("1.0"), None);
        assert_eq!(float("1.5"), Some(1.5));
        assert_eq!(float("1e3"), Some(1000.0));
        assert_eq!(float("x"), None);
    }
}
