//! The meanings of groups, commands and arguments, in our own words.

use crate::az::spec::{ArgSpec, Nargs, ValueType};

/// Groups: path, what they hold in the plural, one of it.
const GROUPS: &[(&str, &str, &str)] = &[
    ("account", "subscriptions and the sign-in", "subscription"),
    ("acr", "container registries", "container registry"),
    ("ad", "the Entra ID directory", "directory object"),
    ("ad app", "app registrations", "app registration"),
    ("ad group", "directory groups", "directory group"),
    ("ad group member", "members of directory groups", "member of a directory group"),
    ("ad signed-in-user", "who is signed in", "signed-in user"),
    ("ad sp", "service principals", "service principal"),
    ("ad user", "users of the directory", "user"),
    ("aks", "Kubernetes clusters", "Kubernetes cluster"),
    ("appservice", "App Service plans and more", "App Service resource"),
    ("appservice plan", "App Service plans", "App Service plan"),
    ("config", "the settings of az", "setting of az"),
    ("container", "container groups", "container group"),
    ("containerapp", "container apps", "container app"),
    ("deployment", "template deployments", "deployment"),
    ("deployment group", "deployments to resource groups", "deployment to a resource group"),
    ("functionapp", "function apps", "function app"),
    ("functionapp identity", "managed identities of function apps", "function app's managed identity"),
    ("group", "resource groups", "resource group"),
    ("identity", "user-assigned managed identities", "user-assigned managed identity"),
    ("identity federated-credential", "federated credentials of identities", "federated credential of an identity"),
    ("keyvault", "key vaults and what they keep", "key vault"),
    ("keyvault secret", "secrets in key vaults", "secret in a key vault"),
    ("lock", "locks against change and deletion", "lock"),
    ("network", "virtual networks and what is in them", "network resource"),
    ("network nic", "network interfaces", "network interface"),
    ("network nsg", "network security groups", "network security group"),
    ("network public-ip", "public IP addresses", "public IP address"),
    ("network vnet", "virtual networks", "virtual network"),
    ("provider", "resource providers", "resource provider"),
    ("resource", "resources of any type", "resource of any type"),
    ("role", "roles and who has them", "role"),
    ("role assignment", "role assignments", "role assignment"),
    ("role definition", "role definitions", "role definition"),
    ("storage", "storage accounts and what they keep", "storage resource"),
    ("storage account", "storage accounts", "storage account"),
    ("storage account keys", "access keys of storage accounts", "access key of a storage account"),
    ("storage blob", "blobs", "blob"),
    ("storage container", "blob containers", "blob container"),
    ("tag", "tags of a subscription", "tag"),
    ("vm", "virtual machines", "virtual machine"),
    ("vm extension", "extensions of virtual machines", "extension of a virtual machine"),
    ("vm identity", "managed identities of virtual machines", "virtual machine's managed identity"),
    ("vm image", "images for virtual machines", "image for virtual machines"),
    ("vm run-command", "scripts run inside virtual machines", "script run inside a virtual machine"),
    ("vm user", "users inside virtual machines", "user inside a virtual machine"),
    ("vmss", "virtual machine scale sets", "virtual machine scale set"),
    ("vmss identity", "managed identities of scale sets", "scale set's managed identity"),
    ("webapp", "web apps", "web app"),
    ("webapp identity", "managed identities of web apps", "web app's managed identity"),
];

/// Last words of command names, and what they do to a thing.
const VERBS: &[(&str, &str)] = &[
    ("add", "Add a"),
    ("assign", "Give a"),
    ("create", "Create a"),
    ("delete", "Delete a"),
    ("list", "List the"),
    ("purge", "Delete for good a"),
    ("recover", "Bring back a deleted"),
    ("remove", "Remove a"),
    ("restart", "Restart a"),
    ("set", "Set a"),
    ("show", "Show a"),
    ("start", "Start a"),
    ("stop", "Stop a"),
    ("update", "Change a"),
];

/// Commands that the verbs do not tell enough about.
const COMMANDS: &[(&str, &str)] = &[
    ("account clear", "Forget every subscription and sign-in."),
    ("account get-access-token", "Print an access token for a service."),
    ("account list-locations", "List the regions of the current subscription."),
    ("account set", "Choose the subscription that later commands use."),
    ("ad sp create-for-rbac", "Create an application with a password and, if wanted, a role."),
    ("configure", "Look at and change defaults."),
    ("group exists", "Say whether a resource group exists."),
    ("identity list-resources", "List the resources that use an identity."),
    ("keyvault set-policy", "Let an identity into a key vault by access policy."),
    ("keyvault delete-policy", "Take an identity out of a key vault's access policies."),
    ("login", "Sign in."),
    ("logout", "Sign out."),
    ("rest", "Send one HTTP request with the credentials of the sign-in."),
    ("role assignment create", "Give a role to an identity at a scope."),
    ("role assignment delete", "Take roles away again."),
    ("version", "Print the versions of az."),
    ("vm deallocate", "Stop a virtual machine and give its hardware back."),
    ("vm identity assign", "Switch on a VM's own identity, or let it use others."),
    ("vm identity remove", "Switch off a VM's own identity, or take others away."),
    ("vm list", "List virtual machines."),
];

/// Options that mean the same everywhere.
const OPTIONS: &[(&str, &str)] = &[
    ("--acquire-policy-token", "Get a policy token for this change."),
    (
        "--assign-identity",
        "Alone: the resource's own identity. With values: user-assigned identities by name or ID, and [system] for its own.",
    ),
    ("--assignee", "Who: a user's sign-in name, or an object ID or application ID."),
    ("--assignee-object-id", "Who, by object ID; az does not look into the directory then."),
    ("--assignee-principal-type", "What kind of principal the object ID is."),
    ("--change-reference", "The ID of the change request that this belongs to."),
    ("--debug", "Print all log lines."),
    ("--help", "Print this and stop."),
    ("--identities", "User-assigned identities by name or ID, and [system] for the resource's own."),
    ("--ids", "Resource IDs, blanks between them, in place of the names."),
    ("--image", "What the machine is made from: an alias, a URN or an ID."),
    ("--location", "The region, such as westus."),
    ("--no-wait", "Return before the work is done."),
    ("--only-show-errors", "Print errors and no warnings."),
    ("--output", "How to print the result."),
    ("--query", "A JMESPath expression that picks from the result."),
    ("--resource-group", "The resource group's name."),
    ("--role", "A role, by name or ID."),
    ("--scope", "Where: the ID of a subscription, a group or a resource."),
    ("--subscription", "The subscription, by name or ID."),
    ("--tags", "Tags as KEY=VALUE, blanks between them."),
    ("--verbose", "Print more log lines."),
    ("--yes", "Do not ask."),
];

/// What a group is about.
pub(in crate::az) fn group(path: &str) -> String {
    if path.is_empty() {
        return String::new();
    }
    match GROUPS.iter().find(|(p, ..)| *p == path) {
        Some((_, many, _)) => format!("Manage {many}."),
        None => String::new(),
    }
}

/// What a command does.
pub(in crate::az) fn command(group: &str, word: &str) -> String {
    let path = format!("{group} {word}");
    if let Some((_, text)) = COMMANDS.iter().find(|(p, _)| *p == path.trim()) {
        return (*text).to_owned();
    }
    let things = GROUPS.iter().find(|(p, ..)| *p == group);
    let verb = VERBS.iter().find(|(v, _)| *v == word);
    match (things, verb) {
        (Some((_, many, _)), Some(("list", verb))) => format!("{verb} {many}."),
        (Some((_, _, one)), Some((_, verb))) => {
            let vowel = one.starts_with(['a', 'e', 'i', 'o']);
            let verb = verb.strip_suffix(" a").filter(|_| vowel).map_or((*verb).to_owned(), |v| format!("{v} an"));
            format!("{verb} {one}.")
        }
        _ => String::new(),
    }
}

/// What an argument is.
pub(in crate::az) fn argument(arg: &ArgSpec) -> String {
    let known = arg.options.iter().find_map(|o| OPTIONS.iter().find(|(n, _)| *n == o.name));
    if let Some((_, text)) = known {
        return (*text).to_owned();
    }
    if arg.options.iter().any(|o| o.name == "--name") {
        return "The name.".to_owned();
    }
    if arg.three_state {
        return "True or false.".to_owned();
    }
    match (arg.nargs, arg.value_type) {
        (Nargs::Zero, _) => "A switch.".to_owned(),
        (_, ValueType::Int) => "A whole number.".to_owned(),
        (_, ValueType::Float) => "A number.".to_owned(),
        (_, ValueType::DateTime) => "A date and time, such as 2030-12-31T12:00:00Z.".to_owned(),
        (Nargs::Any | Nargs::Many, _) => "Values, blanks between them.".to_owned(),
        _ => String::new(),
    }
}
