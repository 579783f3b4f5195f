//! The path that may stand before an equals sign: `key.path[0]=value`.

use super::quoted;

/// A step into a value: a name or a place in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Key {
    /// A field or a key.
    Name(String),
    /// A place; negative ones count from the end.
    Index(i64),
}

/// Splits `key.path[0]=value`; a text without such a path comes back whole.
pub fn partial(text: &str) -> (Vec<Key>, &str) {
    match path(text) {
        Some((keys, value)) if !value.contains('\n') => (keys, value),
        _ => (Vec::new(), text),
    }
}

fn path(text: &str) -> Option<(Vec<Key>, &str)> {
    let mut keys = Vec::new();
    let mut rest = text;
    if rest.starts_with('[') {
        rest = index(rest, &mut keys)?;
    } else {
        rest = name(rest, &mut keys)?;
        rest = index(rest, &mut keys).unwrap_or(rest);
    }
    while let Some(after) = rest.strip_prefix('.') {
        rest = name(after, &mut keys)?;
        rest = index(rest, &mut keys).unwrap_or(rest);
    }
    rest.strip_prefix('=').map(|value| (keys, value))
}

fn index<'a>(text: &'a str, keys: &mut Vec<Key>) -> Option<&'a str> {
    let (inside, rest) = text.strip_prefix('[')?.split_once(']')?;
    let digits = inside.strip_prefix('-').unwrap_or(inside);
    let good = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit());
    keys.push(Key::Index(good.then(|| inside.parse().ok()).flatten()?));
    Some(rest)
}

fn name<'a>(text: &'a str, keys: &mut Vec<Key>) -> Option<&'a str> {
    if text.starts_with('\'') {
        let chars: Vec<char> = text.chars().collect();
        let (name, length) = quoted(&chars).ok()?;
        let bytes: usize = chars.iter().take(length).map(|c| c.len_utf8()).sum();
        keys.push(Key::Name(name));
        return text.get(bytes..);
    }
    let word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    let end = text.find(|c| !word(c)).unwrap_or(text.len());
    let (name, rest) = text.split_at_checked(end).filter(|(n, _)| !n.is_empty())?;
    keys.push(Key::Name(name.to_owned()));
    Some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_before_an_equals_sign() {
        let name = |n: &str| Key::Name(n.to_owned());
        assert_eq!(partial("a=b=c"), (vec![name("a")], "b=c"));
        let keys = vec![name("a"), Key::Index(0), name("b")];
        assert_eq!(partial("a[0].b="), (keys, ""));
        assert_eq!(partial("'a b'=c"), (vec![name("a b")], "c"));
        assert_eq!(partial("a b=c"), (vec![], "a b=c"));
        assert_eq!(partial("[-1]=c"), (vec![Key::Index(-1)], "c"));
    }
}
