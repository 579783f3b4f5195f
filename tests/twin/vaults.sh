# Key Vault and Storage, both planes.
az group create -n rg -l westus -o none
az keyvault create -g rg -n kvtwin1 --enable-rbac-authorization false --query "properties.enableRbacAuthorization"
az keyvault list --query "[].name" -o tsv
az keyvault list -o table
az keyvault show -n kvtwin1 --query "properties.vaultUri" -o tsv
az keyvault show -n kvtwin1 --query "properties.enableSoftDelete"
az keyvault secret set --vault-name kvtwin1 -n s1 --value v1 --query value
az keyvault secret show --vault-name kvtwin1 -n s1 --query value -o tsv
az keyvault secret list --vault-name kvtwin1 --query "[].name" -o tsv
az keyvault secret show --vault-name kvtwin1 -n nope
az keyvault secret set --vault-name kvtwin1 -n s1 --value v2 -o none
az keyvault secret show --vault-name kvtwin1 -n s1 --query value -o tsv
az keyvault secret delete --vault-name kvtwin1 -n s1 --query name
az keyvault secret show --vault-name kvtwin1 -n s1
az keyvault secret list-deleted --vault-name kvtwin1 --query "[].name" -o tsv
az keyvault secret recover --vault-name kvtwin1 -n s1 --query name
az keyvault update -n kvtwin1 --enable-rbac-authorization true --query properties.enableRbacAuthorization
az keyvault secret show --vault-name kvtwin1 -n s1
az keyvault create -g rg -n kvtwin1
az keyvault create -g rg -n kv--bad
az keyvault delete -n kvtwin1
az keyvault list-deleted --query "[].name" -o tsv
az keyvault recover -n kvtwin1 --query name
az storage account create -g rg -n sttwin1 --query name
az storage account create -g rg -n BAD --query name
az storage account list --query "[].name" -o tsv
az storage account show -n sttwin1 --query primaryEndpoints.blob -o tsv
az storage account keys list -n sttwin1 --query "[].keyName" -o tsv
az storage container create -n c1 --account-name sttwin1 --auth-mode login
az storage container list --account-name sttwin1 --auth-mode login --query "[].name" -o tsv
az storage container exists -n c1 --account-name sttwin1 --auth-mode login
az storage container exists -n c2 --account-name sttwin1 --auth-mode login
az storage blob upload --account-name sttwin1 -c c1 -n b --data hello --auth-mode login --query lease_id
az storage blob list --account-name sttwin1 -c c1 --auth-mode login --query "[].name" -o tsv
az storage blob exists --account-name sttwin1 -c c1 -n b --auth-mode login
az storage blob show --account-name sttwin1 -c c1 -n b --auth-mode login --query properties.contentLength
az storage blob delete --account-name sttwin1 -c c1 -n b --auth-mode login
az storage blob show --account-name sttwin1 -c c1 -n b --auth-mode login
az storage container create -n c3 --account-name sttwin1
az storage account delete -n sttwin1 --yes
az storage account show -g rg -n sttwin1
