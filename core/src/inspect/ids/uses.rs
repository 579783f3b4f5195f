//! Where each kind of id goes, and where it is often put and does not go: commands with what they do with it.

/// Commands and meanings.
pub(super) type Uses = &'static [(&'static str, &'static str)];

pub(super) const PRINCIPAL_GOES: Uses = &[
    ("az role assignment create --assignee-object-id", "grants a role to it, without a look into the directory"),
    ("az role assignment list --assignee", "lists its grants"),
    ("az keyvault set-policy --object-id", "names it in a vault's access policy"),
    ("az ad sp show --id", "shows the service principal; a clientId works here too"),
    ("az login --identity --object-id", "picks the identity on a host that has several"),
    ("object_id=… at the token endpoint", "the same, over HTTP"),
];
pub(super) const PRINCIPAL_NOT: Uses = &[
    ("az vm identity assign --identities", "takes the resource id, or the name in the same group"),
    ("AZURE_CLIENT_ID", "takes the clientId"),
];
pub(super) const CLIENT_GOES: Uses = &[
    ("az login --identity --client-id", "picks the identity on a host that has several"),
    ("client_id=… at the token endpoint", "the same, over HTTP"),
    ("AZURE_CLIENT_ID", "tells an SDK which identity to use"),
    ("az ad sp show --id", "finds the service principal"),
    ("az role assignment create --assignee", "works after a look into the directory; --assignee-object-id needs none"),
];
pub(super) const CLIENT_NOT: Uses = &[
    ("az role assignment create --assignee-object-id", "takes the principalId"),
    ("az keyvault set-policy --object-id", "takes the principalId"),
];
pub(super) const IDENTITY_GOES: Uses = &[
    ("az vm identity assign --identities", "attaches it to a host"),
    (
        "az role assignment create --scope",
        "makes the identity itself the scope of a grant, such as Managed Identity Operator",
    ),
    ("az login --identity --resource-id", "picks the identity on a host that has several"),
    ("msi_res_id=… at the token endpoint", "the same, over HTTP"),
    ("az resource show --ids", "shows it"),
];
pub(super) const IDENTITY_NOT: Uses = &[("az role assignment create --assignee-object-id", "takes the principalId")];
pub(super) const SCOPE_GOES: Uses = &[
    ("az role assignment create --scope", "grants a role on it and on all below it"),
    ("az resource show --ids", "shows it"),
    ("az lock create --resource", "locks it"),
];
pub(super) const USER_GOES: Uses = &[
    ("az role assignment create --assignee-object-id", "grants a role to the person"),
    ("az ad group member add --member-id", "puts the person into a group"),
    ("az ad user show --id", "shows the person; the user principal name works here too"),
];
pub(super) const GROUP_GOES: Uses = &[
    ("az role assignment create --assignee-object-id", "grants a role to all members"),
    ("az ad group member add --group", "names the group that gets a member"),
];
pub(super) const APPLICATION_GOES: Uses =
    &[("az ad app show --id", "shows the application; its client id works here too")];
pub(super) const APPLICATION_NOT: Uses = &[(
    "az role assignment create --assignee-object-id",
    "takes the object id of the service principal, which is another",
)];
pub(super) const SUBSCRIPTION_GOES: Uses = &[
    ("az account set --subscription", "makes it the one that commands use"),
    ("--subscription", "runs one command in it"),
];
pub(super) const TENANT_GOES: Uses =
    &[("az login --tenant", "signs in to it"), ("--tenant-id, AZURE_TENANT_ID", "tells an SDK where to ask")];
pub(super) const ROLE_GOES: Uses = &[("az role assignment create --role", "grants the role; its name works here too")];
pub(super) const ASSIGNMENT_GOES: Uses =
    &[("az role assignment delete --ids", "takes the grant back; it takes the whole id, not the GUID alone")];
pub(super) const NAME_GOES: Uses = &[
    ("az login --username", "signs in"),
    ("az role assignment create --assignee", "grants a role, after a look into the directory"),
];
