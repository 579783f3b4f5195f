// Practice, exams and the record: by pointer, by keyboard, on a phone, in two tabs, with bad input.
import assert from 'node:assert/strict';
import { violations } from '../lib/axe.mjs';
import { PHONE, journey } from '../lib/harness.mjs';
import { choice, serveQuestions } from '../lib/questions.mjs';

const button = (page, name) => page.getByRole('button', { name, exact: typeof name === 'string' });
const right = (page) => page.getByRole('radio', { name: /^right/ });
const wrong = (page) => page.getByRole('radio', { name: /^wrong/ });

/** Answers the question in view, checks it, and goes on. */
async function answer(page, option, verdict) {
  await option.check();
  await button(page, 'Check answer').click();
  await page.getByRole('heading', { name: verdict, exact: true }).waitFor();
}
const next = (page) => button(page, /^(Next question|Finish the round)$/).click();

const MACHINE = 'az vm create -g myResourceGroup -n web1 --image Ubuntu2204 --generate-ssh-keys --assign-identity';
const few = [1, 2, 3].map((number) => ({ ...choice(number), script: number === 1 ? [MACHINE] : [] }));

journey('a learner practises a topic, misses a question, sees it happen and recovers it', { subpath: true }, async ({ page, open }) => {
  await serveQuestions(page, few);
  await open('quiz/');
  await button(page, 'Tokens (3)').click();
  let recovered = 0;
  let seen = false;
  const first = await page.locator('legend').innerText();
  await button(page, 'Check answer').click();
  await page.getByText('Answer first, then check.').waitFor();
  await answer(page, wrong(page), 'Not right');
  await page.getByText(/^The right answer is: right \d$/).waitFor();
  assert.deepEqual(await violations(page), []);
  for (let steps = 0; steps < 12; steps += 1) {
    if (!seen && (await button(page, 'See it happen').count()) > 0) {
      seen = true;
      await button(page, 'See it happen').click();
      await page.getByRole('log', { name: 'Terminal output' }).getByText('web1').first().waitFor();
      assert.match(page.url(), /play\/$/);
      await page.getByRole('link', { name: 'Back to the question' }).click();
      await page.getByRole('heading', { name: /^(Right|Not right)$/ }).waitFor();
    }
    await next(page);
    if ((await page.getByRole('heading', { name: 'The round is over' }).count()) > 0) break;
    if ((await page.locator('legend').innerText()) === first) recovered += 1;
    await answer(page, right(page), 'Right');
  }
  assert.equal(recovered, 2, 'the missed question came back until it was right twice');
  assert.ok(seen, 'a question with a world was seen to happen');
  await page.getByText('Right at the first try: 2. One that you missed was right twice since.').waitFor();

  await button(page, 'Leave the round').click();
  await button(page, 'Statistics').click();
  await page.getByText('Right: 4 of 5').waitFor();
  assert.deepEqual(await violations(page), []);
});

journey('an exam of 20 questions survives a pause and a reload, and ends in a report', { timeout: 120_000 }, async ({ page, open }) => {
  const questions = Array.from({ length: 24 }, (_, at) => choice(at + 1, at % 3 === 0 ? 'use-storage' : 'acquire-tokens'));
  await serveQuestions(page, questions);
  await open('quiz/');
  await page.getByLabel(/^Seed/).fill('42');
  await button(page, 'Begin the exam').click();
  for (let at = 0; at < 20; at += 1) {
    await page.getByText(`Question ${at + 1} of 20`).waitFor();
    await (at % 4 === 3 ? wrong(page) : right(page)).check();
    if (at === 2) await page.getByRole('checkbox', { name: /^Flag/ }).check();
    if (at === 9) {
      await button(page, 'Pause').click();
      await page.getByRole('heading', { name: 'The exam is paused' }).waitFor();
      assert.equal(await page.getByRole('radio').count(), 0, 'nothing of the exam is in view');
      await page.reload();
      await page.locator('html[data-ready]').waitFor({ state: 'attached' });
      await button(page, 'Go on with the exam').click();
      await button(page, 'Go on').click();
      assert.ok(await right(page).isChecked(), 'the answer is still there');
    }
    if (at === 4) assert.deepEqual(await violations(page), []);
    if (at < 19) await button(page, 'Next question').click();
  }
  assert.equal(await page.getByText('It is so.').count(), 0, 'nothing is told before the end');
  await button(page, 'Review').click();
  await page.getByText('Every question has an answer.').waitFor();
  await button(page, 'Question 3: answered, flagged').waitFor();
  assert.deepEqual(await violations(page), []);
  await button(page, 'Hand in').click();
  await page.getByRole('heading', { name: 'Report', exact: true }).waitFor();
  await page.getByText('Right: 15 of 20, 75 % (53 % to 89 % with 95 % confidence)').waitFor();
  await page.getByRole('table').getByText('Skill use-storage').first().waitFor();
  await button(page, /^Question 4: not right$/).click();
  await page.getByText('It is otherwise.').first().waitFor();
  assert.deepEqual(await violations(page), []);
  await page.reload();
  await page.locator('html[data-ready]').waitFor({ state: 'attached' });
  await button(page, 'Read the last report').click();
  await page.getByText('Right: 15 of 20').waitFor();
});

journey('practice by keyboard alone', async ({ page, open }) => {
  await serveQuestions(page, few);
  await open('quiz/');
  const tabTo = async (name) => {
    for (let presses = 0; presses < 60; presses += 1) {
      const focused = await page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
      if (focused === name) return;
      await page.keyboard.press('Tab');
    }
    assert.fail(`no way by Tab to ${name}`);
  };
  await tabTo('Tokens (3)');
  await page.keyboard.press('Enter');
  await page.locator('legend').waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  for (let presses = 0; presses < 3 && !(await right(page).isChecked()); presses += 1) await page.keyboard.press('ArrowDown');
  assert.ok(await right(page).isChecked());
  await tabTo('Check answer');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Right', exact: true }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'verdict');
  await tabTo('Next question');
  await page.keyboard.press('Enter');
  await page.getByText('Question 2 of 3').waitFor();
});

journey('the questions of the site on a phone', { context: PHONE }, async ({ page, open }) => {
  await open('quiz/');
  assert.deepEqual(await violations(page), []);
  await button(page, /^Lifecycle \(\d+\)$/).click();
  await page.locator('legend').waitFor();
  assert.deepEqual(await violations(page), []);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wide <= 0, `the page is ${wide} px wider than the screen`);
});

journey('two tabs that answer at once keep both answers', async ({ page, context, open, url }) => {
  await serveQuestions(page, few);
  await open('quiz/');
  const other = await context.newPage();
  await serveQuestions(other, few);
  await other.goto(new URL('quiz/', url).href);
  await other.locator('html[data-ready]').waitFor({ state: 'attached' });
  for (const tab of [page, other]) {
    await button(tab, 'Tokens (3)').click();
    await answer(tab, right(tab), 'Right');
  }
  await button(page, 'Leave the round').click();
  await button(page, 'Statistics').click();
  await page.getByText('Right: 2 of 2').waitFor();
});

journey('a damaged record, a newer one and a denied storage are told, and practice goes on', async ({ page, open }) => {
  await serveQuestions(page, few);
  await page.addInitScript(() => localStorage.setItem('keyless.answers', 'keyless answers 9\n'));
  await open('quiz/');
  await page.getByText(/kept by a newer version of Keyless/).waitFor();
  await button(page, 'Tokens (3)').click();
  await answer(page, right(page), 'Right');
  assert.equal(await page.evaluate(() => localStorage.getItem('keyless.answers')), 'keyless answers 9\n');
});

journey('questions that do not arrive are told, and a second try brings them', { allow: [/503/, /Failed to load/] }, async ({ page, open }) => {
  await page.route('**/content/questions/index.txt', (route) => route.fulfill({ status: 503, body: '' }), { times: 1 });
  await open('quiz/');
  await page.getByText(/The questions did not arrive/).waitFor();
  await button(page, 'Try again').click();
  await page.getByRole('heading', { name: 'Practise' }).waitFor();
});
