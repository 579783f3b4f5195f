// The page's side of public/service-worker.js: starts it, offers a new version, and reports how the present one starts.

const worker = navigator.serviceWorker;
const root = new URL('./', import.meta.url);

const post = (target, message) => target?.postMessage({ keyless: message });

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

// ---- a notice at the foot of the page, which interrupts nothing

let place;

function notify(text, label, action) {
  // The live region must be there before its text is.
  if (!place) {
    place = element('div', { className: 'update' });
    place.setAttribute('role', 'status');
    document.body.append(place);
  }
  const act = element('button', { type: 'button', textContent: label, onclick: action });
  const later = element('button', { type: 'button', textContent: 'Later', onclick: () => place.replaceChildren() });
  place.replaceChildren(element('p', { textContent: text }), act, later);
}

// ---- updates: offered, never forced

let asked = false;

function offer(waiting) {
  notify('A new version of Keyless is here. Your session is kept.', 'Reload to use it', () => {
    asked = true;
    post(waiting, 'take-over');
  });
}

function follow(registration) {
  if (registration.waiting && worker.controller) offer(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const coming = registration.installing;
    coming?.addEventListener('statechange', () => {
      if (coming.state === 'installed' && worker.controller) offer(coming);
    });
  });
}

/** After the page has drawn itself: the worker fills its cache without hurry. */
export async function begin() {
  if (!worker || !document.querySelector('script[data-offline]')) return;
  const before = worker.controller;
  post(before, 'started');
  worker.addEventListener('controllerchange', () => {
    if (asked) location.reload();
    else if (before) notify('Keyless was updated in another tab.', 'Reload this one too', () => location.reload());
  });
  try {
    const registration = await worker.register(new URL('service-worker.js', root), { scope: root.pathname });
    follow(registration);
    // A tab that stays open for days hears of a new version when one comes back to it.
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') registration.update().catch(() => {});
    });
  } catch (error) {
    // Without it the site works as before, with a network.
    console.info('Keyless is not kept for offline use:', error.message);
  }
}

/** The page did not start: where a new version is at fault, the one before it comes back. */
export function failed() {
  if (!worker?.controller) return;
  worker.addEventListener('message', (event) => {
    if (event.data?.keyless === 'rolled-back') location.reload();
  });
  worker.startMessages();
  post(worker.controller, 'failed');
}
