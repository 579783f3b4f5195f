#!/usr/bin/env node
// Pictures of the built site, to look at: each route on two desktops and two phones, dark and light.
//   node scripts/screenshots.mjs FOLDER ROUTE... [--run LINE]... [--press NAME]... [--only desktop|wide|phone|small|dark|light]
// Source scripts/env.sh first, or have Chromium at /usr/bin/chromium.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DESKTOP, launch, openRoute, PHONE, SMALL, watch, WIDE } from '../tests/browser/lib/browser.mjs';
import { Playground } from '../tests/browser/lib/playground.mjs';
import { serve } from './serve.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    run: { type: 'string', multiple: true, default: [] },
    press: { type: 'string', multiple: true, default: [] },
    only: { type: 'string', multiple: true, default: [] },
    full: { type: 'boolean', default: false },
  },
});
const [folder, ...routes] = positionals;
if (!folder) {
  console.error('usage: screenshots.mjs FOLDER ROUTE... [--run LINE]... [--press NAME]... [--only desktop|wide|phone|small|dark|light]... [--full]');
  process.exit(2);
}
const wanted = (...names) => values.only.every((only) => names.includes(only));

await mkdir(folder, { recursive: true });
const site = await serve();
const browser = await launch();
let troubled = false;
for (const [device, options] of Object.entries({ desktop: DESKTOP, wide: WIDE, phone: PHONE, small: SMALL })) {
  for (const colorScheme of ['dark', 'light']) {
    if (!wanted(device, colorScheme)) continue;
    for (const route of routes.length > 0 ? routes : ['/']) {
      const context = await browser.newContext({ locale: 'en-US', reducedMotion: 'reduce', colorScheme, ...options });
      const page = await context.newPage();
      const problems = watch(page, new URL(site.url).origin);
      await openRoute(page, site.url, route);
      if (values.run.length > 0) await new Playground(page).typeAll(values.run);
      for (const name of values.press) {
        const control = page.getByRole('button', { name, exact: true }).or(page.getByRole('tab', { name, exact: true }));
        await control.first().click();
      }
      await page.evaluate(() => document.fonts.ready.then(() => undefined));
      const name = route.replace(/^\/|\/$/g, '').replace(/[^a-z0-9-]+/gi, '_') || 'home';
      const path = join(folder, `${name}-${device}-${colorScheme}.png`);
      await page.screenshot({ path, fullPage: values.full });
      console.log(path);
      for (const problem of problems) console.error(`  ${problem}`);
      troubled ||= problems.length > 0;
      await context.close();
    }
  }
}
await browser.close();
await site.close();
process.exitCode = troubled ? 1 : 0;
