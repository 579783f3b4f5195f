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

const tab = (playground, name) => playground.inspector.getByRole('tab', { name });
const panel = (page) => page.getByRole('tabpanel');

async function show(page, playground, name) {
  await tab(playground, name).click();
  await panel(page).waitFor();
  assert.deepEqual(await violations(page), [], `the tab ${name}`);
  return panel(page).innerText();
}

journey('the inspector tells state, tokens, ids and what a host can reach', async ({ page, open, playground }) => {
  await open('play/');
  await playground.type(MAKE);
  const changed = await playground.whatChanged();
  assert.match(changed, /myVM/);
  await page.getByText('The same as JSON').click();
  await page.getByLabel(/^JSON of .*before and after/).first().waitFor();
  assert.deepEqual(await violations(page), []);

  await panel(page).getByRole('button', { name: /myVM/ }).first().click();
  assert.match(await show(page, playground, 'State'), /"name": "myVM"|"principalId"/);

  const tokens = await show(page, playground, 'Token');
  assert.match(tokens, /Simulated tokens/);
  await panel(page).locator('summary').first().click();
  assert.match(await panel(page).innerText(), /Audience: the one resource/);
  await page.getByLabel('Token to explain').fill('eyJhbGciOiJSUzI1NiJ9.e30.sig');
  await page.getByRole('button', { name: 'Explain' }).click();
  await page.getByText('This world did not issue that').waitFor();
  assert.equal(await page.getByLabel('Token to explain').inputValue(), '');

  await show(page, playground, 'Ids');
  await page.getByLabel('Id to explain').fill('22222222-aaaa-4bbb-8ccc-000000000001');
  await page.getByText('tenant id').first().waitFor();
  assert.match(await panel(page).innerText(), /az login --tenant/);

  assert.match(await show(page, playground, 'Blast radius'), /Code on myVM gets tokens of its system-assigned identity/);
});

journey('a refusal is proved, and the smallest grant is one press away', async ({ page, open, playground }) => {
  await open('play/');
  await playground.type('keyless account reader');
  await playground.type('az identity create -g myResourceGroup -n id1');
  const why = await show(page, playground, 'Why');
  assert.match(why, /does not contain the action/);
  await playground.press(page.getByRole('button', { name: 'Sign in as Alice and run it' }));
  await playground.type('keyless account reader');
  assert.match(await playground.type('az identity create -g myResourceGroup -n id1'), /"principalId"/);
  const proof = await show(page, playground, 'Why');
  assert.match(proof, /Allowed/);
  await tab(playground, 'Requests').click();
  await panel(page).locator('summary').last().click();
  await page.getByRole('button', { name: 'Copy as curl' }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(copied, /^curl /);
  assert.doesNotMatch(copied, /eyJ/);
});

journey('time can be walked, kept, compared and let pass', async ({ page, open, playground }) => {
  await open('play/');
  await playground.typeAll(['az group create -n one -l westus', 'az group create -n two -l westus']);
  await show(page, playground, 'Timeline');
  await playground.press(page.getByRole('button', { name: 'One step back' }));
  assert.match(await playground.worldText(), /two is a resource group[^.]*\. gone/);
  await page.getByLabel('Name of the checkpoint').fill('only one');
  await playground.press(page.getByRole('button', { name: 'Keep this point' }));
  await playground.press(page.getByRole('button', { name: 'One step on' }));
  await page.getByText('Compare two points').click();
  await page.getByLabel('From').selectOption('@only-one');
  await panel(page).getByText(/two/).last().waitFor();
  assert.deepEqual(await violations(page), []);
  await playground.press(page.getByRole('button', { name: 'Restore only-one' }));
  assert.match(await playground.worldText(), /two is a resource group[^.]*\. gone/);
  const slider = page.getByRole('slider', { name: 'Step in effect' });
  await playground.press({ click: () => slider.fill('2') });
  assert.match(await playground.worldText(), /two is a resource group[^.]*\. new/);
  await playground.press(page.getByRole('button', { name: '1 h', exact: true }));
  assert.match(await playground.output(), /It is now 2026-01-15 10:00:00 UTC/);
  await playground.press({ click: () => page.getByLabel('Changes of access take their time, as in Azure').click() });
  assert.match(await playground.output(), /take effect as in Azure/);
});

journey('what one points at lights up on the other side', async ({ page, open, playground }) => {
  await open('play/');
  await playground.type(MAKE);
  const fact = panel(page).getByRole('button', { name: /myVM/ }).first();
  await fact.focus();
  assert.ok((await page.locator('[data-lit]').count()) > 0);
  await playground.prompt.focus();
  assert.equal(await page.locator('[data-lit]').count(), 0);
  await page.locator('svg.picture .node--machine').first().hover();
  await page.locator('.fact--pointed').first().waitFor();
});

journey('an earlier step can be inspected', async ({ page, open, playground }) => {
  await open('play/');
  await playground.typeAll(['az group create -n one -l westus', 'az group create -n two -l westus']);
  assert.match(await playground.whatChanged(), /two/);
  await page.getByRole('combobox', { name: 'Step' }).selectOption('1');
  assert.match(await playground.whatChanged(), /one/);
});

journey('the inspector fits a phone', { context: PHONE }, async ({ page, open, playground }) => {
  await open('play/');
  await playground.type(MAKE);
  await page.getByRole('navigation', { name: 'Panes' }).getByRole('button', { name: 'World' }).click();
  for (const name of ['Ids', 'Token', 'Blast radius', 'Timeline']) await show(page, playground, name);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= 390, `${width} pixels wide`);
});

journey('scripts and pictures leave without secrets', async ({ page, open, playground }) => {
  await open('play/');
  await playground.typeAll([MAKE, 'az vm create -g myResourceGroup -n win --image Win2022Datacenter --admin-password Hidden4Sure99 --admin-username azureuser', 'keyless clock +10m']);
  await playground.shareButton.click();
  const share = dialog(page, 'Take it away');
  const saved = async (name) => {
    const saving = page.waitForEvent('download');
    await button(share, name).click();
    const download = await saving;
    return { name: download.suggestedFilename(), data: await readFile(await download.path()) };
  };
  const bash = await saved('Bash script');
  assert.equal(bash.name, 'keyless.sh');
  assert.match(bash.data.toString(), /^#!\/usr\/bin\/env bash[\s\S]*SECRET_1[\s\S]*# only here: keyless clock/);
  assert.match((await saved('PowerShell script')).data.toString(), /\$SECRET_1 = Read-Host/);
  const svg = await saved('World as SVG');
  const text = svg.data.toString();
  assert.match(text, /^<svg [\s\S]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  assert.match(text, /keyless-session:1[\w-]+/);
  assert.ok(!text.includes('Hidden4Sure99') && !bash.data.toString().includes('Hidden4Sure99'));
  const png = await saved('World as PNG');
  assert.deepEqual([...png.data.subarray(0, 4)], [0x89, 0x50, 0x4e, 0x47]);
  assert.ok(png.data.length > 10_000, `${png.data.length} bytes`);
  await share.getByLabel('Session file, or a World saved as SVG').setInputFiles({ name: svg.name, mimeType: 'image/svg+xml', buffer: svg.data });
  await dialog(page, 'Open this session?').waitFor();
});

journey('all commands are a few letters away', { subpath: true }, async ({ page, open, playground }) => {
  await open('play/');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+K');
  const commands = dialog(page, 'Commands');
  const field = commands.getByRole('combobox');
  await field.waitFor();
  assert.deepEqual(await violations(page), []);
  await field.fill('sign victor');
  await playground.press({ click: () => page.keyboard.press('Enter') });
  assert.match(await playground.output(), /Signed in as vmcontributor/);
  await page.getByRole('button', { name: 'Commands', exact: true }).click();
  await field.fill('inspector blast');
  await page.keyboard.press('Enter');
  await commands.waitFor({ state: 'hidden' });
  assert.equal(await playground.inspector.getByRole('tab', { name: 'Blast radius' }).getAttribute('aria-selected'), 'true');
  await page.getByRole('button', { name: 'Commands', exact: true }).click();
  await field.fill('go about');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: /About/ }).waitFor();
});

journey('keys can be seen, changed and switched off', async ({ page, open, playground }) => {
  await open('play/');
  await playground.inspector.getByRole('tab', { name: 'Why' }).focus();
  await page.keyboard.press('Shift+?');
  const list = dialog(page, 'Keyboard shortcuts');
  await list.waitFor();
  assert.deepEqual(await violations(page), []);
  await list.getByRole('button', { name: 'Change: Settings' }).click();
  await page.keyboard.press('Control+Shift+S');
  await list.getByText('Ctrl Shift S').waitFor();
  await page.keyboard.press('Escape');
  await list.waitFor({ state: 'hidden' });
  await page.keyboard.press('Control+Shift+S');
  const settings = dialog(page, 'Settings');
  await settings.waitFor();
  await button(settings, 'Keyboard shortcuts').click();
  await list.getByLabel('Shortcuts are on').uncheck();
  await page.keyboard.press('Escape');
  await page.reload();
  await page.locator('html[data-ready]').waitFor({ state: 'attached' });
  await page.keyboard.press('Control+Shift+S');
  await page.waitForTimeout(100);
  assert.equal(await settings.count(), 0);
});

journey('settings change looks at once and stay', async ({ page, open, playground }) => {
  await open('play/');
  await page.getByRole('button', { name: 'Commands', exact: true }).click();
  await page.getByRole('combobox', { name: 'What do you want to do?' }).fill('settings');
  await page.keyboard.press('Enter');
  const settings = dialog(page, 'Settings');
  const root = page.locator('html');
  await settings.getByRole('radio', { name: 'Dark' }).check();
  assert.equal(await root.getAttribute('data-theme'), 'dark');
  assert.deepEqual(await violations(page), []);
  await settings.getByRole('radio', { name: '150 %' }).check();
  await settings.getByRole('radio', { name: 'None' }).check();
  await playground.press({ click: () => settings.getByRole('radio', { name: 'To the letter' }).check() });
  await page.keyboard.press('Escape');
  assert.match(await playground.output(), /az runs to the letter now/);
  await page.reload();
  await page.locator('html[data-ready]').waitFor({ state: 'attached' });
  assert.equal(await root.getAttribute('data-text'), '150');
  assert.equal(await root.getAttribute('data-motion'), 'reduced');
  const box = await playground.prompt.boundingBox();
  assert.ok(box.y + box.height <= 800, `the prompt ends at ${box.y + box.height}`);
});
