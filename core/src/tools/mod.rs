//! The small commands of the shell: text in, text out. What each of them knows is data, in [`commands`].

mod coded;
pub mod commands;
mod cut;
mod echo;
mod grep;
mod options;
pub mod pattern;
mod regex;
mod slices;
mod sorted;
mod translate;

use crate::model::time::Timestamp;
use options::Given;

/// What a command printed.
#[derive(Debug, Default)]
pub struct Done {
    /// The exit code.
    pub status: i32,
    /// Standard output.
    pub output: String,
    /// Standard error.
    pub errors: String,
}

/// Reads a file; `None` is standard input.
pub type Read<'a> = &'a mut dyn FnMut(Option<&str>) -> Result<String, String>;

/// One run of a command.
pub(crate) struct Call<'a> {
    pub(crate) name: &'static str,
    pub(crate) given: Given,
    pub(crate) now: Timestamp,
    pub(crate) read: Read<'a>,
    pub(crate) done: Done,
}

/// A command that runs here.
pub struct Tool {
    name: &'static str,
    /// Whether options are read by the table; else the command reads its own words.
    parsed: bool,
    run: fn(&mut Call<'_>),
}

const TOOLS: [Tool; 14] = [
    Tool { name: "echo", parsed: false, run: echo::echo },
    Tool { name: "printf", parsed: false, run: echo::printf },
    Tool { name: "cat", parsed: true, run: slices::cat },
    Tool { name: "head", parsed: true, run: slices::head },
    Tool { name: "tail", parsed: true, run: slices::tail },
    Tool { name: "wc", parsed: true, run: slices::wc },
    Tool { name: "grep", parsed: true, run: grep::grep },
    Tool { name: "sort", parsed: true, run: sorted::sort },
    Tool { name: "uniq", parsed: true, run: sorted::uniq },
    Tool { name: "cut", parsed: true, run: cut::cut },
    Tool { name: "tr", parsed: true, run: translate::tr },
    Tool { name: "base64", parsed: true, run: coded::base64 },
    Tool { name: "seq", parsed: false, run: slices::seq },
    Tool { name: "date", parsed: false, run: coded::date },
];

/// The command of that name.
pub fn find(name: &str) -> Option<&'static Tool> {
    TOOLS.iter().find(|it| it.name == name)
}

/// Runs a command.
pub fn run(tool: &'static Tool, arguments: &[String], now: Timestamp, read: Read<'_>) -> Done {
    let given = if tool.parsed {
        match options::read(tool.name, arguments) {
            Ok(given) => given,
            Err(errors) => return Done { status: 2, errors, ..Done::default() },
        }
    } else {
        Given { options: Vec::new(), operands: arguments.to_vec() }
    };
    let mut call = Call { name: tool.name, given, now, read, done: Done::default() };
    (tool.run)(&mut call);
    call.done
}

impl Call<'_> {
    /// Adds a line to what is printed.
    pub(crate) fn line(&mut self, text: &str) {
        self.done.output.push_str(text);
        self.done.output.push('\n');
    }

    /// Ends with a message that begins with the command's name.
    pub(crate) fn fail(&mut self, status: i32, why: &str) {
        self.done.status = status;
        self.done.errors.push_str(self.name);
        self.done.errors.push_str(": ");
        self.done.errors.push_str(why);
        self.done.errors.push('\n');
    }

    pub(crate) fn has(&self, option: char) -> bool {
        self.given.options.iter().any(|it| it.0 == option)
    }

    pub(crate) fn value(&self, option: char) -> Option<&str> {
        self.given.options.iter().rev().find(|it| it.0 == option).map(|it| it.1.as_str())
    }

    /// The texts of the files named from the `skip`th operand on, or of standard input; what cannot be read is said.
    pub(crate) fn inputs(&mut self, skip: usize) -> Vec<(String, String)> {
        let names: Vec<String> = self.given.operands.iter().skip(skip).cloned().collect();
        let mut texts = Vec::new();
        if names.is_empty() {
            match (self.read)(None) {
                Ok(text) => texts.push((String::new(), text)),
                Err(why) => self.fail(1, &why),
            }
        }
        for name in names {
            match (self.read)(Some(&name)) {
                Ok(text) => texts.push((name, text)),
                Err(why) => self.fail(1, &format!("{name}: {why}")),
            }
        }
        texts
    }

    /// The same, as one text.
    pub(crate) fn input(&mut self, skip: usize) -> String {
        let mut all = String::new();
        for (_, text) in self.inputs(skip) {
            all.push_str(&text);
        }
        all
    }
}

#[cfg(test)]
mod tests;
