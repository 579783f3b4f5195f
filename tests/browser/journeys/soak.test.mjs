// A short walk of the robot; `make soak` takes a longer one.
import assert from 'node:assert/strict';
import test from 'node:test';
import { soak } from '../../../scripts/soak.mjs';

test('a robot that uses the site at random for 20 seconds finds nothing broken', { timeout: 90_000 }, async () => {
  const found = await soak({ seconds: 20, seed: Number(process.env.KEYLESS_SEED ?? 1) });
  assert.deepEqual(found.problems, []);
  assert.ok(found.commands > 2 && found.steps > 10, `the robot did nothing: ${JSON.stringify(found)}`);
});
