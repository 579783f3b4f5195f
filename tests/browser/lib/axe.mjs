// Accessibility checks with axe-core, under the page's own content security policy.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const source = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong, one text each: empty when all is well. `options` as for `axe.run`. */
export async function violations(page, options = {}) {
  await page.evaluate(await source);
  const found = await page.evaluate((given) => globalThis.axe.run(document, { resultTypes: ['violations'], ...given }), options);
  return found.violations.map(
    ({ id, impact, help, nodes }) => `${id} (${impact}): ${help}: ${nodes.map((node) => node.target.join(' ')).join('; ')}`,
  );
}
