# Run by `make conformance` twice, by the real azure-cli over the simulated cloud and by ours, and compared.
az group create -n rg -l westus -o none
az identity create -g rg -n id1 -o none
az vmss create -g rg -n ss1 --image Ubuntu2204 --admin-username azureuser --admin-password myPassword12 --orchestration-mode Uniform --only-show-errors -o none
az vmss show -g rg -n ss1 --query "[name,sku.capacity]"
az vmss show -g rg -n nope
az vmss list -g rg --query "[].name"
az vmss list -o table
az vmss identity assign -g rg -n ss1 --query "systemAssignedIdentity != null"
az vmss identity assign -g rg -n ss1 --identities id1 --query "keys(userAssignedIdentities)"
az vmss identity show -g rg -n ss1 --query type
az vmss identity remove -g rg -n ss1 --identities id1 --query type
az vmss identity remove -g rg -n ss1
az vmss identity show -g rg -n ss1
az vmss identity assign -g rg -n nope
az vmss delete -g rg -n ss1
az vmss show -g rg -n ss1
az appservice plan create -g rg -n plan1 --is-linux false --sku B1 --query "[name,sku.name]"
az appservice plan show -g rg -n plan1 --query sku.tier
az appservice plan show -g rg -n nope
az appservice plan list -g rg --query "[].name"
az rest --method put --url /subscriptions/11111111-aaaa-4bbb-8ccc-000000000001/resourceGroups/rg/providers/Microsoft.Web/sites/keylessweb1?api-version=2024-11-01 --body "{\"location\":\"westus\",\"kind\":\"app\",\"properties\":{}}" --query name
az rest --method put --url /subscriptions/11111111-aaaa-4bbb-8ccc-000000000001/resourceGroups/rg/providers/Microsoft.Web/sites/keylessfn1?api-version=2024-11-01 --body "{\"location\":\"westus\",\"kind\":\"functionapp\",\"properties\":{}}" --query name
az webapp create -g rg -p nope -n keylessweb2
az webapp show -g rg -n nope
az webapp list -g rg --query "[].name"
az webapp identity assign -g rg -n keylessweb1 --query type
az webapp identity assign -g rg -n keylessweb1 --identities /subscriptions/11111111-aaaa-4bbb-8ccc-000000000001/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id1 --query type
az webapp identity show -g rg -n keylessweb1 --query "length(keys(userAssignedIdentities))"
az webapp identity remove -g rg -n keylessweb1 --query type
az webapp identity remove -g rg -n keylessweb1 --identities /subscriptions/11111111-aaaa-4bbb-8ccc-000000000001/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id1
az webapp identity show -g rg -n keylessweb1 --query type
az webapp identity assign -g rg -n nope
az functionapp create -g rg -n keylessfn1 --storage-account nope
az functionapp list -g rg --query "[].name"
az functionapp identity assign -g rg -n keylessfn1 --query type
az functionapp identity show -g rg -n keylessfn1 --query type
az functionapp identity remove -g rg -n keylessfn1 --query type
az functionapp delete -g rg -n keylessfn1
az functionapp show -g rg -n keylessfn1
az webapp delete -g rg -n keylessweb1
az webapp delete -g rg -n keylessweb1
az appservice plan delete -g rg -n plan1 --yes
az appservice plan delete -g rg -n plan1 --yes
