#!/usr/bin/env node
// Times of the built site and of the core, as a dated Markdown table in docs/bench.md: `make bench`.
//
//   node scripts/bench.mjs [--runs 7] [--out docs/bench.md] [--native] [--page] [--unthrottled]
//
// The page is measured in Chromium on a cold cache, served with brotli by scripts/serve.mjs: without throttling, and with the CPU
// four times slower and slow 4G, DevTools' own factors. KEYLESS_DIST names another built folder.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DESKTOP, launch, noteMemory, openRoute } from '../tests/browser/lib/browser.mjs';
import { Playground } from '../tests/browser/lib/playground.mjs';
import { serve } from './serve.mjs';
import { DIST_DIR, ROOT_DIR } from './site.mjs';

const { values: given } = parseArgs({
  options: {
    runs: { type: 'string', default: '7' },
    out: { type: 'string', default: join(ROOT_DIR, 'docs/bench.md') },
    native: { type: 'boolean', default: false },
    page: { type: 'boolean', default: false },
    unthrottled: { type: 'boolean', default: false },
  },
});
const runs = Number(given.runs);
const both = given.native === given.page;

const MOBILE = { cpu: 4, network: { offline: false, latency: 150 * 3.75, downloadThroughput: (1.6e6 / 8) * 0.9, uploadThroughput: (750e3 / 8) * 0.9 } };
const THROTTLES = [['no throttling', {}], ['CPU 4× and slow 4G', MOBILE]];

const MAKE = 'az vm create -g myResourceGroup -n vm1 --image Ubuntu2204 --admin-username azureuser --generate-ssh-keys -o none';
const ASSIGN = 'az vm identity assign -g myResourceGroup -n vm1';
const STEPS = [
  ['`az vm create …`', MAKE],
  ['`az vm identity assign …`', ASSIGN],
  ['`az vm identity show …`', 'az vm identity show -g myResourceGroup -n vm1'],
  ['a misspelt command', 'az vm identty assign -g myResourceGroup -n vm1'],
  ['`az vm identity assign --help`', 'az vm identity assign --help'],
];

const sorted = (numbers) => numbers.toSorted((a, b) => a - b);
const median = (numbers) => sorted(numbers)[numbers.length >> 1];
const shown = (numbers, digits = 0) => {
  const all = sorted(numbers);
  const text = (number) => number.toFixed(digits);
  return `${text(median(all))} (${text(all[0])}–${text(all.at(-1))})`;
};

/** A page in a fresh profile, throttled, that notes its largest paint and its long tasks. */
async function fresh(browser, throttle) {
  const context = await browser.newContext({ ...DESKTOP, locale: 'en-US', serviceWorkers: 'block' });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.setCacheDisabled', { cacheDisabled: true });
  if (throttle.network) await devtools.send('Network.emulateNetworkConditions', throttle.network);
  if (throttle.cpu) await devtools.send('Emulation.setCPUThrottlingRate', { rate: throttle.cpu });
  await page.addInitScript(noteMemory);
  await page.addInitScript(() => {
    globalThis.bench = { largest: 0, blocked: 0 };
    const observe = (type, act) => new PerformanceObserver((list) => list.getEntries().forEach(act)).observe({ type, buffered: true });
    observe('largest-contentful-paint', (entry) => (bench.largest = entry.startTime));
    observe('longtask', (entry) => (bench.blocked += Math.max(0, entry.duration - 50)));
    /** Waits until the terminal rests with `text` in it, and the frame is painted; gives back the time since navigation. */
    bench.painted = (text, count) =>
      new Promise((done) => {
        const look = () => {
          const log = document.querySelector('[role="log"]');
          const is = log && log.ariaBusy !== 'true' && log.textContent.split(text).length > count;
          if (!is) return requestAnimationFrame(look);
          // The next task after a frame's callbacks comes when that frame has been drawn.
          requestAnimationFrame(() => {
            const channel = new MessageChannel();
            channel.port1.onmessage = () => done(performance.now());
            channel.port2.postMessage(0);
          });
        };
        look();
      });
  });
  return { context, page, devtools };
}

/** From navigation to the painted result of the first command, typed as soon as there is a prompt. */
async function cold(browser, url, throttle) {
  const { context, page } = await fresh(browser, throttle);
  try {
    await page.goto(new URL('play/', url).href, { waitUntil: 'commit' });
    const { prompt } = new Playground(page);
    // A machine that is there from the beginning would be another measurement: this line makes its own and then assigns.
    await prompt.fill(`${MAKE} && ${ASSIGN}`);
    const painted = page.evaluate(() => globalThis.bench.painted('systemAssignedIdentity', 1));
    await prompt.press('Enter');
    const result = await painted;
    const { largest, blocked } = await page.evaluate(() => globalThis.bench);
    const first = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN);
    return { first, largest, blocked, result };
  } finally {
    await context.close();
  }
}

/** From the keydown of Enter to the frame with the result. */
async function keys(browser, url, throttle) {
  const { context, page } = await fresh(browser, { ...throttle, network: undefined });
  try {
    await openRoute(page, url, 'play/');
    const { prompt, log } = new Playground(page);
    await prompt.waitFor();
    const times = [];
    for (const [, line] of STEPS) {
      await prompt.fill(line);
      const took = page.evaluate(
        () =>
          new Promise((done) => {
            addEventListener('keydown', (event) => {
              const log = document.querySelector('[role="log"]');
              const before = log.textContent;
              const start = event.timeStamp;
              const look = () => {
                if (log.ariaBusy === 'true' || log.textContent === before) return requestAnimationFrame(look);
                const channel = new MessageChannel();
                channel.port1.onmessage = () => done(performance.now() - start);
                channel.port2.postMessage(0);
              };
              requestAnimationFrame(look);
            }, { capture: true, once: true });
          }),
      );
      await prompt.press('Enter');
      times.push(await took);
      await log.waitFor();
    }
    return times;
  } finally {
    await context.close();
  }
}

/** JavaScript's heap, buffers and wasm after every command of a lesson has run. */
async function heap(browser, url) {
  const { context, page, devtools } = await fresh(browser, {});
  try {
    const lesson = readdirSync(join(DIST_DIR, 'learn'), { withFileTypes: true }).filter((it) => it.isDirectory())[0].name;
    await openRoute(page, url, `learn/${lesson}/`);
    const commands = page.getByRole('button', { name: 'Run', exact: true });
    const play = new Playground(page);
    const count = await commands.count();
    for (let at = 0; at < count; at += 1) await play.runBlock(at).catch(() => {});
    await devtools.send('HeapProfiler.enable');
    await devtools.send('HeapProfiler.collectGarbage');
    const usage = await devtools.send('Runtime.getHeapUsage');
    const mib = (bytes) => bytes / (1 << 20);
    const memory = await page.evaluate(() => globalThis.wasmMemory());
    return { lesson, count, script: mib(usage.usedSize), memory: mib(memory) };
  } finally {
    await context.close();
  }
}

async function measurePage() {
  const site = await serve({});
  const browser = await launch();
  const rows = [];
  try {
    // The server compresses a file when it is first asked for; that is no part of a visitor's wait.
    await cold(browser, site.url, {});
    for (const [name, throttle] of given.unthrottled ? THROTTLES.slice(0, 1) : THROTTLES) {
      const [colds, pressed] = [[], []];
      for (let run = 0; run < runs; run += 1) {
        colds.push(await cold(browser, site.url, throttle));
        pressed.push(await keys(browser, site.url, throttle));
      }
      for (const [title, key] of [['first contentful paint', 'first'], ['largest contentful paint', 'largest'], ['long tasks over 50 ms, in sum', 'blocked'], ['cold load to a finished `az vm identity assign`', 'result']]) {
        rows.push([title, name, `${shown(colds.map((it) => it[key]))} ms`]);
      }
      const keysOnly = name.includes('4×') ? 'CPU 4×' : name;
      STEPS.forEach(([title], at) => rows.push([`Enter to painted result: ${title}`, keysOnly, `${shown(pressed.map((it) => it[at]), 1)} ms`]));
    }
    const after = await heap(browser, site.url);
    rows.push([`heap after lesson ${after.lesson} (${after.count} commands): JavaScript`, '', `${after.script.toFixed(2)} MiB`]);
    rows.push(['the same: wasm memory', '', `${after.memory.toFixed(2)} MiB`]);
    return { rows, chromium: browser.version() };
  } finally {
    await browser.close();
    await site.close();
  }
}

/** criterion's own lines, "name … time: [low mid high]". */
function measureNative() {
  const made = spawnSync('cargo', ['bench', '--locked', '-p', 'keyless-tests', '--bench', 'commands', '--', '--quiet'], { cwd: ROOT_DIR, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  if (made.status !== 0) throw new Error('cargo bench failed');
  const found = [...made.stdout.matchAll(/^(\S.*?)\s+time:\s+\[(\S+ \S+) (\S+ \S+) (\S+ \S+)\]/gm)];
  return found.map(([, name, low, middle, high]) => [name, `${middle} (${low}–${high})`]);
}

const table = (head, rows) => [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

const before = loadavg()[0];
const page = both || given.page ? await measurePage() : undefined;
const native = both || given.native ? measureNative() : undefined;
const built = readFileSync(join(DIST_DIR, 'index.html'), 'utf8').match(/data-size="(\d+)"/)?.[1];

const text = `# Measured times

Made by \`make bench\` on ${new Date().toISOString().slice(0, 10)}: ${cpus()[0].model}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB,
${process.platform}, Node ${process.versions.node}${page ? `, Chromium ${page.chromium} headless` : ''}. Load average ${before.toFixed(1)} at the start, ${loadavg()[0].toFixed(1)} at the end;
above the half of the cores these figures are upper bounds. Program: ${(Number(built) / 1024).toFixed(0)} KiB of wasm${Number(built) > 4 << 20 ? ' (**a debug build: not to be quoted**)' : ''}.
Medians${page ? ` of ${runs} runs` : ''}, with the lowest and the highest.

${page ? `## The page

Every run has a fresh profile and a cold cache; files are served with brotli. Slow 4G is 1.6 Mbit/s with 150 ms, by DevTools' factors.

${table(['figure', 'throttling', 'median (low–high)'], page.rows)}
` : ''}${native ? `
## The core, native

${table(['benchmark', 'time'], native)}
` : ''}
## A peer beside it

Build the peer's own production site into a folder, serve it with its own kind of compression, and let the same clock run: from navigation to the
painted result of its first command, and from the keydown of Enter to the frame with the result, in a fresh profile each time. Take ours and the
peer's in turns within the same quarter of an hour, on a machine that does nothing else, and say both load averages. \`cold\` and \`keys\`
in \`scripts/bench.mjs\` need three things of a page: the field for commands, the place of the output, and a word that only the result has.
`;
writeFileSync(given.out, text);
console.log(text);
