// What every journey stands on: the built site on a free loopback port, headless Chromium, a fresh context for
// each journey, and a failure for anything that the page reports or asks of another origin.
//
//   import { journey } from '../lib/harness.mjs';
//   journey('says hello', async ({ page, open, playground }) => { … });
//   journey('on a phone', { context: PHONE, subpath: true }, async ({ open }) => { … });
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { serve } from '../../../scripts/serve.mjs';
import { DESKTOP, launch, openRoute, PHONE, watch } from './browser.mjs';
import { Playground } from './playground.mjs';

export { DESKTOP, PHONE };
export const SUBPATH = '/docs/cloud/keyless/';

const OUT_DIR = fileURLToPath(new URL('../out/', import.meta.url));

let browser;
const sites = new Map();
after(async () => {
  await browser?.close();
  for (const site of sites.values()) await (await site).close();
});

const siteAt = (base, dir) => {
  const key = `${base} ${dir}`;
  if (!sites.has(key)) sites.set(key, serve({ base, dir }));
  return sites.get(key);
};

/**
 * One browser test, with a context of its own. Options:
 * `subpath`: run a second time with the site under SUBPATH; `base`: run there only; `context`: Playwright's options for the context;
 * `dir`: another folder than the built site; `allow`: patterns of reports that do not fail it; `timeout` in ms; `skip`, `only`, `todo` as in node:test.
 * The body gets `{ page, context, url, open, playground }`: `open('learn/')` goes to a route and waits for the app.
 */
export function journey(name, ...rest) {
  const body = rest.pop();
  const { subpath = false, base: own = '/', context: contextOptions = {}, allow = [], timeout = 60_000, dir, ...options } = rest[0] ?? {};
  for (const base of subpath ? ['/', SUBPATH] : [own]) {
    const title = base === '/' ? name : `${name} (under ${base})`;
    test(title, { timeout, ...options }, async () => {
      browser ??= await launch();
      const { url } = await siteAt(base, dir);
      const context = await browser.newContext({
        locale: 'en-US',
        reducedMotion: 'reduce',
        // What a journey stops or changes on its way must not be answered by the service worker.
        serviceWorkers: 'block',
        ...DESKTOP,
        ...contextOptions,
      });
      await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(url).origin });
      const page = await context.newPage();
      page.setDefaultTimeout(15_000);
      const problems = watch(page, new URL(url).origin, allow);
      const open = (route = '', { ready = true } = {}) => openRoute(page, url, route, ready);
      try {
        await body({ page, context, url, open, playground: new Playground(page) });
        assert.deepEqual(problems, [], 'the page reported problems');
      } catch (error) {
        await mkdir(OUT_DIR, { recursive: true });
        const picture = join(OUT_DIR, `${title.replace(/[^a-z0-9]+/gi, '-').replace(/^-|-$/g, '')}.png`);
        await page.screenshot({ path: picture }).catch(() => {});
        if (problems.length > 0 && !error.message.includes('the page reported problems')) {
          error.message += `\nThe page also reported:\n  ${problems.join('\n  ')}`;
        }
        error.message += `\nPicture: ${picture}`;
        throw error;
      } finally {
        await context.close();
      }
    });
  }
}
