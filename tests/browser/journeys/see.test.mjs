// The World and the terminal, as they are used: by keys, by words, by touch, and without harm from axe.
import assert from 'node:assert/strict';
import { violations } from '../lib/axe.mjs';
import { journey, PHONE } from '../lib/harness.mjs';

const FIGURE = [
  'az vm create -g myResourceGroup -n web1 --image Ubuntu2204 --generate-ssh-keys --admin-username azureuser --assign-identity',
  'az identity create -g myResourceGroup -n app-identity',
  'az keyvault create -g myResourceGroup -n kv-orders-42',
  'az vm identity assign -g myResourceGroup -n web1 --identities app-identity',
];

journey('the World is walked along its lines by arrow keys', async ({ page, open, playground }) => {
  await open('play/');
  await playground.typeAll(FIGURE);
  const machine = playground.world.getByRole('group', { name: /^web1 is a virtual machine/ });
  await machine.focus();
  await page.keyboard.press('ArrowRight');
  const focused = () => page.evaluate(() => document.activeElement.getAttribute('aria-label'));
  assert.match(await focused(), /^app-identity is a user-assigned identity/);
  await page.keyboard.press('ArrowLeft');
  assert.match(await focused(), /^web1 is a virtual machine/);
  await page.keyboard.press('ArrowDown');
  assert.match(await focused(), /system-assigned identity of web1/);
  assert.deepEqual(await violations(page), []);
});

journey('zoom by keys and buttons, and fit', async ({ page, open, playground }) => {
  await open('play/');
  await playground.typeAll(FIGURE);
  const picture = playground.world.getByRole('group', { name: 'Diagram' });
  const width = async () => (await picture.boundingBox()).width;
  const fitted = await width();
  await playground.world.getByRole('button', { name: 'Larger' }).click();
  assert.ok((await width()) > fitted * 1.2, 'larger');
  await playground.world.getByRole('group', { name: /^web1 is a virtual machine/ }).focus();
  await page.keyboard.press('-');
  await page.keyboard.press('-');
  assert.ok((await width()) < fitted, 'smaller');
  await page.keyboard.press('0');
  assert.ok(Math.abs((await width()) - fitted) < 2, 'fitted again');
});

journey('the same as a tree of words, line by line', async ({ page, open, playground }) => {
  await open('play/');
  await playground.typeAll(FIGURE);
  await playground.world.getByRole('button', { name: 'As text' }).click();
  const tree = page.getByRole('tree', { name: 'World as text' });
  await tree.getByRole('treeitem').first().focus();
  await page.keyboard.press('ArrowRight');
  const here = () => page.evaluate(() => document.activeElement.textContent);
  assert.match(await here(), /is a person in tenant Contoso/);
  await page.keyboard.press('End');
  assert.match(await here(), /Dev is a subscription/);
  assert.deepEqual(await violations(page), []);
});

journey('Tab completes, lists and never traps', async ({ page, open, playground }) => {
  await open('play/');
  await playground.prompt.fill('az ident');
  await page.keyboard.press('Tab');
  assert.equal(await playground.prompt.inputValue(), 'az identity ');
  await page.keyboard.press('Tab');
  const list = page.getByRole('listbox', { name: 'Completions' });
  await list.getByRole('option', { name: /^create/ }).waitFor();
  assert.deepEqual(await violations(page), []);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  assert.notEqual(await playground.prompt.inputValue(), 'az identity ');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  assert.notEqual(await page.evaluate(() => document.activeElement.id), 'command-line');
});

journey("readline's keys and the history search", async ({ page, open, playground }) => {
  await open('play/');
  await playground.typeAll(['az group list', 'az account show']);
  await playground.prompt.fill('az vm list --resource-group x');
  await page.keyboard.press('Alt+Backspace');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+k');
  assert.equal(await playground.prompt.inputValue(), '');
  await page.keyboard.press('Control+y');
  assert.equal(await playground.prompt.inputValue(), 'az vm list --resource-group ');
  await page.keyboard.press('Control+c');
  await page.keyboard.press('Control+r');
  await page.getByRole('textbox', { name: 'Search history' }).fill('group');
  assert.deepEqual(await violations(page), []);
  await page.keyboard.press('Enter');
  assert.equal(await playground.prompt.inputValue(), 'az group list');
});

journey('an error has its repair one key away', async ({ page, open, playground }) => {
  await open('play/');
  await playground.type('az identity create -g nowhere -n id1 -l westus');
  await page.keyboard.press('F2');
  assert.equal(await playground.prompt.inputValue(), 'az group create -n nowhere -l westus');
  assert.deepEqual(await violations(page), []);
});

journey('what a line would do is seen before it runs', async ({ page, open, playground }) => {
  await open('play/');
  await playground.prompt.fill('az identity create -g myResourceGroup -n later');
  await page.keyboard.press('Control+Enter');
  await page.getByText('What if: nothing has been run.').waitFor();
  await playground.world.getByRole('group', { name: /^later is a user-assigned identity/ }).waitFor();
  await page.keyboard.press('Escape');
  await playground.world.getByRole('group', { name: /^later is/ }).waitFor({ state: 'detached' });
});

journey('a command is tapped together on a phone', { context: PHONE }, async ({ page, open, playground }) => {
  await open('play/');
  const chips = page.getByRole('group', { name: 'Next words' });
  for (const chip of ['az', 'identity', 'list']) await chips.getByRole('button', { name: chip, exact: true }).click();
  assert.equal((await playground.prompt.inputValue()).trim(), 'az identity list');
  assert.deepEqual(await violations(page), []);
});
