//! Administrator name, password and SSH keys, checked as az does.

use crate::az::Arguments;
use crate::az::client::{AzError, Client};
use crate::event::Event;

/// What the checks settle.
pub(in crate::az::commands) struct Credentials {
    pub(in crate::az::commands) username: String,
    pub(in crate::az::commands) password: Option<String>,
    pub(in crate::az::commands) ssh: bool,
}

/// Names that az refuses, whatever their case.
const DISALLOWED: [&str; 32] = [
    "administrator",
    "admin",
    "user",
    "user1",
    "test",
    "user2",
    "test1",
    "user3",
    "admin1",
    "1",
    "123",
    "a",
    "actuser",
    "adm",
    "admin2",
    "aspnet",
    "backup",
    "console",
    "david",
    "guest",
    "john",
    "owner",
    "root",
    "server",
    "sql",
    "support",
    "support_388945a0",
    "sys",
    "test2",
    "test3",
    "user4",
    "user5",
];

/// Checks what was given.
///
/// # Errors
/// az's own: user name, password, keys, or a combination that does not fit.
pub(in crate::az::commands) fn check(
    client: &mut Client<'_>,
    arguments: &Arguments,
    linux: bool,
    machine: &str,
) -> Result<Credentials, AzError> {
    let username = arguments.text("admin_username").unwrap_or("alice").to_owned();
    check_username(&username, linux)?;
    let password = arguments.text("admin_password").map(str::to_owned);
    let keys = arguments.given("ssh_key_value") || arguments.flag("generate_ssh_keys");
    let kind = match arguments.text("authentication_type").map(str::to_ascii_lowercase) {
        Some(kind) => kind,
        None if !linux => "password".to_owned(),
        None if password.is_none() => "ssh".to_owned(),
        None if keys => "all".to_owned(),
        None => "password".to_owned(),
    };
    if !linux && kind == "ssh" {
        return Err(AzError::new("SSH not supported for Windows VMs."));
    }
    if !linux && kind != "password" {
        return Err(AzError::new("SSH not supported for Windows VMs. Use password authentication."));
    }
    if !linux && machine.chars().count() > 15 && arguments.text("computer_name").is_none() {
        return Err(AzError::new(
            "Windows computer name cannot be more than 15 characters long. Use --computer-name to provide a shorter one.",
        ));
    }
    match kind.as_str() {
        "password" if arguments.given("ssh_key_value") => {
            return Err(AzError::new("SSH key cannot be used with password authentication type."));
        }
        "ssh" if password.is_some() => {
            return Err(AzError::new("Admin password cannot be used with SSH authentication type."));
        }
        _ => {}
    }
    if kind != "ssh" {
        check_password(password.as_deref(), linux)?;
    }
    if kind != "password" {
        check_keys(client, arguments)?;
    }
    Ok(Credentials { username, password: password.filter(|_| kind != "ssh"), ssh: kind != "password" })
}

fn check_username(name: &str, linux: bool) -> Result<(), AzError> {
    let special =
        |c: char| r#"\/"[]:|<>+=;,?*@"#.contains(c) || (linux && ("#()!".contains(c) || c.is_ascii_uppercase()));
    if linux && (name.contains(special) || name.starts_with(['$', '-'])) {
        return Err(AzError::new(
            r#"admin user name cannot contain upper case character A-Z, special characters \/"[]:|<>+=;,?*@#()! or start with $ or -"#,
        ));
    }
    if !linux && (name.contains(special) || name.ends_with('.')) {
        return Err(AzError::new(
            r#"admin user name cannot contain special characters \/"[]:|<>+=;,?*@# or ends with ."#,
        ));
    }
    if DISALLOWED.contains(&name.to_ascii_lowercase().as_str()) {
        return Err(AzError::new(format!(
            "This user name '{name}' meets the general requirements, but is specifically disallowed for this image. Please try a different value."
        )));
    }
    Ok(())
}

fn check_password(password: Option<&str>, linux: bool) -> Result<(), AzError> {
    let Some(password) = password else { return Err(AzError::new("Please specify password in non-interactive mode.")) };
    let most = if linux { 72 } else { 123 };
    let has = |test: fn(char) -> bool| usize::from(password.chars().any(test));
    let kinds = has(|c| c.is_ascii_lowercase())
        + has(|c| c.is_ascii_uppercase())
        + has(|c| c.is_ascii_digit())
        + has(|c| !c.is_ascii_alphanumeric());
    if (12..=most).contains(&password.chars().count()) && kinds >= 3 {
        return Ok(());
    }
    Err(AzError::new(format!(
        "The password length must be between 12 and {most}. Password must have the 3 of the following: 1 lower case character, 1 upper case character, 1 number and 1 special character."
    )))
}

/// `--generate-ssh-keys` makes a pair the first time and uses it from then on.
fn check_keys(client: &mut Client<'_>, arguments: &Arguments) -> Result<(), AzError> {
    let missing = || {
        AzError::new(
            "An RSA key file or key value must be supplied to SSH Key Value. You can use --generate-ssh-keys to let CLI generate one for you",
        )
    };
    if let Some(values) = arguments.list("ssh_key_value").filter(|_| arguments.given("ssh_key_value")) {
        let known = |it: &String| it.starts_with("ssh-rsa ") || it.starts_with("ssh-ed25519 ");
        return if values.iter().all(known) { Ok(()) } else { Err(missing()) };
    }
    if client.state().terminal().has_ssh_keys {
        return Ok(());
    }
    if !arguments.flag("generate_ssh_keys") {
        return Err(missing());
    }
    client.record(Event::SshKeysGenerated);
    client.warn("SSH key files '/home/alice/.ssh/id_rsa' and '/home/alice/.ssh/id_rsa.pub' have been generated under ~/.ssh to allow SSH access to the VM. If using machines without permanent storage, back up your keys to a safe location.");
    Ok(())
}
