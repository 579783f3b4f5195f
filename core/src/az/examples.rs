//! Examples of commands, in our own words, for help and below error messages.

use super::table;
use crate::model::order;

/// One line to try, and what it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Example {
    /// The whole line, from `az` on.
    pub line: &'static str,
    /// What it does.
    pub about: &'static str,
}

/// Command, line, meaning; the lines of one command stand together.
const EXAMPLES: &[(&str, &str, &str)] = &[
    ("account list", "az account list -o table", "Show every subscription you can use as a table."),
    ("account show", "az account show --query id -o tsv", "Print only the ID of the current subscription."),
    ("ad sp list", "az ad sp list --display-name myVM", "Find the service principal behind a VM's own identity."),
    ("ad sp list", "az ad sp list --all -o table", "List all service principals of the tenant."),
    (
        "ad sp show",
        "az ad sp show --id 00000000-0000-0000-0000-000000000000",
        "Look up a service principal by its object ID or application ID.",
    ),
    ("group create", "az group create -n myResourceGroup -l westus", "Make a resource group in West US."),
    ("group delete", "az group delete -n myResourceGroup", "Delete a group and all that is in it, after a question."),
    (
        "group delete",
        "az group delete -n myResourceGroup --yes --no-wait",
        "Delete it without a question and without waiting.",
    ),
    ("group exists", "az group exists -n myResourceGroup", "Print true when the group exists."),
    ("group list", "az group list -o table", "Show all resource groups as a table."),
    ("group list", "az group list --tag course=identities", "List the groups that carry a tag."),
    ("group show", "az group show -n myResourceGroup", "Show one resource group."),
    ("group update", "az group update -n myResourceGroup --tags course=identities", "Give a group new tags."),
    (
        "identity create",
        "az identity create -g myResourceGroup -n myIdentity",
        "Make a user-assigned identity where the group is.",
    ),
    (
        "identity create",
        "az identity create -g myResourceGroup -n myIdentity -l eastus --tags team=web",
        "Make one in another region, with a tag.",
    ),
    (
        "identity delete",
        "az identity delete -g myResourceGroup -n myIdentity",
        "Delete a user-assigned identity; role assignments stay behind.",
    ),
    (
        "identity list",
        "az identity list -g myResourceGroup -o table",
        "Show the group's user-assigned identities as a table.",
    ),
    (
        "identity show",
        "az identity show -g myResourceGroup -n myIdentity --query principalId -o tsv",
        "Print the ID that role assignments need.",
    ),
    (
        "identity update",
        "az identity update -g myResourceGroup -n myIdentity --tags team=web",
        "Give an identity new tags.",
    ),
    (
        "identity list-resources",
        "az identity list-resources -g myResourceGroup -n myIdentity",
        "List what uses an identity.",
    ),
    (
        "identity federated-credential create",
        "az identity federated-credential create -g myResourceGroup --identity-name myIdentity -n myCredential --issuer https://issuer.example --subject system:serviceaccount:web:app --audiences api://AzureADTokenExchange",
        "Trust a workload outside Azure.",
    ),
    ("keyvault list", "az keyvault list -g myResourceGroup", "List the key vaults of a group."),
    (
        "resource list",
        "az resource list -n myVM --query [*].identity.principalId --out tsv",
        "Print the principal ID of a VM's own identity.",
    ),
    ("resource list", "az resource list -g myResourceGroup -o table", "Show all that is in a group as a table."),
    (
        "role assignment create",
        "az role assignment create --assignee 00000000-0000-0000-0000-000000000000 --role Reader --scope /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/myResourceGroup",
        "Let an identity read a resource group.",
    ),
    (
        "role assignment create",
        "az role assignment create --assignee-object-id 00000000-0000-0000-0000-000000000000 --assignee-principal-type ServicePrincipal --role Reader --scope /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/myResourceGroup",
        "The same without a look into the directory, for identities that are brand new.",
    ),
    (
        "role assignment delete",
        "az role assignment delete --assignee 00000000-0000-0000-0000-000000000000 --role Reader -g myResourceGroup",
        "Take a role on a resource group away again.",
    ),
    (
        "role assignment list",
        "az role assignment list --assignee 00000000-0000-0000-0000-000000000000 --all -o table",
        "Show every role that an identity has.",
    ),
    (
        "role assignment list",
        "az role assignment list -g myResourceGroup",
        "List the roles given on a resource group itself.",
    ),
    (
        "vm create",
        "az vm create -g myResourceGroup -n myVM --image Ubuntu2204 --generate-ssh-keys --assign-identity",
        "Make a VM with an identity of its own.",
    ),
    (
        "vm create",
        "az vm create -g myResourceGroup -n myVM --image Ubuntu2204 --generate-ssh-keys --assign-identity myIdentity",
        "Make a VM that uses a user-assigned identity.",
    ),
    (
        "vm create",
        "az vm create -g myResourceGroup -n myVM --image Ubuntu2204 --generate-ssh-keys",
        "Make a VM without any identity.",
    ),
    (
        "vm delete",
        "az vm delete -g myResourceGroup -n myVM",
        "Delete a VM after a question; its own identity goes with it.",
    ),
    ("vm delete", "az vm delete -g myResourceGroup -n myVM --yes", "Delete a VM without a question."),
    ("vm list", "az vm list -g myResourceGroup -o table", "Show the VMs of a group as a table."),
    ("vm list", "az vm list -d --query [].powerState", "Print whether each VM is running."),
    ("vm show", "az vm show -g myResourceGroup -n myVM --query identity", "Show which identities a VM has."),
    ("vm show", "az vm show -g myResourceGroup -n myVM -d", "Show a VM with its power state and addresses."),
    ("vm start", "az vm start -g myResourceGroup -n myVM", "Start a VM."),
    ("vm identity assign", "az vm identity assign -g myResourceGroup -n myVM", "Switch on the VM's own identity."),
    (
        "vm identity assign",
        "az vm identity assign -g myResourceGroup -n myVM --identities myIdentity",
        "Let a VM use a user-assigned identity.",
    ),
    ("vm identity remove", "az vm identity remove -g myResourceGroup -n myVM", "Switch off the VM's own identity."),
    (
        "vm identity remove",
        "az vm identity remove -g myResourceGroup -n myVM --identities myIdentity",
        "Take a user-assigned identity away from a VM.",
    ),
    ("vm identity show", "az vm identity show -g myResourceGroup -n myVM", "Show which identities a VM has."),
];

/// The examples of a command, in the order of its help.
pub fn of(command: &str) -> Vec<Example> {
    let found = EXAMPLES.iter().filter(|(name, ..)| *name == command);
    let example = |(_, line, about): &(&str, &'static str, &'static str)| Example { line, about };
    found.map(example).collect()
}

/// What az prints below an error: up to three examples of `command`, and where to read more.
///
/// `typed` is the program name under which the error arose, `words` what the user typed after it; examples of
/// that very command come sorted by how many of those options they share.
pub(super) fn block(command: &str, typed: &str, words: &[String]) -> String {
    let name = command.strip_prefix("az ").unwrap_or("");
    let mut examples = of(name);
    let spec = table::command(name);
    let long = |word: &str| -> Option<String> {
        let globals = ["--only-show-errors", "--help", "--output", "--query", "--debug", "--verbose"];
        let fixed = match word {
            "-h" => Some("--help"),
            "-o" => Some("--output"),
            "--yes" | "--no-wait" => Some(word),
            _ => globals.contains(&word).then_some(word),
        };
        let own = || {
            let arguments = spec.filter(|_| command == typed)?.arguments.iter();
            let mut spelled = arguments.map(|a| &a.options);
            let options = spelled.find(|all| all.iter().any(|o| o.name == word))?;
            options.iter().map(|o| o.name).max_by_key(|n| n.len())
        };
        fixed.or_else(own).map(str::to_owned)
    };
    let typed_options: Vec<String> = words.iter().filter_map(|w| long(option(w)?)).collect();
    let rank = |example: &Example| {
        let options: Vec<String> = example.line.split(' ').filter_map(|w| long(option(w)?)).collect();
        let shared = options.iter().filter(|o| typed_options.contains(o)).count();
        let own = usize::from(example.line.starts_with(typed));
        (std::cmp::Reverse(own * (shared + 1)), options.len())
    };
    order::sort_by_key(&mut examples, rank);
    examples.truncate(3);
    let mut out = String::from("\n");
    if !examples.is_empty() {
        out.push_str("Examples from command's help:\n");
    }
    for example in examples {
        out.push_str(&format!("{}\n{}\n\n", example.line, example.about));
    }
    out.push_str("https://aka.ms/cli_ref\nRead more about the command in reference docs\n");
    out
}

/// The option that a word is or begins with; nothing for values.
fn option(word: &str) -> Option<&str> {
    if !word.starts_with('-') || word.starts_with("---") || word.len() < 2 {
        return None;
    }
    if word.starts_with("--") {
        return word.split('=').next();
    }
    let end = word.char_indices().nth(2).map_or(word.len(), |(i, _)| i);
    word.get(..end)
}
