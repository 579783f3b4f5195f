# Run by `make conformance` twice, by the real azure-cli over the simulated cloud and by ours, and compared.
az group create -n rg -l westus
az group create -n rg -l westus --tags a=b
az group list -o table
az group show -n rg -o yaml
az group exists -n RG
az group show -n nope
az identity create -g rg -n id1
az identity create -g rg -n id2 --tags env=dev -o table
az identity list -g rg --query "[].name" -o tsv
az identity show -g rg -n id1 --query type
az identity show -g rg -n nope
az vm create -g rg -n vm1 --image Ubuntu2204 --admin-username azureuser --admin-password myPassword12
az vm show -g rg -n vm1 --query "{name:name, os:storageProfile.osDisk.osType}" -o table
az vm show -d -g rg -n vm1 -o table
az vm list -o table
az vm identity show -g rg -n vm1
az vm identity assign -g rg -n vm1
az vm identity assign -g rg -n VM1
az vm identity assign -g rg -n vm1 --identities id1 id2
az vm identity show -g rg -n vm1
az vm identity remove -g rg -n vm1 --identities id2
az vm identity remove -g rg -n vm1 --identities id2
az vm identity assign -g rg -n vm1 --identities nope
az vm identity assign -g rg -n vm1 --role Reader
az identity list-resources -g rg -n id1 -o table
az resource list -n vm1 --query "[].type" -o tsv
az role assignment list -o table
az role assignment create --assignee alice@contoso.onmicrosoft.com --role Reader --scope /subscriptions/11111111-aaaa-4bbb-8ccc-000000000001/resourceGroups/rg --query principalType
az role assignment list -g rg -o table
az role assignment delete --assignee alice@contoso.onmicrosoft.com --role Reader -g rg
az role assignment delete --assignee alice@contoso.onmicrosoft.com --role Reader -g rg
az ad sp list --display-name vm1 --query "[].servicePrincipalType" -o tsv
az vm stop -g rg -n vm1
az vm deallocate -g rg -n vm1
az vm show -d -g rg -n vm1 --query powerState -o tsv
az vm start -g rg -n vm1
az vm delete -g rg -n vm1 --yes
az vm show -g rg -n vm1
az ad sp list --display-name vm1
az identity delete -g rg -n id1
az identity delete -g rg -n id1
az keyvault list
az account show -o table
az account list -o table
az account list --query "[].isDefault" -o tsv
az group delete -n rg --yes
az group list
