#!/usr/bin/env node
// Trunk's pre_build hook: every stylesheet of the app in one file, app/generated/main.css, which Trunk hashes.
// Order: tokens, base, the loading page's, the rest of app/styles, then those beside components, by path.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT_DIR } from './site.mjs';

const FIRST = ['app/styles/tokens.css', 'app/styles/base.css', 'app/boot.css'];

async function cssBelow(folder) {
  const entries = await readdir(join(ROOT_DIR, folder), { withFileTypes: true, recursive: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.css'))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(ROOT_DIR.length))
    .sort();
}

const read = (path) =>
  readFile(join(ROOT_DIR, path), 'utf8').catch((error) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });

const paths = [...new Set([...FIRST, ...(await cssBelow('app/styles')), ...(await cssBelow('app/src'))])];
const parts = [];
for (const path of paths) {
  const text = await read(path);
  if (text === null) continue;
  if (/@import\b/.test(text)) {
    console.error(`${path}: has an @import. All stylesheets are bundled anyway; remove it.`);
    process.exit(1);
  }
  parts.push(`/* ${path} */\n${text.trim()}\n`);
}

// Comments are for readers of the source. Strings are kept as they are.
const shorter = parts.join('').replace(/("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|\/\*[\s\S]*?\*\//g, (_, string) => string ?? '');
const release = process.env.TRUNK_PROFILE === 'release';
const css = release ? shorter.replace(/\n\s+/g, '\n').replace(/\n+/g, '\n').trimStart() : parts.join('\n');

const out = join(ROOT_DIR, 'app/generated/main.css');
await mkdir(join(ROOT_DIR, 'app/generated'), { recursive: true });
// Untouched when equal, so that a watcher stays calm.
if ((await read('app/generated/main.css')) !== css) await writeFile(out, css);
