import { journey, PHONE } from '../lib/harness.mjs';

journey('the playground opens', { subpath: true }, async ({ open, playground }) => {
  await open('play/');
  await playground.prompt.waitFor();
});

journey('the playground opens on a phone', { context: PHONE }, async ({ open, playground }) => {
  await open('play/');
  await playground.prompt.waitFor();
});
