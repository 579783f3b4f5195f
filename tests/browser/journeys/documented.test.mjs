// The documented commands, pasted as they stand, and what comes of the identities they make.
import assert from 'node:assert/strict';
import { PHONE, journey } from '../lib/harness.mjs';

const CREATE_SYSTEM_ASSIGNED = [
  'az vm create `',
  '    --resource-group myResourceGroup ` ',
  '    --name myVM `',
  '    --image win2016datacenter ` ',
  '    --generate-ssh-keys `',
  '    --assign-identity `',
  '    --admin-username azureuser ` ',
  '    --admin-password myPassword12',
].join('\n');
const CREATE_USER_ASSIGNED = [
  'az vm create \\',
  '  --resource-group myResourceGroup \\',
  '  --name vm2 \\',
  '  --image UbuntuLTS \\',
  '  --admin-username azureuser \\',
  '  --admin-password myPassword12 \\',
  '  --assign-identity myIdentity',
].join('\n');
const RAW_PLACEHOLDERS = [
  'az vm identity assign `',
  '    --resource-group <RESOURCE GROUP> `',
  '    --name <VM NAME> `',
  '    --identities <USER ASSIGNED IDENTITY>',
].join('\n');

journey('the documented commands run verbatim, and identities live and die as they should', { subpath: true }, async ({ open, playground }) => {
  await open('play/');
  assert.match(await playground.paste(CREATE_SYSTEM_ASSIGNED), /"powerState": "VM running"/);
  assert.match(await playground.worldText(), /myVM/);
  const [principal] = (await playground.type('az vm identity show -g myResourceGroup -n myVM --query principalId -o tsv')).match(/[0-9a-f-]{36}/);
  assert.match(await playground.type(`az ad sp show --id ${principal} --query servicePrincipalType -o tsv`), /ManagedIdentity/);

  assert.match(await playground.type('az vm identity assign -g myResourceGroup -n myVm'), new RegExp(`"systemAssignedIdentity": "${principal}"`));
  assert.match(await playground.whatChanged(), /[Nn]othing changed|already/);

  await playground.type('az identity create -g myResourceGroup -n myIdentity');
  const created = await playground.paste(CREATE_USER_ASSIGNED);
  assert.match(created, /userAssignedIdentities\/myIdentity/);
  assert.match(created, /Ubuntu2204/);
  await playground.type('az vm identity assign -g myResourceGroup -n myVM --identities myIdentity');
  assert.match(await playground.type('az identity list-resources -g myResourceGroup -n myIdentity --query "[].name" -o tsv'), /myvm\s+vm2/);

  await playground.type('az vm delete -g myResourceGroup -n myVM --yes');
  assert.match(await playground.type(`az ad sp show --id ${principal}`), /does not exist/);
  assert.match(await playground.type('az identity show -g myResourceGroup -n myIdentity --query name'), /myIdentity/);

  await playground.type('az identity delete -g myResourceGroup -n myIdentity');
  assert.match(await playground.why(), /R26/);
  assert.match(await playground.type('az vm identity show -g myResourceGroup -n vm2'), /userAssignedIdentities\/myIdentity/);
  assert.match(await playground.type('az vm identity assign -g myResourceGroup -n vm2'), /FailedIdentityOperation/);
});

journey('a raw placeholder is named, and nothing runs', async ({ open, playground }) => {
  await open('play/');
  const before = await playground.worldText();
  assert.match(await playground.paste(RAW_PLACEHOLDERS), /<RESOURCE GROUP>.*placeholder/s);
  assert.equal(await playground.worldText(), before);
});

journey('the same command is refused to one account and allowed to another', async ({ open, playground }) => {
  await open('play/');
  await playground.type('az vm create -g myResourceGroup -n vm1 --image Ubuntu2204 --admin-username azureuser --generate-ssh-keys -o none');
  await playground.type('az identity create -g myResourceGroup -n id1 -o none');
  await playground.signInAs('Victor');
  assert.match(await playground.type('az vm identity assign -g myResourceGroup -n vm1 --identities id1'), /LinkedAuthorizationFailed/);
  const why = await playground.why();
  assert.match(why, /R54/);
  assert.match(why, /Managed Identity Operator/);
  await playground.signInAs('Vera');
  assert.match(await playground.type('az vm identity assign -g myResourceGroup -n vm1 --identities id1'), /userAssignedIdentities\/id1/);
});

journey('a reload loses nothing, and undo goes back', async ({ page, open, playground }) => {
  await open('play/');
  await playground.type('az group create -n kept -l westus -o none');
  await page.reload();
  await playground.prompt.waitFor();
  assert.match(await playground.output(), /az group create -n kept/);
  assert.match(await playground.type('az group exists -n kept'), /true/);
  await playground.undo();
  assert.match(await playground.type('az group exists -n kept'), /false/);
});

journey('a lesson block runs in the terminal and its goal ticks', { context: PHONE }, async ({ page, open, playground }) => {
  await open('learn/00-configure-vm/');
  await page.getByRole('button', { name: 'Run', exact: true }).first().click();
  await page.getByRole('tab', { name: 'Terminal' }).or(page.getByRole('button', { name: 'Terminal' })).first().click();
  await playground.log.getByText('"powerState": "VM running"').waitFor();
  await page.getByRole('tab', { name: 'Lesson' }).or(page.getByRole('button', { name: 'Lesson' })).first().click();
  await page.getByText(/\bdone\b/i).first().waitFor();
});

journey('100 KB of noise and wrong commands change nothing and break nothing', async ({ open, playground }) => {
  await open('play/');
  const before = await playground.worldText();
  for (const line of [
    'az bogus',
    'az vm lst',
    'az vm create -g myResourceGroup',
    'az vm create -g myResourceGroup -n',
    'az group list --query "["',
    'az vm show -g myResourceGroup -n nope',
    'az group create -n "bad/name" -l westus',
    'az vm create -g myResourceGroup -n v --image Ubuntu2204 --admin-username Admin --admin-password short',
  ]) {
    assert.match(await playground.type(line), /error|recognized|required|expected|invalid|not found|cannot|closed/i, line);
  }
  const noise = Array.from({ length: 100 * 1024 }, (_, at) => '$(){}|<>&;\'"`\\#é* az-_\t'[(at * 7919) % 22]).join('');
  await playground.paste(noise);
  assert.equal(await playground.worldText(), before);
  assert.match(await playground.type('az group exists -n myResourceGroup'), /true/);
});
