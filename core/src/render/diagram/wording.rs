//! Small words: lists, counts, short ids.

/// `a`, `a and b`, `a, b and c`.
pub(crate) fn list<S: AsRef<str>>(items: &[S]) -> String {
    match items {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", first.join(", "), last.as_ref())
        }
    }
}

/// Like [`list`], with at most `most` names: `a, b and 7 more`.
pub(crate) fn short_list<S: AsRef<str>>(items: &[S], most: usize) -> String {
    match items.get(..most) {
        Some(head) if items.len() > most => {
            let head: Vec<&str> = head.iter().map(AsRef::as_ref).collect();
            format!("{} and {} more", head.join(", "), items.len() - most)
        }
        _ => list(items),
    }
}

/// `1 grant`, `2 grants`.
pub(crate) fn count(number: usize, one: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") }
}

/// The first eight characters of a GUID and an ellipsis.
pub(crate) fn short_id(guid: &str) -> String {
    let head: String = guid.chars().take(8).collect();
    format!("{head}…")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_read_as_english() {
        assert_eq!(list::<&str>(&[]), "");
        assert_eq!(list(&["a"]), "a");
        assert_eq!(list(&["a", "b"]), "a and b");
        assert_eq!(list(&["a", "b", "c"]), "a, b and c");
        assert_eq!(short_list(&["a", "b", "c"], 3), "a, b and c");
        assert_eq!(short_list(&["a", "b", "c", "d"], 2), "a, b and 2 more");
        assert_eq!(count(1, "grant"), "1 grant");
        assert_eq!(count(0, "grant"), "0 grants");
    }
}
