# Locks, roles, tags, resources: run by the real azure-cli and by ours, and compared.
az group create -n rg -l westus --tags env=dev team=a -o none
az group update -n rg --set tags.k=v --query tags
az group list --tag env=dev --query "[].name" -o tsv
az group list --tag env=prod
az identity create -g rg -n id1 -o none
az resource list -o table
az resource list -g rg --query "[].type" -o tsv
az resource list --tag env
az resource show -g rg -n id1 --resource-type Microsoft.ManagedIdentity/userAssignedIdentities --query properties.isolationScope
az resource tag --tags a=b -g rg -n id1 --resource-type Microsoft.ManagedIdentity/userAssignedIdentities --query tags
az identity show -g rg -n id1 --query tags
az lock create -n l1 --lock-type CanNotDelete -g rg
az lock list -g rg -o table
az lock show -n l1 -g rg --query level
az identity delete -g rg -n id1
az group delete -n rg --yes
az lock delete -n l1 -g rg
az lock list -g rg
az lock create -n l2 --lock-type ReadOnly -g rg -o none
az identity create -g rg -n id2
az lock delete -n l2 -g rg
az role definition list -n Reader --query "[].roleName" -o tsv
az role definition list -n "Managed Identity Operator" -o table
az role definition list -n Bogus
az role assignment list --all -o table
az role assignment list -g rg --include-inherited --query "[].roleDefinitionName" -o tsv
az role assignment create --assignee nobody@contoso.onmicrosoft.com --role Reader --scope /subscriptions/11111111-aaaa-4bbb-8ccc-000000000001/resourceGroups/rg
az role assignment create --assignee-object-id 99999999-9999-9999-9999-999999999999 --assignee-principal-type ServicePrincipal --role Reader --scope /subscriptions/11111111-aaaa-4bbb-8ccc-000000000001/resourceGroups/rg
az role assignment create --assignee alice@contoso.onmicrosoft.com --role Nope --scope /subscriptions/11111111-aaaa-4bbb-8ccc-000000000001/resourceGroups/rg
az role assignment create --role Reader --scope /subscriptions/11111111-aaaa-4bbb-8ccc-000000000001/resourceGroups/rg
az role assignment delete
az role assignment delete --assignee alice@contoso.onmicrosoft.com --role Contributor -g rg
az identity federated-credential create -g rg --identity-name id1 -n fic1 --issuer https://issuer.example --subject sub1 --audiences api://AzureADTokenExchange
az identity federated-credential list -g rg --identity-name id1 --query "[].name"
az identity federated-credential show -g rg --identity-name id1 -n fic1 --query subject
az identity federated-credential update -g rg --identity-name id1 -n fic1 --issuer https://issuer.example --subject sub2 --audiences api://AzureADTokenExchange --query subject
az identity federated-credential delete -g rg --identity-name id1 -n fic1 --yes
az identity federated-credential list -g rg --identity-name id1
az identity update -g rg -n id1 --isolation-scope Regional --query isolationScope
az identity update -g rg -n id1 --tags x=y --query tags
az vmss list -g rg
az webapp list -g rg
az rest --method get --url /subscriptions/11111111-aaaa-4bbb-8ccc-000000000001/resourceGroups/rg?api-version=2021-04-01 --query name
az rest --method get --url /subscriptions/11111111-aaaa-4bbb-8ccc-000000000001/resourceGroups/nope?api-version=2021-04-01
az group delete -n rg --yes
az resource list
