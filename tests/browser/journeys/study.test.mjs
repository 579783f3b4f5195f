// What is read and looked up: the authentication flow, step by step, and the grid of services.
import assert from 'node:assert/strict';
import { violations } from '../lib/axe.mjs';
import { journey, PHONE } from '../lib/harness.mjs';

const steps = (page) => page.locator('section[data-step]:visible');

journey('the authentication flow is stepped through, forth and back, with both types in view', { subpath: true }, async ({ page, open }) => {
  await open('flow/');
  await page.getByRole('heading', { level: 1, name: 'The authentication flow, played' }).waitFor();
  assert.equal(await steps(page).count(), 1);
  assert.match(await steps(page).innerText(), /PATCH[\s\S]*own-vm[\s\S]*PUT[\s\S]*app-identity/);
  for (let step = 2; step <= 7; step += 1) await page.getByRole('button', { name: 'Next' }).click();
  assert.match(page.url(), /#step-7$/);
  assert.equal((await steps(page).innerText()).match(/"value": "hello"/g).length, 2);
  await page.getByRole('button', { name: 'Back' }).click();
  assert.match(await steps(page).innerText(), /virtualMachines\/own-vm[\s\S]*userAssignedIdentities\/app-identity/);
  await page.keyboard.press('ArrowLeft');
  assert.match(page.url(), /#step-5$/);
  await page.getByRole('button', { name: 'User-assigned' }).click();
  assert.doesNotMatch(await steps(page).innerText(), /own-vm/);
});

journey('the flow plays by itself, and starts where the address says', async ({ page, open }) => {
  await open('flow/#step-6');
  assert.match(await steps(page).innerText(), /Entra ID issues the token/);
  await page.clock.install();
  await page.getByRole('button', { name: 'Play' }).click();
  assert.match(page.url(), /#step-7$/);
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('button', { name: 'Play' }).click();
  assert.match(page.url(), /#step-1$/);
  await page.clock.runFor(6100);
  assert.match(page.url(), /#step-2$/);
});

journey('the session of the flow opens in the playground', async ({ page, open }) => {
  await open('flow/');
  await page.getByRole('link', { name: 'Open this session in the playground' }).click();
  await page.getByRole('button', { name: 'Open it' }).click();
  await page.getByRole('figure', { name: 'World' }).getByText('app-identity').first().waitFor();
});

journey('a cell of the grid tells what holds between a host and a target', async ({ page, open }) => {
  await open('services/');
  const grid = page.getByRole('grid', { name: 'Hosts by targets' });
  await grid.getByLabel('Azure Functions to Azure Key Vault: directly').click();
  const about = page.locator('.pairing');
  assert.match(await about.innerText(), /Directly[\s\S]*az functionapp identity[\s\S]*Key Vault Secrets User/);
  await page.keyboard.press('ArrowRight');
  assert.match(await about.innerText(), /Storage Blob Data Reader/);
  await page.getByLabel('Search services').fill('key vault');
  assert.ok((await grid.getByRole('columnheader').count()) < 5);
  assert.ok((await grid.getByRole('row').count()) > 1);
});

journey('on a phone the flow fits, in dark and in light', { context: PHONE }, async ({ page, open }) => {
  for (const colorScheme of ['dark', 'light']) {
    await page.emulateMedia({ colorScheme });
    for (const route of ['flow/', 'flow/#step-6', 'services/']) {
      await open(route);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth + 1), `${route} scrolls sideways`);
      assert.deepEqual(await violations(page), []);
    }
  }
});
