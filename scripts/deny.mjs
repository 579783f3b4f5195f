#!/usr/bin/env node
// What the project is built of: licences, sources, banned and unused crates, after deny.toml. `make deny`.
// Where cargo-deny is installed, it judges as well, advisories included.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT_DIR } from './site.mjs';

const run = (...words) => spawnSync('cargo', words, { cwd: ROOT_DIR, encoding: 'utf8', maxBuffer: 1 << 28 });
const problems = [];

const config = readFileSync(join(ROOT_DIR, 'deny.toml'), 'utf8');
const quoted = (text) => [...text.replace(/#.*/g, '').matchAll(/"([^"]+)"/g)].map((match) => match[1]);
const allowed = new Set(quoted(config.match(/^allow = \[([^\]]*)/m)[1]));
const banned = new Set(quoted(config.match(/^deny = \[([^\]]*)/m)[1]));

const metadata = run('metadata', '--format-version', '1', '--locked');
if (metadata.status !== 0) {
  console.error(metadata.stderr);
  process.exit(1);
}
const { packages } = JSON.parse(metadata.stdout);

/** SPDX, as far as crates use it: "A OR B", "A AND B", "(A OR B) AND C", "A/B". */
function fits(expression) {
  const [, inner] = expression.match(/\(([^()]*)\)/) ?? [];
  if (inner !== undefined) return fits(expression.replace(`(${inner})`, fits(inner) ? [...allowed][0] : 'none'));
  return expression.split(/ OR |\//).some((either) => either.split(' AND ').every((name) => allowed.has(name.trim().replace(/\+$/, ''))));
}

const foreign = packages.filter((it) => it.source !== null);
for (const { name, version, license, source } of foreign) {
  if (!license || !fits(license)) problems.push(`${name} ${version}: the licence ${license ?? '(none said)'} is not allowed in deny.toml`);
  if (!source.startsWith('registry+') && !source.startsWith('sparse+')) problems.push(`${name} ${version}: comes from ${source}, not from a registry`);
  if (banned.has(name)) problems.push(`${name} ${version}: banned in deny.toml`);
}

function sources(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return ['target', 'node_modules'].includes(entry.name) ? [] : sources(path);
    return entry.name.endsWith('.rs') ? [readFileSync(path, 'utf8')] : [];
  });
}

/** A crate that is used under another name than its package's. */
const LIBRARY = { 'md-5': 'md5' };
for (const own of packages.filter((it) => it.source === null)) {
  const text = sources(dirname(own.manifest_path)).join('\n');
  for (const { name, rename } of own.dependencies) {
    const used = (rename ?? LIBRARY[name] ?? name).replaceAll('-', '_');
    if (!new RegExp(`\\b${used}\\b`).test(text)) problems.push(`${own.name}: the dependency ${name} is not used`);
  }
}

const tool = run('deny', '--version');
if (tool.status === 0) {
  // Advisories are fetched; a machine without a network checks the rest.
  const checked = run('deny', 'check', ...(process.env.KEYLESS_OFFLINE ? ['licenses', 'sources', 'bans'] : []));
  if (checked.status !== 0) problems.push(`cargo deny:\n${checked.stderr}`);
} else {
  console.log('cargo-deny is not installed: security advisories were not looked at (cargo install --locked cargo-deny).');
}

for (const problem of problems) console.error(problem);
console.log(`${foreign.length} crates: licences, sources, bans and use ${problems.length ? 'FAILED' : 'checked'}`);
process.exit(problems.length ? 1 : 0);
