# Run by `make conformance` twice, by the real azure-cli over the simulated cloud and by ours, and compared.
az group create -n rg -l westus -o none
az identity create -g rg -n id1 -o none
az identity create -g rg -n id2 -l eastus --query location
az vm create -g rg -n vm1 --image Ubuntu2204 --admin-username azureuser --admin-password myPassword12 --only-show-errors -o none
az vm create -g rg -n vm2 --image Debian11 --admin-username azureuser --admin-password myPassword12 --assign-identity id1 --tags a=b --only-show-errors --query identity.systemAssignedIdentity
az vm create -g rg -n vm3 --image nope --admin-username azureuser --admin-password myPassword12
az vm create -g rg -n vm3 --image Ubuntu2204 --admin-username azureuser --admin-password short
az vm create -g rg -n vm3 --image Ubuntu2204 --admin-username root --admin-password myPassword12
az vm create -g rg -n vm3 --image Win2022Datacenter --admin-username azureuser --admin-password myPassword12 --authentication-type ssh
az vm create -g nope -n vm3 --image Ubuntu2204 --admin-username azureuser --admin-password myPassword12
az vm show -g rg -n vm2 --query tags
az vm show -g rg -n vm2 -d --query "[powerState, publicIps != '', privateIps != '', fqdns]"
az vm show -g rg -n nope
az vm list --query "[].name" -o tsv
az vm list -d -g rg -o table
az vm list -g nope
az vm list-ip-addresses -g rg -n vm1 --query "[].virtualMachine.name"
az vm list-ip-addresses -g rg -o table
az vm list-ip-addresses -n nope
az vm get-instance-view -g rg -n vm1 --query "instanceView.statuses[].code"
az vm get-instance-view -g rg -n vm1 -o table
az vm get-instance-view -g rg -n nope
az vm update -g rg -n vm1 --set tags.x=one --query tags
az vm update -g rg -n vm1 --remove tags.x --query tags
az vm update -g rg -n nope --set tags.x=1
az vm resize -g rg -n vm1 --size Standard_D4s_v5 --query hardwareProfile
az vm resize -g rg -n nope --size Standard_D4s_v5
az vm restart -g rg -n vm1
az vm restart -g rg -n nope
az vm stop -g rg -n vm1
az vm stop -g rg -n vm1 --skip-shutdown
az vm show -g rg -n vm1 -d --query powerState
az vm start -g rg -n vm1
az vm deallocate -g rg -n vm1 --no-wait
az vm deallocate -g rg -n nope
az vm start -g rg -n vm1 --no-wait
az vm wait -g rg -n vm1 --created
az vm wait -g rg -n vm1 --exists
az vm wait -g rg -n vm1 --updated
az vm wait -g rg -n vm1
az vm image list --query "[?urnAlias=='Debian11'].urn" -o tsv
az vm image list --publisher Debian --query "[].offer"
az vm image list --offer Windows --query "length(@)"
az vm image list --sku 22 -o tsv --query "[].urn"
az vm identity assign -g rg -n vm1 --query systemAssignedIdentity != null
az vm identity assign -g rg -n vm1 --identities id1 --query "keys(userAssignedIdentities)"
az vm identity assign -g rg -n vm1 --identities id1 id2 [system] --query "length(keys(userAssignedIdentities))"
az vm identity assign -g rg -n nope
az vm identity show -g rg -n vm1 --query type
az vm identity show -g rg -n vm2 -o table
az vm identity remove -g rg -n vm1 --identities id1 --query type
az vm identity remove -g rg -n vm1 --identities id1
az vm identity remove -g rg -n vm1 --query type
az vm identity remove -g rg -n vm1 --identities id2
az vm identity show -g rg -n vm1
az vm identity remove -g rg -n nope
az vm identity assign -g rg -n vm1 --role Reader --scope /subscriptions/11111111-aaaa-4bbb-8ccc-000000000001/resourceGroups/rg --query "[role,scope]"
az role assignment list --scope /subscriptions/11111111-aaaa-4bbb-8ccc-000000000001/resourceGroups/rg --query "[].roleDefinitionName"
az group wait -n rg --created
az group wait -n rg --exists
az group wait -n rg
az vm delete -g rg -n vm2
az vm delete -g rg -n vm2 --yes
az vm delete -g rg -n vm2 --yes
az vm list --query "length(@)"
az vm lis
az vm shwo -g rg -n vm1
az vm show --ids /subscriptions/11111111-aaaa-4bbb-8ccc-000000000001/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm1 --query name
az vm show --ids nonsense
az vm show -g rg -n vm1 --query "name" --out yaml
az vm show -g rg -n vm1 --query "{n:name,l:location}" -o table
az vm show -g rg -n vm1 --query "{n:name,l:location}" -o tsv
az vm show -g rg -n vm1 --query "foo(name)"
