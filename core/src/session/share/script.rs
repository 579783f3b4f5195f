//! The steps in effect as a script for a real Azure: ids of this world are looked up there, secrets are asked for.

use crate::model::directory::{Principal, ServicePrincipalKind};
use crate::model::id::{ClientId, ObjectId, SubscriptionId, is_guid};
use crate::model::resource::ResourceKind;
use crate::model::scope::ResourceId;
use crate::session::{Entry, Session, mask};
use crate::shell::{CommandLine, Connector, Dialect, read_paste};
use crate::state::State;

use super::stand_in::{Secret, secrets};

/// Signs that mean something to a shell.
const SHELL: [char; 4] = ['$', '|', '>', '<'];

/// Whose script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScriptKind {
    /// For `bash`.
    Bash,
    /// For PowerShell.
    PowerShell,
}

impl Session {
    /// The steps in effect as a script.
    pub fn script(&self, kind: ScriptKind) -> String {
        let mut script = Script { kind, known: Vec::new(), secrets: Vec::new(), body: String::new() };
        for entry in self.entries().iter().take(self.position()) {
            script.step(entry);
        }
        script.finish()
    }
}

struct Script {
    kind: ScriptKind,
    /// Ids that have a variable already.
    known: Vec<(String, String)>,
    secrets: Vec<Secret>,
    body: String,
}

impl Script {
    fn step(&mut self, entry: &Entry) {
        let line = entry.outcome.line.trim();
        if entry.outcome.exit_code != 0 {
            return self.comment("failed here", line);
        }
        let reads = read_paste(line, Dialect::Auto, true);
        let commands: Vec<&CommandLine> = reads.iter().flat_map(|read| read.result.iter().flatten()).collect();
        self.secrets.extend(secrets(line));
        if line.contains(SHELL) {
            return self.shell_line(line);
        }
        if !commands.iter().all(|it| it.texts().next() == Some("az")) {
            return self.comment("only here", line);
        }
        let mut text = String::new();
        for command in commands {
            if !text.is_empty() {
                text.push_str(match command.connector {
                    Connector::And => " && ",
                    Connector::Or => " || ",
                    _ => "\n",
                });
            }
            let words: Vec<String> = command.texts().map(|word| self.word(word, &entry.before)).collect();
            text.push_str(&words.join(" "));
        }
        self.body.push_str(&text);
        self.body.push('\n');
    }

    /// A line with the shell's own signs stays as it was typed, with variables in the place of secrets.
    fn shell_line(&mut self, line: &str) {
        if self.kind == ScriptKind::PowerShell {
            return self.comment("in the syntax of Bash", line);
        }
        let mut text = line.to_owned();
        for (at, secret) in self.secrets.iter().enumerate() {
            let variable = format!("\"${{SECRET_{}}}\"", at + 1);
            text = text.replace(&secret.typed, &secret.typed.replace(&secret.raw, &variable));
        }
        self.body.push_str(&text);
        self.body.push('\n');
    }

    fn comment(&mut self, why: &str, line: &str) {
        for line in mask(line).lines() {
            self.body.push_str(&format!("# {why}: {line}\n"));
        }
    }

    /// A word with variables in the place of secrets and of ids that are this world's only.
    fn word(&mut self, word: &str, state: &State) -> String {
        if word == "UbuntuLTS" {
            return "Ubuntu2204".to_owned();
        }
        if let Some(place) = self.secrets.iter().position(|it| it.value == word) {
            return format!("\"${{SECRET_{}}}\"", place + 1);
        }
        let mut out = String::new();
        let mut rest = word;
        while !rest.is_empty() {
            let guid = rest.get(..36).filter(|it| is_guid(it));
            match guid.and_then(|guid| Some((guid, self.variable(guid, state)?))) {
                Some((guid, name)) => {
                    out.push_str(&format!("${{{name}}}"));
                    rest = rest.get(guid.len()..).unwrap_or_default();
                }
                None => {
                    let Some(first) = rest.chars().next() else { break };
                    out.push_str(&self.escaped(first));
                    rest = rest.get(first.len_utf8()..).unwrap_or_default();
                }
            }
        }
        if out.contains("${") { format!("\"{out}\"") } else { self.quoted(word) }
    }

    /// A character inside double quotes.
    fn escaped(&self, c: char) -> String {
        match (c, self.kind) {
            ('"' | '$' | '`' | '\\', ScriptKind::Bash) => format!("\\{c}"),
            ('"' | '$' | '`', ScriptKind::PowerShell) => format!("`{c}"),
            _ => c.to_string(),
        }
    }

    fn quoted(&self, word: &str) -> String {
        let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=+%".contains(c);
        if !word.is_empty() && word.chars().all(plain) {
            return word.to_owned();
        }
        let inner = match self.kind {
            ScriptKind::Bash => word.replace('\'', "'\\''"),
            ScriptKind::PowerShell => word.replace('\'', "''"),
        };
        format!("'{inner}'")
    }

    /// The variable of an id; the line that fills it stands before the first use.
    fn variable(&mut self, guid: &str, state: &State) -> Option<String> {
        let guid = guid.to_ascii_lowercase();
        if let Some((_, name)) = self.known.iter().find(|(id, _)| *id == guid) {
            return Some(name.clone());
        }
        let (name, query) = look_up(state, &guid)?;
        let taken = self.known.iter().any(|(_, it)| *it == name);
        let name = if taken { format!("{name}_{}", self.known.len() + 1) } else { name };
        self.body.push_str(&match self.kind {
            ScriptKind::Bash => format!("{name}=$({query} -o tsv)\n"),
            ScriptKind::PowerShell => format!("${name} = {query} -o tsv\n"),
        });
        self.known.push((guid, name.clone()));
        Some(name)
    }

    fn finish(self) -> String {
        let mut head = match self.kind {
            ScriptKind::Bash => "#!/usr/bin/env bash\nset -euo pipefail\n".to_owned(),
            ScriptKind::PowerShell => "$ErrorActionPreference = 'Stop'\n".to_owned(),
        };
        head.push_str(
            "# Made with Keyless from a simulated session. Read it before you run it: a real Azure costs money.\n",
        );
        head.push_str("# Accounts such as alice@contoso.onmicrosoft.com are of the simulated tenant: put your own in their place.\n");
        for (at, secret) in self.secrets.iter().enumerate() {
            let option = secret.typed.split([' ', '=']).next().unwrap_or_default();
            head.push_str(&match self.kind {
                ScriptKind::Bash => format!("read -rsp 'Value for {option}: ' SECRET_{0}; echo\n", at + 1),
                ScriptKind::PowerShell => format!("$SECRET_{} = Read-Host 'Value for {option}'\n", at + 1),
            });
        }
        format!("{head}\n{}", self.body)
    }
}

/// A name for an id and the command that finds it in another cloud.
fn look_up(state: &State, guid: &str) -> Option<(String, String)> {
    if state.subscription(&SubscriptionId::new(guid)).is_some() {
        let first = state.subscriptions().first().is_some_and(|it| it.id.as_str() == guid);
        let name = if first { "SUBSCRIPTION_ID" } else { "OTHER_SUBSCRIPTION_ID" };
        return Some((name.to_owned(), "az account show --query id".to_owned()));
    }
    if state.tenants().any(|it| it.id.as_str() == guid) {
        return Some(("TENANT_ID".to_owned(), "az account show --query tenantId".to_owned()));
    }
    let client = ClientId::new(guid);
    let of_client = state.principals().find_map(|it| match it {
        Principal::ServicePrincipal(it) if it.client_id == client => Some(it),
        _ => None,
    });
    if let Some(ServicePrincipalKind::UserAssigned { identity }) = of_client.map(|it| &it.kind) {
        return Some(of_identity(identity, "CLIENT_ID", "clientId"));
    }
    match state.principal(&ObjectId::new(guid))? {
        Principal::User(user) => {
            let name = user.user_principal_name.split('@').next().unwrap_or_default();
            Some((variable(name, "OBJECT_ID"), format!("az ad user show --id {} --query id", user.user_principal_name)))
        }
        Principal::Group(group) => {
            let name = &group.display_name;
            Some((variable(name, "OBJECT_ID"), format!("az ad group show --group '{name}' --query id")))
        }
        Principal::ServicePrincipal(it) => match &it.kind {
            ServicePrincipalKind::UserAssigned { identity } => {
                Some(of_identity(identity, "PRINCIPAL_ID", "principalId"))
            }
            ServicePrincipalKind::SystemAssigned { host } => Some(of_host(state, host)),
            ServicePrincipalKind::Application { .. } => {
                let query = format!("az ad sp list --display-name '{}' --query [0].id", it.display_name);
                Some((variable(&it.display_name, "OBJECT_ID"), query))
            }
        },
    }
}

fn of_identity(id: &ResourceId, what: &str, field: &str) -> (String, String) {
    let group = id.group_name().unwrap_or_default();
    (variable(id.name(), what), format!("az identity show -g {group} -n {} --query {field}", id.name()))
}

fn of_host(state: &State, host: &ResourceId) -> (String, String) {
    let group = host.group_name().unwrap_or_default();
    let machine = state.resource(host).is_some_and(|it| matches!(it.kind, ResourceKind::VirtualMachine(_)));
    let query = if machine {
        format!("az vm show -g {group} -n {} --query identity.principalId", host.name())
    } else {
        let kind = host.resource_type().unwrap_or_default();
        format!("az resource show -g {group} -n {} --resource-type {kind} --query identity.principalId", host.name())
    };
    (variable(host.name(), "PRINCIPAL_ID"), query)
}

/// `web-1` as `WEB_1_PRINCIPAL_ID`.
fn variable(name: &str, what: &str) -> String {
    let letter = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' };
    let name: String = name.chars().map(letter).collect();
    let digit = if name.starts_with(|c: char| c.is_ascii_digit()) { "_" } else { "" };
    format!("{digit}{name}_{what}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::SessionOptions;

    fn script(lines: &[&str], kind: ScriptKind) -> String {
        let mut session = Session::new(SessionOptions { terminal: true, ..SessionOptions::default() });
        for line in lines {
            session.run(line);
        }
        let host = session.state().resources().find(|it| it.name == "web-1");
        if let Some(system) = host.and_then(|it| it.identity.system_assigned.clone()) {
            session.run(&format!(
                "az role assignment create --assignee-object-id {} --assignee-principal-type ServicePrincipal --role \"Storage Blob Data Reader\" --scope /subscriptions/11111111-aaaa-4bbb-8ccc-000000000001/resourceGroups/myResourceGroup",
                system.principal_id
            ));
        }
        session.script(kind)
    }

    const VM: &str = "az vm create -g myResourceGroup -n web-1 --image UbuntuLTS --admin-username azureuser `\n  --admin-password S3cretS3cret --assign-identity";

    #[test]
    fn ids_of_this_world_are_looked_up_and_secrets_are_asked_for() {
        let bash = script(&[VM, "keyless clock +10m", "az vm show -g none -n none"], ScriptKind::Bash);
        for expected in [
            "#!/usr/bin/env bash\n",
            "read -rsp 'Value for --admin-password: ' SECRET_1; echo\n",
            "az vm create -g myResourceGroup -n web-1 --image Ubuntu2204 --admin-username azureuser --admin-password \"${SECRET_1}\" --assign-identity\n",
            "# only here: keyless clock +10m\n",
            "# failed here: az vm show",
            "WEB_1_PRINCIPAL_ID=$(az vm show -g myResourceGroup -n web-1 --query identity.principalId -o tsv)\n",
            "SUBSCRIPTION_ID=$(az account show --query id -o tsv)\n",
            "--assignee-object-id \"${WEB_1_PRINCIPAL_ID}\"",
            "--role 'Storage Blob Data Reader' --scope \"/subscriptions/${SUBSCRIPTION_ID}/resourceGroups/myResourceGroup\"\n",
        ] {
            assert!(bash.contains(expected), "{expected}\nnot in\n{bash}");
        }
        assert!(!bash.contains("S3cret") && !bash.contains("11111111"), "{bash}");
    }

    #[test]
    fn powershell_has_its_own_variables_and_quotes() {
        let text = script(
            &[VM, "az group create -n it\\'s -l westus", "az group list --query \"[?name=='a']\""],
            ScriptKind::PowerShell,
        );
        for expected in [
            "$SECRET_1 = Read-Host 'Value for --admin-password'\n",
            "$WEB_1_PRINCIPAL_ID = az vm show -g myResourceGroup -n web-1 --query identity.principalId -o tsv\n",
            "--query '[?name==''a'']'",
        ] {
            assert!(text.contains(expected), "{expected}\nnot in\n{text}");
        }
    }

    #[test]
    fn what_was_undone_is_not_in_it() {
        let text = script(&["az group create -n a -l westus", "undo"], ScriptKind::Bash);
        assert!(!text.contains("-n a "), "{text}");
    }
}
