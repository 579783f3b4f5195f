# Run by `make conformance` twice, by the real azure-cli over the simulated cloud and by ours, and compared.
az group create -n rg -l westus -o none
az keyvault create -g rg -n kvtwin1 --enable-rbac-authorization false --query name
az keyvault show -n kvtwin1 --query properties.enableRbacAuthorization
az keyvault show -n nope
az keyvault list --query "[].name"
az keyvault set-policy -n kvtwin1 --upn alice@contoso.onmicrosoft.com --secret-permissions get list set delete recover purge --query name
az keyvault set-policy -n kvtwin1 --object-id 33333333-aaaa-4bbb-8ccc-000000000001 --secret-permissions all --query "properties.accessPolicies[0].permissions.secrets"
az keyvault set-policy -n kvtwin1 --secret-permissions get
az keyvault secret set --vault-name kvtwin1 -n s1 --value v1 --query value
az keyvault secret set --vault-name kvtwin1 -n s1 --value v2 --query value
az keyvault secret show --vault-name kvtwin1 -n s1 --query value -o tsv
az keyvault secret show --vault-name kvtwin1 -n nope
az keyvault secret list --vault-name kvtwin1 --query "[].name"
az keyvault secret list --vault-name kvtwin1 -o table
az keyvault secret delete --vault-name kvtwin1 -n s1 --query name
az keyvault secret list-deleted --vault-name kvtwin1 --query "[].name"
az keyvault secret recover --vault-name kvtwin1 -n s1 --query name
az keyvault secret delete --vault-name kvtwin1 -n s1 --query name
az keyvault secret purge --vault-name kvtwin1 -n s1
az keyvault secret purge --vault-name kvtwin1 -n s1
az keyvault delete-policy -n kvtwin1 --object-id 33333333-aaaa-4bbb-8ccc-000000000001 --query "length(properties.accessPolicies)"
az keyvault secret list --vault-name kvtwin1
az keyvault update -n kvtwin1 --enable-rbac-authorization true --query properties.enableRbacAuthorization
az keyvault delete -n kvtwin1
az keyvault show -n kvtwin1
az keyvault list-deleted --query "[].name"
az keyvault show-deleted -n kvtwin1 --query name
az keyvault recover -n kvtwin1 --query name
az keyvault delete -n kvtwin1
az keyvault purge -n kvtwin1
az keyvault purge -n kvtwin1
az storage account create -g rg -n sttwin1 --query "[name,kind,sku.name]"
az storage account create -g rg -n BAD_NAME
az storage account create -g rg -n sttwin2 --sku Standard_LRS --allow-blob-public-access false --min-tls-version TLS1_2 --query "[sku.name,allowBlobPublicAccess,minimumTlsVersion]"
az storage account show -n sttwin1 --query location
az storage account show -n nope
az storage account list --query "[].name"
az storage account list -g rg -o table
az storage account keys list -n sttwin1 --query "[].keyName"
az storage account keys list -n nope
az storage account show-connection-string -n sttwin1 --query "contains(connectionString, 'AccountName=sttwin1')"
az storage container create -n c1 --account-name sttwin1 --auth-mode login
az storage container create -n c1 --account-name sttwin1 --auth-mode login
az storage container exists -n c1 --account-name sttwin1 --auth-mode login
az storage container exists -n c2 --account-name sttwin1 --auth-mode login
az storage container show -n c1 --account-name sttwin1 --auth-mode login --query name
az storage container show -n c2 --account-name sttwin1 --auth-mode login
az storage container list --account-name sttwin1 --auth-mode login --query "[].name"
az storage blob upload -c c1 -n b1 --data hello --account-name sttwin1 --auth-mode login --query "keys(@)"
az storage blob upload -c c1 -n b1 --data hello --account-name sttwin1 --auth-mode login
az storage blob upload -c c1 -n b1 --data hello2 --overwrite --account-name sttwin1 --auth-mode login --query client_request_id
az storage blob list -c c1 --account-name sttwin1 --auth-mode login --query "[].name"
az storage blob list -c c1 --account-name sttwin1 --auth-mode login -o table
az storage blob show -c c1 -n b1 --account-name sttwin1 --auth-mode login --query properties.contentLength
az storage blob show -c c1 -n nope --account-name sttwin1 --auth-mode login
az storage blob exists -c c1 -n b1 --account-name sttwin1 --auth-mode login
az storage blob exists -c c1 -n nope --account-name sttwin1 --auth-mode login
az storage blob delete -c c1 -n b1 --account-name sttwin1 --auth-mode login
az storage blob delete -c c1 -n b1 --account-name sttwin1 --auth-mode login
az storage container delete -n c1 --account-name sttwin1 --auth-mode login
az storage container delete -n c1 --account-name sttwin1 --auth-mode login
az storage account delete -n sttwin1
az storage account delete -n sttwin1 --yes
az storage account delete -n sttwin1 --yes
az resource list --query "[].name"
az resource show --ids /subscriptions/11111111-aaaa-4bbb-8ccc-000000000001/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/sttwin2 --query name
az resource show -g rg -n sttwin2 --resource-type Microsoft.Storage/storageAccounts --query location
az resource tag --ids /subscriptions/11111111-aaaa-4bbb-8ccc-000000000001/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/sttwin2 --tags a=b --query tags
az lock create -n l1 -g rg --lock-type CanNotDelete --query level
az group delete -n rg --yes
az lock list -g rg --query "[].name"
az lock show -n l1 -g rg --query level
az lock delete -n l1 -g rg
az lock delete -n l1 -g rg
az resource delete --ids /subscriptions/11111111-aaaa-4bbb-8ccc-000000000001/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/sttwin2
az resource delete -g rg -n sttwin2 --resource-type Microsoft.Storage/storageAccounts
az resource list -o table
