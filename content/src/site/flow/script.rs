//! What is played: the steps' parts, and the lines that a session runs for each type.

/// Who takes part, from left to right in the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Party {
    You,
    Manager,
    Directory,
    Metadata,
    Code,
    Vault,
}

impl Party {
    pub(super) const ALL: [Self; 6] =
        [Self::You, Self::Manager, Self::Directory, Self::Metadata, Self::Code, Self::Vault];

    /// As sentences call it.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::You => "You",
            Self::Manager => "Azure Resource Manager",
            Self::Directory => "Entra ID",
            Self::Metadata => "Metadata service",
            Self::Code => "Code on the machine",
            Self::Vault => "Key Vault",
        }
    }

    /// As the picture calls it.
    pub(super) const fn short(self) -> &'static str {
        match self {
            Self::Manager => "ARM",
            Self::Metadata => "Metadata",
            Self::Code => "Code",
            other => other.name(),
        }
    }
}

/// One asks another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hop {
    pub(super) from: Party,
    pub(super) to: Party,
    pub(super) what: &'static str,
    /// Whether a token travels along.
    pub(super) is_token: bool,
}

/// What stands below a step, of the session's line with this number.
#[derive(Clone, Copy, Debug)]
pub(super) enum Shown {
    /// The exchange with this method whose address holds `at`; of its answer only this member, where one is named.
    Exchange { line: usize, method: &'static str, at: &'static str, part: &'static str },
    /// What happened, of these kinds of event.
    Events { line: usize, kinds: &'static [&'static str] },
    /// What the token says that the line got.
    Claims { line: usize },
}

/// A step for one type of identity.
#[derive(Clone, Copy, Debug)]
pub(super) struct Side {
    pub(super) says: &'static str,
    pub(super) hops: &'static [Hop],
    /// The lines that are typed for it.
    pub(super) typed: &'static [usize],
    pub(super) shows: &'static [Shown],
}

/// A step: system-assigned, user-assigned.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    pub(super) title: &'static str,
    pub(super) difference: &'static str,
    pub(super) sides: [Side; 2],
}

/// Two machines without an identity, and a vault with a secret.
pub(super) const SETUP: [&str; 6] = [
    "az vm create -g myResourceGroup -n own-vm --image Ubuntu2204 --admin-username azureuser --generate-ssh-keys --only-show-errors -o none",
    "az vm create -g myResourceGroup -n shared-vm --image Ubuntu2204 --admin-username azureuser --generate-ssh-keys --only-show-errors -o none",
    "az keyvault create -g myResourceGroup -n greeting-vault -l westus --enable-rbac-authorization true -o none",
    "az role assignment create --role \"Key Vault Secrets Officer\" --assignee $(az ad signed-in-user show --query id -o tsv) --scope $(az keyvault show -n greeting-vault --query id -o tsv) -o none",
    "keyless clock +10m",
    "az keyvault secret set --vault-name greeting-vault -n greeting --value hello -o none",
];

/// Lets the grant take effect.
pub(super) const WAIT: &str = "keyless clock +10m";
/// Leaves the machine.
pub(super) const LEAVE: &str = "exit";
/// Where the identity's client id goes.
pub(super) const CLIENT_ID: &str = "CLIENT-ID";

/// The lines of the system-assigned identity; after the second one, `WAIT`.
pub(super) const SYSTEM: [&str; 5] = [
    "az vm identity assign -g myResourceGroup -n own-vm",
    "az role assignment create --role \"Key Vault Secrets User\" --assignee-object-id $(az vm show -g myResourceGroup -n own-vm --query identity.principalId -o tsv) --assignee-principal-type ServicePrincipal --scope $(az keyvault show -n greeting-vault --query id -o tsv)",
    "ssh azureuser@$(az vm show -g myResourceGroup -n own-vm -d --query publicIps -o tsv)",
    "TOKEN=$(curl -s -H Metadata:true \"http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https%3A%2F%2Fvault.azure.net\" | cut -d '\"' -f 4)",
    "curl -s -H \"Authorization: Bearer $TOKEN\" \"https://greeting-vault.vault.azure.net/secrets/greeting?api-version=7.4\"",
];

/// The lines of the user-assigned identity; after the third one, `WAIT`.
pub(super) const USER: [&str; 6] = [
    "az identity create -g myResourceGroup -n app-identity",
    "az vm identity assign -g myResourceGroup -n shared-vm --identities app-identity",
    "az role assignment create --role \"Key Vault Secrets User\" --assignee-object-id $(az identity show -g myResourceGroup -n app-identity --query principalId -o tsv) --assignee-principal-type ServicePrincipal --scope $(az keyvault show -n greeting-vault --query id -o tsv)",
    "ssh azureuser@$(az vm show -g myResourceGroup -n shared-vm -d --query publicIps -o tsv)",
    "TOKEN=$(curl -s -H Metadata:true \"http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https%3A%2F%2Fvault.azure.net&client_id=CLIENT-ID\" | cut -d '\"' -f 4)",
    "curl -s -H \"Authorization: Bearer $TOKEN\" \"https://greeting-vault.vault.azure.net/secrets/greeting?api-version=7.4\"",
];
