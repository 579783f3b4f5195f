//! Files of the home folder, and redirections to and from them.

use super::Interpreter;
use crate::az::execute::Printed;
use crate::event::Event;
use crate::shell::{Redirect, RedirectKind, Stream};

/// The largest file, and the most files.
const MAX_FILE: usize = 1 << 20;
const MAX_FILES: usize = 500;

/// Where a command's output goes, once it has run.
#[derive(Debug, Default)]
pub(super) struct Opened {
    output: Target,
    errors: Target,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Target {
    /// Where the command's own output goes.
    #[default]
    Output,
    /// Where its errors go.
    Errors,
    Nowhere,
    File(String),
}

impl Interpreter<'_> {
    /// Prepares redirections; files to be written are empty from now on, as the shell has it.
    pub(super) fn open(&mut self, redirects: &[Redirect]) -> Result<Opened, Printed> {
        let mut opened = Opened { output: Target::Output, errors: Target::Errors };
        for redirect in redirects {
            match redirect.kind {
                RedirectKind::ErrorsToOutput => opened.errors = opened.output.clone(),
                RedirectKind::OutputToErrors => opened.output = opened.errors.clone(),
                RedirectKind::Text(_) => {
                    let mut text = self.text(&redirect.target);
                    if redirect.kind == RedirectKind::Text(None) {
                        text.push('\n');
                    }
                    self.input = Some(text);
                }
                RedirectKind::Input => {
                    let name = self.text(&redirect.target);
                    self.input = Some(self.read_file(&name).map_err(|why| failed(&name, &why))?);
                }
                RedirectKind::File { from, append } => {
                    let name = self.text(&redirect.target);
                    let target = self.target(&name, append).map_err(|why| failed(&name, &why))?;
                    match from {
                        Stream::Output => opened.output = target,
                        Stream::Errors => opened.errors = target,
                        Stream::Both => {
                            opened.output = target.clone();
                            opened.errors = target;
                        }
                    }
                }
            }
        }
        Ok(opened)
    }

    fn target(&mut self, name: &str, append: bool) -> Result<Target, String> {
        if name == "/dev/null" {
            return Ok(Target::Nowhere);
        }
        let path = self.writable(name)?;
        let files = &self.gateway.state().terminal().files;
        if !append && files.get(&path).is_none_or(|it| !it.is_empty()) || append && !files.contains_key(&path) {
            self.write_file(path.clone(), String::new());
        }
        Ok(Target::File(path))
    }

    /// Sends what a command printed where its redirections say.
    pub(super) fn close(&mut self, opened: Opened, printed: Printed) -> Printed {
        let mut left = Printed { stdout: String::new(), stderr: String::new(), ..printed };
        for (target, text) in [(opened.errors, printed.stderr), (opened.output, printed.stdout)] {
            match target {
                Target::Output => left.stdout.push_str(&text),
                Target::Errors => left.stderr.push_str(&text),
                Target::Nowhere => {}
                Target::File(_) if text.is_empty() => {}
                Target::File(path) => {
                    let mut whole = self.gateway.state().terminal().files.get(&path).cloned().unwrap_or_default();
                    whole.push_str(&text);
                    if whole.len() > MAX_FILE {
                        left.stderr.push_str("bash: a file may have 1 MiB at most here\n");
                        left.exit_code = 1;
                    } else {
                        self.write_file(path, whole);
                    }
                }
            }
        }
        left
    }

    /// The absolute path of a name.
    pub(super) fn path(&self, name: &str) -> String {
        let home = self.gateway.state().terminal().home();
        let name = name.strip_prefix("./").unwrap_or(name);
        if name.starts_with('/') { name.to_owned() } else { format!("{home}/{name}") }
    }

    /// The path of a file that may be written: in the home folder or `/tmp`, which have no folders in them.
    fn writable(&self, name: &str) -> Result<String, String> {
        let path = self.path(name);
        let home = self.gateway.state().terminal().home();
        let (folder, file) = path.rsplit_once('/').unwrap_or_default();
        if file.is_empty() || path == home {
            return Err("Is a directory".to_owned());
        }
        if folder != home && folder != "/tmp" {
            let below = folder.strip_prefix(home.as_str()).is_some_and(|it| it.starts_with('/'));
            let why =
                if below || folder.starts_with("/tmp/") { "No such file or directory" } else { "Permission denied" };
            return Err(why.to_owned());
        }
        let files = &self.gateway.state().terminal().files;
        if files.len() >= MAX_FILES && !files.contains_key(&path) {
            return Err("No space left on device".to_owned());
        }
        Ok(path)
    }

    /// The text of a file.
    pub(super) fn read_file(&mut self, name: &str) -> Result<String, String> {
        if name == "-" || name == "/dev/stdin" {
            return self.read_input().ok_or_else(|| "there is no input: put a pipe before it".to_owned());
        }
        if name == "/dev/null" {
            return Ok(String::new());
        }
        let path = self.path(name);
        let terminal = self.gateway.state().terminal();
        if path.trim_end_matches('/') == terminal.home() || path.trim_end_matches('/') == "/tmp" {
            return Err("Is a directory".to_owned());
        }
        terminal.files.get(&path).cloned().ok_or_else(|| "No such file or directory".to_owned())
    }

    /// All that is left of the input, if it is no keyboard.
    pub(super) fn read_input(&mut self) -> Option<String> {
        self.input.as_mut().map(std::mem::take)
    }

    pub(super) fn write_named(&mut self, name: &str, text: String) -> Result<(), String> {
        if name == "/dev/null" {
            return Ok(());
        }
        let path = self.writable(name)?;
        if text.len() > MAX_FILE {
            return Err("a file may have 1 MiB at most here".to_owned());
        }
        self.write_file(path, text);
        Ok(())
    }

    fn write_file(&mut self, path: String, text: String) {
        self.gateway.record(Event::ShellFileWritten { path, text: Some(text) });
    }
}

fn failed(name: &str, why: &str) -> Printed {
    Printed { exit_code: 1, stderr: format!("bash: {name}: {why}\n"), ..Printed::default() }
}
