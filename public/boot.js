// Starts the page, and catches it when it falls. Plain JavaScript, because it must work when nothing else does.
// The script tag names the glue (data-js) and the wasm (data-wasm, data-size, data-integrity).

const JOURNAL = 'keyless.journal'; // { sum, v, core_version, scenario, seed, lines }; a lesson's own: with its slug after a dot
const LAST_LINE = 'keyless.last-line'; // the line that a rescue took out
const KEPT = '.kept'; // after the journal's key: a journal that a fresh start put aside
const THEME = 'keyless.theme'; // "light" or "dark"; absent: as the system says

const html = document.documentElement;
const tag = document.querySelector('script[data-wasm]');

// Where the site lies on its host, for the router: an absolute path that ends in "/".
html.dataset.root = new URL('./', import.meta.url).pathname;

// The browser may ask for these after the router has gone to another page, where a relative address means something else.
for (const link of document.querySelectorAll('link[rel$="icon"], link[rel="manifest"]')) link.href = `${link.href}`;

const storage = {
  get(key) {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  },
  set(key, value) {
    try {
      localStorage.setItem(key, value);
      return true;
    } catch {
      return false;
    }
  },
  remove(key) {
    try {
      localStorage.removeItem(key);
    } catch {
      // Nothing was kept, so nothing is left.
    }
  },
};

const theme = storage.get(THEME);
if (theme === 'light' || theme === 'dark') html.dataset.theme = theme;

// ---- trusted types: one policy, the default one, because it is the framework that sets HTML (pieces of our own markup, and
// lessons from our Markdown reader)

/** Elements and attributes that could run or load something; none of our HTML has them. Attributes inside tags only. */
const ACTIVE =
  /<\/?(?:script|i?frame|object|embed|base|meta|link|style|form|foreignobject|animate|set)(?![\w-])|<[a-z][^>]*[\s"'/](?:(?:on[a-z]+|srcdoc)\s*=|(?:xlink:)?href\s*=\s*["']?\s*(?:javascript|data):)/i;

globalThis.trustedTypes?.createPolicy('default', {
  createHTML(text) {
    if (ACTIVE.test(text)) throw new TypeError('HTML that could run something is refused');
    return text;
  },
  createScriptURL(address) {
    const { href } = new URL(address, document.baseURI);
    if (!href.startsWith(new URL('./', import.meta.url))) throw new TypeError('a program from elsewhere is refused');
    return href;
  },
});

// In another page's frame: no way to other pages, and what stands in embed-bridge.js.
if (new URLSearchParams(location.search).has('embed') && parent !== window) {
  html.dataset.embed = '';
  import('./embed-bridge.js');
}

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

// WebAssembly may be missing altogether.
const isA = (error, kind) => typeof WebAssembly === 'object' && error instanceof WebAssembly[kind];

// ---- starting

const status = document.getElementById('boot');
let attempt = 0;

function showProgress(loaded, total) {
  let bar = status?.querySelector('progress');
  if (!bar) {
    bar = element('progress', { id: 'boot-progress' });
    const label = element('label', { htmlFor: 'boot-progress' }, 'Starting the simulated cloud');
    status?.replaceChildren(label, bar);
  }
  if (total) {
    bar.max = total;
    bar.value = Math.min(loaded, total);
  }
}

class Unsupported extends Error {}
class Damaged extends Error {}

async function compile(response) {
  if (response.headers.get('content-type')?.startsWith('application/wasm') && WebAssembly.compileStreaming) {
    return WebAssembly.compileStreaming(response);
  }
  return WebAssembly.compile(await response.arrayBuffer());
}

/** Reads along while the engine compiles: shows how far it is, and checks that nothing was damaged on the way. */
async function check(response) {
  const total = Number(tag.dataset.size) || 0;
  const chunks = [];
  let loaded = 0;
  const reader = response.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    chunks.push(part.value);
    loaded += part.value.length;
    showProgress(loaded, total);
  }
  const expected = tag.dataset.integrity;
  if (!expected || !globalThis.crypto?.subtle) return;
  const digest = await crypto.subtle.digest('SHA-256', await new Blob(chunks).arrayBuffer());
  if (`sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}` !== expected) throw new Damaged('checksum');
}

async function start() {
  attempt += 1;
  showProgress(0, 0);
  if (typeof WebAssembly !== 'object') throw new Unsupported();
  // A failed import is remembered by its address, so a second try needs another one.
  const again = attempt > 1 ? `?try=${attempt}` : '';
  const glue = import(new URL(tag.dataset.js + again, document.baseURI));
  glue.catch(() => {});
  const response = await fetch(new URL(tag.dataset.wasm, document.baseURI), attempt > 1 ? { cache: 'reload' } : {});
  if (!response.ok) throw new Error(`the server answered ${response.status} for ${response.url}`);
  const copy = response.clone();
  const [module] = await Promise.all([compile(response), check(copy)]);
  await (await glue).default({ module_or_path: module });
  // A page whose text is a file of its own draws itself when that has come.
  if (!('shown' in html.dataset)) await new Promise((shown) => addEventListener('keyless-shown', shown, { once: true }));
  for (const old of document.querySelectorAll('[data-static]')) old.remove();
  html.dataset.ready = '';
  worker('begin');
}

/** What keeps the site on the device comes after everything else, and may be missing. */
function worker(what) {
  import('./offline.js').then((module) => module[what](), () => {});
}

function showFailure(error) {
  console.warn('Keyless did not start:', error);
  worker('failed');
  const unsupported = error instanceof Unsupported;
  const offline = navigator.onLine === false;
  let text = 'A part of the page did not arrive. That is most often a short break in the connection.';
  if (unsupported) {
    text =
      'This browser cannot run WebAssembly, which the simulated cloud is made of. It may be switched off (some ' +
      'high-security modes do that), or the browser may be old. Current versions of Firefox, Chrome, Edge and Safari have it.';
  } else if (error instanceof Damaged || isA(error, 'CompileError')) {
    text = 'A part of the page arrived damaged. It will be fetched anew.';
  } else if (offline) {
    text = 'You are offline. What you did before is kept in this browser.';
  }
  const details = element(
    'details',
    {},
    element('summary', { textContent: 'What happened' }),
    element('p', { textContent: `${error?.message || error?.name || error}` }),
  );
  const retry = element('button', { type: 'button', textContent: 'Try again', onclick: run });
  const lead = element('p', { textContent: 'The playground has not started. ' }, text);
  status?.replaceChildren(lead, ...(unsupported ? [] : [retry, details]));
}

function run() {
  start().catch((error) => {
    if (isA(error, 'RuntimeError')) rescue(error.message);
    else if (!fallen) showFailure(error);
  });
}

// ---- rescue: a panic ends the wasm for good; what was typed is in the journal

let fallen = false;

/** The journal of the session in view: the one that the app names in data-journal, or the route's. */
function journalKey() {
  if (html.dataset.journal) return html.dataset.journal;
  const [section, slug] = location.pathname.slice(html.dataset.root.length).split('/');
  const own = slug && slug !== 'index.html' && (section === 'learn' || section === 'challenges');
  const kind = section === 'challenges' ? 'challenge.' : '';
  return own ? `${JOURNAL}.${kind}${slug}` : JOURNAL;
}

function readJournal(key) {
  try {
    const journal = JSON.parse(storage.get(key));
    return Array.isArray(journal?.lines) ? journal : null;
  } catch {
    return null;
  }
}

/** A line as the journal has it: text, or an object with the text in `line`. */
const textOf = (line) => (typeof line === 'string' ? line : (line?.line ?? JSON.stringify(line)));

async function copyText(text, source, button) {
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = 'Copied';
  } catch {
    getSelection()?.selectAllChildren(source);
    button.textContent = 'Selected: copy it with your keyboard';
  }
}

function rescue(message) {
  if (fallen) return;
  fallen = true;
  delete html.dataset.ready;
  const key = journalKey();
  const journal = readJournal(key);
  const last = journal?.lines.at(-1);
  const parts = [
    element('h1', { tabIndex: -1, textContent: 'The simulated cloud has stopped' }),
    element('p', {
      textContent:
        'It met a fault of its own; you did nothing wrong. Every line that you typed is kept in this browser, ' +
        'and the same lines lead to the same state again.',
    }),
  ];

  if (last === undefined) {
    const reload = element('button', { type: 'button', textContent: 'Reload', onclick: () => location.reload() });
    parts.push(element('div', { className: 'boot-actions' }, reload));
  } else {
    const line = element('pre', { tabIndex: 0, textContent: textOf(last) });
    const replay = element('button', { type: 'button', textContent: 'Reload and replay' });
    replay.onclick = () => {
      // The checksum was of all lines.
      const { sum, ...kept } = { ...journal, lines: journal.lines.slice(0, -1) };
      storage.set(LAST_LINE, textOf(last));
      storage.set(key, JSON.stringify(kept));
      location.reload();
    };
    const copy = element('button', { type: 'button', textContent: 'Copy the last line' });
    copy.onclick = () => copyText(textOf(last), line, copy);
    const fresh = element('button', { type: 'button', textContent: 'Start afresh' });
    fresh.onclick = () => {
      storage.set(key + KEPT, JSON.stringify(journal));
      storage.remove(key);
      location.reload();
    };
    // A link, not a button: it is a file to be had, and it needs nothing of the page any more.
    const file = new Blob([JSON.stringify(journal)], { type: 'application/json' });
    const download = element('a', { href: URL.createObjectURL(file), download: 'keyless-session.json', textContent: 'Download the session' });
    const before = journal.lines.length - 1;
    parts.push(
      element('p', {
        textContent:
          `This is the line that you typed last. “Reload and replay” brings back ` +
          `${before === 1 ? 'the one line' : `the ${before} lines`} before it and leaves this one out.`,
      }),
      line,
      element('div', { className: 'boot-actions' }, replay, copy, download, fresh),
    );
  }
  parts.push(
    element(
      'details',
      {},
      element('summary', { textContent: 'What happened' }),
      element('pre', { tabIndex: 0, textContent: String(message) }),
    ),
  );
  document.body.replaceChildren(element('div', { className: 'boot boot-rescue' }, element('main', {}, ...parts)));
  document.title = 'Stopped: Keyless';
  parts[0].focus();
}

// The panic hook in the wasm tells the message; the trap that follows only says "unreachable".
addEventListener('keyless-panic', (event) => rescue(event.detail));
addEventListener('error', (event) => {
  if (isA(event.error, 'RuntimeError')) rescue(event.error.message);
});
addEventListener('unhandledrejection', (event) => {
  if (isA(event.reason, 'RuntimeError')) rescue(event.reason.message);
});

run();
