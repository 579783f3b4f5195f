// In the hidden frame: takes one connection from the page around it, and answers its requests. It keeps nothing.
import init, { Engine } from './@GLUE@';

const V = 1;
const MOST_TEXT = 65_536; // characters a message
const BURST = 60; // requests at once
const RATE = 30; // requests a second after that
const NAME = /^[\w .:-]{1,64}$/;

// The page says in the address who it is, and its message must come from there: nobody else in its tree is answered.
const expected = decodeURIComponent(location.hash.slice(1));
const wasm = init({ module_or_path: new URL('./@WASM@', import.meta.url) }).then(() => new Engine());
wasm.catch(() => {});

const isText = (it, most = MOST_TEXT) => typeof it === 'string' && it.length <= most;

/** Whether a request is one of ours; what is not is dropped without an answer. */
function isRequest(it) {
  return (
    it !== null && typeof it === 'object' && it.keyless === V && Number.isSafeInteger(it.id) && isText(it.session, 64) && NAME.test(it.session) &&
    (it.type === 'run' ? isText(it.lines) && (it.start === undefined || isText(it.start, 512)) : it.type === 'setState' ? isText(it.state, 1 << 20) : ['reset', 'getState'].includes(it.type))
  );
}

async function answer({ type, session, lines, start, state, width }) {
  const engine = await wasm;
  const room = Number.isFinite(width) ? width : 800;
  if (type === 'run') return JSON.parse(engine.run(session, start ?? '', lines, room));
  if (type === 'setState') return JSON.parse(engine.setState(session, state, room));
  if (type === 'getState') return engine.state(session);
  return engine.reset(session) ?? null;
}

function serve(port) {
  let [left, since, refused] = [BURST, performance.now(), 0];
  port.onmessage = async ({ data }) => {
    if (!isRequest(data)) return;
    const now = performance.now();
    left = Math.min(BURST, left + ((now - since) / 1000) * RATE);
    since = now;
    if (left < 1) {
      // Said once; whoever goes on is cut off.
      if ((refused += 1) === 1) port.postMessage({ keyless: V, id: data.id, error: 'too many requests' });
      if (refused > BURST * 10) port.close();
      return;
    }
    left -= 1;
    try {
      port.postMessage({ keyless: V, id: data.id, value: await answer(data) });
    } catch (error) {
      port.postMessage({ keyless: V, id: data.id, error: typeof error === 'string' ? error : 'The simulated cloud has stopped. Reload the page.' });
    }
  };
}

addEventListener('message', function connect({ source, origin, data, ports }) {
  if (source !== parent || source === window || origin !== expected) return;
  if (data?.keyless !== V || data.type !== 'connect' || ports.length !== 1) return;
  removeEventListener('message', connect);
  serve(ports[0]);
  ports[0].postMessage({ keyless: V, type: 'ready', version: '@VERSION@' });
});
