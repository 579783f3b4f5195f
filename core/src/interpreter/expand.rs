//! Words as commands receive them: variables, what commands print, and splitting.

use super::Interpreter;
use crate::event::Event;
use crate::model::json::json;
use crate::shell::{Change, Expansion, Part, Word};
use crate::tools::pattern;

impl Interpreter<'_> {
    /// All words, each of which may become none, one or several.
    pub(super) fn words(&mut self, words: &[Word]) -> Vec<String> {
        let mut all = Vec::with_capacity(words.len());
        for word in words {
            if word.parts.is_empty() {
                all.push(word.text.clone());
            } else {
                self.split_word(word, &mut all);
            }
        }
        all
    }

    /// A word that is never split: a file, or the value of an assignment.
    pub(super) fn text(&mut self, word: &Word) -> String {
        if word.parts.is_empty() {
            return word.text.clone();
        }
        let mut text = String::new();
        for part in &word.parts {
            match part {
                Part::Text(part) => text.push_str(part),
                Part::Expansion { expansion, .. } => text.push_str(&self.expansion(expansion)),
            }
        }
        text
    }

    fn split_word(&mut self, word: &Word, all: &mut Vec<String>) {
        let mut field = word.quoted.then(String::new);
        for part in &word.parts {
            match part {
                Part::Text(text) => field.get_or_insert_default().push_str(text),
                Part::Expansion { expansion, quoted: true } => {
                    let text = self.expansion(expansion);
                    field.get_or_insert_default().push_str(&text);
                }
                Part::Expansion { expansion, quoted: false } => {
                    let text = self.expansion(expansion);
                    if text.starts_with(char::is_whitespace) {
                        all.extend(field.take().filter(|it| !it.is_empty()));
                    }
                    for (at, piece) in text.split_whitespace().enumerate() {
                        if at > 0 {
                            all.extend(field.take());
                        }
                        field.get_or_insert_default().push_str(piece);
                    }
                    if text.ends_with(char::is_whitespace) {
                        all.extend(field.take().filter(|it| !it.is_empty()));
                    }
                }
            }
        }
        all.extend(field);
    }

    fn expansion(&mut self, expansion: &Expansion) -> String {
        match expansion {
            Expansion::Variable { name, change } => self.changed(name, change),
            Expansion::Commands(commands) => {
                let script = match crate::shell::structure(commands) {
                    Ok(script) => script,
                    Err(error) => {
                        self.aside.push_str(&format!("ERROR: {}. {}\n", error.message, error.hint));
                        self.substituted = Some(2);
                        return String::new();
                    }
                };
                let status = self.status;
                let printed = self.script(&script);
                if matches!(self.stop, Some(super::Stop::Exit(_) | super::Stop::Break | super::Stop::Continue)) {
                    self.stop = None;
                }
                self.status = status;
                self.aside.push_str(&printed.stderr);
                self.substituted = Some(printed.exit_code);
                printed.stdout.trim_end_matches(['\n', '\r']).to_owned()
            }
        }
    }

    fn changed(&mut self, name: &str, change: &Change) -> String {
        let value = self.variable(name);
        if value.is_none() && !matches!(change, Change::Default(_)) {
            let note = format!("${name} has no value, so nothing stands in its place.");
            if !self.notes.contains(&note) && self.notes.len() < 8 {
                self.notes.push(note);
            }
        }
        let value = value.unwrap_or_default();
        match change {
            Change::None => value,
            Change::Length => value.chars().count().to_string(),
            Change::Default(text) if value.is_empty() => text.clone(),
            Change::Default(_) => value,
            Change::Without { pattern, end, longest } => pattern::without(&value, pattern, *end, *longest),
            Change::Property(path) if value.contains('\n') => {
                let name = path.join(".");
                self.notes
                    .push(format!("az prints text, which has no .{name}: 'az … | ConvertFrom-Json' makes an object."));
                String::new()
            }
            Change::Property(path) => property(&value, path),
        }
    }

    /// A variable's value.
    pub(super) fn variable(&self, name: &str) -> Option<String> {
        let terminal = self.gateway.state().terminal();
        if let Some(value) = terminal.variables.get(name) {
            return Some(value.clone());
        }
        Some(match name {
            "?" => self.status.to_string(),
            "HOME" | "PWD" => terminal.home(),
            "USER" | "LOGNAME" => self.user(),
            "SHELL" => "/bin/bash".to_owned(),
            "HOSTNAME" => self.host_name(),
            _ => return None,
        })
    }

    /// Gives a variable a value.
    pub(super) fn set_variable(&mut self, name: &str, value: String) {
        let terminal = self.gateway.state().terminal();
        let exported = terminal.exported.contains_key(name);
        if terminal.variables.get(name) != Some(&value) {
            self.gateway.record(Event::ShellVariableSet { name: name.to_owned(), value: Some(value), exported });
        }
    }
}

/// What PowerShell's `.name.name` takes out of a value: of JSON, names without case; of a list, of each item.
pub(super) fn property(text: &str, path: &[String]) -> String {
    let Ok(value) = serde_json::from_str::<serde_json::Value>(text) else {
        return match path {
            [only] if only.eq_ignore_ascii_case("length") => text.chars().count().to_string(),
            _ => String::new(),
        };
    };
    let mut value = value;
    for name in path {
        value = member(&value, name);
    }
    match value {
        serde_json::Value::Null => String::new(),
        serde_json::Value::String(text) => text,
        serde_json::Value::Array(items) => {
            let texts = items.iter().map(|it| it.as_str().map_or_else(|| it.to_string(), str::to_owned));
            texts.collect::<Vec<_>>().join("\n")
        }
        other => other.to_string(),
    }
}

fn member(value: &serde_json::Value, name: &str) -> serde_json::Value {
    match value {
        serde_json::Value::Object(map) => {
            let found = map.iter().find(|(key, _)| key.eq_ignore_ascii_case(name));
            found.map_or(serde_json::Value::Null, |(_, value)| value.clone())
        }
        serde_json::Value::Array(items) if matches!(name.to_ascii_lowercase().as_str(), "count" | "length") => {
            json!(items.len())
        }
        serde_json::Value::Array(items) => serde_json::Value::Array(items.iter().map(|it| member(it, name)).collect()),
        _ => serde_json::Value::Null,
    }
}
