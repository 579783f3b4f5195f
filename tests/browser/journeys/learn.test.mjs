// Lessons, challenges, progress, and the pages that are only read.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { violations } from '../lib/axe.mjs';
import { journey, PHONE } from '../lib/harness.mjs';

const SMALL = { ...PHONE, viewport: { width: 360, height: 640 } };
const button = (page, name) => page.getByRole('button', { name, exact: true });
const goals = (page) => page.getByRole('region', { name: 'Goals' });

/** Presses every "Run" of a lesson in order, as a learner on a phone does: back to the text after each. */
async function runAll(page, playground) {
  const blocks = button(page, 'Run').and(page.locator('.command .button--main'));
  const count = await blocks.count();
  for (let at = 0; at < count; at += 1) {
    const pane = button(page, 'Lesson');
    if (await pane.isVisible()) await pane.click();
    await blocks.nth(at).click();
  }
  const pane = button(page, 'Lesson');
  if (await pane.isVisible()) await pane.click();
}

journey('a lesson is finished on a small touch screen without typing', { context: SMALL, timeout: 120_000 }, async ({ page, open, playground }) => {
  await open('learn/00-configure-vm/');
  await runAll(page, playground);
  await goals(page).getByText('11 of 11 goals done').waitFor();
  await page.goto(new URL('../', page.url()).href);
  await page.getByText('11 minutes, done').waitFor();
});

journey('hints come one rung at a time, and the last one runs', async ({ page, open }) => {
  await open('learn/00-configure-vm/');
  const hints = page.getByRole('region', { name: 'Hints' });
  await hints.getByText('myVM has no system-assigned identity yet').waitFor();
  await button(page, 'Hint').click();
  await hints.getByText('Part of the command').waitFor();
  assert.equal(await button(page, 'Run it').count(), 0);
  await button(page, 'One more hint').click();
  await button(page, 'Run it').click();
  await goals(page).getByText('1 of 11 goals done').waitFor();
  // The next goal begins with its weakest hint.
  await button(page, 'Hint').waitFor();
  assert.equal(await hints.getByText('Part of the command').count(), 0);
});

journey('a challenge says what is missing and what is too much, by keyboard alone', async ({ page, open, playground }) => {
  await open('challenges/01-one-secret-and-no-more/');
  await goals(page).getByText('Not solved yet').waitFor();
  const group = '/subscriptions/11111111-aaaa-4bbb-8ccc-000000000001/resourceGroups/myResourceGroup';
  const assign = 'az vm identity assign -g myResourceGroup -n web --role "Key Vault Secrets User" --scope';
  await playground.type(`${assign} ${group}`);
  await goals(page).getByText('The machine may read every vault of the group.').waitFor();
  await playground.type('undo');
  await playground.type(`${assign} ${group}/providers/Microsoft.KeyVault/vaults/kv-shop-7`);
  await goals(page).getByText('Solved. 100 of 100 points').waitFor();
  await page.getByRole('heading', { name: 'To remember' }).waitFor();
});

for (const [slug, title] of [
  ['07-the-grant-that-stayed', 'The grant that stayed'],
  ['13-a-name-from-the-past', 'A name from the past'],
]) {
  journey(`${title}: the shown solution solves it, and the list knows`, async ({ page, open }) => {
    await open(`challenges/${slug}/`);
    await page.getByText('Show me a solution').click();
    await button(page, 'Begin anew and run it').click();
    await goals(page).getByText(/^Solved/).waitFor();
    await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'Challenges' }).click();
    const item = page.getByRole('listitem').filter({ hasText: title });
    await item.getByText(/Solved, 100 of 100 points/).waitFor();
  });
}

journey('a challenge begins where its setup leads, again after a reload and a reset', async ({ page, open, playground }) => {
  await open('challenges/13-a-name-from-the-past/');
  await playground.type('az group create -n mine -l westus -o none');
  await page.reload();
  await playground.prompt.waitFor();
  assert.match(await playground.type('az group exists -n mine'), /true/);
  await playground.type('reset');
  assert.match(await playground.type('az group exists -n mine'), /false/);
  assert.match(await playground.type('az vm list --query "[].name" -o tsv'), /worker/);
});

journey('progress is saved as a file, erased, and added again without loss', async ({ page, open, playground }) => {
  await open('learn/00-configure-vm/');
  await playground.press(button(page, 'Run').first());
  await goals(page).getByText('1 of 11 goals done').waitFor();
  await open('learn/');
  await page.getByText('1 of 11 goals done').waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), button(page, 'Save as a file').click()]);
  const file = await download.path();
  assert.match(await readFile(file, 'utf8'), /lesson\/configure-vm/);
  await button(page, 'Erase').click();
  await button(page, 'Erase for good').click();
  await page.getByText('Your progress is erased.').waitFor();
  assert.equal(await page.getByText('1 of 11 goals done').count(), 0);
  await page.getByLabel('Add from a file').setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('{}') });
  await page.getByText('holds no progress of Keyless').waitFor();
  await page.getByLabel('Add from a file').setInputFiles({ name: 'p.json', mimeType: 'application/json', buffer: await readFile(file) });
  await page.getByText('1 of 11 goals done').waitFor();
});

journey('a lesson that does not arrive says so, and comes with another try', { allow: [/ERR_FAILED/] }, async ({ page, open }) => {
  await open('learn/');
  await page.route('**/content/lessons/**', (route) => route.abort());
  await page.getByRole('link', { name: 'Configure managed identities on a VM' }).click();
  await page.getByText('The text did not arrive.').waitFor();
  await page.unroute('**/content/lessons/**');
  await button(page, 'Try again').click();
  await page.getByRole('heading', { name: 'No keys to keep' }).waitFor();
});

journey('the text of a lesson stands there before any program, and stays in place when it takes over', { subpath: true }, async ({ page, url, open }) => {
  await page.route('**/*.wasm', async (route) => {
    await page.waitForTimeout(400);
    await route.continue();
  });
  await open('learn/00-configure-vm/', { ready: false });
  const heading = page.getByRole('heading', { level: 1, name: 'Configure managed identities on a VM' });
  await heading.waitFor();
  assert.equal(await page.locator('html[data-ready]').count(), 0);
  const text = page.getByText('A program on a server often needs');
  const [before, textBefore] = [await heading.boundingBox(), await text.boundingBox()];
  await page.locator('html[data-ready]').waitFor({ state: 'attached' });
  const [after, textAfter] = [await heading.boundingBox(), await text.boundingBox()];
  assert.ok(Math.abs(textBefore.y - textAfter.y) <= 8, `${textBefore.y} ${textAfter.y}`);
  assert.equal(await page.locator('[data-static]').count(), 0);
  assert.ok(Math.abs(before.x - after.x) <= 1, `${before.x} ${after.x}`);
  assert.ok(Math.abs(before.y - after.y) <= 1, `${before.y} ${after.y}`);
  assert.match(await page.title(), /^Configure managed identities on a VM/);
  assert.ok(page.url().startsWith(url));
});

journey('without scripts everything can be read and linked', { context: { javaScriptEnabled: false } }, async ({ page, open }) => {
  await open('', { ready: false });
  await page.getByRole('link', { name: 'Learn', exact: true }).click();
  await page.getByRole('link', { name: 'Configure managed identities on a VM' }).click();
  await page.getByText('az vm identity assign -g myResourceGroup -n myVm').first().waitFor();
  await page.getByRole('link', { name: 'Reference', exact: true }).click();
  await page.getByRole('heading', { name: 'Rules' }).getByRole('link').click();
  await page.locator('#R30').waitFor();
});

journey('the reference is searched and compares roles, and no program is loaded for it', { subpath: true }, async ({ page, open }) => {
  const loaded = [];
  page.on('request', (request) => loaded.push(request.url()));
  await open('reference/');
  await page.getByLabel('Search everything').fill('multiple identities');
  await page.getByRole('link', { name: /Multiple user assigned identities exist/ }).click();
  await page.getByText('Name one, by client_id, object_id or msi_res_id.').waitFor();
  await open('reference/roles/');
  await page.getByLabel('Compare', { exact: true }).selectOption({ label: 'Managed Identity Contributor' });
  await page.getByLabel('with', { exact: true }).selectOption({ label: 'Managed Identity Operator' });
  await page.getByRole('heading', { name: /Only in Managed Identity Operator/ }).waitFor();
  assert.deepEqual(loaded.filter((url) => url.endsWith('.wasm')), []);
});

journey('the services explorer filters and gives a verdict', async ({ page, open }) => {
  await open('services/');
  const grid = page.getByRole('grid', { name: 'Hosts by targets' });
  await grid.getByLabel(/: directly$/).first().click();
  await page.locator('.pairing').getByText(/^directly/i).first().waitFor();
  await grid.getByLabel(/: with a secret from Key Vault$/).first().click();
  await page.locator('.pairing').getByText(/with a secret from Key Vault/i).first().waitFor();
  // Once among the hosts, once as the pair's host above.
  const machines = page.getByRole('heading', { name: 'Azure Virtual Machines', exact: true });
  const shown = await machines.count();
  await page.getByLabel('Identities').selectOption('user');
  assert.equal(await machines.count(), shown - 1);
  assert.equal(await page.getByRole('heading', { name: 'Azure Batch pool' }).isVisible(), true);
});

for (const [name, context] of [['desktop', {}], ['small phone in the dark', { ...SMALL, colorScheme: 'dark' }]]) {
  journey(`no page to learn from has a fault that axe finds (${name})`, { context, timeout: 120_000 }, async ({ page, open }) => {
    for (const route of ['learn/', 'learn/00-configure-vm/', 'challenges/', 'challenges/01-one-secret-and-no-more/', 'services/', 'reference/', 'reference/roles/', 'reference/errors/', 'reference/commands/', 'about/']) {
      await open(route);
      assert.deepEqual(await violations(page), [], route);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      assert.equal(wide, false, `${route} scrolls sideways`);
    }
  });
}
