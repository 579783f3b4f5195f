// Chromium, the screens that we look at, and what counts as a page's fault. No test runner here.
import { chromium } from 'playwright-core';

export const DESKTOP = { viewport: { width: 1280, height: 800 } };
export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };
export const WIDE = { viewport: { width: 1920, height: 1080 } };
export const SMALL = { ...PHONE, viewport: { width: 360, height: 640 } };

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const launch = () =>
  chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: FLAGS });

/** Collects what a page does wrong. `allowed` are patterns of what a journey provokes on purpose. */
export function watch(page, origin, allowed = []) {
  const problems = [];
  const note = (text) => {
    if (!allowed.some((pattern) => pattern.test(text))) problems.push(text);
  };
  page.on('console', (message) => {
    if (message.type() === 'error') note(`console: ${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => note(`page error: ${error.stack ?? error}`));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin !== origin && !['data:', 'blob:'].includes(url.protocol)) note(`request to another origin: ${url}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) note(`answer ${response.status()}: ${response.url()}`);
  });
  return problems;
}

/** Goes to a route, given without a leading slash, and waits until the app has drawn itself: a debug build is large, so long. */
export async function openRoute(page, url, route, ready = true) {
  await page.goto(new URL(route.replace(/^\//, ''), url).href);
  if (ready) await page.locator('html[data-ready]').waitFor({ state: 'attached', timeout: 45_000 });
}

/** For `addInitScript`: `wasmMemory()` tells how many bytes of memory the page's WebAssembly has. */
export function noteMemory() {
  const memories = new Set();
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (...given) => {
    const made = await instantiate.apply(WebAssembly, given);
    for (const value of Object.values((made.instance ?? made).exports)) if (value instanceof WebAssembly.Memory) memories.add(value);
    return made;
  };
  globalThis.wasmMemory = () => [...memories].reduce((sum, memory) => sum + memory.buffer.byteLength, 0);
}
