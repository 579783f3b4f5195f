// The embed on other people's pages: another origin, a strict policy, blocks of every tool, wrong messages, floods.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'node:test';
import { brotliCompressSync } from 'node:zlib';
import { DIST_DIR } from '../../../scripts/site.mjs';
import { journey } from '../lib/harness.mjs';
import { documentation, hostPage, strictPolicy, TOOLS } from '../lib/host.mjs';

const ANOTHER = { allow: [/request to another origin/] };
const CREATE = 'az identity create -g myResourceGroup -n app -o none';
const SHOW = 'az identity show -g myResourceGroup -n app --query name';

const blockAt = (page, number) => page.locator('keyless-block').nth(number);
const run = async (page, number) => {
  const block = blockAt(page, number);
  await block.getByRole('button', { name: 'Run', exact: true }).click();
  await block.getByRole('status').filter({ hasText: /Done|Exit code|earlier|sent|stopped/ }).waitFor();
  return block;
};
/** Counts how far things move that nobody asked to, as browsers do: what follows a click at once does not count. */
const measureShift = (page) =>
  page.addInitScript(() => {
    window.shift = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((it) => (window.shift += it.hadRecentInput ? 0 : it.value))).observe({ type: 'layout-shift', buffered: true });
  });

test('the stub is at most 3 KiB after brotli, and its hash is the published one', async () => {
  const stub = await readFile(join(DIST_DIR, 'embed/embed.js'));
  assert.ok(brotliCompressSync(stub).length <= 3 * 1024, `${brotliCompressSync(stub).length} bytes`);
  const { tag } = JSON.parse(await readFile(join(DIST_DIR, 'embed/version.json'), 'utf8'));
  assert.deepEqual(await readFile(join(DIST_DIR, 'embed', tag)), stub);
});

journey('blocks of every tool run under a strict policy, and share a world', ANOTHER, async ({ page, url }) => {
  const texts = [CREATE, SHOW, 'az group list --query [].name -o tsv', 'az identity create \\\n  -g myResourceGroup \\\n  -n two -o none', 'az identity list --query [].name -o tsv', 'az account show --query name', SHOW];
  const blocks = Object.values(TOOLS).map((tool, at) => `<p>Text.</p>${tool(texts[at])}`).join('');
  await measureShift(page);
  await page.goto(await hostPage(documentation(url, blocks), strictPolicy(url)));
  const buttons = page.getByRole('button', { name: 'Run' });
  await buttons.nth(6).waitFor();
  assert.equal(await buttons.count(), 7);
  assert.equal(await page.locator('iframe').count(), 0, 'nothing is loaded before the first use');
  await page.waitForTimeout(300);
  assert.equal(await page.evaluate(() => window.shift), 0);

  // The fifth alone: the first four run first.
  const fifth = await run(page, 4);
  assert.match(await fifth.getByRole('status').textContent(), /4 earlier blocks ran first/);
  assert.match(await fifth.getByRole('region', { name: 'Output' }).textContent(), /app\s*two/);
  await page.waitForTimeout(300);
  assert.equal(await page.evaluate(() => window.shift), 0, 'room is kept before the engine answers');

  // The first again: its session begins anew.
  const first = await run(page, 0);
  await first.getByRole('button', { name: 'World' }).click();
  assert.equal(await first.getByRole('img', { name: 'World' }).count(), 1);
  await first.getByText('World as text').click();
  const tree = await first.getByRole('region', { name: 'World' }).textContent();
  assert.match(tree, /app is a user-assigned identity/);
  assert.doesNotMatch(tree, /two is a user-assigned identity/);
  assert.equal(await page.locator('iframe').count(), 1, 'one engine for all blocks');
});

journey('sessions of different names are different worlds, and only marked blocks run when asked so', ANOTHER, async ({ page, url }) => {
  const body = `<pre class="keyless session-a"><code class="language-az">${CREATE}</code></pre><pre data-keyless data-session="b">${SHOW}</pre><pre><code class="language-az">${SHOW}</code></pre>`;
  await page.goto(await hostPage(documentation(url, body, 'data-blocks="marked"'), strictPolicy(url)));
  await page.getByRole('button', { name: 'Run' }).nth(1).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Run' }).count(), 2);
  const second = await run(page, 1);
  assert.match(await second.getByRole('status').textContent(), /^Exit code 3\.$/);
});

journey('a block tells its result as an event, and follows the colours of its page', ANOTHER, async ({ page, url }) => {
  await page.goto(await hostPage(documentation(url, TOOLS.plain(SHOW)), strictPolicy(url)));
  await page.evaluate(() => document.addEventListener('keyless-result', ({ detail }) => (window.result = detail)));
  await run(page, 0);
  const result = await page.evaluate(() => window.result);
  assert.equal(result.v, 1);
  assert.equal(result.commands[0].exitCode, 3);
  const scheme = () => blockAt(page, 0).evaluate((it) => it.style.colorScheme);
  assert.equal(await scheme(), 'light');
  await page.evaluate(() => (document.body.style.background = '#111'));
  await page.waitForFunction(() => document.querySelector('keyless-block').style.colorScheme === 'dark');
});

journey('without JavaScript and on paper the text stays as it is', { ...ANOTHER, context: { javaScriptEnabled: false } }, async ({ page, url }) => {
  await page.goto(await hostPage(documentation(url, TOOLS.mdBook(CREATE)), strictPolicy(url)));
  assert.equal(await page.locator('pre').innerText(), CREATE);
  assert.equal(await page.locator('keyless-block').count(), 0);
});

journey('the engine answers neither strangers, nor noise, nor a flood', { allow: [/request to another origin/] }, async ({ page, url }) => {
  await page.goto(await hostPage('<!doctype html><title>Host</title><body></body>'));
  const engine = `${url}embed/engine.html`;
  const origin = await page.evaluate(() => self.origin);
  /** Connects a frame that was told to expect `expected`, sends messages, and gives back what came within `wait`. */
  const talk = (expected, messages, wait = 1500) =>
    page.evaluate(
      async ({ address, messages, wait }) => {
        const frame = document.createElement('iframe');
        frame.src = address;
        document.body.append(frame);
        await new Promise((loaded) => (frame.onload = loaded));
        const { port1, port2 } = new MessageChannel();
        const heard = [];
        port1.onmessage = ({ data }) => heard.push(data);
        frame.contentWindow.postMessage({ keyless: 1, type: 'connect' }, '*', [port2]);
        messages.forEach((it) => port1.postMessage(it));
        await new Promise((done) => setTimeout(done, wait));
        frame.remove();
        return heard;
      },
      { address: `${engine}#${encodeURIComponent(expected)}`, messages, wait },
    );
  const ask = (id, more = {}) => ({ keyless: 1, id, type: 'run', session: 'a', lines: 'az account show --query name', ...more });

  assert.deepEqual(await talk('https://elsewhere.example', [ask(1)]), [], 'another origin than the page named');
  const noise = [null, 'run', { ...ask(1), keyless: 2 }, ask('1'), ask(2, { session: '../x' }), ask(3, { lines: 'x'.repeat(70_000) }), ask(4, { type: 'eval' }), ask(5, { start: {} })];
  assert.deepEqual((await talk(origin, noise)).map((it) => it.type), ['ready']);
  const flood = Array.from({ length: 400 }, (_, at) => ask(at + 1, { lines: '' }));
  const heard = await talk(origin, flood, 6000);
  const answers = heard.filter((it) => 'value' in it).length;
  assert.ok(answers >= 60 && answers < 200, `${answers} answers to a flood`);
  assert.equal(heard.filter((it) => it.error === 'too many requests').length, 1);
});

journey('it works in a sandboxed page without an origin, without storage', ANOTHER, async ({ page, url }) => {
  const policy = `${strictPolicy(url)}; sandbox allow-scripts`;
  await page.goto(await hostPage(documentation(url, TOOLS.Hugo(CREATE)), policy));
  const block = await run(page, 0);
  assert.match(await block.getByRole('status').textContent(), /^Done\.$/);
});

journey('a world is a picture of its commands, and takes orders', ANOTHER, async ({ page, url }) => {
  const body = `<keyless-world commands="${CREATE}" height="320" load="visible">A world with one identity.</keyless-world>`;
  await measureShift(page);
  await page.goto(await hostPage(documentation(url, body), strictPolicy(url)));
  await page.getByRole('img', { name: 'World' }).waitFor();
  const state = await page.evaluate(() => document.querySelector('keyless-world').getState());
  assert.deepEqual(JSON.parse(state).lines, [CREATE]);
  const result = await page.evaluate((lines) => document.querySelector('keyless-world').run(lines), SHOW);
  assert.equal(result.commands[0].stdout, '"app"\n');
  assert.equal(await page.evaluate(() => window.shift), 0);
});

journey('a playground in a frame takes lines, tells results, follows the theme and keeps nothing', { ...ANOTHER, timeout: 120_000 }, async ({ page, url }) => {
  const body = `<keyless-playground commands="${CREATE}" height="500" scenario="sandbox">A playground.</keyless-playground>`;
  await measureShift(page);
  await page.goto(await hostPage(documentation(url, body), strictPolicy(url)));
  await page.evaluate(() => {
    window.results = [];
    document.addEventListener('keyless-result', ({ detail }) => window.results.push(detail));
  });
  await page.getByRole('button', { name: 'Start the playground' }).click();
  const frame = page.frameLocator('keyless-playground iframe');
  await frame.getByRole('textbox', { name: 'Command line' }).waitFor({ timeout: 60_000 });
  await frame.getByRole('log', { name: 'Terminal output' }).getByText(CREATE).first().waitFor();
  assert.equal(await frame.getByRole('navigation', { name: 'Sections' }).count(), 0, 'no way to other pages');
  const result = await page.evaluate((lines) => document.querySelector('keyless-playground').run(lines), SHOW);
  assert.match(result.commands[0].stdout, /app/);
  await page.waitForFunction(() => window.results.some((it) => it.commands.some((command) => command.line.includes('identity show'))));
  const state = await page.evaluate(() => document.querySelector('keyless-playground').getState());
  assert.deepEqual(JSON.parse(state).lines, [CREATE, SHOW]);
  const theme = () => frame.locator('html').getAttribute('data-theme');
  assert.equal(await theme(), 'light');
  await page.evaluate(() => (document.body.style.background = '#111'));
  await frame.locator('html[data-theme="dark"]').waitFor({ state: 'attached' });
  assert.equal(await page.evaluate(() => window.shift), 0);
  const kept = await page.frames().at(-1).evaluate(() => localStorage.getItem('keyless.journal'));
  assert.equal(kept, null, 'the reader has a playground of their own');
});

journey('the builder shows what it gives to copy', { allow: [/can escape its sandboxing/] }, async ({ page, url }) => {
  await page.goto(`${url}embed/`);
  const preview = page.getByRole('region', { name: 'Preview' });
  await preview.getByRole('button', { name: 'Run' }).click();
  await preview.getByRole('status').filter({ hasText: 'Done' }).waitFor();
  await page.getByLabel('What to show').selectOption('world');
  await preview.getByRole('button', { name: 'Show the world' }).click();
  await preview.getByRole('img', { name: 'World' }).waitFor();
  const snippet = await page.locator('#snippet').textContent();
  assert.match(snippet, /^<keyless-world commands="az identity create/);
  assert.match(await page.locator('#tag').textContent(), /integrity="sha384-.* crossorigin/);
});
