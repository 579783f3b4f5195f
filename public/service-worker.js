// Keeps the whole site on the device, so that everything works without a network after the first visit.
// scripts/service-worker.mjs puts `const RELEASE = { version, files: { path: "sha256-…" } }` before this text.
//
// A version is a cache of its own, filled completely and checked file by file before it counts. A new version waits
// until the page says "take-over"; the one before it stays until the new one has started well once.

const SCOPE = self.registration.scope;
const PREFIX = `keyless ${new URL(SCOPE).pathname} `;
const OWN = PREFIX + RELEASE.version;
const STATE = `${PREFIX}state`;
/** How often a version that never started well is served before the one before it comes back. */
const TRIALS = 2;

const address = (path) => new URL(path, SCOPE).href;
const LISTING = address('.files');

async function versions() {
  return (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== STATE);
}

/** `{ active, previous, started, trials }`: the caches' names, and how well the active one is known. */
async function readState() {
  const kept = await (await caches.open(STATE)).match(address('.state'));
  return kept ? kept.json() : { active: OWN, previous: null, started: false, trials: 0 };
}

async function writeState(state) {
  await (await caches.open(STATE)).put(address('.state'), new Response(JSON.stringify(state)));
}

// ---- a version comes

/** A file with the same content from a version that is here already. */
async function keptCopy(path, integrity) {
  for (const name of await versions()) {
    if (name === OWN) continue;
    const cache = await caches.open(name);
    const listing = await (await cache.match(LISTING))?.json();
    if (listing?.[path] === integrity) return cache.match(address(path));
  }
  return undefined;
}

async function fill(cache, path, integrity) {
  const kept = await keptCopy(path, integrity);
  // `integrity` makes the browser refuse a file that is not the one that was built.
  const response = kept ?? (await fetch(address(path), { integrity, cache: 'no-cache', credentials: 'same-origin' }));
  if (!response.ok) throw new Error(`${response.status} for ${path}`);
  await cache.put(address(path), response);
}

async function install() {
  const cache = await caches.open(OWN);
  try {
    const files = Object.entries(RELEASE.files);
    // A few at a time: the page that is in use goes first.
    const lanes = Array.from({ length: 4 }, async () => {
      for (let file = files.shift(); file; file = files.shift()) await fill(cache, ...file);
    });
    await Promise.all(lanes);
    await cache.put(LISTING, new Response(JSON.stringify(RELEASE.files)));
  } catch (error) {
    await caches.delete(OWN);
    throw error;
  }
}

async function activate() {
  const state = await readState();
  const before = state.active !== OWN && (await caches.has(state.active)) ? state.active : null;
  await writeState({ active: OWN, previous: before, started: false, trials: 0 });
  for (const name of await versions()) if (name !== OWN && name !== before) await caches.delete(name);
  await self.clients.claim();
}

// ---- a version proves itself, or goes

async function started() {
  const state = await readState();
  if (state.started) return;
  await writeState({ ...state, previous: null, started: true });
  for (const name of await versions()) if (name !== state.active) await caches.delete(name);
}

/** Goes back to the version before this one; tells whether there was one. */
async function rollBack() {
  const state = await readState();
  if (state.started || !state.previous || !(await caches.has(state.previous))) return false;
  await writeState({ active: state.previous, previous: null, started: true, trials: 0, refused: RELEASE.version });
  return true;
}

async function countTrial() {
  const state = await readState();
  if (state.started || !state.previous) return;
  if (state.trials >= TRIALS) await rollBack();
  else await writeState({ ...state, trials: state.trials + 1 });
}

// ---- answering

const pathOf = (url) => {
  const path = url.pathname.slice(new URL(SCOPE).pathname.length);
  return path === '' || path.endsWith('/') ? `${path}index.html` : path;
};

async function answer(request, url) {
  if (request.mode === 'navigate') await countTrial();
  // A page that met a damaged file asks for it anew.
  if (request.cache === 'reload') {
    const fresh = await fetch(request).catch(() => null);
    if (fresh?.ok) return fresh;
  }
  const { active } = await readState();
  const cache = await caches.open(active);
  const kept = await cache.match(address(pathOf(url)));
  if (kept) return kept;
  if (await cache.match(address(`${pathOf(url)}/index.html`))) {
    return Response.redirect(`${url.pathname}/${url.search}`, 308);
  }
  try {
    return await fetch(request);
  } catch (error) {
    const missing = request.mode === 'navigate' ? await cache.match(address('404.html')) : undefined;
    if (!missing) throw error;
    return new Response(missing.body, { status: 404, headers: missing.headers });
  }
}

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));
self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || !url.href.startsWith(SCOPE)) return;
  event.respondWith(answer(event.request, url));
});
self.addEventListener('message', (event) => {
  const tell = (message) => event.source?.postMessage({ keyless: message });
  if (event.data?.keyless === 'take-over') event.waitUntil(self.skipWaiting());
  if (event.data?.keyless === 'started') event.waitUntil(started());
  if (event.data?.keyless === 'failed') event.waitUntil(rollBack().then((did) => did && tell('rolled-back')));
});
