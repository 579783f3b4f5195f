#!/usr/bin/env node
// Builds what other people's pages take from embed/: the stub, what draws, the engine and its frame, the types.
// The build calls it; by hand: node scripts/embed.mjs FOLDER [release]. Without `release` the engine is a debug build.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT_DIR } from './site.mjs';

/** What Rust's target has on by default: with more, wasm-opt writes types that browsers do not have. */
const FEATURES = ['bulk-memory', 'multivalue', 'mutable-globals', 'nontrapping-float-to-int', 'reference-types', 'sign-ext'].map(
  (name) => `--enable-${name}`,
);

const WEB = join(ROOT_DIR, 'app/embed/web');
const TARGET = 'wasm32-unknown-unknown';

const short = (...parts) => createHash('sha256').update(Buffer.concat(parts.map((it) => Buffer.from(it)))).digest('hex').slice(0, 12);
export const integrity = (data) => `sha384-${createHash('sha384').update(data).digest('base64')}`;

/** Without comment lines, indentation and blank lines: nothing that could change the meaning. */
const slim = (code) => code.split('\n').map((line) => line.trim()).filter((line) => line && !/^(\/\/|\/\*\*.*\*\/$)/.test(line)).join('\n');

/** The builder, in the frame of a page that the native tool has written. */
async function builder(site, read) {
  const page = await readFile(join(site, 'about/index.html'), 'utf8').catch(() => null);
  if (!page) throw new Error('about/index.html is not there: the builder takes its frame from it');
  const main = await read('builder.html');
  const title = 'Embed Keyless in your documentation';
  return page
    .replaceAll('About Keyless', title)
    .replace(/(name="description" content=")[^"]*/, '$1Runnable az examples in other documentation, with one script tag.')
    .replace(/(rel="canonical" href=")[^"]*/, '$1../embed/')
    .replace(' aria-current="page"', '')
    .replace('</head>', '<script src="embed.js" data-blocks="marked"></script>\n<script type="module" src="builder.js"></script>\n</head>')
    .replace(/<main[\s\S]*<\/main>/, () => main.trim());
}

const fill = (text, values) => text.replace(/@([A-Z]+)@/g, (whole, name) => values[name] ?? whole);

function tool(command, args) {
  const ran = spawnSync(command, args, { cwd: ROOT_DIR, stdio: ['ignore', 'inherit', 'inherit'] });
  if (ran.status !== 0) throw new Error(`${command} ${args[0]} failed${ran.error ? `: ${ran.error.message}` : ''}`);
}

/** The engine as glue and wasm. */
async function engine(release) {
  const folder = await mkdtemp(join(tmpdir(), 'keyless-embed-'));
  try {
    tool('cargo', ['build', '--quiet', '--locked', '--package', 'keyless-embed', '--target', TARGET, ...(release ? ['--profile', 'wasm'] : [])]);
    const built = join(process.env.CARGO_TARGET_DIR ?? join(ROOT_DIR, 'target'), TARGET, release ? 'wasm' : 'debug', 'keyless_embed.wasm');
    tool('wasm-bindgen', ['--target', 'web', '--no-typescript', '--out-dir', folder, '--out-name', 'engine', ...(release ? [] : ['--keep-debug']), built]);
    const wasm = join(folder, 'engine_bg.wasm');
    if (release) tool('wasm-opt', ['-Oz', ...FEATURES, '--low-memory-unused', wasm, '-o', wasm]);
    return { glue: await readFile(join(folder, 'engine.js'), 'utf8'), wasm: await readFile(wasm) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Writes `embed/` below a built site, and gives back the names of its files. */
export async function writeEmbed(site, release) {
  const read = (name) => readFile(join(WEB, name), 'utf8');
  const version = (await readFile(join(ROOT_DIR, 'Cargo.toml'), 'utf8')).match(/^version = "(.*)"/m)[1];
  const { glue, wasm } = await engine(release);
  const page = await read('engine.js');
  const mark = short(glue, wasm, page);
  const names = { glue: `glue-${mark}.js`, wasm: `engine-${mark}_bg.wasm`, engine: `engine-${mark}.js` };
  const start = fill(slim(page), { GLUE: names.glue, WASM: names.wasm, VERSION: version });

  const parts = (await readdir(join(WEB, 'view'))).sort();
  const body = (await Promise.all(parts.map((name) => read(join('view', name))))).map(slim).join('\n');
  const view = `(() => {\nconst keyless = window.keyless;\n${body}\n})();\n`;
  names.view = `view-${short(view)}.js`;
  const stub = fill(slim(await read('embed.js')), { VERSION: version, VIEW: names.view, INTEGRITY: integrity(view) });
  names.versioned = `embed-${version}-${short(stub)}.js`;

  const folder = join(site, 'embed');
  await mkdir(folder, { recursive: true });
  const files = {
    'embed.js': stub,
    [names.versioned]: stub,
    [names.view]: view,
    [names.engine]: start,
    [names.glue]: glue,
    [names.wasm]: wasm,
    'builder.js': await read('builder.js'),
    'index.html': await builder(site, read),
    'engine.html': fill(await read('engine.html'), { ENGINE: names.engine }),
  };
  for (const [name, data] of Object.entries(files)) await writeFile(join(folder, name), data);
  await copyFile(join(WEB, 'keyless.d.ts'), join(folder, 'keyless.d.ts'));
  const newest = { version, tag: names.versioned, integrity: integrity(stub) };
  await writeFile(join(folder, 'version.json'), `${JSON.stringify(newest, null, 2)}\n`);
  return { ...names, ...newest };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [site, kind] = process.argv.slice(2);
  if (!site) {
    console.error('usage: embed.mjs FOLDER [release]');
    process.exit(2);
  }
  const { tag, integrity: hash } = await writeEmbed(site, kind === 'release');
  console.log(`embed/${tag} ${hash}`);
}
