//! Secrets in what is shown again: the values of secret arguments are masked.

use crate::shell::{Dialect, Unit, read};

/// Options whose value is a secret.
const SECRET: [&str; 6] = ["--admin-password", "--password", "-p", "--account-key", "--sas-token", "--value"];

/// The line with the values of secret arguments replaced by `***`.
pub fn mask(line: &str) -> String {
    let Unit::Line(read) = read(line, Dialect::Auto, true) else { return line.to_owned() };
    let Ok(commands) = read.result else { return line.to_owned() };
    let mut masked = read.source.clone();
    for command in commands.iter().rev() {
        let pairs = command.words.iter().zip(command.words.iter().skip(1));
        for (option, value) in pairs.collect::<Vec<_>>().into_iter().rev() {
            let range = command.start + value.raw.start..command.start + value.raw.end;
            if SECRET.contains(&option.text.as_str()) && masked.get(range.clone()).is_some() {
                masked.replace_range(range, "***");
            }
        }
        for word in command.words.iter().rev() {
            let glued = SECRET.iter().any(|it| word.text.starts_with(&format!("{it}=")));
            let range = command.start + word.raw.start..command.start + word.raw.end;
            if glued && masked.get(range.clone()).is_some() {
                let option = word.text.split('=').next().unwrap_or_default().to_owned();
                masked.replace_range(range, &format!("{option}=***"));
            }
        }
    }
    masked
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
}
