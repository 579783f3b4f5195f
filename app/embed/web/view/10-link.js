// Questions to a frame and its answers, over a port that nobody else holds.
const V = 1;
const origin = new URL(keyless.base).origin;
/** In a sandboxed page without an origin of its own, the frame has none either. */
const frameOrigin = self.origin === 'null' ? '*' : origin;

class Link {
  /** `says`: whether the frame says when it listens; else it does so from its load on. */
  constructor(frame, says = false) {
    this.waiting = new Map();
    this.next = 1;
    this.tell = () => {};
    const channel = new MessageChannel();
    this.port = channel.port1;
    this.ready = new Promise((ready) => {
      this.port.onmessage = ({ data }) => {
        if (data?.keyless !== V) return;
        if (data.type === 'ready') return ready(data);
        const waits = this.waiting.get(data.id);
        if (!waits) return this.tell(data);
        this.waiting.delete(data.id);
        if ('error' in data) waits.failed(Error(data.error));
        else waits.done(data.value);
      };
    });
    const connect = () => frame.contentWindow.postMessage({ keyless: V, type: 'connect' }, frameOrigin, [channel.port2]);
    if (!says) {
      frame.addEventListener('load', connect, { once: true });
      return;
    }
    addEventListener('message', function hear({ source, origin: from, data }) {
      if (source !== frame.contentWindow || (frameOrigin !== '*' && from !== origin) || data?.keyless !== V || data.type !== 'hello') return;
      removeEventListener('message', hear);
      connect();
    });
  }

  async request(message) {
    await this.ready;
    const id = this.next++;
    return new Promise((done, failed) => {
      this.waiting.set(id, { done, failed });
      this.port.postMessage({ keyless: V, id, ...message });
    });
  }

  /** For the elements: `run`, `reset`, `getState`, `setState`. */
  ask(type, value) {
    return this.request({ type, ...(type === 'run' ? { lines: String(value) } : type === 'setState' ? { state: value } : {}) });
  }
}

function frameOf(address, title) {
  const frame = document.createElement('iframe');
  frame.sandbox = 'allow-scripts allow-same-origin allow-popups allow-downloads allow-forms';
  frame.title = title;
  frame.src = `${keyless.base}${address}`;
  return frame;
}

let engine;
/** The one engine of the page, in a frame that nobody sees. */
function theEngine() {
  if (engine) return engine;
  const frame = frameOf(`engine.html#${encodeURIComponent(self.origin)}`, 'Keyless engine');
  frame.sandbox = 'allow-scripts allow-same-origin';
  frame.hidden = true;
  frame.setAttribute('aria-hidden', 'true');
  frame.tabIndex = -1;
  engine = new Link(frame);
  document.body.append(frame);
  return engine;
}
