//! What az prints before it runs a command: deprecations, previews, experiments.

use crate::az::spec::{ArgSpec, CommandSpec};

/// Deprecated arguments that az names by destination rather than by option.
const BY_DESTINATION: [(&str, &str); 8] = [
    ("vm create", "disable_integrity_monitoring"),
    ("vmss create", "disable_integrity_monitoring"),
    ("vm run-command show", "expand"),
    ("vm extension show", "expand"),
    ("group update", "properties_to_add"),
    ("group update", "properties_to_remove"),
    ("container create", "vnet_name"),
    ("provider register", "accept_terms"),
];

/// Deprecated options that az calls a command group, by an oversight of its own.
const BY_OVERSIGHT: [&str; 2] = ["--storage-caching", "--data-delete-option"];

/// az's own text before each deletion of a secret.
const SECRET_DELETE: &str = "Warning! If you have soft-delete protection enabled on this key vault, this secret \
    will be moved to the soft deleted state. You will not be able to create a secret with the same name within this \
    key vault until the secret has been purged from the soft-deleted state. Please see the following documentation \
    for additional guidance.\nhttps://learn.microsoft.com/azure/key-vault/general/soft-delete-overview";

/// The notices that a line has earned so far.
#[derive(Debug, Default)]
pub(super) struct Notices {
    deprecations: Vec<String>,
    previews: Vec<String>,
    experiments: Vec<String>,
}

impl Notices {
    /// Takes note of one typed option.
    pub(super) fn argument(&mut self, command: &str, arg: &ArgSpec, option: &str) {
        let spelling = arg.options.iter().find(|o| o.name == option);
        if let Some(old) = spelling.and_then(|o| o.deprecated.as_ref()) {
            let subject = if BY_OVERSIGHT.contains(&option) {
                "This command group".to_owned()
            } else {
                format!("Option '{option}'")
            };
            self.deprecate(&subject, old.redirect, false);
        }
        if let Some(old) = &arg.deprecated {
            let dest = arg.dest.as_str();
            let subject = if BY_DESTINATION.contains(&(command, dest)) {
                format!("Argument '{dest}'")
            } else {
                // The first spelling; of `--lb-nat-pool-name` the second.
                let named = arg.first_option();
                let named = if dest == "nat_pool_name" { "--nat-pool-name" } else { named };
                format!("Option '{named}'")
            };
            let dated = (command, dest) == ("vm extension show", "expand");
            self.deprecate(&subject, old.redirect, dated);
        }
        let longest = arg.options.iter().map(|o| o.name).max_by_key(|n| n.len());
        let subject = format!("Argument '{}'", longest.unwrap_or(option));
        if arg.preview {
            self.previews.push(preview(&subject));
        }
        if arg.experimental {
            self.experiments.push(experiment(&subject));
        }
    }

    fn deprecate(&mut self, subject: &str, redirect: Option<&str>, dated: bool) {
        let when = if dated { "in version '3.0.0'" } else { "in a future release" };
        let instead = redirect.map_or_else(String::new, |r| format!(" Use '{r}' instead."));
        let notice = format!("{subject} has been deprecated and will be removed {when}.{instead}");
        if !self.deprecations.contains(&notice) {
            self.deprecations.push(notice);
        }
    }

    /// All notices in az's order, those of the command last in each kind.
    pub(super) fn finish(mut self, command: &CommandSpec) -> Vec<String> {
        if command.name == "keyvault secret delete" {
            self.deprecations.push(SECRET_DELETE.to_owned());
        } else if let Some(old) = &command.deprecated {
            self.deprecate("This command", old.redirect, false);
        }
        if command.preview {
            self.previews.push(preview("This command"));
        }
        if command.experimental {
            self.experiments.push(experiment("This command"));
        } else if command.name.starts_with("config ") {
            self.experiments.push(experiment("Command group 'config'"));
        }
        let mut out = self.deprecations;
        out.append(&mut self.previews);
        out.append(&mut self.experiments);
        out
    }
}

fn preview(subject: &str) -> String {
    format!("{subject} is in preview and under development. Reference and support levels: https://aka.ms/CLI_refstatus")
}

fn experiment(subject: &str) -> String {
    format!(
        "{subject} is experimental and under development. Reference and support levels: https://aka.ms/CLI_refstatus"
    )
}
