// Hosts by targets: a verdict in every cell. It is made of the lists on the page, and shows what their search leaves.

const place = document.querySelector('[data-grid]');
const [host, target] = [document.querySelector('[data-host]'), document.querySelector('[data-target]')];
const about = document.querySelector('[data-about]');
const entry = (select, prefix) => document.getElementById(prefix + select.value);
const make = (tag, text, data = {}) => {
  const it = document.createElement(tag);
  it.textContent = text;
  Object.assign(it.dataset, data);
  return it;
};

const kinds = {
  direct: ['✓', 'directly'],
  audience: ['○', 'directly; its audience is not confirmed here'],
  vault: ['K', 'with a secret from Key Vault'],
  otherwise: ['–', 'otherwise'],
};
const kindOf = (row, column) => {
  if (row.value === 'none') return 'otherwise';
  if (column.value === 'none') return 'vault';
  return column.dataset.kind === 'direct' ? 'direct' : 'audience';
};

const [hosts, targets] = [[...host.options], [...target.options]];
const table = document.createElement('table');
table.setAttribute('role', 'grid');
table.setAttribute('aria-label', place.dataset.grid);
const head = table.createTHead().insertRow();
head.append(make('td', ''));
for (const column of targets) {
  const title = make('th', '');
  title.scope = 'col';
  title.append(make('span', column.textContent));
  head.append(title);
}
const body = table.createTBody();
const cells = hosts.map((row, y) => {
  const line = body.insertRow();
  const title = make('th', row.textContent);
  title.scope = 'row';
  line.append(title);
  return targets.map((column, x) => {
    const kind = kindOf(row, column);
    const cell = make('td', kinds[kind][0], { kind, x, y });
    cell.tabIndex = -1;
    cell.setAttribute('aria-label', `${row.textContent} to ${column.textContent}: ${kinds[kind][1]}`);
    line.append(cell);
    return cell;
  });
});

let chosen = cells[0][0];
const mark = () => {
  chosen.tabIndex = -1;
  chosen.removeAttribute('aria-selected');
  chosen = cells[host.selectedIndex][target.selectedIndex];
  chosen.tabIndex = 0;
  chosen.setAttribute('aria-selected', 'true');
  // What the lists say of both stands with the verdict.
  const parts = [entry(host, ''), entry(target, 'target-')].filter(Boolean);
  about.replaceChildren(...parts.map((it) => {
    const copy = make('div', '');
    copy.append(...[...it.children].map((child) => child.cloneNode(true)));
    return copy;
  }));
};
const choose = (cell) => {
  host.selectedIndex = Number(cell.dataset.y);
  target.selectedIndex = Number(cell.dataset.x);
  host.dispatchEvent(new Event('input'));
};

body.addEventListener('click', (event) => {
  const cell = event.target.closest('[data-kind]');
  if (cell) choose(cell);
});
body.addEventListener('keydown', (event) => {
  const cell = event.target.closest('[data-kind]');
  const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key] ?? [0, 0];
  if (!cell || !(dx || dy)) return;
  event.preventDefault();
  let [x, y] = [Number(cell.dataset.x) + dx, Number(cell.dataset.y) + dy];
  // Over what the search has hidden.
  while (cells[y]?.[x] && cells[y][x].offsetParent === null) [x, y] = [x + dx, y + dy];
  const next = cells[y]?.[x];
  if (!next) return;
  choose(next);
  next.focus();
});

/** Rows and columns that the search leaves; all of them where it leaves none, so that a target can be looked for. */
const filter = () => {
  const gone = (select, prefix) => {
    const all = [...select.options].map((it) => document.getElementById(prefix + it.value)?.hidden ?? false);
    return all.slice(0, -1).every(Boolean) ? all.map(() => false) : all;
  };
  const [rows, columns] = [gone(host, ''), gone(target, 'target-')];
  cells.forEach((line, y) => {
    body.rows[y].hidden = rows[y];
    line.forEach((cell, x) => (cell.hidden = columns[x]));
  });
  columns.forEach((hidden, x) => (head.cells[x + 1].hidden = hidden));
};
for (const field of document.querySelectorAll('[data-search], [data-filter]')) field.addEventListener('input', filter);

host.addEventListener('input', mark);
target.addEventListener('input', mark);
place.append(table);
for (const it of document.querySelectorAll('[data-with-grid]')) it.hidden = false;
filter();
mark();
