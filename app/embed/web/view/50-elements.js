// Elements: a page of the site in a frame that follows theme and height, or a picture of a world.
const PAGES = {
  playground: () => 'play/',
  lesson: (it) => `learn/${slug(it, 'lesson')}/`,
  challenge: (it) => `challenges/${slug(it, 'challenge')}/`,
  question: () => 'quiz/',
};

function slug(element, kind) {
  const name = element.getAttribute('name') ?? '';
  if (!/^[a-z0-9-]{1,80}$/.test(name)) throw Error(`This <keyless-${kind}> needs name="…", the last part of its address on the site.`);
  return name;
}

function asked(element) {
  const query = new URLSearchParams({ embed: '1' });
  for (const key of ['scenario', 'seed']) if (element.hasAttribute(key)) query.set(key, element.getAttribute(key));
  return query;
}

function framed(element) {
  const address = PAGES[element.kind](element);
  const frame = frameOf(`../${address}?${asked(element)}#from=${encodeURIComponent(self.origin)}`, element.getAttribute('label') ?? `Keyless ${element.kind}`);
  const link = (element.link = new Link(frame, true));
  element.root.adoptedStyleSheets = [sheet];
  element.root.replaceChildren(frame);
  const tell = (theme) => link.port.postMessage({ keyless: V, id: 0, type: 'theme', theme });
  follow(element, tell);
  link.ready.then(() => tell(themeOf(element)));
  link.tell = (data) => {
    if (data.type === 'height' && !element.hasAttribute('fixed')) {
      const height = Math.min(4000, Math.max(120, Math.ceil(number(data.height))));
      if (element.hasAttribute('grow')) element.style.height = `${height}px`;
      fire(element, 'keyless-height', { height });
    } else if (data.type === 'result' || data.type === 'solved') fire(element, `keyless-${data.type}`, data.value);
  };
  const lines = element.getAttribute('commands');
  return link.ready.then(() => (lines && element.kind === 'playground' ? link.ask('run', lines) : undefined));
}

let worlds = 0;
/** A still picture: its lines run in a session of its own. */
async function pictured(element) {
  const session = element.getAttribute('session') ?? `world-${(worlds += 1)}`;
  const request = (message) => theEngine().request({ session, width: widthOf(element), ...message });
  const draw = (result) => {
    const note = result.commands.find((it) => it.exitCode);
    const body = make('div', { className: 'body', tabIndex: 0, role: 'region', ariaLabel: 'World' }, drawn(result.diagram));
    if (note) body.prepend(make('pre', { className: 'error', textContent: note.stderr }));
    element.root.adoptedStyleSheets = [sheet];
    element.root.replaceChildren(make('div', { className: 'panel' }, body));
    fire(element, 'keyless-result', result);
    return result;
  };
  const start = startOf(Object.fromEntries([...element.attributes].map((it) => [it.name, it.value])));
  const run = async (lines) => draw(await request({ type: 'run', lines, start }));
  element.link = {
    ask: async (act, value) => {
      if (act === 'run') return run(String(value));
      if (act === 'getState') return request({ type: 'getState' });
      if (act === 'setState') return draw(await request({ type: 'setState', state: value }));
      await request({ type: 'reset' });
      return run('');
    },
  };
  follow(element);
  return run(element.getAttribute('commands') ?? '');
}

/** Brings an element to life, once. */
function element(it) {
  it.started ??= (async () => (it.kind === 'world' ? pictured(it) : framed(it)))();
  it.started.catch(() => (it.started = undefined));
  return it.started;
}

keyless.view = { run, element };
