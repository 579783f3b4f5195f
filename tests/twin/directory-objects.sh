# Run by `make conformance` twice, by the real azure-cli over the simulated cloud and by ours, and compared.
az group create -n rg -l westus -o none
az ad signed-in-user show --query userPrincipalName
az ad user list --query "[].displayName"
az ad user show --id alice@contoso.onmicrosoft.com --query displayName
az ad user show --id nobody@contoso.onmicrosoft.com
az ad user create --display-name Bob --user-principal-name bob@contoso.onmicrosoft.com --password Passw0rd12345 --query displayName
az ad user create --display-name Bob --user-principal-name bob@contoso.onmicrosoft.com --password Passw0rd12345
az ad user list --upn bob@contoso.onmicrosoft.com --query "[].displayName"
az ad user list --display-name B --query "[].displayName" -o tsv
az ad user delete --id bob@contoso.onmicrosoft.com
az ad user delete --id bob@contoso.onmicrosoft.com
az ad group create --display-name devs --mail-nickname devs --query displayName
az ad group show -g devs --query displayName
az ad group show -g nope
az ad group list --query "[].displayName"
az ad group member list -g devs
az ad group member check -g devs --member-id 33333333-aaaa-4bbb-8ccc-000000000001
az ad group member add -g devs --member-id 33333333-aaaa-4bbb-8ccc-000000000001
az ad group member add -g devs --member-id 33333333-aaaa-4bbb-8ccc-000000000001
az ad group member check -g devs --member-id 33333333-aaaa-4bbb-8ccc-000000000001
az ad group member list -g devs --query "[].displayName"
az ad group member remove -g devs --member-id 33333333-aaaa-4bbb-8ccc-000000000001
az ad group member remove -g devs --member-id 33333333-aaaa-4bbb-8ccc-000000000001
az ad group delete -g devs
az ad group delete -g devs
az ad app create --display-name app1 --query displayName
az ad app list --display-name app1 --query "[].displayName"
az ad app list --all --query "length(@)"
az ad app show --id nope
az ad app show --id 00000000-0000-0000-0000-000000000000
az ad app delete --id 00000000-0000-0000-0000-000000000000
az ad sp create --id 00000000-0000-0000-0000-000000000000
az ad sp show --id 00000000-0000-0000-0000-000000000000
az ad sp show --id nope
az ad sp delete --id 00000000-0000-0000-0000-000000000000
az ad sp list --display-name app1
az ad sp list
az ad sp create-for-rbac -n rbac1 --query displayName
az ad sp list --display-name rbac1 --query "[].displayName"
az ad sp create-for-rbac -n rbac2 --role Reader
az ad sp create-for-rbac -n rbac2 --role Reader --scopes /subscriptions/11111111-aaaa-4bbb-8ccc-000000000001/resourceGroups/rg --query displayName
az role definition list --name Reader --query "[].roleName"
az role definition list --name Nope
az role definition list --custom-role-only
az role definition show --name 8e3af657-a8ff-443c-a75c-2fe8c4bcb635 --scope /subscriptions/11111111-aaaa-4bbb-8ccc-000000000001 --query roleName
az role definition create --role-definition "{\"Name\":\"Custom1\",\"Description\":\"d\",\"Actions\":[\"Microsoft.Compute/virtualMachines/read\"],\"AssignableScopes\":[\"/subscriptions/11111111-aaaa-4bbb-8ccc-000000000001\"]}" --query roleName
az role definition create --role-definition "{\"Name\":\"Custom1\",\"Actions\":[]}"
az role definition list --custom-role-only --query "[].roleName"
az role definition update --role-definition "{\"Name\":\"Custom1\",\"Description\":\"e\",\"Actions\":[\"Microsoft.Compute/virtualMachines/read\",\"Microsoft.Compute/virtualMachines/start/action\"],\"AssignableScopes\":[\"/subscriptions/11111111-aaaa-4bbb-8ccc-000000000001\"]}" --query description
az role definition delete --name Custom1
az role definition delete --name Custom1
az role assignment create --role Reader --assignee nobody --scope /subscriptions/11111111-aaaa-4bbb-8ccc-000000000001
az role assignment create --role Nope --assignee alice@contoso.onmicrosoft.com --scope /subscriptions/11111111-aaaa-4bbb-8ccc-000000000001
az role assignment list --assignee alice@contoso.onmicrosoft.com --query "[].roleDefinitionName"
az role assignment list --all --query "length(@)"
az role assignment delete --ids /subscriptions/11111111-aaaa-4bbb-8ccc-000000000001/providers/Microsoft.Authorization/roleAssignments/00000000-0000-0000-0000-000000000000
