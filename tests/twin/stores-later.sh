# Run by `make conformance` twice, by the real azure-cli over the simulated cloud and by ours, and compared.
az group create -n rg -l westus -o none
az keyvault create -g rg -n kvver1 --enable-rbac-authorization false -o none
az keyvault secret set --vault-name kvver1 -n s1 --value v1 -o none
az keyvault secret set --vault-name kvver1 -n s1 --value v2 -o none
az keyvault secret list-versions --vault-name kvver1 -n s1 --query "length(@)"
az keyvault secret list-versions --vault-name kvver1 -n s1 --query "[].name"
az keyvault secret list-versions --vault-name kvver1 -n s1 --query "[0].attributes.enabled"
az keyvault secret list-versions --vault-name kvver1 -n s1 --query "[0]" -o yaml
az keyvault secret list-versions --vault-name kvver1 -n nope
az keyvault secret list-versions --vault-name kvver1
az keyvault secret list-versions --id https://kvver1.vault.azure.net/secrets/s1 --query "length(@)"
az storage account create -g rg -n stupd1 -o none
az storage account update -g rg -n stupd1 --allow-shared-key-access false --query allowSharedKeyAccess
az storage account update -n stupd1 --tags a=b --query tags
az storage account update -n stupd1 --sku Standard_LRS --query sku.name
az storage account update -n stupd1 --https-only false --query enableHttpsTrafficOnly
az storage account update -n stupd1 --min-tls-version TLS1_2 --query minimumTlsVersion
az storage account update -n stupd1 --allow-blob-public-access true --query "[allowBlobPublicAccess,allowSharedKeyAccess]"
az storage account update -n stupd1
az storage account update -n nope --tags a=b
az storage account update -g rg -n nope --tags a=b
az storage account update
az storage container list --account-name stupd1 --auth-mode login
az storage account keys list -n stupd1 --query "[].permissions"
az storage account check-name --name stupd1
az storage account check-name --name stfree1 --query nameAvailable
az storage account check-name --name BAD_NAME --query "[nameAvailable,reason]"
az storage account check-name
