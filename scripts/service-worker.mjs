#!/usr/bin/env node
// Finishes the service worker of a built site: the list of all its files with their hashes, and the version made of it.
// The build calls it last; by hand: node scripts/service-worker.mjs FOLDER
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT_DIR } from './site.mjs';

const WORKER = 'service-worker.js';
/** What is fetched when asked for, not ahead: other people's pages take it, or nobody needs it offline. */
const NOT_KEPT = [WORKER, '_headers', 'robots.txt', 'sitemap.xml'];
/** The page stays, the engine of other people's pages is not for this site. */
const isEmbed = (path) => path.startsWith('embed/') && path !== 'embed/index.html';

const sha256 = (data, form) => createHash('sha256').update(data).digest(form);

/** Every file of the site, `{ "play/index.html": "sha256-…" }`, in the order of their names. */
async function listing(site) {
  const entries = await readdir(site, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(site, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !NOT_KEPT.includes(path) && !isEmbed(path))
    .sort();
  const files = {};
  for (const path of paths) files[path] = `sha256-${sha256(await readFile(join(site, path)), 'base64')}`;
  return files;
}

/** Writes `service-worker.js` into a built site, and gives back its version. */
export async function writeServiceWorker(site) {
  const files = await listing(site);
  const body = await readFile(join(ROOT_DIR, 'public', WORKER), 'utf8');
  const version = sha256(JSON.stringify(files) + body, 'hex').slice(0, 12);
  await writeFile(join(site, WORKER), `const RELEASE = ${JSON.stringify({ version, files })};\n${body}`);
  return version;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const site = process.argv[2];
  if (!site) {
    console.error('usage: service-worker.mjs FOLDER');
    process.exit(2);
  }
  console.log(`service worker: version ${await writeServiceWorker(site)}`);
}
