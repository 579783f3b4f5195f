//! `az storage`: accounts and their keys, containers and blobs.

mod account;
mod account_shape;
mod blob;
mod container;
mod credentials;
mod shape;

use super::Command;
use super::command;

/// The commands of this group.
pub(super) const COMMANDS: [Command; 19] = [
    command("storage account check-name", account::check_name, &["name"], None),
    command("storage account create", account::create, account::CREATE, None),
    command("storage account show", account::show, &["account_name"], None),
    command("storage account update", account::update, account::UPDATE, None),
    command("storage account list", account::list, &[], None),
    command("storage account delete", account::delete, &["account_name"], None),
    command("storage account keys list", account::keys, &["account_name"], None),
    command("storage account show-connection-string", account::connection_string, account::CONNECTION, None),
    command("storage container create", container::create, container::CREATE, Some(container::boolean_table))
        .checked(credentials::check),
    command("storage container list", container::list, container::LIST, Some(container::list_table))
        .checked(credentials::check),
    command("storage container show", container::show, container::ONE, Some(container::show_table))
        .checked(credentials::check),
    command("storage container exists", container::exists, container::ONE, Some(container::boolean_table))
        .checked(credentials::check),
    command("storage container delete", container::delete, container::DELETE, Some(container::boolean_table))
        .checked(credentials::check),
    command("storage blob upload", blob::upload, blob::UPLOAD, None).checked(blob::check_upload),
    command("storage blob download", blob::download, blob::DOWNLOAD, Some(blob::table)).checked(blob::check_one),
    command("storage blob list", blob::list, blob::LIST, Some(blob::table)).checked(credentials::check),
    command("storage blob show", blob::show, blob::ONE, Some(blob::table)).checked(blob::check_one),
    command("storage blob exists", blob::exists, blob::ONE, Some(container::boolean_table)).checked(blob::check_one),
    command("storage blob delete", blob::delete, blob::ONE, None).checked(blob::check_one),
];
