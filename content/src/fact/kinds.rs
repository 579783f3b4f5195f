//! The kinds of facts: name, fields, whether of a step, what decides, and the sentence while it is missing.

use super::holds as is;
use super::{Fact, Step};

/// A kind of fact.
#[derive(Debug)]
pub struct Kind {
    /// How authors write it.
    pub name: &'static str,
    /// Its fields; one that must be given begins with `!`.
    pub fields: &'static [&'static str],
    /// Whether only a step can make it hold.
    pub of_steps: bool,
    pub(super) holds: fn(&Fact, &Step<'_>) -> bool,
    /// `{field:with {}|without}` says the first where the field was given, the second elsewhere; `{field=value:…|…}`
    /// where it has this value.
    pub(super) missing: &'static str,
}

const fn now(
    name: &'static str,
    fields: &'static [&'static str],
    holds: fn(&Fact, &Step<'_>) -> bool,
    missing: &'static str,
) -> Kind {
    Kind { name, fields, of_steps: false, holds, missing }
}

const fn step(
    name: &'static str,
    fields: &'static [&'static str],
    holds: fn(&Fact, &Step<'_>) -> bool,
    missing: &'static str,
) -> Kind {
    Kind { name, fields, of_steps: true, holds, missing }
}

/// All of them.
pub static KINDS: [Kind; 36] = [
    now(
        "system-assigned-on",
        &["host"],
        is::system_assigned_on,
        "{host:`{}`|No host} has no system-assigned identity yet.",
    ),
    now(
        "system-assigned-off",
        &["!host"],
        is::system_assigned_off,
        "{host:`{}`|A host} still has its system-assigned identity, or is not there.",
    ),
    now(
        "both-types-on",
        &["host"],
        is::both_types_on,
        "{host:`{}` does not carry|No host carries} both types of identity yet.",
    ),
    now(
        "identity-exists",
        &["identity"],
        is::identity_exists,
        "{identity:The identity `{}` does not exist yet|There is no user-assigned identity yet}.",
    ),
    now("identity-absent", &["!identity"], is::identity_absent, "The identity {identity:`{}`|} still exists."),
    now(
        "identity-attached",
        &["identity", "hosts"],
        is::identity_attached,
        "{identity:The identity `{}` is not|No user-assigned identity is} attached to {hosts:{} hosts|a host} yet.",
    ),
    now(
        "attached-to",
        &["identity", "!host"],
        is::attached_to,
        "{identity:The identity `{}` is not|No user-assigned identity is} attached to {host:`{}`|a host} yet.",
    ),
    now(
        "identity-detached",
        &["identity", "!host"],
        is::identity_detached,
        "{host:`{}`|A host} still carries {identity:`{}`|a user-assigned identity}, or is not there.",
    ),
    now(
        "dead-reference",
        &["identity"],
        is::dead_reference,
        "No host keeps a reference to a deleted {identity:`{}`|identity} yet.",
    ),
    now(
        "no-dead-references",
        &["host"],
        is::no_dead_references,
        "{host:`{}`|A host} still keeps a reference to an identity that is gone.",
    ),
    step(
        "dead-reference-removed",
        &["identity"],
        is::dead_reference_removed,
        "No dead reference{identity: to `{}`|} has been taken off a host yet.",
    ),
    step(
        "principal-deleted",
        &["host", "!cause"],
        is::principal_deleted,
        "The service principal of {host:`{}`|a host} has not been deleted {cause=disabled:by switching its identity off|by deleting the host} yet.",
    ),
    step(
        "attached-by",
        &["!account"],
        is::attached_by,
        "No identity has been attached by an account whose name begins with {account:`{}`|} yet.",
    ),
    step("already-so", &["subject"], is::already_so, "You have not asked yet for something that was so already."),
    step("refused", &["!code"], is::refused, "No request of yours has been refused with {code:`{}`|} yet."),
    step(
        "ran",
        &["!command", "exit"],
        is::ran,
        "No line with {command:`{}`|} has ended {exit:with exit code {}|well} yet.",
    ),
    step("prints", &["!shows"], is::prints, "Nothing has printed {shows:`{}`|} yet."),
    now(
        "role-granted",
        &["principal", "role", "scope"],
        is::role_granted,
        "{principal:`{}`|Nobody} does not have {role:the role `{}`|a role} on {scope:`{}`|anything} yet.",
    ),
    now(
        "role-absent",
        &["principal", "role", "scope"],
        is::role_absent,
        "{principal:`{}`|Somebody} still has {role:the role `{}`|a role} on {scope:`{}`|something}.",
    ),
    now("orphaned-assignment", &[], is::orphaned_assignment, "No role assignment has outlived its holder yet."),
    now(
        "no-orphaned-assignments",
        &[],
        is::no_orphaned_assignments,
        "There is still a role assignment whose holder is gone.",
    ),
    now(
        "can",
        &["!principal", "!action", "!on", "!plane"],
        is::can,
        "{principal:`{}`|Nobody} may not do {action:`{}`|} on {on:`{}`|} yet.",
    ),
    now(
        "cannot",
        &["!principal", "!action", "!on", "!plane"],
        is::cannot,
        "{principal:`{}`|Somebody} may still do {action:`{}`|} on {on:`{}`|}.",
    ),
    now("resource-exists", &["!name"], is::resource_exists, "{name:`{}`|It} does not exist yet."),
    now("resource-absent", &["!name"], is::resource_absent, "{name:`{}`|It} still exists."),
    step("host-deleted", &["host"], is::host_deleted, "{host:`{}`|A host} has not been deleted yet."),
    now("running", &["!host"], is::running, "{host:`{}`|A host} is not running."),
    now("stopped", &["!host"], is::stopped, "{host:`{}`|A host} is not stopped."),
    step(
        "token-issued",
        &["identity", "audience"],
        is::token_issued,
        "No token{audience: for `{}`|} has been issued to {identity:`{}`|a managed identity} yet.",
    ),
    step(
        "secret-read",
        &["vault", "secret", "by"],
        is::secret_read,
        "{by:`{}` has not|Nobody has} read {secret:the secret `{}`|a secret}{vault: of `{}`|} yet.",
    ),
    step(
        "blob-read",
        &["account", "blob", "by"],
        is::blob_read,
        "{by:`{}` has not|Nobody has} read {blob:the blob `{}`|a blob}{account: of `{}`|} yet.",
    ),
    now("signed-in", &["!account"], is::signed_in, "{account:`{}`|Nobody} is not signed in."),
    now("on-host", &["host"], is::on_host, "You are not inside {host:`{}`|a machine}."),
    now(
        "federated-credential-exists",
        &["identity", "name"],
        is::federated_credential_exists,
        "There is no federated credential{name: `{}`|} at {identity:the identity `{}`|an identity} yet.",
    ),
    now("lock-exists", &["name"], is::lock_exists, "{name:The lock `{}` does not exist|There is no lock} yet."),
    now(
        "deleted-vault",
        &["!name"],
        is::deleted_vault,
        "The vault {name:`{}`|} has not been deleted yet, or not only softly.",
    ),
];
