//! Going back and forth through the lines typed before, keeping the one half typed.

/// Where the reader stands in the history.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recall {
    /// The place of the line that is shown; none for the line being typed.
    at: Option<usize>,
    /// What was half typed: only lines that begin with it are shown.
    draft: String,
}

impl Recall {
    /// The line before the one shown, if there is one.
    pub fn earlier(&mut self, lines: &[String], shown: &str) -> Option<String> {
        if self.at.is_none() {
            shown.clone_into(&mut self.draft);
        }
        let until = self.at.unwrap_or(lines.len());
        let at = lines.iter().take(until).rposition(|it| it.starts_with(&self.draft) && it != shown)?;
        self.at = Some(at);
        lines.get(at).cloned()
    }

    /// The line after the one shown, the half-typed one at the end.
    pub fn later(&mut self, lines: &[String]) -> Option<String> {
        let from = self.at? + 1;
        self.at = lines.iter().skip(from).position(|it| it.starts_with(&self.draft)).map(|it| it + from);
        match self.at {
            Some(at) => lines.get(at).cloned(),
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
        assert_eq!(recall.earlier(&lines, "").unwrap(), "two");
        assert_eq!(recall.earlier(&lines, "two").unwrap(), "one");
        assert_eq!(recall.earlier(&lines, "one"), None);
        assert_eq!(recall.later(&lines).unwrap(), "two");
        assert_eq!(recall.later(&lines).unwrap(), "");
        assert_eq!(recall.later(&lines), None);
    }

    #[test]
    fn what_is_half_typed_picks_the_lines() {
        let lines = ["az vm list", "az group list", "az vm show"].map(str::to_owned);
        let mut recall = Recall::default();
        assert_eq!(recall.earlier(&lines, "az v").unwrap(), "az vm show");
        assert_eq!(recall.earlier(&lines, "az vm show").unwrap(), "az vm list");
        assert_eq!(recall.earlier(&lines, "az vm list"), None);
        assert_eq!(recall.later(&lines).unwrap(), "az vm show");
        assert_eq!(recall.later(&lines).unwrap(), "az v");
    }
}
