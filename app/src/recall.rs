//! Going back and forth through the lines typed before, keeping the one half typed.

/// Where the reader stands in the history.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recall {
    /// How many lines back; 0 is the line being typed.
    back: usize,
    draft: String,
}

impl Recall {
    /// The line before the one shown, if there is one.
    pub fn earlier(&mut self, lines: &[String], shown: &str) -> Option<String> {
        let line = lines.iter().rev().nth(self.back)?.clone();
        if self.back == 0 {
            shown.clone_into(&mut self.draft);
        }
        self.back += 1;
        Some(line)
    }

    /// The line after the one shown, the half-typed one at the end.
    pub fn later(&mut self, lines: &[String]) -> Option<String> {
        self.back = self.back.checked_sub(1)?;
        match self.back.checked_sub(1) {
            Some(back) => lines.iter().rev().nth(back).cloned(),
            None => Some(std::mem::take(&mut self.draft)),
        }
    }

    /// Back to the line being typed.
    pub fn forget(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_half_typed_line_comes_back() {
        let lines = ["one".to_owned(), "two".to_owned()];
        let mut recall = Recall::default();
        assert_eq!(recall.earlier(&lines, "az v").unwrap(), "two");
        assert_eq!(recall.earlier(&lines, "two").unwrap(), "one");
        assert_eq!(recall.earlier(&lines, "one"), None);
        assert_eq!(recall.later(&lines).unwrap(), "two");
        assert_eq!(recall.later(&lines).unwrap(), "az v");
        assert_eq!(recall.later(&lines), None);
    }
}
