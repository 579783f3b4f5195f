//! Similar names, as Python's `difflib` finds them.

/// The most similar of `names` to `word`, if any is at least 0.7 alike; azure-cli's "Did you mean".
pub fn closest<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word: Vec<char> = word.chars().collect();
    let mut best: Option<(f64, &str)> = None;
    for name in names {
        let chars: Vec<char> = name.chars().collect();
        let score = ratio(&chars, &word);
        if score < CUTOFF {
            continue;
        }
        if best.is_none_or(|(b, n)| score > b || (score == b && name > n)) {
            best = Some((score, name));
        }
    }
    best.map(|(_, name)| name)
}

const CUTOFF: f64 = 0.7;

/// How alike two texts are, from 0 to 1: `SequenceMatcher(None, a, b).ratio()`.
///
/// The method is not symmetric: among equally long matches it takes the earliest in `a`, then in `b`.
/// `difflib` also drops letters that are common in a `b` of 200 letters or more; no name is long enough to be
/// 0.7 like such a `b`, so that rule is left out.
pub fn ratio(a: &[char], b: &[char]) -> f64 {
    let total = a.len() + b.len();
    if total == 0 {
        return 1.0;
    }
    let alike = matching(a, b);
    #[expect(clippy::cast_precision_loss, reason = "lengths of option names")]
    let (alike, total) = (alike as f64, total as f64);
    2.0 * alike / total
}

/// The summed length of the matching blocks.
fn matching(a: &[char], b: &[char]) -> usize {
    let mut sum = 0;
    let mut todo = vec![(a, b)];
    while let Some((a, b)) = todo.pop() {
        let (i, j, size) = longest(a, b);
        if size == 0 {
            continue;
        }
        sum += size;
        if let (Some(a0), Some(b0)) = (a.get(..i), b.get(..j)) {
            todo.push((a0, b0));
        }
        if let (Some(a1), Some(b1)) = (a.get(i + size..), b.get(j + size..)) {
            todo.push((a1, b1));
        }
    }
    sum
}

/// Where the longest common run starts in each text, and its length.
fn longest(a: &[char], b: &[char]) -> (usize, usize, usize) {
    let mut best = (0, 0, 0);
    // lengths[j + 1] is the length of the common run that ends at a[i - 1] and b[j].
    let mut lengths = vec![0_usize; b.len() + 1];
    for (i, x) in a.iter().enumerate() {
        let mut previous = 0;
        for (j, y) in b.iter().enumerate() {
            let Some(cell) = lengths.get_mut(j + 1) else {
                continue;
            };
            let above = *cell;
            *cell = if x == y { previous + 1 } else { 0 };
            if *cell > best.2 {
                best = (i + 1 - *cell, j + 1 - *cell, *cell);
            }
            previous = above;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(a: &str, b: &str, expected: f64) {
        let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
        assert!((ratio(&a, &b) - expected).abs() < 1e-9, "{}", ratio(&a, &b));
    }

    #[test]
    fn ratios_are_those_of_difflib() {
        check("list", "lits", 0.75);
        check("assign", "asign", 10.0 / 11.0);
        check("tide", "diet", 0.25);
        check("diet", "tide", 0.5);
        check("", "", 1.0);
        check("abc", "", 0.0);
        check("list-locations", "list-location", 26.0 / 27.0);
    }

    #[test]
    fn the_closest_name_wins_and_the_later_one_of_equals() {
        assert_eq!(closest("lst", ["list", "last", "show"]), Some("list"));
        assert_eq!(closest("abcx", ["abcy", "abcz"]), Some("abcz"));
        assert_eq!(closest("ls", ["list", "show"]), None);
        assert_eq!(closest("LIST", ["list"]), None);
    }
}
