//! Sources as authors write them: a rule, a paper's section, or an address.

use keyless_core::rules::{self, RuleId};

/// Papers that the rules came from, and the public page that says the same.
const PAPERS: [(&str, &str, &str); 16] = [
    (
        "imds §7",
        "How to use managed identities for App Service",
        "https://learn.microsoft.com/azure/app-service/overview-managed-identity",
    ),
    (
        "imds §8",
        "Authenticate against Azure resources with Arc-enabled servers",
        "https://learn.microsoft.com/azure/azure-arc/servers/managed-identity-authentication",
    ),
    (
        "imds §9",
        "Workload identity federation",
        "https://learn.microsoft.com/entra/workload-id/workload-identity-federation",
    ),
    (
        "imds §10",
        "Sign in to Azure with a managed identity using the Azure CLI",
        "https://learn.microsoft.com/cli/azure/authenticate-azure-cli-managed-identity",
    ),
    (
        "imds §11",
        "Credential chains in the Azure Identity libraries",
        "https://learn.microsoft.com/azure/developer/python/sdk/authentication/credential-chains",
    ),
    (
        "imds",
        "How to use managed identities on a virtual machine to acquire an access token",
        "https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token",
    ),
    (
        "authflow",
        "How managed identities work with virtual machines",
        "https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-managed-identities-work-vm",
    ),
    (
        "rbac",
        "What is Azure role-based access control?",
        "https://learn.microsoft.com/azure/role-based-access-control/overview",
    ),
    ("roles", "Azure built-in roles", "https://learn.microsoft.com/azure/role-based-access-control/built-in-roles"),
    (
        "dataplane §1",
        "Access to Key Vault with Azure role-based access control",
        "https://learn.microsoft.com/azure/key-vault/general/rbac-guide",
    ),
    (
        "dataplane §2",
        "Authorize access to blobs using Microsoft Entra ID",
        "https://learn.microsoft.com/azure/storage/blobs/authorize-access-azure-active-directory",
    ),
    (
        "dataplane",
        "Azure Resource Manager: common errors",
        "https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors",
    ),
    (
        "services",
        "Services that can use managed identities",
        "https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/managed-identities-status",
    ),
    (
        "lifecycle",
        "What are managed identities for Azure resources?",
        "https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/overview",
    ),
    ("exam", "Browse credentials", "https://learn.microsoft.com/credentials/browse/"),
    ("az", "Azure CLI reference", "https://learn.microsoft.com/cli/azure/reference-index"),
];

/// The source as the page takes it: `R13`, or a title and an address at its end. None where it is no source.
pub(super) fn resolve(text: &str) -> Option<String> {
    let text = text.trim();
    if let Some(number) = text.strip_prefix('R').and_then(|it| it.parse().ok()) {
        return rules::find(RuleId(number)).map(|rule| rule.id.to_string());
    }
    if text.contains("https://") {
        let address = text.rsplit(' ').next()?;
        return (address.starts_with("https://") && address.len() > "https://".len()).then(|| text.to_owned());
    }
    // `imds §10` before `imds §1…`, and both before `imds`.
    let named = |paper: &str| {
        text == paper || text.strip_prefix(paper).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
    };
    PAPERS.iter().find(|(paper, ..)| named(paper)).map(|(_, title, url)| format!("{title} {url}"))
}

/// What to write instead.
pub(super) const HELP: &str = "Write a rule (`R13`), a paper and its section (`imds §2`, `authflow`, `rbac`, `roles`, `dataplane §1`, `services`, `az`), or `Title https://…`.";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_papers_and_addresses_are_sources() {
        assert_eq!(resolve("R13").unwrap(), "R13");
        assert!(resolve("imds §1").unwrap().contains("acquire an access token"));
        assert!(resolve("imds §10").unwrap().contains("Azure CLI"));
        assert!(resolve("rbac.md").is_some());
        assert_eq!(resolve("A page https://example.org/a").unwrap(), "A page https://example.org/a");
    }

    #[test]
    fn anything_else_is_none() {
        for text in ["R99", "R", "common knowledge", "https://", "imdsx"] {
            assert_eq!(resolve(text), None, "{text}");
        }
    }
}
