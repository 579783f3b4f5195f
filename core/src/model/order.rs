//! Sorting by way of places: the library's sort is big, and this way the program holds it only once.

use std::cmp::Ordering;

/// Sorts like `Vec::sort_by`: equals keep their order.
pub fn sort_by<T>(items: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    let places = places(items.len(), &|a, b| match (items.get(a), items.get(b)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    });
    let mut slots: Vec<Option<T>> = std::mem::take(items).into_iter().map(Some).collect();
    items.extend(places.into_iter().filter_map(|place| slots.get_mut(place)?.take()));
}

/// Sorts like `Vec::sort_by_key`.
pub fn sort_by_key<T, K: Ord>(items: &mut Vec<T>, key: impl Fn(&T) -> K) {
    sort_by(items, |a, b| key(a).cmp(&key(b)));
}

/// Sorts references by a number.
pub fn sort_by_number<'a, T>(items: &mut Vec<&'a T>, number: fn(&T) -> u64) {
    let places = places(items.len(), &|a, b| items.get(a).map(|it| number(it)).cmp(&items.get(b).map(|it| number(it))));
    let sorted = places.into_iter().filter_map(|place| items.get(place).copied()).collect();
    *items = sorted;
}

/// Sorts texts.
pub fn sort_texts<T: AsRef<str>>(items: &mut Vec<T>) {
    sort_by(items, |a, b| a.as_ref().cmp(b.as_ref()));
}

/// The places of `count` things in the order that `compare` gives them.
#[inline(never)]
fn places(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by(|&a, &b| compare(a, b));
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equals_keep_their_order() {
        let mut items = vec![(2, 'a'), (1, 'b'), (2, 'c'), (1, 'd')];
        sort_by_key(&mut items, |it| it.0);
        assert_eq!(items, [(1, 'b'), (1, 'd'), (2, 'a'), (2, 'c')]);
        let mut items: Vec<&u64> = [3, 1, 2].iter().collect();
        sort_by_number(&mut items, |it| *it);
        assert_eq!(items, [&1, &2, &3]);
        let mut texts = vec!["b", "", "a"];
        sort_texts(&mut texts);
        assert_eq!(texts, ["", "a", "b"]);
    }
}
