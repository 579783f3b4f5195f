//! `test`, `[ … ]` and `[[ … ]]`.

use super::Interpreter;
use super::builtins::fails;
use crate::az::execute::Printed;
use crate::tools::pattern;

impl Interpreter<'_> {
    pub(super) fn test(&mut self, name: &str, arguments: &[String]) -> Printed {
        let closing = match name {
            "[" => "]",
            "[[" => "]]",
            _ => "",
        };
        let mut words: Vec<&str> = arguments.iter().map(String::as_str).collect();
        if !closing.is_empty() && words.pop() != Some(closing) {
            return fails(2, format!("bash: {name}: missing `{closing}'\n"));
        }
        let mut negated = false;
        while words.len() > 1 && words.first() == Some(&"!") {
            negated = !negated;
            words.remove(0);
        }
        match self.holds(&words, name == "[[") {
            Ok(holds) => Printed { exit_code: i32::from(holds == negated), ..Printed::default() },
            Err(why) => fails(2, format!("bash: {name}: {why}\n")),
        }
    }

    fn holds(&self, words: &[&str], patterns: bool) -> Result<bool, String> {
        match words {
            [] => Ok(false),
            [text] => Ok(!text.is_empty()),
            ["-z", text] => Ok(text.is_empty()),
            ["-n", text] => Ok(!text.is_empty()),
            ["-e" | "-f" | "-s" | "-r", file] => {
                let file = self.gateway.state().terminal().files.get(&self.path(file));
                Ok(file.is_some_and(|it| words.first() != Some(&"-s") || !it.is_empty()))
            }
            [left, "=" | "==", right] => Ok(same(left, right, patterns)),
            [left, "!=", right] => Ok(!same(left, right, patterns)),
            [left, operator @ ("-eq" | "-ne" | "-lt" | "-le" | "-gt" | "-ge"), right] => {
                let number =
                    |text: &str| text.trim().parse::<i64>().map_err(|_| format!("{text}: integer expression expected"));
                let order = number(left)?.cmp(&number(right)?);
                Ok(match *operator {
                    "-eq" => order.is_eq(),
                    "-ne" => order.is_ne(),
                    "-lt" => order.is_lt(),
                    "-le" => order.is_le(),
                    "-gt" => order.is_gt(),
                    _ => order.is_ge(),
                })
            }
            [operator, _] => Err(format!("'{operator}' is not simulated here")),
            [_, operator, _] => Err(format!("'{operator}' is not simulated here")),
            _ => Err("too many arguments: one comparison at a time is simulated here".to_owned()),
        }
    }
}

fn same(left: &str, right: &str, patterns: bool) -> bool {
    if patterns { pattern::matches(left, right) } else { left == right }
}
