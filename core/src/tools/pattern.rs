//! Patterns with `*` and `?`, as the shell has them.

/// Whether the whole text matches.
pub fn matches(text: &str, pattern: &str) -> bool {
    let (text, pattern): (Vec<char>, Vec<char>) = (text.chars().collect(), pattern.chars().collect());
    let (mut at, mut place) = (0, 0);
    // Where the last `*` stands, and how much of the text it takes so far.
    let mut star: Option<(usize, usize)> = None;
    while let Some(c) = text.get(at) {
        match pattern.get(place) {
            Some('*') => {
                star = Some((place, at));
                place += 1;
            }
            Some(p) if p == c || *p == '?' => {
                at += 1;
                place += 1;
            }
            _ => {
                let Some((back, taken)) = star else { return false };
                star = Some((back, taken + 1));
                (place, at) = (back + 1, taken + 1);
            }
        }
    }
    pattern.iter().skip(place).all(|p| *p == '*')
}

/// A text without the part at its start or end that matches, the longest or the shortest.
pub fn without(text: &str, pattern: &str, end: bool, longest: bool) -> String {
    let mut places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    places.push(text.len());
    // From the shortest match to the longest: at the end, cuts go from right to left.
    if end != longest {
        places.reverse();
    }
    for at in places {
        let Some((left, right)) = text.split_at_checked(at) else { continue };
        let (cut, kept) = if end { (right, left) } else { (left, right) };
        if matches(cut, pattern) {
            return kept.to_owned();
        }
    }
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_match_anything_and_cuts_are_shortest_or_longest() {
        assert!(matches("abc", "a*c") && matches("abc", "*") && matches("abc", "a?c") && matches("", "*"));
        assert!(!matches("abc", "a*d") && !matches("abc", "ab") && !matches("", "?"));
        assert_eq!(without("/a/b/c", "*/", false, true), "c");
        assert_eq!(without("/a/b/c", "*/", false, false), "a/b/c");
        assert_eq!(without("a.b.c", ".*", true, false), "a.b");
        assert_eq!(without("a.b.c", ".*", true, true), "a");
        assert_eq!(without("abc", "x", true, true), "abc");
    }
}
