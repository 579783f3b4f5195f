// The builder: a form, what it makes in a page, and the text to copy.
const base = new URL('./', import.meta.url);
const form = document.getElementById('builder');
const preview = document.getElementById('preview');
const place = (id) => document.getElementById(id);
const escaped = (text) => text.replace(/[&<>"]/g, (it) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[it]);
let made = 0;

const version = await (await fetch(new URL('version.json', base))).json();
const tag = `<script src="${base}${version.tag}" integrity="${version.integrity}" crossorigin></script>`;
place('tag').textContent = tag;
place('policy').textContent = `Content-Security-Policy: default-src 'none'; script-src ${base.origin}; frame-src ${base.origin}`;

function compose() {
  const it = Object.fromEntries(new FormData(form));
  const isBlock = it.kind === 'block';
  const attributes = { ...(isBlock ? { 'data-keyless': '' } : {}) };
  const add = (name, value, usual) => {
    if (value && value !== usual) attributes[isBlock ? `data-${name}` : name] = value;
  };
  if (it.kind === 'world' || it.kind === 'playground') add('commands', it.commands);
  if (it.kind === 'lesson' || it.kind === 'challenge') add('name', it.name);
  else add('scenario', it.scenario, 'sandbox');
  add('height', it.height);
  if (!isBlock) add('theme', it.theme);
  return { name: isBlock ? 'pre' : `keyless-${it.kind}`, attributes, text: isBlock ? it.commands : '', paper: it.paper, theme: it.theme };
}

function show() {
  const { name, attributes, text, paper, theme } = compose();
  for (const part of form.querySelectorAll('[data-for]')) part.hidden = !part.dataset.for.split(' ').includes(form.kind.value);
  const words = Object.entries(attributes).map(([key, value]) => (value === '' ? ` ${key}` : ` ${key}="${escaped(value)}"`));
  place('snippet').textContent = `<${name}${words.join('')}>${escaped(text)}</${name}>`;
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.textContent = text;
  // Each try is a world of its own.
  if (name === 'pre') element.dataset.session = `try-${(made += 1)}`;
  if (name === 'pre' && theme) element.dataset.theme = theme;
  const before = document.createElement('p');
  before.textContent = 'A paragraph of your documentation.';
  const after = before.cloneNode(true);
  preview.className = `builder__page builder__page--${paper}`;
  preview.replaceChildren(before, element, after);
}

let waits;
form.addEventListener('input', () => {
  clearTimeout(waits);
  waits = setTimeout(show, 200);
});
form.addEventListener('submit', (event) => event.preventDefault());
place('copy').onclick = async () => {
  try {
    await navigator.clipboard.writeText(`${tag}\n${place('snippet').textContent}\n`);
    place('copied').textContent = 'Copied';
  } catch {
    getSelection().selectAllChildren(place('snippet'));
    place('copied').textContent = 'Selected: copy it with your keyboard';
  }
};
show();
