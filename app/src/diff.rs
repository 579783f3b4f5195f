//! Two texts line by line: what stayed, what went, what came.

/// What became of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// It is in both.
    Same,
    /// Only the former has it.
    Gone,
    /// Only the present has it.
    New,
    /// Lines that are in both, left out.
    Cut,
}

impl Mark {
    /// What stands before the line.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Same => "  ",
            Self::Gone => "- ",
            Self::New => "+ ",
            Self::Cut => "  ",
        }
    }
}

/// Lines around a change that are shown with it.
const AROUND: usize = 2;
/// Texts with more lines than this are not compared line by line.
const MOST: usize = 1500;

/// The lines of both texts, changes with a few lines around them.
pub fn lines(former: &str, present: &str) -> Vec<(Mark, String)> {
    let (a, b): (Vec<&str>, Vec<&str>) = (former.lines().collect(), present.lines().collect());
    let head = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let rest = a.len().min(b.len()) - head;
    let tail = a.iter().rev().zip(b.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let middle = |all: &[&str]| {
        all.get(head..all.len() - tail).unwrap_or_default().iter().map(|it| (*it).to_owned()).collect::<Vec<_>>()
    };
    let mut all: Vec<(Mark, String)> = a.iter().take(head).map(|it| (Mark::Same, (*it).to_owned())).collect();
    all.extend(compared(&middle(&a), &middle(&b)));
    all.extend(a.iter().skip(a.len() - tail).map(|it| (Mark::Same, (*it).to_owned())));
    shortened(all)
}

/// By the longest common run of lines, which need not be without gaps.
fn compared(a: &[String], b: &[String]) -> Vec<(Mark, String)> {
    let of = |mark: Mark, list: &[String]| list.iter().map(|it| (mark, it.clone())).collect::<Vec<_>>();
    if a.len() > MOST || b.len() > MOST {
        return [of(Mark::Gone, a), of(Mark::New, b)].concat();
    }
    let width = b.len() + 1;
    let mut common = vec![0_u16; (a.len() + 1) * width];
    let at = |common: &[u16], i: usize, j: usize| common.get(i * width + j).copied().unwrap_or(0);
    for (i, x) in a.iter().enumerate().rev() {
        for (j, y) in b.iter().enumerate().rev() {
            let best =
                if x == y { at(&common, i + 1, j + 1) + 1 } else { at(&common, i + 1, j).max(at(&common, i, j + 1)) };
            if let Some(slot) = common.get_mut(i * width + j) {
                *slot = best;
            }
        }
    }
    let (mut i, mut j, mut all) = (0, 0, Vec::new());
    loop {
        match (a.get(i), b.get(j)) {
            (Some(x), Some(y)) if x == y => {
                all.push((Mark::Same, x.clone()));
                (i, j) = (i + 1, j + 1);
            }
            (Some(x), y) if y.is_none() || at(&common, i + 1, j) >= at(&common, i, j + 1) => {
                all.push((Mark::Gone, x.clone()));
                i += 1;
            }
            (_, Some(y)) => {
                all.push((Mark::New, y.clone()));
                j += 1;
            }
            _ => return all,
        }
    }
}

fn shortened(all: Vec<(Mark, String)>) -> Vec<(Mark, String)> {
    let near = |at: usize| {
        let from = at.saturating_sub(AROUND);
        all.iter().skip(from).take(at - from + AROUND + 1).any(|(mark, _)| *mark != Mark::Same)
    };
    let mut short: Vec<(Mark, String)> = Vec::new();
    for (at, line) in all.iter().enumerate() {
        if near(at) {
            short.push(line.clone());
        } else if short.last().is_none_or(|it| it.0 != Mark::Cut) {
            short.push((Mark::Cut, "…".to_owned()));
        }
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(former: &str, present: &str, expect: &str) {
        let shown: String =
            lines(former, present).iter().map(|(mark, text)| format!("{}{text}|", mark.sign())).collect();
        assert_eq!(shown, expect);
    }

    #[test]
    fn changes_stand_with_their_neighbours_and_the_rest_is_left_out() {
        check("a\nb\nc\nd\ne\nf\ng", "a\nb\nc\nX\ne\nf\ng", "  …|  b|  c|- d|+ X|  e|  f|  …|");
        check("", "a\nb", "+ a|+ b|");
        check("a", "", "- a|");
        check("a\nb", "b\nc", "- a|  b|+ c|");
        check("same", "same", "  …|");
    }
}
