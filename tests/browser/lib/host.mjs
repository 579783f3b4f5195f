// Other people's documentation: pages on another origin, under a policy of their own, that use the embed.
import { createServer } from 'node:http';
import { after } from 'node:test';

const open = [];
after(() => Promise.all(open.map((close) => close())));

/** What docs/embedding.md tells a host to allow, and nothing else. */
export const strictPolicy = (keyless) => `default-src 'none'; script-src ${new URL(keyless).origin}; frame-src ${new URL(keyless).origin}`;

/** Serves one page; resolves to its address. */
export async function hostPage(html, policy, extra = {}) {
  const server = createServer((request, response) => {
    if (request.url !== '/') return response.writeHead(204).end();
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', ...(policy ? { 'Content-Security-Policy': policy } : {}), ...extra }).end(html);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  open.push(() => new Promise((done) => (server.close(done), server.closeAllConnections())));
  return `http://127.0.0.1:${server.address().port}/`;
}

/** A page of documentation with `body`, and the tag as the recipes have it. */
export const documentation = (keyless, body, tag = '') =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Documentation</title><script src="${keyless}embed/embed.js" ${tag}></script></head><body><main><h1>Documentation</h1>${body}</main></body></html>`;

/** Blocks as each tool writes them; the text of the block at the place of `text`. */
export const TOOLS = {
  mdBook: (text) => `<pre><code class="language-az">${text}</code></pre>`,
  MkDocs: (text) => `<div class="keyless highlight"><pre><span></span><code>${text}</code></pre></div>`,
  Docusaurus: (text) =>
    `<div class="language-az codeBlockContainer_Ckt0"><div class="codeBlockContent_QJqH"><pre tabindex="0" class="prism-code language-az"><code>${text
      .split('\n')
      .map((line) => `<span class="token-line"><span class="token plain">${line}</span><br></span>`)
      .join('')}</code></pre></div></div>`,
  Sphinx: (text) => `<div class="highlight-azurecli notranslate"><div class="highlight"><pre><span></span>${text}</pre></div></div>`,
  Hugo: (text) => `<div class="highlight"><pre tabindex="0"><code class="language-az" data-lang="az">${text}</code></pre></div>`,
  Jekyll: (text) => `<div class="language-azurecli highlighter-rouge"><div class="highlight"><pre class="highlight"><code>${text}</code></pre></div></div>`,
  plain: (text) => `<pre data-keyless>${text}</pre>`,
};
