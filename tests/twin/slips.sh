# Run by `make conformance` twice, by the real azure-cli over the simulated cloud and by ours, and compared.
az group create -n rg -l westus -o none
az identity create -g rg -n id1 -o none
az identity create -g rg -n id1 --tags a=b --query tags
az identity create -g rg -n "bad name" 
az identity create -g nope -n id1
az identity update -g rg -n id1 --tags c=d --query tags
az identity update -g rg -n id1 --set tags.e=f --query tags
az identity update -g rg -n nope --tags c=d
az identity list -o table
az identity list -g nope
az identity show -g rg -n ID1 --query name
az identity show --ids /subscriptions/11111111-aaaa-4bbb-8ccc-000000000001/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id1 --query name
az identity list-resources -g rg -n id1
az identity list-resources -g rg -n nope
az identity federated-credential create -g rg --identity-name id1 -n f1 --issuer https://token.actions.githubusercontent.com --subject repo:a/b:ref:refs/heads/main --query name
az identity federated-credential create -g rg --identity-name id1 -n f2 --issuer https://token.actions.githubusercontent.com --subject repo:a/b:ref:refs/heads/main
az identity federated-credential create -g rg --identity-name nope -n f2 --issuer https://x --subject s
az identity federated-credential show -g rg --identity-name id1 -n f1 --query audiences
az identity federated-credential show -g rg --identity-name id1 -n nope
az identity federated-credential list -g rg --identity-name id1 --query "[].subject"
az identity federated-credential update -g rg --identity-name id1 -n f1 --subject repo:a/c --query subject
az identity federated-credential delete -g rg --identity-name id1 -n f1
az identity federated-credential delete -g rg --identity-name id1 -n f1 --yes
az identity federated-credential delete -g rg --identity-name id1 -n f1 --yes
az identity delete -g rg -n id1
az identity delete -g rg -n id1
az resource list -g rg
az resource list --resource-type Microsoft.Compute/virtualMachines
az resource list --tag a=b
az resource list -n nope
az resource show -g rg -n nope --resource-type Microsoft.Compute/virtualMachines
az resource show --ids nonsense
az resource tag -g rg -n nope --resource-type Microsoft.Compute/virtualMachines --tags a=b
az resource delete -g rg -n nope --resource-type Microsoft.Compute/virtualMachines
az lock create -n l1 -g rg --lock-type ReadOnly --notes hello --query notes
az lock create -n l1 -g rg --lock-type Bogus
az lock list --query "[].name"
az lock list -o table
az lock show -n nope -g rg
az lock show -n l1 -g rg --query level
az identity create -g rg -n id2
az group update -n rg --tags a=b
az lock delete -n l1 -g rg
az identity create -g rg -n id2 --query name
az role assignment create --role Reader --assignee-object-id 33333333-aaaa-4bbb-8ccc-000000000001 --assignee-principal-type User --scope /subscriptions/11111111-aaaa-4bbb-8ccc-000000000001/resourceGroups/rg --query principalType
az role assignment create --role Reader --assignee-object-id 33333333-aaaa-4bbb-8ccc-000000000001 --assignee-principal-type User --scope /subscriptions/11111111-aaaa-4bbb-8ccc-000000000001/resourceGroups/rg --query principalType
az role assignment create --role Reader --assignee-object-id 33333333-aaaa-4bbb-8ccc-000000000001 --scope /subscriptions/11111111-aaaa-4bbb-8ccc-000000000001/resourceGroups/nope
az role assignment create --role Reader --scope /
az role assignment create --assignee alice@contoso.onmicrosoft.com --scope /
az role assignment list -g rg --query "[].roleDefinitionName"
az role assignment list -g rg --include-inherited --query "length(@)"
az role assignment list --scope /subscriptions/11111111-aaaa-4bbb-8ccc-000000000001/resourceGroups/rg --assignee alice@contoso.onmicrosoft.com -o table
az role assignment list -g nope
az role assignment list --all -g rg
az role assignment list --assignee nobody@contoso.onmicrosoft.com
az role assignment delete --role Reader -g rg
az role assignment delete --role Reader -g rg
az role assignment delete
az role definition list --name "Key Vault Secrets User" --query "[].[roleName,roleType]" -o tsv
az role definition list --scope /subscriptions/11111111-aaaa-4bbb-8ccc-000000000001/resourceGroups/rg --name Owner --query "[0].permissions[0].actions"
az role definition show --id /subscriptions/11111111-aaaa-4bbb-8ccc-000000000001/providers/Microsoft.Authorization/roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635 --query roleName
az role definition show
az role definition create --role-definition nonsense
az storage account create -g rg -n stmore1 -o none
az storage account create -g rg -n stmore1 --query name
az storage account show -g rg -n stmore1 --query "[kind,accessTier,enableHttpsTrafficOnly]"
az storage blob list -c nope --account-name stmore1 --auth-mode login
az storage blob upload -c nope -n b --data x --account-name stmore1 --auth-mode login
az keyvault create -g rg -n "bad_name"
az keyvault create -g rg -n kvmore1 --retention-days 5
az keyvault create -g rg -n kvmore1 --query "properties.enableRbacAuthorization"
az keyvault create -g rg -n kvmore1
az keyvault secret list --vault-name kvmore1
az keyvault secret set --vault-name kvmore1 -n s --value v
az keyvault set-policy -n kvmore1 --upn alice@contoso.onmicrosoft.com --secret-permissions get
az keyvault list-deleted
az keyvault show-deleted -n nope
az keyvault recover -n nope
az keyvault secret show --id https://kvmore1.vault.azure.net/secrets/s
az keyvault secret set --vault-name kvmore1 -n "bad name" --value v
az vm identity assign
az vm identity assing -g rg -n vm1
az vm create -g rg
az vm create -g rg -n vm1 --image Ubuntu2204 --bogus
az vm create -g rg -n vm1 --image Ubuntu2204 --authentication-type nope
az vm list -o bogus
az vm list --query "[?"
az vm show -g rg -n
az login --identity --client-id x --object-id y
