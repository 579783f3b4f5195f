// The playground as a person meets it: by roles and accessible names only, the page's contract with assistive
// technology. When a name changes, it changes here and in the design, nowhere else.
import { setTimeout as sleep } from 'node:timers/promises';

export class Playground {
  constructor(page) {
    this.page = page;
    const role = (name, accessible) => page.getByRole(name, { name: accessible, exact: true });
    this.prompt = role('textbox', 'Command line');
    this.log = role('log', 'Terminal output');
    this.world = role('figure', 'World');
    this.timelineList = role('list', 'Timeline');
    this.inspector = role('tablist', 'Inspector');
    this.account = role('combobox', 'Signed in as');
    this.lessons = role('navigation', 'Lessons');
    this.undoButton = role('button', 'Undo');
    this.redoButton = role('button', 'Redo');
    this.resetButton = role('button', 'Reset');
    this.shareButton = role('button', 'Share');
  }

  /** What the terminal shows. */
  output() {
    return this.log.innerText();
  }

  /** Types one line, presses Enter, waits for the result, and gives back what the terminal added. */
  async type(line) {
    return this.#answered(async () => {
      await this.prompt.fill(line);
      await this.prompt.press('Enter');
    });
  }

  /** Types several lines, one after the other; gives back the output of the last. */
  async typeAll(lines) {
    let added = '';
    for (const line of lines) added = await this.type(line);
    return added;
  }

  /** Pastes text through the clipboard, as one paste, and presses Enter if it waits for that. */
  async paste(text) {
    return this.#answered(async () => {
      await this.prompt.focus();
      await this.page.evaluate((value) => navigator.clipboard.writeText(value), text);
      await this.page.keyboard.press('ControlOrMeta+V');
      await this.#frames();
      if ((await this.prompt.inputValue()) !== '') await this.prompt.press('Enter');
    });
  }

  /** Presses a control that types a line of its own (Undo, an account…) and waits for its result. */
  async press(locator) {
    return this.#answered(() => locator.click());
  }

  undo() {
    return this.press(this.undoButton);
  }

  redo() {
    return this.press(this.redoButton);
  }

  reset() {
    return this.press(this.resetButton);
  }

  /** Chooses the account by its visible name, or a part of it. */
  async signInAs(name) {
    return this.#answered(async () => {
      if (await this.account.evaluate((element) => element instanceof HTMLSelectElement)) {
        const labels = await this.account.locator('option').allInnerTexts();
        const label = labels.find((text) => text.includes(name));
        if (label === undefined) throw new Error(`no account "${name}" among: ${labels.join(', ')}`);
        await this.account.selectOption({ label });
      } else {
        await this.account.click();
        await this.page.getByRole('option', { name }).click();
      }
    });
  }

  /** The diagram's text equivalent. */
  async worldText() {
    const name = 'World as text';
    const text = this.page.getByRole('list', { name, exact: true }).or(this.page.getByRole('tree', { name, exact: true }));
    return (await text.first().textContent()) ?? '';
  }

  /** The texts of the timeline's entries, oldest first as the page has them. */
  timeline() {
    return this.timelineList.getByRole('listitem').allInnerTexts();
  }

  /** The text of the region "What changed", "Why" or "Requests"; opens its tab when it is closed. */
  async region(name) {
    const region = this.page.getByRole('region', { name, exact: true }).or(this.page.getByRole('tabpanel', { name, exact: true })).first();
    if (!(await region.isVisible())) {
      await this.inspector.getByRole('tab', { name }).click();
      await region.waitFor();
    }
    return region.innerText();
  }

  whatChanged() {
    return this.region('What changed');
  }

  why() {
    return this.region('Why');
  }

  requests() {
    return this.region('Requests');
  }

  /** Presses the n-th "Run" on the page, as beside every code block. */
  async runBlock(index = 0) {
    return this.press(this.page.getByRole('button', { name: 'Run', exact: true }).nth(index));
  }

  #frames() {
    return this.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))));
  }

  /** Does something, waits until the log has changed and rests, and gives back what was added. */
  async #answered(action, timeout = 10_000) {
    const before = await this.output();
    await action();
    const deadline = Date.now() + timeout;
    let seen = before;
    for (;;) {
      await this.#frames();
      const now = await this.output();
      const busy = (await this.log.getAttribute('aria-busy')) === 'true';
      if (!busy && now !== before && now === seen) return now.startsWith(before) ? now.slice(before.length).replace(/^\n/, '') : now;
      if (Date.now() > deadline) throw new Error(`the terminal did not answer within ${timeout} ms; it shows:\n${now.slice(-2000)}`);
      seen = now;
      await sleep(10);
    }
  }
}
