//! One command: its assignments, its redirections, and which program it is.

use super::{Interpreter, MAX_COMMANDS, Stop};
use crate::az::execute::{Printed, execute};
use crate::curl;
use crate::event::Event;
use crate::shell::{CommandLine, Word};
use crate::tools;

impl Interpreter<'_> {
    pub(super) fn simple(&mut self, line: &CommandLine) -> Printed {
        self.with_target(line, line.target.as_deref())
    }

    /// The same, whatever variable takes what it prints.
    pub(super) fn redirected_words(&mut self, line: &CommandLine) -> Printed {
        self.with_target(line, None)
    }

    fn with_target(&mut self, line: &CommandLine, target: Option<&str>) -> Printed {
        self.commands = self.commands.saturating_add(1);
        if self.commands > MAX_COMMANDS {
            let text = format!(
                "ERROR: Stopped after {MAX_COMMANDS} commands: a loop does not seem to end. What it did until then is done.\n"
            );
            self.stop = Some(Stop::Limit(text));
            return Printed { exit_code: 130, ..Printed::default() };
        }
        self.substituted = None;
        let around = if line.redirects.is_empty() { None } else { Some(self.input.clone()) };
        let opened = if line.redirects.is_empty() { None } else { Some(self.open(&line.redirects)) };
        let opened = match opened.transpose() {
            Ok(opened) => opened,
            Err(printed) => return printed,
        };
        let mut printed = match target {
            Some(name) => self.assigned_output(name, line),
            None => self.words_of(line),
        };
        if let Some(opened) = opened {
            printed = self.close(opened, printed);
        }
        if let Some(around) = around {
            self.input = around;
        }
        printed
    }

    fn words_of(&mut self, line: &CommandLine) -> Printed {
        let assignments = line.words.iter().take_while(|it| it.assigns).count();
        if assignments == 0 {
            let words = self.words(&line.words);
            return if self.stop.is_some() { Printed::default() } else { self.run_words(&words) };
        }
        let (assignments, command) = line.words.split_at_checked(assignments).unwrap_or_default();
        let before: Vec<(String, Option<String>, bool)> = assignments
            .iter()
            .map(|word| {
                let (name, value) = self.assignment(word);
                let terminal = self.gateway.state().terminal();
                let before = terminal.variables.get(&name).cloned();
                let exported = terminal.exported.contains_key(&name);
                if self.stop.is_none() && command.is_empty() {
                    self.set_variable(&name, value);
                } else if self.stop.is_none() {
                    let (name, value) = (name.clone(), Some(value));
                    self.gateway.record(Event::ShellVariableSet { name, value, exported: true });
                }
                (name, before, exported)
            })
            .collect();
        if command.is_empty() {
            return Printed { exit_code: self.substituted.unwrap_or(0), ..Printed::default() };
        }
        let words = self.words(command);
        let printed = if self.stop.is_some() { Printed::default() } else { self.run_words(&words) };
        // `NAME=value command`: the value holds for that command only.
        for (name, value, exported) in before {
            self.gateway.record(Event::ShellVariableSet { name, value, exported });
        }
        printed
    }

    /// The name and the value of `NAME=value`; `+=` adds.
    fn assignment(&mut self, word: &Word) -> (String, String) {
        let text = self.text(word);
        let (name, value) = text.split_once('=').unwrap_or((&text, ""));
        match name.strip_suffix('+') {
            Some(name) => (name.to_owned(), self.variable(name).unwrap_or_default() + value),
            None => (name.to_owned(), value.to_owned()),
        }
    }

    /// PowerShell's `$x = …`: a value, or what a command prints.
    fn assigned_output(&mut self, name: &str, line: &CommandLine) -> Printed {
        let value = matches!(line.words.as_slice(), [only] if only.quoted || only.text.starts_with(|c: char| c.is_ascii_digit()));
        if value {
            let text = line.words.first().map(|it| self.text(it)).unwrap_or_default();
            self.set_variable(name, text);
            return Printed::default();
        }
        let printed = self.words_of(line);
        if self.stop.is_none() {
            self.set_variable(name, printed.stdout.trim_end_matches(['\n', '\r']).to_owned());
        }
        Printed { stdout: String::new(), ..printed }
    }

    /// Runs a command by its name.
    pub(super) fn run_words(&mut self, words: &[String]) -> Printed {
        let Some((name, arguments)) = words.split_first() else {
            return Printed { exit_code: self.substituted.unwrap_or(0), ..Printed::default() };
        };
        match name.as_str() {
            "az" => self.az(arguments),
            "curl" => self.curl(arguments),
            "ssh" => self.ssh(arguments),
            "jq" => self.jq(arguments),
            _ => match self.builtin(name, arguments) {
                Some(printed) => printed,
                None => match self.cmdlet(name, arguments) {
                    Some(printed) => printed,
                    None => self.tool(name, arguments),
                },
            },
        }
    }

    fn az(&mut self, arguments: &[String]) -> Printed {
        let mut mode = self.surroundings.mode;
        // With a pipe before it, az has no keyboard to ask on.
        mode.terminal &= self.input.is_none();
        let read: Vec<String>;
        let arguments = if arguments.iter().any(|it| it.contains('@')) {
            read = arguments.iter().map(|it| self.loaded(it)).collect();
            read.as_slice()
        } else {
            arguments
        };
        let mut printed = execute(self.gateway, arguments, mode);
        if let Some(question) = printed.question.take() {
            self.stop = Some(Stop::Question(question));
        }
        printed
    }

    /// `@file` and `name=@file` become what is in the file; what is no file stays as it is, as in az.
    fn loaded(&mut self, argument: &str) -> String {
        let (name, value) = match argument.split_once('=') {
            Some((name, value)) => (Some(name), value),
            None => (None, argument),
        };
        let file = value.strip_prefix('@').filter(|it| !it.is_empty());
        let Some(Ok(text)) = file.map(|it| self.read_file(it)) else { return argument.to_owned() };
        let text = text.trim_end_matches('\n');
        name.map_or_else(|| text.to_owned(), |name| format!("{name}={text}"))
    }

    fn curl(&mut self, arguments: &[String]) -> Printed {
        let request = match curl::read(arguments, &mut |name| self.read_file(name)) {
            Ok(request) => request,
            Err(printed) => return printed,
        };
        let answered = curl::send(self.gateway, &request);
        let mut printed = answered.printed;
        let metadata = || arguments.iter().any(|it| it.contains("//169.254.169.254/"));
        if printed.exit_code == 28 && self.gateway.state().terminal().host.is_none() && metadata() {
            let note = "169.254.169.254 answers only inside a machine: 'ssh' into one, or 'az vm run-command invoke'.";
            self.notes.push(note.to_owned());
        }
        for (name, text) in answered.files {
            if let Err(why) = self.write_named(&name, text) {
                printed.stderr.push_str(&format!("curl: (23) Failure writing output to destination: {name}: {why}\n"));
                printed.exit_code = 23;
            }
        }
        printed
    }

    fn tool(&mut self, name: &str, arguments: &[String]) -> Printed {
        let Some(tool) = tools::find(name) else { return unknown(name) };
        let now = self.gateway.state().now();
        let done = tools::run(tool, arguments, now, &mut |file| match file {
            Some(file) => self.read_file(file),
            None => self.read_input().ok_or_else(|| {
                "waits for the keyboard, which is not simulated: name a file, or put a pipe before it".to_owned()
            }),
        });
        Printed { exit_code: done.status, stdout: done.output, stderr: done.errors, question: None }
    }
}

/// What is said of a name that is no command here.
fn unknown(name: &str) -> Printed {
    let ours = ["help", "clear", "undo", "redo", "reset", "keyless"];
    let text = if ours.contains(&name) {
        format!("ERROR: '{name}' is not part of the shell: put it on a line of its own, without ';', '&&' or '|'.\n")
    } else {
        format!("ERROR: {name}: command not found. Keyless runs 'az', 'keyless' and what 'help' lists.\n")
    };
    Printed { exit_code: 127, stderr: text, ..Printed::default() }
}
