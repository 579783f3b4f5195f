//! Commands that know the shell itself: its variables, its files, its clock, its loops.

use super::{Interpreter, Stop};
use crate::az::execute::Printed;
use crate::event::Event;

/// A command that printed this.
pub(super) fn says(text: impl Into<String>) -> Printed {
    Printed { stdout: text.into(), ..Printed::default() }
}

/// A command that failed so.
pub(super) fn fails(exit_code: i32, text: impl Into<String>) -> Printed {
    Printed { exit_code, stderr: text.into(), ..Printed::default() }
}

impl Interpreter<'_> {
    /// Runs a builtin; `None` where there is none of that name.
    pub(super) fn builtin(&mut self, name: &str, arguments: &[String]) -> Option<Printed> {
        Some(match name {
            "true" | ":" => Printed::default(),
            "false" => fails(1, ""),
            "test" | "[" | "[[" => self.test(name, arguments),
            "export" => self.export(arguments),
            "unset" => self.unset(arguments),
            "env" | "printenv" => self.environment(name, arguments),
            "pwd" => says(self.gateway.state().terminal().home() + "\n"),
            "cd" => self.change_folder(arguments),
            "ls" => self.list_files(arguments),
            "rm" => self.remove_files(arguments),
            "tee" => self.tee(arguments),
            "read" => self.read_line(arguments),
            "sleep" => self.sleep(arguments),
            "whoami" => says(self.user() + "\n"),
            "hostname" => says(self.host_name() + "\n"),
            "uuidgen" => self.uuid(),
            "history" => says(self.surroundings.history),
            "break" => self.jump(Stop::Break),
            "continue" => self.jump(Stop::Continue),
            "exit" | "logout" => {
                let code = arguments.first().and_then(|it| it.parse().ok()).unwrap_or(self.status);
                self.jump(Stop::Exit(code))
            }
            _ => return None,
        })
    }

    fn jump(&mut self, stop: Stop) -> Printed {
        self.stop = Some(stop);
        Printed::default()
    }

    fn export(&mut self, arguments: &[String]) -> Printed {
        if arguments.is_empty() || arguments == ["-p"] {
            let lines = self.exported();
            return says(
                lines.iter().map(|(name, value)| format!("declare -x {name}=\"{value}\"\n")).collect::<String>(),
            );
        }
        for argument in arguments {
            let (name, value) = argument.split_once('=').map_or((argument.as_str(), None), |(n, v)| (n, Some(v)));
            if !is_name(name) {
                return fails(1, format!("bash: export: `{argument}': not a valid identifier\n"));
            }
            let value =
                value.map(str::to_owned).or_else(|| self.gateway.state().terminal().variables.get(name).cloned());
            let event = Event::ShellVariableSet { name: name.to_owned(), value, exported: true };
            self.gateway.record(event);
        }
        Printed::default()
    }

    fn unset(&mut self, arguments: &[String]) -> Printed {
        for name in arguments.iter().filter(|it| *it != "-v") {
            if !is_name(name) {
                return fails(1, format!("bash: unset: `{name}': not a valid identifier\n"));
            }
            if self.gateway.state().terminal().variables.contains_key(name) {
                let event = Event::ShellVariableSet { name: name.clone(), value: None, exported: false };
                self.gateway.record(event);
            }
        }
        Printed::default()
    }

    /// What commands see: names and values, in the order of names.
    fn exported(&self) -> Vec<(String, String)> {
        let terminal = self.gateway.state().terminal();
        let mut all: Vec<(String, String)> = ["HOME", "PWD", "SHELL", "USER"]
            .iter()
            .filter_map(|name| Some(((*name).to_owned(), self.variable(name)?)))
            .collect();
        for name in terminal.exported.keys() {
            if let Some(value) = terminal.variables.get(name) {
                all.retain(|(known, _)| known != name);
                all.push((name.clone(), value.clone()));
            }
        }
        crate::model::order::sort_by_key(&mut all, |it| it.0.clone());
        all
    }

    fn environment(&self, name: &str, arguments: &[String]) -> Printed {
        let all = self.exported();
        if arguments.is_empty() {
            return says(all.iter().map(|(name, value)| format!("{name}={value}\n")).collect::<String>());
        }
        if name == "env" {
            return fails(125, "env: only 'env' alone is simulated here\n");
        }
        let mut printed = Printed::default();
        for wanted in arguments {
            match all.iter().find(|(name, _)| name == wanted) {
                Some((_, value)) => {
                    printed.stdout.push_str(value);
                    printed.stdout.push('\n');
                }
                None => printed.exit_code = 1,
            }
        }
        printed
    }

    fn change_folder(&self, arguments: &[String]) -> Printed {
        let home = self.gateway.state().terminal().home();
        match arguments {
            [] => Printed::default(),
            [folder] if self.path(folder).trim_end_matches(['/', '.']) == home => Printed::default(),
            [folder] => fails(1, format!("bash: cd: {folder}: only the home folder is simulated here\n")),
            _ => fails(1, "bash: cd: too many arguments\n"),
        }
    }

    fn list_files(&self, arguments: &[String]) -> Printed {
        let (options, names): (Vec<&String>, Vec<&String>) = arguments.iter().partition(|it| it.starts_with('-'));
        if let Some(option) = options.iter().find(|it| !["-1", "-a"].contains(&it.as_str())) {
            return fails(2, format!("ls: the option '{option}' is not simulated here\n"));
        }
        let home = self.gateway.state().terminal().home();
        let files = &self.gateway.state().terminal().files;
        let mut printed = Printed::default();
        let here = String::from(".");
        let names = if names.is_empty() { vec![&here] } else { names };
        for name in names {
            let path = if name == "." { home.clone() } else { self.path(name).trim_end_matches('/').to_owned() };
            if files.contains_key(&path) {
                printed.stdout.push_str(&format!("{name}\n"));
            } else if path == home || path == "/tmp" {
                let prefix = format!("{path}/");
                for file in files.keys().filter_map(|it| it.strip_prefix(&prefix)) {
                    printed.stdout.push_str(&format!("{file}\n"));
                }
            } else {
                printed.exit_code = 2;
                printed.stderr.push_str(&format!("ls: cannot access '{name}': No such file or directory\n"));
            }
        }
        printed
    }

    fn remove_files(&mut self, arguments: &[String]) -> Printed {
        let mut printed = Printed::default();
        let force = arguments.iter().any(|it| it == "-f");
        for name in arguments.iter().filter(|it| *it != "-f") {
            if name.starts_with('-') {
                return fails(1, format!("rm: the option '{name}' is not simulated here\n"));
            }
            let path = self.path(name);
            if self.gateway.state().terminal().files.contains_key(&path) {
                self.gateway.record(Event::ShellFileWritten { path, text: None });
            } else if !force {
                printed.exit_code = 1;
                printed.stderr.push_str(&format!("rm: cannot remove '{name}': No such file or directory\n"));
            }
        }
        printed
    }

    fn tee(&mut self, arguments: &[String]) -> Printed {
        let Some(text) = self.read_input() else {
            return fails(1, "tee: waits for the keyboard, which is not simulated: put a pipe before it\n");
        };
        let append = arguments.iter().any(|it| it == "-a");
        let mut printed = says(text.clone());
        for name in arguments.iter().filter(|it| *it != "-a") {
            if name.starts_with('-') {
                return fails(1, format!("tee: the option '{name}' is not simulated here\n"));
            }
            let before = if append { self.read_file(name).unwrap_or_default() } else { String::new() };
            if let Err(why) = self.write_named(name, before + &text) {
                printed.exit_code = 1;
                printed.stderr.push_str(&format!("tee: {name}: {why}\n"));
            }
        }
        printed
    }

    /// `read [-r] NAME…`: a line of the input; the last name takes the rest of it.
    fn read_line(&mut self, arguments: &[String]) -> Printed {
        let names: Vec<&String> = arguments.iter().filter(|it| *it != "-r").collect();
        if let Some(option) = names.iter().find(|it| it.starts_with('-')) {
            return fails(2, format!("bash: read: the option '{option}' is not simulated here\n"));
        }
        let Some(input) = &mut self.input else {
            return fails(1, "bash: read: waits for the keyboard, which is not simulated: put a pipe before it\n");
        };
        let ended = input.is_empty();
        let (line, rest) = input.split_once('\n').map_or((input.as_str(), ""), |(line, rest)| (line, rest));
        let (line, rest) = (line.trim().to_owned(), rest.to_owned());
        let complete = input.contains('\n');
        *input = rest;
        let mut left = line.as_str();
        for (at, name) in names.iter().enumerate() {
            let last = at + 1 == names.len();
            let (word, after) =
                if last { (left, "") } else { left.split_once(char::is_whitespace).unwrap_or((left, "")) };
            let word = word.to_owned();
            left = after.trim_start();
            self.set_variable(name, word);
        }
        Printed { exit_code: i32::from(ended || !complete), ..Printed::default() }
    }

    /// `sleep` lets simulated time pass.
    fn sleep(&mut self, arguments: &[String]) -> Printed {
        let mut total: i64 = 0;
        for argument in arguments {
            let unit = match argument.chars().last() {
                Some('m') => 60,
                Some('h') => 3600,
                Some('d') => 86_400,
                _ => 1,
            };
            let number: Option<i64> = argument.trim_end_matches(['s', 'm', 'h', 'd']).parse().ok();
            let seconds = number.filter(|it| *it >= 0).and_then(|it| it.checked_mul(unit));
            let Some(seconds) = seconds.filter(|it| *it <= 400 * 86_400) else {
                return fails(1, format!("sleep: invalid time interval '{argument}'\n"));
            };
            total = total.saturating_add(seconds);
        }
        if arguments.is_empty() {
            return fails(1, "sleep: missing operand\n");
        }
        if total > 0 {
            self.gateway.record(Event::ClockAdvanced { seconds: total });
        }
        Printed::default()
    }

    fn uuid(&mut self) -> Printed {
        // Two in one line differ: each counts.
        let guid = self.gateway.state().new_guid(&format!("uuidgen {}", self.commands));
        says(guid + "\n")
    }

    /// Whose shell it is.
    pub(super) fn user(&self) -> String {
        let terminal = self.gateway.state().terminal();
        if terminal.host.is_none() { "alice".to_owned() } else { terminal.user.clone() }
    }

    /// The machine's name.
    pub(super) fn host_name(&self) -> String {
        let terminal = self.gateway.state().terminal();
        terminal.host.as_ref().map_or_else(|| "localhost".to_owned(), |id| id.name().to_owned())
    }
}

fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}
