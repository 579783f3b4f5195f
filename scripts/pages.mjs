#!/usr/bin/env node
// Trunk's post_build hook: finishes the built page and gives every route its folder with an index.html, with
// page-relative links, so that a reload works on any static host and under any sub-path.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { writeEmbed } from './embed.mjs';
import { writeServiceWorker } from './service-worker.mjs';
import { HEADERS_FILE, META_CSP, ROOT_DIR } from './site.mjs';

const site = process.env.TRUNK_STAGING_DIR ?? process.argv[2];
if (!site) {
  console.error('usage: pages.mjs FOLDER (Trunk calls it as a hook)');
  process.exit(2);
}
const release = process.env.TRUNK_PROFILE !== 'debug';

const ROUTES = ['about', 'challenges', 'embed', 'learn', 'play', 'quiz', 'reference', 'services'];
/** A page for an unknown path cannot know its depth, so its links are absolute: the root of the host, or this. */
const ABSOLUTE_ROOT = process.env.KEYLESS_ROOT ?? '/';

const digest = (algorithm, data, form) => createHash(algorithm).update(data).digest(form);

/** The folders in content/KIND are the slugs. */
async function slugs(kind) {
  const entries = await readdir(join(ROOT_DIR, 'content', kind), { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort();
}

const attribute = (html, name) => {
  const value = html.match(new RegExp(`\\s${name}="\\./([^"]*)"`))?.[1];
  if (!value) throw new Error(`index.html has no ${name}="./…": did Trunk.toml's pattern_script change?`);
  return value;
};

/** Trunk names wasm and glue before wasm-opt has run; their names must tell what is in them. */
async function rehash(html) {
  const [js, wasm] = [attribute(html, 'data-js'), attribute(html, 'data-wasm')];
  const wasmBytes = await readFile(join(site, wasm));
  const jsBytes = await readFile(join(site, js));
  const name = `keyless-${digest('sha256', Buffer.concat([wasmBytes, jsBytes]), 'hex').slice(0, 12)}`;
  await rename(join(site, wasm), join(site, `${name}_bg.wasm`));
  await rename(join(site, js), join(site, `${name}.js`));
  return html.replaceAll(`./${wasm}`, `./${name}_bg.wasm`).replaceAll(`./${js}`, `./${name}.js`);
}

const integrity = async (path) => `sha256-${digest('sha256', await readFile(join(site, path)), 'base64')}`;

/** A stylesheet or script that is not the one that was built is not used: its tag names the checksum. */
async function withIntegrity(html) {
  const tag = /<(?:link rel="(?:stylesheet|modulepreload)"[^>]*?href|script [^>]*?src)="\.\/([^"?]+)/g;
  for (const [found, path] of [...html.matchAll(tag)]) {
    html = html.replace(found, found.replace(/^<(\w+)/, `<$1 integrity="${await integrity(path)}"`));
  }
  return html;
}

async function finish(html) {
  if (release) html = await rehash(html);
  const wasm = await readFile(join(site, attribute(html, 'data-wasm')));
  const boot = await readFile(join(site, 'boot.js'));
  html = html
    .replace(/(<script[^>]*\sdata-wasm="[^"]*")/, `$1${release ? ' data-offline' : ''} data-size="${wasm.length}" data-integrity="sha256-${digest('sha256', wasm, 'base64')}"`)
    .replace(' data-integrity="none"', '')
    // boot.js keeps its name; the query keeps an old copy in a cache from meeting a new page.
    .replace('src="./boot.js"', `src="./boot.js?v=${digest('sha256', boot, 'hex').slice(0, 12)}"`);
  html = await withIntegrity(html);
  // `trunk serve` adds an inline script for its live reload, which the policy would stop.
  const inline = /<script(?![^>]*\ssrc=)[^>]*>/.test(html);
  if (inline && release) throw new Error('index.html has an inline script, which the content security policy forbids');
  if (!inline) html = html.replace('<meta charset="utf-8"', `<meta http-equiv="Content-Security-Policy" content="${META_CSP}">\n    $&`);
  return html;
}

const LINK = /(\s(?:href|src|data-js|data-wasm)=")\.\//g;
const relinked = (html, prefix) => html.replace(LINK, `$1${prefix}`);

async function write(path, html) {
  const file = join(site, path);
  // A page that another step has written for itself stays.
  if (await stat(file).catch(() => null)) return;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, html);
}

const index = await finish(await readFile(join(site, 'index.html'), 'utf8'));
await writeFile(join(site, 'index.html'), index);

// The readable pages, and the data that pages fetch: the native tool, which has the same Markdown reader as the checks.
const keyless = spawnSync('cargo', ['run', '--quiet', '--package', 'keyless-content', '--bin', 'keyless', '--', 'site', site], {
  cwd: ROOT_DIR,
  stdio: ['ignore', 'inherit', 'inherit'],
});
if (keyless.status !== 0) throw new Error('keyless site did not write the pages');

// Those that are only read have a script of their own.
const pageScript = await integrity('page.js');
for (const file of await readdir(site, { recursive: true })) {
  if (!file.endsWith('.html')) continue;
  const html = await readFile(join(site, file), 'utf8');
  const checked = html.replace(/(<script )(type="module" src="[^"]*page\.js")/, `$1integrity="${pageScript}" $2`);
  if (checked !== html) await writeFile(join(site, file), checked);
}

// What other people's pages take; while developing, `node scripts/embed.mjs target/dev-dist` makes it when it is wanted.
if (release) await writeEmbed(site, true);

const folders = [...ROUTES];
for (const [route, kind] of [['learn', 'lessons'], ['challenges', 'challenges']]) {
  for (const slug of await slugs(kind)) folders.push(`${route}/${slug}`);
}
for (const folder of folders) {
  await write(`${folder}/index.html`, relinked(index, '../'.repeat(folder.split('/').length)));
}
const missing = index
  .replace(/<title>[^<]*/, '<title>No such page: Keyless')
  .replace('<h1>Keyless', '<h1>There is no such page');
await write('404.html', relinked(missing, ABSOLUTE_ROOT.endsWith('/') ? ABSOLUTE_ROOT : `${ABSOLUTE_ROOT}/`));

await writeFile(join(site, '_headers'), HEADERS_FILE);

// While developing, a kept copy of the page would only be in the way.
if (release) await writeServiceWorker(site);
else await rm(join(site, 'service-worker.js'), { force: true });
