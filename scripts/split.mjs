// Divides the built program in two: what draws the page and its prompt, and the rest, which comes while the page is
// already in view. A function of the rest leaves a door in the first part, which waits for the second (public/boot.js).
import { execFile } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { isFirst } from './first.mjs';

const run = promisify(execFile);
// What Rust's target has on by default; the text form forgets what the program itself says of it.
const FEATURES = ['bulk-memory', 'multivalue', 'mutable-globals', 'nontrapping-float-to-int', 'reference-types', 'sign-ext'].map(
  (name) => `--enable-${name}`,
);
const SMALL = ['-Oz', '--low-memory-unused', '--strip-debug', '--strip-producers'];
const NAME = String.raw`\$(?:"(?:[^"\\]|\\.)*"|[^\s()"]+)`;
const DIRECT = new RegExp(String.raw`\((?:return_call|call|ref\.func) (${NAME})`, 'g');
const HEAD = new RegExp(String.raw`^ \((\w+) (${NAME}) ?(.*)$`);

/** The forms of a disassembled module, each with its kind, its name and its text. */
function forms(text) {
  const found = [];
  let open;
  for (const line of text.split('\n')) {
    if (open) {
      open.lines.push(line);
      if (line === ' )') open = undefined;
    } else if (line.startsWith(' (')) {
      const [, kind, name] = line.match(HEAD) ?? [, line.match(/\w+/)[0]];
      const form = { kind, name, lines: [line] };
      found.push(form);
      // A function of one line closes what it opens; every other form is one line.
      if ((kind === 'func' || kind === 'rec') && !line.endsWith('))')) open = form;
      else if (kind === 'func' && !balanced(line)) open = form;
    }
  }
  return found;
}

function balanced(line) {
  const bare = line.replace(/"(?:[^"\\]|\\.)*"/g, '');
  return bare.split('(').length === bare.split(')').length;
}

/** The readable name: without the quotes and escapes of the text format, and without the hashes of crates. */
const readable = (name) =>
  name
    .replace(/^\$"?|"$/g, '')
    .replace(/\\([0-9a-f]{2})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\[[0-9a-f]{10,16}\]/g, '');

const signature = (form) => {
  const params = [...form.lines[0].matchAll(/\(param ((?:\$\S+ )?)([\w ]+)\)/g)].flatMap((found) => found[2].split(' '));
  const result = form.lines[0].match(/\(result ([\w ]+)\)/)?.[1];
  const text = `${params.map((kind) => ` (param ${kind})`).join('')}${result ? ` (result ${result})` : ''}`;
  return { params, text };
};

const callees = (form) => {
  const names = new Set();
  for (const line of form.lines) for (const [, name] of line.matchAll(DIRECT)) names.add(name);
  return names;
};

/** Which functions can wait: those that `isFirst` does not name, and what only they call. */
function divide(functions, rooted) {
  const late = new Set();
  const callers = new Map();
  for (const form of functions) {
    form.calls = callees(form);
    for (const name of form.calls) callers.set(name, (callers.get(name) ?? []).concat(form.name));
    if (!isFirst(readable(form.name))) late.add(form.name);
  }
  for (let grew = true; grew; ) {
    grew = false;
    for (const form of functions) {
      if (late.has(form.name) || rooted.has(form.name)) continue;
      const by = (callers.get(form.name) ?? []).filter((name) => name !== form.name);
      if (by.length === 0 || !by.every((name) => late.has(name))) continue;
      late.add(form.name);
      grew = true;
    }
  }
  for (const name of [...late]) if (rooted.exported.has(name)) late.delete(name);
  return late;
}

/** A function's place in the first part once its body has gone: waits for the second part and calls there. */
function door(form, slot) {
  const { params, text } = signature(form);
  const given = params.map((_, index) => ` (local.get ${index})`).join('');
  return ` (func ${form.name}${text} (call $wait) (call_indirect $late${text}${given} (i32.const ${slot})))`;
}

/** The two modules as text. */
export function split(text) {
  const all = forms(text);
  const of = (kind) => all.filter((form) => form.kind === kind);
  const functions = of('func');
  const byName = new Map(functions.map((form) => [form.name, form]));
  const exported = new Set(of('export').map((form) => form.lines[0].match(new RegExp(`\\(func (${NAME})\\)`))?.[1]));
  const pointed = of('elem').flatMap((form) => form.lines[0].match(new RegExp(NAME, 'g')));
  const rooted = new Set([...exported, ...pointed]);
  rooted.exported = exported;
  const late = divide(functions, rooted);

  const kept = functions.filter((form) => !late.has(form.name));
  const moved = functions.filter((form) => late.has(form.name));
  const doors = new Set(pointed.filter((name) => late.has(name)));
  for (const form of kept) for (const name of form.calls) if (late.has(name)) doors.add(name);
  const slots = [...doors];

  // What the second part takes from the first, by short names.
  const taken = new Map();
  const take = (kind, name) => {
    // A function and a table may have the same name.
    const key = `${kind} ${name}`;
    if (!taken.has(key)) taken.set(key, { kind, name, short: `_${taken.size.toString(36)}` });
  };
  for (const kind of ['memory', 'table', 'global']) for (const form of of(kind)) take(kind, form.name);
  const imported = new Map();
  for (const form of of('import')) {
    const name = form.lines[0].match(new RegExp(`\\(func (${NAME})`))?.[1];
    if (name) imported.set(name, signature(form).text);
  }
  for (const form of moved) for (const name of form.calls) if (!late.has(name)) take('func', name);

  const exports = [...taken.values()].map(({ kind, name, short }) => ` (export "${short}" (${kind} ${name}))`);
  const first = [
    '(module',
    ...all.filter((form) => form.kind === 'type' || form.kind === 'import' || form.kind === 'rec').flatMap((form) => form.lines),
    ` (import "${GLUE}" "rest" (func $fetch_rest))`,
    ...all.filter((form) => !['type', 'rec', 'import', 'func'].includes(form.kind)).flatMap((form) => form.lines),
    ` (table $late ${slots.length} ${slots.length} funcref)`,
    ' (global $here (mut i32) (i32.const 0))',
    ' (export "late" (table $late))',
    ' (export "here" (global $here))',
    ...exports,
    ' (func $wait (if (i32.eqz (global.get $here)) (then (call $fetch_rest))))',
    ...kept.flatMap((form) => form.lines),
    ...slots.map((name, slot) => door(byName.get(name), slot)),
    ')',
  ];
  const importOf = ({ kind, name, short }) => {
    const shape = {
      func: () => `(func ${name}${imported.get(name) ?? signature(byName.get(name)).text})`,
      memory: () => of('memory')[0].lines[0].trim(),
      table: () => of('table').find((form) => form.name === name).lines[0].trim(),
      global: () => of('global').find((form) => form.name === name).lines[0].trim().replace(/ \([a-z0-9]+\.const [^)]*\)\)$/, ')'),
    }[kind]();
    return ` (import "first" "${short}" ${shape})`;
  };
  const second = [
    '(module',
    ...all.filter((form) => form.kind === 'type' || form.kind === 'rec').flatMap((form) => form.lines),
    ...[...taken.values()].map(importOf),
    ` (import "first" "late" (table $late ${slots.length} ${slots.length} funcref))`,
    ' (import "first" "here" (global $here (mut i32)))',
    ` (elem (table $late) (i32.const 0) func ${slots.join(' ')})`,
    ' (start $arrived)',
    ' (func $arrived (global.set $here (i32.const 1)))',
    ...moved.flatMap((form) => form.lines),
    ')',
  ];
  return { first: first.join('\n'), second: second.join('\n'), kept, moved, slots };
}

/** The glue's module of imports, as wasm-bindgen names it. */
const GLUE = './keyless-app_bg.js';

/** The glue, with the one import more that a door waits on. */
export function callsRest(glue) {
  const from = 'const import0 = {';
  if (!glue.includes(from)) throw new Error('the glue of wasm-bindgen has changed: scripts/split.mjs does not find its imports');
  return glue.replace(from, `${from} rest: () => globalThis.keylessRest(wasm),`);
}

/** Divides a program with names into `path` itself and `second`. */
export async function splitFile(path, second) {
  await run('wasm-dis', [...FEATURES, path, '-o', `${path}.wat`], { maxBuffer: 1 << 26 });
  const parts = split(await readFile(`${path}.wat`, 'utf8'));
  await rm(`${path}.wat`);
  // The program itself is replaced last, so that a failure leaves it whole.
  for (const [text, to] of [[parts.second, second], [parts.first, path]]) {
    await writeFile(`${to}.wat`, text);
    await run('wasm-opt', [...FEATURES, ...SMALL, `${to}.wat`, '-o', to], { maxBuffer: 1 << 26 }).finally(() => rm(`${to}.wat`));
  }
  return parts;
}
