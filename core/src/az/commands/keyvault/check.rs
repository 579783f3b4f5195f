//! What az finds wrong with the arguments of vault commands before it sends anything.

use crate::az::Arguments;
use crate::az::client::AzError;

/// One of `--name` and `--hsm-name`.
pub(super) fn vault(arguments: &Arguments) -> Result<(), AzError> {
    match (arguments.text("vault_name"), arguments.text("hsm_name")) {
        (Some(_), Some(_)) => Err(AzError::new("--vault-name and --hsm-name are mutually exclusive.")),
        (None, None) => Err(AzError::new("Please specify --vault-name or --hsm-name.")),
        _ => Ok(()),
    }
}

/// A vault, by name or by a URL in it.
pub(super) fn list(arguments: &Arguments) -> Result<(), AzError> {
    match (arguments.text("identifier"), arguments.text("vault_base_url")) {
        (Some(_), Some(_)) => Err(AzError::new("--vault-name and --id are mutually exclusive.")),
        (Some(id), None) if id.split('/').count() < 3 => Err(AzError::new("Invalid id for Vault or HSM.")),
        (None, None) => Err(AzError::new("Please specify --vault-name or --hsm-name.")),
        _ => Ok(()),
    }
}

/// One secret, by vault and name or by its id.
pub(super) fn one(arguments: &Arguments) -> Result<(), AzError> {
    let usage = "incorrect usage: --id ID | --vault-name/--hsm-name VAULT/HSM --name/-n NAME [--version VERSION]";
    let vault = arguments.text("vault_base_url");
    let Some(id) = arguments.text("identifier") else {
        let complete = vault.is_some() && arguments.text("name").is_some();
        return if complete { Ok(()) } else { Err(AzError::new(usage)) };
    };
    if vault.is_some() {
        return Err(AzError::new("--vault-name and --id are mutually exclusive."));
    }
    let parts = id.split_once("://").map(|(_, rest)| rest.split('/').filter(|it| !it.is_empty()).count());
    if parts.is_some_and(|it| it == 3 || it == 4) {
        return Ok(());
    }
    Err(AzError::new(format!("'{id}' is not a valid ID")).with_exit_code(2))
}

/// Either a value or a file; there are no files here.
pub(super) fn content(arguments: &Arguments) -> Result<(), AzError> {
    let given = |dest: &str| arguments.text(dest).is_some_and(|it| !it.is_empty());
    match (given("value"), arguments.text("file_path").filter(|it| !it.is_empty())) {
        (true, None) => Ok(()),
        (false, Some(path)) => {
            Err(AzError::new(format!("[Errno 2] No such file or directory: '{path}'")).with_exit_code(2))
        }
        _ => Err(AzError::new("incorrect usage: [Required] --value VALUE | --file PATH")),
    }
}
