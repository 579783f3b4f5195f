#!/usr/bin/env node
// A small static server that behaves as a production host would: MIME types, compression, caching, strict
// headers, index.html for folders, 404.html. `node scripts/serve.mjs [FOLDER]`, PORT and HOST from the environment.
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { DIST_DIR, HEADERS } from './site.mjs';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml; charset=utf-8',
};
const INCOMPRESSIBLE = new Set(['.png', '.woff2', '.ico']);
/** File names that Trunk gave a hash never change their content. */
const HASHED = /-[0-9a-f]{8,}(_bg)?\.(css|js|wasm)$/;

const encoders = {
  br: (body) =>
    promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 6, [constants.BROTLI_PARAM_SIZE_HINT]: body.length } }),
  gzip: promisify(gzip),
};

/**
 * Serves `dir` under the path `base` ("/" or "/some/folder/"). Port 0 takes a free one.
 * Resolves to `{ url, close }`, where `url` ends in the base.
 */
export async function serve({ dir = DIST_DIR, host = '127.0.0.1', port = 0, base = '/' } = {}) {
  const top = resolve(dir);
  const cache = new Map();

  async function find(pathname) {
    const path = resolve(join(top, pathname));
    if (path !== top && !path.startsWith(top + sep)) return { status: 404 };
    const info = await stat(path).catch(() => null);
    if (info?.isDirectory()) {
      if (!pathname.endsWith('/')) return { status: 308, location: `${pathname}/` };
      const index = join(path, 'index.html');
      return (await stat(index).catch(() => null)) ? { status: 200, path: index } : { status: 404 };
    }
    return info && !pathname.endsWith('/') ? { status: 200, path } : { status: 404 };
  }

  async function load(path, accepts) {
    const { mtimeMs, size } = await stat(path);
    const compressible = size > 256 && !INCOMPRESSIBLE.has(extname(path));
    const encoding = compressible ? ['br', 'gzip'].find((name) => accepts.includes(name)) : undefined;
    const key = `${path}\n${encoding}\n${mtimeMs}\n${size}`;
    if (!cache.has(key)) {
      const raw = await readFile(path);
      const etag = `W/"${createHash('sha256').update(raw).digest('hex').slice(0, 16)}"`;
      cache.set(key, { etag, encoding, body: encoding ? await encoders[encoding](raw) : raw });
    }
    return cache.get(key);
  }

  async function answer(request, response) {
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    response.setHeader('Vary', 'Accept-Encoding');
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end();
      return;
    }
    const url = new URL(request.url, 'http://localhost');
    let pathname;
    try {
      pathname = decodeURIComponent(url.pathname);
    } catch {
      response.writeHead(400).end();
      return;
    }
    // Other people's pages check these by their hash, and a sandboxed page has no origin: both need leave.
    if (pathname.startsWith(`${base}embed/`)) response.setHeader('Access-Control-Allow-Origin', '*');
    const inside = pathname.startsWith(base) && !pathname.includes('\0');
    let found = inside ? await find(`/${pathname.slice(base.length)}`) : { status: 404 };
    if (found.status === 308) {
      response.writeHead(308, { Location: url.pathname.split('/').at(-1) + '/' + url.search }).end();
      return;
    }
    if (found.status === 404) {
      const page = join(top, '404.html');
      const known = inside && (await stat(page).catch(() => null));
      found = { status: 404, path: known ? page : undefined };
      if (!found.path) {
        response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end('No such page.\n');
        return;
      }
    }
    const { etag, encoding, body } = await load(found.path, request.headers['accept-encoding'] ?? '');
    response.setHeader('Content-Type', TYPES[extname(found.path)] ?? 'application/octet-stream');
    response.setHeader('ETag', etag);
    response.setHeader('Cache-Control', HASHED.test(found.path) ? 'public, max-age=31536000, immutable' : 'no-cache');
    if (found.status === 200 && request.headers['if-none-match'] === etag) {
      response.writeHead(304).end();
      return;
    }
    if (encoding) response.setHeader('Content-Encoding', encoding);
    response.setHeader('Content-Length', body.length);
    response.writeHead(found.status).end(request.method === 'HEAD' ? undefined : body);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error) => {
      console.error(`serve: ${request.url}: ${error.message}`);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  await new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(port, host, done);
  });
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${server.address().port}${base}`,
    close: () =>
      new Promise((done) => {
        server.close(done);
        server.closeAllConnections();
      }),
  };
}

async function main() {
  const dir = process.argv[2] ?? DIST_DIR;
  const port = Number(process.env.PORT ?? 8080);
  const host = process.env.HOST ?? '127.0.0.1';
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    console.error(`PORT is ${process.env.PORT}, which is not a port number. Try: PORT=8081 make serve`);
    process.exit(2);
  }
  if (!(await stat(join(dir, 'index.html')).catch(() => null))) {
    console.error(`There is no site in ${dir} yet. Build it first: make build`);
    process.exit(1);
  }
  try {
    const { url } = await serve({ dir, host, port, base: process.env.BASE ?? '/' });
    console.log(`Keyless is at ${url}`);
    console.log('Ctrl+C stops it.');
  } catch (error) {
    if (error.code === 'EADDRINUSE') console.error(`Port ${port} is taken. Another one: PORT=${port + 1} make serve`);
    else if (error.code === 'EACCES') console.error(`Port ${port} needs more rights than you have. Another one: PORT=8080 make serve`);
    else console.error(`The server did not start: ${error.message}`);
    process.exit(1);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
