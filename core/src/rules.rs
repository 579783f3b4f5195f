//! The lifecycle rules by number: what events and refusals cite, and how far each is simulated.

use std::sync::OnceLock;

use serde::Serialize;

/// A rule's number: 1 to 69.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct RuleId(pub u8);

impl std::fmt::Display for RuleId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "R{}", self.0)
    }
}

/// A rule as the page shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its number.
    pub id: RuleId,
    /// What holds, in one or two sentences.
    pub statement: &'static str,
    /// Where it is documented: a page of Microsoft's documentation by its short name.
    pub source: &'static str,
    /// How far this version follows it.
    pub status: RuleStatus,
    /// Whether no documentation settles it, or a part of it.
    pub unconfirmed: bool,
}

/// How far a rule is simulated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleStatus {
    /// The cloud does this, and a test named after the rule holds it.
    Simulated,
    /// The same, with this difference.
    Simplified(&'static str),
    /// True of Azure; nothing here to observe it by.
    StatedOnly,
    /// Has something to observe that is not simulated yet.
    NotYet,
}

impl RuleStatus {
    /// In words, without the difference.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Simulated => "simulated",
            Self::Simplified(_) => "simplified",
            Self::StatedOnly => "stated only",
            Self::NotYet => "not yet",
        }
    }
}

/// The rule with this number.
pub fn find(id: RuleId) -> Option<&'static Rule> {
    all().iter().find(|rule| rule.id == id)
}

/// All rules, by number.
pub fn all() -> &'static [Rule] {
    static RULES: OnceLock<Vec<Rule>> = OnceLock::new();
    RULES.get_or_init(|| include_str!("../data/rules.txt").lines().filter_map(read).collect())
}

/// A rule out of its line: `number | status | source | statement | how it is simplified`.
fn read(line: &'static str) -> Option<Rule> {
    let mut fields = line.split(" | ");
    let id = RuleId(fields.next()?.parse().ok()?);
    let (status, source, statement) = (fields.next()?, fields.next()?, fields.next()?);
    let status = match (status.trim_end_matches('?'), fields.next()) {
        ("simulated", None) => RuleStatus::Simulated,
        ("simplified", Some(how)) => RuleStatus::Simplified(how),
        ("stated only", None) => RuleStatus::StatedOnly,
        ("not yet", None) => RuleStatus::NotYet,
        _ => return None,
    };
    Some(Rule { id, statement, source, status, unconfirmed: line.split(" | ").nth(1)?.ends_with('?') })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_69_rules_are_read_in_order() {
        let numbers: Vec<u8> = all().iter().map(|rule| rule.id.0).collect();
        assert_eq!(numbers, (1..=69).collect::<Vec<u8>>());
        assert!(all().iter().all(|rule| rule.statement.ends_with('.') && !rule.source.is_empty()));
    }

    #[test]
    fn a_line_that_is_no_rule_is_left_out() {
        assert_eq!(read("# a comment"), None);
        assert_eq!(read("1 | simplified | page | Without saying how."), None);
        assert!(read("1 | simulated? | page | True.").unwrap().unconfirmed);
    }
}
