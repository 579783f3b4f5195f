// Between the app in a frame and the page around it: one port, taken from the origin that the address names.
// What is wrong, too large or too often is dropped; nobody else is answered.

const V = 1;
const MOST_TEXT = 65_536;
const [BURST, RATE] = [60, 30]; // requests at once, and a second after that
const html = document.documentElement;
const from = new URLSearchParams(location.hash.slice(1)).get('from');
const asked = new URLSearchParams(location.search);

const isText = (it, most) => typeof it === 'string' && it.length <= most;
const ready = new Promise((done) => {
  const look = () => 'ready' in html.dataset && (done(), true);
  if (look()) return;
  const watch = new MutationObserver(() => look() && watch.disconnect());
  watch.observe(html, { attributes: true, attributeFilter: ['data-ready'] });
});

/** Asks the app, which answers at once. */
function ask(question) {
  let answer;
  const hear = ({ detail }) => (answer = JSON.parse(detail));
  addEventListener('keyless-answer', hear, { once: true });
  dispatchEvent(new CustomEvent('keyless-ask', { detail: JSON.stringify(question) }));
  removeEventListener('keyless-answer', hear);
  return answer ?? { id: question.id, error: 'the page has no answer' };
}

function isRequest(it) {
  if (it === null || typeof it !== 'object' || it.keyless !== V || !Number.isSafeInteger(it.id)) return false;
  if (it.type === 'run') return isText(it.lines, MOST_TEXT);
  if (it.type === 'setState') return isText(it.state, 1 << 20);
  if (it.type === 'theme') return it.theme === 'light' || it.theme === 'dark';
  return it.type === 'reset' || it.type === 'getState';
}

function serve(port) {
  let [left, since, refused] = [BURST, performance.now(), 0];
  port.onmessage = async ({ data }) => {
    if (!isRequest(data)) return;
    const now = performance.now();
    left = Math.min(BURST, left + ((now - since) / 1000) * RATE);
    since = now;
    if (left < 1) {
      if ((refused += 1) === 1) port.postMessage({ keyless: V, id: data.id, error: 'too many requests' });
      return;
    }
    left -= 1;
    if (data.type === 'theme') {
      html.dataset.theme = data.theme;
      return;
    }
    await ready;
    port.postMessage({ keyless: V, ...ask({ id: data.id, type: data.type, lines: data.lines, state: data.state }) });
  };
  addEventListener('keyless-told', ({ detail }) => port.postMessage({ keyless: V, ...JSON.parse(detail) }));
  new ResizeObserver(() => port.postMessage({ keyless: V, type: 'height', height: document.body.scrollHeight })).observe(document.body);
}

addEventListener('message', function connect({ source, origin, data, ports }) {
  if (source !== parent || origin !== from) return;
  if (data?.keyless !== V || data.type !== 'connect' || ports.length !== 1) return;
  removeEventListener('message', connect);
  const [port] = ports;
  serve(port);
  ready.then(() => {
    // Where the page around says that the session begins.
    const [scenario, seed] = [asked.get('scenario') ?? 'sandbox', Number(asked.get('seed') ?? 1)];
    if (asked.has('scenario') || asked.has('seed')) ask({ id: 0, type: 'setState', state: JSON.stringify({ v: 1, core_version: '', scenario, seed, lines: [] }) });
    port.postMessage({ keyless: V, type: 'ready', version: '1' });
  });
});

if (from) parent.postMessage({ keyless: V, type: 'hello' }, from === 'null' ? '*' : from);

// A link to elsewhere opens a page of its own.
addEventListener(
  'click',
  (event) => {
    const link = event.target.closest?.('a[href]');
    if (!link || link.getAttribute('href').startsWith('#') || link.pathname === location.pathname) return;
    link.target = '_blank';
    link.rel = 'noopener';
  },
  true,
);
