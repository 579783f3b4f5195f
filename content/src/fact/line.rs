//! What a typed line runs: where its commands begin, whatever pipes, lists and substitutions stand around them.

/// Whether one of the line's commands begins with these words, compared without case.
pub(super) fn runs(line: &str, command: &str) -> bool {
    commands(line).iter().any(|text| {
        let mut given = text.split_whitespace();
        // `vm identity show` means az's.
        if text.trim_start().starts_with("az ") && !command.starts_with("az ") {
            given.next();
        }
        command.split_whitespace().all(|wanted| given.next().is_some_and(|found| found.eq_ignore_ascii_case(wanted)))
    })
}

/// The texts between the places where a command can begin.
fn commands(line: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    let (mut single, mut double) = (false, false);
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        let begins = match letter {
            '\'' if !double => {
                single = !single;
                false
            }
            '"' if !single => {
                double = !double;
                false
            }
            '$' => !single && letters.next_if_eq(&'(').is_some(),
            '|' | ';' | '&' | '(' | ')' => !single && !double,
            '\n' => !single && !double && !continues(found.last()),
            _ => false,
        };
        if begins {
            // What stands inside a substitution has quotes of its own.
            if letter == '$' {
                double = false;
            }
            found.push(String::new());
        } else if let Some(last) = found.last_mut() {
            last.push(letter);
        }
    }
    found
}

/// Whether a line so far goes on after its end.
fn continues(text: Option<&String>) -> bool {
    text.is_some_and(|text| text.trim_end().ends_with(['`', '\\']))
}

#[cfg(test)]
mod tests {
    use super::runs;

    #[test]
    fn a_command_is_found_at_the_start_and_after_what_separates_commands() {
        assert!(runs("az vm identity show -g g -n v", "vm identity show"));
        assert!(runs("az  VM identity \n  show -g g", "vm identity"));
        assert!(runs("az group list; curl -s x | jq .a", "jq"));
        assert!(runs("ID=$(az identity show -n i)", "identity show"));
        assert!(runs("curl -H \"Authorization: Bearer $(az account get-access-token)\" x", "account get-access-token"));
        assert!(runs("keyless clock +1h", "keyless clock"));
    }

    #[test]
    fn words_of_a_text_or_of_another_command_are_no_command() {
        assert!(!runs("az vm identity", "vm identity show"));
        assert!(!runs("echo 'x; az vm identity show'", "vm identity show"));
        assert!(!runs("az group list --query \"[?name=='az vm show']\"", "vm show"));
        assert!(!runs("az identity show", "identity show --x"));
    }
}
