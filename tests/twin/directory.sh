# The directory: people, groups, applications, service principals.
az ad signed-in-user show --query userPrincipalName -o tsv
az ad user list --query "[].displayName" -o tsv
az ad user show --id alice@contoso.onmicrosoft.com --query displayName
az ad user show --id nobody@contoso.onmicrosoft.com
az ad user create --display-name Bob --user-principal-name bob@contoso.onmicrosoft.com --password Passw0rd12345 --query displayName
az ad user list --display-name Bob --query "[].userPrincipalName" -o tsv
az ad user list -o table
az ad group create --display-name devs --mail-nickname devs --query displayName
az ad group create --display-name devs --mail-nickname devs --query displayName
az ad group list --query "[].displayName" -o tsv
az ad group show -g devs --query mailNickname
az ad group show -g nope
az ad group member add -g devs --member-id 33333333-aaaa-4bbb-8ccc-000000000001
az ad group member list -g devs --query "[].displayName" -o tsv
az ad group member check -g devs --member-id 33333333-aaaa-4bbb-8ccc-000000000001
az ad group member remove -g devs --member-id 33333333-aaaa-4bbb-8ccc-000000000001
az ad group member check -g devs --member-id 33333333-aaaa-4bbb-8ccc-000000000001
az ad group delete -g devs
az ad app create --display-name app1 --query displayName
az ad app list --display-name app1 --query "[].displayName" -o tsv
az ad app list --query "length(@)"
az ad sp list --all --query "length(@)"
az ad sp list --display-name zzz
az ad sp show --id nope
az ad sp show --id 99999999-9999-9999-9999-999999999999
az ad user delete --id bob@contoso.onmicrosoft.com
az ad user show --id bob@contoso.onmicrosoft.com
