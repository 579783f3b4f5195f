// What stands around terminal and World: taking a session away, the inspector, time, commands, settings.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { violations } from '../lib/axe.mjs';
import { journey, PHONE } from '../lib/harness.mjs';

const MAKE = 'az vm create -g myResourceGroup -n myVM --image Ubuntu2204 --generate-ssh-keys --assign-identity';
const dialog = (page, name) => page.getByRole('dialog', { name });
const button = (within, name) => within.getByRole('button', { name, exact: true });

async function link(page, playground) {
  await playground.shareButton.click();
  const share = dialog(page, 'Take it away');
  const address = await share.getByRole('textbox', { name: 'Link to this session' }).inputValue();
  return { share, address };
}

journey('a shared link asks first, then shows the same session', { subpath: true }, async ({ page, context, open, playground }) => {
  await open('play/');
  await playground.typeAll([MAKE, 'az vm create -g myResourceGroup -n win --image Win2022Datacenter --admin-password Hidden4Sure99 --admin-username azureuser']);
  const { share, address } = await link(page, playground);
  assert.deepEqual(await violations(page), []);
  assert.match(address, /\/play\/#s=1[\w-]+$/);
  assert.ok(address.length < 700, `${address.length} characters`);
  assert.match(await share.innerText(), /One secret value stays here/);
  await page.keyboard.press('Escape');
  await share.waitFor({ state: 'hidden' });

  const other = await context.newPage();
  await other.evaluate(() => {});
  await other.goto(address);
  const offer = dialog(other, 'Open this session?');
  await offer.waitFor();
  assert.deepEqual(await violations(other), []);
  assert.doesNotMatch(other.url(), /#s=/);
  await button(offer, 'Open it').click();
  await offer.waitFor({ state: 'hidden' });
  const log = await other.getByRole('log', { name: 'Terminal output' }).innerText();
  assert.match(log, /az vm create -g myResourceGroup -n myVM/);
  assert.doesNotMatch(log, /Hidden4Sure99/);
  assert.match(await other.getByRole('status').first().innerText(), /The session is open/);
  await other.close();
});

journey('one keeps one’s own session when a link is declined, and a broken link says so', async ({ page, open, playground }) => {
  await open('play/');
  await playground.type('az group create -n mine -l westus');
  const { address } = await link(page, playground);
  await page.keyboard.press('Escape');
  await playground.type('az group create -n later -l westus');
  await page.evaluate((hash) => (location.hash = hash), new URL(address).hash);
  const offer = dialog(page, 'Open this session?');
  assert.match(await offer.innerText(), /2 lines so far/);
  await button(offer, 'Keep mine').click();
  assert.match(await playground.worldText(), /later/);
  await page.evaluate(() => (location.hash = '#s=1nonsense'));
  await page.getByText('The session could not be opened: it is damaged').waitFor();
});

journey('a session is saved as a file and opened again', async ({ page, open, playground }) => {
  await open('play/');
  await playground.type('az group create -n kept -l westus');
  await playground.shareButton.click();
  const share = dialog(page, 'Take it away');
  const saving = page.waitForEvent('download');
  await button(share, 'Session').click();
  const path = await (await saving).path();
  const saved = JSON.parse(await readFile(path, 'utf8'));
  assert.deepEqual(saved.lines, ['az group create -n kept -l westus']);
  assert.match(saved.state_hash, /^[0-9a-f]{16}$/);
  await page.keyboard.press('Escape');
  await playground.type('az group delete -n kept --yes');
  await playground.shareButton.click();
  await share.getByLabel('Session file, or a World saved as SVG').setInputFiles({ name: 's.json', mimeType: 'application/json', buffer: await readFile(path) });
  await button(dialog(page, 'Open this session?'), 'Open it').click();
  await page.getByText('The session is open.').waitFor();
  assert.match(await playground.worldText(), /kept is a resource group/);
});
