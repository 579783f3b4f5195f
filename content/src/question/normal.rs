//! A command line in its normal form: two lines that mean the same to az are equal in it.

use std::collections::BTreeMap;

use keyless_core::az::{Invocation, ParseContext, Parsed, parse};
use keyless_core::shell::{CommandLine, Dialect, Unit, read};

/// A line's commands, each as the command's name and its arguments in alphabetical order; why not, where az refuses it.
///
/// # Errors
/// What the shell or az says about a line that it does not understand.
pub fn normal(line: &str) -> Result<Vec<Vec<String>>, String> {
    let line = line.trim();
    let line = line.strip_prefix("$ ").unwrap_or(line);
    match read(line, Dialect::Auto, true) {
        Unit::Line(read) => {
            let commands = read.result.map_err(|error| format!("{}. {}", error.message, error.hint))?;
            commands.iter().map(command).collect()
        }
        Unit::Incomplete => Err("The line is unfinished.".to_owned()),
        Unit::Blank => Err("There is no command on the line.".to_owned()),
    }
}

fn command(command: &CommandLine) -> Result<Vec<String>, String> {
    let words: Vec<String> = command.texts().map(str::to_owned).collect();
    let Some((name, rest)) = words.split_first() else { return Ok(Vec::new()) };
    if name != "az" {
        return Ok(words);
    }
    let defaults = BTreeMap::new();
    let context = ParseContext { signed_in: true, defaults: &defaults, subscriptions: &[] };
    match parse(rest, &context) {
        Ok(Parsed::Invocation(invocation)) => Ok(arguments(&invocation)),
        Ok(Parsed::Help(_)) => Err("That line asks for help.".to_owned()),
        Ok(Parsed::Version) => Err("That line asks for the version.".to_owned()),
        Err(error) => Err(error.stderr),
    }
}

/// The command's name, then `name=value`: of the arguments that were typed, and of the options that every command has.
fn arguments(invocation: &Invocation) -> Vec<String> {
    let mut form = vec![format!("az {}", invocation.command.name)];
    for arguments in invocation.runs() {
        for name in arguments.names().filter(|name| arguments.given(name)) {
            let Some(slot) = arguments.slot(name) else { continue };
            let mut value = String::new();
            if let Some(json) = &slot.json {
                value = json.to_string();
            } else if let Some(list) = &slot.list {
                value = list.join(" ");
            } else if let Some(text) = &slot.text {
                value.clone_from(text);
            } else if let Some(flag) = slot.flag {
                value = flag.to_string();
            }
            // Azure compares names without case.
            form.push(format!("{name}={}", value.to_lowercase()));
        }
        for (option, words) in arguments.ordered() {
            form.push(format!("{option} {}", words.join(" ")));
        }
    }
    let global = &invocation.global;
    if global.output_given {
        form.push(format!("--output={:?}", global.output));
    }
    form.extend(global.query.iter().map(|query| format!("--query={query}")));
    form.extend(global.subscription.iter().map(|it| format!("--subscription={it}")));
    form
}

/// Whether `typed` means the same as one of `accepted`.
///
/// # Errors
/// What is wrong with `typed`, where it is no command line at all.
pub fn is_one_of(typed: &str, accepted: &[String]) -> Result<bool, String> {
    let typed = normal(typed)?;
    Ok(accepted.iter().any(|line| normal(line).is_ok_and(|it| it == typed)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn same(a: &str, b: &str) -> bool {
        normal(a).unwrap() == normal(b).unwrap()
    }

    #[test]
    fn order_short_names_quotes_and_prompts_do_not_matter() {
        let line = "az vm identity assign -g myResourceGroup -n myVM --identities myId";
        assert!(same(line, "az vm identity assign --identities 'myId' --name myVM --resource-group myResourceGroup"));
        assert!(same(line, "$ az vm identity assign --identities=myId -nmyvm -g \"myResourceGroup\""));
        assert!(!same(line, "az vm identity assign -g myResourceGroup -n myVM"));
        assert!(!same(line, "az vm identity remove -g myResourceGroup -n myVM --identities myId"));
    }

    #[test]
    fn what_az_refuses_is_told_in_its_words() {
        assert!(normal("az vm identity asign -g a -n b").unwrap_err().contains("misspelled"));
        assert!(normal("az vm 'x").is_err());
        assert!(normal("").is_err());
    }

    #[test]
    fn an_answer_may_be_any_of_the_accepted_lines() {
        let accepted = ["az group create -n a -l westus".to_owned(), "az group show -n a".to_owned()];
        assert_eq!(is_one_of("az group show --name A", &accepted), Ok(true));
        assert_eq!(is_one_of("az group show --name b", &accepted), Ok(false));
    }
}
