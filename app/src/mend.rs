//! After an error: what went wrong in a sentence, the rule behind it, and a line that would repair it.

use keyless_core::rules;
use keyless_core::session::{Outcome, mask};

use crate::explain::place;
use crate::messages::terminal as words;

/// What we say of a failed line, folded beneath az's own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    /// What went wrong.
    pub what: String,
    /// The rule behind it, with its number.
    pub rule: Option<String>,
    /// A line to run, or to go on typing; never run by itself.
    pub fix: Option<String>,
}

/// Of a line that failed; nothing where az has said it all.
pub fn advice(outcome: &Outcome) -> Option<Advice> {
    if outcome.exit_code == 0 {
        return None;
    }
    let rule = outcome.events.iter().find_map(|it| it.rule()).and_then(rules::find);
    let rule = rule.map(|it| format!("{}: {}", it.id, it.statement));
    if let Some(refused) = outcome.refusal() {
        let what = words::lacks(&refused.principal_name, &refused.action, &place(&refused.scope));
        let fix = refused.remedy.as_ref().map(|it| it.command.clone());
        return Some(Advice { what, rule, fix });
    }
    let (what, fix) = of_text(&outcome.line, &outcome.stderr)
        .or_else(|| Some((words::BY_RULE.to_owned(), rule.as_ref().map(|_| None)?)))?;
    Some(Advice { what, rule, fix: fix.filter(|it| mask(it) == *it) })
}

/// What az's words tell, and the line as it should have been.
fn of_text(line: &str, stderr: &str) -> Option<(String, Option<String>)> {
    let line = line.trim_end();
    if stderr.contains("az login") {
        return Some((words::SIGNED_OUT.to_owned(), Some("az login".to_owned())));
    }
    let alternatives = || stderr.split_once(") are required").and_then(|it| it.0.rsplit('(').next());
    let required = after(stderr, "the following arguments are required: ")
        .or_else(|| after(stderr, "Missing required field: "))
        .or_else(alternatives);
    if let Some(rest) = required {
        let options: Vec<&str> = rest.lines().next()?.split(", ").map(first_spelling).collect();
        let fix = format!("{line} {} ", options.first()?);
        return Some((words::needs(&options), Some(fix)));
    }
    if let Some(wrong) =
        quoted(stderr, "' is misspelled or not recognized").or_else(|| quoted(stderr, "' is not in the '"))
    {
        let near = after(stderr, "most similar choice to").or_else(|| after(stderr, "Did you mean"));
        let near = near.and_then(|it| it.split('\'').find(|word| is_word(word) && *word != wrong));
        return Some((words::unknown(wrong), near.map(|it| line.replacen(wrong, it, 1))));
    }
    if let Some(group) = after(stderr, "Resource group '").and_then(|it| it.split('\'').next()) {
        return Some((words::no_group(group), Some(format!("az group create -n {group} -l westus"))));
    }
    None
}

fn after<'a>(text: &'a str, start: &str) -> Option<&'a str> {
    text.split_once(start).map(|it| it.1)
}

/// The word in quotes that ends where `end` begins.
fn quoted<'a>(text: &'a str, end: &str) -> Option<&'a str> {
    text.split_once(end)?.0.rsplit('\'').next()
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
}

/// `--name/-n` by its long name, `--name | --ids` by the first.
fn first_spelling(option: &str) -> &str {
    option.split(['/', '|']).next().unwrap_or(option).trim()
}

#[cfg(test)]
mod tests {
    use super::*;
    use keyless_core::session::{Session, SessionOptions};

    fn of(lines: &[&str]) -> Option<Advice> {
        let mut session = Session::new(SessionOptions::default());
        lines.iter().filter_map(|line| session.run(line).pop()).last().and_then(|it| advice(&it))
    }

    #[test]
    fn what_went_well_needs_no_advice() {
        assert_eq!(of(&["az group list"]), None);
    }

    #[test]
    fn a_missing_option_is_typed_for_the_learner() {
        let advice = of(&["az vm show -g myResourceGroup"]).unwrap();
        assert_eq!(advice.fix.as_deref(), Some("az vm show -g myResourceGroup --name "));
    }

    #[test]
    fn a_missing_group_can_be_made() {
        let advice = of(&["az identity create -g nowhere -n id1 -l westus"]).unwrap();
        assert_eq!(advice.fix.as_deref(), Some("az group create -n nowhere -l westus"));
    }

    #[test]
    fn a_refusal_names_the_right_that_lacks_and_the_smallest_grant() {
        let advice = of(&["keyless account reader", "az group delete -n myResourceGroup --yes"]).unwrap();
        assert!(advice.what.contains("resourcegroups/delete"), "{}", advice.what);
        assert!(advice.fix.unwrap().starts_with("az role assignment create"));
    }
}
