//! Looking back through the lines typed before, as Ctrl+R does.

/// What is looked for, and how many matches to go past.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// What is looked for.
    pub query: String,
    back: usize,
}

impl Search {
    /// The same search with other words, from the newest line on.
    pub fn typed(&mut self, query: String) {
        *self = Self { query, back: 0 };
    }

    /// The next older match, if there is one.
    pub fn again(&mut self, lines: &[String]) {
        if self.nth(lines, self.back + 1).is_some() {
            self.back += 1;
        }
    }

    /// The line that matches.
    pub fn found<'a>(&self, lines: &'a [String]) -> Option<&'a String> {
        self.nth(lines, self.back)
    }

    /// Each line once, the newest first.
    fn nth<'a>(&self, lines: &'a [String], number: usize) -> Option<&'a String> {
        if self.query.is_empty() {
            return None;
        }
        let newest = |(at, line): &(usize, &'a String)| !lines.iter().skip(at + 1).any(|it| it == *line);
        let matching = lines.iter().enumerate().rev().filter(|(_, line)| line.contains(&self.query));
        matching.filter(newest).nth(number).map(|(_, line)| line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_match_comes_first_and_each_line_once() {
        let lines = ["az vm list", "az group list", "az vm list", "az vm show"].map(str::to_owned);
        let mut search = Search::default();
        assert_eq!(search.found(&lines), None);
        search.typed("list".to_owned());
        assert_eq!(search.found(&lines).unwrap(), "az vm list");
        search.again(&lines);
        assert_eq!(search.found(&lines).unwrap(), "az group list");
        search.again(&lines);
        assert_eq!(search.found(&lines).unwrap(), "az group list");
    }
}
