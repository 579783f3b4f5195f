// The start of the page and its rescue: public/boot.js.
import assert from 'node:assert/strict';
import { violations } from '../lib/axe.mjs';
import { journey } from '../lib/harness.mjs';

const JOURNAL = { v: 1, core_version: 'x', scenario: 'sandbox', seed: 1, lines: ['az group list', 'az vm list', 'az crash'] };
const keepJournal = (page, journal = JOURNAL) =>
  page.evaluate((value) => localStorage.setItem('keyless.journal', JSON.stringify(value)), journal);
const stored = (page, key) => page.evaluate((name) => localStorage.getItem(name), key);
const panic = (page) =>
  page.evaluate(() => dispatchEvent(new CustomEvent('keyless-panic', { detail: 'panicked at core: oh <b>no</b>' })));
// The journeys below are about boot.js alone: the journal that the app writes meanwhile would disturb them.
const WITHOUT_APP = /RuntimeError|unreachable/;

journey('the root of the site is told to the router', { subpath: true }, async ({ page, open, url }) => {
  for (const route of ['', 'play/', 'learn/']) {
    await open(route);
    assert.equal(await page.evaluate(() => document.documentElement.dataset.root), new URL(url).pathname);
  }
});

journey('the static page makes room for the app', async ({ page, open }) => {
  await open('');
  assert.equal(await page.locator('[data-static]').count(), 0);
});

journey('the static page is readable while the wasm is on its way', async ({ page, open }) => {
  let release;
  const held = new Promise((done) => (release = done));
  await page.route('**/*.wasm', async (route) => {
    await held;
    await route.continue();
  });
  await open('', { ready: false });
  await page.getByRole('heading', { name: 'no keys to keep' }).waitFor();
  await page.getByRole('progressbar', { name: 'Starting the simulated cloud' }).waitFor();
  release();
  await page.locator('html[data-ready]').waitFor({ state: 'attached' });
});

journey('a failed download says so and can be tried again', { allow: [/wasm/, /Failed to load/] }, async ({ page, open }) => {
  await page.route('**/*.wasm', (route) => route.abort());
  await open('', { ready: false });
  const retry = page.getByRole('button', { name: 'Try again' });
  await retry.waitFor();
  await page.getByText('The playground has not started').waitFor();
  assert.deepEqual(await violations(page), []);
  await page.unroute('**/*.wasm');
  await retry.click();
  await page.locator('html[data-ready]').waitFor({ state: 'attached' });
});

journey('a missing glue file says so and can be tried again', { allow: [/\.js/, /Failed to load/] }, async ({ page, open }) => {
  const glue = (url) => /keyless-[0-9a-z-]+\.js$/.test(url.pathname);
  await page.route(glue, (route) => route.fulfill({ status: 503, body: 'busy' }));
  await open('', { ready: false });
  const retry = page.getByRole('button', { name: 'Try again' });
  await retry.waitFor();
  await page.unroute(glue);
  await retry.click();
  await page.locator('html[data-ready]').waitFor({ state: 'attached' });
});

journey('a damaged wasm is not run', async ({ page, open }) => {
  // A valid module, but not the one that the page names.
  const empty = Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
  await page.route('**/*.wasm', (route) => route.fulfill({ contentType: 'application/wasm', body: empty }));
  await open('', { ready: false });
  await page.getByText('arrived damaged').waitFor();
});

journey('a host with a wrong MIME type for wasm will do', async ({ page, open }) => {
  await page.route('**/*.wasm', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { 'content-type': 'application/octet-stream' } });
  });
  await open('');
});

journey('a browser without WebAssembly is told so', async ({ page, open }) => {
  await page.addInitScript(() => delete globalThis.WebAssembly);
  await open('', { ready: false });
  await page.getByText('cannot run WebAssembly').waitFor();
  await page.getByRole('heading', { name: 'no keys to keep' }).waitFor();
});

journey('after a panic all lines but the last are replayed', { subpath: true, allow: [WITHOUT_APP] }, async ({ page, open }) => {
  await open('');
  await keepJournal(page);
  await panic(page);
  await page.getByRole('heading', { name: 'The simulated cloud has stopped' }).waitFor();
  await page.getByText('az crash').waitFor();
  await page.getByText('What happened').click();
  await page.getByText('oh <b>no</b>').waitFor();
  assert.deepEqual(await violations(page), []);
  // Where the app would start with the journal, this one looks at what it would read.
  await page.addInitScript(() => {
    globalThis.journalAtStart = localStorage.getItem('keyless.journal');
  });
  await page.getByRole('button', { name: 'Reload and replay' }).click();
  await page.waitForFunction(() => globalThis.journalAtStart !== undefined);
  const journal = JSON.parse(await page.evaluate(() => globalThis.journalAtStart));
  assert.deepEqual(journal, { ...JOURNAL, lines: ['az group list', 'az vm list'] });
  assert.equal(await stored(page, 'keyless.last-line'), 'az crash');
});

journey("a panic in a lesson takes the lesson's last line, not the playground's", { subpath: true, allow: [WITHOUT_APP] }, async ({ page, open, url }) => {
  await open('');
  await page.evaluate(
    ([journal, path]) => {
      localStorage.setItem('keyless.journal', JSON.stringify(journal));
      localStorage.setItem('keyless.journal.01-vm', JSON.stringify({ ...journal, lines: ['az lesson'] }));
      history.pushState(null, '', path);
    },
    [JOURNAL, `${new URL(url).pathname}learn/01-vm/`],
  );
  await panic(page);
  await page.getByText('az lesson').waitFor();
});

journey('after a panic the last line can be copied', { allow: [WITHOUT_APP] }, async ({ page, open }) => {
  await open('');
  await keepJournal(page);
  await panic(page);
  await page.getByRole('button', { name: 'Copy the last line' }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), 'az crash');
});

journey('after a panic without a journal the page can be reloaded', { allow: [WITHOUT_APP] }, async ({ page, open }) => {
  await open('');
  await page.evaluate(() => localStorage.setItem('keyless.journal', 'not json'));
  await panic(page);
  await page.getByRole('button', { name: 'Reload', exact: true }).click();
  await page.locator('html[data-ready]').waitFor({ state: 'attached' });
});

journey('a trap in the wasm is a panic too', { allow: [WITHOUT_APP, /page error/] }, async ({ page, open }) => {
  await open('');
  await page.evaluate(() => setTimeout(() => {
    throw new WebAssembly.RuntimeError('unreachable');
  }));
  await page.getByRole('heading', { name: 'The simulated cloud has stopped' }).waitFor();
});

journey('the policy holds: no inline script, no eval', { allow: [/Content Security Policy|unsafe-eval|TrustedScript/] }, async ({ page, open }) => {
  await open('');
  const ran = await page.evaluate(() => {
    const script = document.createElement('script');
    try {
      script.textContent = 'globalThis.inlineRan = true';
    } catch {
      // Where the browser knows trusted types, not even this is allowed; as a child it is stopped by the policy.
      script.append('globalThis.inlineRan = true');
    }
    document.body.append(script);
    return globalThis.inlineRan === true;
  });
  assert.equal(ran, false);
});
