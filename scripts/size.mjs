#!/usr/bin/env node
// What a visitor downloads, raw and after brotli. The bar for wasm and glue, and the ceiling that fails, are in site.mjs.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { BUDGET_KIB, CEILING_KIB, DIST_DIR } from './site.mjs';

const dir = process.argv[2] ?? DIST_DIR;
const html = await readFile(join(dir, 'index.html'), 'utf8').catch(() => {
  console.error(`There is no site in ${dir} yet. Build it first: make build`);
  process.exit(1);
});
const compress = (body) => promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
const one = (name) => html.match(new RegExp(`\\s${name}="\\./([^"]*)"`))[1];

const files = [
  ['wasm', one('data-wasm')],
  ['glue', one('data-js')],
  ...(await readdir(dir)).filter((name) => name.endsWith('.css')).map((name) => ['css', name]),
  ['boot', 'boot.js'],
  ['page', 'index.html'],
];
const kib = (bytes) => (bytes / 1024).toFixed(1).padStart(8);
const row = (kind, raw, brotli, name) => console.log(`${kind.padEnd(6)}${kib(raw)}${kib(brotli)}   ${name}`);

console.log(`${'KiB'.padEnd(6)}${'raw'.padStart(8)}${'brotli'.padStart(8)}`);
const sum = { raw: 0, brotli: 0, engine: 0 };
for (const [kind, name] of files) {
  const body = await readFile(join(dir, name));
  const brotli = (await compress(body)).length;
  sum.raw += body.length;
  sum.brotli += brotli;
  if (kind === 'wasm' || kind === 'glue') sum.engine += brotli;
  row(kind, body.length, brotli, name);
}
row('sum', sum.raw, sum.brotli, '');

const engine = sum.engine / 1024;
const over = engine > BUDGET_KIB ? `: over the bar by ${kib(sum.engine - BUDGET_KIB * 1024).trim()} KiB` : '';
console.log(`wasm and glue: ${kib(sum.engine).trim()} of ${BUDGET_KIB} KiB after brotli${over}`);
if (engine > CEILING_KIB) {
  console.error(`Over the ceiling of ${CEILING_KIB} KiB. CEILING_KIB in scripts/site.mjs only goes down: look for what grew.`);
  process.exit(1);
}
