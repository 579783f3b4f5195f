//! The shell's side of the state: variables, files, and the machines that it works on.

use std::sync::Arc;

use super::State;
use crate::event::Event;
use crate::model::table::Table;
use crate::model::terminal::Terminal;

/// Terminals that are not in use: the learner's own while the shell works on a machine, and those of machines.
#[derive(Clone, Debug, Default)]
pub(super) struct Machines {
    /// Those that were left in order to enter a machine, the learner's own first.
    around: Vec<Arc<Terminal>>,
    /// What a machine's disk keeps, by the machine's key and the account.
    kept: Table<Arc<Terminal>>,
}

impl Machines {
    /// Forgets a machine that is gone with its disk.
    pub(super) fn forget(&mut self, host: &str) {
        self.kept.remove_where(|key, _| key.strip_prefix(host).is_some_and(|rest| rest.starts_with(' ')));
    }
}

impl State {
    /// The terminal that the learner's own machine has, wherever the shell works now.
    pub fn own_terminal(&self) -> &Terminal {
        self.machines.around.first().unwrap_or(&self.terminal)
    }

    pub(super) fn apply_to_shell(&mut self, event: &Event) {
        match event {
            Event::ShellVariableSet { name, value, exported } => {
                let terminal = Arc::make_mut(&mut self.terminal);
                match value {
                    Some(value) => terminal.variables.insert(name.clone(), value.clone()),
                    None => {
                        terminal.variables.remove(name);
                    }
                }
                if *exported {
                    terminal.exported.insert(name.clone(), ());
                } else {
                    terminal.exported.remove(name);
                }
            }
            Event::ShellFileWritten { path, text } => match text {
                Some(text) => Arc::make_mut(&mut self.terminal).files.insert(path.clone(), text.clone()),
                None => {
                    Arc::make_mut(&mut self.terminal).files.remove(path);
                }
            },
            Event::MachineEntered { host, user } => {
                let key = format!("{} {user}", host.key());
                let strict = self.terminal.strict;
                let there =
                    self.machines.kept.remove(&key).unwrap_or_else(|| Arc::new(Terminal::on(host, user, strict)));
                self.machines.around.push(std::mem::replace(&mut self.terminal, there));
            }
            Event::MachineLeft { host } => {
                let Some(before) = self.machines.around.pop() else { return };
                let mut there = std::mem::replace(&mut self.terminal, before);
                // A shell's variables end with it; files and az's profile stay on the disk.
                let kept = Arc::make_mut(&mut there);
                kept.variables = Table::new();
                kept.exported = Table::new();
                if self.resources.contains_key(&host.key()) {
                    self.machines.kept.insert(format!("{} {}", host.key(), there.user), there);
                }
            }
            _ => {}
        }
    }
}
