// Pages that are only read: the reader's colours, and searching. Without it everything is there all the same.

const html = document.documentElement;
try {
  const theme = localStorage.getItem('keyless.theme');
  if (theme === 'light' || theme === 'dark') html.dataset.theme = theme;
} catch {
  // Without storage the system's colours hold.
}

// ---- searching: an entry is shown when it holds every word, and fits the chosen filter

const words = (text) => text.toLowerCase().split(/\s+/).filter(Boolean);

for (const field of document.querySelectorAll('[data-search]')) {
  const places = field.dataset.search.split(' ').map((id) => document.getElementById(id));
  const entries = places.flatMap((place) => [...place.querySelectorAll('[data-entry]')]);
  const texts = entries.map((entry) => entry.textContent.toLowerCase());
  const filter = document.querySelector('[data-filter]');
  const count = document.querySelector('[data-count]');
  const startsHidden = places.some((place) => place.hidden);
  const show = () => {
    const wanted = words(field.value);
    const kind = filter?.value ?? '';
    let shown = 0;
    entries.forEach((entry, at) => {
      const fits = !kind || !(filter.dataset.filter in entry.dataset) || entry.dataset[filter.dataset.filter] === kind;
      entry.hidden = !(fits && wanted.every((word) => texts[at].includes(word)));
      if (!entry.hidden) shown += 1;
    });
    if (startsHidden) for (const place of places) place.hidden = wanted.length === 0;
    count.textContent = wanted.length || kind ? `${shown} of ${entries.length}` : '';
  };
  field.addEventListener('input', show);
  filter?.addEventListener('input', show);
  if (field.value) show();
}

// ---- two roles side by side

const compare = document.querySelector('[data-compare]');
if (compare) {
  const [first, second] = [compare.querySelector('[data-first]'), compare.querySelector('[data-second]')];
  const place = compare.querySelector('[data-difference]');
  const patterns = (id) => {
    const lists = document.getElementById(id).querySelectorAll('.patterns');
    return new Set([...lists].flatMap((list) => [...list.children].map((it) => `${list.dataset.kind}: ${it.textContent}`)));
  };
  const list = (title, all) => {
    const [heading, items] = [document.createElement('h3'), document.createElement('ul')];
    heading.textContent = `${title} (${all.length})`;
    for (const text of all) {
      const item = document.createElement('li');
      item.textContent = text;
      items.append(item);
    }
    return [heading, items];
  };
  const show = () => {
    const [a, b] = [patterns(first.value), patterns(second.value)];
    const only = (mine, others) => [...mine].filter((it) => !others.has(it));
    const name = (select) => select.selectedOptions[0].textContent;
    place.replaceChildren(
      ...list(`Only in ${name(first)}`, only(a, b)),
      ...list(`Only in ${name(second)}`, only(b, a)),
      ...list('In both', [...a].filter((it) => b.has(it))),
    );
  };
  second.selectedIndex = 1;
  first.addEventListener('input', show);
  second.addEventListener('input', show);
  compare.hidden = false;
  show();
}

// ---- from a host to a target: which verdict holds

const pair = document.querySelector('[data-pair]');
if (pair) {
  const [host, target] = [pair.querySelector('[data-host]'), pair.querySelector('[data-target]')];
  const show = () => {
    const verdict = host.value === 'none' ? 'otherwise' : target.value === 'none' ? 'vault' : 'direct';
    for (const it of document.querySelectorAll('[data-verdict]')) it.hidden = it.dataset.verdict !== verdict;
  };
  host.addEventListener('input', show);
  target.addEventListener('input', show);
  pair.hidden = false;
  show();
}

// ---- the authentication flow, and the grid of services, have scripts of their own

if (document.querySelector('[data-flow]')) await import('./flow.js');
if (document.querySelector('[data-grid]')) await import('./grid.js');

html.dataset.ready = '';
