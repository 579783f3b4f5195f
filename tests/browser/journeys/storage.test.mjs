// Trouble with what the device keeps: whatever happens to it, nothing is lost, or the page says how to have it back.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { violations } from '../lib/axe.mjs';
import { journey } from '../lib/harness.mjs';
import { Playground } from '../lib/playground.mjs';

const KEY = 'keyless.journal';
const stored = (page, key = KEY) => page.evaluate((name) => localStorage.getItem(name), key);
const keep = (page, text, key = KEY) => page.evaluate(([name, value]) => localStorage.setItem(name, value), [key, text]);
const linesOf = async (page, key = KEY) => JSON.parse(await stored(page, key)).lines;
const MADE = ['az group create -n one -l westus -o none', 'az group create -n two -l westus -o none', 'az group list --query "[].name" -o tsv'];

/** Opens the list of commands and runs the one of this name. */
async function command(page, name) {
  // In the prompt the key deletes to the end of the line, as in a shell.
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press('ControlOrMeta+k');
  const palette = page.getByRole('dialog', { name: 'Commands' });
  await palette.getByRole('option', { name, exact: true }).click();
}

async function reload(page) {
  await page.reload();
  await page.locator('html[data-ready]').waitFor({ state: 'attached' });
}

/** Takes all room that the device gives. */
const fill = (page) =>
  page.evaluate(() => {
    let text = 'x'.repeat(1 << 20);
    for (let at = 0; text.length > 0; at += 1) {
      try {
        localStorage.setItem(`other.${at}`, text);
      } catch {
        text = text.slice(0, text.length >> 1);
      }
    }
  });

journey('with no room left the page says so, works, and keeps what was kept', async ({ page, open, playground }) => {
  await open('play/');
  await playground.typeAll(MADE.slice(0, 2));
  await fill(page);
  assert.match(await playground.type(`echo ${'long '.repeat(200)}`), /long/);
  await page.getByText('no room left to save the session').waitFor();
  assert.deepEqual(await violations(page), []);
  // To another page and back: the line is still there, in memory.
  await page.getByRole('link', { name: 'Learn', exact: true }).first().click();
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.goBack();
  await playground.log.getByText('long long').first().waitFor();
  await reload(page);
  assert.deepEqual(await linesOf(page), MADE.slice(0, 2));
  assert.match(await playground.type(MADE[2]), /one[^]*two/);
});

journey('without storage the page says so and works, from page to page', async ({ page, open, playground }) => {
  await page.addInitScript(() => Object.defineProperty(globalThis, 'localStorage', { get: () => { throw new DOMException('denied', 'SecurityError'); } }));
  await open('play/');
  await page.getByText('gives the page no storage').waitFor();
  await playground.typeAll(MADE.slice(0, 2));
  await page.getByRole('link', { name: 'Learn', exact: true }).first().click();
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.goBack();
  assert.match(await playground.type(MADE[2]), /one[^]*two/);
});

journey('a session with a changed byte is noticed, read as far as it goes, and can be saved as it was', async ({ page, open, playground }) => {
  await open('play/');
  await playground.typeAll(MADE);
  const whole = await stored(page);
  // In a line, between two lines, in the name of the scenario, in the checksum, at the end.
  const places = [whole.indexOf('-n two') + 3, whole.indexOf('","az group create -n two'), whole.indexOf('sandbox') + 2, 10, whole.length - 1];
  for (const place of places) {
    const damaged = `${whole.slice(0, place)}~${whole.slice(place + 1)}`;
    await keep(page, damaged);
    await reload(page);
    await page.getByText('Your saved session was damaged').waitFor();
    assert.match(await playground.output(), /az group create|az group list/, `byte ${place}`);
    assert.equal(await stored(page, `${KEY}.unreadable`), damaged);
  }
  const saving = page.waitForEvent('download');
  await command(page, 'Save the damaged session as a file');
  const file = await readFile(await (await saving).path(), 'utf8');
  assert.equal(file, await stored(page, `${KEY}.unreadable`));
});

journey('a session of which nothing can be read waits, and a new one begins', async ({ page, open, playground }) => {
  await open('play/');
  await keep(page, '\u0000 not a journal');
  await reload(page);
  await page.getByText('could not be opened').waitFor();
  assert.match(await playground.type('az group exists -n myResourceGroup'), /true/);
  assert.equal(await stored(page, `${KEY}.unreadable`), '\u0000 not a journal');
});

journey('a session of another core version runs again, one of a newer format waits', async ({ page, open, playground }) => {
  await open('play/');
  const old = { v: 1, core_version: '0.0.1', scenario: 'sandbox', seed: 1, lines: MADE.slice(0, 2) };
  await keep(page, JSON.stringify(old));
  await reload(page);
  assert.match(await playground.type(MADE[2]), /one[^]*two/);
  const newer = JSON.stringify({ ...old, v: 2 });
  await keep(page, newer);
  await reload(page);
  await page.getByText('saved in format 2').waitFor();
  assert.equal(await stored(page, `${KEY}.unreadable`), newer);
});

journey('what one tab runs, the other shows', async ({ page, context, open, playground, url }) => {
  await open('play/');
  const second = await context.newPage();
  await second.goto(new URL('play/', url).href);
  await second.locator('html[data-ready]').waitFor({ state: 'attached' });
  const other = new Playground(second);
  await playground.type(MADE[0]);
  await other.log.getByText('az group create -n one').first().waitFor();
  await other.type(MADE[1]);
  await playground.log.getByText('az group create -n two').first().waitFor();
  assert.match(await playground.type(MADE[2]), /one[^]*two/);
  assert.deepEqual(await linesOf(page), MADE);
});

journey('where two tabs part, the lines of both are there', async ({ page, context, open, playground, url }) => {
  await open('play/');
  await playground.type(MADE[0]);
  // What a tab would have kept that did not hear of our line.
  const theirs = { v: 1, core_version: '0.1.0', scenario: 'sandbox', seed: 1, lines: [MADE[1]] };
  const second = await context.newPage();
  await second.goto(new URL('about/', url).href);
  await second.evaluate((key) => localStorage.removeItem(key), KEY);
  await keep(second, JSON.stringify(theirs));
  await page.bringToFront();
  await page.waitForTimeout(200);
  await playground.type('az group exists -n one');
  await page.getByText('Another tab went another way').waitFor();
  assert.deepEqual(await linesOf(page, `${KEY}.aside`), [MADE[1]]);
  await command(page, 'Bring back the session that was set aside');
  assert.match(await playground.type('az group exists -n two'), /true/);
  assert.deepEqual(await linesOf(page, `${KEY}.aside`), [MADE[0], 'az group exists -n one']);
});

journey('back and forward go through sessions and lose none', async ({ page, open, playground }) => {
  await open('play/');
  await playground.type(MADE[0]);
  await open('learn/00-configure-vm/');
  await playground.type(MADE[1]);
  for (let round = 0; round < 2; round += 1) {
    await page.goBack();
    await playground.log.getByText('az group create -n one').first().waitFor();
    await page.goForward();
    await playground.log.getByText('az group create -n two').first().waitFor();
  }
  assert.deepEqual(await linesOf(page), [MADE[0]]);
});

journey('a tab that dies in the middle of a command has kept its line', async ({ page, context, open, playground, url }) => {
  await open('play/');
  await playground.type(MADE[0]);
  await playground.prompt.fill(MADE[1]);
  // The page is gone before it could draw anything.
  await page.evaluate(() => new MutationObserver(() => location.replace('about:blank')).observe(document.body, { subtree: true, childList: true }));
  await playground.prompt.press('Enter').catch(() => {});
  await page.close();
  const again = await context.newPage();
  await again.goto(new URL('play/', url).href);
  await again.locator('html[data-ready]').waitFor({ state: 'attached' });
  assert.match(await new Playground(again).type(MADE[2]), /one[^]*two/);
});

journey("a panic in a lesson rescues the lesson's session", { allow: [/RuntimeError|unreachable/] }, async ({ page, open, playground }) => {
  await open('play/');
  await playground.type(MADE[0]);
  await open('learn/00-configure-vm/');
  await playground.typeAll([MADE[1], 'az group exists -n two']);
  await page.evaluate(() => dispatchEvent(new CustomEvent('keyless-panic', { detail: 'provoked' })));
  const heading = page.getByRole('heading', { name: 'The simulated cloud has stopped' });
  await heading.waitFor();
  const saving = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download the session' }).click();
  const saved = JSON.parse(await readFile(await (await saving).path(), 'utf8'));
  assert.deepEqual(saved.lines, [MADE[1], 'az group exists -n two']);
  await page.getByRole('button', { name: 'Reload and replay' }).click();
  await page.locator('html[data-ready]').waitFor({ state: 'attached' });
  await playground.log.getByText('az group create -n two').first().waitFor();
  assert.equal(await playground.prompt.inputValue(), 'az group exists -n two');
  assert.deepEqual(await linesOf(page), [MADE[0]]);
});
