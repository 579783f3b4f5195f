// Blocks: what stands in a panel below the text, and which blocks run before which.
/** For each session: its blocks that have run, in order. */
const ran = new Map();
let queue = Promise.resolve();

const fire = (host, name, detail) => host.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
const widthOf = (host) => Math.max(280, Math.round(host.getBoundingClientRect().width) - 18);

/** How a block's session begins: its own words, or the script tag's. */
function startOf(data) {
  const start = {};
  for (const key of ['scenario', 'dialect']) if (data[key] ?? keyless.options[key]) start[key] = data[key] ?? keyless.options[key];
  const seed = Number(data.seed ?? keyless.options.seed);
  if (Number.isSafeInteger(seed) && seed > 0) start.seed = seed;
  return JSON.stringify(start);
}

async function execute(block, width) {
  return theEngine().request({ type: 'run', session: block.session, start: startOf(block.data), lines: block.text(), width });
}

/** Runs a block after all those before it in its session; one that has run before begins its session anew. */
async function inOrder(block) {
  const members = keyless.blocks.filter((it) => it.session === block.session && it.pre.isConnected);
  const at = members.indexOf(block);
  const done = ran.get(block.session) ?? [];
  const fits = done.every((it, place) => it === members[place]);
  let first = done.length;
  if (!fits || at < done.length) {
    await theEngine().request({ type: 'reset', session: block.session });
    first = 0;
  }
  const width = widthOf(block.host);
  for (const before of members.slice(first, at)) await execute(before, width);
  const result = await execute(block, width);
  ran.set(block.session, members.slice(0, at + 1));
  return { result, before: at - first };
}

function printed(command) {
  const parts = [];
  if (command.stderr) parts.push(make('pre', { className: command.exitCode ? 'error' : '', textContent: command.stderr.trimEnd() }));
  if (command.stdout) parts.push(make('pre', { textContent: command.stdout.trimEnd() }));
  for (const note of command.notes) parts.push(make('p', { className: 'note', textContent: note }));
  const told = command.changes.map((it) => make('li', { textContent: it }));
  if (told.length) parts.push(make('ul', { className: 'changes' }, ...told));
  return make('div', { className: command.refused ? 'refused' : '' }, ...parts);
}

function panelOf(block) {
  if (block.panel) return block.panel;
  const { root, button } = block;
  root.adoptedStyleSheets = [sheet];
  button.style.margin = '';
  const status = make('p', {});
  status.role = 'status';
  const tabs = ['Output', 'World'].map((name) => make('button', { type: 'button', textContent: name }));
  const open = make('button', { type: 'button', textContent: 'Taller' });
  const body = make('div', { className: 'body', tabIndex: 0, role: 'region', ariaLabel: 'Output' });
  const bar = make('div', { className: 'bar' }, button, ...tabs, open, status);
  root.append(make('div', { className: 'panel', part: 'panel' }, bar, body));
  const panel = (block.panel = { status, body, tabs, shown: 0, parts: [make('div'), make('div')] });
  panel.show = (which) => {
    panel.shown = which;
    tabs.forEach((tab, at) => (tab.ariaPressed = String(at === which)));
    body.ariaLabel = tabs[which].textContent;
    body.replaceChildren(panel.parts[which]);
  };
  tabs.forEach((tab, at) => (tab.onclick = () => panel.show(at)));
  open.onclick = () => {
    const grown = block.host.getBoundingClientRect().height + Math.max(120, body.scrollHeight - body.clientHeight);
    block.host.style.height = `${grown}px`;
    fire(block.host, 'keyless-height', { height: grown });
  };
  follow(block.host);
  panel.show(0);
  return panel;
}

function run(block) {
  const panel = panelOf(block);
  block.button.disabled = true;
  block.button.textContent = 'Run';
  panel.status.textContent = 'Starting the simulated cloud …';
  // One after the other, as they were asked for.
  queue = queue.then(async () => {
    try {
      const { result, before } = await inOrder(block);
      const code = result.commands.at(-1)?.exitCode ?? 0;
      const earlier = before ? ` ${before} earlier ${before === 1 ? 'block' : 'blocks'} ran first.` : '';
      panel.status.textContent = `${code ? `Exit code ${code}.` : 'Done.'}${earlier}`;
      panel.parts = [make('div', {}, ...result.commands.map(printed)), drawn(result.diagram)];
      if (!panel.parts[0].textContent) panel.parts[0].append(make('p', { className: 'note', textContent: 'It printed nothing.' }));
      panel.show(panel.shown);
      fire(block.host, 'keyless-result', result);
    } catch (error) {
      panel.status.textContent = error.message;
      fire(block.host, 'keyless-error', { message: error.message });
    }
    block.button.disabled = false;
  });
  return queue;
}
