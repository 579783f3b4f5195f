//! Secrets in what is shown again: the values of secret arguments, variables and headers are masked.

use std::ops::Range;

use crate::model::order;
use crate::shell::{CommandLine, Dialect, Part, Unit, read};

/// Options whose value is a secret.
const SECRET: [&str; 6] = ["--admin-password", "--password", "-p", "--account-key", "--sas-token", "--value"];

/// Parts of the names of variables that hold a secret.
const NAMES: [&str; 5] = ["password", "secret", "token", "_key", "pass"];

/// What stands before a secret in data that is sent.
const SENT: [&str; 3] = ["bearer ", "client_secret=", "password="];

/// The line with secret values replaced by `***`.
pub fn mask(line: &str) -> String {
    let Unit::Line(read) = read(line, Dialect::Auto, true) else { return line.to_owned() };
    let Ok(commands) = read.result else { return line.to_owned() };
    let mut found: Vec<(Range<usize>, String)> = Vec::new();
    for command in &commands {
        command.walk(&mut |it| secrets(it, &mut found));
    }
    let mut masked = read.source;
    order::sort_by_key(&mut found, |it| it.0.start);
    let mut end = masked.len();
    for (range, text) in found.into_iter().rev() {
        // What stands inside a masked word is gone with it.
        if range.end <= end && masked.get(range.clone()).is_some() {
            end = range.start;
            masked.replace_range(range, &text);
        }
    }
    masked
}

/// The places of one command's secrets, and what stands there instead. What is yet to be expanded is no secret.
fn secrets(command: &CommandLine, found: &mut Vec<(Range<usize>, String)>) {
    let mut before = "";
    for word in &command.words {
        let range = command.start + word.raw.start..command.start + word.raw.end;
        let text = word.text.as_str();
        let expands = word.parts.iter().any(|it| matches!(it, Part::Expansion { .. }));
        let (name, value) = text.split_once('=').unwrap_or((text, ""));
        let named = NAMES.iter().any(|it| name.to_ascii_lowercase().contains(it));
        if expands {
        } else if SECRET.contains(&before) {
            found.push((range, "***".to_owned()));
        } else if SECRET.contains(&name) && text.contains('=') || word.assigns && named && !value.is_empty() {
            found.push((range, [name, "=***"].concat()));
        } else if let Some(at) = SENT.iter().find_map(|it| text.to_ascii_lowercase().find(it).map(|at| at + it.len())) {
            let kept = text.get(..at).unwrap_or_default();
            let rest = text.get(at..).unwrap_or_default().split_once('&').map_or("", |(_, rest)| rest);
            let more = if rest.is_empty() { "" } else { "&" };
            found.push((range, ["'", kept, "***", more, rest, "'"].concat()));
        }
        before = text;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_secret_arguments_are_masked_and_nothing_else() {
        assert_eq!(
            mask("az vm create -n a --admin-password 'my Pass' -g b"),
            "az vm create -n a --admin-password *** -g b"
        );
        assert_eq!(mask("az vm create --admin-password=x -g b"), "az vm create --admin-password=*** -g b");
        assert_eq!(mask("az group list"), "az group list");
        assert_eq!(mask("az vm create '"), "az vm create '");
    }

    #[test]
    fn secrets_in_variables_substitutions_and_requests_are_masked() {
        assert_eq!(mask("password=abc; echo x"), "password=***; echo x");
        assert_eq!(mask("token=$(az x --query accessToken)"), "token=$(az x --query accessToken)");
        assert_eq!(mask("x=$(az login -u a -p b) -p c"), "x=$(az login -u a -p ***) -p ***");
        assert_eq!(mask("curl -H \"Authorization: Bearer $t\" x"), "curl -H \"Authorization: Bearer $t\" x");
        assert_eq!(mask("curl -H 'Authorization: Bearer abc' x"), "curl -H 'Authorization: Bearer ***' x");
        assert_eq!(mask("curl -d 'client_secret=abc&a=b' x"), "curl -d 'client_secret=***&a=b' x");
    }
}
