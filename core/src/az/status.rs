//! How far each command and option of azure-cli runs here: the same, simpler, or refused by name.

use super::commands;
use super::spec::ArgSpec;
use super::table;
use crate::simplifications::{self, Simplification};

/// How far something runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// As in azure-cli 2.91.0.
    Same,
    /// It runs, with a difference that is told.
    Simplified(&'static Simplification),
    /// It exists in azure-cli 2.91.0 and is refused by name.
    Refused,
}

impl Status {
    /// One word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Simplified(_) => "simplified",
            Self::Refused => "refused",
        }
    }
}

/// Commands that differ, by the simplification that says how.
const SIMPLER_COMMANDS: [(&str, &str); 20] = [
    ("account list-locations", "ten-regions"),
    ("ad app create", "directory-roles"),
    ("ad app delete", "directory-roles"),
    ("ad group create", "directory-roles"),
    ("ad group delete", "directory-roles"),
    ("ad group member add", "directory-roles"),
    ("ad group member remove", "directory-roles"),
    ("ad sp create", "directory-roles"),
    ("ad sp create-for-rbac", "directory-roles"),
    ("ad sp delete", "directory-roles"),
    ("ad user create", "directory-roles"),
    ("ad user delete", "directory-roles"),
    ("login", "one-account"),
    ("role definition list", "thirty-roles"),
    ("storage blob download", "contents-are-text"),
    ("storage blob upload", "contents-are-text"),
    ("vm create", "network-not-authorised"),
    ("vm image list", "image-versions"),
    ("vm list-ip-addresses", "network-addresses-only"),
    ("vmss create", "scale-set-model-only"),
];

/// Options that differ wherever they stand, by destination.
const SIMPLER_OPTIONS: [(&str, &str); 3] = [
    ("_log_verbosity_debug", "debug-shows-requests"),
    ("_log_verbosity_verbose", "debug-shows-requests"),
    ("no_wait", "operations-at-once"),
];

fn simpler(list: &[(&str, &str)], name: &str) -> Option<&'static Simplification> {
    let (_, id) = list.iter().find(|it| it.0 == name)?;
    simplifications::all().iter().find(|it| it.id == *id)
}

/// How far a command runs, by its whole name.
pub fn of_command(name: &str) -> Status {
    match (commands::find(name), simpler(&SIMPLER_COMMANDS, name)) {
        (None, _) => Status::Refused,
        (Some(_), Some(it)) => Status::Simplified(it),
        (Some(_), None) => Status::Same,
    }
}

/// How far an option of a command runs.
pub fn of_option(command: &str, arg: &ArgSpec) -> Status {
    if let Some(it) = simpler(&SIMPLER_OPTIONS, &arg.dest) {
        return Status::Simplified(it);
    }
    let global = table::globals().iter().any(|it| it.dest == arg.dest);
    let honoured = commands::find(command).is_some_and(|it| global || commands::honours(it, arg));
    if honoured { Status::Same } else { Status::Refused }
}
