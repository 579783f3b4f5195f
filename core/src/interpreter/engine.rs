//! `jq`: its words are read here, its filters run in an engine that is no part of the core.

use super::Interpreter;
use super::builtins::fails;
use crate::az::execute::Printed;
use crate::model::json::json;

/// Something that runs filters of `jq`: a page fetches it when the first line asks for it.
pub trait Engine: std::fmt::Debug + Send + Sync {
    /// Runs a filter; answers with exit code, output and errors.
    fn run(&self, query: &Query) -> (i32, String, String);
}

/// What `jq` was asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of jq's")]
pub struct Query {
    /// The filter.
    pub filter: String,
    /// The JSON texts that it works on, one after another.
    pub input: String,
    /// `--arg` and `--argjson`: names and JSON texts.
    pub variables: Vec<(String, String)>,
    /// `-n`
    pub null_input: bool,
    /// `-s`
    pub slurp: bool,
    /// `-R`
    pub raw_input: bool,
    /// `-r`
    pub raw_output: bool,
    /// `-j`
    pub join_output: bool,
    /// `-S`
    pub sort_keys: bool,
    /// `-e`
    pub exit_status: bool,
    /// What a level is indented by; `None` is `-c`.
    pub indent: Option<String>,
}

impl Interpreter<'_> {
    pub(super) fn jq(&mut self, arguments: &[String]) -> Printed {
        let (mut query, files) = match read(arguments) {
            Ok(found) => found,
            Err(why) => return fails(2, format!("jq: {why}\n")),
        };
        let Some(engine) = self.surroundings.engine else {
            return fails(
                127,
                "ERROR: jq does not run in this page. az selects with --query: az vm list --query '[].name' -o tsv\n",
            );
        };
        for name in &files {
            match self.read_file(name) {
                Ok(text) => query.input.push_str(&text),
                Err(why) => return fails(2, format!("jq: error: Could not open {name}: {why}\n")),
            }
        }
        if files.is_empty() && !query.null_input {
            let Some(text) = self.read_input() else {
                return fails(
                    2,
                    "jq: waits for the keyboard, which is not simulated: name a file, or put a pipe before it\n",
                );
            };
            query.input = text;
        }
        let (exit_code, stdout, stderr) = engine.run(&query);
        Printed { exit_code, stdout, stderr, question: None }
    }
}

/// The query and the files that it reads.
fn read(arguments: &[String]) -> Result<(Query, Vec<String>), String> {
    let mut query = Query { indent: Some("  ".to_owned()), ..Query::default() };
    let (mut filter, mut files) = (None, Vec::new());
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        let letters: Vec<&str> = match word.strip_prefix("--") {
            Some(long @ ("arg" | "argjson")) => {
                let (Some(name), Some(value)) = (words.next(), words.next()) else {
                    return Err(format!("--{long} takes two parameters (e.g. --{long} varname value)"));
                };
                let value = if long == "arg" { json!(value).to_string() } else { value.clone() };
                query.variables.push((name.clone(), value));
                continue;
            }
            Some("indent") => {
                let width = words.next().and_then(|it| it.parse::<usize>().ok()).filter(|it| *it <= 7);
                let width = width.ok_or("--indent takes a number from 0 to 7")?;
                query.indent = (width > 0).then(|| " ".repeat(width));
                continue;
            }
            Some(long) if !long.is_empty() => vec![long],
            _ if word.len() > 1 && word.starts_with('-') => {
                word.split("").skip(2).filter(|it| !it.is_empty()).collect()
            }
            _ => {
                match filter {
                    None => filter = Some(word.clone()),
                    Some(_) => files.push(word.clone()),
                }
                continue;
            }
        };
        for letter in letters {
            match letter {
                "r" | "raw-output" => query.raw_output = true,
                "j" | "join-output" => query.join_output = true,
                "c" | "compact-output" => query.indent = None,
                "n" | "null-input" => query.null_input = true,
                "s" | "slurp" => query.slurp = true,
                "R" | "raw-input" => query.raw_input = true,
                "S" | "sort-keys" => query.sort_keys = true,
                "e" | "exit-status" => query.exit_status = true,
                "M" | "monochrome-output" => {}
                "tab" => query.indent = Some("\t".to_owned()),
                _ => return Err(format!("the option '{word}' is not simulated here")),
            }
        }
    }
    query.filter = filter.unwrap_or_else(|| ".".to_owned());
    Ok((query, files))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_read_as_jqs() {
        let read = |line: &str| read(&line.split(' ').map(str::to_owned).collect::<Vec<_>>());
        let (query, files) = read("-rc --arg a b .x f g").unwrap();
        assert!(query.raw_output && query.indent.is_none());
        assert_eq!((query.filter.as_str(), files.len()), (".x", 2));
        assert_eq!(query.variables, [("a".to_owned(), "\"b\"".to_owned())]);
        assert_eq!(read("-C .").unwrap_err(), "the option '-C' is not simulated here");
        assert!(read("--arg a").is_err());
    }
}
