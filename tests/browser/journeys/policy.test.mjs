// The content security policy holds on every page of the site, and nothing is asked of another origin.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { DIST_DIR, HEADERS, META_CSP } from '../../../scripts/site.mjs';
import { journey, SUBPATH } from '../lib/harness.mjs';

/** The folders of the site that have a page. */
async function routes() {
  const files = await readdir(DIST_DIR, { recursive: true, withFileTypes: true });
  const pages = files.filter((file) => file.name === 'index.html').map((file) => relative(DIST_DIR, file.parentPath));
  return pages.map((folder) => (folder ? `${folder.split(sep).join('/')}/` : '')).sort();
}

/** Every violation that any page of this context reports, from its first byte on. */
async function violationsOf(context) {
  const found = [];
  await context.exposeBinding('reportViolation', (_, text) => found.push(text));
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      globalThis.reportViolation(`${location.pathname}: ${event.effectiveDirective} stopped ${event.blockedURI} ${event.sample}`);
    });
  });
  return found;
}

// The harness fails a journey that asks anything of another origin.
journey('every page keeps the policy, and the origin', { timeout: 180_000, allow: [/404/] }, async ({ page, context, url, open }) => {
  const found = await violationsOf(context);
  // What each page holds stands in the same few files: the browser's cache keeps this quick.
  for (const route of await routes()) {
    const response = await page.goto(new URL(route, url).href);
    assert.equal(response.headers()['content-security-policy'], HEADERS['Content-Security-Policy']);
    assert.equal(await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content'), META_CSP);
    await page.locator('html[data-ready]').waitFor({ state: 'attached' });
  }
  await open('no/such/page/', { ready: false }).catch(() => {});
  assert.deepEqual(found, []);
});

journey('the policy is kept while the playground is used', { base: SUBPATH }, async ({ page, context, open, playground }) => {
  const found = await violationsOf(context);
  await open('play/');
  await playground.type('az vm create -g myResourceGroup -n vm1 --image Ubuntu2204 --admin-username azureuser --generate-ssh-keys');
  await playground.type("az group list | jq '.[].name'");
  for (const tab of await playground.inspector.getByRole('tab').all()) await tab.click();
  await page.getByRole('link', { name: 'Learn', exact: true }).first().click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  assert.deepEqual(found, []);
});

const REFUSED = { allow: [/Trusted|Content Security Policy|refused/i] };

journey('what could run is not made HTML, and no program comes from elsewhere', REFUSED, async ({ page, open }) => {
  await open('play/');
  const refused = await page.evaluate(() => {
    const tried = (act) => {
      try {
        act();
        return false;
      } catch (error) {
        return error instanceof TypeError;
      }
    };
    const html = (text) => tried(() => (document.createElement('div').innerHTML = text));
    return {
      image: html('<img src=x onerror=alert(1)>'),
      svg: html('<svg/onload=alert(1)>'),
      script: html('<ScRiPt>alert(1)</sCrIpT>'),
      frame: html('<iframe srcdoc="<p>"></iframe>'),
      link: html('<a href=" JavaScript:alert(1)">x</a>'),
      base: html('<base href="https://example.org/">'),
      worker: tried(() => new Worker('https://example.org/worker.js')),
      second: tried(() => trustedTypes.createPolicy('another', {})),
      code: tried(() => setTimeout('alert(1)')),
    };
  });
  assert.deepEqual(Object.entries(refused).filter(([, did]) => !did), []);
  const prose = 'Set <code>onerror=</code> and &lt;script&gt; in prose';
  assert.equal(await page.evaluate((text) => {
    const made = document.createElement('p');
    made.innerHTML = text;
    return made.innerHTML;
  }, prose), prose);
});

journey('a stylesheet or script that was changed on its way is not used', { allow: [/integrity|digest|Failed to/i] }, async ({ page, open }) => {
  await page.route('**/*.css', (route) => route.fulfill({ contentType: 'text/css', body: 'body { background: rgb(1, 2, 3) }' }));
  await page.route('**/boot.js*', (route) => route.fulfill({ contentType: 'text/javascript', body: 'globalThis.evil = true' }));
  await open('play/', { ready: false });
  await page.waitForLoadState('load');
  const [colour, evil] = await page.evaluate(() => [getComputedStyle(document.body).backgroundColor, globalThis.evil]);
  assert.notEqual(colour, 'rgb(1, 2, 3)');
  assert.equal(evil, undefined);
});

journey('a host finds the same headers in a file', async () => {
  const file = await readFile(join(DIST_DIR, '_headers'), 'utf8');
  for (const [name, value] of Object.entries(HEADERS)) assert.ok(file.includes(`  ${name}: ${value}\n`), name);
});
