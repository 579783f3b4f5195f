# Run by `make conformance` twice, by the real azure-cli over the simulated cloud and by ours, and compared.
az account show
az account show -o table
az account show -n Dev --query name
az account show -n Nope
az account list -o table
az account list --all --query "[].name" -o tsv
az account list-locations --query "[].name" -o tsv
az account get-access-token --query tokenType
az account get-access-token --resource https://vault.azure.net --query subscription
az account get-access-token --resource-type ms-graph --query tenant
az account get-access-token --resource https://graph.microsoft.com/ -o tsv --query tokenType
az version
az version -o table
az version --query "keys(@)"
az config set core.only_show_errors=no
az config set defaults.location=westus
az config get defaults --query "[].value"
az config get defaults.location --query value
az config get defaults.nope
az config get nope
az config unset defaults.location
az config unset defaults.nope
az config get --query "core[?name=='only_show_errors'].value"
az configure --defaults group=rg location=westus
az configure --list-defaults --query "[].[name,value]" -o tsv
az identity create -n id9 --query name
az group create -n rg -o none
az identity create -n id9 --query "[name,location,resourceGroup]"
az configure --defaults group='' location=''
az configure --list-defaults --query "[].[name,value]" -o tsv
az configure --defaults nonsense
az identity show -n id9
az rest --method get --url /subscriptions?api-version=2022-12-01 --query "value[].displayName"
az rest --url /subscriptions/11111111-aaaa-4bbb-8ccc-000000000001/resourcegroups?api-version=2021-04-01 --query "value[].name"
az rest --method get --url "https://graph.microsoft.com/v1.0/me" --query displayName
az rest --method put --url /subscriptions/11111111-aaaa-4bbb-8ccc-000000000001/resourcegroups/rest1?api-version=2021-04-01 --body "{\"location\":\"westus\"}" --query name
az rest --method delete --url /subscriptions/11111111-aaaa-4bbb-8ccc-000000000001/resourcegroups/rest1?api-version=2021-04-01
az rest --method get --url /subscriptions/11111111-aaaa-4bbb-8ccc-000000000001/resourcegroups/nope?api-version=2021-04-01
az rest --method get --url /subscriptions --uri-parameters api-version=2022-12-01 --query "length(value)"
az group list --query "[].name" -o tsv
az group list --query "[?location=='westus'].{Name:name}" -o table
az group list -o yamlc --query "[].name"
az group list -o none
az group list --query "[]" -o tsv --only-show-errors
az group lst
az grup list
az group show
az group show -n rg --bogus
az group create -n rg
az group create -n "bad name!" -l westus
az group create -n rg2 -l nowhere
az group create -n rg2 -l "West US" --tags a=b c --query tags
az group update -n rg2 --tags --query tags
az group update -n rg2 --set tags.x=y --query tags
az group update -n nope --tags a=b
az group list --tag x=y --query "[].name"
az group exists -n rg2
az group exists -n nope
az group delete -n rg2
az group delete -n rg2 --yes
az group delete -n rg2 --yes
az group delete -n rg --yes --no-wait
az group list
