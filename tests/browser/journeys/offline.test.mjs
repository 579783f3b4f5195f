// After the first visit the site works without a network; updates are offered, and a bad one does no harm.
import assert from 'node:assert/strict';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { writeServiceWorker } from '../../../scripts/service-worker.mjs';
import { DIST_DIR } from '../../../scripts/site.mjs';
import { violations } from '../lib/axe.mjs';
import { journey, SUBPATH } from '../lib/harness.mjs';

const ALLOWED = { serviceWorkers: 'allow' };

const folders = [];
after(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

/** A copy of the site that a journey may publish new versions in. */
async function copyOfSite() {
  const dir = await mkdtemp(join(tmpdir(), 'keyless-site-'));
  folders.push(dir);
  await cp(DIST_DIR, dir, { recursive: true });
  return dir;
}

/** Publishes a version of the site in which `file` reads otherwise. */
async function publish(dir, file, change) {
  await writeFile(join(dir, file), await change(await readFile(join(dir, file))));
  await writeServiceWorker(dir);
}

/** Waits until the worker keeps the whole site and answers this page. */
const kept = (page) => page.waitForFunction(() => navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null));
const lookForUpdate = (page) =>
  page.evaluate(() => navigator.serviceWorker.getRegistration().then((registration) => registration.update()).then(() => {}));
const offer = (page) => page.getByRole('button', { name: 'Reload to use it' });
const theme = (text) => (html) => `${html}`.replace(/<title>[^<]*/, `<title>${text}`);

journey('everything works without a network after the first visit', { context: ALLOWED, allow: [/404/] }, async ({ page, context, open, playground }) => {
  await open('');
  await kept(page);
  await context.setOffline(true);
  await open('play/');
  assert.match(await playground.type('az vm list-skus'), /not simulated|vm list-skus/);
  assert.match(await playground.type('az group list --query "[].name" -o tsv'), /myResourceGroup/);
  await page.reload();
  await playground.log.getByText('az group list').first().waitFor();
  const lessons = (await readdir(join(DIST_DIR, 'learn'), { withFileTypes: true })).filter((entry) => entry.isDirectory());
  for (const { name } of lessons) {
    await open(`learn/${name}/`);
    await page.getByRole('button', { name: 'Run' }).first().waitFor();
  }
  await open('no/such/page/', { ready: false });
  await page.getByRole('heading', { name: /no such page/i }).first().waitFor();
});

journey('everything works without a network in a folder of a host too', { base: SUBPATH, context: ALLOWED }, async ({ page, context, open, playground }) => {
  await open('');
  await kept(page);
  await context.setOffline(true);
  await open('play/');
  assert.match(await playground.type('az group exists -n myResourceGroup'), /true/);
});

const site = await copyOfSite();
journey('a new version is offered, and comes when it is asked for', { dir: site, context: ALLOWED }, async ({ page, open, playground }) => {
  await open('play/');
  await kept(page);
  await playground.type('az group create -n kept -l westus');
  const before = await page.title();
  await publish(site, 'play/index.html', theme('The next version'));
  await lookForUpdate(page);
  await offer(page).waitFor();
  assert.deepEqual(await violations(page), []);
  // Not asked for: a reload still shows the version that was there.
  await open('play/');
  assert.equal(await page.title(), before);
  await Promise.all([page.waitForEvent('load'), offer(page).click()]);
  await page.locator('html[data-ready]').waitFor({ state: 'attached' });
  assert.match(await (await page.request.get(page.url())).text(), /The next version/);
  assert.match(await page.evaluate(() => fetch(location.href).then((response) => response.text())), /The next version/);
  assert.match(await playground.type('az group exists -n kept'), /true/);
});

const mangled = await copyOfSite();
journey('a version that arrives damaged is not taken', { dir: mangled, context: ALLOWED, allow: [/integrity|digest|service-worker|Failed to/i] }, async ({ page, open }) => {
  await open('play/');
  await kept(page);
  await publish(mangled, 'about/index.html', theme('Damaged on its way'));
  await writeFile(join(mangled, 'about/index.html'), 'not what was built');
  await lookForUpdate(page).catch(() => {});
  await page.waitForFunction(() => navigator.serviceWorker.getRegistration().then(({ installing, waiting }) => !installing && !waiting));
  const about = await page.evaluate(() => fetch('../about/').then((response) => response.text()));
  assert.match(about, /<title>/);
  assert.equal(await offer(page).count(), 0);
});

const broken = await copyOfSite();
journey('a version that does not start makes room for the one before it', { dir: broken, context: ALLOWED, allow: [/./] }, async ({ page, open, playground }) => {
  await open('play/');
  await kept(page);
  const html = `${await readFile(join(broken, 'play/index.html'))}`;
  // The page of the new version names a checksum that its program does not have.
  await publish(broken, 'play/index.html', () => html.replace(/data-integrity="sha256-[^"]*"/, 'data-integrity="sha256-AAAA"').replace(/<title>[^<]*/, '<title>Broken'));
  await lookForUpdate(page);
  await Promise.all([page.waitForEvent('load'), offer(page).click()]);
  await playground.prompt.waitFor();
  await page.waitForFunction(
    (title) => fetch(location.href).then((response) => response.text()).then((text) => text.includes(`<title>${title}`)),
    html.match(/<title>([^<]*)/)[1],
  );
});
