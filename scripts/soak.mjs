#!/usr/bin/env node
// A seeded robot that uses the site at random: clicks, types, goes back and forth. `make soak`.
//
//   node scripts/soak.mjs [--seconds 120] [--seed 1] [--slope 64]
//
// It fails on an error that the page reports, on a request outside its origin, on an enabled button that does nothing, and on
// a heap that grows by more than `slope` KiB a command after the first quarter. The same seed takes the same way, as far as time allows.
import { parseArgs } from 'node:util';
import { pathToFileURL } from 'node:url';
import { DESKTOP, launch, noteMemory, openRoute, watch } from '../tests/browser/lib/browser.mjs';
import { serve } from './serve.mjs';

const ROUTES = ['', 'play/', 'learn/', 'challenges/', 'quiz/', 'reference/', 'services/', 'about/', 'learn/00-configure-vm/', 'play/', 'play/'];
const LINES = [
  'az group list -o table',
  'az group create -n rg# -l westus',
  'az vm create -g myResourceGroup -n vm# --image Ubuntu2204 --admin-username azureuser --generate-ssh-keys',
  'az vm identity assign -g myResourceGroup -n vm#',
  'az vm identity remove -g myResourceGroup -n vm#',
  'az vm delete -g myResourceGroup -n vm# --yes',
  'az identity create -g myResourceGroup -n id#',
  'az identity delete -g myResourceGroup -n id#',
  'az vm identity assign -g myResourceGroup -n vm# --identities id#',
  'az role assignment create --assignee reader@contoso.onmicrosoft.com --role Reader --scope /subscriptions/none',
  'az vm identty assign',
  'az --help',
  "az group list | jq '.[].name'",
  'keyless undo',
  'keyless redo',
  'keyless account reader',
  'keyless account owner',
  'keyless clock +10m',
  'keyless reset',
  '"unfinished',
  'echo $(az account show --query id -o tsv)',
  '😀 `$(((',
];
/** Names of controls that leave the page, or wait for a person's file. */
const NOT_PRESSED = /download|save|open a session|choose|print|file/i;

/** mulberry32: the same numbers for the same seed. */
function random(seed) {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** What a press may change: the page, its address, focus, storage, the clipboard's message, or a file. */
const stamp = (page) =>
  page.evaluate(() => {
    const fields = [...document.querySelectorAll('input, select, textarea, details, dialog')].map((it) => [it.value, it.checked, it.open]);
    return [location.href, document.documentElement.outerHTML, document.activeElement?.id, JSON.stringify(fields), scrollY].join('\n');
  });

async function pressSomething(page, pick, dead) {
  const dialog = page.locator('dialog[open], [role="dialog"]').last();
  const within = (await dialog.isVisible().catch(() => false)) ? dialog : page;
  const buttons = await within.locator('button:visible:enabled, summary:visible, [role="tab"]:visible').all();
  if (buttons.length === 0) return;
  const button = buttons[pick(buttons.length)];
  const name = await button.evaluate((it) => (it.ariaLabel || it.textContent || it.title || it.outerHTML).trim().slice(0, 60));
  // What is chosen already has nothing more to do.
  const chosen = await button.evaluate((it) => [it.ariaSelected, it.ariaPressed, it.ariaCurrent, it.ariaChecked].some((value) => value && value !== 'false') || it.ariaDisabled === 'true' || it.type === 'submit');
  if (NOT_PRESSED.test(name)) return;
  const before = await stamp(page);
  // What lies under something else, or has gone meanwhile, was not pressed.
  const pressed = await button.click({ timeout: 1500 }).then(() => true, () => false);
  if (!pressed || chosen) return;
  for (let tries = 0; tries < 12; tries += 1) {
    if ((await stamp(page).catch(() => '')) !== before) return;
    await page.waitForTimeout(25);
  }
  dead.push(`"${name}" on ${new URL(page.url()).pathname}`);
}

async function typeSomething(page, pick) {
  const prompt = page.getByRole('textbox', { name: 'Command line', exact: true });
  if (!(await prompt.isVisible().catch(() => false))) return false;
  const line = LINES[pick(LINES.length)].replace('#', () => pick(5));
  await prompt.fill(line, { timeout: 1500 }).catch(() => {});
  await prompt.press('Enter', { timeout: 1500 }).catch(() => {});
  return true;
}

/** Least squares: KiB a command. */
function slopeOf(points) {
  const mean = (of) => points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [x, y] = [mean((it) => it.commands), mean((it) => it.heap)];
  const across = mean((it) => (it.commands - x) ** 2);
  return across === 0 ? 0 : mean((it) => (it.commands - x) * (it.heap - y)) / across / 1024;
}

/** Uses the site for so long; gives back what it found. `dir` and `base` as for `serve`. */
export async function soak({ seconds = 120, seed = 1, slope = 64, say = () => {}, ...site } = {}) {
  const pick = random(seed);
  const { url, close } = await serve(site);
  const browser = await launch();
  try {
    const context = await browser.newContext({ ...DESKTOP, locale: 'en-US', reducedMotion: 'reduce', serviceWorkers: 'block' });
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(url).origin });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    page.on('dialog', (dialog) => dialog.accept());
    const problems = watch(page, new URL(url).origin);
    await page.addInitScript(noteMemory);
    const devtools = await context.newCDPSession(page);
    await devtools.send('HeapProfiler.enable');
    const [dead, points] = [[], []];
    let [steps, commands, presses] = [0, 0, 0];
    const end = Date.now() + seconds * 1000;
    let measured = 0;
    await openRoute(page, url, 'play/');
    while (Date.now() < end && problems.length === 0) {
      const what = pick(100);
      if (what < 55) {
        if (await typeSomething(page, pick)) commands += 1;
        else await openRoute(page, url, 'play/');
      }
      else if (what < 88) {
        presses += 1;
        await pressSomething(page, pick, dead);
      } else if (what < 92) await page.keyboard.press(['Escape', 'Tab', 'ControlOrMeta+k', 'ArrowUp'][pick(4)]);
      else if (what < 95) await page.goBack({ waitUntil: 'commit' }).catch(() => {});
      else await openRoute(page, url, ROUTES[pick(ROUTES.length)]);
      if (what < 92 && what >= 88) await page.keyboard.press('Escape');
      steps += 1;
      // Only the playground is measured, freshly loaded: there a leak between commands would show.
      if (Date.now() - measured > Math.max(2000, seconds * 25)) {
        await openRoute(page, url, 'play/');
        await devtools.send('HeapProfiler.collectGarbage');
        const { usedSize } = await devtools.send('Runtime.getHeapUsage');
        const heap = usedSize + (await page.evaluate(() => globalThis.wasmMemory()));
        points.push({ commands, heap });
        measured = Date.now();
        say(`${steps} steps, ${commands} commands, ${(heap / 2 ** 20).toFixed(1)} MiB`);
      }
    }
    // A few points tell of warming up only.
    const grown = points.length >= 12 ? slopeOf(points.slice(points.length >> 2)) : 0;
    if (grown > slope) problems.push(`the heap grows by ${grown.toFixed(1)} KiB a command, more than ${slope}`);
    for (const it of new Set(dead)) problems.push(`dead control: ${it}`);
    return { seed, steps, commands, presses, grown, problems };
  } finally {
    await browser.close();
    await close();
  }
}

async function main() {
  const { values } = parseArgs({ options: { seconds: { type: 'string', default: '120' }, seed: { type: 'string', default: '1' }, slope: { type: 'string', default: '64' } } });
  const found = await soak({ seconds: Number(values.seconds), seed: Number(values.seed), slope: Number(values.slope), say: console.log });
  for (const problem of found.problems) console.error(problem);
  console.log(`seed ${found.seed}: ${found.steps} steps, ${found.commands} commands, ${found.presses} presses, heap ${found.grown.toFixed(1)} KiB a command: ${found.problems.length} problems`);
  process.exitCode = found.problems.length ? 1 : 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
