// What the scripts agree on about the built site.
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT_DIR = fileURLToPath(new URL('..', import.meta.url));
/** The built site; KEYLESS_DIST names another, such as `target/dev-dist/` that `trunk build --dist` made for debugging. */
export const DIST_DIR = process.env.KEYLESS_DIST ? resolve(process.env.KEYLESS_DIST) : fileURLToPath(new URL('../dist/', import.meta.url));

/** What a visitor downloads before the first prompt, at most: wasm and glue after brotli, in KiB. */
export const BUDGET_KIB = 300;
/**
 * What fails the build while the bar above is not met: a few KiB over the last measure. It was raised once, when the shell, the
 * quiz and the inspector came into one program; from here it only goes down.
 */
export const CEILING_KIB = 920;

const POLICY = {
  'default-src': "'none'",
  'script-src': "'self' 'wasm-unsafe-eval'",
  'style-src': "'self'",
  'img-src': "'self' data:",
  'font-src': "'self'",
  'connect-src': "'self'",
  // The page on embedding shows what it makes.
  'frame-src': "'self'",
  'manifest-src': "'self'",
  'worker-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  // What becomes HTML or the address of a program goes through the policy in public/boot.js.
  'require-trusted-types-for': "'script'",
  // The page's own, and the one of embed.js, which the builder shows at work.
  'trusted-types': 'default keyless',
};
const join = (policy) => Object.entries(policy).map((pair) => pair.join(' ')).join('; ');

/** For the `<meta>` tag. */
export const META_CSP = join(POLICY);
/**
 * For the header. Other people's documentation may frame a playground, so it names no `frame-ancestors`: even `*` there
 * shuts out pages in a sandbox, which have no origin.
 */
export const HEADER_CSP = META_CSP;

/** What a host should send with every page; the policy above stands in each page too. */
export const HEADERS = {
  'Content-Security-Policy': HEADER_CSP,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
};
/** The same as a `_headers` file, which several hosts of static sites read. */
export const HEADERS_FILE = `/*\n${Object.entries(HEADERS).map(([name, value]) => `  ${name}: ${value}\n`).join('')}`;
